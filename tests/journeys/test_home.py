from __future__ import annotations

from interviewprep.journeys.home import home
from interviewprep.journeys.overview import today
from interviewprep.journeys.study import Study
from interviewprep.memory.fsrs import Rating

TEN = "".join(f"## Question {n}? {{#q{n}}}\n\nAnswer {n}.\n\n" for n in range(10))


def answer_all(workplace, rating=Rating.EASY) -> None:
    study = Study(workplace)
    study.start()
    while study.face is not None:
        study.grade(rating, 5_000)


def test_a_day_ends_with_its_minutes(workplace, write_deck):
    write_deck("ten", TEN)
    assert today(workplace).cards == 10
    workplace.choose(minutes_a_day=1)
    # A new recall card takes about half a minute on its first day.
    assert today(workplace).cards == 3


def test_home_knows_what_was_done_and_what_comes_tomorrow(workplace, write_deck, clock):
    write_deck("ten", TEN)
    answer_all(workplace)
    known = home(workplace)
    assert known.today.cards == 0
    assert known.done.reviews == 10
    assert known.strip[-1].answers == 10
    comes = [known.tomorrow]
    for _ in range(20):
        clock.pass_days(1)
        comes.append(home(workplace).tomorrow)
    assert sum(comes) == 10


def test_a_suspended_deck_is_at_rest(workplace, write_deck):
    write_deck("ten", TEN)
    with workplace.database.write() as db:
        db.run("UPDATE deck SET suspended = 1")
    known = home(workplace)
    assert (known.decks, known.resting, known.today.cards) == ((), 1, 0)


def test_an_interview_date_that_is_none_is_passed_over(workplace):
    workplace.choose(interview_date="soon")
    assert home(workplace).interview is None
    workplace.choose(interview_date="2026-03-11")
    assert home(workplace).days_to_interview == 10


def test_the_log_is_folded_into_the_file_when_nobody_answers(workplace, write_deck):
    write_deck("ten", TEN)
    log = workplace.places.database.with_name("progress.db-wal")
    workplace.rest()
    assert log.stat().st_size > 0
    workplace.rest()
    assert log.stat().st_size == 0
