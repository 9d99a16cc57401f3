"""Areas of a picture that a gap hides, `{{area: LEFT TOP WIDTH HEIGHT = label}}`, and how a shown picture names them.

The picture of a rendered card carries its areas in its address, `media/sm.png#areas=a10,20,30.5,5;c50,20,30.5,5`, so
that everything which may show a picture can paint them, and what shows no picture can say where they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

MOST = 100
"""Areas of one picture."""

_NUMBER = r"\d{1,3}(?:\.\d)?"
_AREA = re.compile(rf"area:\s*({_NUMBER})\s+({_NUMBER})\s+({_NUMBER})\s+({_NUMBER})\s*(?:=\s*(.+))?", re.S)
# Two numbers, or one and nothing else; `area: 12 m²` is an answer in words.
_MEANT = re.compile(r"area:\s*(?:[-+]?[\d.][\d.,%]*(?:[\s;,]+[-+\d.].*|\s*(?:=.*)?)|(?:=.*)?)", re.S)
_PLACE = rf"[aco]{_NUMBER}(?:,{_NUMBER}){{3}}"
_FRAGMENT = re.compile(rf"#areas=({_PLACE}(?:;{_PLACE}){{0,{MOST - 1}}})")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in per cent of the picture's width and height, in tenths at the finest."""

    left: float
    top: float
    width: float
    height: float

    @property
    def written(self) -> str:
        return f"area: {self.left:g} {self.top:g} {self.width:g} {self.height:g}"

    @property
    def is_within(self) -> bool:
        """Whether all of it lies in the picture."""
        return round(self.left + self.width, 1) <= 100 and round(self.top + self.height, 1) <= 100


class Way(StrEnum):
    """How an area is drawn; the value is its letter in an address."""

    ASKED = "a"
    COVERED = "c"
    OUTLINED = "o"


class Marked(NamedTuple):
    way: Way
    area: Area


def parse(text: str) -> tuple[Area, str] | None:
    """The area that a gap's text names, and its label; None for a gap that hides words."""
    found = _AREA.fullmatch(text) if text.startswith("area:") else None
    if found is None:
        return None
    area = Area(*(float(found[place]) for place in range(1, 5)))
    return (area, (found[5] or "").strip()) if _is_visible(area) else None


def fault_of(text: str) -> str:
    """What is wrong with a gap's text that begins as an area; "" where nothing is, or where it is none."""
    if not text.startswith("area:") or not _MEANT.fullmatch(text):
        return ""
    found = _AREA.fullmatch(text)
    if found is None:
        return (
            "an area is four numbers from 0 to 100 with one decimal at most, as in {{area: 10 20 30.5 5}}: "
            "left, top, width and height in per cent of the picture (for words, write area\\:)"
        )
    area = Area(*(float(found[place]) for place in range(1, 5)))
    if not area.width or not area.height:
        return "this area hides nothing: its width or its height is 0"
    if not area.is_within:
        return "this area reaches out of its picture: left and width, and top and height, are at most 100 together"
    return ""


def _is_visible(area: Area) -> bool:
    return bool(area.width and area.height) and area.left < 100 and area.top < 100


def with_areas(address: str, marked: Sequence[Marked]) -> str:
    """The address of a picture with these areas, of which it can hold `MOST`."""
    places = ";".join(
        f"{one.way.value}{one.area.left:g},{one.area.top:g},{one.area.width:g},{one.area.height:g}"
        for one in marked[:MOST]
    )
    return f"{address}#areas={places}" if places else address


def parted(address: str) -> tuple[str, tuple[Marked, ...]]:
    """An address without its areas, and the areas; the address alone where it names none."""
    at = address.find("#areas=")
    found = _FRAGMENT.fullmatch(address, at) if at > 0 else None
    if found is None:
        return address, ()
    return address[:at], tuple(
        Marked(Way(place[0]), Area(*map(float, place[1:].split(",")))) for place in found[1].split(";")
    )
