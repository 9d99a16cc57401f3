"""What an interview file asks for, as values, and the copies that a candidate adjusts to the day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from interviewprep.cards.model import Kind, Level

ASKED_BY_DEFAULT = (Kind.OPEN, Kind.CODE)
EXTRA_TIMES = (1.0, 1.25, 1.5, 2.0)

_LEAF = re.compile(r"[A-Z]{2,}(?:-\d+)?")


class Stop(StrEnum):
    HARD = "hard"
    """The clock ends an answer."""
    SOFT = "soft"
    """The clock goes on below zero; overtime is taken from the rest and reported."""


@dataclass(frozen=True, slots=True)
class Source:
    """Which cards a section draws from. Of each list one must fit; an empty list lets every card through."""

    decks: tuple[str, ...] = ()
    """Names, unique endings of names, or families."""
    tags: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    kinds: tuple[Kind, ...] = ()
    """Empty: open and code cards."""
    leaves: tuple[str, ...] = ()
    """Leaves of the syllabus (`QUANT-07`) or whole families of them (`QUANT`)."""

    @property
    def by_tags_alone(self) -> bool:
        return bool(self.tags) and not self.decks and not self.leaves


@dataclass(frozen=True, slots=True)
class Section:
    """One stretch of the round. Without questions it is talk, as in "Your questions"."""

    name: str
    minutes: float
    questions: int = 0
    source: Source = Source()
    think_s: int | None = None
    """None: as the card says, or as is usual for its kind."""
    answer_s: int | None = None
    """None: the section's time, shared out by what the cards need."""
    follow_ups: int = 0
    """At most so many after each answer."""
    weight: float = 1.0
    back: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Blueprint:
    title: str
    minutes: float
    sections: tuple[Section, ...]
    briefing: str = ""
    """Markdown: what the round is like and what is listened for."""
    description: str = ""
    role: str = ""
    language: str = ""
    stop: Stop = Stop.HARD
    avoid_last: int = 3
    """Questions of so many interviews before this one are not asked again."""
    extra_time: float = 1.0

    @property
    def round_s(self) -> int:
        """Seconds of the whole round, extra time included."""
        return round(self.minutes * 60 * self.extra_time)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a candidate changes before the round. Topics are decks, families of decks, or leaves."""

    minutes: float | None = None
    levels: tuple[Level, ...] = ()
    topics: tuple[str, ...] = ()
    extra_time: float | None = None
    stop: Stop | None = None


AS_IT_IS = Adjustment()


def adjusted(blueprint: Blueprint, change: Adjustment) -> Blueprint:
    """The blueprint with other minutes, levels, topics and times.

    A shorter round has shorter sections with fewer questions, at least one each. Levels and topics are for the
    sections that ask about a subject: one that draws by tags alone, such as a behavioural warm-up, keeps its own.
    """
    ratio = 1.0 if change.minutes is None else change.minutes / blueprint.minutes
    return replace(
        blueprint,
        minutes=blueprint.minutes if change.minutes is None else change.minutes,
        sections=tuple(_adjusted(section, change, ratio) for section in blueprint.sections),
        extra_time=blueprint.extra_time if change.extra_time is None else change.extra_time,
        stop=change.stop or blueprint.stop,
    )


def _adjusted(section: Section, change: Adjustment, ratio: float) -> Section:
    source = section.source
    if section.questions and not source.by_tags_alone:
        if change.levels:
            source = replace(source, levels=change.levels)
        if change.topics:
            leaves = tuple(topic for topic in change.topics if _LEAF.fullmatch(topic))
            decks = tuple(topic for topic in change.topics if topic not in leaves)
            source = replace(source, decks=decks, leaves=leaves, tags=())
    questions = max(1, round(section.questions * ratio)) if section.questions else 0
    return replace(section, minutes=round(section.minutes * ratio, 2), questions=questions, source=source)
