from __future__ import annotations

import json
from dataclasses import replace

import pytest

from interview_decks import SCREEN, TECH, write_all, write_quiz
from interviewprep.cards.faces import POINT
from interviewprep.clock import Ticks
from interviewprep.errors import WrongUse
from interviewprep.interview.blueprint import Adjustment, Stop
from interviewprep.interview.blueprint_file import read
from interviewprep.interview.phases import Phase
from interviewprep.interview.round import Outcome
from interviewprep.interview.score import overall
from interviewprep.journeys import undo
from interviewprep.journeys.interview import blueprints
from interviewprep.journeys.interview import report as interview_report
from interviewprep.journeys.interview.draft import NothingToAsk, Wishes
from interviewprep.journeys.interview.effect import effect
from interviewprep.journeys.interview.marking import Marks
from interviewprep.journeys.interview.mock_interview import Gap, MockInterview, unfinished
from interviewprep.journeys.study import Study
from interviewprep.journeys.upkeep import examine
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import State
from stopped_clock import DAY_MS

SEVEN = Wishes(seed="7")


@pytest.fixture
def decks(write_deck):
    write_all(write_deck)
    return write_deck


@pytest.fixture
def interview(workplace, decks):
    return MockInterview.start(workplace, "small", SEVEN)


def begun(workplace, wishes):
    interview = MockInterview.start(workplace, "small", wishes)
    interview.begin()
    return interview


def until(interview, clock, phase, name=""):
    """Let the clock run until the round is in this phase of this question."""
    for _ in range(3000):
        look = interview.look()
        if look.state.phase is phase and (not name or (look.asked and look.asked.name == name)):
            return look
        clock.pass_seconds(1)
    raise AssertionError(f"the round never came to {phase} {name}")


def through(interview, clock, answers=()):
    """Drive a round to its end by keys, with an answer for each question that has one."""
    said = dict(answers)
    interview.begin()
    while not (look := interview.look()).state.over:
        clock.pass_seconds(7)
        if look.asked and look.state.phase is not Phase.THINK and look.asked.name in said:
            interview.answer_text(said[look.asked.name])
        if interview.look().state.place == look.state.place:
            interview.next()


def mark_all(workplace, interview, hit=()):
    marks = Marks(workplace, interview.key)
    for place in marks.to_mark():
        seen = marks.predict(place, 3)
        marks.mark(place, 3, {point.id: point.id in hit for point in seen.points})
    return marks


def memories(workplace):
    with workplace.database.read() as db:
        return db.rows("SELECT * FROM item WHERE retired = 0 ORDER BY id")


def points(workplace):
    with workplace.database.read() as db:
        return {
            (name, face): (state, due_day, due_ms)
            for name, face, state, due_day, due_ms in db.rows(
                "SELECT written_id, face, state, due_day, due_ms FROM item JOIN card ON card.id = card_id"
                " WHERE face LIKE 'point:%' AND retired = 0"
            )
        }


def reviews(workplace):
    with workplace.database.read() as db:
        return db.rows(
            "SELECT written_id, face, rating, hex(action) FROM entry JOIN card ON card.id = entry.card_id"
            " WHERE entry.kind = 'review' ORDER BY seq"
        )


# --- the round ------------------------------------------------------------------------------------------------------


def test_a_round_begins_in_its_briefing_with_the_questions_drawn_and_kept(workplace, interview):
    look = interview.look()
    assert (look.state.phase, look.asked) == (Phase.BRIEFING, None)
    assert interview.blueprint.briefing == "A short round."
    with workplace.database.read() as db:
        rows = db.rows("SELECT name FROM interview_question ORDER BY place")
    assert len(rows) == 5
    assert rows[4] == ("Your questions",)


def test_the_same_seed_gives_the_same_transcript(workplace, decks, clock):
    def transcript():
        interview = MockInterview.start(workplace, "small", SEVEN)
        interview.begin()
        said = []
        while not (look := interview.look()).state.over:
            here = (look.state.place, look.asked.question, look.follow_up, look.state.limit_ms)
            if not said or said[-1] != here:
                said.append(here)
            clock.pass_seconds(1)
        return said

    first = transcript()
    clock.pass_days(3)
    assert transcript() == first
    assert len(first) > 8


