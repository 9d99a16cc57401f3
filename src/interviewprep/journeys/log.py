"""The log of what the user did: written once, never changed, enough to rebuild every memory.

An undo appends a `void` that names the action it takes back. Nothing that counts, replays or exports looks at voided
entries; `LIVE` is the condition for that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from interviewprep.memory.day import Moment
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import Memory, State
from interviewprep.store.database import Transaction
from interviewprep.store.ids import uuid7

REVIEW, BURY, SUSPEND, MARK, DUE, VOID = "review", "bury", "suspend", "mark", "due", "void"
INTERVIEW = "interview"
"""Begins the action of an interview; the reviews that follow from it come behind. Its note is the title."""
IMPORT = "import"
"""Begins the action of an import; what it did to memories comes behind. Its note is the file's name."""
PAST = "past"
"""A review that was given in another program."""

LIVE = "entry.kind <> 'void' AND NOT EXISTS (SELECT 1 FROM entry AS undo WHERE undo.voids = entry.action)"

MEMORY_COLUMNS = (
    "state, step, stability, difficulty, due_day, due_ms, last_day, last_ms, interval, reviews, lapses"  # as in Memory
)
_SET_MEMORY = ", ".join(f"{name} = ?" for name in MEMORY_COLUMNS.split(", "))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry to be written. `before` and `after` are JSON."""

    kind: str
    card: int
    item: int | None
    face: str
    rating: Rating | None = None
    state: State | None = None
    duration_ms: int = 0
    before: str | None = None
    after: str | None = None
    note: str = ""
    voids: bytes | None = None


def new_action(now: Moment) -> bytes:
    return uuid7(now.at_ms)


def write(db: Transaction, entry: Entry, now: Moment, action: bytes) -> bytes:
    """Append an entry; gives its id, which is the action's own for the first entry of an action."""
    first = db.value("SELECT 1 FROM entry WHERE action = ? LIMIT 1", (action,)) is None
    key = action if first else uuid7(now.at_ms)
    db.run(_ADD, _row(entry, now, action, key))
    return key


def write_many(db: Transaction, entries: Iterable[tuple[Entry, Moment]], action: bytes) -> None:
    """Append many entries to an action that has its first already."""
    db.run_many(_ADD, (_row(entry, at, action, uuid7(at.at_ms)) for entry, at in entries))


_ADD = (
    "INSERT INTO entry (id, action, kind, card_id, item_id, face, rating, state, at_ms, offset_min, day,"
    " duration_ms, before, after, note, voids) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


def _row(entry: Entry, at: Moment, action: bytes, key: bytes) -> tuple[object, ...]:
    return (
        key,
        action,
        entry.kind,
        entry.card,
        entry.item,
        entry.face,
        None if entry.rating is None else int(entry.rating),
        None if entry.state is None else int(entry.state),
        at.at_ms,
        at.offset_min,
        at.day,
        entry.duration_ms,
        entry.before,
        entry.after,
        entry.note,
        entry.voids,
    )


def note_of_past(days: int) -> str:
    """The note of a `PAST` entry: the days that were given."""
    return json.dumps({"interval": days})


def days_of_past(kind: str, note: str) -> int:
    """Days given in another program; 0 for an entry of any other kind."""
    return int(json.loads(note)["interval"]) if kind == PAST else 0


def to_json(memory: Memory) -> str:
    return json.dumps(astuple(memory), separators=(",", ":"))


def from_json(text: str) -> Memory:
    return memory_of(json.loads(text))


def memory_of(row: list[object] | tuple[object, ...]) -> Memory:
    """A memory from the values of `MEMORY_COLUMNS`."""
    state, *rest = row
    return Memory(State(state), *rest)  # type: ignore[arg-type]  # STRICT columns hold just these types


def keep_memory(db: Transaction, item: int, memory: Memory, spent_ms: int) -> None:
    """Store the memory of an item and add to the time spent on it."""
    db.run(f"UPDATE item SET {_SET_MEMORY}, spent_ms = spent_ms + ? WHERE id = ?", (*astuple(memory), spent_ms, item))
