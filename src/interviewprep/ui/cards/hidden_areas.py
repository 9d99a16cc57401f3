"""Paints the areas of a picture: what is asked, what is covered besides, what is the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from interviewprep.cards.areas import Area, Marked, Way
from interviewprep.ui.tokens import DARK, LIGHT, Tokens

_SIGN = "?"
_LINES = 280
"""A line is this part of the picture's width, so that it is as wide however small the picture is shown."""
_LINES_IN_AREA = 6
"""Of an area's shorter side a line takes this part at most."""
# Whatever the picture is like, one of the two stands out from it.
_BRIGHT, _DARK = LIGHT.surface, DARK.paper


def painted(picture: QImage, marked: Sequence[Marked], tokens: Tokens) -> QImage:
    """A copy of the picture with its areas in the colours of a theme."""
    if picture.isNull() or not marked:
        return picture
    shown = picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    line = max(1.0, shown.width() / _LINES)
    painter = QPainter(shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # The asked one last, so that nothing lies on it.
    for way in (Way.COVERED, Way.OUTLINED, Way.ASKED):
        for one in marked:
            if one.way is way:
                rect = _rect(shown, one.area)
                _paint(
                    painter, rect, way, min(line, max(1.0, min(rect.width(), rect.height()) / _LINES_IN_AREA)), tokens
                )
    painter.end()
    return shown


def _rect(picture: QImage, area: Area) -> QRectF:
    across, down = picture.width() / 100, picture.height() / 100
    rect = QRectF(area.left * across, area.top * down, area.width * across, area.height * down)
    return rect.intersected(QRectF(picture.rect()))


def _paint(painter: QPainter, rect: QRectF, way: Way, line: float, tokens: Tokens) -> None:
    if way is Way.OUTLINED:
        # Around the area, so that nothing of the answer lies under the lines, but never outside of the picture.
        inside = QRectF(painter.viewport()).adjusted(2 * line, 2 * line, -2 * line, -2 * line)
        around = rect.adjusted(-2 * line, -2 * line, 2 * line, 2 * line).intersected(inside)
        for width, colour in ((4 * line, _DARK), (3 * line, _BRIGHT), (2 * line, LIGHT.accent)):
            painter.setPen(_pen(colour, width))
            painter.drawRect(around)
        return
    fill = tokens.accent if way is Way.ASKED else tokens.muted
    painter.fillRect(rect, QColor(fill))
    inner, outer = (_BRIGHT, _DARK) if QColor(fill).lightnessF() < 0.6 else (_DARK, _BRIGHT)
    for width, colour in ((2 * line, outer), (line, inner)):
        painter.setPen(_pen(colour, width))
        painter.drawRect(rect.adjusted(line / 2, line / 2, -line / 2, -line / 2))
    if way is Way.ASKED:
        _sign(painter, rect, line, QColor(tokens.on_accent))


def _sign(painter: QPainter, rect: QRectF, line: float, colour: QColor) -> None:
    font = QFont("Inter")
    font.setWeight(QFont.Weight.Bold)
    font.setPixelSize(max(6, round(min(0.72 * rect.height(), 0.9 * rect.width(), 20 * line))))
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, _SIGN)


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
