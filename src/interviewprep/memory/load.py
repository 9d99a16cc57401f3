"""On which day, of those that serve the memory equally well, an item comes back.

Fuzz and load are one choice: intervals may move a little, so that items learned together do not stay
together; among the days they may move to, the one with the least work is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from interviewprep.memory.day import weekday

EVERY_DAY_ALIKE = (1.0,) * 7

_SMALLEST_FUZZED = 2.5
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
"""(from, to, share): an interval may move by a day and these shares of its parts. Anki publishes the same ranges."""

_NEARNESS = 0.75
"""Cost of moving an interval by its whole length, where a usual day costs 1. Chosen by benchmarks/scheduling.py."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is known of the days to come, seen from one item.

    `due` is the work already placed on a study day, in any unit; `own` is this item's, in the same unit.
    """

    due: Mapping[int, float] = field(default_factory=dict)
    siblings: Collection[int] = ()
    """Study days on which another item of the same card comes back."""
    own: float = 1.0


NO_LOAD = Load()


def fuzz_range(interval: float, shortest: int, longest: int) -> tuple[int, int]:
    """The first and last whole interval that may stand for this one; `shortest <= longest` are kept."""
    interval = min(max(interval, shortest), longest)
    spread = 0.0
    if interval >= _SMALLEST_FUZZED:
        spread = 1.0 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in _FUZZ)
    first, last = round(interval - spread), round(interval + spread)
    return min(max(first, shortest), longest), min(max(last, shortest), longest)


def lightest(
    interval: float,
    first: int,
    last: int,
    *,
    today: int,
    chance: float,
    load: Load = NO_LOAD,
    light_days: tuple[float, ...] = EVERY_DAY_ALIKE,
) -> int:
    """The interval in `first..last` that suits best: little work on its day, no sibling there, near to `interval`.

    `chance` in 0..1 is the item's own: it parts items that were learned together. `light_days` weighs the
    weekdays from Monday: 1 a full day, 0.5 half a day's work, 0 none where another day is free.
    """
    if first >= last:
        return first
    wished = interval + chance - 0.5
    # Measured against a usual day, so that small differences months ahead do not pull an interval far.
    usual = load.own + sum(load.due.get(today + ahead, 0.0) for ahead in range(1, 8)) / 7 or 1.0
    price = _NEARNESS / max(interval, 1.0)

    def burden(days: int) -> tuple[bool, bool, float]:
        day = today + days
        share = light_days[weekday(day)]
        work = load.due.get(day, 0.0) + load.own
        # Squared, since a heavy day costs more than two usual ones.
        crowding = (work / (share if share > 0 else 1.0) / usual) ** 2
        return share <= 0, day in load.siblings, crowding + price * abs(days - wished)

    return min(range(first, last + 1), key=burden)


def chance(seed: int, reviews: int) -> float:
    """A number in 0..1 that is the same for every button of this item at this repetition (splitmix64)."""
    x = (seed * 0x9E3779B97F4A7C15 + (reviews + 1) * 0xD1342543DE82EF95) & _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    return ((x ^ (x >> 31)) >> 11) / 2**53


_MASK = (1 << 64) - 1
