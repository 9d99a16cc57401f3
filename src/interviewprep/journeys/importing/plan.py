"""What an import would do, as values: each card and file that comes, beside what is here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from interviewprep.cards.merging import Conflict, Merged
from interviewprep.formats.foreign import Foreign, ForeignCard, ForeignDeck, Skipped


class What(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    DELETED = "deleted"
    """It came once and the user has deleted it here."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One card of the file, and what would become of it."""

    what: What
    foreign: ForeignCard
    origin: str
    """Its deck over there."""
    deck: str
    """The deck here that it stands in, or would."""
    card: int = 0
    """Its key here; 0 for a new one."""
    line: int = 0
    base: str = ""
    """Its Markdown there, as it would be read back: what the next version is compared with."""
    known_base: str = ""
    merged: Merged | None = None
    """Where both sides differ."""

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.merged.conflicts if self.merged else ()


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A deck file that would be written as it came, or an interview."""

    what: What
    name: str
    text: str
    foreign: ForeignDeck


@dataclass(frozen=True, slots=True)
class Plan:
    file: Path
    foreign: Foreign
    cards: tuple[Planned, ...]
    files: tuple[PlannedFile, ...]
    skipped: tuple[Skipped, ...]
    new_decks: dict[str, ForeignDeck] = field(default_factory=dict)
    """Deck files that would be made, by name."""
    digests: dict[str, bytes | None] = field(default_factory=dict)
    """Of each deck file that would be written: what it holds now, so that a change meanwhile is noticed."""

    def count(self, what: What) -> int:
        return sum(one.what is what for one in self.cards)

    @property
    def decks(self) -> tuple[str, ...]:
        """Where its cards stand, or would stand, here."""
        named = dict.fromkeys([one.deck for one in self.cards] + [one.name for one in self.files])
        return tuple(named)


def address_of(one: Planned) -> str:
    """The card as the terminal names it."""
    written = one.foreign.card.attributes.id
    return f"{one.deck}#{written}" if written else f"{one.deck}:{one.line}"
