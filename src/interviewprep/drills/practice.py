"""How much a drill gives away, and which rating to suggest: two small tables, meant to be read and argued with."""

from __future__ import annotations

from interviewprep.cards.model import Level
from interviewprep.drills.drill import Drill, Help

FROM_DAYS: dict[Level, tuple[float, float]] = {
    Level.JUNIOR: (7.0, 45.0),
    Level.MID: (2.0, 21.0),
    Level.SENIOR: (0.0, 7.0),
}
"""Stability in days from which the formula is no longer given, and from which the drill comes as a case."""

EXPECTED_S: dict[Level, float] = {Level.JUNIOR: 60.0, Level.MID: 90.0, Level.SENIOR: 150.0}
CASE_FACTOR = 1.5
"""A case takes longer: there is more to read, and a number to ask for."""

EASY_BELOW = 0.6
HARD_ABOVE = 2.0
"""Shares of the expected time."""

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


def help_for(drill: Drill, level: Level | None, stability_days: float) -> Help:
    """Formula given, not given, or a case, by the card's level and how well it is known (0 days: new)."""
    bare, case = FROM_DAYS[level or Level.MID]
    if stability_days >= case and drill.case is not None:
        return Help.CASE
    return Help.NONE if stability_days >= bare else Help.FORMULA


def expected_seconds(level: Level | None, help_: Help) -> float:
    return EXPECTED_S[level or Level.MID] * (CASE_FACTOR if help_ is Help.CASE else 1.0)


def suggested_rating(*, right: bool, flawed: bool, help_: Help, seconds: float, expected: float) -> int:
    """1 again, 2 hard, 3 good, 4 easy. `flawed`: right but for the unit, the word or an assumption.

    Wrong is again and flawed is hard. Right is hard above twice the expected time and easy below 0.6 of it, but never
    easy with the formula on the screen.
    """
    if not right:
        return AGAIN
    if flawed or seconds > HARD_ABOVE * expected:
        return HARD
    return EASY if seconds < EASY_BELOW * expected and help_ is not Help.FORMULA else GOOD
