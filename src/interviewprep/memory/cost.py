"""What a desired retention costs: minutes a day, foreseen over the next three months.

An approximation, good enough to choose by (within a quarter of cards answered one by one, see the test). At each
review an item splits into the part that is recalled, as large as the retention, and the part that is forgotten, until a
part is too small to matter. Its difficulty stays; there is no fuzz and no limit of reviews; a lapse costs its repeats.
Items known now are taken to stand anywhere in their interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interviewprep.memory import fsrs
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, Rating
from interviewprep.memory.usual import ANSWERS_NEW, ANSWERS_RELEARNING

DAYS = 90
_SMALLEST_PART = 0.06


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
    answers = 1 + (1 - retention) * ANSWERS_RELEARNING
    seconds = 0.0
    for one in known:
        first = _interval(one.stability, retention, longest_interval, parameters)
        # Of items spread over a long interval, only some are asked within the time looked at.
        share = min(1.0, DAYS / first)
        future = _Future(one.difficulty, retention, longest_interval, parameters)
        reviews = sum(part for _, part in future.reviews(one.stability, min(first, DAYS) / 2))
        seconds += one.count * one.seconds * answers * share * reviews
    stability, difficulty = fsrs.initial(parameters, Rating.GOOD)
    wait = _interval(stability, retention, longest_interval, parameters)
    future = _Future(difficulty, retention, longest_interval, parameters)
    # Those begun on the last day see none of their reviews within the time, those of the first day all.
    each = ANSWERS_NEW + answers * sum(part * (DAYS - at) / DAYS for at, part in future.reviews(stability, wait))
    seconds += min(coming.left, coming.a_day * DAYS) * coming.seconds * each
    return seconds / DAYS / 60


@dataclass(frozen=True, slots=True)
class _Future:
    """What becomes of items of one difficulty."""

    difficulty: float
    retention: float
    longest: float
    parameters: tuple[float, ...]

    def reviews(self, stability: float, at: float, part: float = 1.0) -> Iterator[tuple[float, float]]:
        """The day of each review, the first on day `at`, and the part of the item that is asked then."""
        while at < DAYS:
            yield at, part
            elapsed = _interval(stability, self.retention, self.longest, self.parameters)
            forgotten = part * (1 - self.retention)
            if forgotten > _SMALLEST_PART:
                lapsed = self._after(stability, Rating.AGAIN, elapsed)
                again = at + _interval(lapsed, self.retention, self.longest, self.parameters)
                yield from self.reviews(lapsed, again, forgotten)
                part -= forgotten
            stability = self._after(stability, Rating.GOOD, elapsed)
            at += _interval(stability, self.retention, self.longest, self.parameters)

    def _after(self, stability: float, rating: Rating, elapsed: float) -> float:
        return fsrs.step(self.parameters, stability, self.difficulty, rating, elapsed)[0]


def _interval(stability: float, retention: float, longest: float, w: tuple[float, ...]) -> float:
    return min(longest, max(1.0, fsrs.interval(stability, retention, w)))
