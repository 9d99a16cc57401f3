"""What a deck file says, as values. Text fields hold Markdown source just as it stands in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    RECALL = "recall"
    CLOZE = "cloze"
    CHOICE = "choice"
    OPEN = "open"
    CODE = "code"
    DRILL = "drill"


class Level(StrEnum):
    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"


class PartName(StrEnum):
    """The parts a card can have; the value is the heading's text in lower case."""

    ANSWER = "answer"
    WHY = "why"
    HINT = "hint"
    SOURCES = "sources"
    KEY_POINTS = "key points"
    RUBRIC = "rubric"
    FOLLOW_UPS = "follow-ups"
    MISTAKES = "mistakes"
    GIVEN = "given"
    FORMULA = "formula"
    TRAPS = "traps"
    WORKING = "working"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in braces at the end of a heading or list item: `{#id .tag key=value}`."""

    id: str = ""
    tags: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def get(self, key: str, default: str = "") -> str:
        return next((value for name, value in self.values if name == key), default)


@dataclass(frozen=True, slots=True)
class Part:
    name: PartName
    text: str
    line: int = field(default=0, compare=False)
    """Line of the part's heading."""
    text_line: int = field(default=0, compare=False)
    """Line where `text` begins."""


@dataclass(frozen=True, slots=True)
class Card:
    """One `##` of a deck file. `heading` is without its attributes; `body` is the text before the first part."""

    heading: str
    attributes: Attributes = Attributes()
    body: str = ""
    parts: tuple[Part, ...] = ()
    line: int = field(default=0, compare=False)
    """Line of the card's heading, counted from 1."""
    body_line: int = field(default=0, compare=False)
    """Line where `body` begins."""

    def part(self, name: PartName) -> str:
        """The Markdown text of a part, or "" where the card has none."""
        return next((part.text for part in self.parts if part.name is name), "")

    def has(self, name: PartName) -> bool:
        for part in self.parts:  # noqa: SIM110  # asked ten times a card; any() takes three times as long
            if part.name is name:
                return True
        return False

    @property
    def level(self) -> Level | None:
        tags = self.attributes.tags
        return next((level for level in Level if level.value in tags), None) if tags else None


@dataclass(frozen=True, slots=True)
class Topic:
    """One `#` of a deck file; cards before the first `#` stand in a topic with an empty heading."""

    heading: str = ""
    intro: str = ""
    cards: tuple[Card, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    title: str = ""
    description: str = ""
    language: str = ""
    license: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck file. `intro` is the text before the first heading."""

    front: FrontMatter = FrontMatter()
    intro: str = ""
    topics: tuple[Topic, ...] = ()

    def cards(self) -> Iterator[Card]:
        for topic in self.topics:
            yield from topic.cards
