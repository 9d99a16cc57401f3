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
    from sqlmodel import col, select

    from interviewprep.store.tables import ItemRow

    now = workplace.now()
    action = log.new_action(now)
    before: dict[int, bool] = {}
    with workplace.database.write() as db:
        live = select(ItemRow).where(col(ItemRow.card_id).in_(states), ItemRow.retired == 0)
        for item in db.session.exec(live).all():
            wanted = int(states[item.card_id])
            before[item.card_id] = before.get(item.card_id, False) or bool(item.suspended)
            if item.suspended != wanted:
                entry = log.Entry(
                    log.SUSPEND,
                    item.card_id,
                    item.id,
                    item.face,
                    before=json.dumps(item.suspended),
                    after=json.dumps(wanted),
                )
                log.write(db, entry, now, action)
                item.suspended = wanted
    return before


def mark_cards(workplace: Workplace, states: Mapping[int, bool]) -> dict[int, bool]:
    """Mark the cards that are True, take the mark off the others: one action of the log. Gives what undoes it."""
    from sqlmodel import col, select

    from interviewprep.store.tables import CardRow

    now = workplace.now()
    action = log.new_action(now)
    before: dict[int, bool] = {}
    with workplace.database.write() as db:
        for card in db.session.exec(select(CardRow).where(col(CardRow.id).in_(states))).all():
            key = card.id or 0
            before[key] = bool(card.marked)
            if before[key] != states[key]:
                after = int(states[key])
                entry = log.Entry(log.MARK, key, None, "", before=json.dumps(card.marked), after=json.dumps(after))
                log.write(db, entry, now, action)
                card.marked = after
    return before


def _decks(db: Transaction, names: Collection[str]) -> list[DeckRow]:
    from sqlmodel import col, select

    from interviewprep.store.tables import DeckRow

    return list(db.session.exec(select(DeckRow).where(col(DeckRow.name).in_(names))).all())
