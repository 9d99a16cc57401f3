"""Imports, and undoes imports, in processes that are killed at every step, and says what was found after each.

    python import_child.py FOLDER

A step is a statement of SQLite or a change of a file; each is tried once. A line `FAULT …` is a promise broken; the others
say how many kills left the old state and how many the new one.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from interviewprep.cards.model import Attributes, Card
from interviewprep.formats.foreign import Foreign, ForeignCard, ForeignDeck, ForeignMedium, PastMemory, PastReview
from interviewprep.journeys.importing.carrying import carry_out
from interviewprep.journeys.importing.planning import plan
from interviewprep.journeys.undo import undo
from interviewprep.journeys.upkeep import examine
from interviewprep.journeys.workplace import Workplace, for_writing
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import State
from interviewprep.paths import Places

NOW = 1_772_355_600_000
DAY = 86_400_000
PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 3_000_000
FILE_EVENTS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "open"}


def card(number: int, answer: str) -> ForeignCard:
    past = PastMemory("front", State.REVIEW, 20.0, 6.0, NOW + DAY, NOW - 20 * DAY, 21, 7, 1)
    reviews = tuple(PastReview("front", NOW - days * DAY, Rating.GOOD, State.REVIEW, 4000, 21) for days in (20, 41, 62))
    written = Card(
        f"Question {number}?", Attributes(id=f"anki-{number:012d}"), f"{answer} {number} ![p](media/p-0.png)"
    )
    return ForeignCard(written, f"note {number}", f"anki:{number}:0", reviews, (past,), marked=number % 7 == 0)


def package(cards: int, answer: str) -> Foreign:
    half = cards // 2
    every = [card(number, answer) for number in range(cards)]
    decks = (ForeignDeck(("A", "One"), tuple(every[:half])), ForeignDeck(("B",), tuple(every[half:])))
    return Foreign("Anki package", decks, (ForeignMedium("media/p-0.png", len(PICTURE), lambda: iter([PICTURE])),))


def bring_in(workplace: Workplace, cards: int, answer: str) -> None:
    workplace.refresh()
    carry_out(workplace, plan(workplace, Path("x.apkg"), package(cards, answer), lambda _: None))


def update(workplace: Workplace) -> None:
    bring_in(workplace, 30, "Newer answer")


def take_back(workplace: Workplace) -> None:
    undo(workplace)


def snapshot(folder: Path) -> str:
    """All that the program keeps, without what names an instant or a random id."""
    with for_writing(Places(folder), lambda: (NOW, 0), "test", with_shipped=False) as workplace:
        changes = workplace.refresh()
        if changes:
            return f"FAULT deck files and database differ: {changes}"
        if faults := examine(workplace, lambda _: None).faults:
            return f"FAULT {faults[0]}"
        with workplace.database.read() as db:
            rows = [
                db.rows(sql)
                for sql in (
                    "SELECT name, gone FROM deck ORDER BY id",
                    "SELECT id, question, answer, source, marked, retired_ms IS NULL FROM card ORDER BY id",
                    "SELECT card_id, face, retired, state, stability, due_day, reviews FROM item ORDER BY id",
                    "SELECT key, card_id, base FROM imported ORDER BY id",
                    "SELECT kind, card_id, item_id, before, after FROM entry ORDER BY seq",
                    "SELECT path, after FROM file_change ORDER BY id",
                )
            ]
        places = workplace.places
        files = {
            str(path.relative_to(places.decks)): blake2b(path.read_bytes()).hexdigest()
            for path in sorted(places.decks.rglob("*"))
            if path.is_file()
        }
        if places.incoming.exists():
            return "FAULT files are left waiting"
    return json.dumps([rows, files], default=repr)


def run(folder: Path, deed: Callable[[Workplace], None], kill_at: int | None) -> int:
    """Do it in a child; gives the number of steps, or -1 where it was killed."""
    said, answer = os.pipe()
    child = os.fork()
    if child == 0:
        steps = 0

        def step(*_: object) -> None:
            nonlocal steps
            steps += 1
            if steps == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        with for_writing(Places(folder), lambda: (NOW, 0), "test", with_shipped=False) as workplace:
            workplace.refresh()
            workplace.database.connection.set_trace_callback(step)
            sys.addaudithook(lambda event, _: step() if event in FILE_EVENTS else None)
            deed(workplace)
            os.write(answer, str(steps).encode())
            workplace.database.connection.set_trace_callback(None)
            os._exit(0)
    os.close(answer)
    text = os.read(said, 100).decode()
    os.close(said)
    os.waitpid(child, 0)
    return int(text) if text else -1


def main() -> None:
    base = Path(sys.argv[1])
    first = base / "first"
    with for_writing(Places(first), lambda: (NOW, 0), "test", with_shipped=False) as workplace:
        bring_in(workplace, 12, "Answer")
        edited = workplace.places.decks / "b.md"
        edited.write_text(edited.read_text().replace("Question 7?", "My question 7?"))
        workplace.refresh()
    second = base / "second"
    shutil.copytree(first, second)
    with for_writing(Places(second), lambda: (NOW, 0), "test", with_shipped=False) as workplace:
        update(workplace)
    for name, start, deed in (("import", first, update), ("undo", second, take_back)):
        trial = base / "trial"
        before = snapshot(shutil.copytree(start, trial))
        shutil.rmtree(trial)
        steps = run(shutil.copytree(start, trial), deed, None)
        after = snapshot(trial)
        counts: Counter[str] = Counter()
        for kill_at in range(1, steps + 1):
            shutil.rmtree(trial)
            if run(shutil.copytree(start, trial), deed, kill_at) != -1:
                continue
            found = snapshot(trial)
            state = {before: "before", after: "after"}.get(found, "between")
            counts[state] += 1
            if state == "between":
                print(f"FAULT {name} killed at step {kill_at} of {steps}: {found[:300]}")
        shutil.rmtree(trial)
        print(json.dumps({"deed": name, "steps": steps, **counts}), flush=True)


if __name__ == "__main__":
    main()
