from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.interview.phases import Deed, Event, Phase, State
from interviewprep.interview.run import Run
from interviewprep.interview.steady import Reading, Steady
from interviewprep.interview.timetable import Slot, Timetable

S = 1000
QUESTION = Slot(0, answer_ms=120 * S, think_ms=20 * S, follow_ups=2, follow_up_ms=60 * S)
PLAIN = Slot(1, answer_ms=100 * S)
TALK = Slot(2, answer_ms=60 * S, talk=True)
TIMES = Timetable(
    (QUESTION, QUESTION, PLAIN, TALK), ("Depth", "Estimate", "Talk"), (1, 1, 1), (True, False, False), 900 * S
)
FOLLOW_UPS = Deed.FOLLOW_UPS


class Round:
    """Drives a run as a journey does, with seconds."""

    def __init__(self, times: Timetable = TIMES, picks: tuple[int, ...] = (0, 1)) -> None:
        self.run, self.picks, self.now = Run(times), picks, 0

    def at(self, seconds: float) -> State:
        self.now = max(self.now, int(seconds * S))
        state = self.run.at(self.now)
        while state.awaits_follow_ups:
            self.run = self.run.and_then(Event(FOLLOW_UPS, state.at_ms, self.picks))
            state = self.run.at(self.now)
        return state

    def do(self, seconds: float, deed: Deed) -> State:
        self.at(seconds)
        self.run = self.run.and_then(Event(deed, self.now))
        return self.at(seconds)


def begun(times: Timetable = TIMES, picks: tuple[int, ...] = (0, 1)) -> Round:
    round_ = Round(times, picks)
    round_.do(0, Deed.BEGIN)
    return round_


def soft(times: Timetable = TIMES) -> Timetable:
    return replace(times, hard=False)


def where(state: State) -> tuple[Phase, int | None, int]:
    return state.place


def test_the_briefing_waits_until_the_candidate_begins():
    state = Round().at(3600)
    assert (state.phase, state.remaining_ms, state.round_left_ms) == (Phase.BRIEFING, None, 900 * S)


def test_a_round_that_only_the_clock_drives_goes_through_every_phase():
    round_ = begun()
    seen = []
    for second in range(700):
        state = round_.at(second)
        if not seen or seen[-1][0] != where(state):
            seen.append((where(state), second))
    assert seen == [
        ((Phase.THINK, 0, 0), 0),
        ((Phase.ANSWER, 0, 0), 20),
        ((Phase.FOLLOW_UP, 0, 1), 140),
        ((Phase.FOLLOW_UP, 0, 2), 200),
        ((Phase.THINK, 1, 0), 260),
        ((Phase.ANSWER, 1, 0), 280),
        ((Phase.FOLLOW_UP, 1, 1), 400),
        ((Phase.FOLLOW_UP, 1, 2), 460),
        ((Phase.ANSWER, 2, 0), 520),
        ((Phase.YOUR_QUESTIONS, 3, 0), 620),
        ((Phase.MARKING, None, 0), 680),
    ]


def test_a_frozen_window_finds_the_round_where_it_would_have_been():
    """Looking once at the end, or every second: the same state, with the time of every question the same."""
    for end in range(0, 700, 7):
        often, once = begun(), begun()
        for second in range(end):
            often.at(second)
        assert often.at(end) == once.at(end)
        assert often.run.spent(end * S) == once.run.spent(end * S)


def test_next_goes_from_thinking_to_the_answer_to_each_follow_up_to_the_next_question():
    round_ = begun()
    seen = [where(round_.do(second, Deed.NEXT)) for second in (5, 30, 40, 50, 60)]
    assert seen == [
        (Phase.ANSWER, 0, 0),
        (Phase.FOLLOW_UP, 0, 1),
        (Phase.FOLLOW_UP, 0, 2),
        (Phase.THINK, 1, 0),
        (Phase.ANSWER, 1, 0),
    ]
    spent = round_.run.spent(60 * S)[0]
    assert (spent.think_ms, spent.answer_ms, spent.follow_up_ms) == (5 * S, 25 * S, (10 * S, 10 * S))
    assert (spent.skipped, spent.timed_out) == (False, False)


