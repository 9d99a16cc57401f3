"""What a chart is made of. Sizes are in pixels of a chart at 100 %; colours are the tokens of the theme by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Token = Literal["text", "muted", "line", "edge", "accent", "soft", "surface", "again", "hard", "good", "easy"]
Anchor = Literal["start", "middle", "end"]

LETTER = 0.54
"""Width of a letter as a share of its size: enough to leave room by, whatever the font."""


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: Token
    radius: float = 0.0
    outline: bool = False
    """Only its border is drawn."""


@dataclass(frozen=True, slots=True)
class Line:
    """Through all its points."""

    points: tuple[tuple[float, float], ...]
    colour: Token
    width: float = 1.5
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: Token


@dataclass(frozen=True, slots=True)
class Label:
    """`y` is the middle of its letters."""

    x: float
    y: float
    text: str
    colour: Token = "text"
    anchor: Anchor = "start"
    size: float = 13.0
    bold: bool = False


Mark = Rect | Line | Dot | Label


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart for readers who look less. `numeric` are the columns that are set right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    """For the ids of a page."""
    says: str
    """The sentence above the chart: what it shows."""
    width: float
    height: float
    marks: tuple[Mark, ...]
    table: Table


def width_of(text: str, size: float = 13.0) -> float:
    """About how wide a text is."""
    return len(text) * size * LETTER


def shortened(text: str, width: float, size: float = 13.0) -> str:
    """The text, cut to about this width."""
    most = max(4, int(width / (size * LETTER)))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
