from __future__ import annotations

import wave

import pytest
from PySide6.QtWidgets import QApplication

import interview_at_hand
from interview_at_hand import NAME, press
from interviewprep.interview.phases import Phase
from interviewprep.journeys.interview import recordings
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.interview.report import page as report_page
from interviewprep.ui.interview.page import InterviewPage
from interviewprep.ui.question import Question
from sound_at_hand import HandSound

LOUD, MUTE = 8000, 0


@pytest.fixture
def sound() -> HandSound:
    return HandSound()


@pytest.fixture
def page(qtbot, workplace, theme, commands, clock, write_deck, sound) -> InterviewPage:
    return interview_at_hand.shown(qtbot, workplace, theme, commands, clock, write_deck, sound)


def answering(qtbot, page: InterviewPage, **wishes: object) -> None:
    """In the answer to the first question, which was thought about."""
    page.start(NAME, Wishes(seed="5", **wishes))
    press(qtbot, page, "Space")
    press(qtbot, page, "Ctrl+Return")
    assert page._look.state.phase is Phase.ANSWER


def on_to(qtbot, page: InterviewPage, phase: Phase) -> None:
    for _ in range(12):
        if page._look.state.phase is phase:
            return
        press(qtbot, page, "Ctrl+Return")
    raise AssertionError(phase)


def to_the_end(qtbot, page: InterviewPage, clock) -> None:
    while page._look is not None and not page._look.state.over:
        clock.pass_seconds(10)
        page.ask()
        press(qtbot, page, "Ctrl+Return")


def kept(workplace, page) -> list[tuple[int, int, float]]:
    return [(one.place, one.follow_up, one.seconds) for one in recordings.kept(workplace, page._round.key)]


def confirm(page) -> Question:
    dialog = page.findChild(Question)
    dialog.accept()
    return dialog


# Recording


def test_a_key_records_the_answer_and_the_same_key_stops(qtbot, page, workplace, sound):
    answering(qtbot, page)
    press(qtbot, page, "Alt+R")
    sound.hear(2)
    assert page.sound.bar.words.text().startswith("0:02")
    assert page.sound.bar.meter.lit > 0
    press(qtbot, page, "Alt+R")
    sound.hear(2)
    assert kept(workplace, page) == [(0, 0, 2)]
    with wave.open(str(recordings.kept(workplace, page._round.key)[0].file)) as file:
        assert file.getnframes() == 32_000


def test_the_notes_keep_the_focus_while_it_is_recorded(qtbot, page, workplace, sound):
    answering(qtbot, page)
    page.sound.bar.button.click()
    qtbot.keyClicks(QApplication.focusWidget(), "in writing too")
    page.ask()
    sound.hear(1)
    page.sound.bar.button.click()
    asked = page._marks.see(0).asked
    assert asked.answers[0] == "in writing too"
    assert [follow_up for follow_up, _ in asked.recordings] == [0]


def test_a_second_try_goes_on_in_the_same_recording(qtbot, page, workplace, sound):
    answering(qtbot, page)
    for _ in range(2):
        press(qtbot, page, "Alt+R")
        sound.hear(1)
        press(qtbot, page, "Alt+R")
    assert kept(workplace, page) == [(0, 0, 2)]


def test_recording_stops_when_the_clock_leaves_the_answer(qtbot, page, workplace, sound, clock):
    answering(qtbot, page)
    press(qtbot, page, "Alt+R")
    sound.hear(1)
    clock.pass_seconds(page._look.state.remaining_ms / 1000 + 1)
    page.ask()
    assert not sound.mic.listens
    sound.hear(1)
    assert kept(workplace, page) == [(0, 0, 1)]


def test_a_follow_up_has_a_recording_of_its_own(qtbot, page, workplace, sound):
    answering(qtbot, page)
    on_to(qtbot, page, Phase.FOLLOW_UP)
    press(qtbot, page, "Alt+R")
    sound.hear(1)
    page.sound.leave()
    ((place, follow_up, _),) = kept(workplace, page)
    assert (place, follow_up) == (page._look.state.question, 1)


