"""Which items cost more than they bring, so that a rewrite can be suggested. Nothing is suspended here."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

SIGNIFICANCE = 0.005
"""How unlikely the lapses must be. It is asked after every answer, so it is stricter than a single test would need:
of items that are just as hard as predicted, 1 in 100 is named within 20 reviews, fewer than six lapses name."""

FEWEST_LAPSES = 3
"""Two lapses are bad luck, however sure the prediction was."""

MOST_LAPSES = 6


class Leech(StrEnum):
    WORSE_THAN_PREDICTED = "worse than predicted"
    MANY_LAPSES = "many lapses"


Result = tuple[float, bool]
"""Recall predicted for a review, and whether it was passed. Answers within a day of the last are no results."""


def leech(results: Sequence[Result]) -> Leech | None:
    """Why an item is a leech, if it is one. After a rewrite, give only the results since."""
    lapses = _lapses(results)
    if lapses >= FEWEST_LAPSES and chance_of_lapses(results) <= SIGNIFICANCE:
        return Leech.WORSE_THAN_PREDICTED
    return Leech.MANY_LAPSES if lapses >= MOST_LAPSES else None


def chance_of_lapses(results: Sequence[Result]) -> float:
    """Chance of this many lapses or more if the predictions are right: the upper tail of a Poisson-binomial."""
    lapses = _lapses(results)
    # exactly[k]: chance of k lapses so far, for all k that stay below those seen
    exactly = [1.0] + [0.0] * lapses
    for recall, _ in results:
        for k in range(lapses, 0, -1):
            exactly[k] = exactly[k] * recall + exactly[k - 1] * (1 - recall)
        exactly[0] *= recall
    return max(0.0, 1.0 - sum(exactly[:lapses]))


def _lapses(results: Sequence[Result]) -> int:
    return sum(not passed for _, passed in results)