def test_an_answer_without_follow_ups_goes_to_the_next_question():
    round_ = begun(picks=())
    round_.do(1, Deed.NEXT)
    assert where(round_.do(2, Deed.NEXT)) == (Phase.THINK, 1, 0)


def test_a_choice_of_follow_ups_belongs_to_the_instant_the_answer_ended_however_late_it_is_made():
    run = Run(TIMES, [Event(Deed.BEGIN, 0)])
    waiting = run.at(500 * S)
    assert (waiting.awaits_follow_ups, waiting.at_ms) == (True, 140 * S)
    late = run.and_then(Event(FOLLOW_UPS, waiting.at_ms, (1,))).at(150 * S)
    assert (where(late), late.pick, late.remaining_ms) == ((Phase.FOLLOW_UP, 0, 1), 1, 50 * S)


def test_the_clock_ends_an_answer_under_a_hard_stop_and_not_under_a_soft_one():
    assert begun().at(141).phase is Phase.FOLLOW_UP
    assert begun().run.spent(141 * S)[0].timed_out
    over = begun(soft()).at(170)
    assert (over.phase, over.remaining_ms) == (Phase.ANSWER, -30 * S)
    assert not begun(soft()).run.spent(170 * S)[0].timed_out


def test_thinking_time_ends_under_a_soft_stop_too():
    assert begun(soft()).at(21).phase is Phase.ANSWER


def test_overtime_of_a_soft_round_is_taken_from_what_comes_last():
    round_ = begun(soft(), picks=())
    assert where(round_.do(901, Deed.NEXT)) == (Phase.MARKING, None, 0)
    assert [spent.reached for spent in round_.run.spent(902 * S)] == [True, False, False, False]


def test_the_end_of_a_hard_round_ends_whatever_is_going_on():
    short = replace(TIMES, round_ms=100 * S)
    state = begun(short).at(100)
    assert where(state) == (Phase.MARKING, None, 0)
    assert begun(short).run.spent(200 * S)[0].answer_ms == 80 * S


def test_there_is_one_warning_for_the_last_thirty_seconds_of_an_answer():
    round_ = begun()
    warned = [second for second in range(141) if round_.at(second).warned]
    assert warned == list(range(110, 140))
    short = begun(replace(TIMES, slots=(replace(PLAIN, section=0, answer_ms=30 * S),)))
    assert not any(short.at(second).warned for second in range(30))
    assert begun(soft()).at(200).warned


def test_a_skipped_question_comes_back_at_the_end_of_its_section_where_the_file_allows_it():
    round_ = begun(picks=())
    assert where(round_.do(10, Deed.SKIP)) == (Phase.THINK, 1, 0)
    round_.do(20, Deed.NEXT)
    back = round_.do(50, Deed.NEXT)
    assert (where(back), back.remaining_ms) == ((Phase.THINK, 0, 0), 10 * S)
    assert where(round_.do(55, Deed.SKIP)) == (Phase.ANSWER, 2, 0)
    assert [spent.skipped for spent in round_.run.spent(60 * S)] == [True, False, False, False]


def test_a_skipped_question_is_gone_where_the_file_does_not_allow_to_go_back():
    round_ = begun(replace(TIMES, backs=(False, False, False)))
    assert not round_.at(1).can_back
    round_.do(10, Deed.SKIP)
    assert where(round_.do(20, Deed.SKIP)) == (Phase.ANSWER, 2, 0)
    assert where(round_.do(30, Deed.SKIP)) == (Phase.YOUR_QUESTIONS, 3, 0)


def test_going_back_gives_the_time_that_was_left_and_no_more():
    round_ = begun(picks=())
    round_.do(20, Deed.NEXT)  # the clock has ended the thinking; this ends the answer at once
    assert where(round_.at(21)) == (Phase.THINK, 1, 0)
    assert round_.at(25).can_back
    state = round_.do(30, Deed.BACK)
    assert (where(state), state.remaining_ms) == ((Phase.ANSWER, 0, 0), 120 * S)
    assert where(round_.do(90, Deed.NEXT)) == (Phase.THINK, 1, 0)
    assert round_.at(91).remaining_ms == 9 * S
    assert round_.do(95, Deed.BACK).remaining_ms == 60 * S


