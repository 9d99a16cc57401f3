"""What the deck files of foreign decks are called here: never the name of a deck that is there already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from interviewprep.cards.deck_names import is_deck_name
from interviewprep.journeys.edit import NameUnusable, file_name

_DEEPEST = 8
_SAFE = re.compile(r"[\w][\w .,+()&'!-]*")


class Names:
    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}

    def path_of(self, names: Sequence[str]) -> str:
        """The name of a deck of our own format, as it is where that can be a file's name."""
        return "/".join(name if self._is_safe(name, last) else _part(name) for name, last in _with_last(names))

    def new(self, names: Sequence[str]) -> str:
        """A free name for a deck that comes from elsewhere; it is taken from now on."""
        outer, inner = names[: _DEEPEST - 1], names[_DEEPEST - 1 :]
        wanted = "/".join(_part(name) for name in (*outer, *(["-".join(inner)] if inner else [])))
        free, number = wanted, 1
        while free.casefold() in self._taken:
            number += 1
            free = f"{wanted}-{number}"
        self.take(free)
        return free

    def take(self, name: str) -> None:
        self._taken.add(name.casefold())

    def _is_safe(self, name: str, last: bool) -> bool:
        try:
            file_name(name)  # refuses what systems keep for themselves
        except NameUnusable:
            return False
        fits = bool(_SAFE.fullmatch(name)) and len(name) <= 80 and name[-1] not in " ." and name != "media"
        return fits and (not last or is_deck_name(f"{name}.md"))


def title_of(names: Sequence[str], path: str) -> str:
    """The title of the deck's file at this path; one whose name needed a number says it, too: `Biology (2)`."""
    title, last = " ".join(names[-1].split()), path.rpartition("/")[2]
    number = last.removeprefix(f"{_part(names[-1])}-")
    return f"{title} ({number})" if number != last and number.isdigit() else title


def _part(name: str) -> str:
    try:
        plain = file_name(name)
    except NameUnusable:
        return "deck"
    return "media-deck" if plain == "media" else plain


def _with_last(names: Sequence[str]) -> Iterable[tuple[str, bool]]:
    return ((name, place == len(names) - 1) for place, name in enumerate(names))
