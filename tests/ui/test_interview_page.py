from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

import interview_at_hand
import interview_decks
from interview_at_hand import NAME, press
from interviewprep.clock import Ticks
from interviewprep.interview.blueprint import Adjustment, Stop
from interviewprep.interview.phases import Phase
from interviewprep.journeys.interview import blueprints
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.interview.mock_interview import MockInterview
from interviewprep.journeys.interview.report import listed
from interviewprep.journeys.undo import would_undo
from interviewprep.ui.interview.adjust import AdjustDialog
from interviewprep.ui.interview.page import InterviewPage
from interviewprep.ui.study.menu import undo_words


@pytest.fixture
def page(qtbot, workplace, theme, commands, clock, write_deck) -> InterviewPage:
    return interview_at_hand.shown(qtbot, workplace, theme, commands, clock, write_deck)


def begun(qtbot, page: InterviewPage, **wishes: object) -> None:
    page.start(NAME, Wishes(seed="5", **wishes))
    press(qtbot, page, "Space")


def to_the_end(qtbot, page: InterviewPage, clock) -> None:
    while page._look is not None and not page._look.state.over:
        clock.pass_seconds(10)
        page.ask()
        press(qtbot, page, "Ctrl+Return")


def mark_all(qtbot, page: InterviewPage) -> None:
    while page.room == "marking":
        if page.marking.predicting:
            press(qtbot, page, "3")
        press(qtbot, page, "2")
        press(qtbot, page, "Ctrl+Return")
        press(qtbot, page, "Ctrl+Return")


def test_the_list_has_every_interview_and_enter_opens_one(qtbot, page):
    assert [row.key for row in page.choose._files.rows] == [NAME]
    qtbot.keyClick(page.choose._files, Qt.Key.Key_Return)
    assert page.room == "lobby"
    assert page.lobby._title.text() == "Small screen"
    press(qtbot, page, "Esc")
    assert page.room == "choose"


def test_a_round_is_held_marked_and_reported_by_keys_alone(qtbot, page, clock, workplace):
    qtbot.keyClick(page.choose._files, Qt.Key.Key_Return)
    press(qtbot, page, "S")
    assert page.room == "ready"
    press(qtbot, page, "Space")
    assert page._look.state.phase is Phase.THINK
    press(qtbot, page, "Ctrl+Return")
    qtbot.keyClicks(QApplication.focusWidget(), "I measured first")
    to_the_end(qtbot, page, clock)
    assert page.room == "marking"
    mark_all(qtbot, page)
    assert page.room == "report"
    assert "Small screen" in page.report.report.round.title
    assert [one.outcome.value for one in listed(workplace)] == ["done"]


def test_what_is_typed_is_kept_at_the_next_tick(qtbot, page, workplace):
    begun(qtbot, page)
    qtbot.keyClicks(page.stage.notes, "a deadline in spring")
    page.ask()
    with workplace.database.read() as db:
        assert db.value("SELECT text FROM interview_answer") == "a deadline in spring"


def test_words_typed_just_before_the_clock_ran_out_stay_with_their_question(qtbot, page, clock):
    begun(qtbot, page)
    press(qtbot, page, "Ctrl+Return")
    first = page._look.state.question
    qtbot.keyClicks(page.stage.notes, "in the end it worked")
    clock.pass_seconds(page._look.state.remaining_ms / 1000 + 1)
    page.ask()
    assert page._look.state.question != first
    assert page.stage.text == ""
    assert page._marks.see(first).asked.answers[0] == "in the end it worked"


def test_the_ring_empties_and_warns_once_in_the_last_half_minute(qtbot, page, clock):
    begun(qtbot, page)
    press(qtbot, page, "Ctrl+Return")
    assert not page.stage.clock.ring.urgent
    clock.pass_seconds(page._look.state.remaining_ms / 1000 - 29)
    page.ask()
    assert page.stage.clock.ring.urgent
    assert page.stage.clock.words.text() == "29 s left"
    assert page._look.alarm
    page.ask()
    assert not page._look.alarm


