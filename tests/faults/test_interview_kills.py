"""An interview outlives the program: killed at any instant, it goes on where it was, with the clock honest."""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from interview_decks import DRILLS, SCREEN, TECH, WARM_UP
from interviewprep.clock import chosen
from interviewprep.journeys.upkeep import examine
from interviewprep.journeys.workplace import for_reading
from interviewprep.paths import Places

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no fork")
HERE = Path(__file__).parent


@pytest.fixture
def data(tmp_path):
    decks = tmp_path / "data" / "decks"
    (decks / "interviews").mkdir(parents=True)
    for name, text in (("tech", TECH), ("warm-up", WARM_UP), ("estimates", DRILLS), ("interviews/small", SCREEN)):
        (decks / f"{name}.md").write_text(text)
    return tmp_path / "data"


def test_an_interview_that_is_killed_fifty_times_loses_nothing_and_gains_no_time(data):
    run = subprocess.run(
        [sys.executable, str(HERE / "interview_child.py"), str(data), "60", "11"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    said = [line.partition(" ") for line in (data / "said.log").read_text().splitlines()]
    assert [facts for what, _, facts in said if what == "FAULT"] == []
    counts = Counter(what for what, _, _ in said)
    alive = sum('"alive": true' in facts for what, _, facts in said if what == "KILLED")
    assert alive >= 50
    assert counts["RESUMED"] >= 30
    assert counts["ACK"] >= 100
    assert counts["FINISHED"] >= 1
    with for_reading(Places(data), chosen(None, {}), with_shipped=False) as workplace:
        assert examine(workplace, lambda text: None).faults == ()


def test_what_is_typed_in_a_terminal_is_on_disk_within_a_second(data):
    """Without Enter: the line is kept while it is being typed."""
    screen, keyboard = os.openpty()
    command = [
        sys.executable,
        "-m",
        "interviewprep",
        "--data",
        str(data),
        "--no-shipped",
        "interview",
        "small",
        "--seed",
        "7",
    ]
    process = subprocess.Popen(command, stdin=keyboard, stdout=keyboard, stderr=keyboard, start_new_session=True)
    os.close(keyboard)
    try:
        wait_for(screen, "Press Enter")
        os.write(screen, b"\n")
        wait_for(screen, "to think")
        os.write(screen, b"\n")
        wait_for(screen, "answer now")
        os.write(screen, "I led a migrt\x7fation, voilà".encode())
        typed_at = time.monotonic()
        assert kept_text(data, "I led a migration, voilà") - typed_at < 1.0
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
        os.close(screen)
    resumed = subprocess.run(
        [*command[:6], "interview", "--resume"], input="", capture_output=True, text=True, check=False
    )
    assert resumed.returncode == 1
    assert "I led a migration, voilà" in resumed.stderr


def wait_for(screen: int, words: str) -> None:
    said, until = "", time.monotonic() + 20
    while words not in said:
        ready, _, _ = select.select([screen], [], [], until - time.monotonic())
        assert ready, said
        said += os.read(screen, 4096).decode(errors="replace")


def kept_text(data: Path, wanted: str) -> float:
    """When the text was first seen in the database file, by the monotonic clock."""
    until = time.monotonic() + 5
    connection = sqlite3.connect(f"{(data / 'progress.db').as_uri()}?mode=ro", uri=True)
    try:
        while time.monotonic() < until:
            if (wanted,) in connection.execute("SELECT text FROM interview_answer").fetchall():
                return time.monotonic()
        raise AssertionError(connection.execute("SELECT text FROM interview_answer").fetchall())
    finally:
        connection.close()
