from __future__ import annotations

import random

import pytest

from interviewprep.journeys.study import Study
from interviewprep.journeys.upkeep import examine
from interviewprep.journeys.workplace import for_writing
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import State
from stopped_clock import DAY_MS

TEN = "".join(f"## What is fact {i}?\n\nIt is {i}.\n\n" for i in range(10))
TWO_GAPS = "## {{one}} and {{two}}\n\n## What is three?\n\nIt is three.\n"


def stored(workplace):
    with workplace.database.read() as db:
        return db.rows("SELECT * FROM item ORDER BY id"), db.rows("SELECT marked FROM card ORDER BY id")


def faults(workplace):
    return examine(workplace, lambda text: None).faults


def test_an_answer_is_in_the_log_with_all_that_belongs_to_it(workplace, write_deck, clock):
    write_deck("facts", TEN)
    clock.offset_min = 60
    study = Study(workplace)
    face = study.start()
    study.grade(Rating.GOOD, 4200, note="typed")
    with workplace.database.read() as db:
        row = db.row(
            "SELECT id, kind, card_id, item_id, face, rating, state, at_ms, offset_min, day, duration_ms, note FROM entry"
        )
    key, *rest = row
    day = (clock.at_ms + 3_600_000 - 4 * 3_600_000) // DAY_MS
    assert rest == ["review", face.card_key, face.item, "front", 3, State.NEW, clock.at_ms, 60, day, 4200, "typed"]
    assert key == study.last.review
    assert (key[6] >> 4, key[8] >> 6, int.from_bytes(key[:6], "big")) == (7, 0b10, clock.at_ms)


@pytest.mark.parametrize("rating", list(Rating))
def test_the_interval_on_the_button_is_the_interval_given(workplace, write_deck, clock, rating):
    write_deck("facts", TEN)
    study = Study(workplace)
    for _ in range(3):
        study.start()
        study.grade(Rating.EASY, 1000)
    clock.pass_days(40)
    workplace.choose(new_a_day=0)
    face = study.start()
    assert face.memory.state is State.REVIEW
    promised = face.waits_s[rating]
    study.grade(rating, 1000)
    after = study.last.after
    given = (
        (after.due_day - workplace.now().day) * 86_400
        if after.state is State.REVIEW
        else (after.due_ms - clock.at_ms) // 1000
    )
    assert given == promised


def test_the_interval_holds_over_the_rollover(workplace, write_deck, clock):
    write_deck("facts", TEN)
    study = Study(workplace)
    study.start()
    study.grade(Rating.EASY, 1000)
    clock.pass_days(30)
    workplace.choose(new_a_day=0)
    face = study.start()
    shown = face.answers[Rating.GOOD].interval
    clock.pass_days(0.9)
    study.grade(Rating.GOOD, 1000)
    assert study.last.after.interval == shown
    assert study.last.after.due_day == workplace.now().day + shown


def test_undo_puts_back_everything_an_action_changed(workplace, write_deck, clock):
    write_deck("gaps", TWO_GAPS)
    study = Study(workplace)
    study.start()
    states = [stored(workplace)]
    for act in (
        lambda: study.grade(Rating.AGAIN, 900),
        study.mark,
        study.bury,
        lambda: study.grade(Rating.HARD, 800),
        study.suspend,
    ):
        if study.face is None:
            clock.pass_seconds(700)
            study.start()
        act()
        states.append(stored(workplace))
    while states:
        assert stored(workplace) == states.pop()
        undone = study.undo()
        assert (undone is None) == (not states)
    assert faults(workplace) == ()


def test_undo_shows_the_card_again_with_the_same_buttons(workplace, write_deck):
    write_deck("facts", TEN)
    study = Study(workplace)
    face = study.start()
    study.grade(Rating.GOOD, 1000)
    assert study.would_undo().question == "What is fact 0?"
    study.undo()
    assert (study.face.item, study.face.waits_s) == (face.item, face.waits_s)


def test_undo_works_after_a_restart(tmp_path, clock):
    from interviewprep.paths import Places

    places = Places(tmp_path / "data")
    with for_writing(places, clock, "test", with_shipped=False) as workplace:
        (places.decks / "facts.md").write_text(TEN)
        workplace.refresh()
        before = stored(workplace)
        study = Study(workplace)
        study.start()
        study.grade(Rating.GOOD, 1000)
        study.grade(Rating.AGAIN, 1000)
    with for_writing(places, clock, "test", with_shipped=False) as workplace:
        study = Study(workplace)
        study.start()
        assert study.undo().rating is Rating.AGAIN
        assert study.undo().rating is Rating.GOOD
        assert study.undo() is None
        assert stored(workplace) == before


def test_siblings_wait_for_another_day(workplace, write_deck, clock):
    write_deck("gaps", TWO_GAPS)
    study = Study(workplace)
    shown = set()
    study.start()
    while study.face is not None:
        shown.add(study.face.face)
        study.grade(Rating.EASY, 1000)
    assert shown == {"cloze:one", "front"}
    clock.pass_days(1)
    assert study.start().face == "cloze:two"


