"""The one place that reads the time. Everything else is told what time it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from interviewprep.errors import WrongUse

NOW_VARIABLE = "INTERVIEWPREP_NOW"

Clock = Callable[[], tuple[int, int]]
"""Gives UTC milliseconds and the minutes that the local clock is ahead of UTC."""


def system() -> tuple[int, int]:
    at = time.time()
    return int(at * 1000), _offset(datetime.fromtimestamp(at).astimezone())


def chosen(given: str | None, environ: Mapping[str, str], *, running: bool = False) -> Clock:
    """The system's clock, or one set by `--now` or the environment: it stands still unless `running`."""
    text = given or environ.get(NOW_VARIABLE)
    if not text:
        return system
    try:
        at = datetime.fromisoformat(text)
    except ValueError as fault:
        raise WrongUse(reason=f"--now {text}: not a time such as 2026-03-01T18:30:00+01:00") from fault
    at = at if at.tzinfo else at.astimezone()
    start, offset = int(at.astimezone(UTC).timestamp() * 1000), _offset(at)
    if not running:
        return lambda: (start, offset)
    begun = time.monotonic()
    return lambda: (start + int((time.monotonic() - begun) * 1000), offset)


def faster(clock: Clock, speed: float) -> Clock:
    """The same clock going `speed` times as fast from now on; for tests of what takes long."""
    if speed == 1:
        return clock
    start, _ = clock()

    def ahead() -> tuple[int, int]:
        at_ms, offset = clock()
        return start + int((at_ms - start) * speed), offset

    return ahead


def monotonic(speed: float = 1.0) -> Callable[[], int]:
    """Milliseconds of a clock that nobody sets."""
    begun = time.monotonic()
    return lambda: int((time.monotonic() - begun) * 1000 * speed)


def _offset(at: datetime) -> int:
    ahead = at.utcoffset()
    return int(ahead.total_seconds() // 60) if ahead else 0
