"""The charts of a plan: what will be known on the day, and what each day until then holds."""

from __future__ import annotations

from interviewprep.charts.marks import Figure, Label, Line, Mark, Rect, Table
from interviewprep.memory.day import date_of
from interviewprep.memory.plan import Band, Plan
from interviewprep.words import grouped, many

WIDTH, NARROWEST = 640.0, 200.0
_ROW, _TOP, _FOOT, _SMALL = 34.0, 6.0, 24.0, 11.0
_HIGH = 120.0
_WIDEST_BAR = 24.0
_NARROW = 460.0
"""Narrower than this, names stand above their bands."""


def outlook(plan: Plan, width: float = WIDTH) -> Figure:
    """Two bands: the plan kept, and nothing more studied."""
    bands = (("If you keep the plan", plan.kept), ("If you stop today", plan.stopped))
    narrow = width < _NARROW
    left, right, row = (0.0, 104.0, _ROW + 18) if narrow else (156.0, 110.0, _ROW)
    across = width - left - right
    height = _TOP + row * len(bands) + _FOOT
    marks: list[Mark] = []
    for part in (0.0, 0.5, 1.0) if narrow else (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + part * across
        marks.append(Line(((x, _TOP), (x, height - _FOOT)), "line", 1))
        marks.append(Label(x, height - 11, f"{part * 100:.0f} %", "muted", "middle" if x else "start", _SMALL))
    rows = []
    for place, (name, band) in enumerate(bands):
        y = _TOP + row * place + (row - 14 if narrow else row / 2)
        low, high = _share(band.low, plan), _share(band.high, plan)
        # A narrow band is still seen.
        wide = max((high - low) * across, 6.0)
        marks += [
            Label(0, y - 22 if narrow else y, name),
            Rect(left + min(low * across, across - wide), y - 7, wide, 14, "edge" if place else "accent", 7),
            Label(width - right + 12, y, said(band, plan), bold=place == 0),
        ]
        rows.append((name, said(band, plan)))
    says = (
        f"If you keep the plan, you will know {counted(plan)} on the day, {said(plan.kept, plan)};"
        f" if you stop today, {said(plan.stopped, plan)}. Nine learners of ten lie within these bands."
    )
    table = Table(("", "Known on the day"), tuple(rows), frozenset({1}))
    return Figure("outlook", says, width, height, tuple(marks), table)


def days(plan: Plan, width: float = WIDTH) -> Figure:
    """New items and reviews of each day, one above the other; for a plan that has days."""
    most = max(day.new + day.reviews for day in plan.days) or 1.0
    left = 46.0
    across = width - left - 10
    step = min(across / len(plan.days), _WIDEST_BAR)
    foot = _TOP + _HIGH
    marks: list[Mark] = []
    for part in (0.5, 1.0):
        y = _TOP + _HIGH * (1 - part)
        marks.append(Line(((left, y), (left + across, y)), "line", 1))
        marks.append(Label(left - 8, y, f"{most * part:.0f}", "muted", "end", _SMALL))
    marks.append(Line(((left, foot), (left + across, foot)), "edge", 1))
    for place, day in enumerate(plan.days):
        x, wide = left + place * step, max(1.0, step * 0.72)
        reviews, new = day.reviews / most * _HIGH, day.new / most * _HIGH
        marks.append(Rect(x, foot - reviews, wide, reviews, "edge"))
        marks.append(Rect(x, foot - reviews - new, wide, new, "accent"))
    key = foot + 16
    marks += [
        Label(left, key, "today", "muted", "start", _SMALL),
        Rect(width - 132, key - 5, 10, 10, "accent", 2),
        Label(width - 116, key, "new", "muted", "start", _SMALL),
        Rect(width - 76, key - 5, 10, 10, "edge", 2),
        Label(width - 60, key, "to review", "muted", "start", _SMALL),
    ]
    new, reviews = round(sum(day.new for day in plan.days)), round(sum(day.reviews for day in plan.days))
    says = f"{many(new, 'new card').capitalize()} and {many(reviews, 'review')} in {many(len(plan.days), 'day')}."
    return Figure("days", says, width, foot + 30, tuple(marks), _days_table(plan))


def _days_table(plan: Plan) -> Table:
    rows = tuple(
        (date_of(day.day).isoformat(), f"{day.new:.0f}", f"{day.reviews:.0f}", f"{day.seconds / 60:.0f}")
        for day in plan.days
    )
    return Table(("Day", "New", "To review", "Minutes"), rows, frozenset({1, 2, 3}))


def counted(plan: Plan) -> str:
    """`80 to 88 of 1 973 cards`."""
    low, high = round(plan.kept.low), round(plan.kept.high)
    known = f"{grouped(low)} to {grouped(high)}" if low < high else grouped(high)
    return f"{known} of {many(plan.items, 'card')}"


def said(band: Band, plan: Plan) -> str:
    """`62 to 71 %`, or `under 1 %`: a range in whole per cent, since more would not be true."""
    low, high = round(_share(band.low, plan) * 100), round(_share(band.high, plan) * 100)
    if high == 0:
        return "0 %" if band.high == 0 else "under 1 %"
    return f"{low} to {high} %" if low < high else f"about {high} %"


def _share(known: float, plan: Plan) -> float:
    return known / plan.items if plan.items else 0.0
