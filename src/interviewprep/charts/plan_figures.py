"""The charts of a plan: what will be known on the day, and what each day until then holds."""

from __future__ import annotations

from interviewprep.charts.marks import Figure, Label, Line, Mark, Rect, Table
from interviewprep.memory.day import date_of
from interviewprep.memory.plan import Band, Plan
from interviewprep.words import grouped, many

WIDTH = 640.0
_LEFT, _RIGHT, _ROW, _TOP = 156.0, 110.0, 34.0, 6.0
_HIGH = 120.0
_WIDEST_BAR = 24.0


def outlook(plan: Plan) -> Figure:
    """Two bands: the plan kept, and nothing more studied."""
    across = WIDTH - _LEFT - _RIGHT
    bands = (("If you keep the plan", plan.kept), ("If you stop today", plan.stopped))
    height = _TOP + _ROW * len(bands) + 24
    marks: list[Mark] = []
    for quarter in range(5):
        x = _LEFT + quarter / 4 * across
        marks.append(Line(((x, _TOP), (x, height - 24)), "line", 1))
        marks.append(Label(x, height - 11, f"{quarter * 25} %", "muted", "middle", 11))
    rows = []
    for place, (name, band) in enumerate(bands):
        y = _TOP + _ROW * (place + 0.5)
        low, high = _share(band.low, plan), _share(band.high, plan)
        # A narrow band is still seen.
        width = max((high - low) * across, 6.0)
        marks += [
            Label(0, y, name),
            Rect(_LEFT + min(low * across, across - width), y - 7, width, 14, "edge" if place else "accent", 7),
            Label(WIDTH - _RIGHT + 12, y, said(band, plan), bold=place == 0),
        ]
        rows.append((name, said(band, plan)))
    says = (
        f"If you keep the plan, you will know {counted(plan)} on the day, {said(plan.kept, plan)};"
        f" if you stop today, {said(plan.stopped, plan)}. Nine learners of ten lie within these bands."
    )
    table = Table(("", "Known on the day"), tuple(rows), frozenset({1}))
    return Figure("outlook", says, WIDTH, height, tuple(marks), table)


def days(plan: Plan) -> Figure | None:
    """New items and reviews of each day, one above the other."""
    if not plan.days:
        return None
    most = max(day.new + day.reviews for day in plan.days) or 1.0
    left, across = 46.0, WIDTH - 56.0
    step = min(across / len(plan.days), _WIDEST_BAR)
    marks: list[Mark] = []
    for part in (0.5, 1.0):
        y = _TOP + _HIGH * (1 - part)
        marks.append(Line(((left, y), (left + across, y)), "line", 1))
        marks.append(Label(left - 8, y, f"{most * part:.0f}", "muted", "end", 11))
    marks.append(Line(((left, _TOP + _HIGH), (left + across, _TOP + _HIGH)), "edge", 1))
    rows = []
    for place, day in enumerate(plan.days):
        x, width = left + place * step, max(1.0, step * 0.72)
        reviews, new = day.reviews / most * _HIGH, day.new / most * _HIGH
        foot = _TOP + _HIGH
        marks.append(Rect(x, foot - reviews, width, reviews, "edge"))
        marks.append(Rect(x, foot - reviews - new, width, new, "accent"))
        on = date_of(day.day).isoformat()
        rows.append((on, f"{day.new:.0f}", f"{day.reviews:.0f}", f"{day.seconds / 60:.0f}"))
    foot = _TOP + _HIGH + 16
    marks += [
        Label(left, foot, "today", "muted", "start", 11),
        Rect(WIDTH - 172, foot - 5, 10, 10, "accent", 2),
        Label(WIDTH - 156, foot, "new", "muted", "start", 11),
        Rect(WIDTH - 104, foot - 5, 10, 10, "edge", 2),
        Label(WIDTH - 88, foot, "to review", "muted", "start", 11),
    ]
    new, reviews = round(sum(day.new for day in plan.days)), round(sum(day.reviews for day in plan.days))
    says = f"{many(new, 'new card').capitalize()} and {many(reviews, 'review')} in {many(len(plan.days), 'day')}."
    table = Table(("Day", "New", "To review", "Minutes"), tuple(rows), frozenset({1, 2, 3}))
    return Figure("days", says, WIDTH, _TOP + _HIGH + 30, tuple(marks), table)


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
