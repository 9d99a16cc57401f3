from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from interviewprep.journeys.home import home
from interviewprep.journeys.study import Study
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.decks.rows import DeckModel, rows_of
from interviewprep.ui.home_page import HomePage
from interviewprep.ui.plan.keeper import PlanKeeper


@pytest.fixture
def page(qtbot, workplace, theme, commands):
    made = HomePage(workplace, theme, commands, PlanKeeper(workplace, commands))
    made.resize(1000, 700)
    qtbot.addWidget(made)
    return made


def study_all(workplace) -> None:
    study = Study(workplace)
    study.start()
    while study.face is not None:
        study.grade(Rating.EASY, 10_000)


def spoken(page) -> list[str]:
    model = page._decks.model()
    return [model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())]


def test_home_says_how_much_is_due_and_how_long_it_takes(page, decks):
    page.shown()
    assert page._headline.accessibleName() == "4 cards, about 2 minutes"
    assert page._details.text() == "4 new"
    assert not page._study.isHidden()


def test_a_narrow_home_with_large_text_is_not_scrolled_sideways(qtbot, page, workplace, theme, decks):
    workplace.choose(text_percent=200)
    theme.take(workplace.settings)
    page.resize(570, 500)
    page.show()
    qtbot.waitUntil(lambda: page._column.verticalScrollBar().maximum() > 0)
    assert page._column.horizontalScrollBar().maximum() == 0
    weeks = page._weeks
    assert weeks._left(34) <= weeks.width() < weeks.sizeHint().width()


def test_the_number_is_the_one_large_thing(page, decks, theme):
    page.shown()
    assert f'font-size: {theme.px(40)}px">4</span>' in page._headline.text()


def test_the_button_and_its_key_study_everything(qtbot, page, decks):
    page.shown()
    for act in (page._study.click, lambda: page._begin()):
        with qtbot.waitSignal(page.study_wanted) as wanted:
            act()
        assert wanted.args == [[]]


def test_a_row_studies_its_deck(qtbot, page, decks):
    page.shown()
    rows = page._decks.model()
    page._decks.setCurrentIndex(rows.index(rows.rowCount() - 1))
    with qtbot.waitSignal(page.study_wanted) as wanted:
        qtbot.keyClick(page._decks, Qt.Key.Key_Return)
    assert wanted.args == [["kernels/memory"]]


def test_the_heading_of_a_family_studies_all_of_it(qtbot, page, decks):
    page.shown()
    rows = page._decks.model()
    with qtbot.waitSignal(page.study_wanted) as wanted:
        page._decks.activated.emit(rows.index(rows.rowCount() - 2))
    assert wanted.args == [["kernels"]]


def test_a_row_is_spoken_in_full(page, decks):
    page.shown()
    assert "Habits: 0 due; 0 known, 0 being learned, 2 new" in spoken(page)


def test_when_all_is_done_home_says_so_and_what_comes_tomorrow(page, decks, workplace, clock):
    study_all(workplace)
    page.shown()
    assert page._headline.text() == "Done for today"
    assert page._details.text().endswith("cards tomorrow.")
    assert page._study.isHidden()
    assert "4 answers" in page._today_said.text()


def test_without_decks_home_says_what_to_do_first(qtbot, page):
    page.shown()
    assert page._headline.text() == "No decks yet"
    with qtbot.waitSignal(page.decks_wanted):
        page._study.click()


def test_the_strip_counts_the_days_that_were_studied(page, decks, workplace, clock):
    study_all(workplace)
    clock.pass_days(2)
    page.shown()
    assert page._weeks_said.text().startswith("1 of 35 days")
    assert page._weeks.accessibleDescription().endswith("Today 0 answers.")


def test_the_days_until_the_interview_are_counted(page, decks, workplace):
    workplace.choose(interview_date="2026-03-04")
    page.shown()
    assert page._interview.text() == "Interview in 3 days"
    workplace.choose(interview_date="2026-02-20")
    page.shown()
    assert page._interview_panel.isHidden()


def test_suspended_decks_are_counted_and_left_out(page, decks, workplace):
    with workplace.database.write() as db:
        db.run("UPDATE deck SET suspended = 1 WHERE name = 'habits'")
    page.shown()
    assert page._resting.text() == "1 deck suspended. See all"
    assert not any("Habits" in row for row in spoken(page))


@pytest.mark.parametrize(("width", "side_by_side"), [(1200, True), (620, False)])
def test_the_side_goes_below_where_room_is_short(qtbot, page, decks, width, side_by_side):
    page.resize(width, 700)
    page.show()
    page.shown()
    qtbot.waitExposed(page)
    decks_left = page._decks.mapTo(page, page._decks.rect().topRight()).x()
    side_left = page._side.mapTo(page, page._side.rect().topLeft()).x()
    assert (side_left > decks_left) is side_by_side


def test_five_weeks_end_today(workplace, decks):
    strip = home(workplace).strip
    assert len(strip) == 35
    assert strip[-1].date == date(2026, 3, 1)
    assert strip[0].date == date(2026, 3, 1) - timedelta(days=34)


def test_a_lone_family_needs_no_heading(workplace, write_deck, page):
    write_deck("kernels/memory", "## One? {#one}\n\nYes.\n")
    rows = rows_of(home(workplace).decks)
    assert [row.deck is None for row in rows] == [False]
    model = DeckModel(page)
    model.show_decks(home(workplace).decks)
    assert model.rowCount() == 1
