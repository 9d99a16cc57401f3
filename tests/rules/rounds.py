"""Rounds as values, for tests of scores and reports."""

from __future__ import annotations

from interviewprep.cards.deck_file import read
from interviewprep.cards.model import Card, Kind
from interviewprep.interview.phases import Spent
from interviewprep.interview.round import Asked, Outcome, PointMark, Rating, Round
from interviewprep.interview.star import Star
from interviewprep.interview.timetable import Slot, Timetable

ANSWER = "I would measure first. Then I would change one thing at a time."


def card(heading: str = "How would you find it?", leaf: str = "PROF-01", extra: str = "") -> Card:
    return next(read(f"## {heading} {{#x .mid leaf={leaf} {extra}}}\n\n### Answer\n\nBy measuring.\n", "").deck.cards())


def asked(
    place: int = 0,
    score: int | None = 3,
    hits: str = "",
    *,
    predicted: int | None = None,
    kind: Kind = Kind.OPEN,
    section: int = 0,
    leaf: str = "PROF-01",
    answer: str = ANSWER,
    ratings: tuple[Rating, ...] = (),
    spent: Spent | None = None,
    star: Star | None = None,
    heading: str = "How would you find it?",
) -> Asked:
    """`hits` has a + for each key point that was hit and a - for each that was missed."""
    points = tuple(
        PointMark(f"p{i}", f"Point {i}", sign == "+", sign == "+", ((8, 21),) if sign == "+" else (), "same words")
        for i, sign in enumerate(hits)
    )
    return Asked(
        place,
        Slot(section, answer_ms=300_000, think_ms=30_000, follow_ups=1, follow_up_ms=60_000),
        spent or Spent(20_000, 200_000, reached=True),
        f"card-{place}",
        "tech/profiling",
        card=card(heading, leaf),
        kind=kind,
        question=heading,
        answers=(answer,),
        predicted=predicted,
        score=score,
        points=points,
        star=star,
        ratings=ratings,
        right_answer="By measuring.",
    )


def held(
    *questions: Asked, key: int = 1, started_ms: int = 1_772_355_600_000, weights: tuple[float, ...] = (1, 1)
) -> Round:
    talk = Asked(len(questions), Slot(1, 300_000, talk=True), Spent(0, 60_000, reached=True), "Your questions", "")
    return Round(
        key=key,
        uid=f"{key:032x}",
        blueprint="interviews/screen",
        title="Phone screen",
        role="Engineer",
        seed="7",
        adapted=False,
        started_ms=started_ms,
        offset_min=60,
        ended_ms=started_ms + 3_000_000,
        outcome=Outcome.DONE,
        times=Timetable((), ("Depth", "Rest"), weights, (False, False), 2_700_000),
        asked=(*questions, talk),
    )