def test_an_answer_that_the_clock_ended_cannot_be_gone_back_to():
    round_ = begun(picks=())
    assert where(round_.at(141)) == (Phase.THINK, 1, 0)
    assert not round_.at(141).can_back
    assert where(round_.do(142, Deed.BACK)) == (Phase.THINK, 1, 0)


def test_nobody_goes_back_to_another_section():
    round_ = begun(picks=())
    for second in (1, 2, 3, 4):
        round_.do(second, Deed.NEXT)
    assert where(round_.at(5)) == (Phase.ANSWER, 2, 0)
    assert not round_.at(5).can_back


def test_follow_ups_are_asked_once():
    round_ = begun(picks=(1,))
    round_.do(1, Deed.NEXT)
    round_.do(2, Deed.NEXT)
    round_.do(3, Deed.NEXT)
    round_.do(4, Deed.BACK)
    assert where(round_.do(10, Deed.NEXT)) == (Phase.THINK, 1, 0)
    assert round_.run.spent(10 * S)[0].picks == (1,)


def test_a_pause_stops_the_clock_in_practice_and_nowhere_else():
    practice = begun(replace(TIMES, practice=True))
    assert practice.at(5).can_pause
    assert practice.do(10, Deed.PAUSE).paused
    assert practice.at(1000).remaining_ms == 10 * S
    assert where(practice.do(1000, Deed.NEXT)) == (Phase.THINK, 0, 0)
    practice.do(1001, Deed.GO_ON)
    assert practice.at(1005).remaining_ms == 6 * S
    real = begun()
    assert not real.at(5).can_pause
    assert real.do(10, Deed.PAUSE).remaining_ms == 10 * S
    assert real.at(15).remaining_ms == 5 * S


def test_marking_each_question_stands_outside_the_time_of_the_round():
    round_ = begun(replace(TIMES, mark_each=True), picks=())
    round_.do(5, Deed.NEXT)
    state = round_.do(25, Deed.NEXT)
    assert (where(state), state.remaining_ms, state.round_left_ms) == ((Phase.MARKING, 0, 0), None, 875 * S)
    assert where(round_.at(4000)) == (Phase.MARKING, 0, 0)
    after = round_.do(4000, Deed.MARKED)
    assert (where(after), after.can_back, after.round_left_ms) == ((Phase.THINK, 1, 0), False, 875 * S)
    assert where(round_.do(4010, Deed.SKIP)) == (Phase.MARKING, 1, 0)


def test_your_questions_end_by_the_clock_or_by_next():
    round_ = begun(picks=())
    for second in (1, 2, 3, 4, 5):
        round_.do(second, Deed.NEXT)
    talk = round_.at(6)
    assert (talk.phase, talk.remaining_ms, talk.can_skip) == (Phase.YOUR_QUESTIONS, 59 * S, False)
    assert round_.do(10, Deed.NEXT).phase is Phase.MARKING


def test_finish_ends_the_marking_and_an_interruption_ends_the_round():
    round_ = begun(picks=())
    assert round_.do(10, Deed.FINISH).phase is Phase.THINK
    assert round_.at(2000).phase is Phase.MARKING
    assert round_.do(2001, Deed.INTERRUPT).phase is Phase.MARKING
    assert round_.do(2002, Deed.FINISH).phase is Phase.DONE
    cut = begun()
    state = cut.do(30, Deed.INTERRUPT)
    assert (where(state), state.over) == ((Phase.INTERRUPTED, None, 0), True)
    assert cut.do(40, Deed.NEXT).phase is Phase.INTERRUPTED
    assert cut.run.spent(100 * S)[0].answer_ms == 10 * S


