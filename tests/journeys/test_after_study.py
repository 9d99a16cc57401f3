"""What is told after an answer: the history of a card, the end of a sitting, and going on past it."""

from __future__ import annotations

import pytest

from interviewprep.journeys.answer_note import AnswerNote, read_note
from interviewprep.journeys.closing import closing
from interviewprep.journeys.history import history
from interviewprep.journeys.study import Study
from interviewprep.memory.fsrs import Rating

TEN = "".join(f"## What is fact {i}?\n\nIt is {i}.\n\n" for i in range(10))


def finish(study: Study, rating: Rating = Rating.EASY) -> int:
    count = 0
    while study.face is not None:
        study.grade(rating, 5000)
        count += 1
    return count


def test_the_history_tells_answers_from_the_newest_and_what_was_expected(workplace, write_deck, clock):
    write_deck("facts", "## One?\n\n1\n")
    study = Study(workplace)
    study.start()
    study.grade(Rating.EASY, 4000, AnswerNote(typed="one").text())
    clock.pass_days(30)
    face = study.start()
    told = history(workplace, face)
    assert (told.question, told.spent_ms, len(told.past)) == ("One?", 4000, 1)
    assert 0.5 < told.recall < 0.95
    first = told.past[0]
    assert (first.rating, first.duration_ms, first.recall, first.note.typed) == (Rating.EASY, 4000, None, "one")
    assert first.days_given == face.memory.interval
    study.grade(Rating.HARD, 9000)
    assert [past.rating for past in history(workplace, face).past] == [Rating.HARD, Rating.EASY]
    assert history(workplace, face).past[0].recall == pytest.approx(told.recall)


def test_what_was_undone_is_no_history(workplace, write_deck):
    write_deck("facts", "## One?\n\n1\n")
    study = Study(workplace)
    study.start()
    study.grade(Rating.EASY, 4000)
    study.undo()
    assert history(workplace, study.face).past == ()


def test_the_closing_counts_today_and_tomorrow(workplace, write_deck, clock):
    write_deck("facts", TEN)
    workplace.choose(new_a_day=4)
    study = Study(workplace)
    study.start()
    study.grade(Rating.AGAIN, 10_000)
    finish(study)
    told = closing(workplace)
    assert (told.answers_today, told.seconds_today, told.new_left) == (5, 30.0, 6)
    assert told.tomorrow == 1
    assert told.tomorrow_seconds == pytest.approx(7.5)


def test_going_on_brings_more_new_cards_and_no_more_than_asked(workplace, write_deck):
    write_deck("facts", TEN)
    workplace.choose(new_a_day=4)
    study = Study(workplace)
    study.start()
    assert finish(study) == 4
    assert study.go_on(3) is not None
    assert finish(study) == 3


def test_going_on_leaves_a_deck_alone_whose_new_cards_are_switched_off(workplace, write_deck):
    write_deck("facts", TEN)
    with workplace.database.write() as db:
        db.run("UPDATE deck SET new_limit = 0")
    study = Study(workplace)
    study.start()
    assert study.go_on(3) is None


def test_going_on_asks_what_is_being_learned_before_its_time(workplace, write_deck, clock):
    write_deck("facts", "## One?\n\n1\n")
    study = Study(workplace)
    study.start()
    study.grade(Rating.EASY, 1000)
    clock.pass_days(60)
    study.start()
    study.grade(Rating.AGAIN, 1000)
    with workplace.database.write() as db:
        db.run("UPDATE item SET due_ms = ?, due_day = due_day", (clock.at_ms + 3_000_000,))
    assert study.start() is None
    face = study.go_on()
    assert face is not None
    study.grade(Rating.GOOD, 1000)
    assert study.face is None


@pytest.mark.parametrize(
    "note",
    [
        AnswerNote(),
        AnswerNote(typed="x"),
        AnswerNote(picked=(0, 2)),
        AnswerNote(ticked=("a",), scratch="1\n2", mental=True),
    ],
)
def test_a_note_reads_back_as_written(note):
    assert read_note(note.text()) == note


@pytest.mark.parametrize("text", ["320 KiB", "[1]", "12", '"x"', '{"typed": 3}', '{"other": 1}', "{"])
def test_a_note_of_another_hand_is_read_without_a_fault(text):
    assert isinstance(read_note(text), AnswerNote)


def test_a_plain_note_is_what_was_typed():
    assert read_note("320 KiB").typed == "320 KiB"