def test_another_seed_gives_another_interview(workplace, decks):
    rounds = [begun(workplace, Wishes(seed=str(seed))) for seed in range(8)]
    keys = [one.key for one in rounds]
    with workplace.database.read() as db:
        drawn = {
            tuple(db.rows("SELECT name, given FROM interview_question WHERE interview_id = ? ORDER BY place", (key,)))
            for key in keys
        }
    assert len(drawn) > 5


def test_every_change_of_an_answer_is_one_row_on_disk(workplace, interview, clock):
    interview.begin()
    until(interview, clock, Phase.ANSWER)
    for text in ("I", "I missed", "I missed one, and said so"):
        interview.answer_text(text)
        clock.pass_seconds(0.5)
    with workplace.database.read() as db:
        assert db.rows("SELECT follow_up, text FROM interview_answer") == [(0, "I missed one, and said so")]


def test_words_typed_before_the_clock_ran_out_belong_to_the_question_they_were_typed_for(interview, clock):
    interview.begin()
    first = until(interview, clock, Phase.ANSWER)
    clock.pass_seconds(3600)  # the machine sleeps with words on the screen that are not yet kept
    interview.answer_text("typed before the lid closed")
    assert interview.look().state.over
    assert interview._asked[first.state.question].answers[0] == "typed before the lid closed"


def test_words_kept_after_the_clock_moved_on_belong_where_they_were_typed_and_nowhere_else(interview, clock):
    interview.begin()
    first = until(interview, clock, Phase.ANSWER).state.place
    clock.pass_seconds(600)
    second = interview.look().state.place
    interview.answer_text("the end of a sentence", first)
    assert interview._asked[first[1]].answers[0] == "the end of a sentence"
    clock.pass_seconds(3000)
    assert interview.look().state.place not in (first, second)
    interview.answer_text("much later", first)
    assert interview._asked[first[1]].answers[0] == "the end of a sentence"


def test_a_key_pressed_too_late_does_nothing_to_the_question_after(interview, clock):
    interview.begin()
    look = until(interview, clock, Phase.ANSWER)
    clock.pass_seconds(look.state.remaining_ms / 1000 + 1)
    after = interview.next()
    assert (after.state.phase, after.state.question) == (Phase.THINK, 1)


def test_the_alarm_for_the_last_thirty_seconds_comes_once(interview, clock):
    interview.begin()
    alarms = 0
    look = until(interview, clock, Phase.ANSWER)
    while look.state.question == 0:
        alarms += look.alarm
        clock.pass_seconds(0.5)
        look = interview.look()
    assert alarms == 1


def test_a_follow_up_comes_by_the_rules_of_the_card_and_has_an_answer_of_its_own(workplace, interview, clock):
    interview.begin()
    look = until(interview, clock, Phase.FOLLOW_UP)
    # Nothing was typed, so nothing is known: the first one for a point that may have been missed.
    assert look.follow_up == "What would you measure?"
    assert look.text == ""
    interview.answer_text("The time of each kernel")
    assert interview.look().text == "The time of each kernel"
    with workplace.database.read() as db:
        assert db.rows("SELECT follow_up, text FROM interview_answer") == [(1, "The time of each kernel")]


def test_a_follow_up_asks_for_what_the_typed_answer_lacks(workplace, interview, clock):
    interview.begin()
    until(interview, clock, Phase.ANSWER)
    interview.next()
    while interview.look().asked.deck != "tech":
        interview.skip()
    interview.next()
    interview.answer_text("First I measure. Then I find the bound. Then I change one thing and measure again.")
    # All three points are there, so nothing was missed and it went well.
    assert interview.next().follow_up == "When would you stop?"


def test_points_are_ticked_beforehand_with_the_words_that_show_them_and_the_user_decides(workplace, interview, clock):
    interview.begin()
    until(interview, clock, Phase.ANSWER)
    interview.next()
    while interview.look().asked.deck != "tech":
        interview.skip()
    place = interview.look().state.question
    interview.next()
    text = "I would find the bound by a roofline. Nothing else."
    interview.answer_text(text)
    interview.next()
    marks = Marks(workplace, interview.key)
    seen = {point.id: point for point in marks.predict(place, 2).points}
    assert [seen[key].seen for key in ("measure", "bound", "change")] == [False, True, False]
    start, end = seen["bound"].spans[0]
    assert "bound" in text[start:end] or "find" in text[start:end]
    marks.mark(place, 2, {"measure": True, "bound": True})
    kept = {point.id: point for point in marks.see(place).asked.points}
    assert [kept[key].hit for key in ("measure", "bound", "change")] == [True, True, False]
    assert [kept[key].seen for key in ("measure", "bound", "change")] == [False, True, False]
    assert kept["bound"].spans == seen["bound"].spans


