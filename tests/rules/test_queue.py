import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.memory import fsrs
from interviewprep.memory.day import Moment
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, Rating
from interviewprep.memory.gain import gain_of
from interviewprep.memory.queue import Counts, Done, Limit, Limits, Waiting, build
from interviewprep.memory.review import NEW_MEMORY, Memory, State
from interviewprep.memory.usual import PASS_SHARES

TODAY = 20_000
NOW = Moment(TODAY * 86_400_000 + 43_200_000, 0, TODAY)
MINUTE = 60_000


def new(item, *, card=None, deck=1, order=0):
    return Waiting(item, item if card is None else card, deck, NEW_MEMORY, new_order=order)


def review(item, *, card=None, deck=1, stability=20.0, elapsed=20, overdue=0, seconds=15.0):
    memory = Memory(
        state=State.REVIEW,
        stability=stability,
        difficulty=5.0,
        due_day=TODAY - overdue,
        last_day=TODAY - elapsed,
        interval=elapsed,
        reviews=4,
    )
    return Waiting(item, item if card is None else card, deck, memory, seconds)


def learning(item, *, in_minutes, card=None, state=State.LEARNING):
    due_ms = NOW.at_ms + in_minutes * MINUTE
    memory = Memory(state, 0, 1.0, 5.0, TODAY, due_ms, TODAY, NOW.at_ms - MINUTE, reviews=1)
    return Waiting(item, item if card is None else card, 1, memory)


def graduated(waiting):
    return replace(waiting.memory, state=State.REVIEW, due_day=TODAY + 3, due_ms=0, interval=3)


def work_off(queue, now=NOW):
    """The items in the order they are shown when every answer graduates."""
    shown = []
    while one := queue.next_item(now):
        shown.append(one.item)
        queue.answered(one, graduated(one))
    return shown


class TestWhatIsShown:
    def test_an_empty_queue_shows_nothing(self):
        queue = build([], NOW)
        assert queue.next_item(NOW) is None
        assert queue.next_learning_ms() is None
        assert queue.counts() == Counts(0, 0, 0, 0)

    def test_reviews_of_later_days_wait(self):
        assert work_off(build([review(1), review(2, overdue=-1), review(3, overdue=5)], NOW)) in ([1, 3], [3, 1])

    def test_an_item_stays_in_front_until_it_is_answered(self):
        queue = build([new(1), new(2)], NOW)
        assert queue.next_item(NOW) == queue.next_item(NOW)

    def test_the_second_item_is_the_one_shown_when_the_first_is_done(self):
        items = [
            review(1),
            new(2),
            new(3),
            learning(4, in_minutes=-2),
            learning(5, in_minutes=-1),
            learning(6, in_minutes=9),
        ]
        queue = build(items, NOW)
        while front := queue.next_item(NOW):
            second = queue.second_item(NOW)
            queue.answered(front, graduated(front))
            assert second == queue.next_item(NOW)
        assert queue.second_item(NOW) is None

    def test_an_item_answered_out_of_turn_is_not_shown_again(self):
        items = [new(item, order=item) for item in range(4)]
        queue = build(items, NOW)
        queue.answered(items[2], graduated(items[2]))
        assert work_off(queue) == [0, 1, 3]

    def test_only_one_item_of_a_card_is_shown_a_day(self):
        shown = work_off(
            build([review(1, card=9), review(2, card=9), new(3, card=9), new(4, card=8), new(5, card=8)], NOW)
        )
        assert len(shown) == 2
        assert len({1, 2} & set(shown)) == len({4, 5} & set(shown)) == 1

    def test_the_siblings_of_a_card_answered_today_are_buried(self):
        assert work_off(build([review(1, card=9), new(2, card=9), new(3)], NOW, done=Done(cards={9}))) == [3]

    def test_the_siblings_of_an_item_being_learned_are_buried(self):
        assert work_off(build([learning(1, in_minutes=-1, card=9), new(2, card=9)], NOW)) == [1]


