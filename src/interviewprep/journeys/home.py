"""What the home screen says: what is left of today, what was done, and how the last five weeks went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from interviewprep.journeys import overview
from interviewprep.journeys.overview import DayDone, DeckCounts, Today
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import date_of, day_of

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
    """Items that come back tomorrow."""
    strip: tuple[StripDay, ...]
    """Each day of five weeks, today last."""
    decks: tuple[DeckCounts, ...]
    """In use, by name."""
    resting: int
    """Decks that are suspended."""
    interview: date | None
    days_to_interview: int
    """Below 0 when it is over; 0 also where no date is known."""


def home(workplace: Workplace) -> Home:
    day = workplace.now().day
    done = {one.day: one for one in overview.days_done(workplace, _DAYS)}
    every = overview.decks(workplace)
    interview = _date(workplace.settings.interview_date)
    return Home(
        today=overview.today(workplace),
        done=done.get(day, DayDone(day, 0, 0.0)),
        tomorrow=_due_on(workplace, day + 1),
        strip=tuple(_strip_day(done, one) for one in range(day - _DAYS + 1, day + 1)),
        decks=tuple(one for one in every if not one.suspended),
        resting=sum(one.suspended for one in every),
        interview=interview,
        days_to_interview=0 if interview is None else day_of(interview) - day,
    )


def _strip_day(done: dict[int, DayDone], day: int) -> StripDay:
    found = done.get(day, DayDone(day, 0, 0.0))
    return StripDay(date_of(day), found.reviews, found.minutes)


def _due_on(workplace: Workplace, day: int) -> int:
    with workplace.database.read() as db:
        return int(
            db.value(
                "SELECT count(*) FROM item JOIN card ON card.id = card_id JOIN deck ON deck.id = deck_id"
                " WHERE item.state > 0 AND item.due_day = ? AND item.retired = 0 AND item.suspended = 0"
                " AND card.retired_ms IS NULL AND deck.gone = 0 AND deck.suspended = 0",
                (day,),
            )
        )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
