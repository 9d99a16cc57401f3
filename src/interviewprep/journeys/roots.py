"""Which files are decks: the shipped folder, the user's own and the linked ones, walked without following links out."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewprep.cards.deck_names import is_deck_name
from interviewprep.errors import Problem, Severity

SHIPPED, OWN = "shipped", "own"

_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Root:
    key: str
    """`shipped`, `own`, or the absolute path of a linked folder."""
    folder: Path


@dataclass(frozen=True, slots=True)
class DeckFile:
    name: str
    """Path below its root without `.md`, with forward slashes."""
    root: str
    path: Path
    size: int
    mtime_ns: int


def scan(roots: Sequence[Root]) -> tuple[dict[str, DeckFile], tuple[Problem, ...]]:
    """All deck files by name. Of two with one name the user's own stands first, then the shipped, then a linked one."""
    found: dict[str, DeckFile] = {}
    problems: list[Problem] = []
    order = sorted(roots, key=lambda root: {OWN: 0, SHIPPED: 1}.get(root.key, 2))
    for root in order:
        if not root.folder.is_dir():
            if root.key not in (SHIPPED, OWN):
                problems.append(
                    _warning(
                        root.folder,
                        "folder-missing",
                        "this linked folder is not there; its cards are kept and come back with it",
                    )
                )
            continue
        for file in _walk(root, root.folder, "", 0):
            other = found.get(file.name)
            if other is None:
                found[file.name] = file
            elif not (other.root == OWN and root.key == SHIPPED):
                problems.append(
                    _warning(
                        file.path,
                        "same-name",
                        f"has the same deck name as {other.path}, which is used; rename one of them",
                    )
                )
    return found, tuple(problems)


def folders(roots: Sequence[Root]) -> list[Path]:
    """Every folder that `scan` looks into: where new deck files may come up."""
    return [folder for root in roots for folder in _folders(root.folder, 0)]


def media_of(deck: Path) -> Callable[[str], bool]:
    """Whether a medium of this relative name lies beside the deck file."""
    return lambda name: (deck.parent / name).is_file()


def _walk(root: Root, folder: Path, prefix: str, depth: int) -> Iterator[DeckFile]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink() and not _stays_inside(Path(entry.path), root.folder):
            continue
        if entry.is_dir():
            if _is_walked(entry, depth):
                yield from _walk(root, Path(entry.path), f"{prefix}{_nfc(entry.name)}/", depth + 1)
        elif entry.is_file() and is_deck_name(entry.name):
            stat = entry.stat()
            yield DeckFile(
                f"{prefix}{_nfc(entry.name)[:-3]}", root.key, Path(entry.path), stat.st_size, stat.st_mtime_ns
            )


def _folders(folder: Path, depth: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listing:
            below = [Path(entry.path) for entry in listing if entry.is_dir() and _is_walked(entry, depth)]
    except OSError:
        return
    yield folder
    for one in below:
        yield from _folders(one, depth + 1)


def _is_walked(entry: os.DirEntry[str], depth: int) -> bool:
    # A link that points up its own path would be walked for ever.
    return not entry.name.startswith(".") and entry.name != "media" and depth < _DEEPEST and not entry.is_symlink()


def _stays_inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(folder.resolve())
    except OSError:
        return False


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _warning(path: Path, rule: str, message: str) -> Problem:
    return Problem(str(path), 0, Severity.WARNING, rule, message)
