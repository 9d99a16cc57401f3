"""Decks and cards that rest: suspended until they are called back, held to limits, or marked to be looked at.

What changes several at once gives back what undoes it, in the shape it was asked in.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewprep.journeys import log
from interviewprep.journeys.workplace import Workplace
from interviewprep.rendering.one_line import one_line

if TYPE_CHECKING:
    from interviewprep.store.database import Transaction
    from interviewprep.store.tables import DeckRow

MOST_A_DAY = 9999


@dataclass(frozen=True, slots=True)
class DeckLimits:
    """Cards of one deck a day; None where only the limits of the day hold."""

    new: int | None = None
    reviews: int | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A card that is suspended, marked or both."""

    key: int
    deck: str
    line: int
    question: str
    """One line of plain words."""
    suspended: bool
    marked: bool


def suspend(workplace: Workplace, states: Mapping[str, bool]) -> dict[str, bool]:
    """Suspend the decks that are True and call back the others; gives what undoes it."""
    with workplace.database.write() as db:
        rows = _decks(db, states)
        before = {row.name: bool(row.suspended) for row in rows}
        for row in rows:
            row.suspended = int(states[row.name])
    return before


def limit(workplace: Workplace, limits: Mapping[str, DeckLimits]) -> dict[str, DeckLimits]:
    """Give decks limits of their own; gives what undoes it."""
    with workplace.database.write() as db:
        rows = _decks(db, limits)
        before = {row.name: DeckLimits(row.new_limit, row.review_limit) for row in rows}
        for row in rows:
            row.new_limit, row.review_limit = limits[row.name].new, limits[row.name].reviews
    return before


def set_aside(workplace: Workplace, decks: Collection[str]) -> list[SetAside]:
    """The suspended and the marked cards of these decks, in the order of the files."""
    marks = ",".join("?" * len(decks))
    with workplace.database.read() as db:
        rows = db.rows(
            "SELECT card.id, deck.name, card.line, card.question, max(item.suspended), card.marked"
            " FROM card JOIN deck ON deck.id = deck_id JOIN item ON item.card_id = card.id"
            f" WHERE deck.name IN ({marks}) AND deck.gone = 0 AND card.retired_ms IS NULL AND item.retired = 0"
            " GROUP BY card.id HAVING max(item.suspended) = 1 OR card.marked = 1"
            " ORDER BY deck.name, card.position",
            tuple(decks),
        )
    return [
        SetAside(key, deck, line, one_line(question), bool(rests), bool(marked))
        for key, deck, line, question, rests, marked in rows
    ]


def suspend_cards(workplace: Workplace, states: Mapping[int, bool]) -> dict[int, bool]:
    """Call back the cards that are False, suspend the others: one action of the log. Gives what undoes it."""
    now = workplace.now()
    action = log.new_action(now)
    before: dict[int, bool] = {}
    with workplace.database.write() as db:
        live = _of_cards("SELECT card_id, id, face, suspended FROM item WHERE retired = 0 AND card_id", states)
        for card, item, face, suspended in db.rows(*live):
            wanted = int(states[card])
            before[card] = before.get(card, False) or bool(suspended)
            if suspended != wanted:
                entry = log.Entry(log.SUSPEND, card, item, face, before=json.dumps(suspended), after=json.dumps(wanted))
                log.write(db, entry, now, action)
                db.run("UPDATE item SET suspended = ? WHERE id = ?", (wanted, item))
    return before


def mark_cards(workplace: Workplace, states: Mapping[int, bool]) -> dict[int, bool]:
    """Mark the cards that are True, take the mark off the others: one action of the log. Gives what undoes it."""
    now = workplace.now()
    action = log.new_action(now)
    before: dict[int, bool] = {}
    with workplace.database.write() as db:
        for card, marked in db.rows(*_of_cards("SELECT id, marked FROM card WHERE id", states)):
            wanted = int(states[card])
            before[card] = bool(marked)
            if marked != wanted:
                entry = log.Entry(log.MARK, card, None, "", before=json.dumps(marked), after=json.dumps(wanted))
                log.write(db, entry, now, action)
                db.run("UPDATE card SET marked = ? WHERE id = ?", (wanted, card))
    return before


def _of_cards(select: str, cards: Collection[int]) -> tuple[str, tuple[str]]:
    """The statement for these cards; as JSON, since SQLite takes a limited number of values."""
    return f"{select} IN (SELECT value FROM json_each(?)) ORDER BY id", (json.dumps(list(cards)),)


def _decks(db: Transaction, names: Collection[str]) -> list[DeckRow]:
    from sqlmodel import col, select

    from interviewprep.store.tables import DeckRow

    return list(db.session.exec(select(DeckRow).where(col(DeckRow.name).in_(names))).all())
