"""A column of a page: centred, no wider than reads well, and scrolled as a whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from interviewprep.ui.theme import Theme

_ROOMY = 560


class Column(QScrollArea):
    """Add to `layout_inside`; its margins are the page's and shrink where room is short."""

    def __init__(self, theme: Theme, widest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._widest = theme, widest
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.inside.setObjectName("page")
        self.layout_inside = QVBoxLayout(self.inside)
        around = QWidget()
        around.setObjectName("page")
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.inside, 100)
        row.addStretch(1)
        self.setWidget(around)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        px = self._theme.px
        self.inside.setMaximumWidth(px(self._widest))
        side = px(32) if self.width() >= px(_ROOMY) else px(16)
        self.layout_inside.setContentsMargins(side, px(32), side, px(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()
