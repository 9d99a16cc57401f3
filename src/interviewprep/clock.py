"""The one place that reads the time. Everything else is told what time it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from interviewprep.errors import WrongUse

NOW_VARIABLE = "INTERVIEWPREP_NOW"

Clock = Callable[[], tuple[int, int]]
"""Gives UTC milliseconds and the minutes that the local clock is ahead of UTC."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """A clock that nobody sets. `read` gives milliseconds since whenever."""

    read: Callable[[], int]
    counts_sleep: bool = False
    """They go on while the machine sleeps; then nothing need be guessed from the clock on the wall."""


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


def usable_speed(speed: float) -> float:
    if not 0 < speed <= 10_000:
        raise WrongUse(reason=f"--speed {speed:g}: more than 0, at most 10000")
    return speed


def faster(clock: Clock, speed: float) -> Clock:
    """The same clock going `speed` times as fast from now on; for tests of what takes long."""
    if speed == 1:
        return clock
    start, _ = clock()

    def ahead() -> tuple[int, int]:
        at_ms, offset = clock()
        return start + int((at_ms - start) * speed), offset

    return ahead


def ticks(speed: float = 1.0) -> Ticks:
    """The machine's own clock that nobody sets; one that counts sleep, where the system has such a one."""
    read, counts_sleep = _unset_clock()
    begun = read()
    return Ticks(lambda: int((read() - begun) * 1000 * speed), counts_sleep)


def _unset_clock() -> tuple[Callable[[], float], bool]:
    """Seconds, and whether they go on while the machine sleeps.

    Linux counts sleep with CLOCK_BOOTTIME alone, macOS with CLOCK_MONOTONIC (which is not what `time.monotonic` reads
    there), Windows with the counter that `time.monotonic` reads.
    """
    if sys.platform.startswith("linux"):
        return partial(time.clock_gettime, time.CLOCK_BOOTTIME), True
    if sys.platform == "darwin":
        return partial(time.clock_gettime, time.CLOCK_MONOTONIC), True
    return time.monotonic, sys.platform == "win32"


def _offset(at: datetime) -> int:
    ahead = at.utcoffset()
    return int(ahead.total_seconds() // 60) if ahead else 0
