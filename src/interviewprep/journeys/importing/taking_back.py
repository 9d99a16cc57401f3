"""The files of an import when it is undone: each as it was before, or gone."""

from __future__ import annotations

from interviewprep.errors import Refused
from interviewprep.journeys import decks
from interviewprep.journeys.importing.incoming import Incoming, digest_of
from interviewprep.memory.day import Moment
from interviewprep.paths import Places
from interviewprep.store.database import Transaction


class EditedSince(Refused):
    sentence = (
        "has been edited since the import, and undoing would lose that; put it back or move it away, then undo again"
    )


def take_back(db: Transaction, places: Places, action: bytes, now: Moment) -> None:
    """Put back what stood in the files of this import, inside the transaction of its undo."""
    rows = db.rows("SELECT path, before, after FROM file_change WHERE action = ?", (action,))
    for name, _, after in rows:
        found = digest_of(places.decks / name)
        if found is not None and found != after:
            raise EditedSince(places.decks / name)
    incoming = Incoming(places)
    incoming.drop()
    written, gone = {}, list[str]()
    for name, before, _ in rows:
        if before is None:
            incoming.remove(name)
            gone += [name.removesuffix(".md")] if name.endswith(".md") else []
        else:
            incoming.add(name, [before])
            written[incoming.deck_file(name)] = before
    decks.take_over(db, written, gone, now)
    incoming.note(db)
