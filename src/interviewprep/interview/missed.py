"""What mock interviews showed to be missing: key points by topic, over all rounds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MissedTopic:
    """`name` is a family of the syllabus, such as QUANT, or a deck."""

    name: str
    title: str
    missed: int
    asked: int
    """Key points that were marked."""
    decks: tuple[str, ...]
    """Where the cards with missed points lie now; none where they are gone."""
    leaf: bool
    """Whether `name` is a family of the syllabus."""

    @property
    def share(self) -> float:
        return self.missed / self.asked if self.asked else 0.0
