"""A choice from the cells of a table: its options, and which of them a cell says is right."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"[(\[]?(?:(?P<letter>[a-z])|(?P<number>\d{1,2}))[)\].:]?", re.I)
_LETTERED = re.compile(r"[(\[]?[a-h1-9][)\].:][ \t]+", re.I)
_SPLITS = ("\\\n", "\n\n", "\n", "|", ";")


def body_of_options(options: Sequence[str], said: str, said_markdown: str) -> str | None:
    """The task list of a choice; None where no option is right. `said` is what the cell of the right one says."""
    parted = options if len(options) > 1 else _parted(options[0])
    plain = [" ".join(option.replace("\\\n", " ").split()) for option in parted]
    right = _right(plain, said, " ".join(said_markdown.split()))
    if not right:
        return None
    return "\n".join(f"- [{'x' if place in right else ' '}] {option}" for place, option in enumerate(plain))


def _parted(cell: str) -> list[str]:
    """The options of a table that has them all in one cell."""
    for sign in _SPLITS:
        found = [option.strip() for option in cell.split(sign) if option.strip()]
        if len(found) > 1:
            return found
    return [cell]


def _right(options: list[str], said: str, said_markdown: str) -> set[int]:
    folded = [option.casefold() for option in options]
    bare = [_LETTERED.sub("", option, count=1) for option in folded]
    wanted = said_markdown.casefold()
    for known in (folded, bare):
        if wanted in known:
            return {known.index(wanted)}
    found: set[int] = set()
    for word in re.split(r"[,;/&\s]+", said.strip()):
        mark = _MARK.fullmatch(word)
        if not mark:
            return set()
        place = ord(mark["letter"].lower()) - ord("a") if mark["letter"] else int(mark["number"]) - 1
        if not 0 <= place < len(options):
            return set()
        found.add(place)
    return found
