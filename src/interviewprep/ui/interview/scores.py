"""A score from 1 to 4 to choose, each with the words that say what it means."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.render import inline_html
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.interview.text import label
from interviewprep.ui.rich_row import RichRow
from interviewprep.ui.theme import Theme


class Scores(QWidget):
    chosen = Signal(int)

    def __init__(self, theme: Theme, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(1)  # its rows are as wide as it is, and must not keep it so
        self._theme, self._typesetter = theme, typesetter
        self._score: int | None = None
        self._anchors: Sequence[str] = ()
        self.title = label("", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.title)
        self.rows = [RichRow(theme, self) for _ in range(4)]
        for score, row in enumerate(self.rows, 1):
            row.clicked.connect(partial(self._clicked, score))
            row.confirmed.connect(row.click)
            column.addWidget(row)
        theme.changed.connect(self._again)

    def put(self, title: str, anchors: Sequence[str], score: int | None) -> None:
        """`anchors` as Markdown, from the lowest score."""
        self.title.setText(title)
        self._anchors = anchors
        for place, (row, anchor) in enumerate(zip(self.rows, anchors, strict=True), 1):
            said = inline_html(anchor)
            document = self._typesetter.document(f"<p>{said}</p>")
            row.put(str(place), document, plain_text(said), str(place), checkable=True)
        self.take(score)
        self._fit()

    @property
    def score(self) -> int | None:
        return self._score

    def take(self, score: int | None) -> None:
        self._score = score
        for place, row in enumerate(self.rows, 1):
            row.setChecked(place == score)

    def take_focus(self) -> None:
        self.rows[(self._score or 1) - 1].setFocus()

    def _again(self) -> None:
        """In the new look."""
        if self._anchors:
            self.put(self.title.text(), self._anchors, self._score)

    def _clicked(self, score: int, *_: object) -> None:
        self.take(score)
        self.chosen.emit(score)

    def _fit(self) -> None:
        for row in self.rows:
            row.fit(self.width())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
