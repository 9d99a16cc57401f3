"""FSRS-6: how a memory grows with each answer and fades with each day.

Formulas and default parameters are those published by open-spaced-repetition (wiki, "The Algorithm").
A parameter set `w` is 21 floats. Time is counted in study days; an answer on the day of the last one has
0 days elapsed and follows the short-term formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from math import exp

VERSION = "fsrs-6"

# fmt: off
DEFAULT_PARAMETERS: tuple[float, ...] = (
    0.212, 1.2931, 2.3065, 8.2956,          # stability after the first answer, by rating
    6.4133, 0.8334, 3.0194, 0.001,          # difficulty: at first, its slope, its change, its way back to the mean
    1.8722, 0.1666, 0.796,                  # growth of stability after success
    1.4835, 0.0614, 0.2629, 1.6483,         # stability after a lapse
    0.6014, 1.8729,                         # hard penalty, easy bonus
    0.5425, 0.0912, 0.0658,                 # answers within a day
    0.1542,                                 # decay of the forgetting curve
)
# fmt: on

SHORTEST_STABILITY = 0.001
LONGEST_STABILITY = 36_500.0


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def retrievability(stability: float, elapsed_days: float, w: Sequence[float] = DEFAULT_PARAMETERS) -> float:
    """Chance of recall after `elapsed_days`, in 0..1; 0.9 when as many days have passed as the stability says."""
    return float((1 + curve_factor(w) * elapsed_days / stability) ** -w[20])


def interval(stability: float, retention: float, w: Sequence[float] = DEFAULT_PARAMETERS) -> float:
    """Days until the chance of recall has fallen to `retention`: neither rounded nor kept within limits."""
    return float(stability / curve_factor(w) * (retention ** (-1 / w[20]) - 1))


def curve_factor(w: Sequence[float]) -> float:
    """What makes the forgetting curve pass through 0.9 at `elapsed == stability`, whatever its decay."""
    return float(0.9 ** (-1 / w[20]) - 1)


def initial(w: Sequence[float], rating: int) -> tuple[float, float]:
    """Stability (days) and difficulty (1..10) after the first answer."""
    return _stability_in_range(w[rating - 1]), _difficulty_in_range(_first_difficulty(w, rating))


def step(
    w: Sequence[float], stability: float, difficulty: float, rating: int, elapsed_days: float
) -> tuple[float, float]:
    """Stability and difficulty after one more answer, `elapsed_days` study days after the last one."""
    if elapsed_days <= 0:
        after = _within_a_day(w, stability, rating)
    else:
        forgotten = 1 - retrievability(stability, elapsed_days, w)
        if rating == Rating.AGAIN:
            after = _after_lapse(w, stability, difficulty, forgotten)
        else:
            after = _after_success(w, stability, difficulty, forgotten, rating)
    return _stability_in_range(after), _next_difficulty(w, difficulty, rating)


def replay(w: Sequence[float], answers: Iterable[tuple[int, float]]) -> list[tuple[float, float]]:
    """The states after each `(rating, elapsed days)` of a history; the first answer's days do not matter."""
    states: list[tuple[float, float]] = []
    for rating, elapsed_days in answers:
        states.append(step(w, *states[-1], rating, elapsed_days) if states else initial(w, rating))
    return states


def _within_a_day(w: Sequence[float], stability: float, rating: int) -> float:
    growth = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
    # Any answer but Again keeps at least what there was.
    return float(stability * (growth if rating == Rating.AGAIN else max(growth, 1.0)))


def _after_success(w: Sequence[float], stability: float, difficulty: float, forgotten: float, rating: int) -> float:
    bonus = w[15] if rating == Rating.HARD else w[16] if rating == Rating.EASY else 1.0
    growth = exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (exp(forgotten * w[10]) - 1) * bonus
    return float(stability * (1 + growth))


def _after_lapse(w: Sequence[float], stability: float, difficulty: float, forgotten: float) -> float:
    left = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(forgotten * w[14])
    # A lapse never leaves more than a lapse within the day would.
    return float(min(left, stability / exp(w[17] * w[18])))


def _first_difficulty(w: Sequence[float], rating: int) -> float:
    return w[4] - exp(w[5] * (rating - 1)) + 1


def _next_difficulty(w: Sequence[float], difficulty: float, rating: int) -> float:
    moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
    return _difficulty_in_range(w[7] * _first_difficulty(w, Rating.EASY) + (1 - w[7]) * moved)


def _stability_in_range(stability: float) -> float:
    return min(max(stability, SHORTEST_STABILITY), LONGEST_STABILITY)


def _difficulty_in_range(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
