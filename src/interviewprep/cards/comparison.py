"""A typed answer beside the one on the card, word by word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_WORD = re.compile(r"\S+")
_MOST_WORDS = 400


class Place(StrEnum):
    SAME = "same"
    MISSING = "missing"
    """On the card and not typed."""
    EXTRA = "extra"
    """Typed and not on the card."""


@dataclass(frozen=True, slots=True)
class Piece:
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    pieces: tuple[Piece, ...]
    same: int
    """Words of the card that were typed, in its order."""
    words: int
    """Words of the card."""

    @property
    def equal(self) -> bool:
        return all(piece.place is Place.SAME for piece in self.pieces)


def compare(typed: str, expected: str) -> Comparison:
    """Compare words without regard to case, accents' spelling and punctuation around them."""
    from difflib import SequenceMatcher  # 5 ms to load, and only typed answers need it

    ours, theirs = _WORD.findall(expected)[:_MOST_WORDS], _WORD.findall(typed)[:_MOST_WORDS]
    matcher = SequenceMatcher(None, [_plain(word) for word in ours], [_plain(word) for word in theirs], autojunk=False)
    pieces: list[Piece] = []
    same = 0
    for kind, first, last, typed_first, typed_last in matcher.get_opcodes():
        if kind == "equal":
            same += last - first
            pieces.append(Piece(Place.SAME, " ".join(ours[first:last])))
            continue
        if typed_last > typed_first:
            pieces.append(Piece(Place.EXTRA, " ".join(theirs[typed_first:typed_last])))
        if last > first:
            pieces.append(Piece(Place.MISSING, " ".join(ours[first:last])))
    return Comparison(tuple(pieces), same, len(ours))


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKC", word).casefold()
    # A word of signs alone, such as "+", stands for itself.
    return folded.strip(".,;:!?\"'()[]{}“”‘’«»…") or folded
