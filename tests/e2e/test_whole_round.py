"""A 45-minute round of the shipped phone screen in a real window, by keys alone, with a clock that goes faster.

`INTERVIEWPREP_PICTURES=DIR` keeps pictures of its rooms; `…_LOOK` is JSON of settings to take them with.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("Xvfb") or not shutil.which("xdotool"),
    reason="needs Linux with Xvfb and xdotool",
)

NAME = "interviews/performance-phone-screen"
SPEED = 20
LONGEST_WAIT_S = 30
STORY = (
    "In spring our nightly training job missed its window. I was asked to find out why. I profiled the loader first,"
    " then moved decoding to the GPU. In the end the job took 40 percent less time and the team uses the method now."
)
DEPTH = (
    "First I ask what limits it: bandwidth, arithmetic or latency. I measure the achieved bandwidth with a profiler and"
    " compare it with the roofline. If it is memory bound I fuse kernels and use smaller types, then measure again."
)
ESTIMATE = "42 GB"


class Screen:
    """A virtual screen with the window on it, and what is kept on disk."""

    def __init__(self, data: Path) -> None:
        self.data, self.pictures = data, os.environ.get("INTERVIEWPREP_PICTURES", "")
        look = json.loads(os.environ.get("INTERVIEWPREP_PICTURES_LOOK", "{}"))
        size = look.pop("size", "1440x900")
        data.mkdir(parents=True)
        (data / "settings.json").write_text(json.dumps({"welcomed": True, **look}))
        number = 700 + os.getpid() % 200
        self._environ = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "HOME": str(data.parent)}
        self._server = subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", f"{size}x24"], stderr=subprocess.DEVNULL)
        options = ["--speed", str(SPEED), "--now", "2026-03-02T10:00:00+00:00", "--page", "interview"]
        self._program = subprocess.Popen(
            [sys.executable, "-m", "interviewprep", "--data", str(data), *options], env=self._environ
        )
        self.until(lambda: self.rows("SELECT count(*) FROM deck WHERE kind = 'interview'")[0][0] > 0)
        self._window = self._ask("search", "--sync", "--onlyvisible", "--name", "Interview – interviewprep").split()[-1]
        self._ask("windowsize", "--sync", self._window, *size.split("x"))
        self.take_focus()

    def take_focus(self) -> None:
        """There is no window manager that would give it back after a dialog."""
        self._ask("windowfocus", "--sync", self._window)

    def focus_on(self, title: str) -> None:
        dialog = self._ask("search", "--sync", "--onlyvisible", "--name", title).split()[-1]
        self._ask("windowfocus", "--sync", dialog)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._ask("key", "--clearmodifiers", key)
            time.sleep(0.12)

    def type(self, text: str) -> None:
        self._ask("type", "--delay", "1", text)

    def keep(self, name: str) -> None:
        if self.pictures:
            time.sleep(0.4)
            target = Path(self.pictures) / f"{name}.png"
            subprocess.run(["import", "-window", "root", str(target)], env=self._environ, check=False)

    def until(self, holds) -> None:
        deadline = time.monotonic() + LONGEST_WAIT_S
        while not holds():
            assert time.monotonic() < deadline
            assert self._program.poll() is None
            time.sleep(0.05)

    def rows(self, query: str) -> list[tuple]:
        """From the database file, as another program sees it; nothing while it is being made."""
        try:
            connection = sqlite3.connect(f"{(self.data / 'progress.db').as_uri()}?mode=ro", uri=True)
            try:
                return connection.execute(query).fetchall()
            finally:
                connection.close()
        except sqlite3.OperationalError:
            return [(0,)]

    def count(self, query: str) -> int:
        return self.rows(f"SELECT count(*) FROM {query}")[0][0]

    def close_window(self) -> int:
        self.press("ctrl+q")
        return self._program.wait(LONGEST_WAIT_S)

    def close(self) -> None:
        for process in (self._program, self._server):
            if process.poll() is None:
                process.terminate()
                process.wait()

    def _ask(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words], env=self._environ, capture_output=True, text=True, check=True, timeout=LONGEST_WAIT_S
        ).stdout


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path / "data")
    try:
        yield screen
    finally:
        screen.close()


def begin(screen: Screen) -> None:
    names = [name for (name,) in screen.rows("SELECT name FROM deck WHERE kind = 'interview' AND gone = 0 ORDER BY 1")]
    screen.keep("list")
    screen.press("Home", *["Down"] * names.index(NAME), "Return")
    screen.keep("lobby")
    screen.press("s")
    screen.until(lambda: screen.count("interview") == 1)
    screen.keep("ready")
    screen.press("space")
    screen.until(lambda: screen.count("interview_step WHERE deed = 'begin'") == 1)


def answer_all(screen: Screen) -> None:
    """Type to each question and follow-up, and go on."""
    kinds = [kind for (kind,) in screen.rows("SELECT face FROM interview_question ORDER BY place")]
    typed: set[tuple[int, int]] = set()
    for _ in range(60):
        place, follow_up, phase = where(screen)
        if phase == "over":
            return
        if (place, follow_up) not in typed and phase != "think" and kinds[place]:
            typed.add((place, follow_up))
            screen.type(STORY if place == 0 else DEPTH if kinds[place] != "drill" else ESTIMATE)
            if len(typed) in (1, 2, 3):
                screen.keep(f"stage-{len(typed)}")
        screen.press("ctrl+Return")


def where(screen: Screen) -> tuple[int, int, str]:
    """Question, follow-up and phase, by the rows alone, as the window will fold them next."""
    from interviewprep.interview import timetable
    from interviewprep.interview.phases import Deed, Event, Phase
    from interviewprep.interview.run import Run

    (times,) = screen.rows("SELECT times FROM interview")[0]
    steps = screen.rows("SELECT deed, passed_ms, picks FROM interview_step ORDER BY seq")
    events = [Event(Deed(deed), passed, tuple(json.loads(picks))) for deed, passed, picks in steps]
    state = Run(timetable.from_json(times), events).at(events[-1].at_ms)
    if state.over:
        return -1, 0, "over"
    return state.question or 0, state.follow_up, "think" if state.phase is Phase.THINK else "answer"


def mark_all(screen: Screen) -> None:
    for place in range(7):
        screen.press("3")
        screen.until(lambda done=place + 1: screen.count("interview_question WHERE predicted IS NOT NULL") == done)
        screen.press("alt+1")
        screen.keep(f"marking-{place}")
        screen.press("2", "ctrl+Return")
        screen.until(lambda done=place + 1: screen.count("interview_question WHERE score IS NOT NULL") == done)
        screen.keep(f"marked-{place}")
        screen.press("ctrl+Return")
    screen.until(lambda: screen.count("interview WHERE outcome = 'done'") == 1)


def save(screen: Screen, key: str, target: Path) -> None:
    screen.press(key)
    screen.focus_on("Where should the report go")
    screen.press("ctrl+a")
    screen.type(str(target))
    screen.press("Return")
    screen.until(lambda: target.exists() and target.stat().st_size > 1000)
    screen.take_focus()


def test_the_phone_screen_is_held_marked_and_saved_by_keys_alone(screen, tmp_path):
    begun = time.monotonic()
    begin(screen)
    answer_all(screen)
    mark_all(screen)
    screen.keep("report")
    folder = Path(screen.pictures) if screen.pictures else tmp_path
    save(screen, "h", folder / "report.html")
    save(screen, "p", folder / "report.pdf")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "45-minute phone screen" in page
    assert page.count("score 2 of 4") >= 7
    assert DEPTH[:40] in page
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")
    screen.press("Escape")
    screen.keep("list-after")
    assert screen.count("entry WHERE kind = 'interview'") == 1
    assert screen.close_window() == 0
    assert time.monotonic() - begun < 90