def test_a_drill_keeps_its_numbers_and_marks_itself(workplace, interview, clock):
    interview.begin()
    look = until(interview, clock, Phase.ANSWER, "bytes")
    with workplace.database.read() as db:
        given = db.value("SELECT given FROM interview_question WHERE name = 'bytes'")
    values = json.loads(given)
    number = values["n"] ** 2 * values["b"] // 1024
    assert str(values["b"]) in look.asked.question
    interview.answer_text(f"n squared times b\n= {number} KiB")
    interview.next()
    marks = Marks(workplace, interview.key)
    seen = marks.predict(look.state.question, 4)
    assert (seen.asked.judged, seen.suggested_score) == ("right", 4)
    clock.pass_days(1)
    interview.look()
    assert marks.see(look.state.question).asked.question == look.asked.question


@pytest.mark.parametrize(
    ("said", "judged", "score", "rating"),
    [("A, C", "right", 4, Rating.GOOD), ("c", "partly", 2, Rating.HARD), ("B", "wrong", 1, Rating.AGAIN)],
)
def test_a_choice_judges_itself_by_the_letters_of_its_answer(workplace, decks, clock, said, judged, score, rating):
    write_quiz(decks)
    interview = MockInterview.start(workplace, "quiz", SEVEN)
    through(interview, clock, {"moves": said})
    marks = Marks(workplace, interview.key)
    place = next(one.place for one in interview._asked.values() if one.name == "moves")
    seen = marks.predict(place, 4)
    assert (seen.asked.judged, seen.suggested_score) == (judged, score)
    assert "- A. ✓ right: A copy" in marks.mark(place, score).model_answer
    done = marks.finish()
    assert ("moves", "front", rating) in [row[:3] for row in reviews(workplace)]
    assert overall(done).value == float(judged == "right")


def test_a_choice_that_is_answered_in_words_is_marked_as_words_are(workplace, decks, clock):
    write_quiz(decks)
    interview = MockInterview.start(workplace, "quiz", SEVEN)
    through(interview, clock, {"moves": "the copy and the load, as they touch memory"})
    place = next(one.place for one in interview._asked.values() if one.name == "moves")
    seen = Marks(workplace, interview.key).predict(place, 4)
    assert (seen.asked.judged, seen.suggested_score) == ("", None)


def test_a_machine_that_sleeps_ten_minutes_in_an_answer_wakes_to_an_honest_round(workplace, decks, clock):
    monotonic = [0]
    interview = MockInterview.start(workplace, "small", SEVEN, Ticks(lambda: monotonic[0]))
    interview.begin()

    def wait(seconds, *, awake=True):
        clock.pass_seconds(seconds)
        monotonic[0] += int(seconds * 1000) if awake else 0

    while interview.look().state.phase is not Phase.ANSWER:
        wait(1)
    left = interview.look().state.round_left_ms
    wait(600, awake=False)
    assert interview.look().state.round_left_ms == left - 600_000
    clock.pass_seconds(-7200)  # and then somebody sets the clock back
    assert interview.look().state.round_left_ms == left - 600_000
    wait(5)
    assert interview.look().state.round_left_ms == left - 605_000


def test_a_wall_clock_set_forward_costs_no_time_where_the_machine_counts_its_sleep(workplace, decks, clock):
    passed = [0]
    interview = MockInterview.start(workplace, "small", SEVEN, Ticks(lambda: passed[0], counts_sleep=True))
    interview.begin()
    left = interview.look().state.round_left_ms
    clock.pass_seconds(3600)
    passed[0] += 5_000
    assert interview.look().state.round_left_ms == left - 5_000
    # What is written then has the new time of the wall, so that a start after a crash goes by it.
    interview.next()
    resumed = MockInterview.resume(workplace, interview.key)
    assert resumed.look().state.round_left_ms == left - 5_000


def test_a_round_that_is_left_in_its_briefing_was_never_held(workplace, decks):
    first = MockInterview.start(workplace, "small")
    assert unfinished(workplace) == []
    assert interview_report.listed(workplace) == []
    again = MockInterview.start(workplace, "small", Wishes(seed=first.seed, adapt=True))
    with workplace.database.read() as db:
        assert db.value("SELECT count(*) FROM interview") == 1
        assert db.value("SELECT count(*) FROM interview_question") == 5
    assert [one.name for one in again._asked.values()] == [one.name for one in first._asked.values()]


