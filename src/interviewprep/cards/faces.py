"""What of a card is scheduled: its items, by names that survive an edit of the rest of the card."""

from __future__ import annotations

from collections.abc import Iterable

from interviewprep.cards.model import Card, Kind
from interviewprep.cards.parts import Gap, gaps, kind_of, question_of

FRONT = "front"
BACK = "back"
DRILL = "drill"
CLOZE = "cloze:"
POINT = "point:"


def faces(card: Card) -> tuple[str, ...]:
    """Names of the card's items in the order they are asked. Key points (`point:<id>`) join when an interview asks."""
    match kind_of(card):
        case Kind.DRILL:
            return (DRILL,)
        case Kind.CLOZE:
            return tuple(cloze_groups(question_of(card)))
        case Kind.RECALL if "both-ways" in card.attributes.tags:
            return FRONT, BACK
        case _:
            return (FRONT,)


def cloze_groups(text: str) -> dict[str, tuple[Gap, ...]]:
    """The gaps that each cloze face hides, in the order of the text."""
    groups: dict[str, list[Gap]] = {}
    for gap in gaps(text):
        groups.setdefault(gap.group, []).append(gap)
    named: dict[str, tuple[Gap, ...]] = {}
    times: dict[str, int] = {}
    for group in groups.values():
        name = free = CLOZE + " | ".join(_plain(gap.text for gap in group))
        while free in named:
            times[name] = times.get(name, 1) + 1
            free = f"{name}#{times[name]}"
        named[free] = tuple(group)
    return named


def _plain(texts: Iterable[str]) -> Iterable[str]:
    return (" ".join(text.split()) for text in texts)
