"""`progress`: what is known, whether the scheduling fits, what was done, what comes, and where interviews hurt."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from interviewprep.charts.marks import Table
from interviewprep.cli.context import AddCommand, Context, put, put_json
from interviewprep.errors import WrongUse
from interviewprep.interview.report import Earlier
from interviewprep.interview.score import Share
from interviewprep.journeys.progress import SPANS, Progress, full_name, progress, round_scores
from interviewprep.journeys.progress_told import told
from interviewprep.memory.calibration import Fit
from interviewprep.memory.day import date_of
from interviewprep.memory.standing import Standing


def add_commands(add: AddCommand) -> None:
    command = add("progress", run, "Show what you know, what you did and what is coming.")
    command.add_argument("family", nargs="?", default="", metavar="FAMILY", help="one family of decks, or one deck")


def run(context: Context, arguments: argparse.Namespace) -> int:
    with context.reading() as workplace:
        workplace.refresh()
        family = full_name(workplace, arguments.family) if arguments.family else ""
        now, rounds = progress(workplace, family), round_scores(workplace, family)
    if now.family and not now.by_deck:
        raise WrongUse(now.family, reason="no deck in use has this name; see them with: interviewprep decks")
    if context.as_json:
        put_json(_values(now, rounds))
    else:
        _print(now, rounds)
    return 0 if now.begun else 1


def _print(now: Progress, rounds: Sequence[Earlier]) -> None:
    for place, part in enumerate(told(now, rounds)):
        put(("\n" if place else "") + part.question)
        put(part.says)
        for table in part.tables:
            put()
            for line in _lines(table):
                put(line)


def _lines(table: Table) -> Iterator[str]:
    rows = (table.head, *table.rows)
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.head))]
    for row in rows:
        cells = (
            cell.rjust(width) if column in table.numeric else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _values(now: Progress, rounds: Sequence[Earlier]) -> dict[str, Any]:
    return {
        "family": now.family,
        "known": _standing(now.standing),
        "families": [_standing(one) for one in now.by_family],
        "decks": [_standing(one) for one in now.by_deck],
        "aim": now.aim,
        "fit": [{"days": span, **_fit(one)} for span, one in zip(SPANS, now.fits, strict=True)],
        "weeks": [{"from": _date(week.first_day), **_fit(week.fit)} for week in now.weeks],
        "days": [
            {"date": _date(day.day), "answers": day.answers, "minutes": round(day.seconds / 60, 1)}
            for day in now.studied
            if day.answers
        ],
        "ever": {
            "since": _date(now.ever.day) if now.begun else None,
            "days": now.days_ever,
            "answers": now.ever.answers,
            "minutes": round(now.ever.seconds / 60, 1),
        },
        "coming": [
            {
                "date": _date(day.day),
                "due": day.due,
                "planned_reviews": None if day.planned_reviews is None else round(day.planned_reviews, 1),
                "planned_new": None if day.planned_new is None else round(day.planned_new, 1),
            }
            for day in now.coming
        ],
        "missed": [
            {"topic": one.name, "title": one.title, "missed": one.missed, "asked": one.asked, "decks": one.decks}
            for one in now.missed
        ],
        "rounds": [{"date": one.day.isoformat(), "title": one.title, **_score(one.share)} for one in rounds],
    }


def _standing(one: Standing) -> dict[str, Any]:
    counts = {"known": one.known, "learning": one.learning, "new": one.new, "due": one.due}
    return {"name": one.name, **counts, "recall": None if one.recall is None else round(one.recall, 3)}


def _fit(one: Fit) -> dict[str, Any]:
    """Without any answer there is no share."""
    shares = {"known": one.share, "low": one.low, "high": one.high, "expected": one.expected}
    return {
        "reviews": one.answers,
        **{name: round(share, 3) if one.answers else None for name, share in shares.items()},
    }


def _score(share: Share) -> dict[str, float]:
    return {"score": round(share.value, 3), "low": round(share.low, 3), "high": round(share.high, 3)}


def _date(day: int) -> str:
    return date_of(day).isoformat()
