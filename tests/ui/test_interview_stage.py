from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMenu

import interview_decks
from interviewprep.clock import Ticks
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.ui.address_dialog import AddressDialog
from interviewprep.ui.cards.picture_dialog import PictureDialog
from interviewprep.ui.interview.page import InterviewPage


@pytest.fixture
def page(qtbot, workplace, theme, commands, clock, write_deck) -> InterviewPage:
    interview_decks.write_all(write_deck)
    interview_decks.write_quiz(write_deck)
    QImage(40, 30, QImage.Format.Format_RGB32).save(str(workplace.places.decks / "chart.png"))
    page = InterviewPage(workplace, theme, commands, Ticks(lambda: clock.at_ms))
    page._timer.start = lambda: None
    page.resize(1000, 800)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.shown()
    return page


def press(qtbot, page: InterviewPage, keys: str) -> None:
    page.activateWindow()
    qtbot.keySequence(QApplication.focusWidget() or page, keys)


@pytest.fixture
def quiz(qtbot, page) -> InterviewPage:
    """The page at the question with two right options."""
    page.start("interviews/quiz", Wishes(seed="5"))
    press(qtbot, page, "Space")
    if page._look.asked.name != "moves":
        press(qtbot, page, "Ctrl+Return")
    assert page._look.asked.name == "moves"
    return page


def ticked(page: InterviewPage) -> list[bool]:
    return [row.isChecked() for row in page.stage.options.rows]


def test_a_choice_is_answered_by_digits_and_kept(qtbot, quiz, workplace):
    assert not quiz.stage.notes.isVisibleTo(quiz)
    press(qtbot, quiz, "1")
    press(qtbot, quiz, "2")
    press(qtbot, quiz, "3")
    press(qtbot, quiz, "2")
    assert ticked(quiz) == [True, False, True]
    quiz.ask()
    with workplace.database.read() as db:
        assert ("A, C",) in db.rows("SELECT text FROM interview_answer")


def test_of_one_right_option_the_last_tick_counts(qtbot, page):
    page.start("interviews/quiz", Wishes(seed="5"))
    press(qtbot, page, "Space")
    if page._look.asked.name != "narrow":
        press(qtbot, page, "Ctrl+Return")
    press(qtbot, page, "1")
    press(qtbot, page, "2")
    assert ticked(page) == [False, True]
    assert page.stage.text == "B"


def test_a_choice_that_is_come_back_to_has_its_ticks(qtbot, page):
    page.start("interviews/quiz", Wishes(seed="5"))
    press(qtbot, page, "Space")
    first = page._look.asked.name
    press(qtbot, page, "2")
    press(qtbot, page, "Alt+S")
    assert page._look.asked.name != first
    press(qtbot, page, "Alt+B")
    assert page._look.asked.name == first
    assert ticked(page)[:2] == [False, True]


def test_a_right_choice_is_marked_by_its_own_verdict(qtbot, quiz):
    press(qtbot, quiz, "1")
    press(qtbot, quiz, "3")
    for _ in range(3):
        if quiz.room == "round":
            press(qtbot, quiz, "Ctrl+Return")
    assert quiz.room == "marking"
    if quiz.marking.marking.asked.name != "moves":
        for keys in ("1", "Ctrl+Return", "Ctrl+Return"):
            press(qtbot, quiz, keys)
    assert quiz.marking.marking.asked.name == "moves"
    press(qtbot, quiz, "3")
    assert quiz.marking.verdict.text() == "Right: A, C."
    assert quiz.marking.scores.score == 4
    press(qtbot, quiz, "Ctrl+Return")
    assert "it reads and writes" in quiz.marking.model.plain


def test_a_link_shows_its_whole_address_first(qtbot, quiz):
    press(qtbot, quiz, "Alt+L")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, AddressDialog))
    assert dialog.address == "https://example.org/guide"
    assert dialog.focusWidget() is dialog.stay_button
    dialog.reject()


def test_a_picture_beside_the_deck_is_shown_and_looked_at(qtbot, quiz):
    assert quiz.stage.question.pictures == ["chart.png"]
    press(qtbot, quiz, "Alt+V")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PictureDialog))
    dialog.reject()


def test_no_link_or_picture_is_no_fault(qtbot, page):
    page.start("interviews/small", Wishes(seed="5"))
    press(qtbot, page, "Space")
    press(qtbot, page, "Alt+L")
    press(qtbot, page, "Alt+V")
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]


@pytest.mark.parametrize("size", [(900, 600), (640, 480), (480, 360)])
@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("name", ["interviews/small", "interviews/quiz"])
def test_every_control_of_the_stage_can_be_brought_into_a_low_window(
    qtbot, page, workplace, theme, size, percent, name
):
    workplace.choose(text_percent=percent)
    theme.take(workplace.settings)
    theme.apply()
    page.resize(*size)
    page.start(name, Wishes(seed="5", practice=True))
    press(qtbot, page, "Space")
    stage = page.stage
    for _ in range(6):  # the height of the buttons settles over a few rounds of layout
        QApplication.processEvents()
    controls = [button for button in stage.buttons.values() if button.isVisibleTo(page)]
    controls += stage.options.rows if name.endswith("quiz") else [stage.notes]
    assert stage.buttons["leave"] in controls
    for control in controls:
        control.setFocus(Qt.FocusReason.TabFocusReason)
        stage.ensureWidgetVisible(control, 0, 0)
        if control in stage.options.rows:
            stage._sheet.ensureWidgetVisible(control, 0, 0)
            stage.ensureWidgetVisible(stage._sheet, 0, 0)
        top = control.mapTo(stage.viewport(), QPoint(0, 0))
        assert top.x() >= 0
        assert top.x() + control.width() <= stage.viewport().width()
        assert top.y() + min(control.height(), 40) <= stage.viewport().height()
        assert top.y() + control.height() >= 0


def test_nothing_scrolls_where_there_is_room(qtbot, page):
    page.start("interviews/small", Wishes(seed="5"))
    press(qtbot, page, "Space")
    assert page.stage.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("begun", [False, True])
def test_a_short_question_is_seen_whole(qtbot, page, begun):
    page.start("interviews/small", Wishes(seed="5"))
    if begun:
        press(qtbot, page, "Space")
    for _ in range(4):
        QApplication.processEvents()
    assert page.stage._sheet.height() == page.stage._sheet.sizeHint().height()
