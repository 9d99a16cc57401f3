"""Reading one's progress: what the window waits for when the page is opened, beside the plain reading of the log.

    python benchmarks/progress.py [ITEMS [ANSWERS]]

A learner answers by the scheduler's own days until there are so many answers (2,000 items, 20,000 answers unless said).
The ratio is to SQLite giving all the day, rating and memory columns of the log in the same run.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from interviewprep.journeys import log
from interviewprep.journeys.progress import progress
from interviewprep.journeys.progress_told import told
from interviewprep.journeys.workplace import Workplace, for_writing
from interviewprep.memory.day import MS_PER_DAY
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import DEFAULT_RULES, NEW_MEMORY, State, answers
from interviewprep.paths import Places

START = 1_772_355_600_000
CARDS_A_DECK, FAMILIES = 25, 6
NEW_A_DAY, REVIEWS_A_DAY, TRIES = 15, 150, 3
SHARES = (10, 15, 65, 10)
"""Of Again, Hard, Good and Easy."""
RUNS = 9


class Clock:
    at_ms = START

    def __call__(self) -> tuple[int, int]:
        return self.at_ms, 0


def write_decks(workplace: Workplace, items: int) -> None:
    for deck in range(-(-items // CARDS_A_DECK)):
        path = workplace.places.decks / f"family-{deck % FAMILIES}" / f"deck-{deck}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        cards = (f"## Question {deck} {n}? {{#q{deck}-{n}}}\n\nAnswer {n}.\n" for n in range(CARDS_A_DECK))
        path.write_text("\n".join(cards), encoding="utf-8")
    workplace.refresh()


def study(workplace: Workplace, clock: Clock, wanted: int) -> int:
    """Answer day by day; gives how many answers there are."""
    rng, given = random.Random(1), 0
    with workplace.database.write() as db:
        cards = dict(db.rows("SELECT id, card_id FROM item"))
        memories = dict.fromkeys(cards, NEW_MEMORY)
        while given < wanted:
            today = workplace.now().day
            due = [key for key, one in memories.items() if one.state is not State.NEW and one.due_day <= today]
            new = [key for key, one in memories.items() if one.state is State.NEW]
            for key in due[:REVIEWS_A_DAY] + new[:NEW_A_DAY]:
                for _ in range(TRIES):
                    now, before = workplace.now(), memories[key]
                    rating = rng.choices(list(Rating), SHARES)[0]
                    after = memories[key] = answers(before, now, DEFAULT_RULES, seed=key)[rating]
                    entry = log.Entry(
                        log.REVIEW,
                        cards[key],
                        key,
                        "front",
                        rating=rating,
                        state=before.state,
                        duration_ms=9_000,
                        before=log.to_json(before),
                        after=log.to_json(after),
                    )
                    log.write(db, entry, now, log.new_action(now))
                    given += 1
                    clock.at_ms += 9_000
                    if after.state is State.REVIEW:
                        break
            clock.at_ms = START + (today + 1 - START // MS_PER_DAY) * MS_PER_DAY
        for key, memory in memories.items():
            log.keep_memory(db, key, memory, 9_000 * memory.reviews)
    return given


def milliseconds(task: Callable[[], object]) -> tuple[float, float]:
    """Median and longest."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        task()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times), max(times)


def main(items: int, wanted: int) -> None:
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / "data")
        with for_writing(places, clock, "benchmark", with_shipped=False) as workplace:
            write_decks(workplace, items)
            given = study(workplace, clock, wanted)
            plain, _ = milliseconds(
                lambda: workplace.database.connection.execute("SELECT day, rating, before FROM entry").fetchall()
            )
            ours, longest = milliseconds(lambda: progress(workplace))
            one, _ = milliseconds(lambda: progress(workplace, "family-0"))
            now = progress(workplace)
            drawn, _ = milliseconds(lambda: told(now))
            print(f"{now.standing.items} items, {given} answers; median of {RUNS} (longest)")
            print(f"all decks {ours:.1f} ms ({longest:.1f}), reading the log {plain:.1f} ms: {ours / plain:.1f}")
            print(f"one family {one:.1f} ms; sentences, charts and tables {drawn:.1f} ms")


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["2000", "20000"][len(sys.argv) - 1 :])))
