"""Where a card stands, and what was answered, in Anki's words: types, queues, days since the collection began."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from interviewprep.formats.foreign import PastMemory, PastReview
from interviewprep.memory import fsrs
from interviewprep.memory.day import MS_PER_DAY, day_start_ms, study_day
from interviewprep.memory.review import NEW_MEMORY, Memory, State

_STEPS = 2
"""Learning steps of ours; Anki counts those that are left."""
_RETENTION = 0.9


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the collection is said to have begun, so that no due day lies before it."""

    first_day: int
    offset_min: int
    rollover_hour: int

    @property
    def created_s(self) -> int:
        return day_start_ms(self.first_day, self.offset_min, self.rollover_hour) // 1000

    def day(self, at_ms: int) -> int:
        return study_day(at_ms, self.offset_min, self.rollover_hour)


@dataclass(frozen=True, slots=True)
class CardState:
    """The columns of Anki's table of cards that say where a card stands."""

    type: int = 0
    queue: int = 0
    due: int = 0
    interval: int = 0
    factor: int = 0
    reviews: int = 0
    lapses: int = 0
    left: int = 0
    data: str = "{}"


def first_day(memories: Sequence[Memory], today: int) -> int:
    """The earliest day that a memory names, or today."""
    return min((day for memory in memories for day in (memory.due_day, memory.last_day) if day > 0), default=today)


def state_of(past: PastMemory | None, place: int, calendar: Calendar) -> CardState:
    """`place` orders new cards."""
    memory = past.exact if past and past.exact else NEW_MEMORY
    suspended = past is not None and past.suspended
    if memory.state is State.NEW:
        return CardState(queue=-1 if suspended else 0, due=place)
    known = {
        "s": round(memory.stability, 4),
        "d": round(memory.difficulty, 3),
        "dr": _RETENTION,
        "lrt": memory.last_ms // 1000,
    }
    review = memory.state is State.REVIEW
    kind = {State.LEARNING: 1, State.REVIEW: 2, State.RELEARNING: 3}[memory.state]
    left = 0 if review else _STEPS - min(memory.step, 1) if memory.state is State.LEARNING else 1
    return CardState(
        kind,
        -1 if suspended else 2 if review else 1,
        memory.due_day - calendar.first_day if review else memory.due_ms // 1000,
        memory.interval if review else int(memory.state is State.RELEARNING),
        0 if memory.state is State.LEARNING else 2500,
        memory.reviews,
        memory.lapses,
        left and left + 1000 * left,
        json.dumps(known, separators=(",", ":")),
    )


@dataclass(frozen=True, slots=True)
class LogRow:
    """The columns of Anki's table of reviews, but for the card and the id."""

    ease: int
    interval: int
    last_interval: int
    factor: int
    time_ms: int
    type: int


def log_rows(reviews: Sequence[PastReview], calendar: Calendar) -> list[LogRow]:
    """The reviews of one face in their order. Difficulties are computed anew, as FSRS has them."""
    days = [calendar.day(review.at_ms) for review in reviews]
    passed = [max(0, later - earlier) for earlier, later in zip(days[:1] + days, days, strict=False)]
    states = fsrs.replay(
        fsrs.DEFAULT_PARAMETERS, [(int(one.rating), gone) for one, gone in zip(reviews, passed, strict=True)]
    )
    rows, last = [], 0
    for review, (_, difficulty) in zip(reviews, states, strict=True):
        interval = review.interval or -60
        kind = {State.REVIEW: 1, State.RELEARNING: 2}.get(review.state, 0)
        factor = round(((difficulty - 1) / 9 + 0.1) * 1000)
        rows.append(LogRow(int(review.rating), interval, last, factor, review.duration_ms, kind))
        last = interval
    return rows


def is_past(at_ms: int) -> bool:
    """Whether Anki can hold a review of this time: its id is the time."""
    return 0 < at_ms < 100_000 * MS_PER_DAY
