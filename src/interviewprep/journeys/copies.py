"""A shipped deck that the user edits: its copy among their own decks, and how the two differ later.

Shipped files are never written. The copy has the same deck name, stands before the shipped one and keeps its progress.
The text it began with is kept as a fact of the database, so that after an upgrade the user's changes can be told from
those of the new version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from interviewprep.cards.deck_file import read
from interviewprep.cards.difference import Difference, Who, differences, take
from interviewprep.cards.media import media
from interviewprep.errors import WrongUse
from interviewprep.journeys import files
from interviewprep.journeys.roots import SHIPPED, scan
from interviewprep.journeys.workplace import Workplace
from interviewprep.store.database import Transaction

_BASE, _SEEN = "copied:", "upgrade-told:"


@dataclass(frozen=True, slots=True)
class Copy:
    """A deck of the user's own that stands before a shipped one of its name."""

    deck: str
    path: Path
    shipped_path: Path
    differences: tuple[Difference, ...]
    untouched: bool
    """The user has changed nothing in it; what differs came with a newer version of the program."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A shipped deck that is no longer the one the user's copy was made of; `cards` of it are new, changed or gone."""

    deck: str
    cards: int
    untouched: bool


def make(workplace: Workplace, deck: str) -> Path:
    """Copy a shipped deck and the media it shows to the user's own; gives the copy, which may be there already."""
    source = _shipped_files(workplace)[deck]
    target = workplace.places.decks / f"{deck}.md"
    if target.exists():
        return target
    data = source.read_bytes()
    text = data.decode("utf-8")
    for card in read(text, str(source)).deck.cards():
        for medium in media(card):
            _copy_medium(source.parent / medium.name, target.parent / medium.name)
    files.create(target, data)
    with workplace.database.write() as db:
        _put_facts(db, {_BASE + deck: text})
    return target


def copied(workplace: Workplace, own: Iterable[str]) -> frozenset[str]:
    """Which of these decks of the user's own stand before a shipped one."""
    shipped = next((root.folder for root in workplace.roots() if root.key == SHIPPED), None)
    return frozenset(deck for deck in own if shipped is not None and (shipped / f"{deck}.md").is_file())


def copy_of(workplace: Workplace, deck: str) -> Copy | None:
    """The user's copy of a shipped deck, compared with it; None where there are not both."""
    path, shipped_path = workplace.places.decks / f"{deck}.md", _shipped_files(workplace).get(deck)
    if shipped_path is None or not path.is_file():
        return None
    with workplace.database.read() as db:
        base = db.value("SELECT value FROM fact WHERE name = ?", (_BASE + deck,))
    yours = _text(path)
    return Copy(deck, path, shipped_path, differences(yours, _text(shipped_path), base), base == yours)


def take_shipped(workplace: Workplace, copy: Copy, difference: Difference) -> str:
    """Write one card of the copy as it is in the shipped deck; gives the text the copy had before."""
    before = _text(copy.path)
    current = next((one for one in differences(before, _text(copy.shipped_path)) if _same(one, difference)), None)
    if current is None:
        raise WrongUse(copy.path, reason="the card has changed meanwhile; look at the list again")
    files.replace(copy.path, take(before, _text(copy.shipped_path), current).encode("utf-8"))
    return before


def write_text(path: Path, text: str) -> None:
    """Give a file back the text it had, or make it again: what undoes `take_shipped` and `give_up`."""
    if path.exists():
        files.replace(path, text.encode("utf-8"))
    else:
        files.create(path, text.encode("utf-8"))


def give_up(copy: Copy) -> str:
    """Remove the user's copy, so that the shipped deck is used again; gives the text it had."""
    before = _text(copy.path)
    try:
        copy.path.unlink()
    except OSError as fault:
        raise files.FolderNotWritable(copy.path, why=str(fault.strerror).lower()) from fault
    return before


def upgraded(workplace: Workplace) -> tuple[Upgraded, ...]:
    """Copies whose shipped deck has changed since they were made; each version is told once."""
    with workplace.database.read() as db:
        bases = dict(
            db.rows("SELECT substr(name, ?), value FROM fact WHERE name LIKE ?", (len(_BASE) + 1, f"{_BASE}%"))
        )
        seen = dict(db.rows("SELECT substr(name, ?), value FROM fact WHERE name LIKE ?", (len(_SEEN) + 1, f"{_SEEN}%")))
    if not bases:
        return ()
    found, told = [], {}
    shipped_files = _shipped_files(workplace)
    for deck, base in sorted(bases.items()):
        path, shipped_path = workplace.places.decks / f"{deck}.md", shipped_files.get(deck)
        if shipped_path is None or not path.is_file():
            continue
        theirs = _text(shipped_path)
        if theirs in (base, seen.get(deck)):
            continue
        yours = _text(path)
        news = [one for one in differences(yours, theirs, base) if one.who is not Who.YOU]
        told[_SEEN + deck] = theirs
        if news:
            found.append(Upgraded(deck, len(news), yours == base))
    if told:
        with workplace.database.write() as db:
            _put_facts(db, told)
    return tuple(found)


def _same(one: Difference, other: Difference) -> bool:
    return (one.what, one.yours, one.theirs) == (other.what, other.yours, other.theirs)


def _shipped_files(workplace: Workplace) -> dict[str, Path]:
    found, _ = scan([root for root in workplace.roots() if root.key == SHIPPED])
    return {name: file.path for name, file in found.items()}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as fault:
        raise WrongUse(path, reason=f"could not be read ({fault.strerror})") from fault
    except UnicodeDecodeError as fault:
        raise WrongUse(path, reason="is no UTF-8; save the file as UTF-8") from fault


def _copy_medium(source: Path, target: Path) -> None:
    if source.is_file():
        with suppress(files.FileThere):
            files.create(target, source.read_bytes())


def _facts(db: Transaction, kind: str) -> dict[str, str]:
    """Facts of one kind by deck."""
    return dict(db.rows("SELECT substr(name, ?), value FROM fact WHERE name LIKE ?", (len(kind) + 1, f"{kind}%")))


def _put_facts(db: Transaction, facts: Mapping[str, str]) -> None:
    from interviewprep.store.tables import FactRow

    for name, value in facts.items():
        db.session.merge(FactRow(name=name, value=value))
