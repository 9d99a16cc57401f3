"""Paints a chart from its marks, in the colours of the theme and at the size of the user's text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from interviewprep.charts.marks import Dot, Figure, Label, Line, Rect
from interviewprep.ui.theme import Theme


class Chart(QWidget):
    """One figure; as wide as its place at most. Its sentence and its table stand beside it."""

    def __init__(self, theme: Theme, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.figure = theme, figure
        self.setAccessibleName(figure.says)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _scale(self, width: float) -> float:
        return min(width / self.figure.width, self._theme.px(100) / 100)

    # Qt

    def sizeHint(self) -> QSize:
        width = self._theme.px(self.figure.width)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self.figure.height * self._scale(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        paint(painter, self.figure, self._theme)
        painter.end()


class FluidChart(Chart):
    """One figure that is laid out anew for each width, so that its words keep their size where room is short."""

    def __init__(
        self, theme: Theme, draw: Callable[[float], Figure], narrowest: float, parent: QWidget | None = None
    ) -> None:
        """`draw` gets a width in pixels at 100 %, never less than `narrowest`; narrower places shrink the whole."""
        self._draw, self._narrowest = draw, narrowest
        super().__init__(theme, draw(narrowest), parent)

    def _drawn(self, width: float) -> Figure:
        wanted = max(self._narrowest, width / (self._theme.px(100) / 100))
        return self.figure if abs(self.figure.width - wanted) < 0.5 else self._draw(wanted)

    # Qt

    def heightForWidth(self, width: int) -> int:
        figure = self._drawn(width)
        return round(figure.height * min(width / figure.width, self._theme.px(100) / 100))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.figure = self._drawn(self.width())
        super().paintEvent(event)


def paint(painter: QPainter, figure: Figure, theme: Theme) -> None:
    """Paint all marks, in pixels of the figure."""
    for mark in figure.marks:
        match mark:
            case Rect():
                box = QRectF(mark.x, mark.y, max(0.0, mark.width), mark.height)
                painter.setPen(QPen(theme.colour(mark.fill), 1.5) if mark.outline else Qt.PenStyle.NoPen)
                painter.setBrush(Qt.BrushStyle.NoBrush if mark.outline else theme.colour(mark.fill))
                painter.drawRoundedRect(box, mark.radius, mark.radius)
            case Line():
                style = Qt.PenStyle.DashLine if mark.dashed else Qt.PenStyle.SolidLine
                painter.setPen(QPen(theme.colour(mark.colour), mark.width, style, Qt.PenCapStyle.RoundCap))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in mark.points]))
            case Dot():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour(mark.fill))
                painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)
            case Label():
                _write(painter, mark, theme)


def _write(painter: QPainter, mark: Label, theme: Theme) -> None:
    font = theme.font("figures")
    font.setPixelSize(round(mark.size))
    font.setWeight(QFont.Weight.DemiBold if mark.bold else QFont.Weight.Normal)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(mark.text)
    left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
    painter.setFont(font)
    painter.setPen(theme.colour(mark.colour))
    painter.drawText(QPointF(left, mark.y + metrics.capHeight() / 2), mark.text)
