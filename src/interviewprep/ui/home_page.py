"""Home: what is due today, and the one button to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from interviewprep import words
from interviewprep.journeys.overview import today
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import Commands
from interviewprep.ui.page import Page
from interviewprep.ui.theme import Theme


class HomePage(Page):
    study_wanted = Signal(list)
    """Names of the decks to study; none for all."""

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self.page_name = self.tr("Home")
        self._workplace, self._theme = workplace, theme
        self._headline = QLabel(self)
        self._headline.setObjectName("title")
        self._study = QPushButton(self.tr("Study"), self)
        self._study.setObjectName("primary")
        self._study.clicked.connect(self._begin)
        commands.bind("home.study", self, self._begin)
        layout = QVBoxLayout(self)
        layout.addWidget(self._headline)
        layout.addWidget(self._study)
        layout.addStretch(1)

    def shown(self) -> None:
        left = today(self._workplace)
        self._headline.setText(f"{words.many(left.cards, 'card')}, {words.minutes(left.seconds)}")

    def _begin(self) -> None:
        self.study_wanted.emit([])
