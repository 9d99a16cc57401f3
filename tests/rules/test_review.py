from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interviewprep.memory import fsrs
from interviewprep.memory.day import moment
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, LONGEST_STABILITY, SHORTEST_STABILITY, Rating
from interviewprep.memory.load import Load, chance, fuzz_range
from interviewprep.memory.review import (
    DEFAULT_RULES,
    NEW_MEMORY,
    Memory,
    Rules,
    State,
    answers,
    recall,
    wait_s,
)

NOON = moment(1_700_049_600_000, 60, 4)
DAY_S = 86_400


def later(now, *, days=0, seconds=0):
    return moment(now.at_ms + (days * DAY_S + seconds) * 1000, now.offset_min, 4)


def press(memory, rating, now=NOON, rules=DEFAULT_RULES, seed=1):
    return answers(memory, now, rules, seed)[rating]


def outcomes(memory, now=NOON, rules=DEFAULT_RULES):
    """State and wait in seconds for Again, Hard, Good, Easy; days as "days"."""
    after = answers(memory, now, rules, 1)
    return [(one.state.name, "days" if one.state is State.REVIEW else wait_s(one, now)) for one in after.values()]


LEARNING_0 = press(NEW_MEMORY, Rating.AGAIN)
LEARNING_1 = press(NEW_MEMORY, Rating.GOOD)
REVIEW = replace(
    press(LEARNING_1, Rating.GOOD), stability=20.0, interval=20, due_day=NOON.day, last_day=NOON.day - 20, lapses=2
)
RELEARNING = press(REVIEW, Rating.AGAIN)


class TestTableOfButtons:
    def test_new(self):
        assert outcomes(NEW_MEMORY) == [("LEARNING", 60), ("LEARNING", 330), ("LEARNING", 600), ("REVIEW", "days")]

    def test_learning_on_the_first_step(self):
        assert outcomes(LEARNING_0) == [("LEARNING", 60), ("LEARNING", 330), ("LEARNING", 600), ("REVIEW", "days")]

    def test_learning_on_the_last_step(self):
        assert outcomes(LEARNING_1) == [("LEARNING", 60), ("LEARNING", 600), ("REVIEW", "days"), ("REVIEW", "days")]

    def test_relearning(self):
        assert outcomes(RELEARNING) == [
            ("RELEARNING", 600),
            ("RELEARNING", 600),
            ("REVIEW", "days"),
            ("REVIEW", "days"),
        ]

    def test_review(self):
        assert outcomes(REVIEW) == [("RELEARNING", 600), ("REVIEW", "days"), ("REVIEW", "days"), ("REVIEW", "days")]

    def test_hard_repeats_the_step_and_good_takes_the_next(self):
        rules = Rules(learning_steps_s=(60, 600, 3600))
        second = press(press(NEW_MEMORY, Rating.GOOD, rules=rules), Rating.HARD, rules=rules)
        assert (second.step, wait_s(second, NOON)) == (1, 600)
        third = press(second, Rating.GOOD, rules=rules)
        assert (third.step, wait_s(third, NOON)) == (2, 3600)
        assert press(third, Rating.GOOD, rules=rules).state is State.REVIEW

    def test_again_goes_back_to_the_first_step(self):
        assert press(LEARNING_1, Rating.AGAIN).step == 0

    def test_a_single_learning_step(self):
        rules = Rules(learning_steps_s=(600,))
        assert outcomes(NEW_MEMORY, rules=rules) == [
            ("LEARNING", 600),
            ("LEARNING", 900),
            ("REVIEW", "days"),
            ("REVIEW", "days"),
        ]

    def test_without_steps_every_answer_gives_days(self):
        rules = Rules(learning_steps_s=(), relearning_steps_s=())
        for memory in (NEW_MEMORY, LEARNING_1, REVIEW, RELEARNING):
            after = answers(memory, NOON, rules, 1)
            assert [one.state for one in after.values()] == [State.REVIEW] * 4
            assert after[Rating.AGAIN].interval <= after[Rating.HARD].interval

    def test_steps_that_were_shortened_meanwhile_graduate(self):
        assert press(replace(LEARNING_1, step=5), Rating.GOOD).state is State.REVIEW


