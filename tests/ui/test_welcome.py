from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from interviewprep.journeys.overview import decks as all_decks
from interviewprep.journeys.study import Study
from interviewprep.journeys.welcome import BOTH, OPTIMIZATION, PERFORMANCE, choose_decks
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.welcome_page import WelcomePage

CARD = "## What is it? {{#{key} leaf={leaf}-01}}\n\nThis.\n"


@pytest.fixture
def shipped(workplace, write_deck):
    """Three decks as if they had come with the program, and one of the user's own on the same subject as one of them."""
    for key, leaf in (("kern", "KERN"), ("prune", "PRUNE"), ("roles", "ROLES"), ("mine", "PRUNE")):
        write_deck(key, CARD.format(key=key, leaf=leaf))
    with workplace.database.write() as db:
        db.run("UPDATE deck SET root = 'shipped' WHERE name <> 'mine'")


@pytest.fixture
def page(qtbot, workplace, theme, commands, shipped):
    made = WelcomePage(workplace, theme, commands)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.shown()
    return made


def in_use(workplace) -> set[str]:
    return {deck.deck for deck in all_decks(workplace) if not deck.suspended}


def press(page, text: str) -> None:
    step = page._stack.currentWidget()
    next(
        button for button in step.findChildren(QPushButton) if text in (button.text() or button.accessibleName())
    ).click()


def test_the_role_decides_which_decks_rest(workplace, shipped):
    chosen = choose_decks(workplace, PERFORMANCE)
    assert in_use(workplace) == {"kern", "roles", "mine"}
    assert (chosen.used, chosen.resting) == (3, 1)
    choose_decks(workplace, OPTIMIZATION)
    assert in_use(workplace) == {"prune", "roles", "mine"}
    choose_decks(workplace, BOTH)
    assert len(in_use(workplace)) == 4


def test_a_deck_that_was_begun_stays_in_use(workplace, shipped):
    study = Study(workplace, ["prune"])
    study.start()
    study.grade(Rating.GOOD, 1000)
    choose_decks(workplace, PERFORMANCE)
    assert "prune" in in_use(workplace)


def test_three_answers_lead_to_the_first_card(qtbot, page, workplace):
    press(page, "ML Performance Engineer")
    press(page, "In two weeks")
    press(page, "20 minutes")
    known = workplace.settings
    assert (known.role, known.interview_date, known.minutes_a_day, known.welcomed) == (
        PERFORMANCE,
        "2026-03-15",
        20,
        True,
    )
    assert "prune" not in in_use(workplace)
    assert "1 other is suspended" in page._summary.text()
    with qtbot.waitSignal(page.done) as done:
        press(page, "Show the first card")
    assert done.args == ["study"]


def test_every_question_can_be_skipped(page, workplace):
    for way in ("Skip", "Not known yet", "As long as it takes"):
        press(page, way)
    known = workplace.settings
    assert (known.interview_date, known.minutes_a_day, known.welcomed) == ("", 0, True)
    assert len(in_use(workplace)) == 4


def test_a_date_can_be_given(page, workplace):
    press(page, "Skip")
    page._date.setDate(page._date.minimumDate().addDays(5))
    press(page, "On this day")
    assert workplace.settings.interview_date == "2026-03-06"


def test_nothing_is_settled_before_the_last_answer(page, workplace):
    press(page, "ML Performance Engineer")
    assert not workplace.settings.welcomed
    assert len(in_use(workplace)) == 4


def test_the_questions_are_answered_by_keys_alone(qtbot, page, workplace):
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    for _ in range(3):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert workplace.settings.role == OPTIMIZATION
    assert workplace.settings.minutes_a_day == 10
