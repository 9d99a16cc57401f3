"""How far a long task is: a thin bar, filled where its words say how much of how much, and the words below it."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from interviewprep.ui.theme import Theme

_OF = re.compile(r"([\d,]+) of ([\d,]+)")


class ProgressLine(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = QLabel()
        self._words.setObjectName("muted")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._bar = _Bar(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._bar)
        column.addWidget(self._words)

    def say(self, words: str) -> None:
        """Words such as `Media: 3 of 40` fill the bar, too."""
        self._words.setText(words)
        found = _OF.search(words)
        whole = int(found[2].replace(",", "")) if found else 0
        self._bar.share = int(found[1].replace(",", "")) / whole if found and whole else 0.0
        self._bar.update()

    @property
    def words(self) -> str:
        return self._words.text()


class _Bar(QWidget):
    """Does not move by itself: the words tell that it goes on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.share = 0.0
        self.setFixedHeight(theme.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = self.rect()
        half = area.height() / 2
        for share, colour in ((1.0, "line"), (min(1.0, self.share), "accent")):
            if share:
                painter.setBrush(self._theme.colour(colour))
                painter.drawRoundedRect(area.x(), area.y(), round(area.width() * share), area.height(), half, half)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()
