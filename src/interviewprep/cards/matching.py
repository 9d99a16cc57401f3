"""Which of the cards in changed decks are the cards we already know.

Progress hangs on this answer, so rules go from certain to likely and stop at the first that holds: the same written
id, the same question, the same answer, the one orphan between the same neighbours. A card that cannot be placed is
new; a known card that is missing is retired, never deleted, and may come back later.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from interviewprep.cards.faces import CLOZE

# A shorter answer ("Yes", "O(n)", "32") is that of many cards and recognises none.
_TELLING_ANSWER = 12


@dataclass(frozen=True, slots=True)
class Known:
    """A card with progress, as it was read last. `position` orders the cards of a deck; `retired`: gone earlier."""

    key: int
    deck: str
    written_id: str
    question: str
    answer: str
    position: int
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A card that stands in a changed file now. `index` is the caller's name for it."""

    index: int
    deck: str
    written_id: str
    question: str
    answer: str
    position: int


def match(known: Iterable[Known], found: Iterable[Found]) -> dict[int, int]:
    """For the index of each found card that is known its key. No key is given twice."""
    old = sorted((_Side(card.key, card, retired=card.retired) for card in known), key=_place)
    new = sorted((_Side(card.index, card) for card in found), key=_place)
    pairing = _Pairing(old, new)
    pairing.same(lambda card: card.written_id and (card.deck, card.written_id))
    pairing.same(lambda card: card.written_id)
    pairing.same(lambda card: card.question and (card.deck, card.question, card.answer))
    pairing.same(lambda card: card.question and (card.question, card.answer))
    pairing.same(lambda card: card.question and (card.deck, card.question))
    pairing.only_one(lambda card: card.question)
    pairing.only_one(lambda card: card.telling_answer and (card.deck, card.telling_answer), _ids_agree)
    pairing.only_one(lambda card: card.telling_answer, _ids_agree)
    pairing.between_neighbours()
    return pairing.key_of


def match_faces(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """For each new face of a card the old one it continues: the same name, then the same words, then the order."""
    known = set(old)
    pairs = {face: face for face in new if face in known}
    for same in (_words, _any_cloze):
        taken = set(pairs.values())
        left: dict[str, list[str]] = {}
        for face in reversed(old):
            if face.startswith(CLOZE) and face not in taken:
                left.setdefault(same(face), []).append(face)
        for face in new:
            if face.startswith(CLOZE) and face not in pairs and (candidates := left.get(same(face))):
                pairs[face] = candidates.pop()
    return pairs


def _words(face: str) -> str:
    return "".join(sign for sign in _plain(face) if sign.isalnum())


def _any_cloze(face: str) -> str:
    return CLOZE


def _plain(text: str) -> str:
    """A text as it is compared: case and blanks say nothing."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().split())


class _Side:
    """A card of either side with the texts that are compared. `name` is its key or index."""

    __slots__ = ("answer", "deck", "name", "position", "question", "retired", "telling_answer", "written_id")

    def __init__(self, name: int, card: Known | Found, *, retired: bool = False) -> None:
        self.name, self.retired = name, retired
        self.deck, self.position, self.written_id = card.deck, card.position, card.written_id
        self.question, self.answer = _plain(card.question), _plain(card.answer)
        self.telling_answer = self.answer if len(self.answer) >= _TELLING_ANSWER else ""


def _ids_agree(card: _Side, old: _Side) -> bool:
    """Two ids say that an author wrote two cards."""
    return not card.written_id or old.written_id in {"", card.written_id}


def _place(card: _Side) -> tuple[str, int]:
    return card.deck, card.position


# What cards are recognised by; a false value recognises none.
_Trait = Callable[[_Side], Hashable]

_Agreement = Callable[[_Side, _Side], bool]

# Deck and index among its cards; beyond its first or last card stands the edge.
_Place = tuple[str, int]
_EDGE: _Place = ("", -1)


class _Pairing:
    """What is paired so far, and what is left on each side, in the order of decks and positions."""

    def __init__(self, known: list[_Side], found: list[_Side]) -> None:
        self.key_of: dict[int, int] = {}
        self._before = _by_deck(card for card in known if not card.retired)
        self._now = _by_deck(found)
        # Live cards are asked before those that were gone already.
        self._known = ([card for card in known if not card.retired], [card for card in known if card.retired])
        self._found = found

    def same(self, trait: _Trait) -> None:
        """Pair the cards of one trait in their order."""
        for known in self._known:
            candidates = _grouped(reversed(known), trait)
            self._pair([(card, left.pop()) for card in self._found if (left := candidates.get(trait(card)))])

    def only_one(self, trait: _Trait, agree: _Agreement | None = None) -> None:
        """Pair where one card alone has the trait on each side, since it may be that of many."""
        for known in self._known:
            candidates = _grouped(known, trait)
            pairs = []
            for key, cards in _grouped(self._found, trait).items():
                others = candidates.get(key, [])
                if len(cards) == len(others) == 1 and (agree is None or agree(cards[0], others[0])):
                    pairs.append((cards[0], others[0]))
            self._pair(pairs)

    def between_neighbours(self) -> None:
        """Pair the one card left between two others with the one that was left between the same two.

        The edge of a deck is a neighbour too, but not on both sides.
        """
        places = {card.name: (deck, index) for deck, cards in self._before.items() for index, card in enumerate(cards)}
        left = {card.name for card in self._known[0]}
        pairs = []
        for cards in self._now.values():
            keys = (self.key_of.get(card.name) for card in cards)
            now = [_EDGE, *(None if key is None else places.get(key) for key in keys), _EDGE]
            for card, before, after in zip(cards, now, now[2:], strict=False):
                if card.name not in self.key_of and (old := self._between(before, after)) and old.name in left:
                    pairs.append((card, old))
        self._pair([(card, old) for card, old in pairs if old.written_id in {"", card.written_id}])

    def _between(self, before: _Place | None, after: _Place | None) -> _Side | None:
        if before is None or after is None or before == after:
            return None
        deck = after[0] if before == _EDGE else before[0]
        cards = self._before[deck]
        first = before[1]
        last = len(cards) if after == _EDGE else after[1]
        same_deck = after == _EDGE or after[0] == deck
        return cards[first + 1] if same_deck and last - first == 2 else None

    def _pair(self, pairs: list[tuple[_Side, _Side]]) -> None:
        if not pairs:
            return
        self.key_of |= {card.name: old.name for card, old in pairs}
        taken = {old.name for _, old in pairs}
        live, retired = self._known
        self._known = ([card for card in live if card.name not in taken], [c for c in retired if c.name not in taken])
        self._found = [card for card in self._found if card.name not in self.key_of]


def _by_deck(cards: Iterable[_Side]) -> dict[str, list[_Side]]:
    decks: dict[str, list[_Side]] = {}
    for card in cards:
        decks.setdefault(card.deck, []).append(card)
    return decks


def _grouped(cards: Iterable[_Side], trait: _Trait) -> dict[Hashable, list[_Side]]:
    groups: dict[Hashable, list[_Side]] = {}
    for card in cards:
        if key := trait(card):
            groups.setdefault(key, []).append(card)
    return groups
