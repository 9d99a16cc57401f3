"""The page of one's progress: five questions, each with its sentence, its chart and its numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QListView

from interview_decks import write_all
from interviewprep.charts.marks import Label
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.interview.marking import Marks
from interviewprep.journeys.interview.mock_interview import MockInterview
from interviewprep.journeys.study import Study
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.charts import FluidChart
from interviewprep.ui.job import end_all
from interviewprep.ui.progress.page import ProgressPage
from interviewprep.ui.progress.rows import Rows


@pytest.fixture
def page(qtbot, qapp, workplace, theme, decks) -> Iterator[ProgressPage]:
    made = ProgressPage(workplace, theme)
    made.led = []
    made.study_wanted.connect(made.led.append)
    made.find_wanted.connect(made.led.append)
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    yield made
    end_all()
    qapp.processEvents()


def answer_all(workplace, clock) -> None:
    """Every card is known, and a day has passed."""
    study = Study(workplace)
    study.start()
    while study.face is not None:
        study.grade(Rating.EASY, 30_000)
    clock.pass_days(1)


def hold(workplace, clock) -> None:
    """A round in which every key point is missed."""
    interview = MockInterview.start(workplace, "small", Wishes(seed="7"))
    interview.begin()
    while not (look := interview.look()).state.over:
        clock.pass_seconds(7)
        if interview.look().state.place == look.state.place:
            interview.next()
    marks = Marks(workplace, interview.key)
    for place in marks.to_mark():
        marks.mark(place, 2, {point.id: False for point in marks.predict(place, 2).points})
    marks.finish()


def titles(rows: Rows) -> list[str]:
    return [row.title for row in rows.rows]


def charts(part) -> list[FluidChart]:
    return part.findChildren(FluidChart)


def test_without_answers_every_part_says_what_will_stand_there(page):
    page.shown()
    assert [part.heading.text() for part in page.parts] == [
        "What do I know?",
        "Does the scheduling fit me?",
        "How much did I do?",
        "What is coming?",
        "Where did interviews hurt?",
    ]
    assert all("will stand here" in part.says.text() for part in page.parts)
    assert not any(rows.isVisible() for rows in page.findChildren(QListView) if isinstance(rows, Rows))
    assert not any(part.unfold.isVisible() for part in page.parts[1:])


def test_what_is_known_is_said_and_drawn(page, workplace, clock):
    answer_all(workplace, clock)
    page.shown()
    assert page.parts[0].says.text().startswith("You know 4 of 4 cards. Of those, about 9")
    assert titles(page.families) == ["Kernels"]
    assert sorted(titles(page.decks)) == ["Habits", "Kernels"]
    assert "4 answers in about 2 minutes, on 1 day" in page.parts[2].says.text()
    drawn = [chart.figure.name for part in page.parts for chart in charts(part)]
    assert drawn == ["known", "studied", "coming"]
    assert all(chart.accessibleName() == chart.figure.says for part in page.parts for chart in charts(part))


def test_a_row_leads_to_studying_its_decks(qtbot, page, workplace, clock):
    answer_all(workplace, clock)
    page.shown()
    page.decks.setFocus()
    place = titles(page.decks).index("Kernels")
    page.decks.setCurrentIndex(page.decks.model().index(place, 0))
    page.decks.activated.emit(page.decks.currentIndex())
    qtbot.mouseClick(page.families.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert page.led == [["kernels/memory"], ["kernels"]]


def test_a_row_is_spoken_with_all_its_numbers(page, workplace, clock):
    answer_all(workplace, clock)
    page.shown()
    spoken = page.decks.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Habits: 2 of 2 cards known, 0 being learned, 0 new, 0 due; of the known ones 9")


def test_decks_that_are_not_begun_wait_until_all_are_asked_for(page, workplace, clock, write_deck):
    answer_all(workplace, clock)
    write_deck("later", "## Later? {#later}\n\nYes.\n")
    page.shown()
    assert len(page.decks.rows) == 2
    assert page._unbegun.text() == "1 deck not begun yet."
    page.more.click()
    assert titles(page.decks)[-1] == "Later"
    assert page.decks.rows[-1].share == "new"
    assert not page.more.isVisible()


def test_a_family_is_looked_at_alone(page, workplace, clock):
    answer_all(workplace, clock)
    page.shown()
    assert [page.choice.itemText(n) for n in range(page.choice.count())] == ["All decks", "Kernels"]
    page.choice.setCurrentIndex(1)
    assert page.parts[0].says.text().startswith("You know 2 of 2 cards.")
    assert not page.families.isVisible()
    # The choice stays when the page is shown again.
    page.shown()
    assert page.family == "kernels"


def test_the_numbers_unfold_as_a_table_and_stay_unfolded(page, workplace, clock):
    answer_all(workplace, clock)
    page.shown()
    part = page.parts[3]
    assert not part.table.isVisible()
    part.unfold.click()
    assert "2026-03-02" in part.table.plain
    page.shown()
    assert part.table.isVisible()
    part.unfold.click()
    assert not part.table.isVisible()


def test_a_table_that_is_too_wide_becomes_lines(page, workplace, clock):
    answer_all(workplace, clock)
    page.shown()
    part = page.parts[0]
    part.unfold.click()
    assert "Kernels: Known" not in part.table.plain.replace("\n", ": ")
    page.resize(400, 700)
    assert "Kernels: Known 2, Learning 0, New 0, Due 0, Recall 9" in part.table.plain.replace("\n", ": ")
    page.resize(900, 700)
    assert "Kernels: Known" not in part.table.plain.replace("\n", ": ")


def test_missed_topics_lead_to_their_cards_and_scores_come_beside(qtbot, page, workplace, clock, write_deck):
    write_all(write_deck)
    hold(workplace, clock)
    clock.pass_days(1)
    hold(workplace, clock)
    with qtbot.waitSignal(page.scored, timeout=20_000):
        page.shown()
    part = page.parts[4]
    assert part.says.text().startswith("Of 1")
    assert [chart.figure.name for chart in charts(part) if chart.isVisible()] == ["history"]
    # The score has a sentence of its own, since the first one tells of the points.
    assert any("over 2 interviews" in one.text() for one in part.findChildren(QLabel) if one.isVisible())
    topic = titles(page.topics).index("Numerics and quantization")
    page.topics.activated.emit(page.topics.model().index(topic, 0))
    assert page.led == ["is:missed leaf:QUANT"]


@pytest.mark.parametrize(("width", "percent"), [(480, 100), (1000, 100), (416, 200), (1300, 200)])
def test_nothing_is_cut_off_where_room_is_short(page, workplace, theme, clock, width, percent):
    answer_all(workplace, clock)
    workplace.choose(text_percent=percent)
    theme.take(workplace.settings)
    page.resize(width, 700)
    page.shown()
    page._column.widget().layout().activate()
    assert page._column.horizontalScrollBar().maximum() == 0
    for chart in (chart for part in page.parts for chart in charts(part) if chart.isVisible()):
        size = min(mark.size for mark in chart.figure.marks if isinstance(mark, Label))
        # Letters of a chart grow with the text, as all others do.
        assert size * chart._scale(chart.width()) >= 10 * percent / 100
    for rows in (page.families, page.decks):
        widest = max(QFontMetrics(theme.font("base")).horizontalAdvance(word) for word in titles(rows))
        assert rows.height() >= len(rows.rows) * theme.px(36)
        assert widest <= rows.width()


def test_the_window_has_progress_behind_its_key(open_window, decks):
    window = open_window("home")
    window.go("progress")
    assert isinstance(window.page, ProgressPage)
    assert window.focusWidget() is window.page.choice
    progress = window.page
    progress.study_wanted.emit(["habits"])
    assert window.place == "study"
    progress.find_wanted.emit("is:missed deck:habits")
    assert window.place == "find"
    assert window.page.field.line.text() == "is:missed deck:habits"


def test_rows_keep_the_one_that_one_was_at(page, workplace, clock):
    answer_all(workplace, clock)
    page.shown()
    page.decks.setCurrentIndex(page.decks.model().index(1, 0))
    was = page.decks.rows[1].leads
    page.shown()
    assert page.decks.rows[page.decks.currentIndex().row()].leads == was
