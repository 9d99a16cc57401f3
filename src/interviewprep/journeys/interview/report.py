"""The report of an interview, and the files it can be given as."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from interviewprep.charts.figure_html import figure_html
from interviewprep.charts.interview_figures import figures
from interviewprep.charts.svg import svg
from interviewprep.errors import WrongUse
from interviewprep.interview import report_html
from interviewprep.interview.report import Report, report
from interviewprep.interview.round import Outcome, Round
from interviewprep.interview.score import Share, overall
from interviewprep.journeys.interview import effect as interview_effect
from interviewprep.journeys.interview import reading as interview_reading
from interviewprep.journeys.interview.rows import BEGUN
from interviewprep.journeys.workplace import Workplace
from interviewprep.paths import shipped

EARLIER = 30
"""Interviews before this one that it is compared with."""

_PRINTED_WIDTH = 600
"""Of a page 170 mm wide between its margins."""
_ON_PAPER = {
    "text": "#1F2328",
    "muted": "#59626E",
    "line": "#D9D8D3",
    "edge": "#85898F",
    "accent": "#2B59C3",
    "soft": "#E6EDFB",
    "surface": "#FFFFFF",
    "again": "#B3261E",
    "hard": "#8A5A00",
    "good": "#1B7446",
    "easy": "#0B6B80",
}


@dataclass(frozen=True, slots=True)
class Listed:
    key: int
    title: str
    blueprint: str
    started_ms: int
    offset_min: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    score: Share | None
    marked: int
    reached: int
    """Questions."""
    raters: int
    """Others who marked it too."""


@dataclass(frozen=True, slots=True)
class Printable:
    """A report for Qt's rich text, which knows neither SVG in the text nor custom properties."""

    html: str
    style: str
    pictures: dict[str, str]
    """SVG by the names that the HTML has as `figure:NAME`."""


def listed(workplace: Workplace) -> list[Listed]:
    """Every interview, the newest first."""
    with workplace.database.read() as db:
        rows = db.rows(
            "SELECT id, title, blueprint, started_ms, offset_min, outcome FROM interview"
            f" WHERE {BEGUN} ORDER BY started_ms DESC, id DESC"
        )
    return [
        Listed(key, title, blueprint, started_ms, offset_min, Outcome(outcome))
        for key, title, blueprint, started_ms, offset_min, outcome in rows
    ]


def standing(workplace: Workplace, key: int) -> Standing:
    """What an interview came to, for a list."""
    with workplace.database.read() as db:
        round_ = interview_reading.load(db, key)
    reached = sum(one.spent.reached for one in round_.questions)
    return Standing(overall(round_), len(round_.marked), reached, len(set(_raters(round_))))


def _raters(round_: Round) -> Iterator[str]:
    return (rating.rater for one in round_.questions for rating in one.ratings)


def report_of(workplace: Workplace, key: int | None = None) -> Report:
    """The report of an interview, or of the last one; computed anew each time."""
    with workplace.database.read() as db:
        rows = db.rows(f"SELECT id FROM interview WHERE {BEGUN} ORDER BY started_ms DESC, id DESC")
        known = [key for (key,) in rows]
        if not known:
            raise WrongUse(reason="there is no interview yet; hold one with: interviewprep interview")
        chosen = known[0] if key is None else key
        if chosen not in known:
            raise WrongUse(reason=f"there is no interview {key}; the last one is {known[0]}")
        round_ = interview_reading.load(db, chosen)
        before = known[known.index(chosen) + 1 :][:EARLIER]
        earlier = [interview_reading.load(db, one) for one in before]
        done = interview_effect.effect(db, chosen)
    return report(round_, earlier, topic_titles(), missed=done.missed, reviewed=done.reviewed)


def page(made: Report) -> str:
    """One HTML file that needs nothing else."""
    charts = {figure.name: figure_html(figure, svg(figure)) for figure in figures(made)}
    return report_html.page(made, charts, resource("report.css"))


def printable(made: Report) -> Printable:
    found = figures(made)
    charts = {
        figure.name: figure_html(figure, f'<img src="figure:{figure.name}" width="{_PRINTED_WIDTH}">')
        for figure in found
    }
    # Qt takes the first family and no list.
    pictures = {figure.name: svg(figure, _ON_PAPER, "Inter") for figure in found}
    return Printable(report_html.body(made, charts), resource("print.css"), pictures)


@cache
def topic_titles() -> dict[str, str]:
    """What the families of the syllabus are called."""
    try:
        with (shipped("decks") / "syllabus" / "leaves.csv").open(encoding="utf-8", newline="") as file:
            return {row["deck"]: row["deck_title"] for row in csv.DictReader(file)}
    except OSError:
        return {}  # without the shipped decks a family goes by its short name


def resource(name: str) -> str:
    """A text that is shipped for reports."""
    return (shipped("resources") / "report" / name).read_text(encoding="utf-8")
