"""The list and the card: beside each other, or one below the other where room is short."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from interviewprep.ui.theme import Theme

_BESIDE, _LIST, _CARD = 280, 230, 360
"""Least heights at 100 % text: of both, and of each where they stand below each other."""


class SideBySide(QWidget):
    """Takes the height there is, but no less than one can read in; the page around it scrolls then."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self._layout.addLayout(self.left, 2)
        self._layout.addLayout(self.right, 3)

    def arrange(self, *, beside: bool) -> None:
        px = self._theme.px
        self._layout.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom,
        )
        self._layout.setSpacing(px(16))
        self.left.setSpacing(px(8))
        self.setMinimumHeight(px(_BESIDE) if beside else px(_LIST + 16 + _CARD))

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        return False
