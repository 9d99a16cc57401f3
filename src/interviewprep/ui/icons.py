"""Our own icons, tinted in the colours of the theme and drawn anew at whatever size and pixel ratio is asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from interviewprep.paths import shipped

SIZE = 20
"""Pixels of the grid the icons are drawn on, with strokes of 1.5."""


@cache
def source(name: str) -> str:
    """The SVG of an icon; its strokes are `currentColor`."""
    return _folder().joinpath(f"{name}.svg").read_text(encoding="utf-8")


@cache
def _folder() -> Path:
    return shipped("resources") / "icons"


@cache
def renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(source(name).replace("currentColor", colour).encode()))


class Icon(QIconEngine):
    """One icon in four colours: usual, unavailable, and chosen."""

    def __init__(self, name: str, usual: str, unavailable: str, chosen: str) -> None:
        super().__init__()
        self._name, self._usual, self._unavailable, self._chosen = name, usual, unavailable, chosen

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return self._unavailable
        return self._chosen if state == QIcon.State.On or mode == QIcon.Mode.Selected else self._usual

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        renderer(self._name, self._colour(mode, state)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Qt 6.8 counts the scale into the size already; then the picture is only finer than it need be.
        return self.pixmap(size * scale, mode, state)

    def clone(self) -> QIconEngine:
        copy = Icon(self._name, self._usual, self._unavailable, self._chosen)
        _clones.append(copy)
        return copy


_clones: list[Icon] = []
