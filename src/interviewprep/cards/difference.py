"""In which cards two texts of one deck differ, and who changed them.

For the copy of a shipped deck that the user edited: `base` is the text the copy began with, so that what the user wrote
can be told from what a newer version of the program brought.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from interviewprep.cards.deck_file import read
from interviewprep.cards.edits import append_card, card_spans, remove_card, replace_card
from interviewprep.cards.front_matter import with_plain_line_ends
from interviewprep.cards.matching import Found, Known, match
from interviewprep.cards.model import Card
from interviewprep.cards.parts import answer_of, question_of


class What(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    """It stands in yours alone."""
    GONE = "gone"
    """It stands in theirs alone."""


class Who(StrEnum):
    """Who made the difference: the user, the program's authors, or both; UNKNOWN where the common past is not known."""

    YOU = "you"
    THEY = "they"
    BOTH = "both"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    """One card. Texts are its Markdown, "" on the side that has it not; a line there is 0."""

    what: What
    who: Who
    question: str
    yours: str
    theirs: str
    line: int
    their_line: int


class _Pair(NamedTuple):
    yours: Card | None
    theirs: Card | None


def differences(yours: str, theirs: str, base: str | None = None) -> tuple[Difference, ...]:
    """The cards that are not the same, in the order of yours, then those that are in theirs alone."""
    own, their = list(read(yours, "").deck.cards()), list(read(theirs, "").deck.cards())
    at_first = [] if base is None else list(read(base, "").deck.cards())
    counterpart = _counterparts(own, their)
    past_of_own, past_of_their = _counterparts(own, at_first), _counterparts(their, at_first)
    pairs = [
        (_Pair(card, _at(their, counterpart.get(i))), _at(at_first, past_of_own.get(i))) for i, card in enumerate(own)
    ]
    taken = set(counterpart.values())
    pairs += [
        (_Pair(None, card), _at(at_first, past_of_their.get(i))) for i, card in enumerate(their) if i not in taken
    ]
    return tuple(
        _difference(pair, Who.UNKNOWN if base is None else _who(pair, past), yours, theirs)
        for pair, past in pairs
        if pair.yours != pair.theirs
    )


def take(yours: str, theirs: str, difference: Difference) -> str:
    """Your text with this one card as it is in theirs, and every other byte as it was."""
    if difference.what is What.CHANGED:
        return replace_card(yours, difference.line, difference.theirs)
    if difference.what is What.ADDED:
        return remove_card(yours, difference.line)
    neighbour = _card_before(yours, theirs, difference.their_line)
    if neighbour is None:
        return append_card(yours, difference.theirs)
    together = f"{_text_at(yours, neighbour.line)}\n\n{difference.theirs}"
    return replace_card(yours, neighbour.line, together)


def _who(pair: _Pair, past: Card | None) -> Who:
    """One side still says what the base said, so the other changed it; else both did."""
    if pair.yours == past:
        return Who.THEY
    return Who.YOU if pair.theirs == past else Who.BOTH


def _difference(pair: _Pair, who: Who, yours: str, theirs: str) -> Difference:
    shown = pair.yours or pair.theirs
    what = What.CHANGED if pair.yours and pair.theirs else What.ADDED if pair.yours else What.GONE
    return Difference(
        what,
        who,
        question_of(shown) if shown else "",
        _text_at(yours, pair.yours.line) if pair.yours else "",
        _text_at(theirs, pair.theirs.line) if pair.theirs else "",
        pair.yours.line if pair.yours else 0,
        pair.theirs.line if pair.theirs else 0,
    )


def _card_before(yours: str, theirs: str, their_line: int) -> Card | None:
    """The card of yours behind which a card of theirs belongs; None where it comes first there."""
    own, their = list(read(yours, "").deck.cards()), list(read(theirs, "").deck.cards())
    place_of = {their_index: own_index for own_index, their_index in _counterparts(own, their).items()}
    before = [place_of[i] for i, card in enumerate(their) if card.line < their_line and i in place_of]
    return own[before[-1]] if before else None


def _counterparts(new: Sequence[Card], old: Sequence[Card]) -> dict[int, int]:
    """For the place of each new card the place of the old one that it continues."""
    known = [Known(i, "", *_told_by(card), position=i) for i, card in enumerate(old)]
    return match(known, [Found(i, "", *_told_by(card), position=i) for i, card in enumerate(new)])


def _told_by(card: Card) -> tuple[str, str, str]:
    return card.attributes.id, question_of(card), answer_of(card)


def _at(cards: Sequence[Card], place: int | None) -> Card | None:
    return None if place is None else cards[place]


def _text_at(text: str, line: int) -> str:
    """The Markdown of the card at this line, as it stands in the file but for its line ends."""
    span = next(span for span in card_spans(text) if span.line == line)
    return "\n".join(with_plain_line_ends(text).split("\n")[span.line - 1 : span.end - 1])
