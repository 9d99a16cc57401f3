"""What a retention costs, against the same cards answered one by one."""

from __future__ import annotations

import random

import pytest

from interviewprep.memory import fsrs
from interviewprep.memory.cost import DAYS, Coming, Known, minutes_a_day
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, Rating

NONE_COMING = Coming(0, 0, 0.0)
MATURE = [Known(stability, 5.0, 12.0, 50) for stability in (5, 15, 40, 100, 250)]


def simulated(retention: float, seed: int) -> float:
    """Minutes a day when each card is recalled or forgotten by chance, with 1.3 more answers after a lapse."""
    rng = random.Random(seed)
    seconds = 0.0
    for known in MATURE:
        for _ in range(known.count):
            stability, wait = known.stability, max(1.0, fsrs.interval(known.stability, retention))
            at = rng.uniform(0, wait)
            while at < DAYS:
                recalled = rng.random() < retention
                seconds += known.seconds * (1.0 if recalled else 2.3)
                rating = Rating.GOOD if recalled else Rating.AGAIN
                stability, _ = fsrs.step(DEFAULT_PARAMETERS, stability, known.difficulty, rating, wait)
                wait = max(1.0, fsrs.interval(stability, retention))
                at += wait
    return seconds / DAYS / 60


@pytest.mark.parametrize("retention", [0.80, 0.90, 0.95])
def test_the_estimate_is_near_to_cards_answered_by_chance(retention):
    chance = sum(simulated(retention, seed) for seed in range(3)) / 3
    assert minutes_a_day(MATURE, NONE_COMING, retention) == pytest.approx(chance, rel=0.25)


def test_remembering_more_costs_more():
    costs = [minutes_a_day(MATURE, Coming(20, 1000, 15.0), retention / 100) for retention in range(80, 98)]
    assert costs == sorted(costs)


def test_nothing_to_learn_costs_nothing():
    assert minutes_a_day([], NONE_COMING, 0.9) == 0


def test_new_cards_cost_while_they_last():
    many = minutes_a_day([], Coming(20, 10_000, 10.0), 0.9)
    few = minutes_a_day([], Coming(20, 90, 10.0), 0.9)
    assert many == pytest.approx(20 * few)


def test_a_longest_interval_brings_more_reviews():
    free = minutes_a_day(MATURE, NONE_COMING, 0.9)
    assert minutes_a_day(MATURE, NONE_COMING, 0.9, longest_interval=10) > free