def test_the_limit_of_new_cards_counts_what_was_done_today(workplace, write_deck, clock):
    write_deck("facts", TEN)
    workplace.choose(new_a_day=4)
    study = Study(workplace)
    study.start()
    for _ in range(3):
        study.grade(Rating.EASY, 1000)
    study.start()
    assert study.counts().new == 1
    study.grade(Rating.EASY, 1000)
    assert study.start() is None
    study.undo()
    assert study.counts().left == 1
    clock.pass_days(1)
    study.start()
    assert study.counts().new == 4


def test_new_cards_come_from_easy_to_hard_and_else_in_the_order_of_the_file(workplace, write_deck):
    write_deck(
        "facts",
        "".join(
            f"## What is {i}? {{.{level}}}\n\nIt.\n\n" for i, level in enumerate(["senior", "junior", "mid", "junior"])
        ),
    )
    study = Study(workplace)
    asked = []
    study.start()
    while study.face is not None:
        asked.append(study.face.card.heading)
        study.grade(Rating.EASY, 1000)
    assert asked == ["What is 1?", "What is 3?", "What is 2?", "What is 0?"]


def test_a_deck_has_limits_of_its_own(workplace, write_deck):
    write_deck("facts", TEN)
    with workplace.database.write() as db:
        db.run("UPDATE deck SET new_limit = 2")
    study = Study(workplace)
    study.start()
    assert study.counts().new == 2


def test_a_lapsed_card_comes_back_the_same_day(workplace, write_deck, clock):
    write_deck("facts", "## What is fact?\n\nIt is.\n")
    study = Study(workplace)
    study.start()
    study.grade(Rating.EASY, 1000)
    clock.pass_days(60)
    item = study.start().item
    study.grade(Rating.AGAIN, 1000)
    clock.pass_seconds(601)
    assert study.start().item == item


def test_a_card_that_keeps_slipping_is_named_and_not_suspended(workplace, write_deck, clock):
    write_deck("facts", "## What is fact?\n\nIt is.\n")
    study = Study(workplace)
    study.start()
    study.grade(Rating.EASY, 1000)
    named = False
    for _ in range(8):
        clock.pass_days(60)
        study.start()
        study.grade(Rating.AGAIN, 1000)
        named = named or study.last.leech
        clock.pass_seconds(601)
        study.start()
        study.grade(Rating.GOOD, 1000)
    assert named
    with workplace.database.read() as db:
        assert db.value("SELECT suspended FROM item") == 0


def test_the_same_day_goes_on_until_the_rollover(workplace, write_deck, clock):
    write_deck("facts", TEN)
    workplace.choose(new_a_day=1)
    clock.at_ms += 14 * 3_600_000  # 23:00
    study = Study(workplace)
    study.start()
    study.grade(Rating.EASY, 1000)
    clock.at_ms += 4 * 3_600_000  # 03:00
    assert study.start() is None
    clock.at_ms += 2 * 3_600_000  # 05:00
    assert study.start() is not None


def test_a_backup_is_made_on_each_day_of_study(workplace, write_deck, clock):
    write_deck("facts", TEN)
    study = Study(workplace)
    for _ in range(3):
        study.start()
        study.grade(Rating.EASY, 1000)
        clock.pass_days(1)
    # Before the very first answer there is nothing to copy.
    assert len(list(workplace.places.backups.glob("*-daily.db"))) == 2


def test_replay_of_the_log_equals_the_stored_state_after_ten_thousand_actions(workplace, write_deck, clock):
    write_deck("facts", "".join(f"## Fact {i} is {{{{{i}}}}} and {{{{{-i - 1}}}}}\n\n" for i in range(150)))
    workplace.database.connection.execute(
        "PRAGMA synchronous = OFF"
    )  # ten thousand waits for the disk prove nothing here
    rng = random.Random(7)
    study = Study(workplace, everything=True)
    study.start()
    for _ in range(10_000):
        deed = rng.random()
        if study.face is None:
            clock.pass_days(rng.choice([0.01, 0.3, 1, 2, 9]))
            study.start()
        elif deed < 0.80:
            study.grade(rng.choice(list(Rating)), rng.randint(0, 90_000))
        elif deed < 0.92:
            study.undo()
        elif deed < 0.95:
            study.bury()
        elif deed < 0.955:
            study.suspend()
        elif deed < 0.97:
            study.mark()
        else:
            clock.pass_days(rng.choice([0.001, 0.5, 1, 3]))
            study.start()
    assert faults(workplace) == ()
    with workplace.database.write() as db:
        db.run(
            "UPDATE item SET stability = stability * 1.01 WHERE id = (SELECT id FROM item WHERE reviews > 3 LIMIT 1)"
        )
    assert len(faults(workplace)) == 1


def test_where_there_is_rest_the_backup_waits_for_it(workplace, write_deck):
    write_deck("facts", TEN)
    workplace.rests = True
    study = Study(workplace)
    study.start()
    study.grade(Rating.EASY, 1000)
    workplace.rest()
    assert not list(workplace.places.backups.glob("*"))
    workplace.rest()
    assert len(list(workplace.places.backups.glob("*-daily.db"))) == 1
    study.grade(Rating.EASY, 1000)
    workplace.rest()
    workplace.rest()
    assert len(list(workplace.places.backups.glob("*-daily.db"))) == 1
