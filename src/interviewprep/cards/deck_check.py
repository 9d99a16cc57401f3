"""All rules that a deck file can be held to, those of the files beside it included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from interviewprep.cards.deck_file import Reading, read
from interviewprep.cards.media import Medium, media
from interviewprep.cards.rules import Fault
from interviewprep.errors import Problem


def check(reading: Reading, path: str, exists: Callable[[str], bool]) -> tuple[Problem, ...]:
    """What reading alone cannot see: media. `exists` is asked for paths relative to the deck's folder, in NFC."""
    found = (medium for card in reading.deck.cards() for medium in media(card))
    return tuple(fault.at(path) for fault in _faults(found, exists))


def check_text(text: str, path: str, exists: Callable[[str], bool]) -> tuple[Problem, ...]:
    """Every fault of a deck file, in the order of its lines."""
    reading = read(text, path)
    return tuple(sorted((*reading.problems, *check(reading, path, exists))))


def _faults(found: Iterable[Medium], exists: Callable[[str], bool]) -> Iterator[Fault]:
    for name, line, place in found:
        if place == "remote":
            message = f"{name} is never fetched; put the file beside the deck and write its relative path"
            yield Fault(line, "remote-media", message)
        elif place == "outside":
            message = f"{name} leads out of the deck's folder and is not read; put the file beside the deck"
            yield Fault(line, "outside-media", message)
        elif not exists(name):
            yield Fault(line, "missing-media", f"there is no file {name} beside the deck; add it or mend the path")
