"""How the days before an interview are used: when the new items are met, and which reviews come first.

What is aimed at is recall on the day itself, summed over the items that count. A review is asked today if that adds
more for each second than it would tomorrow, whether it is due or not; due dates are not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, inf

from interviewprep.memory.gain import gain_of
from interviewprep.memory.plan import Order, Way
from interviewprep.memory.usual import ANSWERS_RELEARNING

WAITING = 0.7
"""Part of tomorrow's gain that counts against asking today: waiting is not certain to be made good."""
LEAST_GAIN = 0.004
"""A review that adds less than this to its recall on the day is left out: the evening is better spent otherwise."""


def new_today(new: int, way: Way, day: int) -> int:
    """How many of `new` items come before the reviews of `day`; others follow if there is time left."""
    days = way.met_by - day
    return new if days <= 0 else ceil(new / days)


def value_of(
    parameters: Sequence[float], order: Order, days_left: int
) -> Callable[[float, float, float, float], tuple[float, float]]:
    """A function of stability, difficulty, elapsed days and seconds: how early the review comes, and its seconds.

    The larger the value the earlier; minus infinity if the review is not worth asking.
    """
    gain_now, gain_tomorrow = gain_of(parameters, days_left), gain_of(parameters, max(0, days_left - 1))

    def value(stability: float, difficulty: float, elapsed: float, seconds: float) -> tuple[float, float]:
        gain, recall = gain_now(stability, difficulty, elapsed)
        cost = seconds * (1 + (1 - recall) * ANSWERS_RELEARNING)
        if gain < LEAST_GAIN:
            return -inf, cost
        if order is Order.LOWEST:
            return -recall, cost
        if days_left > 1:
            gain -= WAITING * gain_tomorrow(stability, difficulty, elapsed + 1)[0]
        return gain / cost, cost

    return value
