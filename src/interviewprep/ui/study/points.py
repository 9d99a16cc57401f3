"""The key points of an open question, to be ticked when the answer is shown, and what a score means."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from interviewprep.ui.cards.paper_face import PaperFace
from interviewprep.ui.cards.view import CardView
from interviewprep.ui.commands import Commands
from interviewprep.ui.rich_row import RichRow
from interviewprep.ui.theme import Theme


class Points(QWidget):
    ticked = Signal()
    """A tick was set or taken away."""

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._commands = theme, commands
        self._rows: list[RichRow] = []
        self.reading = False
        """The points are only read: they are numbered, and there is nothing to tick."""
        self._ids: tuple[str, ...] = ()
        self._title = QLabel(self)
        self._title.setObjectName("section")
        self._count = QLabel(self)
        self._count.setObjectName("small")
        self._rows_column = QVBoxLayout()
        self._rubric = CardView(theme, self.tr("What a score means"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addLayout(self._rows_column)
        column.addWidget(self._count)
        column.addWidget(self._rubric)
        self._column = column
        theme.changed.connect(self._dress)
        self._dress()

    def put(self, paper: PaperFace, width: int) -> None:
        paper.finish()
        self._ids = paper.sight.points
        plain = [point.toPlainText() for point in paper.points]
        while len(self._rows) < len(self._ids):
            row = RichRow(self._theme, self)
            row.clicked.connect(partial(self._changed, row))
            row.confirmed.connect(row.click)
            self._rows.append(row)
            self._rows_column.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(self._ids))
            if place < len(self._ids):
                key = self._commands.keys_text(f"study.point.{place + 1}") if place < 9 else ""
                sign, key = (str(place + 1), "") if self.reading else ("", key)
                row.put(sign, paper.points[place], plain[place], key, checkable=not self.reading)
        self._title.setText(self.tr("Key points") if self.reading else self.tr("Which of these did you say?"))
        self._title.setVisible(bool(self._ids))
        self._count.setVisible(bool(self._ids) and not self.reading)
        self._rubric.setVisible(paper.rubric is not None)
        if paper.rubric is not None:
            self._rubric.put(paper.rubric.text, paper.rubric.plain, width)
        self._say()
        self.fit(width)

    @property
    def ids(self) -> tuple[str, ...]:
        """Of the points that are ticked."""
        return tuple(key for key, row in zip(self._ids, self._rows, strict=False) if row.isChecked())

    @property
    def total(self) -> int:
        return len(self._ids)

    def check(self, ids: tuple[str, ...]) -> None:
        for key, row in zip(self._ids, self._rows, strict=False):
            row.setChecked(key in ids)
        self._say()

    def tick(self, place: int) -> None:
        if place < len(self._ids):
            self._rows[place].click()

    def fit(self, width: int) -> None:
        for row in self._rows:
            row.fit(width)
        self._rubric.fit(width)

    def _dress(self) -> None:
        self._rows_column.setSpacing(self._theme.px(6))
        self._column.setSpacing(self._theme.px(10))

    def _changed(self, _row: RichRow, *_: object) -> None:
        self._say()
        self.ticked.emit()

    def _say(self) -> None:
        self._count.setText(self.tr("{ticked} of {total} points").format(ticked=len(self.ids), total=self.total))
