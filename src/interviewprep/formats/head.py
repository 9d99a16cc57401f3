"""What can be known of a foreign file without reading it: enough to say which format it has, whatever its name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from interviewprep.formats.foreign import NotReadable

HEAD_SIZE = 4096
ZIP_START = b"PK\x03\x04"
EMPTY_ZIP_START = b"PK\x05\x06"
SQLITE_START = b"SQLite format 3\x00"

_MOST_FILES = 200_000


class Head:
    """A file's path, size and first 4 KiB, or a folder's path; the names in a zip are read when they are asked for."""

    def __init__(self, path: Path, size: int, start: bytes, *, is_folder: bool = False) -> None:
        self.path = path
        self.size = size
        self.start = start
        self.is_folder = is_folder

    @property
    def ending(self) -> str:
        """The name's ending in lower case with its dot, "" for none."""
        return self.path.suffix.lower()

    @property
    def is_zip(self) -> bool:
        return self.start.startswith((ZIP_START, EMPTY_ZIP_START))

    @property
    def is_sqlite(self) -> bool:
        return self.start.startswith(SQLITE_START)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The names of a zip's members, () where it is none. Raises NotReadable for a zip that is refused."""
        if not self.is_zip:
            return ()
        from interviewprep.formats.archive import Archive

        with Archive(self.path, allow_large=True) as archive:
            return tuple(archive.members)


def head_of(path: Path) -> Head:
    """Look at a file or folder. Raises NotReadable for what is neither, or leads elsewhere."""
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise NotReadable(path, reason=f"it is a link; give the file that it leads to: {_target(path)}")
        if stat.S_ISDIR(found.st_mode):
            return Head(path, 0, b"", is_folder=True)
        if not stat.S_ISREG(found.st_mode):
            raise NotReadable(path, reason="it is neither a file nor a folder but a device or pipe; give a file")
        # Should the name lead to a pipe by now, opening it must not wait for somebody to write.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            return Head(path, found.st_size, file.read(HEAD_SIZE))
    except OSError as fault:
        raise unreadable(path, fault) from fault
    except ValueError as fault:
        raise NotReadable(repr(str(path)), reason="this is no name of a file") from fault


def unreadable(path: Path, fault: OSError) -> NotReadable:
    """What the operating system says of a file that cannot be read, as a refusal."""
    if isinstance(fault, FileNotFoundError):
        return NotReadable(path, reason="there is no such file; look at its name and place")
    said = (fault.strerror or type(fault).__name__).lower()
    return NotReadable(path, reason=f"the system cannot read it ({said}); check that you may read it")


def files_below(folder: Path) -> Iterator[Path]:
    """The regular files below a folder, in order, hidden ones left out. Raises NotReadable for a link or device."""
    count = 0
    waiting = [folder]
    while waiting:
        try:
            entries = sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name, reverse=True)
        except OSError as fault:
            raise unreadable(folder, fault) from fault
        for entry in reversed(entries):
            count += 1
            if count > _MOST_FILES:
                raise NotReadable(folder, reason=f"it holds more than {_MOST_FILES:,} files; give a smaller folder")
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                place = Path(entry.path).relative_to(folder).as_posix()
                raise NotReadable(f"{folder}: {place}", reason="it is a link; put the file itself in its place")
            if entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
        waiting += [
            Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False) and entry.name[0] != "."
        ]


def _target(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return "?"
