"""Look after the data folder: check it, prove the log, back it up, put a backup back."""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from interviewprep.clock import Clock
from interviewprep.errors import WrongUse
from interviewprep.journeys import log
from interviewprep.journeys.pace import counted_ms
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory import fsrs
from interviewprep.memory.day import elapsed_days
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import NEW_MEMORY, Memory, State
from interviewprep.paths import Places
from interviewprep.store import backup as copies
from interviewprep.store.backup import Backup
from interviewprep.store.lock import FolderLock

_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Examination:
    cards: int
    items: int
    reviews: int
    faults: tuple[str, ...]


def examine(workplace: Workplace, say: Callable[[str], None]) -> Examination:
    """Check the file, then replay the whole log and compare it with the stored state of every item."""
    say("Checking the file …")
    faults = list(workplace.database.faults(thorough=True))
    with workplace.database.read() as db:
        cards = db.value("SELECT count(*) FROM card WHERE retired_ms IS NULL")
        items = db.value(
            "SELECT count(*) FROM item JOIN card ON card.id = card_id WHERE retired = 0 AND retired_ms IS NULL"
        )
        reviews = db.value(f"SELECT count(*) FROM entry WHERE kind = 'review' AND {log.LIVE}")
        say(f"Replaying {reviews} reviews …")
        entries = db.rows(
            "SELECT item_id, entry.kind, rating, day, duration_ms, before, after, card.kind"
            " FROM entry JOIN card ON card.id = entry.card_id"
            f" WHERE entry.kind IN ('review', 'due') AND {log.LIVE} ORDER BY item_id, seq"
        )
        stored = {
            row[0]: row[1:]
            for row in db.rows(f"SELECT id, spent_ms, face, {log.MEMORY_COLUMNS} FROM item WHERE reviews > 0")
        }
    for item, rows in groupby(entries, key=lambda row: row[0]):
        spent_ms, face, *state = stored.pop(item, (0, "?", *json.loads(log.to_json(NEW_MEMORY))))
        faults += [
            f"item {item} ({face}): {fault}"
            for fault in _replay([row[1:] for row in rows], log.memory_of(state), spent_ms)
        ]
    faults += [f"item {item} ({row[1]}): has a memory and no review in the log" for item, row in stored.items()]
    return Examination(cards, items, reviews, tuple(faults))


def _replay(entries: list[tuple[object, ...]], stored: Memory, stored_ms: int) -> Iterator[str]:
    memory, spent_ms = NEW_MEMORY, 0
    for kind, rating, day, duration_ms, before, after, card_kind in entries:
        if log.from_json(str(before)) != memory:
            yield "an entry of the log does not begin where the one before it ended"
            return
        given = log.from_json(str(after))
        if kind == log.REVIEW:
            spent_ms += counted_ms(str(card_kind), int(str(duration_ms)))
            stability, difficulty = _model(memory, Rating(int(str(rating))), int(str(day)))
            if (
                abs(stability - given.stability) > _TOLERANCE * stability
                or abs(difficulty - given.difficulty) > _TOLERANCE * difficulty
            ):
                yield f"the log's own ratings lead to stability {stability:.4f}, it says {given.stability:.4f}"
                return
        memory = given
    if memory != stored:
        yield "its stored memory is not the one that the log leads to"
    if spent_ms != stored_ms:
        yield f"the log holds {spent_ms} ms of answers, it says {stored_ms}"


def _model(memory: Memory, rating: Rating, day: int) -> tuple[float, float]:
    weights = fsrs.DEFAULT_PARAMETERS
    if memory.state is State.NEW:
        return fsrs.initial(weights, rating)
    return fsrs.step(weights, memory.stability, memory.difficulty, rating, elapsed_days(memory.last_day, day))


def missing_acks(workplace: Workplace, file: Path) -> list[str]:
    """The reviews that a file of `ACK <id>` or `{"ack": <id>}` lines names and the log lacks; undone ones are there."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse(file, reason=f"cannot be read ({fault})") from fault
    keys = re.findall(r'(?:^ACK |"ack":\s*")([0-9a-f]{8}-[0-9a-f-]{27})\b', text, re.MULTILINE)
    with workplace.database.read() as db:
        return [key for key in keys if db.value("SELECT 1 FROM entry WHERE id = ?", (uuid.UUID(key).bytes,)) is None]


def backup(places: Places, clock: Clock) -> Path:
    """Copy the database, also while another process writes to it."""
    if not places.database.exists():
        raise WrongUse(places.data, reason="there is no progress here yet to back up")
    source = sqlite3.connect(f"{places.database.as_uri()}?mode=ro", uri=True)
    try:
        made = copies.make(source, places.backups, clock()[0], "asked")
    finally:
        source.close()
    copies.thin_out(places.backups, clock()[0])
    return made.path


def backups(places: Places) -> list[Backup]:
    return copies.listed(places.backups)


def restore(places: Places, clock: Clock, chosen: Path) -> Path | None:
    """Put a backup in the place of the database, under the lock; gives the file that keeps what was there."""
    places.prepare()
    with FolderLock(places.lock, "interviewprep restore"):
        return copies.put_back(chosen, places.database, clock()[0])