def test_a_key_is_only_taken_where_it_is_allowed(qtbot, page, clock):
    begun(qtbot, page)
    assert not page.stage.buttons["pause"].isVisibleTo(page)
    press(qtbot, page, "Alt+P")
    assert not page._look.state.paused
    assert not page.stage.buttons["back"].isVisibleTo(page)


def test_practice_can_be_paused_and_the_clock_waits(qtbot, page, clock):
    begun(qtbot, page, practice=True)
    left = page._look.state.remaining_ms
    press(qtbot, page, "Alt+P")
    clock.pass_seconds(600)
    page.ask()
    assert page._look.state.remaining_ms == left
    press(qtbot, page, "Alt+P")
    assert not page._look.state.paused


def test_the_stage_shows_the_follow_up_large_and_keeps_its_own_notes(qtbot, page):
    begun(qtbot, page)
    for _ in range(12):
        if page._look.state.phase is Phase.FOLLOW_UP:
            break
        press(qtbot, page, "Ctrl+Return")
    assert page._look.follow_up
    assert page.stage.follow_up.plain == page._look.follow_up
    assert page.stage.text == ""


def test_nothing_of_the_marks_is_shown_before_the_score_is_predicted(qtbot, page, clock):
    begun(qtbot, page)
    press(qtbot, page, "Ctrl+Return")
    qtbot.keyClicks(page.stage.notes, "It cost others a week and since then I tell early")
    to_the_end(qtbot, page, clock)
    assert page.marking.predicting
    assert not page.marking.points.isVisibleTo(page)
    press(qtbot, page, "4")
    assert not page.marking.predicting
    assert page.marking.marking.asked.predicted == 4
    assert page.marking.points.isVisibleTo(page)
    assert not page.marking.model.isVisibleTo(page)
    press(qtbot, page, "Alt+1")
    press(qtbot, page, "3")
    press(qtbot, page, "Ctrl+Return")
    assert page.marking.model.isVisibleTo(page)
    marked = page.marking.marking.asked
    assert marked.score == 3
    assert [point.hit for point in marked.points] == list(page.marking.points.hits.values())


def test_a_question_that_was_set_out_of_sight_takes_no_more_room_than_its_words(qtbot, page, clock, write_deck):
    words = "Tell me about somebody you taught to find and fix performance problems."
    deck = interview_decks.WARM_UP.replace("Tell me about a deadline you missed.", words)
    write_deck("warm-up", deck.replace("Tell me about a fault you caused.", words))
    page.resize(1340, 900)
    begun(qtbot, page)
    to_the_end(qtbot, page, clock)
    view = page.marking.question._view
    assert view.height() == round(view.text.size().height() + 0.49)


def test_a_story_has_its_shares_and_they_are_kept(qtbot, page, clock):
    begun(qtbot, page)
    press(qtbot, page, "Ctrl+Return")
    qtbot.keyClicks(page.stage.notes, "We had a deadline. I had to finish. I wrote it. In the end it took 3 days.")
    to_the_end(qtbot, page, clock)
    press(qtbot, page, "2")
    for field, share in zip(page.marking.star.fields, (50, 20, 20, 10), strict=True):
        field.setValue(share)
    assert "result is thin" in page.marking.star._note.text()
    page.marking.act()
    assert page.marking.marking.asked.star.situation == pytest.approx(0.5)


def test_each_question_can_be_marked_when_it_is_over(qtbot, page):
    begun(qtbot, page, mark_each=True)
    press(qtbot, page, "Ctrl+Return")
    press(qtbot, page, "Ctrl+Return")
    while page.room == "round" and page._look.state.phase is Phase.FOLLOW_UP:
        press(qtbot, page, "Ctrl+Return")
    assert page.room == "marking"
    press(qtbot, page, "1")
    press(qtbot, page, "Ctrl+Return")
    press(qtbot, page, "Ctrl+Return")
    assert page.room == "round"
    assert page._look.state.question == 1


def test_leaving_asks_first_and_ends_the_round_as_interrupted(qtbot, page, workplace):
    begun(qtbot, page)
    press(qtbot, page, "Esc")
    assert page.room == "round"
    dialog = QApplication.activeModalWidget()
    dialog.answer.click()
    assert page.room in ("marking", "report")
    mark_all(qtbot, page)
    assert [one.outcome.value for one in listed(workplace)] == ["interrupted"]


