"""Take back the last thing the user did, and the one before, without end and over restarts.

An undo is one transaction: it appends a `void` to the log and puts back what the voided entries changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from interviewprep.cards.faces import POINT
from interviewprep.journeys import log
from interviewprep.journeys.importing.incoming import settle
from interviewprep.journeys.pace import counted_ms
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import State
from interviewprep.store.database import Database, Transaction


@dataclass(frozen=True, slots=True)
class Undone:
    """What was, or would be, taken back. `item` is the one to show again; None where there is none."""

    kind: str
    question: str
    """Of an interview its title, of an import its file."""
    item: int | None
    rating: Rating | None
    entries: int
    cards: int
    """How many cards the entries are of."""


_LAST = f"SELECT action FROM entry WHERE {log.LIVE} ORDER BY seq DESC LIMIT 1"
_ENTRIES = (
    "SELECT entry.kind, entry.item_id, entry.card_id, entry.face, entry.rating, entry.before, entry.duration_ms,"
    " card.kind, CASE WHEN entry.kind IN ('interview', 'import') THEN entry.note ELSE card.question END"
    " FROM entry JOIN card ON card.id = entry.card_id WHERE action = ? ORDER BY seq DESC"
)


def would_undo(database: Database) -> Undone | None:
    """What `undo` would take back now; None when there is nothing."""
    with database.read() as db:
        action = db.value(_LAST)
        return None if action is None else _said(db.rows(_ENTRIES, (action,)))


def undo(workplace: Workplace) -> Undone | None:
    """Take it back, files of an import included; raises where one of them was edited since."""
    now = workplace.now()
    with workplace.database.write() as db:
        action = db.value(_LAST)
        if action is None:
            return None
        rows = db.rows(_ENTRIES, (action,))
        for row in rows:
            _put_back(db, *row[:8])
        kind, item, card, face = rows[-1][:4]
        log.write(db, log.Entry(log.VOID, card, item, face, note=kind, voids=action), now, log.new_action(now))
        if kind == log.IMPORT:
            from interviewprep.journeys.importing.taking_back import take_back  # few starts of the program need it

            take_back(db, workplace.places, action, now)
        undone = _said(rows)
    if undone.kind == log.IMPORT:
        settle(workplace.places, workplace.database)
    return undone


def _put_back(
    db: Transaction,
    kind: str,
    item: int | None,
    card: int,
    face: str,
    _rating: int | None,
    before: str,
    duration_ms: int,
    card_kind: str,
) -> None:
    if kind in (log.REVIEW, log.DUE):
        spent = counted_ms(card_kind, duration_ms) if kind == log.REVIEW else 0
        known = log.from_json(before)
        log.keep_memory(db, item or 0, known, -spent)
        if face.startswith(POINT) and known.state is State.NEW:
            # The miss that is taken back is what made it an item.
            db.run("UPDATE item SET retired = 1 WHERE id = ?", (item,))
    elif kind == log.BURY:
        db.run("UPDATE item SET buried_day = ? WHERE id = ?", (json.loads(before), item))
    elif kind == log.SUSPEND:
        db.run("UPDATE item SET suspended = ? WHERE id = ?", (json.loads(before), item))
    elif kind == log.MARK:
        db.run("UPDATE card SET marked = ? WHERE id = ?", (json.loads(before), card))


def _said(rows: list[tuple[object, ...]]) -> Undone:
    kind, item, _, _, rating, _, _, _, question = rows[-1]
    chosen = None if rating is None else Rating(int(str(rating)))
    return Undone(
        str(kind),
        str(question),
        None if item is None else int(str(item)),
        chosen,
        len(rows),
        len({row[2] for row in rows}),
    )
