"""The shipped cards and the syllabus, read once for all tests of the decks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from interviewprep.cards.deck_file import read_bytes
from interviewprep.cards.model import Card, Kind, PartName
from interviewprep.cards.parts import key_points, kind_of, options, question_of, stem_of

ROOT = Path(__file__).parent.parent.parent
DECKS = ROOT / "decks"

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FENCE = re.compile(r"^( *)(`{3,}|~{3,})([^\n]*)\n(.*?)^ *\2[^\n]*$", re.MULTILINE | re.DOTALL)
GAP = re.compile(r"\{\{(?:c\d+::)?(.*?)(?:::[^{}]*)?\}\}")


@dataclass(frozen=True)
class Shipped:
    path: Path
    card: Card
    kind: Kind

    @property
    def id(self) -> str:
        return self.card.attributes.id

    @property
    def where(self) -> str:
        return f"{self.path.relative_to(DECKS)}:{self.card.line} #{self.id}"

    @property
    def covers(self) -> list[str]:
        return [point for point in self.card.attributes.get("covers").split(",") if point]


@cache
def cards() -> tuple[Shipped, ...]:
    found = []
    for path in sorted(DECKS.rglob("*.md")):
        if path.name == "README.md":
            continue
        reading = read_bytes(path.read_bytes(), str(path))
        found += [Shipped(path, card, kind_of(card)) for card in reading.deck.cards()]
    return tuple(found)


@cache
def points() -> dict[str, dict[str, str]]:
    with (DECKS / "syllabus" / "points.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@cache
def leaves() -> dict[str, dict[str, str]]:
    with (DECKS / "syllabus" / "leaves.csv").open(encoding="utf-8", newline="") as file:
        return {row["leaf"]: row for row in csv.DictReader(file)}


def visible(text: str) -> str:
    """Markdown as it is read: without comments, fences and the marks of gaps."""
    return GAP.sub(lambda gap: gap[1], FENCE.sub(" ", COMMENT.sub(" ", text)))


def words(text: str) -> list[str]:
    """Words as a reader counts them; a formula is one."""
    return re.findall(r"\$(?![\s$])[^$\n]+(?<!\s)\$(?!\d)|[\w][\w'’./%-]*", visible(text))


def asked(one: Shipped) -> str:
    """The question without options."""
    return stem_of(one.card) if one.kind is Kind.CHOICE else question_of(one.card)


def prose(one: Shipped) -> Iterator[str]:
    """Every text of a card that should be the author's own words."""
    yield asked(one)
    for option in options(one.card):
        yield option.text
        yield option.reason
    if one.kind in (Kind.RECALL, Kind.CODE) and not one.card.has(PartName.ANSWER):
        yield one.card.body
    for point in key_points(one.card):
        yield point.text
    for part in one.card.parts:
        if part.name not in (PartName.SOURCES, PartName.RUBRIC, PartName.KEY_POINTS, PartName.GIVEN, PartName.FORMULA):
            yield part.text