class TestMemory:
    def test_every_answer_within_a_day_moves_stability_and_difficulty(self):
        memory, now = NEW_MEMORY, NOON
        history = [Rating.AGAIN, Rating.GOOD, Rating.HARD, Rating.GOOD]
        for rating in history:
            memory, now = press(memory, rating, now), later(now, seconds=300)
        expected = fsrs.replay(DEFAULT_PARAMETERS, [(rating, 0) for rating in history])[-1]
        assert (memory.stability, memory.difficulty) == expected

    def test_days_are_study_days_and_not_periods_of_24_hours(self):
        evening = moment(NOON.at_ms + 10 * 3_600_000, 60, 4)
        next_morning = moment(evening.at_ms + 10 * 3_600_000, 60, 4)
        after = press(replace(REVIEW, last_day=evening.day), Rating.GOOD, next_morning)
        assert after.stability == fsrs.step(DEFAULT_PARAMETERS, 20.0, REVIEW.difficulty, Rating.GOOD, 1)[0]

    def test_a_lapse_is_counted_in_review_only(self):
        assert RELEARNING.lapses == 3
        assert press(RELEARNING, Rating.AGAIN).lapses == 3
        assert press(LEARNING_1, Rating.AGAIN).lapses == 0

    def test_an_answer_notes_its_time_and_adds_to_the_count(self):
        now = later(NOON, days=1)
        after = press(REVIEW, Rating.HARD, now)
        assert (after.last_day, after.last_ms, after.reviews) == (now.day, now.at_ms, REVIEW.reviews + 1)

    def test_own_parameters_are_used(self):
        slow = (*DEFAULT_PARAMETERS[:2], 50.0, *DEFAULT_PARAMETERS[3:])
        assert press(NEW_MEMORY, Rating.GOOD, rules=Rules(parameters=slow)).stability == 50.0

    def test_a_date_set_by_hand_does_not_feed_the_model(self):
        moved = replace(REVIEW, due_day=REVIEW.due_day + 100)
        assert press(moved, Rating.GOOD) == press(REVIEW, Rating.GOOD)

    def test_no_recall_is_told_for_new_items_and_within_the_day(self):
        assert recall(NEW_MEMORY, NOON.day) is None
        assert recall(RELEARNING, NOON.day) is None
        assert recall(REVIEW, NOON.day) == pytest.approx(0.9)


class TestDueTimes:
    def test_a_step_that_crosses_the_rollover_is_due_on_the_next_day(self):
        just_before = moment(NOON.at_ms + 15 * 3_600_000 - 30_000, 60, 4)
        after = press(NEW_MEMORY, Rating.GOOD, just_before)
        assert later(just_before, seconds=30).day == just_before.day + 1
        assert after.due_day == just_before.day + 1
        assert after.due_ms == just_before.at_ms + 600_000

    def test_the_interval_on_the_button_is_kept_over_the_rollover(self):
        shown = answers(REVIEW, NOON, DEFAULT_RULES, 1)[Rating.GOOD]
        assert shown.due_day == NOON.day + shown.interval
        assert wait_s(shown, NOON) == shown.interval * DAY_S

    def test_an_item_whose_time_has_passed_waits_no_longer(self):
        assert wait_s(LEARNING_1, later(NOON, days=2)) == 0
        assert wait_s(REVIEW, later(NOON, days=2)) == 0

    def test_a_lapsed_item_comes_back_the_same_day(self):
        assert RELEARNING.due_day == NOON.day

    def test_graduating_takes_at_least_a_day(self):
        weak = replace(LEARNING_1, stability=0.01)
        assert press(weak, Rating.GOOD).interval == 1

    def test_graduating_intervals_come_from_the_model(self):
        for memory in (LEARNING_1, RELEARNING):
            after = press(memory, Rating.EASY)
            first, last = fuzz_range(fsrs.interval(after.stability, 0.9), 1, 36_500)
            assert first <= after.interval <= last


class TestIntervals:
    def test_a_higher_retention_means_shorter_intervals(self):
        fresh = replace(REVIEW, interval=1)
        given = [press(fresh, Rating.GOOD, rules=Rules(retention=retention)).interval for retention in (0.8, 0.9, 0.97)]
        assert given == sorted(given, reverse=True)
        assert len(set(given)) == 3

    def test_the_longest_interval_wins_over_the_last_one(self):
        given = [one.interval for one in answers(REVIEW, NOON, Rules(longest_interval=15), 1).values()]
        assert given == [0, 15, 15, 15]

    def test_hard_never_goes_below_the_last_interval(self):
        generous = replace(REVIEW, interval=200)
        assert press(generous, Rating.HARD).interval >= 200

    def test_a_busy_day_is_left_out_by_every_button(self):
        free = answers(REVIEW, NOON, DEFAULT_RULES, 1)
        busy = Load(dict.fromkeys((one.due_day for one in free.values()), 50.0))
        moved = answers(REVIEW, NOON, DEFAULT_RULES, 1, busy)
        passes = (Rating.HARD, Rating.GOOD, Rating.EASY)
        assert all(moved[rating].due_day != free[rating].due_day for rating in passes)
        assert [moved[rating].interval for rating in passes] == sorted(moved[rating].interval for rating in passes)


