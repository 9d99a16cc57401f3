"""The end of a sitting: what was done, what tomorrow brings, and what one could go on with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewprep.journeys.log import LIVE
from interviewprep.journeys.pace import KIND_OF_ITEM, seconds_by_kind
from interviewprep.journeys.plan import planned_on
from interviewprep.journeys.waiting import resolve
from interviewprep.journeys.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Closing:
    answers_today: int
    seconds_today: float
    tomorrow: int
    """Items due tomorrow, without new ones; or all that the plan has for it."""
    tomorrow_seconds: float
    planned: bool
    """Whether tomorrow is the plan's."""
    new_left: int
    """New items in the decks of the sitting beyond today's limit."""


_LIVE_ITEMS = """
  FROM item JOIN card ON card.id = card_id JOIN deck ON deck.id = deck_id
 WHERE item.retired = 0 AND card.retired_ms IS NULL AND item.suspended = 0 AND deck.suspended = 0 AND deck.gone = 0
"""


def closing(workplace: Workplace, decks: Sequence[str] = ()) -> Closing:
    """Of the sitting over `decks`, or over all. The load of tomorrow is always that of all decks."""
    now = workplace.now()
    day = now.day
    with workplace.database.read() as db:
        kinds = seconds_by_kind(db)
        answers, spent_ms = db.row(
            f"SELECT count(*), total(duration_ms) FROM entry WHERE kind = 'review' AND day = ? AND {LIVE}", (day,)
        )
        planned = planned_on(db, workplace, day + 1, now)
        tomorrow, seconds = 0, 0.0
        for kind, count, known, unknown in db.rows(
            f"SELECT {KIND_OF_ITEM}, count(*),"
            " total(CASE WHEN item.spent_ms > 0 THEN item.spent_ms / 1000.0 / item.reviews END),"
            f" sum(item.spent_ms = 0) {_LIVE_ITEMS} AND item.state > 0 AND item.due_day <= ? GROUP BY 1",
            (day + 1,),
        ):
            tomorrow += count
            seconds += known + unknown * kinds[kind]
        chosen = resolve(db, decks)
        new = dict(
            db.rows(
                f"SELECT deck.id, count(*) {_LIVE_ITEMS} AND item.state = 0 AND item.buried_day <> ? GROUP BY deck.id",
                (day,),
            )
        )
    left = sum(count for deck, count in new.items() if not chosen or deck in chosen)
    if planned:
        tomorrow, seconds = round(planned.new + planned.reviews), planned.seconds
    return Closing(answers, spent_ms / 1000, tomorrow, seconds, planned is not None, left)
