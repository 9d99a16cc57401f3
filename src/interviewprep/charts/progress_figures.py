"""The charts of one's progress. Each is laid out for the width it gets, so that its words stay as large as others."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from interviewprep.charts import progress_words as words
from interviewprep.charts.marks import Dot, Figure, Label, Line, Mark, Rect, Table, Token, width_of
from interviewprep.interview.missed import MissedTopic
from interviewprep.memory.calibration import Fit, Week
from interviewprep.memory.day import date_of
from interviewprep.memory.standing import DayComing, DayStudied, Standing
from interviewprep.words import grouped

WIDTH = 640.0
NARROWEST = 120.0
_TOP, _HIGH, _FOOT = 10.0, 110.0, 26.0
_SMALL = 11.0
_SIDE = 50.0
"""Room for the numbers of the upright axis."""
_RIGHT = 8.0
_ROW = 30.0


def known(whole: Standing, width: float = WIDTH) -> Figure | None:
    """Known, being learned and new as one bar."""
    if not whole.items:
        return None
    parts: tuple[tuple[str, int, Token], ...] = (
        ("known", whole.known, "accent"),
        ("learning", whole.learning, "edge"),
        ("new", whole.new, "line"),
    )
    marks: list[Mark] = []
    x = 0.0
    for _, count, colour in parts:
        part = count / whole.items * width
        if count:
            marks.append(Rect(x, 2, max(2.0, part - 1), 14, colour, 3))
        x += part
    key, height = _key([(f"{grouped(count)} {name}", colour) for name, count, colour in parts], width, 32)
    table = standing_table((whole,))
    return Figure("known", words.known(whole), width, height, (*marks, *key), table)


def standing_table(found: Sequence[Standing]) -> Table:
    rows = tuple(
        (
            one.title or "All",
            grouped(one.known),
            grouped(one.learning),
            grouped(one.new),
            grouped(one.due),
            "–" if one.recall is None else words.percent(one.recall),
        )
        for one in found
    )
    return Table(("", "Known", "Learning", "New", "Due", "Recall"), rows, frozenset(range(1, 6)))


def fits(spans: Sequence[tuple[str, Fit]], aim: float, width: float = WIDTH) -> Figure | None:
    """For each span that has enough: what was known with its interval, and what was expected; None without any."""
    shown = [(name, one) for name, one in spans if one.is_enough]
    if not shown:
        return None
    narrow = width < 420
    left, right, row = (0.0, 46.0, _ROW + 20) if narrow else (112.0, 52.0, _ROW)
    across = width - left - right
    lowest = _floor([aim, *(value for _, one in shown for value in (one.low, one.expected))])
    foot = _TOP + 8 + row * len(shown)

    def at(share: float) -> float:
        return left + (share - lowest) / (1 - lowest) * across

    marks: list[Mark] = [Line(((at(aim), _TOP), (at(aim), foot)), "edge", 1.5, dashed=True)]
    for share, anchor in ((lowest, "start"), (1.0, "end")):
        marks.append(Line(((at(share), _TOP), (at(share), foot)), "line", 1))
        marks.append(Label(at(share), foot + 12, words.percent(share), "muted", anchor, _SMALL))  # type: ignore[arg-type]
    for place, (name, one) in enumerate(shown):
        y = _TOP + 4 + row * (place + (0.7 if narrow else 0.5))
        marks += [
            Label(0, y - 22, name, "muted", size=12) if narrow else Label(0, y, name),
            Rect(at(one.low), y - 6, max(2.0, at(one.high) - at(one.low)), 12, "soft", 6),
            Line(((at(one.expected), y - 9), (at(one.expected), y + 9)), "text", 2),
            Dot(at(one.share), y, 5.5, "accent"),
            Label(width, y, words.percent(one.share), anchor="end", bold=True),
        ]
    key, height = _key(
        (("known", "accent"), ("expected", "text"), (f"aim, {words.percent(aim)}", "edge")),
        width,
        foot + 34,
    )
    return Figure("fits", words.fitting(spans, aim), width, height, (*marks, *key), fit_table(spans, aim))


def fit_table(spans: Sequence[tuple[str, Fit]], aim: float) -> Table:
    rows = tuple(
        (
            name.capitalize(),
            grouped(one.answers),
            *(
                (words.percent(one.share), _range(one), words.percent(one.expected), words.percent(aim))
                if one.is_enough
                else ("too few", "", "", "")
            ),
        )
        for name, one in spans
    )
    return Table(("", "Reviews", "Known", "95 % interval", "Expected", "Aim"), rows, frozenset(range(1, 6)))


def weeks(found: Sequence[Week], aim: float, width: float = WIDTH) -> Figure | None:
    """What was known and what was expected, week by week; None where there is no second week."""
    if len(found) < 2:
        return None
    first, last = found[0].first_day, found[-1].first_day
    across = width - _SIDE - _RIGHT - 6
    lowest = _floor([aim, *(value for one in found for value in (one.fit.share, one.fit.expected))])

    def place(one: Week, share: float) -> tuple[float, float]:
        x = _SIDE + 3 + (one.first_day - first) / (last - first) * across
        return x, _TOP + _HIGH * (1 - max(0.0, share - lowest) / (1 - lowest))

    marks: list[Mark] = []
    for share in (lowest, (1 + lowest) / 2, 1.0):
        y = place(found[0], share)[1]
        marks += [Line(((_SIDE, y), (width - _RIGHT, y)), "line", 1), _beside(y, words.percent(share))]
    for one in found:
        marks.append(Line((place(one, one.fit.low), place(one, one.fit.high)), "soft", 6))
    marks.append(Line(tuple(place(one, one.fit.expected) for one in found), "text", 1.5, dashed=True))
    marks.append(Line(tuple(place(one, one.fit.share) for one in found), "accent", 2))
    marks += [Dot(*place(one, one.fit.share), 3.5, "accent") for one in found]
    marks += _ends(date_said(first), date_said(last), width)
    key, height = _key((("known", "accent"), ("expected", "text")), width, _TOP + _HIGH + _FOOT + 14)
    rows = tuple(
        (
            date_of(one.first_day).isoformat(),
            grouped(one.fit.answers),
            words.percent(one.fit.share),
            _range(one.fit),
            words.percent(one.fit.expected),
        )
        for one in found
    )
    table = Table(("Week from", "Reviews", "Known", "95 % interval", "Expected"), rows, frozenset(range(1, 5)))
    return Figure("weeks", words.weeks(len(found)), width, height, (*marks, *key), table)


def studied(days: Sequence[DayStudied], ever: DayStudied, days_ever: int, width: float = WIDTH) -> Figure | None:
    """Minutes of each day; None where nothing was done in these days."""
    if not any(day.answers for day in days):
        return None
    most = _nice(max(day.seconds / 60 for day in days))
    marks = _axis(most, width, " min")
    step = (width - _SIDE - _RIGHT) / len(days)
    for place, day in enumerate(days):
        if day.answers:
            height = max(2.0, day.seconds / 60 / most * _HIGH)
            marks.append(Rect(_SIDE + place * step, _TOP + _HIGH - height, step * 0.76, height, "accent"))
    marks += _ends(date_said(days[0].day), "today", width)
    rows = tuple(
        (date_of(day.day).isoformat(), grouped(day.answers), _minutes(day.seconds)) for day in days if day.answers
    )
    table = Table(("Day", "Answers", "Minutes"), rows, frozenset({1, 2}))
    says = words.studied(days, ever, days_ever)
    return Figure("studied", says, width, _TOP + _HIGH + _FOOT, tuple(marks), table)


def coming(days: Sequence[DayComing], width: float = WIDTH) -> Figure | None:
    """Cards that come back on each day, and what the plan has for it; None where nothing comes."""
    planned = [day.planned_reviews is not None for day in days]
    if not any(day.due for day in days) and not any(planned):
        return None
    most = _nice(max([*(day.due for day in days), *(_planned(day) for day in days)]))
    marks = _axis(most, width)
    step = (width - _SIDE - _RIGHT) / len(days)
    for place, day in enumerate(days):
        if day.due:
            height = max(2.0, day.due / most * _HIGH)
            marks.append(Rect(_SIDE + place * step, _TOP + _HIGH - height, step * 0.76, height, "accent"))
    dots = [
        (_SIDE + (place + 0.38) * step, _TOP + _HIGH * (1 - _planned(day) / most))
        for place, day in enumerate(days)
        if day.planned_reviews is not None
    ]
    height = _TOP + _HIGH + _FOOT
    if dots:
        marks.append(Line(tuple(dots), "text", 1.5))
        marks += [Dot(*dot, 2.5, "text") for dot in dots]
        key, height = _key((("due now", "accent"), ("planned", "text")), width, height + 14)
        marks += key
    marks += _ends("today", date_said(days[-1].day), width)
    return Figure("coming", words.coming(days, True), width, height, tuple(marks), _coming_table(days, any(planned)))


def _coming_table(days: Sequence[DayComing], with_plan: bool) -> Table:
    rows = []
    for day in days:
        plan = (day.planned_reviews, day.planned_new) if with_plan else ()
        counts = ("–" if count is None else f"{count:.0f}" for count in plan)
        rows.append((date_of(day.day).isoformat(), grouped(day.due), *counts))
    head = ("Day", "Due", "Planned reviews", "Planned new") if with_plan else ("Day", "Due")
    return Table(head, tuple(rows), frozenset(range(1, len(head))))


def missed_table(topics: Sequence[MissedTopic]) -> Table:
    rows = tuple((one.title, grouped(one.missed), grouped(one.asked), words.percent(one.share)) for one in topics)
    return Table(("Topic", "Missed", "Asked for", "Share"), rows, frozenset({1, 2, 3}))


def date_said(day: int) -> str:
    """`1 Mar`."""
    on = date_of(day)
    return f"{on.day} {on:%b}"


def _planned(day: DayComing) -> float:
    return (day.planned_reviews or 0.0) + (day.planned_new or 0.0)


def _minutes(seconds: float) -> str:
    return grouped(round(seconds / 60)) if seconds >= 30 else "under 1"


def _range(one: Fit) -> str:
    return f"{one.low * 100:.0f} to {words.percent(one.high)}"


def _floor(shares: Sequence[float]) -> float:
    """Where an axis of shares begins: at a whole tenth below all of them."""
    return max(0.0, min(0.8, floor(min(shares) * 10 - 0.2) / 10))


def _nice(most: float) -> float:
    """The end of an axis: half of it is a number that one reads at a glance."""
    step = 1.0
    while True:
        for factor in (2, 4, 6, 10, 12, 16):
            if most <= factor * step:
                return factor * step
        step *= 10


def _axis(most: float, width: float, unit: str = "") -> list[Mark]:
    marks: list[Mark] = []
    for part in (0.5, 1.0):
        y = _TOP + _HIGH * (1 - part)
        marks += [Line(((_SIDE, y), (width - _RIGHT, y)), "line", 1), _beside(y, f"{most * part:g}{unit}")]
    marks.append(Line(((_SIDE, _TOP + _HIGH), (width - _RIGHT, _TOP + _HIGH)), "edge", 1))
    return marks


def _beside(y: float, text: str) -> Label:
    return Label(_SIDE - 6, y, text, "muted", "end", _SMALL)


def _ends(first: str, last: str, width: float) -> list[Mark]:
    """What stands below the two ends of an axis of days."""
    y = _TOP + _HIGH + 14
    return [
        Label(_SIDE, y, first, "muted", "start", _SMALL),
        Label(width - _RIGHT, y, last, "muted", "end", _SMALL),
    ]


def _key(parts: Sequence[tuple[str, Token]], width: float, top: float) -> tuple[list[Mark], float]:
    """What the colours mean, on as many lines as it takes; and where it ends."""
    marks: list[Mark] = []
    x, y = 0.0, top
    for text, colour in parts:
        wide = 16 + width_of(text, 12)
        if x and x + wide > width:
            x, y = 0.0, y + 20
        marks += [Rect(x, y - 5, 10, 10, colour, 2), Label(x + 16, y, text, "muted", size=12)]
        x += wide + 14
    return marks, y + 12
