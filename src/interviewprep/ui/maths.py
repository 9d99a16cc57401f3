"""TeX in a card as crisp shapes: set by ziamath once, painted as vectors at any size in the colour of the text around.

A document holds a formula as one object character. What ziamath cannot set, or could not set without a wait, is shown
as its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPalette,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from interviewprep.ui.tooltip import tooltip

if TYPE_CHECKING:
    from types import ModuleType
    from xml.etree.ElementTree import Element

OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
_TEX = QTextFormat.Property.UserProperty.value + 1
_DISPLAY, _EM = _TEX + 1, _TEX + 2

_SPAN = re.compile(r'<span class="math( display)?">([^<]*)</span>')
_SLOT = "maths:"
_UNITS = 100.0
"""Size at which formulas are set; painting scales them."""
_LARGER = 1.04
"""Maths beside Inter: its letters are smaller at the same size."""
_NARROWEST = 0.5
"""How far a formula is shrunk to fit its line."""
_LONGEST_TEX = 1_000
_MOST_WORK = 500.0
"""Of one formula; about a quarter of a second. ziamath doubles its work at each level of nesting."""
_MOST_WORK_A_TEXT = 1_200.0


@dataclass(frozen=True, slots=True)
class Formula:
    """Shapes with the baseline at y = 0, in units of which `_UNITS` are one em."""

    shapes: tuple[QPainterPath, ...]
    width: float
    ascent: float
    descent: float
    work: float


def load() -> None:
    """Import what sets formulas, 0.4 s; safe on any thread, and best done while nobody waits."""
    _ziamath()


def loaded() -> bool:
    """Whether formulas can be set without a wait."""
    return _ziamath.cache_info().currsize > 0


@lru_cache(maxsize=1)
def _ziamath() -> ModuleType:
    import ziafont
    import ziamath

    # Without SVG 2 each glyph is a path of its own, and no symbol has to be looked up.
    ziafont.config.svg2 = False  # type: ignore[attr-defined]
    ziamath.config.svg2 = False  # type: ignore[attr-defined]
    return ziamath


@lru_cache(maxsize=1_000)
def formula(tex: str, display: bool) -> Formula | None:
    """The shapes of a formula; None where it cannot be set, or only with a wait."""
    if not tex.strip() or len(tex) > _LONGEST_TEX:
        return None
    ziamath = _ziamath()
    try:
        from xml.etree import ElementTree

        from ziamath.tex import tex2mml

        source = tex2mml(tex, inline=not display)
        work = _work(ElementTree.fromstring(source), 1.0)
        if work > _MOST_WORK:
            return None
        svg = ziamath.Math(source, size=_UNITS, margin=0.0).svgxml()
        left, top, width, height = (float(number) for number in svg.get("viewBox", "").split())
        shapes = tuple(shape for element in svg.iter() if (shape := _shape(element)) is not None)
    except Exception:  # a library for well-formed TeX raises anything on the rest
        return None
    for shape in shapes:
        shape.translate(-left, 0)
    return Formula(shapes, width, -top, max(0.0, top + height), work)


def _work(element: Element, share: float) -> float:
    """An estimate of the nodes ziamath will lay out: every row lays out its children twice."""
    if element.tag.rpartition("}")[2] in ("mrow", "mtd", "msqrt", "mstyle"):
        share *= 2.2
    return share + sum(_work(child, share) for child in element)


# --- shapes ---------------------------------------------------------------------------------------------------------

_STEP = re.compile(r"([MLHVCQTZ])|(-?[0-9.]+(?:e-?[0-9]+)?)", re.IGNORECASE)


def _shape(element: Element) -> QPainterPath | None:
    number = {name: float(value) for name, value in element.items() if re.fullmatch(r"-?[0-9.]+", value)}
    match element.tag:
        case "path":
            path = _path(element.get("d", ""))
        case "rect":
            path = QPainterPath()
            path.addRect(number["x"], number["y"], number["width"], number["height"])
        case "ellipse":
            path = QPainterPath()
            path.addEllipse(QPointF(number["cx"], number["cy"]), number["rx"], number["ry"])
        case _:
            return None
    if "stroke-width" in number:
        stroker = QPainterPathStroker()
        stroker.setWidth(number["stroke-width"])
        path = stroker.createStroke(path)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _path(steps: str) -> QPainterPath:
    """An SVG path of absolute lines and curves, which is all that ziamath writes."""
    path = QPainterPath()
    for letter, given in _steps(steps):
        points = [QPointF(*given[at : at + 2]) for at in range(0, len(given) - 1, 2)]
        if letter == "M":
            path.moveTo(points[0])
        elif letter == "L":
            path.lineTo(points[0])
        elif letter == "H":
            path.lineTo(given[0], path.currentPosition().y())
        elif letter == "V":
            path.lineTo(path.currentPosition().x(), given[0])
        elif letter == "Q":
            path.quadTo(points[0], points[1])
        elif letter == "C":
            path.cubicTo(points[0], points[1], points[2])
        elif letter == "Z":
            path.closeSubpath()
        else:
            raise ValueError(letter)
    return path


def _steps(steps: str) -> Iterator[tuple[str, list[float]]]:
    letter, given = "", list[float]()
    for name, number in _STEP.findall(steps):
        if number:
            given.append(float(number))
            continue
        if letter:
            yield letter, given
        letter, given = name, []
    if letter:
        yield letter, given


# --- in a document --------------------------------------------------------------------------------------------------


def needed(text: str) -> bool:
    """Whether this Markdown, or HTML of it, may hold a formula."""
    return '<span class="math' in text or "$" in text


def with_slots(html: str, *, tall: bool = False) -> tuple[str, list[tuple[str, bool]]]:
    """The HTML with a slot for each formula that can be set and the source of the others; and the formulas.

    `tall` sets fractions within a line at full size.
    """
    found: list[tuple[str, bool]] = []
    work = 0.0

    def slot(match: re.Match[str]) -> str:
        nonlocal work
        tex, display = unescape(match[2]), bool(match[1])
        pieces = [tex] if display else lines_of(tex)
        display = display or (tall and r"\frac" in tex)
        made = [formula(piece, display) for piece in pieces] if work < _MOST_WORK_A_TEXT else [None]
        work += sum(one.work for one in made if one is not None)
        if any(one is None for one in made):
            return f'<span class="missing"><code>{escape(tex)}</code></span>'
        first = len(found)
        found.extend((piece, display) for piece in pieces)
        # A break without width: the relation brings its own space.
        return "\u200b".join(f'<img src="{_SLOT}{first + place}">' for place in range(len(pieces)))

    return _SPAN.sub(slot, html), found


_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|.", re.DOTALL)
_OPENING, _CLOSING = {"{", "(", "[", r"\left", r"\begin"}, {"}", ")", "]", r"\right", r"\end"}
_RELATIONS = {"=", r"\approx", r"\le", r"\leq", r"\ge", r"\geq", r"\equiv", r"\to", r"\Rightarrow"}
_LONG_LINE = 28
"""Characters of TeX from which a chain of equations may break."""


def lines_of(tex: str) -> list[str]:
    """A long chain `a = b = c` parted before its relations, so that a line can end there."""
    if len(tex) < _LONG_LINE:
        return [tex]
    depth = start = 0
    pieces: list[str] = []
    for found in _TOKEN.finditer(tex):
        token = found[0]
        depth += (token in _OPENING) - (token in _CLOSING)
        if depth == 0 and token in _RELATIONS and (before := tex[start : found.start()].strip()):
            pieces.append(before)
            start = found.start()
    return [*pieces, tex[start:].strip()]


def fill_slots(document: QTextDocument, formulas: list[tuple[str, bool]]) -> None:
    """Put the formulas where `with_slots` left room for them."""
    if not formulas:
        return
    places = list(_slots(document))
    cursor = QTextCursor(document)
    for position, number, around in places:
        if number < len(formulas):
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(_object_format(around, *formulas[number]))
            if formulas[number][1]:
                set_tight(document, position)


def set_tight(document: QTextDocument, position: int) -> None:
    """Take the space between lines from a paragraph of one high object, which would grow with its height."""
    block = document.findBlock(position)
    if block.length() > 2:
        return
    cursor = QTextCursor(block)
    shown = cursor.blockFormat()
    shown.setLineHeight(100, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    cursor.setBlockFormat(shown)


def _slots(document: QTextDocument) -> Iterator[tuple[int, int, QTextCharFormat]]:
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            shown = fragment.charFormat()
            name = shown.toImageFormat().name() if shown.isImageFormat() else ""
            if name.startswith(_SLOT):
                # Slots side by side with one format are one fragment only where their names are equal.
                yield fragment.position(), int(name.removeprefix(_SLOT)), shown
            pieces += 1
        block = block.next()


def _object_format(around: QTextCharFormat, tex: str, display: bool) -> QTextCharFormat:
    font = around.font()
    em = font.pixelSize() if font.pixelSize() > 0 else QFontMetricsF(font).height() / 1.2
    shown = QTextCharFormat()
    shown.setForeground(around.foreground())
    shown.setObjectType(OBJECT)
    shown.setProperty(_TEX, tex)
    shown.setProperty(_DISPLAY, display)
    shown.setProperty(_EM, float(em))
    shown.setToolTip(tooltip(tex))
    # Qt puts an object on the baseline by the descent of its font; so the font is chosen by what hangs below.
    shown.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    made = formula(tex, display)
    shown.setFont(_font_hanging(font, made.descent * em * _LARGER / _UNITS if made else 0.0))
    return shown


def _font_hanging(font: QFont, descent: float) -> QFont:
    """The font, at the first size whose descent is at least this."""
    size = max(4, font.pixelSize() // 3)
    fitting = QFont(font)
    fitting.setPixelSize(size)
    while QFontMetricsF(fitting).descent() < descent and size < 2_000:
        size += max(1, size // 16)
        fitting.setPixelSize(size)
    return fitting


class MathsObject(QPyTextObject):
    """Lays out and paints the formulas of the documents it is registered with."""

    def attach(self, document: QTextDocument) -> None:
        document.documentLayout().registerHandler(OBJECT, self)

    def intrinsicSize(self, document: QTextDocument, position: int, shown: QTextFormat) -> QSizeF:
        made = _formula_in(shown)
        if made is None:
            return QSizeF(0, 0)
        scale = _scale(made, document, shown)
        return QSizeF(made.width * scale, made.ascent * scale + _descent_of(shown))

    def drawObject(
        self, painter: QPainter, rect: QRectF | Any, document: QTextDocument, position: int, shown: QTextFormat
    ) -> None:
        made = _formula_in(shown)
        if made is None:
            return
        scale = _scale(made, document, shown)
        brush = shown.toCharFormat().foreground()
        if brush.style() == Qt.BrushStyle.NoBrush:
            brush = document.documentLayout().property("palette") or QPalette().brush(QPalette.ColorRole.Text)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.left(), rect.bottom() - _descent_of(shown))
        painter.scale(scale, scale)
        for shape in made.shapes:
            painter.fillPath(shape, brush)
        painter.restore()


def _formula_in(shown: QTextFormat) -> Formula | None:
    return formula(str(shown.property(_TEX)), bool(shown.property(_DISPLAY)))


def _descent_of(shown: QTextFormat) -> float:
    return QFontMetricsF(shown.toCharFormat().font()).descent()


def _scale(made: Formula, document: QTextDocument, shown: QTextFormat) -> float:
    """Pixels for each unit: the size of the text around, less where the line is narrower than the formula."""
    scale = float(shown.property(_EM)) * _LARGER / _UNITS
    room = document.textWidth() - 2 * document.documentMargin()
    return scale if room <= 0 else max(scale * _NARROWEST, min(scale, room / max(made.width, 1.0)))


def selected_text(cursor: QTextCursor) -> str:
    """What a cursor has selected, with formulas as their source."""
    document = cursor.document()
    text, start = cursor.selection().toPlainText(), cursor.selectionStart()
    if "\ufffc" not in text:
        return text
    probe = QTextCursor(document)
    sources = []
    for position in range(start, cursor.selectionEnd()):
        if document.characterAt(position) == "\ufffc":
            probe.setPosition(position + 1)
            sources.append(str(probe.charFormat().property(_TEX) or ""))
    for source in sources:
        text = text.replace("\ufffc", f"${source}$" if source else "", 1)
    return text
