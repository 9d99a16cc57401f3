"""What happened to a card so far, as a table in plain words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from interviewprep.journeys.history import History, Past
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import State
from interviewprep.ui.theme import Theme
from interviewprep.words import many, span

_DAY_S = 86_400


class HistoryDialog(QDialog):
    table_type = QTableWidget

    def __init__(self, history: History, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("History of this card"))
        question = QLabel(history.question, self)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWordWrap(True)
        question.setObjectName("section")
        state = QLabel(self._state(history), self)
        state.setWordWrap(True)
        address = QLabel(history.address, self)
        address.setObjectName("small")
        address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.reject)
        close.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(address, 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(24)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(question)
        column.addWidget(state)
        if history.past:
            column.addWidget(self._table(history, theme), 1)
        else:
            column.addWidget(QLabel(self.tr("It was not answered yet."), self))
            column.addStretch(1)
        column.addLayout(row)
        self.resize(theme.px(680), theme.px(480))

    def _state(self, history: History) -> str:
        memory = history.memory
        if memory.state is State.NEW:
            return self.tr("New: this is its first time.")
        said = [self.tr("Answered {times}.").format(times=many(memory.reviews, "time"))]
        if memory.lapses:
            said.append(self.tr("Forgotten {times}.").format(times=many(memory.lapses, "time")))
        if history.recall is not None:
            said.append(self.tr("Chance to know it today: {percent} %.").format(percent=round(history.recall * 100)))
        known = span(memory.stability * _DAY_S)
        said.append(self.tr("It falls to 90 % within {time} (stability).").format(time=known))
        spent = span(history.spent_ms / 1000)
        said.append(self.tr("Time spent on it: {time}.").format(time=spent))
        return " ".join(said)

    def _table(self, history: History, theme: Theme) -> QTableWidget:
        heads = [
            self.tr("When"),
            self.tr("What"),
            self.tr("Took"),
            self.tr("Chance then"),
            self.tr("Came back in"),
            self.tr("Answer"),
        ]
        table = QTableWidget(len(history.past), len(heads), self)
        table.setObjectName("list")
        table.setAccessibleName(self.tr("Answers so far, the newest first"))
        table.setHorizontalHeaderLabels(heads)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, past in enumerate(history.past):
            for column, (words, number) in enumerate(self._cells(past, history.today)):
                cell = QTableWidgetItem(words)
                if number:
                    cell.setTextAlignment(right)
                table.setItem(row, column, cell)
        table.verticalHeader().setDefaultSectionSize(theme.px(32))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _cells(self, past: Past, today: int) -> list[tuple[str, bool]]:
        """Words, and whether they are a number to be aligned right."""
        when = self._when(today - past.day)
        if past.rating is None:
            return [(when, False), (self._kind(past.kind), False), *[("", False)] * 4]
        took = self.tr("{seconds} s").format(seconds=round(past.duration_ms / 1000))
        chance = "" if past.recall is None else self.tr("{percent} %").format(percent=round(past.recall * 100))
        back = span(past.days_given * _DAY_S) if past.days_given else self.tr("the same day")
        return [
            (when, False),
            (self._rating(past.rating), False),
            (took, True),
            (chance, True),
            (back, True),
            (_answer(past), False),
        ]

    def _when(self, days_ago: int) -> str:
        if days_ago <= 1:
            return self.tr("yesterday") if days_ago == 1 else self.tr("today")
        return self.tr("{time} ago").format(time=span(days_ago * _DAY_S))

    def _rating(self, rating: Rating) -> str:
        return {
            Rating.AGAIN: self.tr("Again"),
            Rating.HARD: self.tr("Hard"),
            Rating.GOOD: self.tr("Good"),
            Rating.EASY: self.tr("Easy"),
        }[rating]

    def _kind(self, kind: str) -> str:
        return {"bury": self.tr("Buried"), "suspend": self.tr("Suspended"), "mark": self.tr("Marked or unmarked")}.get(
            kind, kind
        )


def _answer(past: Past) -> str:
    note = past.note
    if note.typed:
        return note.typed
    return ", ".join(note.ticked) if note.ticked else ""
