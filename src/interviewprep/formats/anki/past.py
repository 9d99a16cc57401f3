"""What Anki knows of a card's past: where it stands and each answer, in our terms; every number clamped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import exp, expm1, isfinite
from typing import Any, NamedTuple

from interviewprep.formats.foreign import PastMemory, PastReview
from interviewprep.memory import fsrs
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, Rating
from interviewprep.memory.review import State

DAY_MS = 86_400_000
LONGEST_INTERVAL = 36_500
_LATEST_MS = 2**42
"""In the year 2109."""
_LONGEST_ANSWER_MS = 3_600_000
_EPOCH_SECONDS = 1_000_000_000
"""A number this large is a time and no day; Anki tells them apart in the same way."""
_SUSPENDED = -1
_FILTERED, _MANUAL = 3, 4
_STATES = {0: State.LEARNING, 1: State.REVIEW, 2: State.RELEARNING, _FILTERED: State.REVIEW}


class AnkiCard(NamedTuple):
    """A row of `cards`; see `anki_collection.CARD_COLUMNS`."""

    id: int
    nid: int
    did: int
    ord: int
    type: int
    queue: int
    due: int
    ivl: int
    factor: int
    reps: int
    lapses: int
    odue: int
    odid: int
    flags: int
    data: str


Review = tuple[int, int, int, int, int]
"""id (ms), ease, interval, time (ms), type."""


def reviews_of(face: str, rows: Sequence[Review]) -> tuple[PastReview, ...]:
    """The answers to one card, from the first; entries that are no answer (a rescheduling) are left out."""
    found: list[PastReview] = []
    for at_ms, ease, interval, duration_ms, kind in rows:
        if not (1 <= ease <= 4 and 0 < at_ms < _LATEST_MS and kind in _STATES):
            continue
        state = _STATES[kind]
        if not found and state is State.LEARNING:
            state = State.NEW
        days = min(max(interval, 0), LONGEST_INTERVAL)
        duration = min(max(duration_ms, 0), _LONGEST_ANSWER_MS)
        found.append(PastReview(face, at_ms, Rating(ease), state, duration, days))
    return tuple(found)


def memory_of(face: str, card: AnkiCard, created_s: int, reviews: Sequence[PastReview]) -> PastMemory | None:
    """Where a card stands; None for a new one that nothing is known of.

    A card in a filtered deck is where it will return to. A buried card is one as any other: burying ends with the day.
    """
    suspended = card.queue == _SUSPENDED
    state = State(card.type) if 0 <= card.type <= 3 else State.NEW
    if state is State.NEW:
        return PastMemory(face, state, 0.0, 0.0, 0, 0, 0, 0, 0, True) if suspended else None
    data = _data(card.data)
    interval = min(max(card.ivl, 0), LONGEST_INTERVAL)
    due_ms = _due_ms(card, created_s)
    last_ms = _last_ms(data, reviews, due_ms - interval * DAY_MS if state is State.REVIEW else due_ms)
    stability, difficulty = _memory(data, card, interval, state)
    return PastMemory(
        face, state, stability, difficulty, due_ms, last_ms,
        interval if state is State.REVIEW else 0,
        min(max(card.reps, 0), 1_000_000), min(max(card.lapses, 0), 1_000_000), suspended,
    )  # fmt: skip


def sm2_memory(ease: float, interval: int) -> tuple[float, float]:
    """Stability and difficulty of a card that SM-2 has scheduled with this ease (2.5 for 250 %) and interval.

    After `memory_state_from_sm2` of fsrs-rs (open-spaced-repetition) at a retention of 0.9: the interval is the
    stability, and the difficulty is the one with which FSRS would lengthen the interval by the ease.
    """
    w = DEFAULT_PARAMETERS
    stability = min(max(float(interval), fsrs.SHORTEST_STABILITY), fsrs.LONGEST_STABILITY)
    growth = exp(w[8]) * stability ** -w[9] * expm1((1 - 0.9) * w[10])
    return stability, min(max(11.0 - (ease - 1.0) / growth, 1.0), 10.0)


def _memory(data: Mapping[str, Any], card: AnkiCard, interval: int, state: State) -> tuple[float, float]:
    stability, difficulty = _finite(data.get("s")), _finite(data.get("d"))
    if stability > 0 and difficulty > 0:
        longest, shortest = fsrs.LONGEST_STABILITY, fsrs.SHORTEST_STABILITY
        return min(max(stability, shortest), longest), min(max(difficulty, 1.0), 10.0)
    if state is State.LEARNING or not interval or card.factor <= 0:
        return 0.0, 0.0
    return sm2_memory(min(card.factor, 10_000) / 1000, interval)


def _due_ms(card: AnkiCard, created_s: int) -> int:
    """When the card is due. A due day is given as its middle, so that no shift of the clock makes it another day."""
    due = card.odue if card.odid and card.odue else card.due
    if due >= _EPOCH_SECONDS:
        return min(due * 1000, _LATEST_MS)
    at_ms = created_s * 1000 + due * DAY_MS + DAY_MS // 2
    return min(max(at_ms, 0), _LATEST_MS)


def _last_ms(data: Mapping[str, Any], reviews: Sequence[PastReview], otherwise: int) -> int:
    last = max((review.at_ms for review in reviews), default=0)
    return min(max(last or int(_finite(data.get("lrt")) * 1000) or otherwise, 0), _LATEST_MS)


def _data(text: str) -> Mapping[str, Any]:
    if not text.startswith("{") or len(text) > 5000:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _finite(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15 and isfinite(value):
        return float(value)
    return 0.0
