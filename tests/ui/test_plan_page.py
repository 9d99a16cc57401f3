from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QPushButton

from interviewprep.charts import plan_figures
from interviewprep.journeys.plan import kept_plan, make_plan
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import date_of
from interviewprep.memory.plan import Band, Order, Plan, PlannedDay, Way
from interviewprep.ui.job import end_all
from interviewprep.ui.plan.decks_dialog import CountingDecksDialog
from interviewprep.ui.plan.keeper import PlanKeeper
from interviewprep.ui.plan.page import PlanPage


@pytest.fixture
def keeper(qapp, workplace) -> Iterator[PlanKeeper]:
    made = PlanKeeper(workplace, qapp)
    yield made
    end_all()
    qapp.processEvents()
    made.deleteLater()


@pytest.fixture
def page(qtbot, workplace, theme, keeper, decks):
    made = PlanPage(workplace, theme, keeper)
    made.resize(900, 700)
    qtbot.addWidget(made)
    return made


def in_days(workplace: Workplace, days: int) -> str:
    return (date_of(workplace.now().day) + timedelta(days=days)).isoformat()


def buttons(page, text):
    return [one for one in page.findChildren(QPushButton) if one.text() == text]


def test_without_a_date_the_page_asks_for_one_and_promises_nothing(page):
    page.shown()
    assert page.heading.text() == "When is your interview?"
    assert page._outlook.isHidden()


def test_a_date_without_minutes_asks_for_them(page, workplace):
    workplace.choose(interview_date=in_days(workplace, 10))
    page.shown()
    assert page.heading.text() == "Interview in 10 days"
    assert "how many minutes" in page.summary.text()


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "Interview today"), (1, "Interview tomorrow"), (-1, "The interview is over"), (300, "Interview in 300 days")],
)
def test_the_heading_says_how_far_the_day_is(page, workplace, days, said):
    workplace.choose(interview_date=in_days(workplace, days), minutes_a_day=10)
    page.shown()
    assert page.heading.text() == said


def test_choosing_a_date_and_minutes_makes_the_plan_beside_the_window(qtbot, page, workplace, keeper):
    page.show()
    page.shown()
    page.known.setChecked(True)
    page.date.setDate(QDate.fromString(in_days(workplace, 12), Qt.DateFormat.ISODate))
    with qtbot.waitSignal(keeper.made, timeout=20_000):
        page.week.every.setValue(15)
    assert (workplace.settings.interview_date, workplace.settings.minutes_a_day) == (in_days(workplace, 12), 15)
    kept = kept_plan(workplace)
    assert kept is not None
    assert len(kept.plan.days) == 12
    assert "enough to meet all 4 cards" in page.summary.text()
    assert not page._outlook.isHidden()


def test_forgetting_the_date_takes_the_plan_away(page, workplace):
    workplace.choose(interview_date=in_days(workplace, 10), minutes_a_day=10)
    make_plan(workplace)
    page.shown()
    assert not page._outlook.isHidden()
    page.known.setChecked(False)
    assert workplace.settings.interview_date == ""
    assert page._outlook.isHidden()


def test_each_weekday_can_have_its_own_minutes(page, workplace):
    workplace.choose(minutes_a_day=20)
    page.shown()
    assert page.week.lines[-1].isHidden()
    page.week.own.setChecked(True)
    assert workplace.settings.weekday_minutes == (20,) * 7
    page.week.days[6].setValue(0)
    assert workplace.settings.weekday_minutes == (20,) * 6 + (0,)
    assert not page.week.lines[-1].isHidden()
    page.week.own.setChecked(False)
    assert workplace.settings.weekday_minutes == ()


def test_the_plan_of_today_is_not_made_twice(qtbot, page, workplace, keeper):
    workplace.choose(interview_date=in_days(workplace, 10), minutes_a_day=10)
    with qtbot.waitSignal(keeper.made, timeout=20_000):
        page.shown()
    page.shown()
    assert not keeper.is_making


def test_a_new_day_has_a_new_plan(qtbot, page, workplace, keeper, clock):
    workplace.choose(interview_date=in_days(workplace, 10), minutes_a_day=10)
    make_plan(workplace)
    clock.pass_days(1)
    with qtbot.waitSignal(keeper.made, timeout=20_000):
        page.day_changed()
    kept = kept_plan(workplace)
    assert kept is not None
    assert (kept.made_on, len(kept.plan.days)) == (workplace.now().day, 9)


