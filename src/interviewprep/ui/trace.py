"""What the window did and when, a JSON line each: for `--trace`, to measure what a user waits for."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import IO


class Trace:
    """Writes nothing unless a file was asked for. Times are milliseconds since the process began."""

    def __init__(self, file: object) -> None:
        self._file: IO[str] | None = open(str(file), "w", encoding="utf-8") if file else None  # noqa: SIM115 - till the end
        self._begun = _process_start()

    @property
    def wanted(self) -> bool:
        return self._file is not None

    def note(self, event: str, ms: float | None = None) -> None:
        """Note an event at this moment, or one that took `ms`."""
        if self._file is not None:
            since = (time.clock_gettime(time.CLOCK_BOOTTIME) if _HAS_BOOTTIME else time.monotonic()) - self._begun
            self._write({"event": event, "ms": round(since * 1000 if ms is None else ms, 2)})

    def end(self) -> None:
        if self._file is not None:
            self._write({"event": "end", "pss_mb": _pss_mb()})
            self._file.close()
            self._file = None

    def _write(self, line: dict[str, object]) -> None:
        if self._file is not None:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()


_HAS_BOOTTIME = hasattr(time, "CLOCK_BOOTTIME")


def _process_start() -> float:
    """When the process began, on the clock used above; where the system does not say, when this was called."""
    if _HAS_BOOTTIME and sys.platform.startswith("linux"):
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        return int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.monotonic()


def _pss_mb() -> float | None:
    """Proportional share of memory in megabytes; None where the system does not tell it."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    return round(sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000, 1)
