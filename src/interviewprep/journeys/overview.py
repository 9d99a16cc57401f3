"""What is there and what is due: counts for the home screen, the decks page and the terminal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from interviewprep.errors import Problem, Severity
from interviewprep.journeys.decks import folder_of
from interviewprep.journeys.log import LIVE
from interviewprep.journeys.pace import KIND_OF_ITEM, seconds_by_kind
from interviewprep.journeys.waiting import gather
from interviewprep.journeys.workplace import Workplace


@dataclass(frozen=True, slots=True)
class DeckCounts:
    """One deck. `due` and `new` are items for today before limits; `seconds` is the time `due` will take."""

    deck: str
    title: str
    description: str
    root: str
    path: Path
    cards: int
    items: int
    due: int
    new: int
    learned: int
    """Items past their learning steps."""
    started: int
    """Items answered at least once."""
    seconds: float
    suspended: bool
    new_limit: int | None
    review_limit: int | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class DayDone:
    day: int
    reviews: int
    minutes: float


_SQL = """
SELECT deck.id, deck.name, deck.title, deck.description, deck.root, deck.suspended, deck.new_limit, deck.review_limit,
       deck.problems, count(DISTINCT card.id), count(item.id),
       total(item.state > 0 AND item.due_day <= :day AND {free}),
       total(item.state = 0 AND {free}),
       total(item.state >= 2), total(item.state > 0)
  FROM deck
  LEFT JOIN card ON card.deck_id = deck.id AND card.retired_ms IS NULL
  LEFT JOIN item ON item.card_id = card.id AND item.retired = 0
 WHERE deck.gone = 0 AND deck.kind = 'deck'
 GROUP BY deck.id ORDER BY deck.name
""".format(free="item.suspended = 0 AND item.buried_day <> :day AND deck.suspended = 0")

_SECONDS = f"""
SELECT deck_id, item.state, {KIND_OF_ITEM},
       sum(CASE WHEN item.spent_ms > 0 THEN item.spent_ms / 1000.0 / item.reviews END), sum(item.spent_ms = 0)
  FROM item JOIN card ON card.id = card_id JOIN deck ON deck.id = deck_id
 WHERE item.retired = 0 AND card.retired_ms IS NULL AND item.suspended = 0 AND deck.suspended = 0 AND deck.gone = 0
   AND item.buried_day <> :day AND item.state > 0 AND item.due_day <= :day
 GROUP BY 1, 3
"""


def decks(workplace: Workplace) -> list[DeckCounts]:
    """Every deck that is there, by name."""
    day = workplace.now().day
    roots = workplace.roots()
    with workplace.database.read() as db:
        kinds = seconds_by_kind(db)
        seconds: dict[int, float] = {}
        for deck, _, kind, known, unknown in db.rows(_SECONDS, {"day": day}):
            seconds[deck] = seconds.get(deck, 0.0) + (known or 0.0) + (unknown or 0) * kinds[kind]
        rows = db.rows(_SQL, {"day": day})
    found = []
    for (
        key,
        name,
        title,
        description,
        root,
        suspended,
        new_limit,
        review_limit,
        problems,
        cards,
        items,
        due,
        new,
        learned,
        started,
    ) in rows:
        path = (folder_of(roots, root) or Path(root)) / f"{name}.md"
        faults = tuple(
            Problem(str(path), line, Severity(severity), rule, text)
            for line, severity, rule, text in json.loads(problems)
        )
        found.append(
            DeckCounts(
                name,
                title,
                description,
                root,
                path,
                cards,
                items,
                int(due),
                int(new),
                int(learned),
                int(started),
                seconds.get(key, 0.0),
                bool(suspended),
                new_limit,
                review_limit,
                faults,
            )
        )
    return found


def days_done(workplace: Workplace, days: int) -> list[DayDone]:
    """Answers and minutes of each of the last `days` study days that had any, oldest first."""
    today = workplace.now().day
    with workplace.database.read() as db:
        rows = db.rows(
            "SELECT day, count(*), sum(duration_ms) / 60000.0 FROM entry"
            f" WHERE kind IN ('review', 'past') AND day > ? AND {LIVE}"
            " GROUP BY day ORDER BY day",
            (today - days,),
        )
    return [DayDone(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Today:
    """What is left of today, under the limits."""

    cards: int
    new: int
    seconds: float


def today(workplace: Workplace) -> Today:
    now = workplace.now()
    with workplace.database.read() as db:
        counts = gather(db, workplace, now).counts()
    return Today(counts.new + counts.learning + counts.due, counts.new, counts.seconds)
