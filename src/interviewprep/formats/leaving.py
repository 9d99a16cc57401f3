"""What leaves the program: decks, media and the learner's past as values, for the writers of every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interviewprep.cards.model import Card
from interviewprep.formats.foreign import PastMemory, PastReview


class FileKind(StrEnum):
    """What a selection can be written to."""

    BUNDLE = "bundle"
    ANKI = "apkg"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class LeavingMedium:
    name: str
    """As the cards of its deck name it, relative to the deck's file."""
    place: str
    """Its path below the folder of all decks."""
    size: int
    chunks: Callable[[], Iterator[bytes]]
    """Reads it, in pieces of at most 1 MiB."""


@dataclass(frozen=True, slots=True)
class LeavingCard:
    card: Card
    uid: bytes
    """Names the card for good, here and in every version of a package that we write."""
    line: int = 0
    topic: str = ""
    key: str = ""
    """By which the program knows it that it came from (`anki:<guid>:<template>`); "" for a card of our own."""
    reviews: tuple[PastReview, ...] = ()
    memories: tuple[PastMemory, ...] = ()
    """Of each face that was ever asked or set aside; every one is `exact`."""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class LeavingDeck:
    name: str
    """Path below its root without `.md`."""
    title: str
    text: str
    """The file as it leaves: byte for byte where the whole deck does."""
    cards: tuple[LeavingCard, ...] = ()
    media: tuple[LeavingMedium, ...] = ()
    description: str = ""
    language: str = ""
    changed_ms: int = 0
    """When the file was last written."""
    is_interview: bool = False
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the selection that the format cannot hold."""

    what: str
    """A sentence without its count: `calculation drills become one worked example each`."""
    count: int
    names: tuple[str, ...] = ()
    """Addresses of the cards or decks meant; () where a count says enough."""


def address_of(deck: LeavingDeck, card: LeavingCard) -> str:
    """The card as the terminal names it."""
    written = card.card.attributes.id
    return f"{deck.name}#{written}" if written else f"{deck.name}:{card.line}"


def study_decks(decks: Sequence[LeavingDeck]) -> list[LeavingDeck]:
    """Without interviews, which only our own formats know."""
    return [deck for deck in decks if not deck.is_interview]
