"""How long a user of the window waits: starts it on 10,000 cards and grades 40 of them by real key events.

    xvfb-run -a .venv/bin/python benchmarks/window.py [RUNS] [--shipped]

Prints the milestones since the process began, the time from a key press to the next painted question, what one fsync
costs on this disk, and the memory. With --shipped the cards are the shipped decks: code, maths, tables, drills.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CARDS, DECKS, GRADES = 10_000, 20, 40
_CARD = """## What is fact {n} of deck {deck}, as it was told? {{#c{deck}-{n}}}

It is {n}, with **some words** to read and `code`.

### Why

Because it is {n}.

"""


def main() -> None:
    parser = argparse.ArgumentParser(description="What a user of the window waits for.")
    parser.add_argument("runs", nargs="?", type=int, default=3)
    parser.add_argument("--shipped", action="store_true", help="study the shipped decks instead of plain cards")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        (data / "decks").mkdir(parents=True)
        options = [] if arguments.shipped else ["--no-shipped"]
        if not arguments.shipped:
            for deck in range(DECKS):
                cards = "".join(_CARD.format(n=n, deck=deck) for n in range(CARDS // DECKS))
                (data / "decks" / f"deck{deck:02}.md").write_text(f"---\ntitle: Deck {deck}\n---\n\n{cards}")
        (data / "settings.json").write_text(json.dumps({"welcomed": True, "new_a_day": 9999}))
        run(["--data", str(data), *options, "decks"])  # the first start reads the decks; that is another benchmark
        print(f"fsync {fsync_ms(data):.2f} ms")
        for _ in range(arguments.runs):
            told = trace(data, options)
            painted = [one["ms"] for one in told if one["event"] == "painted"]
            milestones = {one["event"]: one.get("ms", one.get("pss_mb")) for one in told if one["event"] != "painted"}
            said = "  ".join(f"{name} {value}" for name, value in milestones.items())
            print(f"{said} MB   grade → painted: {spread(painted)} ms ({len(painted)} cards)")


def trace(data: Path, options: list[str]) -> list[dict[str, float]]:
    file = data / "trace.jsonl"
    run(["--data", str(data), *options, "--page", "study", "--trace", str(file), "--script", str(GRADES)])
    return [json.loads(line) for line in file.read_text().splitlines()]


def run(arguments: list[str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "interviewprep", *arguments], check=True, stdout=subprocess.DEVNULL, timeout=300
    )


def spread(values: list[float]) -> str:
    ordered = sorted(values)
    if not ordered:
        return "nothing painted"
    last = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"p50 {statistics.median(ordered):.1f}  p95 {last:.1f}  max {ordered[-1]:.1f}"


def fsync_ms(folder: Path) -> float:
    times = []
    with (folder / "probe").open("wb") as file:
        for _ in range(20):
            file.write(b"x" * 4096)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
