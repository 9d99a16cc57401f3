"""Find the faults of deck files as a compiler would, and write the ids that are missing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewprep.cards.deck_check import check as check_deck
from interviewprep.cards.deck_file import read_bytes, with_ids
from interviewprep.cards.deck_names import is_deck_name
from interviewprep.cards.model import Card, Kind
from interviewprep.cards.parts import computations, kind_of
from interviewprep.drills.check import check_drill
from interviewprep.drills.computed import computation_fault
from interviewprep.errors import Problem, Severity, WrongUse
from interviewprep.interview.blueprint_file import read as read_blueprint
from interviewprep.journeys import files
from interviewprep.journeys.roots import Root, media_of, scan

_PROGRESS_EVERY = 50


@dataclass(frozen=True, slots=True)
class Checked:
    files: int
    cards: int
    problems: tuple[Problem, ...]


def check(paths: Iterable[Path], say: Callable[[str], None]) -> Checked:
    """Every fault of the deck files at or below `paths`, by file and line."""
    problems: list[Problem] = []
    files = cards = 0
    ids: dict[str, tuple[str, int]] = {}
    for path in _files(paths):
        files += 1
        if files % _PROGRESS_EVERY == 0:
            say(f"{files} files …")
        data = _bytes(path)
        reading = read_bytes(data, str(path))
        problems += reading.problems
        if reading.kind == "interview":
            problems += read_blueprint(data.decode("utf-8"), str(path)).problems
            continue
        problems += check_deck(reading, str(path), media_of(path))
        for card in reading.deck.cards():
            cards += 1
            problems += _claims(card, str(path))
            problems += _elsewhere(card, str(path), ids)
            if kind_of(card) is Kind.DRILL:
                problems += check_drill(card, str(path))
    return Checked(files, cards, tuple(sorted(problems)))


def fix(paths: Iterable[Path]) -> int:
    """Write an id to each card that has none; every other byte of the files stays. Gives the number of ids written."""
    written = 0
    rng = random.SystemRandom()
    for path in _files(paths):
        before = _bytes(path)
        try:
            text = before.decode("utf-8")
        except UnicodeDecodeError:
            continue  # `check` names the line
        after = with_ids(text, rng)
        if after != text:
            written += after.count("{#") - text.count("{#")
            files.replace(path, after.encode("utf-8"))
    return written


def _claims(card: Card, path: str) -> Iterator[Problem]:
    for claim in computations(card):
        fault = computation_fault(claim.expression, claim.shown, claim.tolerance)
        if fault:
            yield Problem(path, claim.line, Severity.ERROR, "computation", fault)


def _elsewhere(card: Card, path: str, ids: dict[str, tuple[str, int]]) -> Iterator[Problem]:
    key = card.attributes.id
    if not key:
        return
    other, line = ids.setdefault(key, (path, card.line))
    if other != path:
        message = f"the id '{key}' is also that of {other}:{line}; an id names one card, so give this one another"
        yield Problem(path, card.line, Severity.WARNING, "id-elsewhere", message)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found, _ = scan([Root("own", path)])
            yield from (found[name].path for name in sorted(found))
        elif path.is_file():
            yield path
        else:
            near = "" if is_deck_name(path.name) else "; decks end in .md"
            raise WrongUse(path, reason=f"no such file or folder{near}")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise WrongUse(path, reason=f"could not be read ({fault.strerror})") from fault
