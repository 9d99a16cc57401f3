"""Which cards an interview could ask, and what is known of each before it begins."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from interviewprep.cards.attributes import split_attributes
from interviewprep.cards.front_matter import parted, with_plain_line_ends
from interviewprep.cards.lists import items
from interviewprep.cards.model import Attributes, Kind, Level
from interviewprep.interview.draw import Candidate, Known, Snapshot
from interviewprep.journeys import log
from interviewprep.journeys.decks import folder_of
from interviewprep.journeys.interview.rows import BEGUN
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import Moment
from interviewprep.memory.review import State, recall
from interviewprep.store.database import Transaction

RECALL_WHILE_LEARNING = 0.5
"""Of an item that was answered today, or is in its learning steps: the model says nothing of those."""

_LARGEST_HEAD = 80_000
_FOLLOW_UPS = re.compile(r"^### Follow-ups\n(.*?)(?=^### |\Z)", re.M | re.S)
_CARDS = """
SELECT card.id, card.written_id, deck.name, deck.root, card.kind, card.level, card.leaf, card.tags, card.question,
       card.source
  FROM card JOIN deck ON deck.id = card.deck_id
 WHERE card.retired_ms IS NULL AND deck.gone = 0 AND deck.suspended = 0 AND deck.kind = 'deck'
   AND card.kind IN (SELECT value FROM json_each(?))
   AND NOT EXISTS (SELECT 1 FROM item WHERE item.card_id = card.id AND item.suspended = 1)
"""
_ITEMS = f"""
SELECT item.card_id, {", ".join(f"item.{name}" for name in log.MEMORY_COLUMNS.split(", "))}
  FROM item WHERE item.state > 0 AND item.retired = 0
"""
_ASKED = f"""
SELECT question.card_id, question.score, interview.id, count(point.id), total(point.hit)
  FROM interview_question AS question
  JOIN interview ON interview.id = question.interview_id
  LEFT JOIN interview_point AS point ON point.question_id = question.id
 WHERE question.card_id IS NOT NULL AND {BEGUN}
 GROUP BY question.id ORDER BY interview.started_ms DESC, interview.id DESC
"""


def candidates(db: Transaction, workplace: Workplace, kinds: Collection[Kind], *, with_tags: bool) -> list[Candidate]:
    """Every card of these kinds that is not resting. `with_tags` reads the tags of their decks too."""
    rows = db.rows(_CARDS, (json.dumps([kind.value for kind in kinds]),))
    tags = _deck_tags(workplace, {(row[2], row[3]) for row in rows}) if with_tags else {}
    found = []
    for key, written_id, deck, _, kind, level, leaf, own_tags, question, source in rows:
        attributes = _attributes(source)
        found.append(
            Candidate(
                name=name_of(written_id, deck, question),
                card=key,
                deck=deck,
                kind=Kind(kind),
                level=Level(level) if level else None,
                leaf=leaf,
                tags=frozenset(own_tags.split()) | tags.get(deck, frozenset()),
                think_s=_number(attributes, "think", 1),
                answer_s=_number(attributes, "minutes", 60),
                follow_ups=_follow_ups(source) if kind == Kind.OPEN else 0,
            )
        )
    return found


def name_of(written_id: str, deck: str, question: str) -> str:
    """What a card is called in draws: the same on every machine that has the deck."""
    return written_id or f"{deck}: {' '.join(question.split())[:120]}"


def snapshot(db: Transaction, now: Moment, parameters: tuple[float, ...], pool: Collection[Candidate]) -> Snapshot:
    """What is weak and what was asked lately."""
    recalls: dict[int, float] = {}
    for card, *memory in db.rows(_ITEMS):
        known = log.memory_of(memory)
        chance = recall(known, now.day, parameters) if known.state is State.REVIEW else None
        chance = RECALL_WHILE_LEARNING if chance is None else chance
        recalls[card] = min(chance, recalls.get(card, 1.0))
    interviews: list[int] = []
    asked: dict[int, tuple[int, float | None]] = {}
    for card, score, interview, points, hit in db.rows(_ASKED):
        if interview not in interviews[-1:]:
            interviews.append(interview)
        if card not in asked:
            asked[card] = (len(interviews), _missed(score, points, hit))
    return {
        one.name: Known(
            recalls.get(one.card),
            asked[one.card][1] if one.card in asked else None,
            asked[one.card][0] if one.card in asked else None,
        )
        for one in pool
        if one.card in recalls or one.card in asked
    }


def _missed(score: int | None, points: int, hit: float) -> float | None:
    if points:
        return 1 - hit / points
    return None if score is None else 1 - (score - 1) / 3


def _attributes(source: str) -> Attributes:
    """Those of the heading. To parse hundreds of cards whole would take half a second."""
    return split_attributes(source.partition("\n")[0])[1]


def _follow_ups(source: str) -> int:
    part = _FOLLOW_UPS.search(source)
    return len(items(part[1])) if part else 0


def _number(attributes: Attributes, key: str, times: int) -> int | None:
    try:
        value = float(attributes.get(key))
    except ValueError:
        return None  # not said, or a fault that `check` names
    return round(value * times) if 0 < value * times <= 7200 else None


def _deck_tags(workplace: Workplace, decks: Collection[tuple[str, str]]) -> dict[str, frozenset[str]]:
    roots = workplace.roots()
    tags = {}
    for name, root in decks:
        folder = folder_of(roots, root)
        if folder is None:
            continue
        try:
            with (folder / f"{name}.md").open("rb") as file:
                head = file.read(_LARGEST_HEAD).decode("utf-8", "replace")
        except OSError:
            continue  # a file that went away since the refresh has no tags
        tags[name] = frozenset(parted(with_plain_line_ends(head)).front.tags)
    return tags
