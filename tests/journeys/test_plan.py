"""A date for the interview changes what is asked, from the first evening to the day after."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interviewprep.journeys.closing import closing
from interviewprep.journeys.home import home
from interviewprep.journeys.overview import today
from interviewprep.journeys.plan import days_to_plan, kept_plan, make_plan
from interviewprep.journeys.study import Study
from interviewprep.memory.day import date_of
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import State

MANY = "".join(f"## Question {n}? {{#q{n}}}\n\nAnswer {n}.\n\n" for n in range(40))
FEW = "".join(f"## Other question {n}? {{#o{n}}}\n\nOther answer {n}.\n\n" for n in range(5))


def in_days(workplace, days):
    return (date_of(workplace.now().day) + timedelta(days=days)).isoformat()


def answer_all(workplace, most=1_000):
    """What a sitting asks, by deck; every answer is Good."""
    study, asked = Study(workplace), []
    study.start()
    while study.face is not None and len(asked) < most:
        asked.append(study.face.deck)
        study.grade(Rating.GOOD, 8_000)
    return asked


@pytest.fixture
def prepared(workplace, write_deck):
    write_deck("one/many", MANY)
    write_deck("two/few", FEW)
    workplace.choose(interview_date=in_days(workplace, 10), minutes_a_day=5)
    return workplace


def test_without_minutes_or_a_date_ahead_nothing_is_planned(workplace, write_deck):
    write_deck("many", MANY)
    for chosen in ({"interview_date": in_days(workplace, 10)}, {"interview_date": "", "minutes_a_day": 5}):
        workplace.choose(**chosen)
        assert days_to_plan(workplace, workplace.now()) == 0
    workplace.choose(interview_date=in_days(workplace, -1))
    assert make_plan(workplace) is None
    workplace.choose(interview_date=in_days(workplace, 500))
    assert make_plan(workplace) is None
    assert kept_plan(workplace) is None


def test_a_plan_is_kept_until_the_date_the_minutes_or_the_decks_change(prepared):
    made = make_plan(prepared)
    assert made is not None
    assert kept_plan(prepared) == made
    assert made.plan.items == 45
    assert len(made.plan.days) == 10
    for changed in (
        {"minutes_a_day": 6},
        {"interview_decks": ("one/many",)},
        {"interview_date": in_days(prepared, 11)},
        {"weekday_minutes": (1, 2, 3, 4, 5, 6, 7)},
    ):
        prepared.choose(**changed)
        assert kept_plan(prepared) is None
        assert make_plan(prepared) == kept_plan(prepared)


def test_the_minutes_of_the_plan_stand_for_the_count_of_new_cards(prepared):
    prepared.choose(new_a_day=2)
    # Ten seconds for each of about three answers: five minutes hold eleven new cards.
    assert today(prepared).new == 11
    prepared.choose(interview_date="")
    assert today(prepared).new == 2


def test_cards_are_asked_before_they_are_due(prepared, clock):
    while answer_all(prepared):
        clock.pass_days(1)
        if days_to_plan(prepared, prepared.now()) <= 4:
            break
    before_due = today(prepared)
    prepared.choose(interview_date="")
    assert today(prepared).cards < before_due.cards


def test_decks_that_will_not_be_asked_rest_until_the_day_is_over(prepared):
    prepared.choose(interview_decks=("two",), minutes_a_day=30)
    assert set(answer_all(prepared)) == {"two/few"}
    made = make_plan(prepared)
    assert made is not None
    assert made.plan.items == 5


def test_chosen_decks_that_are_gone_leave_all_to_count(prepared):
    prepared.choose(interview_decks=("renamed",), minutes_a_day=30)
    assert set(answer_all(prepared)) == {"one/many", "two/few"}


def test_a_day_off_asks_nothing_and_the_plan_knows_it(prepared, clock):
    today_off = [5] * 7
    today_off[date_of(prepared.now().day).weekday()] = 0
    prepared.choose(weekday_minutes=tuple(today_off))
    assert today(prepared).cards == 0
    made = make_plan(prepared)
    assert made is not None
    assert made.plan.days[0].seconds == made.plan.days[7].seconds == 0
    clock.pass_days(1)
    assert today(prepared).cards > 0


def test_who_names_a_deck_or_asks_for_more_leaves_the_plan(prepared):
    prepared.choose(interview_decks=("two",))
    study = Study(prepared, ["one/many"])
    study.start()
    assert study.face is not None
    assert study.face.deck == "one/many"


def test_home_and_the_end_of_a_sitting_tell_what_the_plan_has_for_tomorrow(prepared):
    make_plan(prepared)
    answer_all(prepared)
    known = home(prepared)
    assert known.plan is not None
    planned = known.plan.plan.days[1]
    assert known.tomorrow == round(planned.new + planned.reviews) > 0
    at_the_end = closing(prepared)
    assert at_the_end.planned
    assert at_the_end.tomorrow == known.tomorrow
    prepared.choose(interview_date="")
    assert not closing(prepared).planned


def test_what_was_studied_today_is_off_the_minutes_that_are_left(prepared):
    fresh = make_plan(prepared)
    answer_all(prepared, most=20)
    later = make_plan(prepared)
    assert fresh is not None
    assert later is not None
    assert later.plan.days[0].seconds < fresh.plan.days[0].seconds - 100


def test_the_day_after_usual_intervals_go_on(prepared, clock):
    answer_all(prepared)
    with prepared.database.read() as db:
        due = db.rows("SELECT id, due_day FROM item WHERE state = ?", (int(State.REVIEW),))
    clock.pass_days(10)
    assert days_to_plan(prepared, prepared.now()) == 0
    with prepared.database.read() as db:
        assert db.rows("SELECT id, due_day FROM item WHERE state = ?", (int(State.REVIEW),)) == due
    assert today(prepared).cards > 0