# --- after a crash ------------------------------------------------------------------------------------------------


def test_an_interview_resumes_from_its_rows_with_the_time_gone(workplace, interview, clock):
    interview.begin()
    until(interview, clock, Phase.ANSWER)
    clock.pass_seconds(10)
    interview.answer_text("half an ans")
    before = interview.look()
    del interview
    clock.pass_seconds(12)
    (found,) = unfinished(workplace)
    again = MockInterview.resume(workplace, found.key).look()
    assert (again.state.place, again.text) == (before.state.place, "half an ans")
    assert again.state.remaining_ms == before.state.remaining_ms - 12_000


def test_a_clock_set_back_between_two_starts_gives_no_time(workplace, interview, clock):
    interview.begin()
    until(interview, clock, Phase.ANSWER)
    interview.answer_text("x")
    before = interview.look()
    clock.pass_seconds(-5000)
    again = MockInterview.resume(workplace, interview.key).look()
    assert again.state.remaining_ms == before.state.remaining_ms


def test_a_choice_of_follow_ups_written_late_does_not_move_the_clock_back(workplace, interview, clock):
    """Killed between the late choice and the next sign of life, the round still knows what time has passed."""
    interview.begin()
    until(interview, clock, Phase.ANSWER)
    clock.pass_seconds(900)
    interview.look()
    with workplace.database.write() as db:
        db.run("DELETE FROM interview_step WHERE deed = 'seen'")
    after = interview.look().state.round_left_ms
    assert MockInterview.resume(workplace, interview.key).look().state.round_left_ms == after


def test_in_practice_the_time_of_a_crash_can_be_excused_and_is_told(workplace, decks, clock):
    interview = MockInterview.start(workplace, "small", replace(SEVEN, practice=True))
    interview.begin()
    until(interview, clock, Phase.ANSWER)
    interview.answer_text("x")
    before = interview.look()
    clock.pass_seconds(4000)
    again = MockInterview.resume(workplace, interview.key, Gap.EXCUSED)
    assert again.look().state.remaining_ms == before.state.remaining_ms
    again.interrupt()
    assert Marks(workplace, interview.key).finish().stood_ms == 4_000_000


def test_in_a_real_round_the_time_of_a_crash_is_not_excused(workplace, interview, clock):
    interview.begin()
    with pytest.raises(WrongUse):
        MockInterview.resume(workplace, interview.key, Gap.EXCUSED)


def test_a_round_that_ended_with_a_crash_counts_nothing_after_it(workplace, interview, clock):
    interview.begin()
    until(interview, clock, Phase.ANSWER)
    interview.answer_text("x")
    clock.pass_seconds(5000)
    again = MockInterview.resume(workplace, interview.key, Gap.ENDS)
    assert again.look().state.phase is Phase.INTERRUPTED
    marks = Marks(workplace, interview.key)
    assert marks.to_mark() == (0,)
    assert marks.finish().outcome is Outcome.INTERRUPTED
    assert unfinished(workplace) == []
    with pytest.raises(WrongUse):
        MockInterview.resume(workplace, interview.key)


# --- marking ------------------------------------------------------------------------------------------------------


def test_nothing_that_gives_the_score_away_is_shown_before_it_is_predicted(workplace, interview, clock):
    through(interview, clock, {"missed-deadline": "It cost a week", "caused-fault": "I deleted it"})
    marks = Marks(workplace, interview.key)
    before = marks.see(0)
    assert (before.may_look, before.points, before.suggested_score, before.model_answer) == (False, (), None, "")
    after = marks.predict(0, 2)
    assert after.may_look
    assert after.points
    assert after.star is not None
    assert after.model_answer == ""
    assert marks.mark(0, 3, {}).model_answer.startswith(("In the spring", "I deleted"))


def test_marks_can_be_changed_until_the_interview_is_finished(workplace, interview, clock):
    through(interview, clock)
    marks = mark_all(workplace, interview)
    marks.mark(1, 1, {"measure": True}, note="too short")
    asked = marks.finish().questions[1]
    assert (asked.score, asked.note) == (1, "too short")
    assert [point.hit for point in asked.points] == [True, False, False]
    with pytest.raises(RuntimeError):
        marks.mark(1, 4)


