"""Whether the scheduling fits: how many reviews were known, against how many were expected to be at that moment.

What was expected comes from the memory as it was before each answer, so that it cannot know what followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

ENOUGH = 50
"""Answers below which a share says too little to be told."""
_Z = 1.959964
"""Of the normal distribution, for 95 %."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class DayReviews:
    """The first answers of a study day to items in review."""

    day: int
    answers: int
    known: int
    """Not answered with Again."""
    expected: float
    """Sum of the chances of recall."""


@dataclass(frozen=True, slots=True)
class Fit:
    answers: int
    known: int
    expected: float
    """Share of the answers, on average; 0 without any."""
    low: float
    high: float
    """The true share lies within, nineteen times of twenty."""

    @property
    def share(self) -> float:
        return self.known / self.answers if self.answers else 0.0

    @property
    def is_enough(self) -> bool:
        return self.answers >= ENOUGH


@dataclass(frozen=True, slots=True)
class Week:
    first_day: int
    fit: Fit


def fit(days: Iterable[DayReviews]) -> Fit:
    """Of all these days together."""
    answers = known = 0
    expected = 0.0
    for one in days:
        answers, known, expected = answers + one.answers, known + one.known, expected + one.expected
    low, high = wilson(known, answers)
    return Fit(answers, known, expected / answers if answers else 0.0, low, high)


def by_week(days: Sequence[DayReviews], today: int, most: int) -> tuple[Week, ...]:
    """Those of the last `most` weeks that have answers, oldest first; the last week ends today."""
    weeks: dict[int, list[DayReviews]] = {}
    for one in days:
        ago = (today - one.day) // _WEEK
        if 0 <= ago < most:
            weeks.setdefault(ago, []).append(one)
    return tuple(Week(today - (ago + 1) * _WEEK + 1, fit(weeks[ago])) for ago in sorted(weeks, reverse=True))


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share, which stays within 0..1 (Wilson, JASA 1927)."""
    if not trials:
        return 0.0, 1.0
    share, square = successes / trials, _Z**2
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    half = _Z / (1 + square / trials) * sqrt(share * (1 - share) / trials + square / (4 * trials**2))
    return max(0.0, middle - half), min(1.0, middle + half)
