"""One's progress as it is told: five questions, each with its sentence, its charts and their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from interviewprep.charts import interview_figures, progress_figures, progress_words
from interviewprep.charts.marks import Figure, Table
from interviewprep.interview.report import Earlier
from interviewprep.journeys.progress import SPANS, Progress

Draw = Callable[[float], Figure]
"""A chart for a width."""


@dataclass(frozen=True, slots=True)
class Told:
    name: str
    question: str
    says: str
    charts: tuple[Draw, ...] = ()
    """The sentence is of the first; the others have their own."""
    tables: tuple[Table, ...] = ()


def told(now: Progress, rounds: Sequence[Earlier] = ()) -> tuple[Told, ...]:
    """`rounds` as `round_scores` gives them."""
    return _known(now), _fit(now), _done(now), _coming(now), interviews_told(now, rounds)


def _known(now: Progress) -> Told:
    charts, _ = _drawn(partial(progress_figures.known, now.standing))
    found = (now.by_family, now.by_deck) if now.standing.items else ()
    tables = [progress_figures.standing_table(one) for one in found if one]
    says = progress_words.known(now.standing)
    return Told("known", "What do I know?", says, charts, tuple(tables))


def _fit(now: Progress) -> Told:
    spans = [
        (f"the last {days} days" if days else "all the time", one) for days, one in zip(SPANS, now.fits, strict=True)
    ]
    drawn = _drawn(partial(progress_figures.fits, spans, now.aim), partial(progress_figures.weeks, now.weeks, now.aim))
    return Told("fit", "Does the scheduling fit me?", progress_words.fitting(spans, now.aim), *drawn)


def _done(now: Progress) -> Told:
    known = now.studied, now.ever, now.days_ever
    drawn = _drawn(partial(progress_figures.studied, *known))
    return Told("done", "How much did I do?", progress_words.studied(*known), *drawn)


def _coming(now: Progress) -> Told:
    drawn = _drawn(partial(progress_figures.coming, now.coming))
    return Told("coming", "What is coming?", progress_words.coming(now.coming, now.begun), *drawn)


def interviews_told(now: Progress, rounds: Sequence[Earlier]) -> Told:
    charts, tables = _drawn(partial(interview_figures.scores, rounds))
    if now.missed:
        tables = (progress_figures.missed_table(now.missed), *tables)
    says = progress_words.missed(now.missed, now.points_asked)
    return Told("missed", "Where did interviews hurt?", says, charts, tables)


def _drawn(*made: Callable[[float], Figure | None]) -> tuple[tuple[Draw, ...], tuple[Table, ...]]:
    """Those that have something to show, and their numbers."""
    drawn = [(one, figure) for one in made if (figure := one(progress_figures.WIDTH)) is not None]
    # What is drawn for one width is drawn for every other.
    return tuple(one for one, _ in drawn), tuple(figure.table for _, figure in drawn)  # type: ignore[misc]
