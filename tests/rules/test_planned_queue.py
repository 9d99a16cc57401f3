from dataclasses import replace
from math import inf

import pytest

from interviewprep.memory.day import Moment
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS
from interviewprep.memory.plan import Order, Way
from interviewprep.memory.planned_queue import LAST_DAYS, Preparation, build_planned
from interviewprep.memory.preparing import new_today, value_of
from interviewprep.memory.queue import Done, Limit, Limits, Waiting
from interviewprep.memory.review import NEW_MEMORY, Memory, State

TODAY = 20_000
NOW = Moment(TODAY * 86_400_000 + 43_200_000, 0, TODAY)
AT_ONCE = Way(TODAY, Order.GAIN)
NO_LIMIT = Limits(seconds=inf)


def new(item, *, card=None, deck=1, order=0, seconds=10.0):
    return Waiting(item, item if card is None else card, deck, NEW_MEMORY, seconds, order)


def review(item, *, card=None, deck=1, stability=5.0, elapsed=4, due_in=0, seconds=10.0):
    memory = Memory(
        State.REVIEW, 0, stability, 5.0, TODAY + due_in, 0, TODAY - elapsed, 0, interval=elapsed + due_in, reviews=4
    )
    return Waiting(item, item if card is None else card, deck, memory, seconds)


def shown(waiting, *, in_days=14, way=AT_ONCE, decks=(1,), limits=NO_LIMIT, done=None, all_days=inf):
    queue = build_planned(waiting, NOW, Preparation(way, TODAY + in_days, decks, all_days), limits, done or Done())
    items = []
    while one := queue.next_item(NOW):
        items.append(one.item)
        queue.answered(one, replace(one.memory, state=State.REVIEW, due_day=TODAY + 3, due_ms=0, interval=3))
    return items


def test_a_review_that_helps_on_the_day_comes_before_it_is_due():
    assert shown([review(1, due_in=5)]) == [1]


def test_what_would_add_next_to_nothing_is_left_out():
    assert shown([review(1, stability=20_000.0, elapsed=30, due_in=900)]) == []


def test_what_was_answered_today_is_not_asked_again():
    assert shown([review(1, elapsed=0, due_in=3)]) == []


def test_the_minutes_are_the_limit_and_not_the_counts():
    waiting = [new(n) for n in range(50)]
    few = Limits(Limit(new=3, reviews=3), seconds=290.0)
    # Ten seconds for each of about three answers.
    assert len(shown(waiting, limits=few)) == 10
    assert shown(waiting, limits=few, done=Done(seconds=290.0)) == []


def test_new_items_come_at_the_pace_of_the_way():
    waiting = [new(n, order=n) for n in range(40)] + [review(100 + n) for n in range(40)]
    slow = Way(TODAY + 10, Order.GAIN)
    enough_for_some = Limits(seconds=4 * 29.0 + 100.0)
    assert {one for one in shown(waiting, way=slow, limits=enough_for_some) if one < 100} == {0, 1, 2, 3}
    assert {one for one in shown(waiting, limits=enough_for_some) if one >= 100} == set()


def test_new_items_met_earlier_today_count_for_the_pace():
    waiting = [new(n, order=n) for n in range(38)] + [review(100 + n) for n in range(40)]
    found = shown(waiting, way=Way(TODAY + 10, Order.GAIN), limits=Limits(seconds=100.0), done=Done(new={1: 2}))
    assert {one for one in found if one < 100} == {0, 1}


def test_more_new_items_fill_the_time_that_reviews_leave():
    assert sorted(shown([new(n, order=n) for n in range(6)], way=Way(TODAY + 6, Order.GAIN))) == [0, 1, 2, 3, 4, 5]


def test_new_items_that_no_day_can_reach_do_not_crowd_out_the_reviews():
    waiting = [new(n, order=n) for n in range(1_000)] + [review(2_000 + n) for n in range(40)]
    ten_days = {"way": Way(TODAY + 10, Order.GAIN), "limits": Limits(seconds=290.0)}
    assert all(one < 1_000 for one in shown(waiting, **ten_days))
    # 2,900 s hold a hundred new items, ten a day; half of that leaves half of the day.
    found = shown(waiting, **ten_days, all_days=1_450.0)
    assert sum(one < 1_000 for one in found) == 6
    assert sum(one >= 1_000 for one in found) > 5


def test_a_long_item_waits_for_a_day_that_it_can_begin():
    waiting = [new(1, order=1), new(2, order=2, seconds=200.0), new(3, order=3)]
    assert shown(waiting, limits=Limits(seconds=100.0)) == [1, 3]
    assert shown(waiting[1:], limits=Limits(seconds=100.0)) == [2]


def test_decks_that_do_not_count_are_only_reviewed_when_due_and_last():
    waiting = [review(1), new(2), review(3, deck=2), review(4, deck=2, due_in=2), new(5, deck=2)]
    assert sorted(shown(waiting)) == [1, 2, 3]
    assert 3 not in shown(waiting, limits=Limits(seconds=35.0))


def test_items_of_one_card_keep_apart_until_the_last_days():
    waiting = [review(1, card=9), review(2, card=9)]
    assert len(shown(waiting, in_days=LAST_DAYS + 1)) == 1
    assert sorted(shown(waiting, in_days=LAST_DAYS)) == [1, 2]
    assert shown(waiting, in_days=LAST_DAYS + 1, done=Done(cards={9})) == []


def test_the_limit_of_a_single_deck_still_holds():
    waiting = [new(n) for n in range(5)] + [review(10 + n) for n in range(5)]
    found = shown(waiting, limits=Limits(decks={1: Limit(new=2, reviews=1)}, seconds=inf), done=Done(new={1: 1}))
    assert (sum(one < 10 for one in found), sum(one >= 10 for one in found)) == (1, 1)


def test_the_least_known_come_first_where_the_way_says_so():
    waiting = [review(1, stability=30.0), review(2, stability=2.0), review(3, stability=8.0)]
    assert shown(waiting, way=Way(TODAY, Order.LOWEST)) == [2, 3, 1]


def test_a_memory_that_fades_soon_waits_for_the_eve():
    """A day before the interview it gains most; a fortnight before, it would be forgotten again."""
    fading = review(1, stability=0.4, elapsed=3)
    value_late = value_of(DEFAULT_PARAMETERS, Order.GAIN, 1)(0.4, 5.0, 3, 10.0)[0]
    value_early = value_of(DEFAULT_PARAMETERS, Order.GAIN, 14)(0.4, 5.0, 3, 10.0)[0]
    assert value_late > value_early
    assert shown([fading], in_days=1) == [1]


def test_what_can_wait_until_tomorrow_without_loss_comes_later():
    """The first gains more by today's review alone, but tomorrow's would bring it nearly as much."""
    just_met, older = review(1, stability=2.0, elapsed=1), review(2, stability=20.0, elapsed=16)
    assert shown([just_met, older], in_days=10) == [2, 1]


@pytest.mark.parametrize(("new_items", "by", "expected"), [(40, 10, 4), (41, 10, 5), (7, 0, 7), (7, -3, 7), (0, 5, 0)])
def test_the_pace_is_even_until_its_last_day(new_items, by, expected):
    assert new_today(new_items, Way(TODAY + by, Order.GAIN), TODAY) == expected
