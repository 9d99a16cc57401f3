"""The colours of the two themes by what they are for, and the contrast they promise.

Every pair of words and ground keeps 4.5:1, every edge of a field 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); a test computes it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """`#rrggbb` each."""

    paper: str
    surface: str
    line: str
    """Hairlines: they order, they carry no meaning."""
    edge: str
    """Borders of fields and check boxes."""
    text: str
    muted: str
    accent: str
    on_accent: str
    soft: str
    again: str
    hard: str
    good: str
    easy: str


LIGHT = Tokens(
    paper="#F6F6F4",
    surface="#FFFFFF",
    line="#D9D8D3",
    edge="#85898F",
    text="#1F2328",
    muted="#59626E",
    accent="#2B59C3",
    on_accent="#FFFFFF",
    soft="#E6EDFB",
    again="#B3261E",
    hard="#8A5A00",
    good="#1B7446",
    easy="#0B6B80",
)
DARK = Tokens(
    paper="#15171C",
    surface="#1D2027",
    line="#343944",
    edge="#70788A",
    text="#E7E9ED",
    muted="#A4ACB9",
    accent="#8DB2FF",
    on_accent="#15171C",
    soft="#24324F",
    again="#FF9188",
    hard="#E3B655",
    good="#66CC99",
    easy="#66D0E6",
)

GROUNDS = ("paper", "surface", "soft")
WORDS = ("text", "muted", "accent", "again", "hard", "good", "easy")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0..1 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1..21 (WCAG 2.2)."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`share` of `one` over `other`, as an opaque colour."""
    parts = []
    for place in (1, 3, 5):
        above, below = int(one[place : place + 2], 16), int(other[place : place + 2], 16)
        parts.append(round(above * share + below * (1 - share)))
    return "#{:02X}{:02X}{:02X}".format(*parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
