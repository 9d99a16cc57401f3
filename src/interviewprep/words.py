"""Times and counts as people say them. English; the window translates whole sentences, not these pieces."""

from __future__ import annotations

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_MONTH, _YEAR = 30.4, 365.25


def span(seconds: float) -> str:
    """How long until a card is back, short enough for a button: `1 min`, `4 days`, `2.5 months`."""
    if seconds < _HOUR:
        return f"{max(1, round(seconds / _MINUTE))} min"
    if seconds < _DAY:
        return f"{round(seconds / _HOUR)} h"
    days = seconds / _DAY
    if days < 45:
        return many(round(days), "day")
    if days < _YEAR:
        return f"{days / _MONTH:.1f}".removesuffix(".0") + " months"
    years = f"{days / _YEAR:.1f}".removesuffix(".0")
    return f"{years} year" + ("" if years == "1" else "s")


def minutes(seconds: float) -> str:
    """A time to plan with: `less than a minute`, `about 18 minutes`, `about 2 hours`."""
    whole = round(seconds / _MINUTE)
    if whole < 1:
        return "less than a minute"
    if whole < 100:
        return "about " + many(whole, "minute")
    return f"about {whole / 60:.1f}".removesuffix(".0") + " hours"


def many(count: int, noun: str, plural: str = "") -> str:
    """`1 card`, `12 cards`; `1 944 cards`."""
    return f"{grouped(count)} {noun if count == 1 else plural or noun + 's'}"


def grouped(count: int) -> str:
    """`12`, `36 500`, with a blank at which no line is broken."""
    return f"{count:,}".replace(",", "\u202f")
