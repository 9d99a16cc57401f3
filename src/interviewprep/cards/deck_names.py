"""Which Markdown files are decks, by their names alone."""

from __future__ import annotations

import re

_NOT_DECKS = {"readme", "license", "licence", "changelog", "contributing"}
_COPIES = re.compile(
    r"~$|\.(bak|orig|rej|tmp|swp)\.md$|\.sync-conflict-|\(conflicted copy|conflicted copy\)|_conflict-\d|^#.*#$", re.I
)


def is_deck_name(name: str) -> bool:
    """Whether a file of this name counts as a deck."""
    stem, dot, ending = name.rpartition(".")
    if ending.lower() != "md" or not dot or name.startswith("."):
        return False
    return stem.lower() not in _NOT_DECKS and not _COPIES.search(name) and not _COPIES.search(stem)