memories = st.builds(
    Memory,
    state=st.sampled_from([State.LEARNING, State.REVIEW, State.RELEARNING]),
    step=st.integers(0, 3),
    stability=st.floats(SHORTEST_STABILITY, LONGEST_STABILITY),
    difficulty=st.floats(1, 10),
    last_day=st.integers(NOON.day - 5000, NOON.day + 3),
    interval=st.integers(1, 40_000),
    reviews=st.integers(1, 500),
    lapses=st.integers(0, 50),
)
rule_sets = st.builds(
    Rules,
    retention=st.floats(0.7, 0.99),
    learning_steps_s=st.lists(st.integers(1, 200_000), max_size=3).map(tuple),
    relearning_steps_s=st.lists(st.integers(1, 200_000), max_size=2).map(tuple),
    longest_interval=st.integers(1, 36_500),
    light_days=st.tuples(*[st.sampled_from([0.0, 0.5, 1.0])] * 7),
)
loads = st.dictionaries(st.integers(NOON.day, NOON.day + 500), st.floats(0, 60)).map(Load)
moments = st.builds(moment, st.integers(NOON.at_ms, NOON.at_ms + 10**11), st.integers(-720, 840), st.just(4))


@settings(max_examples=300, deadline=None)
@given(
    memory=st.one_of(st.just(NEW_MEMORY), memories),
    rules=rule_sets,
    now=moments,
    seed=st.integers(0, 2**62),
    load=loads,
)
def test_every_answer_keeps_the_promises(memory, rules, now, seed, load):
    after = answers(memory, now, rules, seed, load)
    assert after == answers(memory, now, rules, seed, load)
    for rating, one in after.items():
        assert SHORTEST_STABILITY <= one.stability <= LONGEST_STABILITY
        assert 1 <= one.difficulty <= 10
        assert (one.last_day, one.reviews) == (now.day, memory.reviews + 1)
        assert wait_s(one, now) > 0
        if one.state is State.REVIEW:
            assert 1 <= one.interval <= rules.longest_interval
            assert (one.due_day, one.due_ms) == (now.day + one.interval, 0)
            if memory.state is State.REVIEW and rating is not Rating.AGAIN:
                assert one.interval >= min(memory.interval, rules.longest_interval)
        else:
            assert one.interval == 0
            assert one.due_ms > now.at_ms
            assert one.due_day >= now.day
    passes = [one.interval for rating, one in after.items() if one.interval and rating is not Rating.AGAIN]
    for shorter, longer in pairwise(passes):
        assert shorter < longer or shorter == longer == rules.longest_interval


@settings(max_examples=200, deadline=None)
@given(stability=st.floats(3, 5000), overdue=st.floats(0.5, 3), seed=st.integers(0, 2**62), load=loads)
def test_no_button_leaves_its_fuzz_range_where_the_ranges_have_room_for_all(stability, overdue, seed, load):
    days = max(1, round(stability * overdue))
    memory = replace(REVIEW, stability=stability, last_day=NOON.day - days, interval=1)
    after = answers(memory, NOON, DEFAULT_RULES, seed, load)
    passes = [after[rating] for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]
    ranges = [fuzz_range(fsrs.interval(one.stability, 0.9), 1, 36_500) for one in passes]
    earliest = ranges[0][0]
    for first, last in ranges[1:]:
        earliest = max(first, earliest + 1)
        assume(earliest <= last)
    for one, (first, last) in zip(passes, ranges, strict=True):
        assert first <= one.interval <= last


def test_good_leaves_room_for_easy():
    seen_yesterday = replace(REVIEW, stability=50.0, difficulty=9.9, last_day=NOON.day - 1, interval=1)
    _, last = fuzz_range(fsrs.interval(press(seen_yesterday, Rating.EASY).stability, 0.9), 1, 36_500)
    only_last_day_free = Load({NOON.day + days: 50.0 for days in range(1, last)})
    after = answers(seen_yesterday, NOON, DEFAULT_RULES, 1, only_last_day_free)
    assert after[Rating.GOOD].interval < last == after[Rating.EASY].interval


@given(seed=st.integers(0, 2**62), reviews=st.integers(0, 99))
def test_chance_moves_all_buttons_alike(seed, reviews):
    memory = replace(REVIEW, stability=900.0, interval=900, last_day=NOON.day - 900, reviews=reviews)
    moved = chance(seed, reviews) - 0.5
    for one in answers(memory, NOON, DEFAULT_RULES, seed).values():
        if one.state is State.REVIEW:
            assert abs(one.interval - (fsrs.interval(one.stability, 0.9) + moved)) <= 0.5
