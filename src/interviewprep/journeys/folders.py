"""Folders the user links: decks that stay where they are, such as a git checkout, and are studied from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from interviewprep.cards.deck_file import read_bytes
from interviewprep.errors import Problem, Refused, Severity
from interviewprep.journeys.roots import OWN, SHIPPED, Root, scan
from interviewprep.journeys.workplace import Workplace

_SAY_EVERY = 20


class FolderNotLinked(Refused):
    sentence = "{reason}; it was not linked"


@dataclass(frozen=True, slots=True)
class Place:
    """A root of decks as it is now."""

    key: str
    folder: Path
    there: bool
    decks: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What a folder holds before it is linked. Files without a card are text that happens to be Markdown."""

    folder: Path
    decks: int
    cards: int
    without_cards: int
    faults: int
    taken: tuple[str, ...]
    """Names of its decks that other decks have already; those are used, these are not."""


def places(workplace: Workplace) -> list[Place]:
    """Where decks come from: the shipped folder, the user's own and each linked one. Own copies count as own."""
    roots = workplace.roots()
    found, _ = scan(roots)
    return [
        Place(root.key, root.folder, root.folder.is_dir(), sum(file.root == root.key for file in found.values()))
        for root in roots
    ]


def linkable(workplace: Workplace, folder: Path) -> Path:
    """The folder as it will be kept; raises FolderNotLinked where its decks would be met twice or never end."""
    if not folder.is_dir():
        raise FolderNotLinked(folder, reason="this is not a folder; link the folder that the deck files lie in")
    real = folder.resolve()
    if real == real.parent or real == Path.home():
        raise FolderNotLinked(folder, reason="this holds far more than decks; choose the folder the deck files lie in")
    data = workplace.places.data.resolve()
    if real.is_relative_to(data):
        raise FolderNotLinked(folder, reason=f"this lies in the data folder {data}, whose decks are used already")
    if data.is_relative_to(real):
        raise FolderNotLinked(folder, reason=f"this holds the data folder {data}; choose a folder beside it")
    for root in workplace.roots():
        if root.key != OWN and (reason := _clash(real, root)):
            raise FolderNotLinked(folder, reason=reason)
    return folder.absolute()


def survey(workplace: Workplace, folder: Path, say: Callable[[str], None]) -> Survey:
    """Read every file the folder would bring; for a `Job`, since a folder can be large."""
    found, _ = scan([Root(str(folder), folder)])
    others, _ = scan(workplace.roots())
    decks = cards = without = faults = 0
    for done, file in enumerate(found.values()):
        if done % _SAY_EVERY == 0:
            say(f"{done} of {len(found)} files")
        try:
            reading = read_bytes(file.path.read_bytes(), str(file.path))
        except OSError:
            faults += 1
            continue
        count = sum(1 for _ in reading.deck.cards())
        decks, cards, without = decks + bool(count), cards + count, without + (not count)
        faults += sum(problem.severity is Severity.ERROR for problem in reading.problems) if count else 0
    return Survey(folder, decks, cards, without, faults, tuple(sorted(set(found) & set(others))))


def take_over(beside: Workplace, folder: Path) -> None:
    """Read the decks of a folder that is about to be linked; for a `Job`, on its own workplace."""
    linked = (*beside.settings.linked_folders, str(linkable(beside, folder)))
    beside.settings = replace(beside.settings, linked_folders=linked)
    beside.refresh()


def link(workplace: Workplace, folder: Path) -> tuple[Problem, ...]:
    """Use the decks of this folder from now on; gives what keeps some of them out."""
    kept = linkable(workplace, folder)
    workplace.choose(linked_folders=(*workplace.settings.linked_folders, str(kept)))
    _, problems = scan(workplace.roots())
    return tuple(one for one in problems if Path(one.path).is_relative_to(kept))


def unlink(workplace: Workplace, key: str) -> None:
    """Use a linked folder no more. Its files stay; its cards rest with their progress and come back with the folder."""
    left = tuple(folder for folder in workplace.settings.linked_folders if folder != key)
    workplace.choose(linked_folders=left)


def _clash(real: Path, root: Root) -> str:
    other, shipped = root.folder.resolve(), root.key == SHIPPED
    name = f"the folder of the shipped decks, {other}" if shipped else f"{root.folder}, which is linked"
    if real == other:
        return "these are the shipped decks themselves" if shipped else "this folder is linked already"
    if real.is_relative_to(other):
        return f"this lies in {name}, so its decks would be met twice"
    if other.is_relative_to(real):
        return f"this holds {name}, so its decks would be met twice" + ("" if shipped else "; unlink that one first")
    return ""
