"""How long an answer takes: from the user's own times for the item, else for its kind, else what is usual."""

from __future__ import annotations

from interviewprep.store.database import Transaction

USUAL_S = {"recall": 10.0, "cloze": 8.0, "choice": 15.0, "code": 45.0, "open": 120.0, "drill": 75.0, "point": 20.0}
LONGEST_S = {"recall": 60, "cloze": 60, "choice": 90, "code": 300, "open": 900, "drill": 600}
"""A longer answer was a walk to the kettle; it is counted as this long."""

KIND_OF_ITEM = "CASE WHEN item.face GLOB 'point:*' THEN 'point' ELSE card.kind END"
"""SQL: a key point that an interview missed takes much less than its whole question."""

_OWN_WEIGHT = 20
"""Answers after which the user's own mean for a kind weighs as much as the usual one."""


def seconds_by_kind(db: Transaction) -> dict[str, float]:
    """Mean seconds for an answer of each kind, drawn towards the usual while the user has few of them."""
    means = dict(USUAL_S)
    rows = db.rows(
        f"SELECT {KIND_OF_ITEM}, sum(item.spent_ms) / 1000.0, sum(item.reviews)"
        " FROM item JOIN card ON card.id = card_id WHERE item.spent_ms > 0 GROUP BY 1"
    )
    for kind, seconds, answers in rows:
        usual = USUAL_S.get(kind, 15.0)
        means[kind] = (seconds + usual * _OWN_WEIGHT) / (answers + _OWN_WEIGHT)
    return means


def counted_ms(kind: str, duration_ms: int) -> int:
    """The part of an answer's time that counts."""
    return max(0, min(duration_ms, LONGEST_S.get(kind, 60) * 1000))
