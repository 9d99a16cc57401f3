"""What a review now is worth: how much it adds to the recall of some later day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp

from interviewprep.memory.fsrs import curve_factor
from interviewprep.memory.usual import PASS_SHARES

AHEAD_DAYS = 30


def gain_of(
    parameters: Sequence[float], ahead: float = AHEAD_DAYS
) -> Callable[[float, float, float], tuple[float, float]]:
    """A function of stability, difficulty and elapsed days that gives the gain in recall, and the recall today.

    The gain is what a review today adds, on average, to the chance of recall `ahead` days from now. It is
    FSRS-6 with one shortcut, so that ten thousand items take a few milliseconds: Hard, Good and Easy let the
    stability grow alike, by their usual mean. benchmarks/scheduling.py tells what that costs.
    """
    w = parameters
    factor, decay, ahead_factor = curve_factor(w), -w[20], curve_factor(w) * ahead
    hard, good, easy = PASS_SHARES
    growth = exp(w[8]) * (hard * w[15] + good + easy * w[16])
    lapse, lapse_cap = w[11], exp(-w[17] * w[18])
    w9, w10, w12, w13, w14 = -w[9], w[10], -w[12], w[13], w[14]

    def gain(stability: float, difficulty: float, elapsed: float) -> tuple[float, float]:
        recall = (1 + factor * elapsed / stability) ** decay
        missed = 1 - recall
        passed = stability * (1 + growth * (11 - difficulty) * stability**w9 * (exp(missed * w10) - 1))
        lapsed = lapse * difficulty**w12 * ((stability + 1) ** w13 - 1) * exp(missed * w14)
        lapsed = min(lapsed, stability * lapse_cap)
        with_review = recall * (1 + ahead_factor / passed) ** decay + missed * (1 + ahead_factor / lapsed) ** decay
        without = (1 + factor * (elapsed + ahead) / stability) ** decay
        return with_review - without, recall

    return gain
