"""How a learner stands: what is known of the cards in use, what was done each day, and what comes back when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a deck, a family or everything. Counts are items."""

    name: str
    """What can be studied by it; "" for everything."""
    title: str
    known: int
    """In review."""
    learning: int
    """Relearning, too."""
    new: int
    due: int
    """Today, of those that were answered before."""
    recall: float | None
    """Mean chance of recall today of the known ones; None where none is known longer than since today."""

    @property
    def items(self) -> int:
        return self.known + self.learning + self.new

    @property
    def begun(self) -> bool:
        return self.known + self.learning > 0

    @property
    def known_today(self) -> float:
        """Share of all items that would be recalled today; what became known today counts like the rest."""
        return self.known * (1.0 if self.recall is None else self.recall) / self.items if self.items else 0.0


@dataclass(frozen=True, slots=True)
class DayStudied:
    day: int
    answers: int
    seconds: float


@dataclass(frozen=True, slots=True)
class DayComing:
    """A day ahead; today has all that is overdue."""

    day: int
    due: int
    """Items that come back on it as things stand now."""
    planned_reviews: float | None = None
    planned_new: float | None = None
    """What the plan for the interview has for it; None where there is no plan."""


def weakest_first(found: list[Standing]) -> tuple[Standing, ...]:
    """What is not begun says nothing of what is known and comes last."""
    return tuple(sorted(found, key=lambda one: (not one.begun, one.known_today, one.title)))
