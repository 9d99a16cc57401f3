"""A real window on a virtual screen, driven by keys alone: first start, cards of every kind but drills, undo, restart."""

from __future__ import annotations

import json
import os
import shutil
import signal
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

CARDS = "".join(
    [
        "".join(f"## What is fact {i}? {{.junior}}\n\nIt is {i}.\n\n### Why\n\nBecause.\n\n" for i in range(10)),
        "".join(f"## The {{{{{word}}}}} runs in lockstep.\n\n" for word in ("warp", "wave", "subgroup")),
        "".join(f"## Which is right, {i}?\n\n- [x] Yes\n- [ ] No — *not here*\n\n" for i in range(3)),
        "".join(
            f"## Tell me about {i}.\n\n### Key points\n\n- One {{#one}}\n- Two {{#two}}\n- Three {{#three}}\n\n"
            "### Rubric\n\n1. a\n2. b\n3. c\n4. d\n\n### Answer\n\nOne, two, three.\n\n"
            for i in range(2)
        ),
        "".join(
            f"## Mend snippet {i}. {{.code}}\n\n```python\nx = {i}\n```\n\n### Answer\n\nThere is nothing to mend.\n\n"
            for i in range(2)
        ),
    ]
)
LONGEST_WAIT_S = 30


class Screen:
    """A virtual screen and the one window on it."""

    def __init__(self, number: int, data: Path) -> None:
        self.data = data
        self._environ = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        self._server = subprocess.Popen(
            ["Xvfb", f":{number}", "-screen", "0", "1440x900x24"], stderr=subprocess.DEVNULL
        )
        self._program: subprocess.Popen[bytes] | None = None

    def start(self, *words: str) -> None:
        deadline = time.monotonic() + LONGEST_WAIT_S
        trace = self.data.parent / "trace"
        trace.unlink(missing_ok=True)
        command = [
            sys.executable,
            "-m",
            "interviewprep",
            "--data",
            str(self.data),
            "--no-shipped",
            "--trace",
            str(trace),
            *words,
        ]
        self._program = subprocess.Popen(command, env=self._environ)
        while time.monotonic() < deadline:
            if trace.exists() and ('"home"' in trace.read_text() or '"first_question"' in trace.read_text()):
                break
            time.sleep(0.05)
        windows = self._ask("search", "--sync", "--onlyvisible", "--name", "interviewprep").split()
        self._ask("windowfocus", "--sync", windows[-1])

    def press(self, *keys: str) -> None:
        """Send keys one by one, each once the one before has had time to act."""
        for key in keys:
            self._ask("key", "--clearmodifiers", key)
            time.sleep(0.15)

    def wait_for(self, reviews: int) -> None:
        deadline = time.monotonic() + LONGEST_WAIT_S
        while self.reviews() != reviews and time.monotonic() < deadline:
            time.sleep(0.1)
        assert self.reviews() == reviews

    def reviews(self) -> int:
        """Reviews in the log that were not undone."""
        connection = sqlite3.connect(f"{(self.data / 'progress.db').as_uri()}?mode=ro", uri=True)
        try:
            return connection.execute(
                "SELECT count(*) FROM entry WHERE kind = 'review' AND action NOT IN (SELECT voids FROM entry WHERE voids IS NOT NULL)"
            ).fetchone()[0]
        finally:
            connection.close()

    def close_window(self) -> int:
        self.press("ctrl+q")
        assert self._program is not None
        return self._program.wait(LONGEST_WAIT_S)

    def close(self) -> None:
        if self._program is not None and self._program.poll() is None:
            self._program.kill()
            self._program.wait()
        self._server.send_signal(signal.SIGTERM)
        self._server.wait()

    def _ask(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words], env=self._environ, capture_output=True, text=True, check=True, timeout=LONGEST_WAIT_S
        ).stdout


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    data = tmp_path / "data"
    (data / "decks").mkdir(parents=True)
    (data / "decks" / "facts.md").write_text(CARDS)
    number = 200 + os.getpid() % 500
    screen = Screen(number, data)
    try:
        yield screen
    finally:
        screen.close()


def test_twenty_answers_an_undo_and_a_restart_by_keys_alone(screen):
    (screen.data / "settings.json").write_text(json.dumps({"welcomed": True}))
    screen.start("--page", "study")
    for answered in range(20):
        # Space shows the answer of every kind; a choice may be left unpicked.
        screen.press("space", "4")
        screen.wait_for(answered + 1)
    screen.press("ctrl+z", "ctrl+z")
    screen.wait_for(18)
    assert screen.close_window() == 0
    screen.start("--page", "study")
    screen.press("ctrl+z")
    screen.wait_for(17)
    for answered in range(17, 20):
        screen.press("space", "3")
        screen.wait_for(answered + 1)
    assert screen.close_window() == 0
    run = subprocess.run(
        [sys.executable, "-m", "interviewprep", "--data", str(screen.data), "--no-shipped", "doctor", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(run.stdout)
    assert (found["reviews"], found["faults"]) == (20, [])


def test_the_first_start_asks_three_questions_and_reaches_a_card_by_keys(screen):
    screen.start()
    # Each step's first choice has the focus; Enter takes it, and the last one begins.
    for _ in range(8):
        screen.press("Return")
        if screen.reviews():
            break
        screen.press("space", "3")
        if screen.reviews():
            break
    assert screen.reviews() >= 1
    assert json.loads((screen.data / "settings.json").read_text())["welcomed"] is True
    assert screen.close_window() == 0
