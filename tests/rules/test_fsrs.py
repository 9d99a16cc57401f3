import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsrs as published
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewprep.memory import fsrs
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, Rating

GOLDEN = Path(__file__).parents[1] / "samples" / "golden_fsrs6.json.gz"

ratings = st.sampled_from(Rating)
stabilities = st.floats(fsrs.SHORTEST_STABILITY, fsrs.LONGEST_STABILITY)
difficulties = st.floats(1, 10)


@pytest.fixture(scope="module")
def golden():
    with gzip.open(GOLDEN, "rt") as file:
        return json.load(file)


def test_states_agree_with_the_reference_engine_over_all_golden_histories(golden):
    stability_error = difficulty_error = 0.0
    for case in golden["cases"]:
        states = fsrs.replay(golden["params"][case["w"]], case["h"])
        for (stability, difficulty), its_stability, its_difficulty in zip(states, case["s"], case["d"], strict=True):
            stability_error = max(stability_error, abs(stability - its_stability) / its_stability)
            difficulty_error = max(difficulty_error, abs(difficulty - its_difficulty))
    assert len(golden["cases"]) == 2400
    assert stability_error <= 1e-4
    assert difficulty_error <= 1e-3


def test_rounded_intervals_agree_with_the_reference_engine(golden):
    off = []
    for case in golden["cases"]:
        w = golden["params"][case["w"]]
        for retention, its_interval in zip(golden["retention"], case["ivl"], strict=True):
            ours = fsrs.interval(case["s"][-1], retention, w)
            off.append(abs(whole_days(ours) - whole_days(its_interval)))
    assert sum(days > 0 for days in off) <= len(off) / 1000
    assert max(off) <= 1


def whole_days(interval):
    return max(1, min(36_500, round(interval)))


@settings(max_examples=150, deadline=None)
@given(first=ratings, rest=st.lists(st.tuples(ratings, st.integers(1, 400)), max_size=15))
def test_day_level_histories_agree_with_the_published_library(first, rest):
    scheduler = published.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, now = published.Card(card_id=1), datetime(2024, 1, 1, tzinfo=UTC)
    theirs = []
    for rating, days in [(first, 0), *rest]:
        now += timedelta(days=days)
        card, _ = scheduler.review_card(card, published.Rating(rating), now)
        # Unlike ours, its stability has no end.
        if card.stability > fsrs.LONGEST_STABILITY:
            break
        theirs.append((card.stability, card.difficulty))
    ours = fsrs.replay(DEFAULT_PARAMETERS, [(first, 0), *rest])[: len(theirs)]
    assert ours == [pytest.approx(state, rel=1e-9) for state in theirs]


def test_default_parameters_are_the_published_ones():
    assert tuple(published.Scheduler().parameters) == DEFAULT_PARAMETERS


def test_recall_is_nine_tenths_when_the_stability_has_passed():
    for stability in (0.5, 7.0, 400.0):
        assert fsrs.retrievability(stability, stability) == pytest.approx(0.9)
        assert fsrs.retrievability(stability, 0) == 1.0


@given(stability=st.floats(0.01, 36_500), retention=st.floats(0.7, 0.99))
def test_after_the_interval_recall_has_fallen_to_the_wished_retention(stability, retention):
    days = fsrs.interval(stability, retention)
    assert fsrs.retrievability(stability, days) == pytest.approx(retention)


@given(stability=stabilities, difficulty=difficulties, rating=ratings, days=st.integers(0, 40_000))
def test_every_answer_leaves_stability_and_difficulty_in_their_bounds(stability, difficulty, rating, days):
    after, harder = fsrs.step(DEFAULT_PARAMETERS, stability, difficulty, rating, days)
    assert fsrs.SHORTEST_STABILITY <= after <= fsrs.LONGEST_STABILITY
    assert 1 <= harder <= 10


@given(stability=stabilities, difficulty=difficulties, days=st.integers(0, 40_000))
def test_a_better_answer_never_leaves_less_stability(stability, difficulty, days):
    after = [fsrs.step(DEFAULT_PARAMETERS, stability, difficulty, rating, days)[0] for rating in Rating]
    assert after == sorted(after)
    assert after[1] >= stability >= after[0] or stability < 0.01


def test_a_success_after_longer_waiting_makes_the_memory_more_stable():
    after = [fsrs.step(DEFAULT_PARAMETERS, 10.0, 5.0, Rating.GOOD, days)[0] for days in (1, 5, 10, 30)]
    assert after == sorted(after)
    assert after[0] < after[-1]


def test_hard_within_a_day_keeps_the_stability():
    assert fsrs.step(DEFAULT_PARAMETERS, 5.0, 5.0, Rating.HARD, 0)[0] == 5.0