def test_nothing_is_recorded_while_one_thinks_or_pauses(qtbot, page, workplace, sound):
    page.start(NAME, Wishes(seed="5", practice=True))
    press(qtbot, page, "Space")
    assert page._look.state.phase is Phase.THINK
    press(qtbot, page, "Alt+R")
    assert "once its clock runs" in page.messages[-1].text
    press(qtbot, page, "Ctrl+Return")
    press(qtbot, page, "Alt+R")
    sound.hear(1)
    press(qtbot, page, "Alt+P")
    assert not sound.mic.listens
    assert kept(workplace, page) == [(0, 0, 1)]


def test_nothing_is_recorded_once_the_page_is_left(qtbot, page, sound):
    answering(qtbot, page)
    press(qtbot, page, "Alt+R")
    page.hide()
    assert not sound.mic.listens


def test_recording_begins_by_itself_where_that_is_wished_but_not_for_numbers(qtbot, page, workplace, sound):
    workplace.choose(record_answers=True)
    answering(qtbot, page)
    recorded = []
    while page._look.state.phase is not Phase.YOUR_QUESTIONS:
        page.ask()
        sound.hear(1)
        recorded.append((page._look.asked.kind.value, page._look.state.phase, sound.mic.listens))
        press(qtbot, page, "Ctrl+Return")
    assert all(listens == (phase is not Phase.THINK and kind != "drill") for kind, phase, listens in recorded)
    assert {kind for kind, _, _ in recorded} >= {"open", "drill"}


def test_what_is_stopped_by_hand_does_not_begin_again_by_itself(qtbot, page, workplace, sound):
    workplace.choose(record_answers=True)
    answering(qtbot, page)
    page.ask()
    assert sound.mic.listens
    press(qtbot, page, "Alt+R")
    page.ask()
    assert not sound.mic.listens


def test_a_device_that_goes_away_is_told_and_the_round_goes_on(qtbot, page, workplace, sound):
    answering(qtbot, page)
    press(qtbot, page, "Alt+R")
    sound.hear(1)
    sound.mic.failed.emit("the microphone is gone")
    assert page.messages[-1].text == (
        "The recording stopped: the microphone is gone. What was recorded before is kept, and the round goes on."
    )
    assert page.messages[-1].lasting
    assert kept(workplace, page) == [(0, 0, 1)]
    press(qtbot, page, "Ctrl+Return")
    assert page.room == "round"


def test_a_device_that_gives_nothing_leaves_no_row_and_no_file(qtbot, page, workplace, sound):
    answering(qtbot, page)
    press(qtbot, page, "Alt+R")
    sound.mic.failed.emit("no more sound came from the microphone")
    assert page.messages[-1].text.startswith("Nothing was recorded")
    assert kept(workplace, page) == []
    assert not list(workplace.places.recordings.rglob("*.wav"))


