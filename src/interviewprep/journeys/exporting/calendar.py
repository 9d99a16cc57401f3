"""The plan as a calendar file: the day of the interview, and each day on which it has something to study."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from interviewprep.errors import WrongUse
from interviewprep.formats.calendar import WholeDay, calendar
from interviewprep.journeys.exporting.target import file_to_be, write_file
from interviewprep.journeys.files import FileThere
from interviewprep.journeys.plan import Kept, interview_on
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import date_of
from interviewprep.memory.plan import PlannedDay
from interviewprep.words import many


def write_calendar(workplace: Workplace, kept: Kept, target: Path, *, replace: bool = False) -> int:
    """Write the file, whole or not at all; gives the number of its days. Later ones take the place of earlier ones."""
    events = list(_events(interview_on(workplace.settings), kept))
    with file_to_be(target, replace=replace) as beside:
        write_file(beside, calendar(events, workplace.now().at_ms))
    return len(events)


def refuse_taken(target: Path, *, replace: bool) -> None:
    """Before anything else is done for the file: raise where it could not be written."""
    if target.is_dir() or (target.exists() and not replace):
        raise FileThere(target)
    if not target.parent.is_dir():
        raise WrongUse(target, reason="there is no such folder to write it to")


def _events(interview: date | None, kept: Kept) -> Iterator[WholeDay]:
    for day in kept.plan.days:
        if round(day.new) + round(day.reviews):
            yield _study(day, date_of(kept.made_on))
    if interview is not None:
        yield WholeDay(f"interview-{interview}@interviewprep", interview, "Interview")


def _study(planned: PlannedDay, made: date) -> WholeDay:
    on = date_of(planned.day)
    minutes, new, reviews = max(1, round(planned.seconds / 60)), round(planned.new), round(planned.reviews)
    about = f"{new} new and {many(reviews, 'review')}" if new and reviews else _one_sort(new, reviews)
    return WholeDay(
        f"study-{on}@interviewprep",
        on,
        f"Study: {many(minutes, 'minute')}, about {about}",
        f"As planned on {made}. The plan is made anew every day; a later calendar file brings these days up to date.",
    )


def _one_sort(new: int, reviews: int) -> str:
    return many(new, "new card") if new else many(reviews, "review")
