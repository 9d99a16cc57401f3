"""What somebody changed in Anki on a note that we wrote, put into the card behind it; all else stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewprep.cards.model import Card, Kind, Part, PartName
from interviewprep.cards.parts import kind_of
from interviewprep.formats.anki.cards import Account, split_question
from interviewprep.formats.html.markdown import markdown_of

_PARTS = {
    "Why": PartName.WHY,
    "Hint": PartName.HINT,
    "Mistakes": PartName.MISTAKES,
    "Sources": PartName.SOURCES,
}
_PLAIN = (Kind.RECALL, Kind.CODE)


def with_edits(
    card: Card, edited: Mapping[str, str], media: Mapping[str, str], deck: str, account: Account
) -> tuple[Card, tuple[str, ...]]:
    """The card with the edited fields, by their names; and those that a card of its kind cannot take from HTML."""
    kind, left = kind_of(card), []
    for name, html in edited.items():
        converted = markdown_of(html, media, gaps=name == "Text")
        account.add(converted)
        if name in _PARTS:
            card = _with_part(card, _PARTS[name], converted.markdown)
        elif name == "Answer" and kind in (*_PLAIN, Kind.CLOZE, Kind.OPEN):
            card = _with_answer(card, kind, converted.markdown)
        elif _is_question(name, kind, card) and converted.markdown:
            card = _with_question(card, kind, *split_question(converted.markdown, deck))
        else:
            left.append(name)
    return card, tuple(left)


def _is_question(name: str, kind: Kind, card: Card) -> bool:
    return (name == "Question" and kind in (*_PLAIN, Kind.OPEN)) or (name == "Text" and kind is Kind.CLOZE)


def _with_question(card: Card, kind: Kind, heading: str, body: str) -> Card:
    if kind in _PLAIN and not card.has(PartName.ANSWER):
        if not body:
            return replace(card, heading=heading)
        # The text below the heading was the answer.
        card = _with_part(replace(card, body=""), PartName.ANSWER, card.body)
    return replace(card, heading=heading, body=body)


def _with_answer(card: Card, kind: Kind, markdown: str) -> Card:
    if kind in _PLAIN and not card.has(PartName.ANSWER):
        return replace(card, body=markdown)
    return _with_part(card, PartName.ANSWER, markdown)


def _with_part(card: Card, name: PartName, markdown: str) -> Card:
    if not markdown:
        return replace(card, parts=tuple(part for part in card.parts if part.name is not name))
    if card.has(name):
        parts = tuple(replace(part, text=markdown) if part.name is name else part for part in card.parts)
        return replace(card, parts=parts)
    return replace(card, parts=(*card.parts, Part(name, markdown)))
