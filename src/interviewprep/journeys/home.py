"""What the home screen says: what is left of today, what was done, and how the last five weeks went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from interviewprep.journeys import overview
from interviewprep.journeys.overview import DayDone, DeckCounts, Today
from interviewprep.journeys.plan import Kept, interview_on, kept_plan, planned_on
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import Moment, date_of, day_of

WEEKS = 5
_DAYS = WEEKS * 7


@dataclass(frozen=True, slots=True)
class StripDay:
    date: date
    answers: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Home:
    today: Today
    done: DayDone
    """Of today."""
    tomorrow: int
    """Items that come back tomorrow, or that the plan has for it."""
    strip: tuple[StripDay, ...]
    """Each day of five weeks, today last."""
    decks: tuple[DeckCounts, ...]
    """In use, by name."""
    resting: int
    """Decks that are suspended."""
    interview: date | None
    days_to_interview: int
    """Below 0 when it is over; 0 also where no date is known."""
    plan: Kept | None
    """For the day of the interview, where one is made; it may be of yesterday."""


def home(workplace: Workplace) -> Home:
    now = workplace.now()
    day = now.day
    done = {one.day: one for one in overview.days_done(workplace, _DAYS)}
    every = overview.decks(workplace)
    interview = interview_on(workplace.settings)
    return Home(
        today=overview.today(workplace),
        done=done.get(day, DayDone(day, 0, 0.0)),
        tomorrow=_tomorrow(workplace, now),
        strip=tuple(_strip_day(done, one) for one in range(day - _DAYS + 1, day + 1)),
        decks=tuple(one for one in every if not one.suspended),
        resting=sum(one.suspended for one in every),
        interview=interview,
        days_to_interview=0 if interview is None else day_of(interview) - day,
        plan=kept_plan(workplace),
    )


def _strip_day(done: dict[int, DayDone], day: int) -> StripDay:
    found = done.get(day, DayDone(day, 0, 0.0))
    return StripDay(date_of(day), found.reviews, found.minutes)


def _tomorrow(workplace: Workplace, now: Moment) -> int:
    day = now.day + 1
    with workplace.database.read() as db:
        if planned := planned_on(db, workplace, day, now):
            return round(planned.new + planned.reviews)
        return int(
            db.value(
                "SELECT count(*) FROM item JOIN card ON card.id = card_id JOIN deck ON deck.id = deck_id"
                " WHERE item.state > 0 AND item.due_day = ? AND item.retired = 0 AND item.suspended = 0"
                " AND card.retired_ms IS NULL AND deck.gone = 0 AND deck.suspended = 0",
                (day,),
            )
        )
