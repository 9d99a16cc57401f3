"""The learner's past in a bundle: a line for each card, put to the card that it names."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from interviewprep.cards.parts import question_of
from interviewprep.formats.bundle.files import Entry
from interviewprep.formats.bundle.shape import CardPast, Misshapen, past_of
from interviewprep.formats.foreign import ForeignCard, ForeignDeck, NotReadable, Say, Skipped

LONGEST_LINE = 20_000_000
MOST_REVIEWS = 2_000_000
_MOST_TOLD = 1000
_SAY_EVERY = 5000


class Pasts:
    """All that `progress.jsonl` says, by deck. What is misshapen is told and left out."""

    def __init__(self, entry: Entry, say: Say) -> None:
        self.skipped: list[Skipped] = []
        self._untold = 0
        self._place = entry.place
        self._decks: dict[str, list[tuple[int, CardPast]]] = {}
        reviews = 0
        for number, line in enumerate(_lines(entry), 1):
            if number % _SAY_EVERY == 0:
                say(f"Progress: {number:,} cards")
            try:
                past = past_of(line.decode("utf-8"))
            except UnicodeDecodeError:
                self._skip(number, "is no UTF-8")
                continue
            except Misshapen as fault:
                self._skip(number, str(fault))
                continue
            reviews += len(past.reviews)
            if reviews > MOST_REVIEWS:
                raise NotReadable(
                    f"{self._place}: line {number}", reason=f"it holds more than {MOST_REVIEWS:,} reviews"
                )
            self._decks.setdefault(past.deck, []).append((number, past))

    def put_to(self, name: str, deck: ForeignDeck) -> ForeignDeck:
        """The deck with the past of its cards. Each deck is asked for once, by its name in the bundle."""
        pasts = self._decks.pop(name, [])
        if not pasts:
            return deck
        by_id: dict[str, deque[tuple[int, CardPast]]] = {}
        by_question: dict[str, deque[tuple[int, CardPast]]] = {}
        for one in pasts:
            known, key = (by_id, one[1].id) if one[1].id else (by_question, one[1].question)
            known.setdefault(key, deque()).append(one)
        cards = []
        for card in deck.cards:
            waiting = by_id.get(card.card.attributes.id) or (by_question and by_question.get(question_of(card.card)))
            cards.append(_with_past(card, waiting.popleft()[1]) if waiting else card)
        for number, past in sorted(self._left(by_id, by_question), key=lambda one: one[0]):
            self._skip(number, f"the deck {name} has no card {past.id or past.question[:80]!r}")
        return replace(deck, cards=tuple(cards))

    def tell_rest(self) -> list[Skipped]:
        """Everything that found no card."""
        for name, pasts in self._decks.items():
            for number, _ in pasts:
                self._skip(number, f"there is no deck {name[:80]!r} in this bundle")
        if self._untold:
            self.skipped.append(Skipped(self._place, f"and {self._untold:,} lines more"))
        return self.skipped

    def _left(self, *known: dict[str, deque[tuple[int, CardPast]]]) -> Iterator[tuple[int, CardPast]]:
        for one in known:
            for waiting in one.values():
                yield from waiting

    def _skip(self, number: int, reason: str) -> None:
        if len(self.skipped) < _MOST_TOLD:
            self.skipped.append(Skipped(f"{self._place} line {number}", reason))
        else:
            self._untold += 1


def _with_past(card: ForeignCard, past: CardPast) -> ForeignCard:
    return replace(card, memories=past.memories, reviews=past.reviews, marked=past.marked)


def _lines(entry: Entry) -> Iterator[bytes]:
    """The lines of a file without blank ones. Raises NotReadable for one that no card can have."""
    rest: list[bytes] = []
    size = 0
    for piece in _with_end(entry.chunks()):
        *ended, begun = piece.split(b"\n")
        for line in ended:
            whole = b"".join([*rest, line])
            rest, size = [], 0
            if whole.strip():
                yield whole
        rest.append(begun)
        size += len(begun)
        if size > LONGEST_LINE:
            raise NotReadable(entry.place, reason=f"a line in it is longer than {LONGEST_LINE:,} bytes")


def _with_end(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield from pieces
    yield b"\n"
