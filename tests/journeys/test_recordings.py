from __future__ import annotations

import shutil
import wave
from collections import namedtuple

import pytest

import interview_decks
from interviewprep.journeys.interview import reading as interview_reading
from interviewprep.journeys.interview import recordings
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.interview.mock_interview import MockInterview
from interviewprep.journeys.interview.recordings import BYTES_A_SECOND, NotDeleted, RecordingRefused, SoundFile

SECOND = bytes(range(250)) * (BYTES_A_SECOND // 250)


@pytest.fixture
def round_(workplace, write_deck) -> MockInterview:
    interview_decks.write_all(write_deck)
    held = MockInterview.start(workplace, "interviews/small", Wishes(seed="5"))
    held.begin()
    held.next()
    return held


def record(workplace, round_, place: int, follow_up: int = 0, seconds: int = 1) -> None:
    name = recordings.name_of(workplace, round_.key, place, follow_up)
    file = recordings.open_file(workplace, name)
    round_.keep_recording(place, follow_up, name)
    for _ in range(seconds):
        file.add(SECOND)
    file.close()


def named(workplace, round_) -> list[tuple[int, int]]:
    with workplace.database.read() as db:
        read = interview_reading.load(db, round_.key)
    return [(one.place, follow_up) for one in read.asked for follow_up, _ in one.recordings]


def frames(path) -> bytes:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
        return file.readframes(file.getnframes())


def test_a_recording_is_a_wav_file_with_all_that_was_heard(tmp_path):
    file = SoundFile(tmp_path / "one.wav")
    for at in range(0, len(SECOND), 777):
        file.add(SECOND[at : at + 777])
    file.close()
    assert frames(tmp_path / "one.wav") == SECOND


def test_a_file_that_was_never_closed_lacks_at_most_its_last_second(tmp_path):
    file = SoundFile(tmp_path / "one.wav")
    for _ in range(3):
        file.add(SECOND)
    file.add(SECOND[:-200])
    assert frames(tmp_path / "one.wav")[: 3 * BYTES_A_SECOND] == 3 * SECOND


def test_a_recording_goes_on_where_a_crash_left_it(tmp_path):
    SoundFile(tmp_path / "one.wav").add(SECOND[:1000])
    again = SoundFile(tmp_path / "one.wav")
    assert again.seconds == 1000 / BYTES_A_SECOND
    again.add(SECOND[1000:])
    again.close()
    assert frames(tmp_path / "one.wav") == SECOND


def test_a_file_of_somebody_else_is_not_written_over(tmp_path):
    (tmp_path / "one.wav").write_bytes(b"something else, and longer than any head of a sound file would be")
    with pytest.raises(OSError, match="is no recording"):
        SoundFile(tmp_path / "one.wav")
    assert (tmp_path / "one.wav").read_bytes().startswith(b"something else")


def test_a_file_without_sound_does_not_stay(tmp_path):
    SoundFile(tmp_path / "one.wav").close()
    assert not (tmp_path / "one.wav").exists()


def test_recordings_are_named_by_interview_question_and_follow_up(workplace, round_):
    record(workplace, round_, 0)
    record(workplace, round_, 1, seconds=2)
    record(workplace, round_, 1, 1)
    found = recordings.kept(workplace, round_.key)
    assert [(one.place, one.follow_up, one.seconds) for one in found] == [(0, 0, 1), (1, 0, 2), (1, 1, 1)]
    assert [one.file.name for one in found] == ["01-0.wav", "02-0.wav", "02-1.wav"]
    assert {one.file.parent.parent for one in found} == {workplace.places.recordings}


def test_an_answer_may_be_written_and_spoken(workplace, round_):
    record(workplace, round_, 0)
    round_.answer_text("I measured first")
    with workplace.database.read() as db:
        asked = interview_reading.load(db, round_.key).asked[0]
    assert asked.answers[0] == "I measured first"
    assert [follow_up for follow_up, _ in asked.recordings] == [0]


def test_a_deleted_recording_is_gone_and_no_row_names_it(workplace, round_):
    record(workplace, round_, 0)
    record(workplace, round_, 1)
    first, second = recordings.kept(workplace, round_.key)
    recordings.delete(workplace, round_.key, 0, 0)
    assert not first.file.exists()
    assert second.file.exists()
    assert named(workplace, round_) == [(1, 0)]


def test_the_text_of_a_deleted_recording_stays(workplace, round_):
    record(workplace, round_, 0)
    round_.answer_text("in writing, too")
    recordings.delete_all(workplace, round_.key)
    with workplace.database.read() as db:
        assert interview_reading.load(db, round_.key).asked[0].answers[0] == "in writing, too"
    assert named(workplace, round_) == []
    assert list(workplace.places.recordings.iterdir()) == []


def test_a_file_that_cannot_be_deleted_keeps_its_row(workplace, round_, tmp_path):
    record(workplace, round_, 0)
    (one,) = recordings.kept(workplace, round_.key)
    one.file.unlink()
    (one.file / "inside").mkdir(parents=True)  # a folder of that name cannot be unlinked
    with pytest.raises(NotDeleted, match="still there"):
        recordings.delete(workplace, round_.key, 0, 0)
    assert named(workplace, round_) == [(0, 0)]


def test_a_file_that_somebody_took_away_can_be_deleted_from_the_rows(workplace, round_):
    record(workplace, round_, 0)
    (one,) = recordings.kept(workplace, round_.key)
    one.file.unlink()
    assert not recordings.kept(workplace, round_.key)[0].is_there
    recordings.delete(workplace, round_.key, 0, 0)
    assert named(workplace, round_) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "recordings/../progress.db", "/etc/passwd", "progress.db"])
def test_a_row_that_names_any_other_file_is_not_followed(workplace, round_, name):
    round_.keep_recording(0, 0, name)
    assert recordings.kept(workplace, round_.key) == ()
    recordings.delete_all(workplace, round_.key)
    assert workplace.places.database.exists()
    assert named(workplace, round_) == []


def test_a_disk_without_room_is_told_before_anything_is_recorded(workplace, round_, monkeypatch):
    full = namedtuple("usage", "total used free")(10**12, 10**12, 10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(RecordingRefused, match="less than 20 MB are free"):
        recordings.open_file(workplace, "recordings/ab/01-0.wav")
    assert not list(workplace.places.recordings.rglob("*.wav"))


def test_a_disk_that_fills_up_keeps_what_was_written(tmp_path):
    """`RLIMIT_FSIZE` lets a file grow no further, as a full disk would."""
    resource = pytest.importorskip("resource", reason="limits of a process are a thing of Unix")
    import signal

    before, limits = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    file = SoundFile(tmp_path / "one.wav")
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (44 + 2 * BYTES_A_SECOND + 100, limits[1]))
        with pytest.raises(OSError, match="File too large"):
            for _ in range(4):
                file.add(SECOND)
        file.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert frames(tmp_path / "one.wav") == (3 * SECOND)[: 2 * BYTES_A_SECOND + 100]
