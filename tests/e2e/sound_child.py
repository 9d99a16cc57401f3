"""Uses the devices of this machine as the window does, for `test_sound_devices.py`: `sound_child.py DEED FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parent.parent))

import interview_decks
from interviewprep.clock import chosen
from interviewprep.journeys.interview import recordings
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.workplace import Workplace, for_writing
from interviewprep.paths import Places
from interviewprep.ui.commands import Commands
from interviewprep.ui.interview.page import InterviewPage
from interviewprep.ui.sound.devices import Sound
from interviewprep.ui.theme import Theme

LONGEST_MS = 20_000
QUESTION = "How would you find out whether a kernel is bound by memory, and what would you measure first?"


def until(met: Callable[[], bool], at_most_ms: int = LONGEST_MS) -> bool:
    loop, poll, end = QEventLoop(), QTimer(), QTimer()
    poll.timeout.connect(lambda: met() and loop.quit())
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    poll.start(20)
    end.start(at_most_ms)
    loop.exec()
    return met()


def pass_ms(wait_ms: int) -> None:
    until(lambda: False, wait_ms)


def answering(workplace: Workplace) -> InterviewPage:
    for name, text in (
        ("tech", interview_decks.TECH),
        ("warm-up", interview_decks.WARM_UP),
        ("estimates", interview_decks.DRILLS),
        ("interviews/small", interview_decks.SCREEN),
    ):
        path = workplace.places.decks / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    workplace.refresh()
    page = InterviewPage(workplace, Theme(workplace.settings), Commands(workplace.settings))
    page.said.connect(lambda message: print("said", message.text, flush=True))
    page.show()
    page.start("interviews/small", Wishes(seed="5"))
    page._do("next")
    page._do("next")
    return page


def record(workplace: Workplace, seconds: float) -> InterviewPage:
    page = answering(workplace)
    page.sound.toggle_recording()
    print("recording", flush=True)
    until(lambda: page.sound.recorder.seconds >= seconds or page.sound.recorder.answer is None)
    return page


def main(deed: str, folder: Path) -> None:
    application = QApplication([])
    sound = Sound(application)
    with for_writing(Places(folder), chosen(None, {}, running=True), "test", with_shipped=False) as workplace:
        if deed == "record":
            page = record(workplace, 2)
            page.sound.toggle_recording()
            print("file", recordings.kept(workplace, page._round.key)[0].file)
        elif deed == "record-on":
            page = record(workplace, 3600)
            page.sound.toggle_recording()  # once it has failed
        elif deed == "play":
            player, ended = sound.player(application), []
            player.ended.connect(lambda: ended.append(1))
            player.play(folder / "tone.wav")
            print("ended", until(lambda: bool(ended)))
        elif deed == "warn":
            sound.warn()
            pass_ms(1500)
        elif deed in ("speak", "hush"):
            speaker, states = sound.speaker(application), []
            speaker.speaking.connect(states.append)
            until(lambda: bool(speaker.voices))
            speaker.say(QUESTION, "", 0)
            if deed == "hush":
                pass_ms(1200)
                speaker.hush()
                pass_ms(2000)
            print("ended", until(lambda: states[-1:] == [False]))
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
