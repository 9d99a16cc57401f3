"""What each column of a table becomes: a line for each, with the first values that stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from textwrap import shorten

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from interviewprep.formats.foreign import Table
from interviewprep.formats.table.columns import Column
from interviewprep.ui.form import Line, Section
from interviewprep.ui.theme import Theme

MEANINGS = (
    (Column.IGNORE, "Leave it out"),
    (Column.QUESTION, "Question"),
    (Column.TEXT, "Question, more of it"),
    (Column.ANSWER, "Answer"),
    (Column.WHY, "Why"),
    (Column.HINT, "Hint"),
    (Column.SOURCES, "Sources"),
    (Column.TAGS, "Tags"),
    (Column.DECK, "Deck"),
    (Column.TOPIC, "Topic"),
    (Column.LEVEL, "Level"),
    (Column.OPTION, "Option to choose"),
    (Column.RIGHT, "The right option"),
    (Column.KEY_POINTS, "Key points"),
    (Column.RUBRIC, "Rubric"),
    (Column.FOLLOW_UPS, "Follow-ups"),
    (Column.MISTAKES, "Mistakes"),
    (Column.CASE, "Case"),
    (Column.GIVEN, "Given"),
    (Column.FORMULA, "Formula"),
    (Column.TRAPS, "Traps"),
    (Column.WORKING, "Working"),
    (Column.ID, "Id of the card"),
    (Column.NOTE_TYPE, "Anki's note type"),
    (Column.LEAF, "Leaf"),
    (Column.ATTRIBUTES, "Attributes"),
)
"""What a column can be, and how the window says it: what most tables have comes first."""
_MOST_COLUMNS, _VALUES, _LONGEST = 40, 3, 90


class Columns(QWidget):
    chosen = Signal(tuple)
    """Of every column what it becomes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table: Table | None = None
        self._section: Section | None = None
        self._lines: list[Line] = []
        self.boxes: list[QComboBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._more = QLabel()
        self._more.setObjectName("small")
        self._column.addWidget(self._more)
        self.hide()

    def show_table(self, table: Table | None) -> None:
        self._table = table
        self.setVisible(table is not None)
        if table is None:
            return
        names = [_name(table, place) for place in range(min(len(table.columns), _MOST_COLUMNS))]
        if names != [box.accessibleName() for box in self.boxes]:
            self._build(names)
        for place, (line, box) in enumerate(zip(self._lines, self.boxes, strict=True)):
            line.say(_values(table.rows, place))
            blocker = QSignalBlocker(box)
            if box.findData(table.columns[place]) < 0:
                box.addItem(table.columns[place], table.columns[place])
            box.setCurrentIndex(box.findData(table.columns[place]))
            del blocker
        over = len(table.columns) - len(names)
        self._more.setText(self.tr("{count} more columns stay as they are.").format(count=over))
        self._more.setVisible(over > 0)

    def _build(self, names: Sequence[str]) -> None:
        if self._section is not None:
            self._section.deleteLater()
        self._section = Section(self._theme, self.tr("What each column is"))
        self._lines, self.boxes = [], []
        for place, name in enumerate(names):
            box = QComboBox()
            for value, words in MEANINGS:
                box.addItem(words, value.value)
            box.currentIndexChanged.connect(partial(self._choose, place))
            line = Line(self._theme, name, box)
            self._lines.append(line)
            self.boxes.append(box)
            self._section.add(line)
        self._column.insertWidget(0, self._section)

    def _choose(self, place: int, *_: object) -> None:
        if self._table is not None:
            columns = list(self._table.columns)
            columns[place] = self.boxes[place].currentData()
            self.chosen.emit(tuple(columns))


def _name(table: Table, place: int) -> str:
    titled = table.titles[place].strip() if place < len(table.titles) else ""
    return shorten(titled, 40, placeholder=" …") or f"Column {place + 1}"


def _values(rows: Sequence[Sequence[str]], place: int) -> str:
    """The first values of a column, to know it by."""
    found = [" ".join(row[place].split()) for row in rows if place < len(row) and row[place].strip()]
    return shorten(" · ".join(found[:_VALUES]), _LONGEST, placeholder=" …") if found else "–"
