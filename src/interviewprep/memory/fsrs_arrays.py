"""FSRS-6 on arrays: the formulas of `fsrs` for many items at once (numpy), to play weeks of study through.

A parameter set `w` is 21 numbers, or 21 arrays that broadcast against the items: a set of its own for each. Stability
is in days, difficulty in 1..10, a rating in 1..4.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from interviewprep.memory.fsrs import LONGEST_STABILITY, SHORTEST_STABILITY, Rating
from interviewprep.memory.usual import PASS_SHARES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Parameters = Sequence[float] | Floats

LOWEST = (0.001,) * 4 + (1, 0.001, 0.001, 0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0, 0.1)
HIGHEST = (100,) * 4 + (10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8)
"""Within these the model is published to hold."""


def retrievability(w: Parameters, stability: Floats, elapsed_days: Floats | float) -> Floats:
    return np.asarray((1 + _curve_factor(w) * elapsed_days / stability) ** -w[20])


def initial(w: Parameters, rating: Ints) -> tuple[Floats, Floats]:
    stability = np.choose(rating - 1, [w[0], w[1], w[2], w[3]]).astype(np.float64)
    return _in_range(stability), np.clip(_first_difficulty(w, rating), 1, 10)


def after_success(w: Parameters, stability: Floats, difficulty: Floats, recall: Floats, rating: Ints) -> Floats:
    bonus = np.where(rating == Rating.HARD, w[15], np.where(rating == Rating.EASY, w[16], 1.0))
    growth = np.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (np.exp((1 - recall) * w[10]) - 1)
    return _in_range(stability * (1 + growth * bonus))


def after_lapse(w: Parameters, stability: Floats, difficulty: Floats, recall: Floats) -> Floats:
    left = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * np.exp((1 - recall) * w[14])
    return _in_range(np.minimum(left, stability / np.exp(w[17] * w[18])))


def within_a_day(w: Parameters, stability: Floats) -> Floats:
    """After one more Good on the same day."""
    growth = np.exp(w[17] * w[18]) * stability ** -w[19]
    return _in_range(stability * np.maximum(growth, 1.0))


def next_difficulty(w: Parameters, difficulty: Floats, rating: Ints | int) -> Floats:
    moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
    return np.asarray(np.clip(w[7] * _first_difficulty(w, 4) + (1 - w[7]) * moved, 1, 10))


def gains(
    w: Parameters, stability: Floats, difficulty: Floats, elapsed: Floats, ahead: Floats | float
) -> tuple[Floats, Floats]:
    """As `gain.gain_of`, with its shortcut: the gain in recall `ahead` days from now, and the recall today."""
    factor, decay = _curve_factor(w), -w[20]
    hard, good, easy = PASS_SHARES
    recall = retrievability(w, stability, elapsed)
    growth = np.exp(w[8]) * (hard * w[15] + good + easy * w[16]) * (11 - difficulty) * stability ** -w[9]
    passed = stability * (1 + growth * (np.exp((1 - recall) * w[10]) - 1))
    lapsed = after_lapse(w, stability, difficulty, recall)
    with_review = (
        recall * (1 + factor * ahead / passed) ** decay + (1 - recall) * (1 + factor * ahead / lapsed) ** decay
    )
    return with_review - (1 + factor * (elapsed + ahead) / stability) ** decay, recall


def _curve_factor(w: Parameters) -> Floats:
    return np.asarray(0.9 ** (-1 / np.asarray(w[20])) - 1)


def _first_difficulty(w: Parameters, rating: Ints | int) -> Floats:
    return np.asarray(w[4] - np.exp(w[5] * (rating - 1)) + 1)


def _in_range(stability: Floats) -> Floats:
    return np.asarray(np.clip(stability, SHORTEST_STABILITY, LONGEST_STABILITY))
