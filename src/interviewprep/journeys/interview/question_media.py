"""The pictures of a question in a round lie beside the deck it came from, wherever that is now."""

from __future__ import annotations

from pathlib import Path

from interviewprep.journeys.decks import folder_of
from interviewprep.journeys.workplace import Workplace


def folder_beside(workplace: Workplace, deck: str) -> Path | None:
    """The folder of this deck's file; None where the deck is gone."""
    with workplace.database.read() as db:
        root = db.value("SELECT root FROM deck WHERE name = ?", (deck,))
    folder = None if root is None else folder_of(workplace.roots(), root)
    return None if folder is None else (folder / f"{deck}.md").parent
