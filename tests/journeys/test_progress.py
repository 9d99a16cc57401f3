"""One's progress, worked out by hand: a card is recalled with 0.9 when as many days have passed as its stability says."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from interview_decks import write_all
from interviewprep import cli
from interviewprep.errors import WrongUse
from interviewprep.journeys import log, undo
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.interview.marking import Marks
from interviewprep.journeys.interview.mock_interview import MockInterview
from interviewprep.journeys.plan import kept_plan, make_plan
from interviewprep.journeys.progress import full_name, progress, round_scores
from interviewprep.journeys.progress_told import told
from interviewprep.memory.day import moment
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import Memory, State
from stopped_clock import DAY_MS

FOUR = "".join(f"## Question {n}? {{#q{n}}}\n\nAnswer {n}.\n\n" for n in range(4))
TWO = "".join(f"## Other {n}? {{#o{n}}}\n\nOther answer {n}.\n\n" for n in range(2))


@pytest.fixture
def today(workplace) -> int:
    return workplace.now().day


@pytest.fixture
def items(workplace, write_deck) -> list[int]:
    """Four cards in `one/four`, then two in `two/pair`."""
    write_deck("one/four", FOUR)
    write_deck("two/pair", TWO)
    with workplace.database.read() as db:
        return [
            key
            for (key,) in db.rows(
                "SELECT item.id FROM item JOIN card ON card.id = card_id JOIN deck ON deck.id = deck_id"
                " ORDER BY deck.name, card.position"
            )
        ]


def known(today: int, *, ago: int, stability: float = 10.0, due_in: int = 5) -> Memory:
    return Memory(
        State.REVIEW,
        stability=stability,
        difficulty=5.0,
        due_day=today + due_in,
        last_day=today - ago,
        interval=ago + due_in,
        reviews=2,
    )


def remember(workplace, memories) -> None:
    with workplace.database.write() as db:
        for item, memory in memories.items():
            log.keep_memory(db, item, memory, 0)


def answer(workplace, item, rating=Rating.GOOD, *, days_ago=0, after=10, state=State.REVIEW, seconds=6, stability=10.0):
    """Log an answer that was given `after` days after the last one, to an item as stable as `stability` says."""
    at = workplace.now()
    at = moment(at.at_ms - days_ago * DAY_MS, at.offset_min, 4)
    before = replace(known(at.day, ago=after, stability=stability), state=state)
    with workplace.database.write() as db:
        card = db.value("SELECT card_id FROM item WHERE id = ?", (item,))
        entry = log.Entry(
            log.REVIEW,
            card,
            item,
            "front",
            rating=rating,
            state=state,
            duration_ms=seconds * 1000,
            before=log.to_json(before),
            after=log.to_json(before),
        )
        log.write(db, entry, at, log.new_action(at))


def counts(standing):
    return standing.known, standing.learning, standing.new, standing.due


def test_cards_are_known_being_learned_or_new_and_the_weakest_deck_comes_first(workplace, items, today):
    remember(
        workplace,
        {
            items[0]: known(today, ago=10, due_in=0),
            items[1]: known(today, ago=10),
            items[2]: Memory(State.RELEARNING, stability=2.0, difficulty=5.0, due_day=today, last_day=today - 1),
            items[4]: known(today, ago=10),
        },
    )
    now = progress(workplace)
    assert counts(now.standing) == (3, 1, 2, 2)
    assert now.standing.recall == pytest.approx(0.9)
    # Of `two/pair` 0.9 of 2 cards would come to mind, of `one/four` 1.8 of 4: the names decide.
    assert [(one.name, counts(one)) for one in now.by_deck] == [("one/four", (2, 1, 1, 2)), ("two/pair", (1, 0, 1, 0))]
    assert [(one.name, one.title) for one in now.by_family] == [("one", "One"), ("two", "Two")]
    remember(workplace, {items[0]: known(today, ago=0)})
    remember(workplace, {items[2]: known(today, ago=10)})
    assert [one.name for one in progress(workplace).by_deck] == ["two/pair", "one/four"]


def test_no_recall_is_told_within_a_day(workplace, items, today):
    remember(workplace, {items[0]: known(today, ago=0)})
    assert progress(workplace).standing.recall is None
    remember(workplace, {items[1]: known(today, ago=10)})
    # The one answered today does not lift the mean.
    assert progress(workplace).standing.recall == pytest.approx(0.9)


def test_what_is_set_aside_is_not_in_use(workplace, items, today):
    remember(workplace, {item: known(today, ago=10) for item in items})
    with workplace.database.write() as db:
        db.run("UPDATE item SET suspended = 1 WHERE id = ?", (items[0],))
        db.run("UPDATE deck SET suspended = 1 WHERE name = 'two/pair'")
    now = progress(workplace)
    assert (now.standing.known, [one.name for one in now.by_deck], now.families) == (3, ["one/four"], ("one",))


def test_the_fit_is_what_was_known_against_what_was_expected_then(workplace, items):
    for n in range(60):
        answer(workplace, items[n % 4], Rating.AGAIN if n < 6 else Rating.HARD, days_ago=n // 3)
    thirty, ninety, ever = progress(workplace).fits
    assert (thirty.answers, thirty.known) == (60, 54)
    assert thirty.expected == pytest.approx(0.9)
    # Wilson, by hand: (0.9 + 3.8415 / 120 ± 1.95996 √(0.09 / 60 + 3.8415 / 14400)) / (1 + 3.8415 / 60)
    assert (thirty.low, thirty.high) == (pytest.approx(0.7985, abs=1e-4), pytest.approx(0.9534, abs=1e-4))
    assert ninety == ever == thirty


def test_each_span_has_its_own_days(workplace, items):
    for days_ago in (0, 29, 30, 89, 90, 400):
        answer(workplace, items[0], days_ago=days_ago)
    now = progress(workplace)
    assert [one.answers for one in now.fits] == [2, 4, 6]
    # Weeks count back from today; that of 400 days ago is not among them.
    assert [week.fit.answers for week in now.weeks] == [2, 2, 1]
    assert now.weeks[-1].first_day == now.today - 6


def test_a_late_review_is_not_expected_as_often(workplace, items):
    answer(workplace, items[0], after=10)
    answer(workplace, items[1], after=40)
    # (1 + f 4) ^ -0.1542 with f = 0.9 ^ (-1 / 0.1542) - 1, four times the stability: 4.921 ^ -0.1542 = 0.7821
    assert progress(workplace).fits[0].expected == pytest.approx((0.9 + 0.7821) / 2, abs=1e-4)


def test_only_first_answers_of_a_day_to_known_cards_tell_of_the_fit(workplace, items):
    answer(workplace, items[0])
    answer(workplace, items[0], after=0)
    answer(workplace, items[1], state=State.LEARNING)
    answer(workplace, items[2], state=State.NEW)
    now = progress(workplace)
    assert (now.fits[0].answers, now.ever.answers) == (1, 4)


def test_what_was_undone_was_not_done(workplace, items):
    answer(workplace, items[0], days_ago=1)
    answer(workplace, items[1])
    undo.undo(workplace)
    now = progress(workplace)
    assert (now.fits[0].answers, now.ever.answers, now.days_ever) == (1, 1, 1)


def test_minutes_are_told_day_by_day_and_in_all(workplace, items, today):
    answer(workplace, items[0], days_ago=100, seconds=600)
    answer(workplace, items[0], days_ago=83, seconds=30)
    answer(workplace, items[1], days_ago=83, seconds=30)
    answer(workplace, items[0], seconds=90)
    now = progress(workplace)
    assert [one.day - today for one in now.studied] == list(range(-83, 1))
    assert [(one.answers, one.seconds) for one in now.studied if one.answers] == [(2, 60.0), (1, 90.0)]
    assert (now.ever.day - today, now.ever.answers, now.ever.seconds, now.days_ever) == (-100, 4, 750.0, 3)


def test_what_is_overdue_comes_today_and_what_was_buried_tomorrow(workplace, items, today):
    due = (-3, 0, 0, 27, 28, 5)
    remember(workplace, {item: known(today, ago=10, due_in=days) for item, days in zip(items, due, strict=True)})
    with workplace.database.write() as db:
        db.run("UPDATE item SET buried_day = ? WHERE id = ?", (today, items[2]))
    now = progress(workplace)
    assert {one.day - today: one.due for one in now.coming if one.due} == {0: 2, 1: 1, 5: 1, 27: 1}
    assert (len(now.coming), now.standing.due) == (28, 2)


def test_the_plan_stands_beside_what_is_coming_but_not_for_one_family(workplace, items):
    assert progress(workplace).coming[0].planned_new is None
    workplace.choose(interview_date="2026-03-11", minutes_a_day=10)
    make_plan(workplace)
    kept = kept_plan(workplace)
    now = progress(workplace)
    assert kept is not None
    planned = [(one.planned_reviews, one.planned_new) for one in now.coming]
    assert planned[:10] == [(day.reviews, day.new) for day in kept.plan.days]
    assert planned[10:] == [(None, None)] * 18
    assert progress(workplace, "one").coming[0].planned_new is None


def test_one_family_is_looked_at_alone(workplace, items, today):
    remember(workplace, {item: known(today, ago=10, due_in=2) for item in items})
    answer(workplace, items[0])
    answer(workplace, items[4], seconds=60)
    now = progress(workplace, "two")
    assert (counts(now.standing), now.by_family, [one.name for one in now.by_deck]) == ((2, 0, 0, 0), (), ["two/pair"])
    assert (now.fits[0].answers, now.ever.seconds, now.coming[2].due) == (1, 60.0, 2)
    assert now.families == ("one", "two")
    # A name that merely begins alike is another one.
    assert progress(workplace, "tw").standing.items == 0


def test_a_deck_is_found_by_the_end_of_its_name(workplace, items):
    assert [full_name(workplace, name) for name in ("two", "pair", "two/pair.md")] == ["two", "two/pair", "two/pair"]
    with pytest.raises(WrongUse):
        full_name(workplace, "three")


def hold(workplace, clock, hit, seed="7"):
    """A round in which these key points were hit."""
    interview = MockInterview.start(workplace, "small", Wishes(seed=seed))
    interview.begin()
    while not (look := interview.look()).state.over:
        clock.pass_seconds(7)
        if interview.look().state.place == look.state.place:
            interview.next()
    marks = Marks(workplace, interview.key)
    for place in marks.to_mark():
        marks.mark(place, 3, {point.id: point.id in hit for point in marks.predict(place, 3).points})
    marks.finish()
    return interview.key


def test_missed_key_points_are_counted_by_topic_over_all_rounds(workplace, write_deck, clock):
    write_all(write_deck)
    assert (progress(workplace).missed, progress(workplace).points_asked) == ((), 0)
    hold(workplace, clock, hit={"measure", "bound"})
    clock.pass_days(1)
    hold(workplace, clock, hit={"measure", "bound", "change", "cost", "since", "own"})
    now = progress(workplace)
    with workplace.database.read() as db:
        rows = db.rows(
            "SELECT card.leaf LIKE 'QUANT%', total(hit = 0), count(*) FROM interview_point AS point"
            " JOIN interview_question AS question ON question.id = question_id JOIN card ON card.id = card_id GROUP BY 1"
        )
    counted = {bool(quant): (int(missed), points) for quant, missed, points in rows}
    assert counted[True][0] > 0
    by_name = {one.name: one for one in now.missed}
    assert (by_name["QUANT"].missed, by_name["QUANT"].asked) == counted[True]
    assert now.points_asked == sum(points for _, points in counted.values())
    assert now.missed == tuple(sorted(now.missed, key=lambda one: -one.missed))
    assert len(round_scores(workplace)) == 2
    family = by_name["QUANT"].decks[0]
    assert [one.name for one in progress(workplace, family).missed] == ["QUANT"]
    assert len(round_scores(workplace, family)) == 2
    assert round_scores(workplace, "elsewhere") == ()


def test_answers_in_an_interview_say_nothing_of_the_fit(workplace, write_deck, clock):
    write_all(write_deck)
    hold(workplace, clock, hit=set())
    with workplace.database.write() as db:
        db.run("UPDATE entry SET state = 2, before = ? WHERE kind = 'review'", (log.to_json(known(0, ago=0)),))
    now = progress(workplace)
    assert now.ever.answers > 0
    assert now.fits[-1].answers == 0


def test_with_no_answer_each_part_says_what_will_stand_there(workplace, items):
    now = progress(workplace)
    parts = told(now)
    assert not now.begun
    assert [part.name for part in parts] == ["known", "fit", "done", "coming", "missed"]
    assert all("will stand here" in part.says for part in parts)
    assert [part.name for part in parts if part.charts] == ["known"]


@pytest.fixture
def run(workplace, items, capsys):
    """The command on what the fixtures made; gives exit code, stdout, stderr."""

    def command(*words):
        capsys.readouterr()
        folder = str(workplace.places.data)
        code = cli.main(
            ["--data", folder, "--no-shipped", "--now", "2026-03-01T09:00:00+00:00", "progress", *words], lambda _: 99
        )
        return code, *capsys.readouterr()

    return command


def test_the_terminal_says_the_same(workplace, items, run, today):
    assert run()[0] == 1
    remember(workplace, {items[0]: known(today, ago=10, due_in=0)})
    answer(workplace, items[0])
    code, out, _ = run()
    assert code == 0
    assert "What do I know?\nYou know 1 of 6 cards. Of those, about 90 % would come to mind today." in out.replace(
        "\u202f", " "
    )
    assert "2026-03-01        1" in out
    known_now = json.loads(run("--json")[1])
    assert known_now["known"] == {"name": "", "known": 1, "learning": 0, "new": 5, "due": 1, "recall": 0.9}
    assert known_now["fit"][0] == {
        "days": 30, "reviews": 1, "known": 1.0, "low": 0.207, "high": 1.0, "expected": 0.9,
    }  # fmt: skip
    assert known_now["coming"][0] == {"date": "2026-03-01", "due": 1, "planned_reviews": None, "planned_new": None}
    assert [deck["name"] for deck in json.loads(run("pair", "--json")[1])["decks"]] == ["two/pair"]


def test_the_terminal_refuses_a_name_that_is_none(run):
    code, out, err = run("three")
    assert (code, out) == (2, "")
    assert "three" in err