def test_ten_minutes_asleep_in_an_answer_are_ten_minutes_gone():
    round_ = begun()
    round_.at(30)
    state = round_.at(630)
    assert (where(state), state.remaining_ms) == ((Phase.YOUR_QUESTIONS, 3, 0), 50 * S)
    assert round_.run.spent(630 * S)[0].answer_ms == 120 * S


DEEDS = st.sampled_from([Deed.NEXT, Deed.SKIP, Deed.BACK, Deed.PAUSE, Deed.GO_ON, Deed.MARKED, Deed.FINISH, Deed.BEGIN])


@given(
    st.lists(st.tuples(st.integers(0, 90), DEEDS), max_size=40),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([(), (0,), (0, 1)]),
)
def test_whatever_is_pressed_no_question_gets_more_time_than_it_has(moves, hard, practice, mark_each, picks):
    times = replace(TIMES, hard=hard, practice=practice, mark_each=mark_each)
    round_ = begun(times, picks)
    left = times.round_ms
    for wait, deed in moves:
        state = round_.do(round_.now / S + wait, deed)
        assert state.round_left_ms <= left
        left = state.round_left_ms
        spent = round_.run.spent(round_.now)
        if hard:
            assert all(one.answer_ms <= slot.answer_ms for one, slot in zip(spent, times.slots, strict=True))
            assert left >= 0
        assert all(one.think_ms <= slot.think_ms for one, slot in zip(spent, times.slots, strict=True))
        used = sum(one.think_ms + one.answer_ms + sum(one.follow_up_ms) for one in spent)
        assert used == times.round_ms - left


# --- the clock ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("readings", "passed"),
    [
        ([(0, 0), (5_000, 5_000)], 5_000),
        ([(0, 0), (600_000, 10)], 600_000),
        ([(0, 0), (-3_600_000, 4_000)], 4_000),
        ([(0, 0), (600_000, 10), (-3_000_000, 5_010)], 605_000),
        ([(0, 0), (250, 249), (500, 498), (750, 747)], 747),
        ([(0, 0), (-50_000, -1)], 0),
    ],
    ids=["awake", "asleep", "set back", "asleep and then set back", "drift", "nonsense"],
)
def test_time_only_passes(readings, passed):
    first, *rest = (Reading(1_000_000_000 + wall, 77_000 + mono) for wall, mono in readings)
    clock = Steady(first)
    assert [clock.at(one) for one in rest][-1] == passed


@pytest.mark.parametrize(
    ("readings", "passed"),
    [
        ([(0, 0), (3_605_000, 5_000)], 5_000),
        ([(0, 0), (600_000, 600_000)], 600_000),
        ([(0, 0), (-3_600_000, 4_000)], 4_000),
    ],
    ids=["set forward", "asleep", "set back"],
)
def test_beside_a_clock_that_counts_sleep_the_one_on_the_wall_may_say_what_it_likes(readings, passed):
    first, *rest = (Reading(1_000_000_000 + wall, 77_000 + ticks, counts_sleep=True) for wall, ticks in readings)
    clock = Steady(first)
    assert [clock.at(one) for one in rest][-1] == passed


def test_the_time_between_a_crash_and_the_next_start_has_passed():
    clock = Steady.resumed(Reading(2_000_000, 5), passed_ms=90_000, wall_ms=1_940_000)
    assert clock.at(Reading(2_000_500, 505)) == 150_500


def test_a_clock_set_back_before_the_next_start_gives_nothing_back():
    clock = Steady.resumed(Reading(1_000_000, 5), passed_ms=90_000, wall_ms=1_940_000)
    assert clock.at(Reading(1_000_000, 5)) == 90_000


@given(st.lists(st.tuples(st.integers(-10_000_000, 10_000_000), st.integers(0, 1_000_000)), min_size=1, max_size=30))
def test_no_reading_ever_gives_time_back(steps):
    wall, mono = 10**12, 0
    clock, last = Steady(Reading(wall, mono)), 0
    for wall_step, mono_step in steps:
        wall, mono = wall + wall_step, mono + mono_step
        now = clock.at(Reading(wall, mono))
        assert now >= last + mono_step
        last = now