class TestLearning:
    def test_items_being_learned_come_first_when_their_time_has_come(self):
        queue = build([review(1), learning(2, in_minutes=-1), learning(3, in_minutes=-5)], NOW)
        assert work_off(queue) == [3, 2, 1]

    def test_they_wait_while_there_is_other_work(self):
        queue = build([review(1), learning(2, in_minutes=5)], NOW)
        assert work_off(queue) == [1, 2]

    def test_an_item_answered_again_comes_back_at_its_time(self):
        items = [new(item, order=item) for item in range(3)]
        queue = build(items, NOW)
        queue.answered(items[0], learning(0, in_minutes=1).memory)
        assert queue.next_item(NOW).item == 1
        assert queue.next_item(Moment(NOW.at_ms + MINUTE, 0, TODAY)).item == 0

    def test_an_item_answered_again_does_not_hide_another_that_is_due(self):
        queue = build([review(1), learning(2, in_minutes=-1), learning(3, in_minutes=5)], NOW)
        queue.answered(queue.next_item(NOW), learning(2, in_minutes=10).memory)
        assert queue.next_learning_ms() == NOW.at_ms + 5 * MINUTE
        assert queue.next_item(Moment(NOW.at_ms + 6 * MINUTE, 0, TODAY)).item == 3

    def test_at_the_end_items_are_shown_up_to_twenty_minutes_early(self):
        assert work_off(build([learning(1, in_minutes=20)], NOW)) == [1]
        queue = build([learning(1, in_minutes=21)], NOW)
        assert queue.next_item(NOW) is None
        assert queue.next_learning_ms() == NOW.at_ms + 21 * MINUTE

    def test_at_the_end_the_item_just_answered_lets_others_go_first(self):
        queue = build([learning(1, in_minutes=-1), learning(2, in_minutes=9)], NOW)
        queue.answered(queue.next_item(NOW), learning(1, in_minutes=1).memory)
        assert queue.next_item(NOW).item == 2
        queue.answered(queue.next_item(NOW), graduated(learning(2, in_minutes=9)))
        assert queue.next_item(NOW).item == 1

    def test_limits_do_not_hold_up_what_is_being_learned(self):
        assert work_off(build([learning(1, in_minutes=-1)], NOW, Limits(Limit(0, 0), seconds=0.0))) == [1]


class TestLimits:
    def test_a_day_has_20_new_items_and_200_reviews(self):
        assert len(work_off(build([new(item) for item in range(50)], NOW))) == 20
        assert len(work_off(build([review(item) for item in range(500)], NOW))) == 200

    def test_what_was_done_today_counts(self):
        items = [new(item) for item in range(50)] + [review(item) for item in range(100, 150)]
        counts = build(items, NOW, Limits(Limit(20, 60)), Done({1: 15, 2: 2}, {1: 5, 3: 10})).counts()
        assert (counts.new, counts.due) == (0, 45)
        counts = build(items, NOW, Limits(Limit(20, 65)), Done({1: 15, 2: 2}, {1: 5, 3: 10})).counts()
        assert (counts.new, counts.due) == (3, 50)

    def test_a_deck_has_its_own_limits_besides(self):
        items = [new(item, deck=item % 2) for item in range(50)]
        shown = work_off(build(items, NOW, Limits(decks={1: Limit(3, 10)})))
        assert sum(item % 2 for item in shown) == 3
        assert len(shown) == 20
        assert len(work_off(build(items[1::2], NOW, Limits(decks={1: Limit(3, 10)}), Done({1: 2})))) == 1

    def test_minutes_end_the_day_too(self):
        items = [review(item, seconds=30.0) for item in range(50)]
        assert 17 <= len(work_off(build(items, NOW, Limits(seconds=600.0)))) <= 20
        assert len(work_off(build(items, NOW, Limits(seconds=600.0), Done(seconds=590.0)))) == 1

    def test_new_items_wait_while_the_backlog_is_more_than_a_day(self):
        fresh = [new(item) for item in range(1000, 1050)]
        backlog = [review(item) for item in range(201)]
        assert build(fresh + backlog, NOW).counts().new == 0
        assert build(fresh + backlog[:200], NOW).counts().new == 20

    def test_the_backlog_is_judged_the_same_all_day(self):
        fresh = [new(item) for item in range(1000, 1050)]
        left = [review(item) for item in range(51)]
        assert build(fresh + left, NOW, done=Done(reviews={1: 150})).counts().new == 0

    def test_new_items_wait_while_the_reviews_take_more_than_the_minutes_of_a_day(self):
        items = [*(review(item, seconds=60.0) for item in range(30)), *(new(item) for item in range(100, 110))]
        assert build(items, NOW, Limits(seconds=1500.0)).counts().new == 0
        assert build(items, NOW, Limits(seconds=3600.0)).counts().new == 10

    def test_a_backlog_within_a_decks_limit_holds_back_its_own_new_items_only(self):
        items = [review(item, deck=1) for item in range(11)] + [new(50, deck=1), new(51, deck=2)]
        assert 51 in work_off(build(items, NOW, Limits(decks={1: Limit(5, 10)})))
        assert 50 not in work_off(build(items, NOW, Limits(decks={1: Limit(5, 10)})))


