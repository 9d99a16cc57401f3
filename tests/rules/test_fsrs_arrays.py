import random

import numpy as np
import pytest

from interviewprep.memory import fsrs, fsrs_arrays
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, Rating
from interviewprep.memory.gain import gain_of

W = DEFAULT_PARAMETERS
RNG = random.Random(5)
STATES = [(RNG.uniform(0.1, 300), RNG.uniform(1, 10), RNG.randint(1, 90), RNG.randint(2, 4)) for _ in range(200)]
STABILITY, DIFFICULTY, ELAPSED = (np.array(column, float) for column in list(zip(*STATES, strict=True))[:3])
RATING = np.array([state[3] for state in STATES])
RECALL = fsrs_arrays.retrievability(W, STABILITY, ELAPSED)


def test_arrays_follow_the_model_of_single_items_when_the_answer_is_right():
    expected = [fsrs.step(W, s, d, rating, days) for s, d, days, rating in STATES]
    stability = fsrs_arrays.after_success(W, STABILITY, DIFFICULTY, RECALL, RATING)
    difficulty = fsrs_arrays.next_difficulty(W, DIFFICULTY, RATING)
    assert list(zip(stability, difficulty, strict=True)) == [pytest.approx(one) for one in expected]


def test_arrays_follow_the_model_of_single_items_when_it_is_wrong():
    expected = [fsrs.step(W, s, d, Rating.AGAIN, days)[0] for s, d, days, _ in STATES]
    assert list(fsrs_arrays.after_lapse(W, STABILITY, DIFFICULTY, RECALL)) == pytest.approx(expected)


def test_first_answers_and_repeats_within_a_day_are_those_of_the_model():
    ratings = np.array([1, 2, 3, 4])
    stability, difficulty = fsrs_arrays.initial(W, ratings)
    assert list(zip(stability, difficulty, strict=True)) == [pytest.approx(fsrs.initial(W, one)) for one in range(1, 5)]
    again = fsrs_arrays.within_a_day(W, stability)
    assert list(again) == pytest.approx([fsrs.step(W, *fsrs.initial(W, one), 3, 0)[0] for one in range(1, 5)])


@pytest.mark.parametrize("ahead", [0, 1, 14, 90])
def test_the_gain_is_the_one_by_which_the_queue_is_ordered(ahead):
    gain = gain_of(W, ahead)
    expected = [gain(s, d, days) for s, d, days, _ in STATES]
    found = fsrs_arrays.gains(W, STABILITY, DIFFICULTY, ELAPSED, ahead)
    assert list(zip(*found, strict=True)) == [pytest.approx(one) for one in expected]


def test_each_item_can_have_a_memory_of_its_own():
    other = [value * 1.1 for value in W]
    both = np.array([W, other]).T
    found = fsrs_arrays.retrievability(both, np.array([10.0, 10.0]), 20.0)
    assert list(found) == pytest.approx([fsrs.retrievability(10, 20, W), fsrs.retrievability(10, 20, other)])
