"""Which key points a typed answer seems to have: a suggestion with its evidence, which the user confirms or not."""

from __future__ import annotations

from interviewprep.cards.model import Card
from interviewprep.cards.parts import key_points
from interviewprep.interview.matching import match_points
from interviewprep.interview.round import PointMark


def suggested(card: Card, answer: str) -> tuple[PointMark, ...]:
    """The card's points with what the match says of each; `seen` is None where nothing was typed to match."""
    points = tuple(point for point in key_points(card) if point.id)
    if not answer.strip():
        return tuple(PointMark(point.id, point.text) for point in points)
    return tuple(
        PointMark(point.id, point.text, None, hit.hit, hit.spans, hit.why)
        for point, hit in zip(points, match_points(answer, points), strict=True)
    )
