"""In which cards the user's copy of a shipped deck differs from it, and the way back for each or for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from interviewprep.cards.difference import Difference, What, Who
from interviewprep.journeys.copies import Copy
from interviewprep.rendering.one_line import one_line
from interviewprep.ui.cards.list import CardList
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_WORDS = {
    (What.CHANGED, Who.YOU): "changed by you",
    (What.CHANGED, Who.THEY): "changed in the shipped deck",
    (What.CHANGED, Who.BOTH): "changed by you and in the shipped deck",
    (What.CHANGED, Who.UNKNOWN): "not the same in both",
    (What.ADDED, Who.YOU): "added by you",
    (What.ADDED, Who.THEY): "no longer in the shipped deck",
    (What.ADDED, Who.BOTH): "changed by you, no longer in the shipped deck",
    (What.ADDED, Who.UNKNOWN): "in your copy only",
    (What.GONE, Who.YOU): "removed by you",
    (What.GONE, Who.THEY): "new in the shipped deck",
    (What.GONE, Who.BOTH): "removed by you, changed in the shipped deck",
    (What.GONE, Who.UNKNOWN): "in the shipped deck only",
}
_LETTERS = 14
_VERBS = {
    What.CHANGED: "Take the shipped card",
    What.ADDED: "Remove it from your copy",
    What.GONE: "Add it to your copy",
}


class CopyDialog(Question):
    take_wanted = Signal(object)
    """The difference to be settled as the shipped deck has it."""
    give_up_wanted = Signal()
    edit_wanted = Signal(int)
    """A line of the copy."""

    def __init__(self, title: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(
            theme, parent.tr("Your copy of {deck}").format(deck=title), "", parent, safe=parent.tr("Close")
        )
        self._theme = theme
        self._said = self.say("", "muted")
        self._list = CardList(theme, self.tr("Cards that differ"))
        self._list.setMinimumHeight(theme.px(70))
        self._list.currentItemChanged.connect(self._show_difference)
        self._text = QTextEdit()
        self._text.setObjectName("field")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Lines that differ: + in your copy, − in the shipped deck"))
        self._text.setMinimumHeight(theme.px(90))
        self.body.addWidget(self._list, 2)
        self.body.addWidget(self._text, 3)
        self._take = self.deed("", self._ask_take)
        self._edit = self.deed(self.tr("Open in editor"), self._ask_edit)
        self._give_up = self.deed(self.tr("Give up the copy"), self.give_up_wanted.emit)
        self.body.addLayout(self.deeds)
        self.resize(theme.px(720), min(theme.px(620), parent.window().height()))

    def show_copy(self, copy: Copy) -> None:
        """Show what differs now; the list keeps its place."""
        self._list.show_cards(
            (one_line(one.question), self.tr(_WORDS[one.what, one.who]), one) for one in copy.differences
        )
        count = many(len(copy.differences), "card")
        if not copy.differences:
            said = self.tr("It has the same cards as the shipped deck.")
        elif copy.untouched:
            said = self.tr("You changed nothing in it, and the shipped deck is newer: {count} differ.").format(
                count=count
            )
        else:
            said = self.tr("It differs from the shipped deck in {count}.").format(count=count)
        legend = self.tr("Lines with − are the shipped deck's, those with + yours.")
        self._said.setText(f"{said} {legend}" if copy.differences else said)
        self._list.setVisible(bool(copy.differences))
        self._text.setVisible(bool(copy.differences))
        (self._list if copy.differences else self.leave).setFocus()
        self._show_difference()

    def _chosen(self) -> Difference | None:
        found = self._list.current()
        return found if isinstance(found, Difference) else None

    def _show_difference(self, *_: object) -> None:
        one = self._chosen()
        self._take.setVisible(one is not None)
        self._edit.setVisible(one is not None and one.line > 0)
        if one is None:
            return
        self._take.setText(self.tr(_VERBS[one.what]))
        self._text.clear()
        cursor = self._text.textCursor()
        yours, theirs = one.yours.splitlines(), one.theirs.splitlines()
        for place, (sign, line) in enumerate(_compared(theirs, yours)):
            if place:
                cursor.insertBlock()
            self._line(cursor, sign, line)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _line(self, cursor: QTextCursor, sign: str, line: str) -> None:
        tokens = self._theme.tokens
        letters = QTextCharFormat()
        font = self._theme.font("code")
        font.setPixelSize(self._theme.px(_LETTERS))
        letters.setFont(font)
        letters.setForeground(QColor({"+": tokens.good, "−": tokens.again}.get(sign, tokens.muted)))
        cursor.insertText(f"{sign} {line}", letters)

    def _ask_take(self) -> None:
        if (one := self._chosen()) is not None:
            self.take_wanted.emit(one)

    def _ask_edit(self) -> None:
        if (one := self._chosen()) is not None:
            self.edit_wanted.emit(one.line)


def _compared(theirs: Sequence[str], yours: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines with their signs: both have it, `−` theirs alone, `+` yours alone."""
    for _, from_theirs, to_theirs, from_yours, to_yours in SequenceMatcher(None, theirs, yours).get_opcodes():
        old, new = theirs[from_theirs:to_theirs], yours[from_yours:to_yours]
        if old == new:
            yield from ((" ", line) for line in new)
        else:
            yield from (("−", line) for line in old)
            yield from (("+", line) for line in new)
