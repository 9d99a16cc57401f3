"""One field that both sides changed: mine and theirs beside each other, and which of them is to stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QLabel, QRadioButton, QTextEdit, QVBoxLayout

from interviewprep.cards.merging import Conflict, Side
from interviewprep.ui.theme import Theme

_NARROW = 480
_LEAST, _MOST = 52, 200
_MOST_WORDS = 4000
"""Of both sides together; longer texts are shown without their differences marked."""
_WORD = re.compile(r"\s+|[^\s]+")


class SideBySide(QFrame):
    chosen = Signal(str, object)
    """The field and its `Side`."""

    def __init__(self, conflict: Conflict, title: str, side: Side, theme: Theme, *, may_be_both: bool = True) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._theme, self.conflict = theme, conflict
        name = QLabel(title)
        name.setObjectName("section")
        self._group = QButtonGroup(self)
        self.mine = self._radio(self.tr("Keep mine"), Side.MINE, title)
        self.theirs = self._radio(self.tr("Take theirs"), Side.THEIRS, title)
        self.both = self._radio(self.tr("Keep both, mine first"), Side.BOTH, title)
        self.both.setVisible(may_be_both)
        self._texts = (self._text(self.tr("Mine"), title), self._text(self.tr("Theirs"), title))
        _mark(self._texts[0], self._texts[1], conflict, theme)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for radio, text in zip((self.mine, self.theirs), self._texts, strict=True):
            column = QVBoxLayout()
            column.setSpacing(theme.px(4))
            column.addWidget(radio)
            column.addWidget(text)
            self._sides.addLayout(column, 1)
        layout = QVBoxLayout(self)
        px = theme.px
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(6))
        self._sides.setSpacing(px(12))
        layout.addWidget(name)
        layout.addLayout(self._sides)
        layout.addWidget(self.both)
        self.take(side)

    def take(self, side: Side) -> None:
        """Show which side is chosen."""
        {Side.MINE: self.mine, Side.THEIRS: self.theirs, Side.BOTH: self.both}[side].setChecked(True)

    def _radio(self, text: str, side: Side, title: str) -> QRadioButton:
        radio = QRadioButton(text)
        radio.setAccessibleName(f"{title}: {text}")
        radio.clicked.connect(partial(self._choose, side))
        self._group.addButton(radio)
        return radio

    def _choose(self, side: Side, *_: object) -> None:
        self.chosen.emit(self.conflict.field, side)

    def _text(self, side: str, title: str) -> QTextEdit:
        text = QTextEdit()
        text.setObjectName("field")
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(f"{title}: {side}")
        text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self._theme.px(_NARROW)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        px = self._theme.px
        wanted = max(round(text.document().size().height()) for text in self._texts) + px(16)
        for text in self._texts:
            text.setFixedHeight(max(px(_LEAST), min(px(_MOST), wanted)))


def _mark(mine: QTextEdit, theirs: QTextEdit, conflict: Conflict, theme: Theme) -> None:
    """Put both texts down, with the words marked that only one side has."""
    a, b = _WORD.findall(conflict.mine), _WORD.findall(conflict.theirs)
    if len(a) + len(b) > _MOST_WORDS:
        pieces = [([(conflict.mine, False)]), ([(conflict.theirs, False)])]
    else:
        pieces = [list(_pieces(a, b, 0)), list(_pieces(a, b, 1))]
    for text, said in zip((mine, theirs), pieces, strict=True):
        cursor = text.textCursor()
        for words, differs in said:
            letters = QTextCharFormat()
            if differs:
                letters.setBackground(QColor(theme.tokens.soft))
                letters.setFontUnderline(True)
            cursor.insertText(words, letters)
        text.moveCursor(QTextCursor.MoveOperation.Start)


def _pieces(a: Sequence[str], b: Sequence[str], side: int) -> Iterator[tuple[str, bool]]:
    for tag, from_a, to_a, from_b, to_b in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        words = a[from_a:to_a] if side == 0 else b[from_b:to_b]
        if words:
            yield "".join(words), tag != "equal"
