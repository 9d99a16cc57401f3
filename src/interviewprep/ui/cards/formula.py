"""TeX as shapes: set by ziamath once, at one size, and kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker

if TYPE_CHECKING:
    from types import ModuleType
    from xml.etree.ElementTree import Element

UNITS = 100.0
"""Size at which formulas are set; painting scales them."""
_LONGEST_TEX = 1_000
_MOST_WORK = 500.0
"""Of one formula; about a quarter of a second. ziamath doubles its work at each level of nesting."""
_STEP = re.compile(r"([MLHVCQTZ])|(-?[0-9.]+(?:e-?[0-9]+)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Formula:
    """Shapes with the baseline at y = 0, in units of which `UNITS` are one em."""

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
        svg = ziamath.Math(source, size=UNITS, margin=0.0).svgxml()
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
