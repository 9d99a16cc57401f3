"""A plan for the days before an interview, as values: the way taken, and what it promises, as bands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """Which reviews come first."""

    GAIN = "gain"
    """Those that gain most for each second, against asking them tomorrow."""
    LOWEST = "lowest"
    """Those that are known least."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to use the days."""

    met_by: int
    """Study day on which every new item will have been met, if the minutes allow; a day that is past means at once."""
    order: Order


@dataclass(frozen=True, slots=True)
class Band:
    """Of the items that count, how many are known on the day; nine learners of ten lie within."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """What one day will hold, on average."""

    day: int
    new: float
    reviews: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    way: Way
    items: int
    """That count."""
    met: float
    """Of them asked at least once before the day, if the plan is kept."""
    kept: Band
    """If the plan is kept."""
    stopped: Band
    """If nothing more is studied."""
    days: tuple[PlannedDay, ...]
    seconds_to_meet_all: float
    """At least so much is needed, from now on, to ask every item once."""
