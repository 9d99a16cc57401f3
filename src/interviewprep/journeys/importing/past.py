"""The learner's past in another program: its log, and what it knew of a face of which nothing is known here yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, replace
from typing import Any

from interviewprep.cards.faces import POINT
from interviewprep.formats.foreign import ForeignCard, PastMemory, PastReview
from interviewprep.journeys import log
from interviewprep.journeys.decks import add_item
from interviewprep.memory.day import Moment, moment, study_day
from interviewprep.memory.fsrs import LONGEST_STABILITY, SHORTEST_STABILITY, Rating
from interviewprep.memory.review import NEW_MEMORY, Memory, Rules, State
from interviewprep.store.database import Transaction

_ITEMS = (
    f"SELECT id, card_id, face, suspended, {log.MEMORY_COLUMNS} FROM item"
    " WHERE card_id IN (SELECT value FROM json_each(?))"
)
_LOGGED = (
    "SELECT item_id, at_ms FROM entry WHERE kind IN ('past', 'review') AND card_id IN (SELECT value FROM json_each(?))"
    f" AND {log.LIVE}"
)
_UNMARKED = "SELECT id FROM card WHERE marked = 0 AND id IN (SELECT value FROM json_each(?))"
_MIDDLE_DIFFICULTY = 5.0
_SET = (
    f"UPDATE item SET {', '.join(f'{name} = ?' for name in log.MEMORY_COLUMNS.split(', '))}, suspended = ? WHERE id = ?"
)


def is_news(db: Transaction, cards: Mapping[int, ForeignCard]) -> bool:
    """Whether `take_over` would write anything for cards that are all here already."""
    past = _Past(db, cards)
    unmarked = set(db.rows(_UNMARKED, (past.keys,)))
    return bool(past.reviews() or past.memories() or any((key,) in unmarked for key in past.marked()))


def take_over(db: Transaction, cards: Mapping[int, ForeignCard], now: Moment, rules: Rules, action: bytes) -> int:
    """Write the past of these cards, by their keys here; gives the number of reviews that were not yet known."""
    past = _Past(db, cards)
    past.add_points(db)
    reviews = sorted(past.reviews(), key=lambda one: one[2].at_ms)
    log.write_many(db, (_entry(*one, now, rules) for one in reviews), action)
    log.write_many(db, _remember(db, past.memories(), now, rules), action)
    log.write_many(db, _mark(db, past.marked(), now), action)
    return len(reviews)


class _Past:
    def __init__(self, db: Transaction, cards: Mapping[int, ForeignCard]) -> None:
        self._cards = {key: card for key, card in cards.items() if card.reviews or card.memories or card.marked}
        self.keys = json.dumps(list(self._cards))
        self._items = {(row[1], row[2]): row for row in db.rows(_ITEMS, (self.keys,))}
        self._logged = set(db.rows(_LOGGED, (self.keys,)))

    def add_points(self, db: Transaction) -> None:
        """Key points are items only where an interview has asked for them: make those that the past speaks of."""
        for key, card in self._cards.items():
            for face in {past.face for past in card.memories} | {past.face for past in card.reviews}:
                if face.startswith(POINT) and (key, face) not in self._items:
                    item = add_item(db, key, face, 0)
                    self._items[key, face] = (item, key, face, 0, *astuple(NEW_MEMORY))

    def reviews(self) -> list[tuple[int, int, PastReview]]:
        """Card, item and review of each answer that is not in the log yet."""
        return [
            (key, self._items[key, review.face][0], review)
            for key, card in self._cards.items()
            for review in card.reviews
            if (key, review.face) in self._items
            and (self._items[key, review.face][0], review.at_ms) not in self._logged
        ]

    def memories(self) -> list[tuple[int, tuple[Any, ...], PastMemory]]:
        """Card, item's row and memory of each face of which nothing is known here: what was learnt here stands."""
        return [
            (key, self._items[key, memory.face], memory)
            for key, card in self._cards.items()
            for memory in card.memories
            if (row := self._items.get((key, memory.face))) is not None
            and row[4] == State.NEW
            and (memory.state is not State.NEW or memory.suspended > row[3])
        ]

    def marked(self) -> list[int]:
        return [key for key, card in self._cards.items() if card.marked]


def _entry(card: int, item: int, review: PastReview, now: Moment, rules: Rules) -> tuple[log.Entry, Moment]:
    offset = now.offset_min if review.offset_min is None else review.offset_min
    at = moment(review.at_ms, offset, rules.rollover_hour)
    note = log.note_of_past(review.interval)
    return (
        log.Entry(
            log.PAST, card, item, review.face, Rating(review.rating), review.state, review.duration_ms, note=note
        ),
        at,
    )


def _remember(
    db: Transaction, changes: Iterable[tuple[int, tuple[Any, ...], PastMemory]], now: Moment, rules: Rules
) -> Iterator[tuple[log.Entry, Moment]]:
    rows = []
    for card, (item, _, face, suspended, *columns), past in changes:
        before, after = log.memory_of(columns), memory_here(past, now, rules)
        if after != before:
            was, is_now = log.to_json(before), log.to_json(after)
            yield log.Entry(log.DUE, card, item, face, before=was, after=is_now), now
        if past.suspended and not suspended:
            yield log.Entry(log.SUSPEND, card, item, face, before="0", after="1"), now
        rows.append((*astuple(after), int(past.suspended or suspended), item))
    db.run_many(_SET, rows)


def _mark(db: Transaction, cards: Iterable[int], now: Moment) -> Iterator[tuple[log.Entry, Moment]]:
    for card in cards:
        if not db.value("SELECT marked FROM card WHERE id = ?", (card,)):
            db.run("UPDATE card SET marked = 1 WHERE id = ?", (card,))
            yield log.Entry(log.MARK, card, None, "", before="0", after="1"), now


def memory_here(past: PastMemory, now: Moment, rules: Rules) -> Memory:
    """What another program knew, as this one keeps it."""
    if past.state is State.NEW:
        return NEW_MEMORY
    if past.exact is not None:
        return past.exact
    stability = past.stability or float(max(past.interval, 1))
    memory = Memory(
        state=past.state,
        step=0,
        stability=min(max(stability, SHORTEST_STABILITY), LONGEST_STABILITY),
        difficulty=min(max(past.difficulty or _MIDDLE_DIFFICULTY, 1.0), 10.0),
        due_day=study_day(past.due_ms, now.offset_min, rules.rollover_hour),
        last_day=study_day(past.last_ms, now.offset_min, rules.rollover_hour),
        last_ms=past.last_ms,
        interval=past.interval if past.state is State.REVIEW else 0,
        reviews=max(past.reviews, 1),
        lapses=past.lapses,
    )
    return memory if past.state is State.REVIEW else replace(memory, due_ms=past.due_ms)
