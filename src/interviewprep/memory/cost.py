"""What a desired retention costs: minutes a day, foreseen over the next three months.

An approximation, good enough to choose by. Each item follows its mean path instead of every possible one: at each
review its stability becomes the mean of success and lapse, weighed by the retention; its difficulty stays; there is no
fuzz and no limit of reviews. Items known now are taken to stand anywhere in their interval. A lapse costs its repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interviewprep.memory import fsrs
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, Rating

DAYS = 90
_ANSWERS_NEW = 2.9
"""Answers that a new item takes on its first day."""
_REPEATS = 1.3
"""Further answers on the day of a lapse."""


@dataclass(frozen=True, slots=True)
class Known:
    """Items in review that are alike."""

    stability: float
    difficulty: float
    seconds: float
    """Of one answer."""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Coming:
    """New items to be learned: how many a day, while they last."""

    a_day: int
    left: int
    seconds: float


def minutes_a_day(
    known: Iterable[Known],
    coming: Coming,
    retention: float,
    *,
    longest_interval: float = 36_500,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> float:
    """Mean over the next `DAYS` days."""
    answers = 1 + (1 - retention) * _REPEATS
    seconds = 0.0
    for one in known:
        first = _interval(one.stability, retention, longest_interval, parameters)
        # Of items spread over a long interval, only some are asked within the time looked at.
        share = min(1.0, DAYS / first)
        path = _reviews(one.stability, one.difficulty, min(first, DAYS) / 2, retention, longest_interval, parameters)
        seconds += one.count * one.seconds * answers * share * sum(1 for _ in path)
    stability, difficulty = fsrs.initial(parameters, Rating.GOOD)
    wait = _interval(stability, retention, longest_interval, parameters)
    path = _reviews(stability, difficulty, wait, retention, longest_interval, parameters)
    # Those begun on the last day see none of their reviews within the time, those of the first day all.
    each = _ANSWERS_NEW + answers * sum((DAYS - at) / DAYS for at in path)
    seconds += min(coming.left, coming.a_day * DAYS) * coming.seconds * each
    return seconds / DAYS / 60


def _reviews(
    stability: float, difficulty: float, first: float, retention: float, longest: float, w: tuple[float, ...]
) -> Iterator[float]:
    """The days of the reviews on the mean path, the first after `first` days."""
    at = first
    while at < DAYS:
        yield at
        elapsed = _interval(stability, retention, longest, w)
        success, _ = fsrs.step(w, stability, difficulty, Rating.GOOD, elapsed)
        lapse, _ = fsrs.step(w, stability, difficulty, Rating.AGAIN, elapsed)
        stability = retention * success + (1 - retention) * lapse
        at += _interval(stability, retention, longest, w)


def _interval(stability: float, retention: float, longest: float, w: tuple[float, ...]) -> float:
    return min(longest, max(1.0, fsrs.interval(stability, retention, w)))
