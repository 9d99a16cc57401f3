"""Which items keep slipping away, as the log tells."""

from __future__ import annotations

from interviewprep.journeys import log
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.leech import FEWEST_LAPSES, leech
from interviewprep.memory.review import Rules, recall
from interviewprep.store.database import Transaction

_REVIEWS = """
SELECT item_id, rating, day, before FROM entry
 WHERE entry.kind = 'review' AND entry.state = 2 AND {live}
   AND item_id IN (SELECT id FROM item WHERE lapses >= :least AND retired = 0 AND {which})
 ORDER BY seq
"""


def leeches(db: Transaction, rules: Rules, item: int | None = None) -> set[int]:
    """Ids of the items that are leeches: of all, or the one asked about."""
    results: dict[int, list[tuple[float, bool]]] = {}
    sql = _REVIEWS.format(live=log.LIVE, which="TRUE" if item is None else "id = :item")
    for key, rating, day, before in db.rows(sql, {"least": FEWEST_LAPSES, "item": item}):
        chance = recall(log.from_json(before), day, rules.parameters)
        if chance is not None:
            results.setdefault(key, []).append((chance, rating > Rating.AGAIN))
    return {key for key, past in results.items() if leech(past) is not None}