class TestOrder:
    def test_what_gains_more_for_each_second_comes_first(self):
        fading, fresh = review(1, stability=20, elapsed=40), review(2, stability=400, elapsed=100)
        assert work_off(build([fresh, fading], NOW)) == [1, 2]
        slow, quick = (
            [review(item, seconds=60.0) for item in range(9)],
            [review(item, seconds=6.0) for item in range(9, 18)],
        )
        assert set(work_off(build(slow + quick, NOW))[:9]) == set(range(9, 18))

    def test_new_items_come_in_their_order_and_spread_evenly(self):
        items = [review(item) for item in range(90)] + [new(100 + item, order=-item) for item in range(9)]
        shown = work_off(build(items, NOW))
        places = [place for place, item in enumerate(shown) if item >= 100]
        assert [item for item in shown if item >= 100] == [108, 107, 106, 105, 104, 103, 102, 101, 100]
        assert {after - before for before, after in pairwise(places)} == {11}
        assert places[0] == 5

    @given(seed=st.integers(0, 2**40), shuffle=st.randoms(use_true_random=False))
    def test_the_same_day_and_seed_give_the_same_order(self, seed, shuffle):
        items = [review(item) for item in range(20)] + [new(item) for item in range(100, 120)]
        expected = work_off(build(items, NOW, seed=seed))
        shuffle.shuffle(items)
        assert work_off(build(items, NOW, seed=seed)) == expected

    def test_equals_are_dealt_differently_every_day(self):
        items = [new(item) for item in range(20)]
        tomorrow = Moment(NOW.at_ms + 86_400_000, 0, TODAY + 1)
        assert work_off(build(items, NOW, seed=1)) != work_off(build(items, tomorrow, seed=1))
        assert work_off(build(items, NOW, seed=1)) != work_off(build(items, NOW, seed=2))


class TestCounts:
    def test_counts_tell_what_is_left(self):
        queue = build([new(1), new(2), review(3), learning(4, in_minutes=-1), learning(5, in_minutes=60)], NOW)
        before = queue.counts()
        assert (before.new, before.learning, before.due) == (2, 2, 1)
        assert before.minutes == before.seconds / 60
        queue.answered(one := queue.next_item(NOW), graduated(one))
        after = queue.counts()
        assert (after.new, after.learning, after.due) == (2, 1, 1)
        assert after.seconds < before.seconds

    def test_an_item_answered_again_is_counted_as_learning(self):
        queue = build([review(1)], NOW)
        queue.answered(queue.next_item(NOW), learning(1, in_minutes=10, state=State.RELEARNING).memory)
        counts = queue.counts()
        assert (counts.new, counts.learning, counts.due) == (0, 1, 0)

    def test_seconds_include_the_repeats_of_what_is_not_known(self):
        assert build([review(1, seconds=10.0)], NOW).counts().seconds == pytest.approx(10 * (1 + 0.1 * 1.3))

    def test_nothing_is_left_in_the_counts_when_all_is_done(self):
        queue = build([new(1), review(3), learning(4, in_minutes=-1)], NOW)
        work_off(queue)
        assert queue.counts() == Counts(0, 0, 0, 0)


def exact_gain(stability, difficulty, elapsed, w=DEFAULT_PARAMETERS, ahead=30):
    now = fsrs.retrievability(stability, elapsed, w)
    shares = [1 - now, *(now * share for share in PASS_SHARES)]
    after = [fsrs.step(w, stability, difficulty, rating, elapsed)[0] for rating in Rating]
    with_review = sum(share * fsrs.retrievability(one, ahead, w) for share, one in zip(shares, after, strict=True))
    return with_review - fsrs.retrievability(stability, elapsed + ahead, w)


@given(stability=st.floats(0.1, 2000), difficulty=st.floats(1, 10), late=st.floats(0.2, 4))
def test_the_quick_gain_is_close_to_the_exact_one(stability, difficulty, late):
    elapsed = max(1, round(stability * late))
    gain, recall = gain_of(DEFAULT_PARAMETERS)(stability, difficulty, elapsed)
    assert recall == pytest.approx(fsrs.retrievability(stability, elapsed))
    assert gain == pytest.approx(exact_gain(stability, difficulty, elapsed), abs=0.006)


@given(stability=st.floats(0.1, 2000), difficulty=st.floats(1, 10), elapsed=st.integers(1, 3000), lapse=st.floats(1, 5))
def test_the_quick_gain_is_exact_for_a_learner_whose_answers_grow_alike(stability, difficulty, elapsed, lapse):
    w = [*DEFAULT_PARAMETERS]
    w[11], w[15], w[16] = lapse, 1.0, 1.0
    gain, _ = gain_of(w)(stability, difficulty, elapsed)
    assert gain == pytest.approx(exact_gain(stability, difficulty, elapsed, w), abs=1e-9)


def test_the_quick_gain_puts_items_in_the_exact_order_but_for_near_ties():
    rng = random.Random(5)
    items = [(rng.uniform(1, 200), rng.uniform(1, 10), rng.randint(1, 300)) for _ in range(200)]
    quick = gain_of(DEFAULT_PARAMETERS)
    ordered = [exact_gain(*item) for item in sorted(items, key=lambda item: -quick(*item)[0])]
    assert all(earlier > later - 0.006 for earlier, later in pairwise(ordered))
