"""One face of one card as it is put before the user, with all four answers worked out beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from interviewprep.cards.deck_file import read
from interviewprep.cards.model import Card
from interviewprep.journeys import log
from interviewprep.journeys.decks import folder_of
from interviewprep.journeys.roots import Root
from interviewprep.memory.day import Moment
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.load import Load
from interviewprep.memory.review import Memory, Rules, answers, wait_s
from interviewprep.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Face:
    item: int
    card_key: int
    card: Card
    face: str
    deck: str
    deck_title: str
    topic: str
    language: str
    path: Path
    """The deck file; media lie beside it."""
    shipped: bool
    line: int
    marked: bool
    memory: Memory
    answers: dict[Rating, Memory]
    waits_s: dict[Rating, int]
    """Seconds until the card is due again, for each answer: what the buttons say."""
    shown_at: Moment

    @property
    def repetition(self) -> int:
        """How often this item was answered before: with the card it seeds drills and the order of options."""
        return self.memory.reviews

    @property
    def address(self) -> str:
        return f"{self.deck}#{self.card.attributes.id}" if self.card.attributes.id else f"{self.deck}:{self.line}"


_SQL = f"""
SELECT item.id, card.id, card.source, item.face, deck.name, deck.title, card.topic, deck.language, deck.root, card.line,
       card.marked, {", ".join(f"item.{name}" for name in log.MEMORY_COLUMNS.split(", "))}
  FROM item JOIN card ON card.id = item.card_id JOIN deck ON deck.id = card.deck_id
 WHERE item.id = ?
"""


def face_of(db: Transaction, item: int, roots: Sequence[Root], now: Moment, rules: Rules, load: Load) -> Face:
    row = db.row(_SQL, (item,))
    key, card, source, face, deck, title, topic, language, root, line, marked = row[:11]
    memory = log.memory_of(row[11:])
    outcomes = answers(memory, now, rules, seed=item, load=load)
    return Face(
        item=key,
        card_key=card,
        card=parse(source),
        face=face,
        deck=deck,
        deck_title=title,
        topic=topic,
        language=language,
        path=(folder_of(roots, root) or Path(root)) / f"{deck}.md",
        shipped=root == "shipped",
        line=line,
        marked=bool(marked),
        memory=memory,
        answers=outcomes,
        waits_s={rating: wait_s(after, now) for rating, after in outcomes.items()},
        shown_at=now,
    )


@lru_cache(maxsize=256)
def parse(source: str) -> Card:
    """The one card in this Markdown, as `write_card` wrote it."""
    return next(read(source, "").deck.cards())