def test_each_question_can_be_marked_when_it_is_over(workplace, decks, clock):
    interview = MockInterview.start(workplace, "small", replace(SEVEN, mark_each=True))
    interview.begin()
    look = until(interview, clock, Phase.MARKING)
    assert look.state.question == 0
    left = look.state.round_left_ms
    clock.pass_seconds(500)
    marks = Marks(workplace, interview.key)
    marks.predict(0, 3)
    marks.mark(0, 2)
    interview.answer_text("too late")
    after = interview.next()
    assert (after.state.question, after.state.round_left_ms) == (1, left)
    assert marks.see(0).asked.answers == ("",)


def test_a_round_cannot_be_finished_before_it_is_over(workplace, interview):
    interview.begin()
    with pytest.raises(RuntimeError):
        Marks(workplace, interview.key).finish()


# --- the memory -----------------------------------------------------------------------------------------------------


def test_each_missed_point_is_an_item_due_within_a_day_and_nothing_is_counted_twice(workplace, interview, clock):
    through(interview, clock)
    marks = mark_all(workplace, interview, hit=("measure", "cost", "own"))
    now = workplace.now()
    round_ = marks.finish()
    marks.finish()
    tech = [one.name for one in round_.questions if one.deck == "tech"]
    missed = {(name, f"{POINT}{point}") for name in tech for point in ("bound", "change")}
    warm_up = round_.questions[0]
    missed |= {(warm_up.name, f"{POINT}{point.id}") for point in warm_up.points if not point.hit}
    assert set(points(workplace)) == missed
    for state, due_day, due_ms in points(workplace).values():
        assert state == State.LEARNING
        assert due_day == now.day + 1
        assert now.at_ms < due_ms <= now.at_ms + DAY_MS
    counted = [(name, face) for name, face, _, _ in reviews(workplace)]
    assert len(counted) == len(set(counted)) == len(missed) + 4  # each missed point, and each question as a whole
    assert len({action for *_, action in reviews(workplace)}) == 1


def test_a_point_that_is_hit_counts_as_one_review_where_it_is_an_item(workplace, interview, clock):
    through(interview, clock)
    mark_all(workplace, interview).finish()
    clock.pass_days(2)
    again = MockInterview.start(workplace, "small", SEVEN)
    through(again, clock)
    before = len(reviews(workplace))
    mark_all(workplace, again, hit=("measure", "bound", "change")).finish()
    new = reviews(workplace)[before:]
    good = [(name, face) for name, face, rating, _ in new if rating == Rating.GOOD and face.startswith(POINT)]
    assert len(good) == 6
    assert len(set(good)) == 6


def test_missed_points_are_studied_the_next_day_all_of_them(workplace, interview, clock):
    through(interview, clock)
    mark_all(workplace, interview).finish()
    workplace.choose(new_a_day=0)
    today = Study(workplace)
    today.start()
    assert today.counts().learning == 0
    clock.pass_days(1)
    study = Study(workplace)
    face = study.start()
    seen = set()
    while face is not None and face.face.startswith(POINT) and (face.item not in seen):
        seen.add(face.item)
        face = study.grade(Rating.GOOD, 5000)
    assert len(seen) == len(points(workplace)) >= 7


def test_one_undo_takes_the_whole_effect_back(workplace, interview, clock):
    study = Study(workplace)
    study.start()
    study.grade(Rating.GOOD, 3000)
    before = memories(workplace)
    through(interview, clock)
    marks = mark_all(workplace, interview)
    marks.finish()
    assert memories(workplace) != before
    assert examine(workplace, lambda text: None).faults == ()
    taken = undo.undo(workplace)
    assert (taken.kind, taken.question, taken.item) == ("interview", "Small screen", None)
    assert memories(workplace) == before
    assert points(workplace) == {}
    assert examine(workplace, lambda text: None).faults == ()
    with workplace.database.read() as db:
        assert effect(db, interview.key).undone
    assert undo.undo(workplace).kind == "review"


def test_a_point_whose_miss_was_undone_stays_away_and_a_new_miss_brings_it_back(workplace, decks, interview, clock):
    through(interview, clock)
    mark_all(workplace, interview).finish()
    undo.undo(workplace)
    decks("tech", TECH + "\n## One more\n\nAnswer.\n")
    assert points(workplace) == {}
    again = MockInterview.start(workplace, "small", SEVEN)
    through(again, clock)
    mark_all(workplace, again).finish()
    assert len(points(workplace)) >= 7
    assert examine(workplace, lambda text: None).faults == ()


