"""The charts of an interview's report: competencies with their ranges, time, calibration, and the way so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from interviewprep.charts.marks import Dot, Figure, Label, Line, Mark, Rect, Table, shortened
from interviewprep.interview.report import Earlier, QuestionLine, Report
from interviewprep.interview.round import HIGHEST
from interviewprep.interview.score import Share

WIDTH = 640.0
_LEFT, _RIGHT, _ROW = 210.0, 92.0, 30.0
_TOP, _BOTTOM = 8.0, 26.0
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def figures(report: Report) -> tuple[Figure, ...]:
    """Those the report has numbers for."""
    made = (competencies(report), time(report), calibration(report), history(report))
    return tuple(figure for figure in made if figure is not None)


def competencies(report: Report) -> Figure | None:
    found = report.competencies
    if not found:
        return None
    height = _TOP + _ROW * len(found) + _BOTTOM
    across = WIDTH - _LEFT - _RIGHT
    marks: list[Mark] = []
    for quarter in _QUARTERS:
        x = _LEFT + quarter * across
        marks.append(Line(((x, _TOP), (x, height - _BOTTOM)), "line", 1))
        marks.append(Label(x, height - 11, f"{quarter * 100:.0f} %", "muted", "middle", 11))
    rows = []
    for place, one in enumerate(found):
        y, share = _TOP + _ROW * (place + 0.5), one.share
        title = report.title_of(one.name)
        marks += [
            Label(_LEFT - 12, y, shortened(title, _LEFT - 20), anchor="end"),
            Rect(_LEFT + share.low * across, y - 6, (share.high - share.low) * across, 12, "soft", 6),
            Dot(_LEFT + share.value * across, y, 6, "accent"),
            Label(WIDTH - _RIGHT + 12, y, _percent(share.value), bold=True),
        ]
        rows.append((title, _percent(share.value), _range(share), str(share.questions)))
    weakest, strongest = report.title_of(found[0].name), report.title_of(found[-1].name)
    says = (
        f"{weakest} came to {_percent(found[0].share.value)}."
        if len(found) == 1
        else f"From {weakest} with {_percent(found[0].share.value)} to {strongest}"
        f" with {_percent(found[-1].share.value)}; the bands are the ranges."
    )
    table = Table(("Competency", "Score", "Range", "Questions"), tuple(rows), frozenset({1, 2, 3}))
    return Figure("competencies", says, WIDTH, height, tuple(marks), table)


def time(report: Report) -> Figure | None:
    asked = [line for line in report.questions if line.asked.spent.reached]
    if not asked:
        return None
    height = _TOP + _ROW * len(asked) + 4
    longest = max(max(line.given_ms, line.used_ms) for line in asked) or 1
    across = WIDTH - _LEFT - _RIGHT
    marks: list[Mark] = []
    rows = []
    for place, line in enumerate(asked):
        y = _TOP + _ROW * (place + 0.5)
        given, used = line.given_ms / longest * across, line.used_ms / longest * across
        over = line.used_ms > line.given_ms
        marks += [
            Label(_LEFT - 12, y, shortened(_label(line), _LEFT - 20), anchor="end"),
            Rect(_LEFT, y - 7, min(used, given), 14, "accent", 3),
        ]
        if over:
            marks.append(Rect(_LEFT + given, y - 7, used - given, 14, "hard", 3))
        marks.append(Line(((_LEFT + given, y - 10), (_LEFT + given, y + 10)), "text", 2))
        marks.append(
            Label(WIDTH - _RIGHT + 12, y, f"{_clock(line.used_ms)} / {_clock(line.given_ms)}", "muted", size=12)
        )
        rows.append((shortened(_label(line), 330), _clock(line.used_ms), _clock(line.given_ms), line.fate.value))
    cut = sum(line.asked.spent.timed_out for line in asked)
    says = f"The clock ended {cut} of {len(asked)} answers." if cut else "No answer was ended by the clock."
    table = Table(("Question", "Used", "Given", "Ended"), tuple(rows), frozenset({1, 2}))
    return Figure("time", f"{says} The upright lines are the time given.", WIDTH, height, tuple(marks), table)


def calibration(report: Report) -> Figure | None:
    known = report.calibration
    if known is None:
        return None
    side, left, top = 200.0, 60.0, 10.0
    step = side / (HIGHEST - 1)
    marks: list[Mark] = [Line(((left, top + side), (left + side, top)), "edge", 1.5, dashed=True)]
    for score in range(1, HIGHEST + 1):
        x, y = left + (score - 1) * step, top + side - (score - 1) * step
        marks += [
            Label(x, top + side + 18, str(score), "muted", "middle", 12),
            Label(left - 16, y, str(score), "muted", "end", 12),
            Line(((left, y), (left + side, y)), "line", 1),
        ]
    counts: dict[tuple[int, float], int] = {}
    for pair in known.pairs:
        counts[pair] = counts.get(pair, 0) + 1
    for (predicted, marked), count in counts.items():
        x, y = left + (predicted - 1) * step, top + side - (marked - 1) * step
        marks.append(Dot(x, y, 5 + 2.5 * (count - 1), "accent"))
        if count > 1:
            marks.append(Label(x, y, str(count), "surface", "middle", 10, bold=True))
    marks += [
        Label(left + side / 2, top + side + 38, "predicted", "muted", "middle", 12),
        Label(left + side + 24, top + 12, "above the line: better than predicted", "muted", size=12),
        Label(left + side + 24, top + side - 12, "below it: predicted too high", "muted", size=12),
    ]
    rows = tuple((str(predicted), f"{marked:g}", str(count)) for (predicted, marked), count in sorted(counts.items()))
    table = Table(("Predicted", "Marked", "Questions"), rows, frozenset({0, 1, 2}))
    return Figure("calibration", calibration_said(known.bias), WIDTH, side + 56, tuple(marks), table)


def calibration_said(bias: float) -> str:
    if abs(bias) < 0.25:
        return "You know what your answers are worth: predictions and marks meet on average."
    way = "too high" if bias > 0 else "too low"
    return f"You predicted {abs(bias):.1f} points {way} on average."


def history(report: Report) -> Figure | None:
    return scores(report.history)


def scores(held: Sequence[Earlier], width: float = WIDTH) -> Figure | None:
    """The last dozen of these interviews, oldest first; None where there is no way from one to the next."""
    past = held[-12:]
    if len(past) < 2:
        return None
    left, top, high = 46.0, 10.0, 150.0
    across = width - left - 20
    step = across / (len(past) - 1)
    marks: list[Mark] = []
    for quarter in _QUARTERS[::2]:
        y = top + high * (1 - quarter)
        marks += [
            Line(((left, y), (left + across, y)), "line", 1),
            Label(left - 10, y, f"{quarter * 100:.0f} %", "muted", "end", 11),
        ]
    places = [(left + place * step, top + high * (1 - one.share.value)) for place, one in enumerate(past)]
    for (x, _), one in zip(places, past, strict=True):
        marks.append(Line(((x, top + high * (1 - one.share.low)), (x, top + high * (1 - one.share.high))), "edge", 1.5))
    marks.append(Line(tuple(places), "accent", 2))
    marks += [Dot(x, y, 4.5, "accent") for x, y in places]
    marks += [
        Label(left, top + high + 18, _day(past[0].day, across), "muted", "start", 11),
        Label(left + across, top + high + 18, _day(past[-1].day, across), "muted", "end", 11),
    ]
    rows = tuple((one.day.isoformat(), one.title, _percent(one.share.value), _range(one.share)) for one in past)
    first, last = past[0].share.value, past[-1].share.value
    says = f"From {_percent(first)} to {_percent(last)} over {len(past)} interviews."
    table = Table(("Day", "Interview", "Score", "Range"), rows, frozenset({2, 3}))
    return Figure("history", says, width, top + high + 30, tuple(marks), table)


def _label(line: QuestionLine) -> str:
    heading = line.asked.card.heading if line.asked.card else line.asked.name
    return f"{line.number}. {heading.replace('`', '')}"


def _day(day: date, across: float) -> str:
    """Without the year where two of them would not fit side by side."""
    return day.isoformat() if across > 150 else f"{day.day} {day:%b}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _range(share: Share) -> str:
    return f"{_percent(share.low)} to {_percent(share.high)}"


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms % 60_000 // 1000:02}"
