"""Which follow-ups an interviewer asks: by the rules in the file, never by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewprep.cards.parts import FollowUp

SCORES_FROM = (0.3, 0.6, 0.9)
"""Shares of the key points from which an answer is taken for a 2, 3 and 4 until somebody marks it."""


def choose(
    written: Sequence[FollowUp], most: int, hits: Mapping[str, bool] | None, score: int | None
) -> tuple[int, ...]:
    """Places of the first `most` follow-ups whose condition holds, in the order of the file.

    `hits` says of each key point whether the answer has it. None where nothing can be known of it, as of an answer that
    was only spoken: then what is asked of everybody and of those who missed a point is asked.
    """
    return holding(written, hits, score)[:most]


def holding(written: Sequence[FollowUp], hits: Mapping[str, bool] | None, score: int | None) -> tuple[int, ...]:
    """Places of all whose condition holds."""
    return tuple(place for place, one in enumerate(written) if _holds(one.condition, hits, score))


def score_of(hits: Mapping[str, bool]) -> int | None:
    """A score from 1 to 4 by the share of points that are there; None without points."""
    if not hits:
        return None
    share = sum(hits.values()) / len(hits)
    return 1 + sum(share >= limit for limit in SCORES_FROM)


def _holds(condition: str, hits: Mapping[str, bool] | None, score: int | None) -> bool:
    if not condition:
        return True
    what, _, point = condition.partition(":")
    if point:
        if hits is None:
            return what == "missed"
        return hits.get(point, False) == (what == "hit")
    if score is None:
        return False
    limit = int(condition[-1])
    return score >= limit if ">" in condition else score <= limit
