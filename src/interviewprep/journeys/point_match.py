"""Which key points a typed answer seems to have: a suggestion with its evidence, which the user confirms or not."""

from __future__ import annotations

from importlib import import_module

from interviewprep.cards.model import Card
from interviewprep.cards.parts import key_points
from interviewprep.interview.round import PointMark


def suggested(card: Card, answer: str) -> tuple[PointMark, ...]:
    """The card's points with what the match says of each; `seen` is None where nothing can be said."""
    points = tuple(point for point in key_points(card) if point.id)
    if not answer.strip():
        return tuple(PointMark(point.id, point.text) for point in points)
    try:
        match_points = import_module("interviewprep.cards.answer").match_points
    except ModuleNotFoundError:
        return tuple(PointMark(point.id, point.text) for point in points)
    hits = {hit.point_id: hit for hit in match_points(answer, points, corpus=None)}
    return tuple(
        PointMark(point.id, point.text, None, hits[point.id].hit, hits[point.id].spans, hits[point.id].why)
        for point in points
    )
