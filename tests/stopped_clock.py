"""A clock that stands still until a test moves it."""

from __future__ import annotations

from dataclasses import dataclass

DAY_MS = 86_400_000
MORNING = 1_772_355_600_000  # 2026-03-01 09:00 UTC


@dataclass
class StoppedClock:
    at_ms: int = MORNING
    offset_min: int = 0

    def __call__(self) -> tuple[int, int]:
        return self.at_ms, self.offset_min

    def pass_days(self, days: float) -> None:
        self.at_ms += int(days * DAY_MS)

    def pass_seconds(self, seconds: float) -> None:
        self.at_ms += int(seconds * 1000)
