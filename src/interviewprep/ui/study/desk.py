"""The place where one studies: header, card, buttons below it; at the end the closing words."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.commands import Commands
from interviewprep.ui.study.end import StudyEnd
from interviewprep.ui.study.header import StudyHeader
from interviewprep.ui.study.ratings import RatingRow
from interviewprep.ui.study.sheet import Sheet
from interviewprep.ui.theme import MEASURE, Theme

_LOW = 420
"""Below this height the card gets the room of the margins."""


class Desk(QStackedWidget):
    def __init__(self, theme: Theme, commands: Commands, typesetter: Typesetter, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._commands = theme, commands
        card = QWidget(self)
        self.header = StudyHeader(theme, commands, card)
        paper = QFrame(card)
        paper.setObjectName("panel")
        self.sheet = Sheet(theme, commands, typesetter, paper)
        self._buttons = QStackedWidget(card)
        ask = QWidget(self._buttons)
        self.show_button = QPushButton(ask)
        self.show_button.setObjectName("primary")
        self.show_button.setAutoDefault(True)  # Enter presses it too
        self.ratings = RatingRow(theme, commands, self._buttons)
        self.end = StudyEnd(theme, commands, self)
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.sheet)
        row = QHBoxLayout(ask)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.show_button)
        row.addStretch(1)
        self._buttons.addWidget(ask)
        self._buttons.addWidget(self.ratings)
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.header)
        self._column.addWidget(paper, 1)
        self._column.addWidget(self._buttons)
        self.addWidget(card)
        self.addWidget(self.end)
        theme.changed.connect(self._dress)
        self._dress()

    def show_question(self, *, typed: bool) -> None:
        """The card with its one button. `typed`: the answer is typed, and Enter checks it."""
        self.say_how(typed=typed)
        self._buttons.setCurrentIndex(0)
        self.setCurrentIndex(0)

    def say_how(self, *, typed: bool) -> None:
        shown = self._commands.named(self.tr("Show answer"), "study.reveal")
        self.show_button.setText(self.tr("Check (Enter)") if typed else shown)

    def show_ratings(self) -> None:
        self._buttons.setCurrentWidget(self.ratings)

    def show_end(self) -> None:
        self.setCurrentWidget(self.end)

    def _dress(self) -> None:
        px = self._theme.px
        self.setMaximumWidth(px(MEASURE))
        self._column.setSpacing(px(6 if self.height() < px(_LOW) else 12))
        self.show_button.setMinimumWidth(px(220))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()
