from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.memory.leech import SIGNIFICANCE, Leech, chance_of_lapses, leech

recalls = st.floats(0.3, 0.99)


def passed(times, recall=0.9):
    return [(recall, True)] * times


def lapsed(times, recall=0.9):
    return [(recall, False)] * times


def test_an_item_without_results_is_no_leech():
    assert leech([]) is None
    assert leech(passed(50)) is None


def test_three_lapses_in_a_row_are_worse_than_predicted():
    assert leech(lapsed(2)) is None
    assert leech(lapsed(3)) is Leech.WORSE_THAN_PREDICTED


def test_two_lapses_are_bad_luck_however_sure_the_prediction_was():
    assert chance_of_lapses(lapsed(2, 0.99)) < SIGNIFICANCE
    assert leech(lapsed(2, 0.99)) is None


def test_lapses_that_one_in_thirty_items_has_by_chance_are_no_reason():
    assert 0.02 < chance_of_lapses([*passed(5), *lapsed(3)]) < 0.05
    assert leech([*passed(5), *lapsed(3)]) is None


def test_as_many_lapses_as_predicted_are_no_reason():
    assert leech([*passed(7, 0.6), *lapsed(5, 0.6)]) is None


def test_the_sixth_lapse_is_a_reason_by_itself():
    long_life = passed(50)
    assert leech([*long_life, *lapsed(5)]) is None
    assert leech([*long_life, *lapsed(6)]) is Leech.MANY_LAPSES


def test_order_does_not_matter():
    assert leech([*passed(4), *lapsed(3)]) == leech([*lapsed(3), *passed(4)])


@given(recall=recalls, reviews=st.integers(1, 30))
def test_the_chance_that_all_lapse_is_the_product(recall, reviews):
    assert chance_of_lapses(lapsed(reviews, recall)) == pytest.approx((1 - recall) ** reviews, abs=1e-12)


@given(results=st.lists(st.tuples(recalls, st.booleans()), max_size=9))
def test_the_chance_agrees_with_adding_up_every_outcome(results):
    lapses = sum(not ok for _, ok in results)
    expected = 0.0
    for outcome in product((True, False), repeat=len(results)):
        if outcome.count(False) >= lapses:
            likelihood = 1.0
            for (recall, _), ok in zip(results, outcome, strict=True):
                likelihood *= recall if ok else 1 - recall
            expected += likelihood
    assert chance_of_lapses(results) == pytest.approx(expected, abs=1e-9)


@given(results=st.lists(st.tuples(recalls, st.booleans()), min_size=1, max_size=30))
def test_one_more_success_never_makes_it_worse(results):
    assert chance_of_lapses([*results, (0.9, True)]) >= chance_of_lapses(results) - 1e-12