def test_a_disk_that_is_full_stops_the_recording_and_not_the_round(qtbot, page, workplace, sound):
    resource = pytest.importorskip("resource", reason="limits of a process are a thing of Unix")
    import signal

    before, limits = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    answering(qtbot, page)
    press(qtbot, page, "Alt+R")
    sound.hear(1)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
        sound.hear(1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert "file too large" in page.messages[-1].text
    assert not sound.mic.listens
    ((_, _, seconds),) = kept(workplace, page)
    assert 1 <= seconds < 2
    press(qtbot, page, "Ctrl+Return")
    assert page.room == "round"


@pytest.mark.parametrize("by_itself", [False, True])
def test_without_a_microphone_the_reason_is_told_once(qtbot, page, workplace, sound, by_itself):
    sound.no_microphone = "There is no microphone. Plug one in and try again."
    workplace.choose(record_answers=by_itself)
    answering(qtbot, page)
    if not by_itself:
        press(qtbot, page, "Alt+R")
    page.ask()
    on_to(qtbot, page, Phase.FOLLOW_UP)
    page.ask()
    assert [message.text for message in page.messages] == [sound.no_microphone]
    assert kept(workplace, page) == []


def test_a_silent_microphone_is_asked_about(qtbot, page, sound):
    answering(qtbot, page)
    press(qtbot, page, "Alt+R")
    for _ in range(80):
        sound.hear(0.06, MUTE)
    assert "is the microphone muted?" in page.sound.bar.words.text()
    sound.hear(0.06, LOUD)
    assert "muted" not in page.sound.bar.words.text()


# Without the extra


def test_without_the_extra_the_round_is_whole_and_the_lobby_says_how_to_get_it(qtbot, page, sound, clock):
    sound.lacks = "Sound comes with the [speech] extra: python3 run.py speech"
    page._open(NAME)
    assert "python3 run.py speech" in page.lobby.sound.text()
    answering(qtbot, page)
    assert not page.sound.bar.isVisibleTo(page)
    press(qtbot, page, "Alt+R")
    assert page.messages[-1].text == sound.lacks
    to_the_end(qtbot, page, clock)
    assert page.room == "marking"


def test_with_the_extra_the_lobby_names_the_keys(page):
    page._open(NAME)
    assert "Alt+R records an answer" in page.lobby.sound.text()


# Hearing again, and deleting


def recorded_round(qtbot, page, sound, clock) -> int:
    answering(qtbot, page)
    press(qtbot, page, "Alt+R")
    sound.hear(72)
    on_to(qtbot, page, Phase.FOLLOW_UP)
    press(qtbot, page, "Alt+R")
    sound.hear(3)
    key = page._round.key
    to_the_end(qtbot, page, clock)
    return key


def mark_all(qtbot, page: InterviewPage) -> None:
    while page.room == "marking":
        if page.marking.predicting:
            press(qtbot, page, "3")
        press(qtbot, page, "2")
        press(qtbot, page, "Ctrl+Return")
        press(qtbot, page, "Ctrl+Return")


def test_a_recording_is_played_while_it_is_marked(qtbot, page, sound, clock):
    recorded_round(qtbot, page, sound, clock)
    (row,) = page.sound.of_question.rows
    assert (row.words.text(), row.time.text()) == ("Your answer", "1:12")
    press(qtbot, page, "Alt+A")
    assert sound.players[0].playing.name == "01-0.wav"
    sound.players[0].moved.emit(5000)
    assert row.time.text() == "0:05 / 1:12"
    assert row.play.text() == "Stop"
    press(qtbot, page, "Alt+A")
    assert sound.players[0].playing is None
    assert row.play.text() == "Play"


def test_it_plays_on_while_the_score_is_predicted(qtbot, page, sound, clock):
    recorded_round(qtbot, page, sound, clock)
    press(qtbot, page, "Alt+A")
    press(qtbot, page, "3")
    assert not page.marking.predicting
    assert sound.players[0].playing is not None


def test_an_answer_whose_only_recording_is_deleted_was_not_answered(qtbot, page, sound, clock):
    recorded_round(qtbot, page, sound, clock)
    assert "Answered aloud." in page.marking.answer.plain
    page.sound.of_question.rows[0].delete.click()
    confirm(page)
    assert "Nothing was written." in page.marking.answer.plain


def test_it_plays_no_more_once_the_question_is_left(qtbot, page, sound, clock):
    recorded_round(qtbot, page, sound, clock)
    press(qtbot, page, "Alt+A")
    page.go_back()
    assert sound.players[0].playing is None


def test_the_report_has_the_recordings_by_question_and_its_file_has_no_sound(qtbot, page, sound, clock):
    recorded_round(qtbot, page, sound, clock)
    mark_all(qtbot, page)
    assert page.room == "report"
    names = [row.words.text() for row in page.sound.of_interview.rows]
    assert len(names) == 2
    assert names[1].endswith("Follow-up 1")
    page.sound.of_interview.rows[1].play.click()
    assert sound.players[-1].playing.name.endswith("-1.wav")
    made = report_page(page.report.report)
    assert "Answered aloud." in made
    assert "<audio" not in made
    assert ".wav" not in made


def test_deleting_asks_first_and_says_that_it_is_for_ever(qtbot, page, sound, clock, workplace):
    key = recorded_round(qtbot, page, sound, clock)
    file = recordings.kept(workplace, key)[0].file
    page.sound.of_question.rows[0].delete.click()
    assert file.exists()
    dialog = page.findChild(Question)
    assert dialog.leave.isDefault()
    said = " ".join(label.text() for label in dialog.findChildren(type(page.sound.bar.words)))
    assert "for ever and cannot be brought back" in said
    confirm(page)
    assert not file.exists()
    assert page.sound.of_question.rows == []
    assert len(recordings.kept(workplace, key)) == 1


def test_all_recordings_of_an_interview_are_deleted_at_once(qtbot, page, sound, clock, workplace):
    key = recorded_round(qtbot, page, sound, clock)
    mark_all(qtbot, page)
    page.sound.of_interview.delete_all.click()
    confirm(page)
    assert recordings.kept(workplace, key) == ()
    assert not list(workplace.places.recordings.rglob("*.wav"))
    assert not page.sound.of_interview.isVisibleTo(page)
    assert "Answered aloud." not in report_page(page.report.report)


# The interviewer's voice


def test_questions_are_read_where_that_is_wished_as_plain_text(qtbot, page, workplace, sound):
    workplace.choose(read_aloud=True, voice="English (Scotland)", voice_speed=-20)
    page.start(NAME, Wishes(seed="5"))
    assert sound.voice.told == []
    press(qtbot, page, "Space")
    assert sound.voice.told == [(page.stage.question.plain, "English (Scotland)", -20)]
    press(qtbot, page, "Ctrl+Return")
    assert len(sound.voice.told) == 1  # the answer is about the same question
    on_to(qtbot, page, Phase.FOLLOW_UP)
    assert sound.voice.reads == page.stage.follow_up.plain


def test_reading_stops_when_the_question_leaves(qtbot, page, workplace, sound, clock):
    workplace.choose(read_aloud=True)
    answering(qtbot, page)
    assert sound.voice.reads
    to_the_end(qtbot, page, clock)
    assert sound.voice.reads == ""


def test_a_key_reads_again_and_silences(qtbot, page, sound):
    answering(qtbot, page)
    press(qtbot, page, "Alt+A")
    assert sound.voice.reads == page.stage.question.plain
    press(qtbot, page, "Alt+A")
    assert sound.voice.reads == ""


def test_recording_waits_until_the_voice_has_ended(qtbot, page, workplace, sound):
    workplace.choose(read_aloud=True, record_answers=True)
    answering(qtbot, page)
    page.ask()
    assert sound.mic is None
    sound.voice.speaking.emit(False)
    page.ask()
    assert sound.mic.listens


def test_without_a_voice_the_text_is_there_and_the_reason_is_said(qtbot, page, workplace, sound):
    sound.no_voice = "The system has no voice to read with."
    workplace.choose(read_aloud=True)
    answering(qtbot, page)
    on_to(qtbot, page, Phase.FOLLOW_UP)
    assert page.stage.follow_up.plain
    assert [message.text for message in page.messages] == [sound.no_voice]


# The last half minute


@pytest.mark.parametrize(("wished", "heard"), [(False, 0), (True, 1)])
def test_the_last_half_minute_is_heard_once_where_that_is_wished(qtbot, page, workplace, sound, clock, wished, heard):
    workplace.choose(warning_sound=wished)
    answering(qtbot, page)
    clock.pass_seconds(page._look.state.remaining_ms / 1000 - 29)
    page.ask()
    page.ask()
    assert sound.warned == heard
