"""Time that only passes: what a round goes by, whatever happens to the clocks of the machine.

Within a process a clock counts that nobody sets. Where it goes on while a laptop sleeps it is all that is needed.
Where it stands still meanwhile, and the wall clock has gone on by a second more between two readings, the machine slept
and that time has passed too. A wall clock that was set back gives nothing back. Between two processes, as after a
crash, the wall clock is all there is.
"""

from __future__ import annotations

from dataclasses import dataclass

SLEPT_MS = 1000


@dataclass(frozen=True, slots=True)
class Reading:
    wall_ms: int
    monotonic_ms: int
    counts_sleep: bool = False
    """`monotonic_ms` goes on while the machine sleeps."""


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
        slept = not now.counts_sleep and wall - ran > SLEPT_MS
        self._passed_ms += wall if slept else ran
        self._last = now
        return self._passed_ms
