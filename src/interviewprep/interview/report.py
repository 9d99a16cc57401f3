"""The report of a round: computed from what was asked, answered and marked, and never kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from interviewprep.interview.advice import Advice, advice
from interviewprep.interview.round import Asked, Outcome, Round
from interviewprep.interview.score import (
    Agreement,
    Calibration,
    Competency,
    Share,
    agreements,
    by_competency,
    calibration,
    combined_score,
    overall,
)

METHOD = (
    "Every key point is one mark; a question without points counts (score - 1) / 3, an estimate 1 or 0. The range is a"
    " 90 % Jeffreys interval. The points of one question go together, so n of them are taken as n / (1 + 0.3 (n - 1))"
    " marks. Sections count by their weights. Marks of several raters are averaged."
)
EVIDENCE_AROUND = 40
"""Characters of an answer that are shown on both sides of the words that matched."""
MOST_EXCERPTS = 3


class Fate(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    CUT_OFF = "cut off"
    SKIPPED = "skipped"
    SILENT = "no answer"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class PointLine:
    text: str
    hit: bool | None
    evidence: tuple[str, ...]
    """The words of the answer that show it."""
    why: str
    disputed: bool
    """A second rater marked it otherwise."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question. `number` counts from 1, without talk."""

    number: int
    section: str
    asked: Asked
    fate: Fate
    score: float | None
    """Combined with the marks of others."""
    points: tuple[PointLine, ...]
    given_ms: int
    used_ms: int
    """Thinking, answering and follow-ups."""

    @property
    def hits(self) -> int:
        return sum(bool(point.hit) for point in self.points)


@dataclass(frozen=True, slots=True)
class Change:
    """A competency now and in the last earlier interview that had it."""

    name: str
    now: Share
    before: Share
    clear: bool
    """The ranges do not meet, so the change is more than luck."""


@dataclass(frozen=True, slots=True)
class Earlier:
    day: date
    """As the calendar on the wall had it."""
    title: str
    share: Share


@dataclass(frozen=True, slots=True)
class Report:
    round: Round
    overall: Share | None
    competencies: tuple[Competency, ...]
    questions: tuple[QuestionLine, ...]
    calibration: Calibration | None
    agreements: tuple[Agreement, ...]
    changes: tuple[Change, ...]
    history: tuple[Earlier, ...]
    """Earlier interviews and this one, oldest first; only those that were marked."""
    advice: tuple[Advice, ...]
    titles: Mapping[str, str]
    missed: int
    """Items that are due on the next study day because of this interview."""
    reviewed: int

    def title_of(self, competency: str) -> str:
        return self.titles.get(competency, competency)

    @property
    def used_ms(self) -> int:
        return sum(one.spent.think_ms + one.spent.answer_ms + sum(one.spent.follow_up_ms) for one in self.round.asked)

    @property
    def went_well(self) -> tuple[QuestionLine, ...]:
        return tuple(line for line in self.questions if line.score is not None and line.score >= 3)

    @property
    def fell_short(self) -> tuple[QuestionLine, ...]:
        """Questions that were marked and have something missing."""
        return tuple(
            line
            for line in self.questions
            if line.score is not None and (line.score < 3 or any(point.hit is False for point in line.points))
        )


def report(
    round_: Round,
    earlier: Sequence[Round] = (),
    titles: Mapping[str, str] | None = None,
    *,
    missed: int = 0,
    reviewed: int = 0,
) -> Report:
    """`earlier` are other interviews, in any order; `missed` and `reviewed` what this one did to the cards."""
    titles = titles or {}
    whole = overall(round_)
    competencies = by_competency(round_.marked)
    calibrated = calibration(round_.marked)
    before = sorted(
        (one for one in earlier if one.started_ms < round_.started_ms and one.key != round_.key),
        key=lambda one: one.started_ms,
    )
    marked = [(one, overall(one)) for one in (*before, round_)]
    return Report(
        round=round_,
        overall=whole,
        competencies=competencies,
        questions=tuple(_line(number, one, round_) for number, one in enumerate(round_.questions, 1)),
        calibration=calibrated,
        agreements=agreements(round_.marked),
        changes=_changes(competencies, before),
        history=tuple(Earlier(day_of(one), one.title, share) for one, share in marked if share is not None),
        advice=advice(round_, competencies, whole, calibrated, titles),
        titles=titles,
        missed=missed,
        reviewed=reviewed,
    )


def _line(number: int, one: Asked, round_: Round) -> QuestionLine:
    slot, spent = one.slot, one.spent
    asked_after = len(spent.follow_up_ms)
    return QuestionLine(
        number=number,
        section=round_.times.names[slot.section],
        asked=one,
        fate=_fate(one),
        score=combined_score(one) if one.marked else None,
        points=tuple(_point(one, place) for place in range(len(one.points))),
        given_ms=slot.think_ms + slot.answer_ms + asked_after * slot.follow_up_ms,
        used_ms=spent.think_ms + spent.answer_ms + sum(spent.follow_up_ms),
    )


def _fate(one: Asked) -> Fate:
    if not one.spent.reached:
        return Fate.NOT_REACHED
    if not one.answered:
        return Fate.SKIPPED if one.spent.skipped else Fate.SILENT
    return Fate.CUT_OFF if one.spent.timed_out else Fate.ANSWERED


def _point(one: Asked, place: int) -> PointLine:
    point = one.points[place]
    said = "\n".join(one.answers)
    others = [dict(rating.points)[point.id] for rating in one.ratings if point.id in dict(rating.points)]
    return PointLine(
        text=point.text,
        hit=point.hit,
        evidence=tuple(excerpt(said, span) for span in together(point.spans)[:MOST_EXCERPTS]) if point.hit else (),
        why=point.why,
        disputed=any(other != bool(point.hit) for other in others),
    )


def excerpt(text: str, span: tuple[int, int]) -> str:
    """The words of a span with a few around them, cut between words."""
    start, end = max(0, span[0]), min(len(text), span[1])
    first, last = max(0, start - EVIDENCE_AROUND), min(len(text), end + EVIDENCE_AROUND)
    before, after = text[first:start], text[end:last]
    if first > 0:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[start:end]}{after}".split())


def together(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places so near to each other that one excerpt shows them are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= EVIDENCE_AROUND:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _changes(competencies: Sequence[Competency], before: Sequence[Round]) -> tuple[Change, ...]:
    last: dict[str, Share] = {}
    for round_ in before:
        last |= {one.name: one.share for one in by_competency(round_.marked)}
    return tuple(
        Change(one.name, one.share, last[one.name], _apart(one.share, last[one.name]))
        for one in competencies
        if one.name in last
    )


def _apart(one: Share, other: Share) -> bool:
    return one.low > other.high or one.high < other.low


def day_of(round_: Round) -> date:
    """The local date on which it began."""
    return datetime.fromtimestamp(round_.started_ms / 1000, timezone(timedelta(minutes=round_.offset_min))).date()


def outcome_said(round_: Round) -> str:
    """What became of the round, for a heading; "" where it ran to its end."""
    if round_.outcome is Outcome.INTERRUPTED:
        return "interrupted"
    return "" if round_.outcome is Outcome.DONE else "not finished"
