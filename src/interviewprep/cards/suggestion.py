"""Which rating to suggest from what can be seen of an answer. The user decides; Easy is never suggested here, since
neither a picked option nor a ticked point says how easily it came.
"""

from __future__ import annotations

from collections.abc import Collection

AGAIN, HARD, GOOD = 1, 2, 3

_AGAIN_BELOW, _HARD_BELOW = 0.4, 0.7
"""Shares of the key points."""


def for_points(ticked: int, points: int) -> int | None:
    """Again below two of five key points, Hard below seven of ten, else Good; None where there are none to tick."""
    if points <= 0:
        return None
    share = ticked / points
    return AGAIN if share < _AGAIN_BELOW else HARD if share < _HARD_BELOW else GOOD


def for_choice(right: Collection[int], picked: Collection[int]) -> int | None:
    """Good for exactly the right options, Hard for some of them and no wrong one, else Again; None without a pick."""
    if not picked:
        return None
    if set(picked) == set(right):
        return GOOD
    return HARD if set(picked) < set(right) else AGAIN


def for_words(same: int, words: int, *, equal: bool) -> int | None:
    """Of a typed answer: Good where it says the same, else nothing, since other words may be as right."""
    return GOOD if equal and words and same == words else None
