"""What of a selection a format cannot hold: counted and named, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from interviewprep.cards import faces
from interviewprep.cards.model import Kind, PartName
from interviewprep.cards.parts import follow_ups, kind_of
from interviewprep.formats.leaving import FileKind, LeavingCard, LeavingDeck, Loss, address_of

_PAPER = (FileKind.HTML, FileKind.PDF)
_TABLES = (FileKind.CSV, FileKind.TSV)


def losses(kind: FileKind, decks: Sequence[LeavingDeck]) -> tuple[Loss, ...]:
    """`decks` with their progress where that was asked for."""
    found: list[Loss] = []
    if kind is FileKind.ANKI:
        found += _in_anki(decks)
    elif kind in _TABLES:
        found += _in_tables(decks)
    elif kind in _PAPER:
        found += _on_paper(decks)
    if kind not in (FileKind.BUNDLE, FileKind.ANKI):
        found.append(_cards(decks, "scheduling and reviews are not in it", _has_past))
    if kind not in (FileKind.BUNDLE, FileKind.MARKDOWN):
        names = tuple(deck.name for deck in decks if deck.is_interview)
        found.append(Loss("interview files are not in it", len(names), names))
    return tuple(loss for loss in found if loss.count)


def _in_anki(decks: Sequence[LeavingDeck]) -> Iterator[Loss]:
    yield _cards(decks, "calculation drills become one worked example, always with the same numbers", _is(Kind.DRILL))
    yield _cards(decks, "choices keep the order of their options, where here they are shuffled", _is_shuffled)
    yield _cards(decks, "key points that an interview asked for anew are no cards there; their past stays here", _point)
    yield _cards(decks, "follow-ups come all at once, where here some wait for what was missed", _has_conditions)
    topics = tuple(deck.name for deck in decks if any(card.topic for card in deck.cards))
    yield Loss("decks lose the headings of their topics and the texts between the cards", len(topics), topics)
    yield _lost_reviews(decks)


def _in_tables(decks: Sequence[LeavingDeck]) -> Iterator[Loss]:
    yield Loss("pictures and sounds are named, and not in it", sum(len(deck.media) for deck in decks))
    introduced = tuple(deck.name for deck in decks if deck.description)
    yield Loss("decks lose their description and the texts between the cards", len(introduced), introduced)


def _on_paper(decks: Sequence[LeavingDeck]) -> Iterator[Loss]:
    yield _cards(decks, "calculation drills are printed with one set of numbers", _is(Kind.DRILL))


def _lost_reviews(decks: Sequence[LeavingDeck]) -> Loss:
    count = 0
    for deck in decks:
        for card in deck.cards:
            if card.reviews:
                now = faces.faces(card.card)
                count += sum(
                    review.face not in now and not review.face.startswith(faces.POINT) for review in card.reviews
                )
    return Loss("reviews of faces that the cards no longer have are not in it", count)


def _cards(decks: Sequence[LeavingDeck], what: str, meant: Callable[[LeavingCard], bool]) -> Loss:
    names = tuple(address_of(deck, card) for deck in decks for card in deck.cards if meant(card))
    return Loss(what, len(names), names)


def _is(kind: Kind) -> Callable[[LeavingCard], bool]:
    return lambda one: kind_of(one.card) is kind


def _is_shuffled(one: LeavingCard) -> bool:
    return kind_of(one.card) is Kind.CHOICE and "ordered" not in one.card.attributes.tags


def _point(one: LeavingCard) -> bool:
    return any(memory.face.startswith(faces.POINT) for memory in one.memories)


def _has_conditions(one: LeavingCard) -> bool:
    return one.card.has(PartName.FOLLOW_UPS) and any(further.condition for further in follow_ups(one.card))


def _has_past(one: LeavingCard) -> bool:
    return bool(one.reviews or one.memories or one.marked)
