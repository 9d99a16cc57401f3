from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

import interview_at_hand
from interview_at_hand import NAME
from interviewprep.interview.phases import Phase
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.ui.interview.interviewer_sheet import InterviewerSheet
from interviewprep.ui.interview.page import InterviewPage
from interviewprep.ui.interview.peer import PeerDialog


@pytest.fixture
def page(qtbot, workplace, theme, commands, clock, write_deck) -> InterviewPage:
    return interview_at_hand.shown(qtbot, workplace, theme, commands, clock, write_deck)


def press(qtbot, window, keys: str) -> None:
    window.activateWindow()
    QApplication.processEvents()
    qtbot.keySequence(window.focusWidget() or window, keys)


def dialog() -> PeerDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, PeerDialog) and one.isVisible())


@pytest.fixture
def sheet(qtbot, page) -> InterviewerSheet:
    """The sheet of a round whose first question with follow-ups is being answered."""
    page._open(NAME)
    page.lobby.want(Wishes(seed="5"))
    press(qtbot, page, "I")
    asked = dialog()
    asked.name.setText("Anna")
    asked.answer.click()
    sheet = page.peer.sheet
    assert page.room == "ready"
    for _ in range(9):
        if page._look.asked is not None and page._look.asked.deck == "tech" and page._look.state.phase is Phase.ANSWER:
            break
        press(qtbot, sheet, "Ctrl+Return")
    assert page._look.asked.deck == "tech"
    return sheet


def test_both_windows_show_the_same_round_and_the_sheet_drives_it(qtbot, page, sheet):
    assert sheet._asked.place == page._look.state.question
    assert sheet.question.plain.startswith("How would you speed up")
    assert sheet.model.plain == "Measure, find the bound, change one thing."
    assert not sheet.points.isHidden()
    press(qtbot, sheet, "Ctrl+Return")
    assert page._look.state.phase is Phase.FOLLOW_UP
    press(qtbot, page, "Ctrl+Return")
    assert sheet._asked.place == page._look.state.question


def test_ticks_and_scores_are_kept_at_once(qtbot, page, sheet, workplace):
    press(qtbot, sheet, "Alt+2")
    press(qtbot, sheet, "3")
    sheet.note.setText("calm")
    sheet.note.editingFinished.emit()
    (rating,) = page._marks.see(page._look.state.question).asked.ratings
    assert (rating.rater, rating.score, rating.note) == ("Anna", 3, "calm")
    assert dict(rating.points) == {"measure": False, "bound": True, "change": False}


def test_what_is_ticked_decides_the_follow_up(qtbot, page, sheet):
    assert "If they missed “Measure first”" in sheet.then.plain
    press(qtbot, sheet, "Alt+1")
    press(qtbot, sheet, "4")
    press(qtbot, sheet, "Ctrl+Return")
    assert page._look.follow_up == "When would you stop?"
    assert "Ask now: When would you stop?" in sheet.then.plain


def test_a_point_that_was_not_heard_is_asked_for(qtbot, page, sheet):
    press(qtbot, sheet, "Alt+2")
    press(qtbot, sheet, "Ctrl+Return")
    assert page._look.follow_up == "What would you measure?"


def test_a_closed_sheet_leaves_the_round_and_opens_again_with_its_marks(qtbot, page, sheet):
    press(qtbot, sheet, "Alt+3")
    press(qtbot, sheet, "Esc")
    assert page.peer.sheet is None
    assert page.room == "round"
    press(qtbot, page, "Alt+I")
    dialog().answer.click()
    page.ask()
    assert list(page.peer.sheet.points.hits.values()) == [False, False, True]


def test_when_the_round_is_over_the_sheet_goes_and_its_marks_can_stand_for_it(qtbot, page, sheet):
    press(qtbot, sheet, "Alt+1")
    press(qtbot, sheet, "2")
    place = page._look.state.question
    for _ in range(20):
        if page.room != "round":
            break
        press(qtbot, page, "Ctrl+Return")
    assert page.peer.sheet is None
    assert page.room == "marking"
    press(qtbot, page, "Alt+T")
    marked = page._marks.see(place).asked
    assert (marked.score, marked.note) == (2, "Marked by Anna.")
    assert [point.hit for point in marked.points] == [True, False, False]


def test_the_sheet_waits_while_a_question_is_marked(qtbot, page):
    page._open(NAME)
    page.peer._want("Anna")
    page.start(NAME, Wishes(seed="5", mark_each=True))
    for _ in range(6):
        if page.room == "marking":
            break
        press(qtbot, page.peer.sheet, "Ctrl+Return")
    assert page.room == "marking"
    place = page.marking.marking.asked.place
    press(qtbot, page.peer.sheet, "Ctrl+Return")
    assert page.room == "marking"
    assert page.marking.marking.asked.place == place


@pytest.mark.parametrize(("format_", "sign"), [("html", b"<!doctype html>"), ("pdf", b"%PDF")])
def test_the_sheet_on_paper_has_the_questions_of_the_round_that_follows(qtbot, page, tmp_path, format_, sign):
    page._open(NAME)
    press(qtbot, page, "I")
    asked = dialog()
    (asked.as_html if format_ == "html" else asked.as_pdf).click()
    chooser = asked.findChild(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "sheet"))
    chooser.reject()
    written = (tmp_path / "sheet").read_bytes()
    assert written.startswith(sign)
    press(qtbot, page, "S")
    if format_ == "html":
        for one in page._round._asked.values():
            if one.card is not None:
                assert one.card.heading.encode() in written


def test_a_sheet_that_cannot_be_written_says_so(qtbot, page, tmp_path):
    page._open(NAME)
    page.peer.save(page.lobby.found, Wishes(), "html", tmp_path / "nowhere" / "sheet")
    assert "could not be written" in page.messages[-1].text
