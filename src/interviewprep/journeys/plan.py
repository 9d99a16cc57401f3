"""Preparing for the interview: which items count, how long each day is, which way is taken, and what to expect.

The plan is a cache like the memories: made anew each day and whenever the date, the minutes or the decks change, and
kept as a fact, so that the queue of a sitting needs no more than to read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from interviewprep.journeys.live_items import LIVE_ITEMS, NEW_IN_ORDER
from interviewprep.journeys.pace import KIND_OF_ITEM, seconds_by_kind
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import Moment, day_of, weekday
from interviewprep.memory.plan import Band, Order, Plan, PlannedDay, Way
from interviewprep.memory.planned_queue import Preparation
from interviewprep.settings import Settings
from interviewprep.store.database import Transaction

if TYPE_CHECKING:
    from interviewprep.memory.rehearsal import Cards

LONGEST_DAYS = 100
"""Further ahead the usual intervals serve as well: the plan begins so many days before."""
_FACT = "plan"
_NEW_FIRST = 3 / 4
"""Until the first plan is made, new items are met in this part of the days."""
_WHATEVER_THE_DAY = {"day": -1}
"""For SQL that leaves out what is buried on a day."""
_SEEN = f"""
SELECT deck.id, {KIND_OF_ITEM}, stability, difficulty, last_day, spent_ms, reviews {LIVE_ITEMS} AND item.state > 0
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan as it is kept."""

    plan: Plan
    made_on: int
    """Study day."""
    begun: int
    """Study day on which the preparation for this date began."""


def interview_on(settings: Settings) -> date | None:
    try:
        return date.fromisoformat(settings.interview_date)
    except ValueError:
        return None


def seconds_on(settings: Settings, day: int) -> float | None:
    """The time that a study day has; None where no limit was said."""
    if settings.weekday_minutes:
        return settings.weekday_minutes[weekday(day)] * 60.0
    return settings.minutes_a_day * 60.0 if settings.minutes_a_day else None


def days_to_plan(workplace: Workplace, now: Moment) -> int:
    """Study days from today to the eve of the interview, if they can be planned: a date ahead, and minutes; else 0."""
    on, settings = interview_on(workplace.settings), workplace.settings
    if on is None or not (settings.minutes_a_day or any(settings.weekday_minutes)):
        return 0
    left = day_of(on) - now.day
    return left if 0 < left <= LONGEST_DAYS else 0


def preparation(db: Transaction, workplace: Workplace, now: Moment) -> Preparation | None:
    """What the queue of today needs to know; None where nothing is planned."""
    left = days_to_plan(workplace, now)
    if not left:
        return None
    kept = _read(db, workplace.settings)
    way = kept.plan.way if kept else Way(now.day + round(left * _NEW_FIRST), Order.GAIN)
    settings = workplace.settings
    seconds = sum(seconds_on(settings, now.day + ahead) or 0.0 for ahead in range(left))
    return Preparation(way, now.day + left, counting(db, settings), seconds)


def kept_plan(workplace: Workplace) -> Kept | None:
    """The plan for the date, minutes and decks that are set now, if one was made."""
    with workplace.database.read() as db:
        return kept_in(db, workplace, workplace.now())


def kept_in(db: Transaction, workplace: Workplace, now: Moment) -> Kept | None:
    """`kept_plan` for who reads already."""
    return _read(db, workplace.settings) if days_to_plan(workplace, now) else None


def planned_on(db: Transaction, workplace: Workplace, day: int, now: Moment) -> PlannedDay | None:
    """What the plan has for a day to come."""
    kept = kept_in(db, workplace, now)
    return next((one for one in kept.plan.days if one.day == day), None) if kept else None


def make_plan(workplace: Workplace, say: Callable[[str], object] = lambda _: None) -> Kept | None:
    """Make today's plan and keep it; None where there is nothing to plan. Takes up to some seconds; `say` may raise."""
    from interviewprep.memory import planning  # here, since numpy takes longer to load than the first card
    from interviewprep.memory.rehearsal import Days

    now = workplace.now()
    left = days_to_plan(workplace, now)
    if not left:
        return None
    settings = workplace.settings
    with workplace.database.read() as db:
        before = _read(db, settings)
        cards = _cards(db, settings)
        spent = db.value("SELECT total(duration_ms) / 1000.0 FROM entry WHERE day = ? AND kind = 'review'", (now.day,))
    seconds = [seconds_on(settings, now.day + ahead) or 0.0 for ahead in range(left)]
    seconds[0] = max(0.0, seconds[0] - spent)
    begun = before.begun if before else now.day
    plan = planning.make(
        cards,
        Days(now.day, tuple(seconds)),
        workplace.rules().parameters,
        begun=begun,
        seed=now.day,
        say=lambda share: say(f"Planning: {share:.0%}"),
    )
    kept = Kept(plan, now.day, begun)
    text = json.dumps({"for": _wished(settings), "made_on": kept.made_on, "begun": begun, "plan": asdict(plan)})
    with workplace.database.write() as db:
        db.run("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (_FACT, text))
    return kept


def counting(db: Transaction, settings: Settings) -> frozenset[int]:
    """The decks that count: those chosen that are still here, or all in use."""
    rows = db.rows("SELECT id, name FROM deck WHERE gone = 0 AND suspended = 0 AND kind = 'deck'")
    chosen = {key for key, name in rows if is_among(name, settings.interview_decks)}
    return frozenset(chosen or (key for key, _ in rows))


def is_among(deck: str, chosen: Iterable[str]) -> bool:
    """Whether a deck is one of the chosen decks, or in a chosen family."""
    return any(deck == one or deck.startswith(f"{one}/") for one in chosen)


def _cards(db: Transaction, settings: Settings) -> Cards:
    import numpy as np

    from interviewprep.memory.rehearsal import NEVER, Cards

    decks, kinds = counting(db, settings), seconds_by_kind(db)
    rows = [
        (stability, difficulty, last_day, spent_ms / 1000 / reviews if spent_ms else kinds[kind])
        for deck, kind, stability, difficulty, last_day, spent_ms, reviews in db.rows(_SEEN, _WHATEVER_THE_DAY)
        if deck in decks
    ]
    new = db.rows(NEW_IN_ORDER, {**_WHATEVER_THE_DAY, "limit": -1})
    rows += [(0.0, 5.0, NEVER, kinds[kind]) for _, _, deck, kind, _ in new if deck in decks]
    table = np.array(rows, float).reshape(-1, 4)
    return Cards(table[:, 0], table[:, 1], table[:, 2].astype(np.int64), table[:, 3])


def _wished(settings: Settings) -> list[object]:
    """What a plan is made for; for anything else another one is made."""
    return [
        settings.interview_date,
        [seconds_on(settings, day) for day in range(7)],
        sorted(settings.interview_decks),
    ]


def _read(db: Transaction, settings: Settings) -> Kept | None:
    text = db.value("SELECT value FROM fact WHERE name = ?", (_FACT,))
    if text is None:
        return None
    known = json.loads(text)
    if known["for"] != _wished(settings):
        return None
    plan = known["plan"]
    return Kept(
        Plan(
            way=Way(plan["way"]["met_by"], Order(plan["way"]["order"])),
            items=plan["items"],
            met=plan["met"],
            kept=Band(**plan["kept"]),
            stopped=Band(**plan["stopped"]),
            days=tuple(PlannedDay(**day) for day in plan["days"]),
            seconds_to_meet_all=plan["seconds_to_meet_all"],
        ),
        known["made_on"],
        known["begun"],
    )
