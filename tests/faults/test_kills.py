"""What was acknowledged is on disk, whatever instant the process dies at."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from interviewprep.clock import chosen
from interviewprep.journeys.upkeep import examine, missing_acks
from interviewprep.journeys.workplace import for_reading
from interviewprep.paths import Places

NOW = "2026-03-01T09:00:00+00:00"


def deck(cards):
    return "".join(f"## What is fact {i}?\n\nIt is {i}.\n\n" for i in range(cards))


def command(data, *words):
    return [sys.executable, "-m", "interviewprep", "--data", str(data), "--no-shipped", *words]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_every_acknowledged_review_survives_a_kill(tmp_path):
    """A dozen kills at random instants; `benchmarks/kills.py` does hundreds, also in the middle of writes."""
    data = tmp_path / "data"
    (data / "decks").mkdir(parents=True)
    (data / "decks" / "facts.md").write_text(deck(2000))
    acks = tmp_path / "acks"
    rng = random.Random(3)
    killed = 0
    with acks.open("w") as out:
        for round_ in range(12):
            process = subprocess.Popen(
                command(
                    data,
                    "study",
                    "--auto",
                    "400",
                    "--seed",
                    str(round_),
                    "--now",
                    f"2026-03-{round_ + 1:02}T09:00:00+00:00",
                ),
                stdout=out,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(
                rng.uniform(0.25, 1.2)
            )  # the instant is the point: the process is killed wherever it happens to be
            killed += process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.wait()
    assert killed >= 6
    places = Places(data)
    with for_reading(places, chosen(NOW, {}), with_shipped=False) as workplace:
        found = examine(workplace, lambda text: None)
        assert found.faults == ()
        assert found.reviews >= 50
        assert missing_acks(workplace, acks) == []
    lost = acks.read_text().splitlines()[0].replace("ACK ", "ACK 0")[:40]
    acks.write_text(lost + "\nACK 00000000-0000-7000-8000-000000000000\n")
    with for_reading(places, chosen(NOW, {}), with_shipped=False) as workplace:
        assert missing_acks(workplace, acks) == ["00000000-0000-7000-8000-000000000000"]


def test_a_second_writer_is_told_who_holds_the_folder(tmp_path):
    data = tmp_path / "data"
    (data / "decks").mkdir(parents=True)
    (data / "decks" / "facts.md").write_text(deck(5))
    first = subprocess.Popen(
        command(data, "study"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert first.stdout.readline()  # a question is on screen, so the folder is held
        begun = time.monotonic()
        second = subprocess.run(command(data, "study", "--auto", "1"), capture_output=True, text=True, check=False)
        assert time.monotonic() - begun < 10
        assert second.returncode == 3
        assert "interviewprep study" in second.stderr
        assert str(first.pid) in second.stderr
        assert second.stderr.count("\n") == 1
        reader = subprocess.run(command(data, "due"), capture_output=True, text=True, check=False)
        assert reader.returncode == 0
    finally:
        first.stdin.close()
        first.wait()


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="rights do not bind root, and Windows keeps them elsewhere"
)
def test_a_folder_that_cannot_be_written_gets_one_sentence(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o500)
    run = subprocess.run(command(data, "study", "--auto", "1"), capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "--data" in run.stderr


def test_a_folder_that_is_a_file_gets_one_sentence(tmp_path):
    data = tmp_path / "data"
    data.write_text("")
    run = subprocess.run(command(data, "study", "--auto", "1"), capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
