"""`plan`: when the interview is, what time there is, what counts, and what to expect; for a calendar, too."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from interviewprep.charts.plan_figures import said
from interviewprep.cli.context import AddCommand, Context, progress, put, put_json, say
from interviewprep.errors import WrongUse
from interviewprep.journeys.exporting.calendar import refuse_taken, write_calendar
from interviewprep.journeys.plan import LONGEST_DAYS, Kept, interview_on, kept_plan, make_plan, seconds_on
from interviewprep.journeys.what_counts import Counting, full_names, what_counts
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import Moment, date_of, day_of, weekday
from interviewprep.memory.plan import Band, Plan
from interviewprep.settings import LIMITS, Settings
from interviewprep.words import grouped, many

_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SET_DATE = "interviewprep plan --date YYYY-MM-DD"


def add_commands(add: AddCommand) -> None:
    command = add("plan", plan, "Show the plan for the days before your interview, or set what it is made for.")
    command.add_argument("--date", metavar="DATE", help="the day of the interview, such as 2026-12-06, or: none")
    command.add_argument(
        "--minutes", metavar="N", help="minutes a day, or seven numbers from Monday: 20,20,20,20,20,45,0"
    )
    command.add_argument("--decks", nargs="+", metavar="NAME", help="decks and families that count, or: all")
    command.add_argument("--calendar", metavar="FILE", help="write the days to a calendar file (.ics)")
    command.add_argument("--replace", action="store_true", help="replace a calendar file that is there already")


def plan(context: Context, arguments: argparse.Namespace) -> int:
    target = None if arguments.calendar is None else Path(arguments.calendar)
    if target:
        refuse_taken(target, replace=arguments.replace)
    changes = _time_changes(arguments.minutes)
    sets = arguments.date is not None or arguments.decks is not None or bool(changes)
    with context.writing("plan") if sets else context.reading() as workplace:
        workplace.refresh()
        if sets:
            changes |= _date_changes(arguments.date, workplace.now()) | _deck_changes(arguments.decks, workplace)
            _choose(workplace, changes)
        kept = kept_plan(workplace)
        if sets or kept is None or kept.made_on != workplace.now().day:
            kept = make_plan(workplace, progress())
        missing = "" if kept else _missing(workplace.settings, workplace.now())
        counted = what_counts(workplace)
        events = write_calendar(workplace, kept, target, replace=arguments.replace) if kept and target else 0
        if context.as_json:
            put_json(_values(workplace, kept, counted, missing, str(target) if events else None))
        elif events:
            put(str(target))
        elif kept:
            _print(workplace, kept, counted)
        _advise(workplace, kept, counted, missing)
    if events:
        say(f"{many(events, 'day')} written, with that of the interview.")
    forgets = arguments.date == "none" or changes.get("minutes_a_day") == 0
    return 0 if (kept and kept.plan.items) or (forgets and not target) else 1


def _time_changes(text: str | None) -> dict[str, object]:
    if text is None:
        return {}
    low, high = LIMITS["minutes_a_day"]
    advice = f"a whole number of minutes from {low:g} to {high:g}, or seven of them from Monday: 20,20,20,20,20,45,0"
    try:
        numbers = tuple(int(one) for one in text.split(","))
    except ValueError as fault:
        raise WrongUse(f"--minutes {text}", reason=f"must be {advice}") from fault
    if len(numbers) not in (1, 7) or not all(low <= one <= high for one in numbers):
        raise WrongUse(f"--minutes {text}", reason=f"must be {advice}")
    if len(numbers) == 1:
        return {"minutes_a_day": numbers[0], "weekday_minutes": ()}
    if not any(numbers):
        raise WrongUse(f"--minutes {text}", reason="one day at least must have minutes; --minutes 0 forgets them")
    return {"weekday_minutes": numbers}


def _date_changes(text: str | None, now: Moment) -> dict[str, object]:
    if text is None:
        return {}
    if text == "none":
        return {"interview_date": ""}
    try:
        on = date.fromisoformat(text)
    except ValueError as fault:
        raise WrongUse(f"--date {text}", reason="must be a day such as 2026-12-06, or none") from fault
    if day_of(on) < now.day:
        raise WrongUse(f"--date {text}", reason="is past; give the day of an interview to come, or none")
    return {"interview_date": on.isoformat()}


def _deck_changes(names: Sequence[str] | None, workplace: Workplace) -> dict[str, object]:
    if names is None:
        return {}
    return {"interview_decks": () if list(names) == ["all"] else full_names(workplace, names)}


def _choose(workplace: Workplace, changes: dict[str, object]) -> None:
    # The file is written as a whole: what could not be read in it would be lost.
    for problem in workplace.problems:
        raise WrongUse(problem.path, reason=f"{problem.message}; mend the file first, since this would write it anew")
    workplace.choose(**changes)


def _missing(settings: Settings, now: Moment) -> str:
    """Why nothing is planned, and what to do."""
    on = interview_on(settings)
    has_time = settings.minutes_a_day or any(settings.weekday_minutes)
    if on is None:
        if not has_time:
            return f"There is no date of an interview and no minutes a day; set both with: {_SET_DATE} --minutes 20"
        return f"There is no date of an interview; set it with: {_SET_DATE}"
    left = day_of(on) - now.day
    if left < 0:
        return f"The interview of {on} is past; set the date of the next with: {_SET_DATE}"
    if left == 0:
        return f"The interview is today, and no day is left to plan; set the date of the next with: {_SET_DATE}"
    if left > LONGEST_DAYS:
        return (
            f"The interview of {on} is {left} days ahead, and a plan begins {LONGEST_DAYS} days before;"
            f" an earlier date is set with: {_SET_DATE}"
        )
    return "There are no minutes a day to plan with; set them with: interviewprep plan --minutes 20"


def _print(workplace: Workplace, kept: Kept, counted: Counting) -> None:
    made, settings = kept.plan, workplace.settings
    here = [name for name in settings.interview_decks if name not in counted.absent]
    chosen, week = ", ".join(here) or "all in use", _week(settings)
    each = ", ".join(f"{day} {own}" for day, own in zip(_WEEK, week, strict=True))
    minutes = str(week[0]) if len(set(week)) == 1 else each
    for name, value in (
        ("interview", f"{interview_on(settings)}, in {many(_days_left(workplace) or 0, 'day')}"),
        ("minutes a day", minutes),
        ("decks that count", f"{chosen} ({many(counted.decks, 'deck')})"),
        ("items that count", f"{grouped(made.items)}, of which about {grouped(round(made.met))} will be met"),
        ("if you keep the plan", f"{said(made.kept, made)} known on the day"),
        ("if you stop today", f"{said(made.stopped, made)} known on the day"),
    ):
        put(f"{name:<22}{value}")
    put(f"\n{'date':<16}{'new':>6}{'reviews':>9}{'minutes':>9}")
    for day in made.days:
        name = f"{date_of(day.day)} {_WEEK[weekday(day.day)]}"
        put(f"{name:<16}{round(day.new):>6}{round(day.reviews):>9}{round(day.seconds / 60):>9}")


def _advise(workplace: Workplace, kept: Kept | None, counted: Counting, missing: str) -> None:
    for name in counted.absent:
        say(f"note: no deck in use is called {name} any more")
    if kept is None:
        say(missing)
    elif not kept.plan.items:
        say("No card counts; choose what does with: interviewprep plan --decks NAME…")
    elif (unmet := kept.plan.items - round(kept.plan.met)) > 0:
        say(
            f"Of {many(kept.plan.items, 'item')} that count, about {grouped(unmet)} will not be met."
            f" {_needed(workplace.settings, kept.plan)} Choose what counts with: interviewprep plan --decks NAME…"
        )


def _needed(settings: Settings, made: Plan) -> str:
    least = _least_minutes(settings, made)
    if least is None:
        return "No day with minutes is left."
    days = "a day" if all(_week(settings)) else "on each day that has time"
    return f"To ask every one once takes at least {many(least, 'minute')} {days}."


def _values(
    workplace: Workplace, kept: Kept | None, counted: Counting, missing: str, calendar: str | None
) -> dict[str, Any]:
    settings = workplace.settings
    on = interview_on(settings)
    return {
        "interview": None if on is None else on.isoformat(),
        "days_left": _days_left(workplace),
        "minutes": _week(settings),
        "decks": list(settings.interview_decks),
        "decks_counted": counted.decks,
        "missing": missing,
        "calendar": calendar,
        "plan": None if kept is None else _plan_values(settings, kept),
    }


def _plan_values(settings: Settings, kept: Kept) -> dict[str, Any]:
    made = kept.plan
    return {
        "made_on": date_of(kept.made_on).isoformat(),
        "items": made.items,
        "met": round(made.met),
        "least_minutes_to_meet_all": _least_minutes(settings, made),
        "percent_if_kept": _percent(made.kept, made),
        "percent_if_stopped": _percent(made.stopped, made),
        "days": [
            {
                "date": date_of(day.day).isoformat(),
                "new": round(day.new),
                "reviews": round(day.reviews),
                "minutes": round(day.seconds / 60),
            }
            for day in made.days
        ],
    }


def _days_left(workplace: Workplace) -> int | None:
    on = interview_on(workplace.settings)
    return None if on is None else day_of(on) - workplace.now().day


def _week(settings: Settings) -> list[int]:
    """Minutes from Monday to Sunday."""
    return list(settings.weekday_minutes) or [settings.minutes_a_day] * 7


def _least_minutes(settings: Settings, made: Plan) -> int | None:
    """A day, to ask every item once on the days that have time; None where there is no such day."""
    today = made.days[0]
    days = sum(bool(seconds_on(settings, one.day)) for one in made.days[1:])
    # When the minutes of today are used up, today is over.
    days += today.seconds > 0
    return math.ceil(made.seconds_to_meet_all / 60 / days) if days else None


def _percent(band: Band, made: Plan) -> list[int]:
    """From and to."""
    return [round(end / max(1, made.items) * 100) for end in (band.low, band.high)]
