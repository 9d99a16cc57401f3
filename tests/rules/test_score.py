from __future__ import annotations

import random
from math import asin, pi, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.cards.model import Kind
from interviewprep.interview.interval import beta_cdf, beta_quantile, jeffreys
from interviewprep.interview.round import Rating
from interviewprep.interview.score import (
    agreements,
    by_competency,
    calibration,
    combined_score,
    overall,
    share_of,
    weighted_kappa,
)
from rounds import asked, held

# --- the interval -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.01, 0.05, 0.3, 0.5, 0.9, 0.999])
def test_beta_quantiles_are_those_with_a_formula(share):
    assert beta_quantile(share, 1, 1) == pytest.approx(share)
    assert beta_quantile(share, 2, 1) == pytest.approx(sqrt(share))
    assert beta_quantile(share, 1, 2) == pytest.approx(1 - sqrt(1 - share))
    assert beta_quantile(share, 0.5, 0.5) == pytest.approx(sin(pi * share / 2) ** 2, abs=1e-9)
    assert beta_cdf(share, 0.5, 0.5) == pytest.approx(2 / pi * asin(sqrt(share)))


@given(st.floats(0.3, 300), st.floats(0.3, 300), st.floats(0.001, 0.999))
def test_the_two_tails_of_a_beta_are_mirror_images(a, b, x):
    assert beta_cdf(x, a, b) == pytest.approx(1 - beta_cdf(1 - x, b, a), abs=1e-9)


def test_a_jeffreys_interval_holds_the_truth_about_nine_times_of_ten():
    rng = random.Random(3)
    for truth in (0.2, 0.5, 0.85):
        inside = 0
        for _ in range(400):
            successes = sum(rng.random() < truth for _ in range(20))
            low, high = jeffreys(successes, 20)
            inside += low <= truth <= high
        assert 0.84 <= inside / 400 <= 0.96


def test_nothing_and_everything_reach_the_ends():
    assert jeffreys(0, 5)[0] == 0
    assert jeffreys(5, 5)[1] == 1
    assert jeffreys(0, 0) == (0, 1)
    assert jeffreys(0, 5)[1] < jeffreys(0, 2)[1]


# --- shares -----------------------------------------------------------------------------------------------------------


def test_each_key_point_is_a_mark_and_a_question_without_points_is_its_score():
    share = share_of([asked(hits="++--")])
    assert (share.value, share.points, share.questions) == (0.5, 4, 1)
    assert share_of([asked(score=3)]).value == pytest.approx(2 / 3)
    assert share_of([asked(score=4, kind=Kind.DRILL)]).value == 1
    assert share_of([asked(score=2, kind=Kind.DRILL)]).value == 0
    assert share_of([asked(score=None)]) is None


def test_points_of_one_question_say_less_than_as_many_questions():
    together = share_of([asked(hits="+++---")])
    apart = share_of([asked(score=4 if i < 3 else 1) for i in range(6)])
    assert together.value == apart.value == 0.5
    assert together.high - together.low > apart.high - apart.low


def test_more_marks_narrow_the_range():
    few, many = share_of([asked(hits="++-")]), share_of([asked(hits="++-") for _ in range(8)])
    assert few.value == pytest.approx(many.value)
    assert many.high - many.low < few.high - few.low
    assert few.low <= few.value <= few.high


def test_competencies_are_families_of_leaves_weakest_first():
    found = by_competency(
        [asked(leaf="QUANT-01", hits="+-"), asked(leaf="PROF-02", hits="--"), asked(leaf="QUANT-09", hits="++")]
    )
    assert [(one.name, one.share.value, one.share.questions) for one in found] == [("PROF", 0, 1), ("QUANT", 0.75, 2)]


def test_sections_count_by_their_weights():
    good, bad = asked(0, hits="++++", section=0), asked(1, hits="----", section=1)
    assert overall(held(good, bad, weights=(1, 1))).value == 0.5
    assert overall(held(good, bad, weights=(3, 1))).value == 0.75
    assert overall(held(good, bad, weights=(0, 1))).value == 0
    share = overall(held(good, bad, weights=(3, 1)))
    assert 0 <= share.low < share.value < share.high <= 1
    assert overall(held(asked(score=None))) is None


# --- people -------------------------------------------------------------------------------------------------------------


def test_calibration_is_the_prediction_less_the_mark():
    known = calibration([asked(score=2, predicted=4), asked(score=3, predicted=3), asked(score=4)])
    assert known.pairs == ((4, 2.0), (3, 3.0))
    assert (known.bias, known.error) == (1, 1)
    assert calibration([asked()]) is None


def test_scores_and_points_of_several_raters_are_averaged():
    ratings = (Rating("Ann", 4, (("p0", True), ("p1", True))), Rating("Bo", 2, (("p0", False),)))
    one = asked(score=3, hits="+-", ratings=ratings)
    assert combined_score(one) == 3
    # p0: you and Ann saw it, Bo did not; p1: Ann alone of two.
    assert share_of([one]).value == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_weighted_kappa_is_that_of_the_worked_example():
    """By hand: the squares seen are 4/8; over all pairs of marks (8·60 + 8·56 - 2·20·20) / 64 = 2; 1 - 0.5/2."""
    pairs = [(1, 1), (2, 2), (3, 3), (4, 4), (2, 3), (3, 2), (1, 2), (4, 3)]
    assert weighted_kappa(pairs, range(1, 5)) == pytest.approx(0.75)


def test_kappa_is_one_for_the_same_eyes_nothing_for_chance_and_below_for_contrary():
    assert weighted_kappa([(1, 1), (4, 4), (2, 2)], range(1, 5)) == 1
    assert weighted_kappa([(1, 1), (1, 4), (4, 1), (4, 4)], range(1, 5)) == 0
    assert weighted_kappa([(1, 4), (4, 1)], range(1, 5)) == -1
    assert weighted_kappa([(3, 3), (3, 3)], range(1, 5)) is None
    assert weighted_kappa([], range(1, 5)) is None


def test_agreement_is_told_for_each_rater():
    first = asked(0, 3, "+-", ratings=(Rating("Ann", 4, (("p0", True), ("p1", True))),))
    second = asked(1, 1, "-+", ratings=(Rating("Ann", 2, (("p0", False),)), Rating("Bo", 1)))
    ann, bo = agreements([first, second])
    assert (ann.rater, ann.questions, ann.points, ann.mean_difference) == ("Ann", 2, 3, 1)
    assert (bo.rater, bo.questions, bo.points, bo.score_kappa) == ("Bo", 1, 0, None)
