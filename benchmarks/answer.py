"""Answer and next card through the journey, beside bare sqlite3 running the same statements in the same process.

    python benchmarks/answer.py [CARDS] [ANSWERS]

Both write to the same kind of file with fsync. The statements are those that the journey itself ran, recorded once by
SQLite's trace callback and played back; so the ratio is what Python, the scheduler and the queue add to the database.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from interviewprep.journeys.study import Study
from interviewprep.journeys.workplace import for_writing
from interviewprep.memory.fsrs import Rating
from interviewprep.paths import Places

START = 1_772_355_600_000


def spread(times: list[float]) -> tuple[float, float]:
    ranked = sorted(times)
    return statistics.median(ranked), ranked[int(len(ranked) * 0.99)]


def main(cards: int, answers: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / "data")
        rng = random.Random(1)
        elapsed = [0]
        with for_writing(places, lambda: (START + elapsed[0], 0), "benchmark", with_shipped=False) as workplace:
            text = "".join(f"## What is fact {i}?\n\nIt is {i}, since {i} is **itself**.\n\n" for i in range(cards))
            (places.decks / "facts.md").write_text(text)
            begun = time.perf_counter()
            workplace.refresh()
            print(f"{cards} cards taken over in {time.perf_counter() - begun:.2f} s")
            begun = time.perf_counter()
            workplace.refresh()
            print(f"nothing changed: {1000 * (time.perf_counter() - begun):.1f} ms")
            study = Study(workplace, everything=True)
            begun = time.perf_counter()
            study.start()
            print(f"queue of {cards} new cards and first face: {1000 * (time.perf_counter() - begun):.1f} ms")
            shutil.copy(places.database, Path(folder) / "before.db")
            shutil.copy(str(places.database) + "-wal", Path(folder) / "before.db-wal")
            statements: list[str] = []
            workplace.database.connection.set_trace_callback(statements.append)
            journey, bounds = [], []
            for _ in range(answers):
                elapsed[0] += 8_000
                rating = rng.choices(list(Rating), (10, 15, 65, 10))[0]
                begun = time.perf_counter()
                study.grade(rating, 8_000)
                journey.append(1000 * (time.perf_counter() - begun))
                bounds.append(len(statements))
            workplace.database.connection.set_trace_callback(None)
        bare = sqlite3.connect(Path(folder) / "before.db", isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            bare.execute(f"PRAGMA {pragma}")
        played, at = [], 0
        for bound in bounds:
            begun = time.perf_counter()
            for statement in statements[at:bound]:
                bare.execute(statement).fetchall()
            played.append(1000 * (time.perf_counter() - begun))
            at = bound
        (p50, p99), (bare50, bare99) = spread(journey), spread(played)
        print(f"answer and next card: p50 {p50:.2f} ms, p99 {p99:.2f} ms")
        print(f"bare sqlite3:         p50 {bare50:.2f} ms, p99 {bare99:.2f} ms")
        print(f"ratio:                p50 {p50 / bare50:.2f}, p99 {p99 / bare99:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1_000)
