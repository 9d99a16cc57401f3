"""The plan for a date: what it chooses, what it promises, and that both come out as rehearsed."""

from dataclasses import astuple
from itertools import pairwise

import numpy as np
import pytest

from interviewprep.memory.fsrs import DEFAULT_PARAMETERS
from interviewprep.memory.plan import Order, Way
from interviewprep.memory.planning import BAND, _evenest, learners, make, ways
from interviewprep.memory.rehearsal import NEVER, Cards, Days, rehearse, untouched
from interviewprep.memory.usual import ANSWERS_NEW

W = DEFAULT_PARAMETERS
FIRST = 20_000


def unseen(count, seconds=12.0):
    return Cards(np.zeros(count), np.full(count, 5.0), np.full(count, NEVER, dtype=np.int64), np.full(count, seconds))


def known(count, stability=10.0, ago=10):
    return Cards(np.full(count, stability), np.full(count, 5.0), np.full(count, FIRST - ago), np.full(count, 12.0))


def days(count, minutes):
    return Days(FIRST, (minutes * 60.0,) * count)


def plan(cards, over, begun=FIRST):
    return make(cards, over, W, begun=begun, seed=3)


def outcome(cards, over, way, seed=9, lives=6):
    return rehearse(cards, over, way, W, np.random.default_rng(seed), lives=lives)


class TestRehearsal:
    def test_no_minutes_and_nothing_is_learned(self):
        found = outcome(unseen(20), days(5, 0), Way(FIRST, Order.GAIN))
        assert (found.recall.sum(), found.met.sum(), found.seconds_on.sum()) == (0, 0, 0)

    def test_a_day_ends_with_its_minutes_and_the_last_item_begun(self):
        found = outcome(unseen(500), days(4, 10), Way(FIRST, Order.GAIN), lives=1)
        assert all(600 <= spent < 600 + 12 * ANSWERS_NEW for spent in found.seconds_on)

    def test_a_day_off_is_free(self):
        found = outcome(unseen(500), Days(FIRST, (600.0, 0.0, 600.0)), Way(FIRST, Order.GAIN))
        assert found.new_on[1] == found.seconds_on[1] == 0

    def test_new_items_come_evenly_until_their_last_day(self):
        """With more reviews worth asking than there are minutes, so that none are left for new ones."""
        both = [np.concatenate(pair) for pair in zip(astuple(known(400)), astuple(unseen(60)), strict=True)]
        found = outcome(Cards(*both), days(12, 10), Way(FIRST + 6, Order.GAIN))
        assert list(found.new_on) == [10] * 6 + [0] * 6

    def test_more_minutes_never_know_less(self):
        scores = [
            outcome(unseen(200), days(10, minutes), Way(FIRST, Order.GAIN)).recall.mean() for minutes in (2, 5, 20)
        ]
        assert all(less < more for less, more in pairwise(scores))

    def test_nothing_studied_fades_as_the_model_says(self):
        true = np.tile(np.asarray(W), (2, 1))
        assert list(untouched(known(10, stability=10.0, ago=4), FIRST + 6, true)) == pytest.approx([9.0, 9.0])


class TestPlan:
    def test_what_is_planned_is_at_least_as_good_as_any_way_it_tried(self):
        cards, over = unseen(300), days(14, 20)
        chosen = plan(cards, over)
        scores = {way: outcome(cards, over, way, lives=12).recall.mean() for way in ways(FIRST, over)}
        assert scores[chosen.way] >= max(scores.values()) - 0.01 * len(cards)

    def test_of_ways_that_are_as_good_the_one_that_spreads_new_items_widest_is_taken(self):
        at_once, spread, late = (Way(FIRST + days, Order.GAIN) for days in (0, 10, 20))
        assert _evenest({at_once: 90.0, spread: 89.8, late: 88.0}, 100) == spread

    def test_it_knows_more_than_due_reviews_and_even_pace_would(self):
        """What the usual intervals leave undone is time for the day that matters."""
        cards, over = unseen(150), days(14, 20)
        assert plan(cards, over).kept.middle / 150 > 0.93

    def test_the_forecast_is_what_then_happens_to_learners_like_these(self):
        cards, over = unseen(150), days(14, 15)
        promised = plan(cards, over)
        rng = np.random.default_rng(77)
        happened = rehearse(cards, over, promised.way, W, rng, lives=80, true=learners(W, 80, rng)).recall
        inside = np.mean((happened >= promised.kept.low) & (happened <= promised.kept.high))
        assert inside >= 0.75
        assert promised.kept.middle == pytest.approx(happened.mean(), rel=0.03)
        assert BAND == (0.05, 0.95)

    def test_stopping_today_is_promised_less(self):
        found = plan(known(80), days(20, 10))
        assert found.stopped.high < found.kept.low

    def test_too_many_items_for_the_minutes_are_not_promised(self):
        cards = unseen(1000)
        found = plan(cards, days(7, 10))
        assert found.items == 1000
        assert found.met == pytest.approx(7 * 600 / (12 * ANSWERS_NEW), rel=0.1)
        assert found.kept.high < found.met
        assert found.seconds_to_meet_all == pytest.approx(1000 * 12 * ANSWERS_NEW)

    def test_a_plan_made_again_tomorrow_keeps_the_days_it_had_in_mind(self):
        over = days(20, 10)
        later = Days(FIRST + 5, over.seconds[5:])
        assert {way.met_by for way in ways(FIRST, over)} == {way.met_by for way in ways(FIRST, later)}

    def test_with_nothing_that_counts_there_is_nothing_to_know(self):
        found = plan(unseen(0), days(5, 10))
        assert (found.items, found.met, found.kept.high) == (0, 0, 0)

    def test_it_can_be_ended(self):
        def stop(share):
            if share > 0.3:
                raise InterruptedError

        with pytest.raises(InterruptedError):
            make(unseen(50), days(5, 10), W, begun=FIRST, seed=1, say=stop)

    def test_learners_differ_and_stay_within_the_model(self):
        sets = learners(W, 200, np.random.default_rng(1))
        assert sets.shape == (200, 21)
        assert (np.diff(sets[:, :4], axis=1) >= 0).all()
        assert sets[:, 20].std() > 0.02
        assert sets[:, 20].min() >= 0.1