def test_the_days_can_be_read_as_a_table(qtbot, page, workplace):
    workplace.choose(interview_date=in_days(workplace, 10), minutes_a_day=10)
    make_plan(workplace)
    page.show()
    page.shown()
    buttons(page, "Day by day")[0].setChecked(True)
    texts = [
        text.plain for text in page._figures.findChildren(type(page._figures).__mro__[0]) if hasattr(text, "plain")
    ]
    assert any(in_days(workplace, 3) in text for text in texts)


def dialog_of(page, qtbot, workplace, theme):
    from interviewprep.journeys import overview

    made = CountingDecksDialog(workplace, overview.decks(workplace), theme, page)
    qtbot.addWidget(made)
    return made


def test_decks_are_ticked_one_by_one_or_by_family(page, qtbot, workplace, theme):
    dialog = dialog_of(page, qtbot, workplace, theme)
    assert dialog.chosen == ()
    dialog._leaves["habits"].setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.chosen == ("kernels/memory",)
    assert dialog._said.text() == "1 deck with 2 cards count."
    family = dialog._leaves["kernels/memory"].parent()
    family.setCheckState(0, Qt.CheckState.Unchecked)
    assert not dialog.answer.isEnabled()


def test_a_job_post_ticks_the_decks_that_fit_it(page, qtbot, workplace, theme, write_deck):
    kernels = "".join(f"## What does CUDA warp {n} do? {{#w{n}}}\n\nThreads of a kernel.\n\n" for n in range(12))
    write_deck("gpu", f"---\ntitle: GPU kernels\n---\n\n{kernels}")
    dialog = dialog_of(page, qtbot, workplace, theme)
    dialog.post.setPlainText("You write CUDA kernels and know what a warp does.")
    dialog._tick_fitting()
    assert dialog.chosen == ("gpu",)
    dialog.post.setPlainText("Baker wanted.")
    dialog._tick_fitting()
    assert dialog.chosen == ("gpu",)
    assert "No deck fits" in dialog._said.text()


def test_choosing_decks_is_kept_and_planned(qtbot, page, workplace, keeper):
    workplace.choose(interview_date=in_days(workplace, 10), minutes_a_day=10)
    page.show()
    with qtbot.waitSignal(keeper.made, timeout=20_000):
        page.shown()
    page.choose.click()
    dialog = page.findChild(CountingDecksDialog)
    dialog._leaves["habits"].setCheckState(0, Qt.CheckState.Unchecked)
    with qtbot.waitSignal(keeper.made, timeout=20_000):
        dialog.answer.click()
    assert workplace.settings.interview_decks == ("kernels/memory",)
    kept = kept_plan(workplace)
    assert kept is not None
    assert kept.plan.items == 2


def test_the_window_has_the_plan_behind_its_key(open_window):
    window = open_window("home")
    window.go("plan")
    assert window.place == "plan"
    assert isinstance(window.page, PlanPage)


def a_plan(kept: Band, items: int = 200) -> Plan:
    day = PlannedDay(20_000, 4.0, 9.0, 600.0)
    return Plan(Way(20_010, Order.GAIN), items, items, kept, Band(0.0, 0.0, 0.0), (day,), 60.0)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(120, 150, "60 to 75 %"), (199.9, 200, "about 100 %"), (0.2, 0.9, "under 1 %"), (0, 0, "0 %")],
)
def test_a_forecast_is_a_range_of_whole_per_cent(low, high, said):
    plan = a_plan(Band(low, (low + high) / 2, high))
    assert plan_figures.said(plan.kept, plan) == said


def test_charts_say_in_a_sentence_and_a_table_what_they_show():
    plan = a_plan(Band(120, 130, 150))
    outlook, days = plan_figures.outlook(plan), plan_figures.days(plan)
    assert "120 to 150 of 200 cards" in outlook.says
    assert days.table.rows == (("2024-10-04", "4", "9", "10"),)
    assert days.says == "4 new cards and 9 reviews in 1 day."
