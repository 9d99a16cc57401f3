"""A figure as SVG text that stands alone: no script, no font file, nothing that is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from interviewprep.charts.marks import Dot, Figure, Label, Line, Mark, Rect

IN_A_PAGE: Mapping[str, str] = {}
"""Colours by the page's own custom properties, `var(--accent)`."""
FONTS = "Inter, system-ui, 'Segoe UI', sans-serif"


def svg(figure: Figure, colours: Mapping[str, str] = IN_A_PAGE, fonts: str = FONTS) -> str:
    """`colours` are the tokens of a theme; without them the page around it has them as custom properties."""
    body = "".join(_mark(mark, colours) for mark in figure.marks)
    named = f"figure-{figure.name}"
    size = f'width="{figure.width:g}" height="{figure.height:g}" viewBox="0 0 {figure.width:g} {figure.height:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{named}" font-family="{fonts}">'
        f'<title id="{named}">{escape(figure.says)}</title>{body}</svg>'
    )


def _mark(mark: Mark, colours: Mapping[str, str]) -> str:
    match mark:
        case Rect():
            return _rect(mark, colours)
        case Line():
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in mark.points)
            dashes = ' stroke-dasharray="4 4"' if mark.dashed else ""
            return (
                f'<polyline points="{points}" fill="none" stroke="{_colour(mark.colour, colours)}"'
                f' stroke-width="{mark.width:g}" stroke-linecap="round" stroke-linejoin="round"{dashes}/>'
            )
        case Dot():
            place = f'cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.radius:g}"'
            return f'<circle {place} fill="{_colour(mark.fill, colours)}"/>'
        case Label():
            weight = ' font-weight="600"' if mark.bold else ""
            # The baseline is set by hand: not every reader knows dominant-baseline.
            place = f'x="{mark.x:.1f}" y="{mark.y + mark.size * 0.35:.1f}" text-anchor="{mark.anchor}"'
            look = f'font-size="{mark.size:g}" fill="{_colour(mark.colour, colours)}"{weight}'
            return f"<text {place} {look}>{escape(mark.text)}</text>"


def _rect(mark: Rect, colours: Mapping[str, str]) -> str:
    colour = _colour(mark.fill, colours)
    paint = f'fill="none" stroke="{colour}" stroke-width="1.5"' if mark.outline else f'fill="{colour}"'
    rounded = f' rx="{mark.radius:g}"' if mark.radius else ""
    place = f'x="{mark.x:.1f}" y="{mark.y:.1f}" width="{max(0.0, mark.width):.1f}" height="{mark.height:.1f}"'
    return f"<rect {place}{rounded} {paint}/>"


def _colour(token: str, colours: Mapping[str, str]) -> str:
    return colours[token] if colours else f"var(--{token})"
