from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

import interview_at_hand
from interview_at_hand import NAME
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.interview.interviewer import Interviewer
from interviewprep.journeys.interview.marking import Marks
from interviewprep.journeys.interview.mock_interview import MockInterview
from interviewprep.ui.interview.page import InterviewPage


@pytest.fixture
def page(qtbot, workplace, theme, commands, clock, write_deck) -> InterviewPage:
    return interview_at_hand.shown(qtbot, workplace, theme, commands, clock, write_deck)


def press(qtbot, page: InterviewPage, keys: str) -> None:
    page.activateWindow()
    qtbot.keySequence(QApplication.focusWidget() or page, keys)


def held(workplace, clock, score: int = 3, marked: int = 9) -> int:
    """A round that was gone through, and so many of its questions marked; gives its key."""
    round_ = MockInterview.start(workplace, NAME, Wishes(seed="5"))
    round_.begin()
    for _ in range(40):
        if round_.look().state.over:
            break
        clock.pass_seconds(20)
        round_.answer_text("measure first and find the bound")
        round_.next()
    marks = Marks(workplace, round_.key)
    for place in marks.to_mark()[:marked]:
        marks.mark(place, score, {point.id: True for point in round_._asked[place].points})
    marks.finish()
    return round_.key


def from_a_friend(page: InterviewPage, file, **changes) -> str:
    """The file that a friend's browser saves."""
    asked = page.report.report.round.questions
    marks = {
        "format": "interviewprep marks",
        "version": 1,
        "interview": page.report.report.round.uid,
        "rater": "Anna",
        "questions": [
            {"place": one.place, "score": 2, "points": {point.id: False for point in one.points}, "note": "too short"}
            for one in asked
        ],
    }
    file.write_text(json.dumps(marks | changes))
    return str(file)


def test_the_list_says_when_how_far_and_how_well(page, workplace, clock):
    held(workplace, clock, marked=1)
    clock.pass_days(1)
    held(workplace, clock)
    page.shown()
    rows = page.choose._earlier.rows
    assert [row.title for row in rows] == ["Small screen", "Small screen"]
    assert rows[0].details.startswith("2 March 2026")
    assert rows[0].details.endswith("held to the end, 4 questions")
    assert rows[0].at_the_end == "100 %"
    assert "1 of 4 questions marked" in rows[1].details


def test_an_unmarked_interview_has_no_score_in_the_list(page, workplace, clock):
    held(workplace, clock, marked=0)
    page.shown()
    assert page.choose._earlier.rows[0].at_the_end == ""
    assert page.choose._earlier.rows[0].details.endswith("not marked")


def test_all_earlier_interviews_are_a_button_away(page, workplace, clock):
    for _ in range(13):
        held(workplace, clock, marked=0)
    page.shown()
    assert len(page.choose._earlier.rows) == 12
    page.choose._more.click()
    assert len(page.choose._earlier.rows) == 13
    assert page.choose._more.isHidden()


def test_a_report_compares_with_the_interview_before(page, workplace, clock):
    held(workplace, clock, score=1)
    clock.pass_days(1)
    page._show_report(held(workplace, clock, score=4))
    assert page.report.report.changes
    assert any("Against earlier interviews" in text._html for text in page.report.texts)


def test_a_page_for_a_friend_is_written_where_it_was_asked(qtbot, page, workplace, clock, tmp_path):
    page._show_report(held(workplace, clock))
    press(qtbot, page, "F")
    dialog = page.report.findChild(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.reject()
    page.after.send(str(tmp_path / "page.html"))
    written = (tmp_path / "page.html").read_text()
    assert 'id="marks"' in written
    assert "sends back the file" in page.messages[-1].text


def test_a_page_that_cannot_be_written_says_so(page, workplace, clock, tmp_path):
    page._show_report(held(workplace, clock))
    page.after.send(str(tmp_path / "nowhere" / "page.html"))
    assert "could not be written" in page.messages[-1].text


def test_a_friends_marks_stand_beside_ones_own(page, workplace, clock, tmp_path):
    page._show_report(held(workplace, clock, score=4))
    own = page.report.report.overall.value
    page.after.read(from_a_friend(page, tmp_path / "marks.json"))
    report = page.report.report
    assert page.messages[-1].text == "Anna marked 4 questions of “Small screen”. The report now has both."
    assert report.overall.value < own
    assert [one.rater for one in report.agreements] == ["Anna"]
    said = " ".join(text.plain for text in page.report.texts)
    assert "Scores: you 4, Anna 2." in said
    assert "Anna: too short" in said
    page.go_back()
    assert "marked by 1 other too" in page.choose._earlier.rows[0].details


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"format": "something else"}, "not saved by a page for a second rater"),
        ({"interview": "00" * 16}, "not in this data folder"),
        ({"questions": [{"place": 0, "score": 9, "points": {}}]}, "not 1 to 4"),
    ],
)
def test_a_file_that_holds_no_marks_is_refused_in_words(page, workplace, clock, tmp_path, changes, why):
    page._show_report(held(workplace, clock))
    page.after.read(from_a_friend(page, tmp_path / "marks.json", **changes))
    assert why in page.messages[-1].text
    assert page.messages[-1].lasting
    assert page.report.report.agreements == ()


def test_an_interviewers_marks_are_taken_over_and_named(page, workplace, clock):
    round_ = MockInterview.start(workplace, NAME, Wishes(seed="5"))
    round_.begin()
    for _ in range(40):
        if round_.look().state.over:
            break
        clock.pass_seconds(20)
        round_.next()
    anna = Interviewer(workplace, round_.key, "Anna")
    places = Marks(workplace, round_.key).to_mark()
    for place in places[:2]:
        anna.keep(place, 3, {point.id: True for point in round_._asked[place].points}, "clear")
    page._resume(round_.key, False)
    assert "Take the marks of Anna" in page.marking.take_over.text()
    page.desk.take_over()
    assert page.room == "marking"
    assert page.marking.marking.asked.place == places[2]
    assert page.marking.take_over.isHidden()
    page.desk.finish()
    report = page.report.report
    assert [line.asked.note for line in report.questions[:2]] == ["Anna: clear", "Anna: clear"]
    assert [line.score for line in report.questions[:2]] == [3, 3]
    assert report.agreements == ()
