"""Only one process writes to a data folder. The lock is the operating system's, so it ends with the process."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from interviewprep.errors import Locked


class FolderLock:
    """Held from before the database is opened until it is closed."""

    def __init__(self, path: Path, holder: str) -> None:
        self._path = path
        self._holder = holder
        self._file: IO[str] | None = None
        self.ended_well = True
        """Whether the last holder let go by itself; if not, the database is checked before use."""

    def acquire(self) -> None:
        """Take the lock or raise `Locked` at once with what the holder wrote about itself."""
        file = self._path.open("a+", encoding="utf-8")
        try:
            _lock(file)
        except OSError as fault:
            file.seek(1)
            said = _holder(file.read())
            file.close()
            raise Locked(self._path.parent, holder=said) from fault
        file.seek(1)
        self.ended_well = not file.read().strip()
        file.truncate(0)
        file.write(" " + json.dumps({"holder": self._holder, "process": os.getpid()}))
        file.flush()
        self._file = file

    def release(self) -> None:
        if self._file is None:
            return
        self._file.truncate(0)
        self._file.flush()
        _unlock(self._file)
        self._file.close()
        self._file = None

    def __enter__(self) -> FolderLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _holder(text: str) -> str:
    try:
        said = json.loads(text)
        return f"{said['holder']} (process {said['process']})"
    except (ValueError, KeyError, TypeError):
        return "another interviewprep"


if sys.platform == "win32":
    import msvcrt

    # Windows locks bytes, not files: byte 0 is the lock, so that what stands after it can still be read by others.
    def _lock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
