"""Which study day a moment belongs to.

A study day is the local date minus the rollover hour, as a count of days since 1970-01-01. It is decided
when an answer is given and stored with it, so a journey or a change of clocks never moves a day that is past.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MS_PER_DAY = 86_400_000
_MS_PER_HOUR = 3_600_000
_MS_PER_MINUTE = 60_000
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    at_ms: int
    """Milliseconds since 1970-01-01 00:00 UTC."""
    offset_min: int
    """Minutes that the local clock is ahead of UTC."""
    day: int
    """The study day, as decided at that moment."""


def moment(at_ms: int, offset_min: int, rollover_hour: int) -> Moment:
    return Moment(at_ms, offset_min, study_day(at_ms, offset_min, rollover_hour))


def study_day(at_ms: int, offset_min: int, rollover_hour: int) -> int:
    return (at_ms + offset_min * _MS_PER_MINUTE - rollover_hour * _MS_PER_HOUR) // MS_PER_DAY


def day_start_ms(day: int, offset_min: int, rollover_hour: int) -> int:
    """The UTC millisecond at which `day` begins on a clock with this offset."""
    return day * MS_PER_DAY + rollover_hour * _MS_PER_HOUR - offset_min * _MS_PER_MINUTE


def elapsed_days(earlier: int, later: int) -> int:
    """Study days between two answers; a clock that was set back counts as the same day."""
    return max(0, later - earlier)


def date_of(day: int) -> date:
    return _EPOCH + timedelta(days=day)


def day_of(local_date: date) -> int:
    return (local_date - _EPOCH).days


def weekday(day: int) -> int:
    """Monday is 0, as in `date.weekday`."""
    return (day + 3) % 7