def test_a_point_that_leaves_its_card_rests_and_wakes_when_it_returns(workplace, decks, interview, clock):
    through(interview, clock)
    mark_all(workplace, interview).finish()
    everything = points(workplace)
    decks("tech", TECH.replace("- Find the bound {#bound}\n", ""))
    assert set(points(workplace)) == {key for key in everything if key[1] != "point:bound"}
    decks("tech", TECH)
    assert points(workplace) == everything


def test_an_interview_does_not_use_up_the_cards_of_the_day(workplace, interview, clock):
    workplace.choose(new_a_day=3)
    study = Study(workplace)
    study.start()
    before = study.counts()
    through(interview, clock)
    mark_all(workplace, interview).finish()
    study.start()
    assert study.counts().new == before.new == 3


def test_questions_without_marks_have_no_effect(workplace, interview, clock):
    through(interview, clock)
    marks = Marks(workplace, interview.key)
    marks.predict(0, 3)
    marks.mark(0, 3, {"cost": True, "since": True, "own": True})
    round_ = marks.finish()
    assert [one.marked for one in round_.questions] == [True, False, False, False]
    assert {name for name, *_ in reviews(workplace)} == {round_.questions[0].name}


# --- drawing and blueprints ---------------------------------------------------------------------------------------------


def test_without_a_seed_what_was_missed_comes_and_what_was_asked_lately_does_not(workplace, decks, clock):
    asked = set()
    for _ in range(2):
        interview = MockInterview.start(workplace, "small")
        through(interview, clock)
        round_ = mark_all(workplace, interview, hit=("measure", "bound", "change")).finish()
        names = {one.name for one in round_.questions if one.deck == "tech"}
        assert not names & asked
        assert round_.adapted
        asked |= names
        clock.pass_days(1)
    seeded = MockInterview.start(workplace, "small", SEVEN)
    through(seeded, clock)
    assert not Marks(workplace, seeded.key)._round().adapted


def test_decks_that_cannot_fill_a_blueprint_are_told(workplace, write_deck):
    write_deck("tech", TECH)
    write_deck("interviews/small", SCREEN)
    interview = MockInterview.start(workplace, "small", SEVEN)
    assert [problem.rule for problem in interview.problems] == ["too-few", "too-few"]
    with pytest.raises(NothingToAsk):
        write_deck("tech", "## Nothing\n\nhere.\n")
        MockInterview.start(workplace, "small", SEVEN)


def test_suspended_cards_are_not_asked(workplace, decks):
    with workplace.database.write() as db:
        db.run(
            "UPDATE item SET suspended = 1 WHERE card_id IN"
            " (SELECT id FROM card WHERE written_id IN ('alpha', 'beta', 'gamma'))"
        )
    for seed in range(5):
        begun(workplace, Wishes(seed=str(seed)))
    with workplace.database.read() as db:
        names = {name for (name,) in db.rows("SELECT name FROM interview_question WHERE deck = 'tech'")}
    assert names == {"delta", "epsilon"}


def test_an_adjusted_interview_can_be_kept_as_a_file_of_ones_own(workplace, decks):
    found = blueprints.find(workplace, "small")
    change = Adjustment(minutes=15, extra_time=1.5, stop=Stop.SOFT)
    path = blueprints.keep_own(workplace, found.blueprint, change, "My short screen")
    kept = read(path.read_text(encoding="utf-8"), str(path))
    assert kept.problems == ()
    assert (kept.blueprint.title, kept.blueprint.minutes, kept.blueprint.extra_time) == ("My short screen", 15, 1.5)
    assert [one.name for one in blueprints.listed(workplace)] == ["interviews/my-short-screen", "interviews/small"]


def test_an_interview_is_found_by_the_end_of_its_name_and_a_wrong_one_is_refused(workplace, decks):
    assert blueprints.find(workplace, "interviews/small.md").name == "interviews/small"
    with pytest.raises(WrongUse):
        blueprints.find(workplace, "large")
    decks("interviews/broken", "---\ninterview: Broken\n---\n")
    with pytest.raises(blueprints.BlueprintFaulty):
        MockInterview.start(workplace, "broken")
