"""Answer items by itself, for tests and for trying out a schedule: the same journey, with answers drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from interviewprep.journeys.study import Study
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.fsrs import Rating

_SHARES = (10, 15, 65, 10)
"""Again, Hard, Good, Easy, in per cent."""
_PAUSE_MS = 1000


class AutoStudy:
    """Due items first, then those being learned with the clock moved on, then new ones; past the day's limits."""

    def __init__(self, workplace: Workplace, decks: Sequence[str], seed: int) -> None:
        self._rng = random.Random(seed)
        self._moved_ms = 0
        self._real = workplace.clock
        workplace.clock = self._clock
        self._study = Study(workplace, decks, everything=True, with_new=False)

    def run(self, count: int) -> Iterator[bytes]:
        """Grade `count` items and give the id of each review once it is on disk; fewer when there are no more."""
        self._study.start()
        for _ in range(count):
            if self._study.face is None and not self._move_on() and not self._take_new():
                return
            rating = self._rng.choices(list(Rating), _SHARES)[0]
            self._study.with_new = False
            self._study.grade(rating, self._rng.randint(2_000, 20_000))
            self._moved_ms += _PAUSE_MS
            if self._study.last is not None:
                yield self._study.last.review

    def _move_on(self) -> bool:
        """Set the clock to the next item that is being learned; False when there is none."""
        soonest = self._study.next_learning_ms()
        if soonest is None:
            return False
        at_ms, _ = self._clock()
        self._moved_ms += max(0, soonest - at_ms)
        return self._study.start() is not None

    def _take_new(self) -> bool:
        self._study.with_new = True
        return self._study.start() is not None

    def _clock(self) -> tuple[int, int]:
        at_ms, offset_min = self._real()
        return at_ms + self._moved_ms, offset_min