def test_an_unfinished_round_is_offered_and_gone_on_with(qtbot, page, workplace, clock):
    cut_short = MockInterview.start(workplace, NAME, Wishes(seed="5"), Ticks(lambda: clock.at_ms))
    cut_short.begin()
    page.shown()
    go_on = [button for button in page.choose.findChildren(QPushButton) if button.isVisibleTo(page)]
    assert [button.text() for button in go_on] == ["Go on", "End it as interrupted"]
    clock.pass_seconds(5)
    go_on[0].click()
    assert page.room == "round"
    assert page._round.key == cut_short.key
    assert page._look.state.round_left_ms == cut_short.times.round_ms - 5000


def test_the_effect_of_an_interview_is_undone_by_the_button_of_its_message(qtbot, page, clock):
    begun(qtbot, page)
    to_the_end(qtbot, page, clock)
    heard = []
    page.said.connect(heard.append)
    mark_all(qtbot, page)
    assert page.report.report.missed > 0
    heard[0].act()
    assert page.report.report.round.effect_undone
    assert heard[-1].text == "Undone: what the interview “Small screen” did to your cards"


def test_ctrl_z_on_the_report_takes_the_effect_back_once(qtbot, page, clock):
    begun(qtbot, page)
    to_the_end(qtbot, page, clock)
    mark_all(qtbot, page)
    heard = []
    page.said.connect(heard.append)
    press(qtbot, page, "Ctrl+Z")
    assert page.report.report.round.effect_undone
    press(qtbot, page, "Ctrl+Z")
    assert [one.text for one in heard] == [
        "Undone: what the interview “Small screen” did to your cards",
        "There is nothing to take back, or other cards were answered since.",
    ]


def test_study_says_what_an_undo_of_an_interview_would_take_back(qtbot, page, clock, workplace, theme, commands):
    begun(qtbot, page)
    to_the_end(qtbot, page, clock)
    mark_all(qtbot, page)
    assert undo_words(would_undo(workplace.database)) == "Undo interview “Small screen”"


def test_another_look_keeps_what_was_ticked(qtbot, page, clock, theme, workplace):
    begun(qtbot, page)
    press(qtbot, page, "Ctrl+Return")
    qtbot.keyClicks(page.stage.notes, "a story")
    to_the_end(qtbot, page, clock)
    press(qtbot, page, "3")
    press(qtbot, page, "Alt+1")
    press(qtbot, page, "4")
    before = page.marking.points.hits
    workplace.choose(theme="dark")
    theme.take(workplace.settings)
    assert page.marking.points.hits == before
    assert any(before.values())
    assert page.marking.scores.score == 4


