"""The first start: which decks serve the role that the user prepares for; the others rest until they are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from interviewprep.journeys.roots import SHIPPED
from interviewprep.journeys.workplace import Workplace

PERFORMANCE, OPTIMIZATION, BOTH = "performance", "optimization", "both"

_RESTING = {
    PERFORMANCE: {"PRUNE", "EDGE", "ML", "DATA", "MLOPS"},
    OPTIMIZATION: {"KERN", "NET", "DIST", "CPP"},
    BOTH: set[str](),
}
"""Decks of the syllabus that an interview for the role asks for least."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Decks in use and decks at rest, counted."""

    used: int
    resting: int


def choose_decks(workplace: Workplace, role: str) -> Chosen:
    """Let the shipped decks rest that the role needs least; what was begun, or is the user's own, stays in use."""
    with workplace.database.write() as db:
        rows = db.rows(
            "SELECT deck.id, deck.root, card.leaf, total(item.reviews) FROM deck"
            " JOIN card ON card.deck_id = deck.id AND card.retired_ms IS NULL"
            " LEFT JOIN item ON item.card_id = card.id AND item.retired = 0"
            " WHERE deck.gone = 0 AND deck.kind = 'deck' GROUP BY deck.id, card.id"
        )
        subjects: dict[int, Counter[str]] = {}
        kept = set()
        for deck, root, leaf, reviews in rows:
            subjects.setdefault(deck, Counter())[leaf.partition("-")[0]] += 1
            if reviews or root != SHIPPED:
                kept.add(deck)
        rests = {
            deck: deck not in kept and subject.most_common(1)[0][0] in _RESTING[role]
            for deck, subject in subjects.items()
        }
        db.run_many("UPDATE deck SET suspended = ? WHERE id = ?", [(int(rest), deck) for deck, rest in rests.items()])
    resting = sum(rests.values())
    return Chosen(len(rests) - resting, resting)
