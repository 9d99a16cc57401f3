"""Time that only passes: what a round goes by, whatever happens to the clocks of the machine.

Within a process the monotonic clock counts. It stands still while a laptop sleeps, so where the wall clock has gone on
by a second more between two readings, the machine slept and that time has passed too. A wall clock that was set back
gives nothing back. Between two processes, as after a crash, the wall clock is all there is.
"""

from __future__ import annotations

from dataclasses import dataclass

SLEPT_MS = 1000


@dataclass(frozen=True, slots=True)
class Reading:
    wall_ms: int
    monotonic_ms: int


class Steady:
    """Milliseconds that have passed in an interview. Ask it often: between readings nothing can be told apart."""

    def __init__(self, first: Reading, passed_ms: int = 0) -> None:
        self._last = first
        self._passed_ms = passed_ms

    @classmethod
    def resumed(cls, now: Reading, passed_ms: int, wall_ms: int) -> Steady:
        """Another process goes on: `passed_ms` and `wall_ms` are those of the last sign of life."""
        return cls(now, passed_ms + max(0, now.wall_ms - wall_ms))

    def at(self, now: Reading) -> int:
        ran = max(0, now.monotonic_ms - self._last.monotonic_ms)
        wall = now.wall_ms - self._last.wall_ms
        self._passed_ms += wall if wall - ran > SLEPT_MS else ran
        self._last = now
        return self._passed_ms
