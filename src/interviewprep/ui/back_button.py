"""The way back to the list that one came from, at the top of a room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from interviewprep.ui.icons import SIZE
from interviewprep.ui.theme import Theme


class BackButton(QPushButton):
    def __init__(self, theme: Theme, words: str, slot: Callable[[], object]) -> None:
        super().__init__(words)
        self._theme = theme
        self.setObjectName("back")
        self.clicked.connect(lambda *_: slot())
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        side = self._theme.px(SIZE)
        self.setIcon(self._theme.icon("back", "muted"))
        self.setIconSize(QSize(side, side))