def test_the_report_is_saved_in_every_format(qtbot, page, clock, tmp_path):
    begun(qtbot, page)
    to_the_end(qtbot, page, clock)
    mark_all(qtbot, page)
    for name, sign in (("html", b"<!doctype html>"), ("markdown", b"# Small screen"), ("pdf", b"%PDF")):
        page.report.save(name, str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(sign)


def test_a_report_that_cannot_be_written_says_so(qtbot, page, clock, tmp_path):
    begun(qtbot, page)
    to_the_end(qtbot, page, clock)
    mark_all(qtbot, page)
    with qtbot.waitSignal(page.said) as heard:
        page.report.save("html", str(tmp_path / "nowhere" / "report.html"))
    assert "could not be written" in heard.args[0].text


def test_the_dialog_gives_back_what_was_adjusted(qtbot, page, theme, workplace):
    blueprint = blueprints.find(workplace, NAME).blueprint
    dialog = AdjustDialog(blueprint, Wishes(), [("tech", "Tech"), ("warm-up", "Warm up")], theme, page)
    assert dialog.wishes == Wishes()
    dialog.minutes.setValue(20)
    dialog.extra.setCurrentIndex(2)
    dialog.stop.setCurrentIndex(1)
    dialog.levels[1].setChecked(True)
    dialog.topics.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.practice.setChecked(True)
    dialog.mark_each.setChecked(True)
    dialog.seed.setText(" 12  ab ")
    change = dialog.wishes.change
    assert (change.minutes, change.extra_time, change.stop) == (20, 1.5, Stop.SOFT)
    assert [level.value for level in change.levels] == ["mid"]
    assert change.topics == ("tech",)
    assert dialog.wishes.practice
    assert dialog.wishes.mark_each
    assert (dialog.wishes.seed, dialog.wishes.adapt) == ("12 ab", None)


def test_the_seed_of_a_report_gives_the_same_interview_again(qtbot, page, clock):
    asked = []
    for _ in range(2):
        page._open(NAME)
        page.lobby.want(Wishes(seed="12"))
        assert "drawn by the seed 12" in page.lobby._wanted.text()
        press(qtbot, page, "S")
        asked.append([one.question for one in page._round._asked.values()])
        press(qtbot, page, "Space")
        to_the_end(qtbot, page, clock)
        mark_all(qtbot, page)
    assert asked[0] == asked[1]
    assert page.report.report.round.seed == "12"


def test_an_adjusted_interview_is_kept_as_ones_own(qtbot, page, workplace):
    page._open(NAME)
    page.lobby.want(replace(page.lobby.wishes, change=Adjustment(minutes=20)))
    page.lobby.keep_as("Short screen")
    assert (workplace.places.decks / "interviews" / "short-screen.md").exists()
    page.go_back()
    assert "Short screen" in [row.title for row in page.choose._files.rows]


def test_an_interview_that_the_decks_cannot_fill_is_refused_in_words(qtbot, page, write_deck):
    write_deck(
        "interviews/empty",
        interview_decks.SCREEN.replace("tech", "nothing-of-the-kind")
        .replace("tags: [behavioural]", "tags: [unknown]")
        .replace("kinds: [drill]", "leaves: [NONE]"),
    )
    page._open("interviews/empty")
    page._start()
    assert page.room == "lobby"
    assert page.lobby._problems.isVisibleTo(page)
    assert "no card can be asked" in page.lobby._problems.text()


def test_a_window_that_was_wide_marks_in_a_narrow_one_without_scrolling_sideways(qtbot, page, clock, workplace, theme):
    workplace.choose(text_percent=200)
    theme.take(workplace.settings)
    begun(qtbot, page)
    to_the_end(qtbot, page, clock)
    press(qtbot, page, "3")
    assert not page.marking.predicting
    for width in (1200, 570):
        page.setMinimumSize(1, 1)
        page.resize(width, 500)
        qtbot.waitUntil(lambda width=width: page.marking.viewport().width() > width - 40)
        qtbot.waitUntil(lambda: page.marking.horizontalScrollBar().maximum() == 0)
    assert page.marking.go_on.text() == page.marking.go_on.accessibleName()


def test_the_fields_of_the_round_are_of_one_width_and_cut_no_words(qtbot, page):
    qtbot.keyClick(page.choose._files, Qt.Key.Key_Return)
    page.lobby.ask_how()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AdjustDialog)
    fields = (dialog.minutes, dialog.extra, dialog.stop, dialog.seed)
    qtbot.waitUntil(lambda: len({field.width() for field in fields}) == 1)
    needed = dialog.seed.fontMetrics().horizontalAdvance(dialog.seed.placeholderText())
    assert needed < dialog.seed.width() - dialog.seed.fontMetrics().height()
    dialog.reject()


def test_buttons_name_their_keys_in_brackets_and_without_a_key_nothing(qtbot, page, commands, workplace):
    begun(qtbot, page)
    button = page.stage.buttons["next"]
    assert button.text() == "Answer now (Ctrl+Enter)"
    workplace.choose(keys=(("interview.next", ""),))
    commands.take(workplace.settings)
    assert commands.named("Answer now", "interview.next") == "Answer now"


def test_tab_and_screen_readers_meet_the_report_before_what_is_below_it(qtbot, page, clock):
    begun(qtbot, page)
    to_the_end(qtbot, page, clock)
    mark_all(qtbot, page)
    assert page.room == "report"
    page.report.back.setFocus()
    met = []
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    before = met[: met.index(page.report.friend["send"])]
    assert len(before) > 2
    assert all(page.report._body.isAncestorOf(one) for one in before)
    inside = page.report.inside.children()
    assert inside.index(page.report._body) < inside.index(page.report.friend["send"].parent())
