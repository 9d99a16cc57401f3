"""Finding cards by their words, beside SQLite looking for the same words by itself.

    python benchmarks/find.py [COPIES]

The cards are the shipped ones, taken over COPIES times under other names (1: about 2,000 cards; 10: 20,000). `LIKE` is
what SQLite can do without us: it knows case for ASCII letters alone, no accents, no phrases across markup and no
order, and gives the same rows. So the ratio is what Python's folding and ranking cost.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from interviewprep.journeys.browse import find
from interviewprep.journeys.workplace import Workplace, for_writing
from interviewprep.paths import Places, shipped

START = 1_772_355_600_000
TYPED = (
    "memory",
    "the",
    "gpu memory bandwidth",
    '"memory bandwidth" -cache',
    "kind:drill is:new",
    "is:leech",
    "zzz",
    "",
)
RUNS = 9
_LIKE = (
    "SELECT card.id, deck.name, deck.title, line, written_id, card.kind, leaf, tags, question, answer FROM card"
    " JOIN deck ON deck.id = deck_id WHERE retired_ms IS NULL AND {} ORDER BY deck.name, position"
)


def milliseconds(task: Callable[[], object]) -> tuple[float, float]:
    """Median and longest."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        task()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times), max(times)


def like(workplace: Workplace, typed: str) -> list[tuple[object, ...]]:
    """The rows in which SQLite finds the plain words."""
    words = [word.strip('"') for word in typed.split() if ":" not in word and not word.startswith("-")]
    holds = "(question LIKE ? OR answer LIKE ? OR tags LIKE ? OR written_id LIKE ?)"
    values = [f"%{word}%" for word in words for _ in range(4)]
    sql = _LIKE.format(" AND ".join([holds] * len(words)) or "1")
    return workplace.database.connection.execute(sql, values).fetchall()


def main(copies: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / "data")
        with for_writing(places, lambda: (START, 0), "benchmark", with_shipped=False) as workplace:
            for copy in range(copies):
                for file in sorted(shipped("decks").rglob("*.md")):
                    path = places.decks / f"copy-{copy}" / file.relative_to(shipped("decks"))
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(file.read_text(encoding="utf-8").replace("{#", f"{{#c{copy}-"), encoding="utf-8")
            workplace.refresh()
            print(f"{find(workplace, '').of} cards; median of {RUNS} (longest)")
            for typed in TYPED:
                ours, longest = milliseconds(lambda typed=typed: find(workplace, typed))
                alone, _ = milliseconds(lambda typed=typed: like(workplace, typed))
                count = find(workplace, typed).count
                print(
                    f"{typed!r:28} {count:6} {ours:6.1f} ms ({longest:.1f}), LIKE {alone:6.1f} ms: {ours / alone:.1f}"
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
