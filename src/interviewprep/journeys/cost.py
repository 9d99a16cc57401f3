"""What a retention would cost this user: their own cards, times and limits."""

from __future__ import annotations

from math import exp, log

from interviewprep.journeys.pace import KIND_OF_ITEM, seconds_by_kind
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.cost import Coming, Known, minutes_a_day

_STEPS = 4
"""Items whose stability is within a quarter of a power of e count as alike."""
_LIVE = (
    " FROM item JOIN card ON card.id = card_id JOIN deck ON deck.id = deck_id WHERE item.retired = 0"
    " AND item.suspended = 0 AND card.retired_ms IS NULL AND deck.gone = 0 AND deck.suspended = 0"
)


class Cost:
    """Reads the items once; then each retention is a few milliseconds."""

    def __init__(self, workplace: Workplace) -> None:
        self._rules = workplace.rules()
        with workplace.database.read() as db:
            kinds = seconds_by_kind(db)
            rows = db.rows(f"SELECT {KIND_OF_ITEM}, stability, difficulty{_LIVE} AND item.state >= 2 AND stability > 0")
            new = db.rows(f"SELECT card.kind, count(*){_LIVE} AND item.state = 0 GROUP BY card.kind")
        alike: dict[tuple[str, int, int], int] = {}
        for kind, stability, difficulty in rows:
            key = kind, round(log(stability) * _STEPS), round(difficulty)
            alike[key] = alike.get(key, 0) + 1
        self._known = [
            Known(exp(place / _STEPS), float(difficulty), kinds[kind], count)
            for (kind, place, difficulty), count in alike.items()
        ]
        left = sum(count for _, count in new)
        seconds = sum(kinds[kind] * count for kind, count in new) / left if left else 0.0
        self._coming = Coming(workplace.settings.new_a_day, left, seconds)

    def minutes_a_day(self, retention: float) -> float:
        return minutes_a_day(
            self._known,
            self._coming,
            retention,
            longest_interval=self._rules.longest_interval,
            parameters=self._rules.parameters,
        )
