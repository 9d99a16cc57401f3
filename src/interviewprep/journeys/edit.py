"""Deck files the user writes: one that is there, a copy of a shipped one, or a new one from a template."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from interviewprep.cards.deck_names import is_deck_name
from interviewprep.errors import WrongUse
from interviewprep.journeys import copies, files
from interviewprep.journeys.roots import SHIPPED, scan
from interviewprep.journeys.templates import TEMPLATES
from interviewprep.journeys.workplace import Workplace

_LONGEST_NAME = 80
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows gives to devices, with any ending."""


class NameUnusable(WrongUse):
    sentence = "{reason}"


@dataclass(frozen=True, slots=True)
class Opening:
    """A deck file to be opened in an editor. `line` is 0 for the file as a whole."""

    path: Path
    line: int
    copied: bool
    """The deck was a shipped one and has just been copied to the user's own."""


def to_edit(workplace: Workplace, deck: str, line: int = 0) -> Opening:
    """The file that an editor should open for this deck; a shipped one is copied first, its lines stay the same."""
    found, _ = scan(workplace.roots())
    file = found.get(deck)
    if file is None:
        raise WrongUse(deck, reason="the file of this deck is not there any more")
    if file.root != SHIPPED:
        return Opening(file.path, line, copied=False)
    path = copies.make(workplace, deck)
    workplace.refresh()
    return Opening(path, line, copied=True)


def file_name(title: str) -> str:
    """The name a new deck's file gets, without its ending: letters and digits of the title with dashes between."""
    plain = unicodedata.normalize("NFC", title).casefold().replace("'", "").replace("’", "")
    name = re.sub(r"[^\w]+|_", "-", plain).strip("-")[:_LONGEST_NAME].rstrip("-")
    if not name:
        raise NameUnusable(reason="a deck needs a title with a letter or a digit in it")
    if name in _RESERVED or not is_deck_name(f"{name}.md"):
        raise NameUnusable(reason=f"a file named {name}.md is never a deck; choose another title")
    return name


def new_deck(workplace: Workplace, title: str, template: str) -> Path:
    """Begin a deck of the user's own from a template; an existing file or deck of the name is never touched."""
    title = " ".join(title.split())
    name = file_name(title)
    there, _ = scan(workplace.roots())
    twin = next((file for known, file in there.items() if known.casefold() == name), None)
    if twin is not None:
        raise NameUnusable(reason=f"there is a deck named {name} already, {twin.path}; choose another title")
    path = workplace.places.decks / f"{name}.md"
    files.create(path, TEMPLATES[template].text.replace("{title}", title).encode("utf-8"))
    workplace.refresh()
    return path
