"""Writing deck files so that a crash leaves the old text or the new one, and never takes another file's place."""

from __future__ import annotations

import os
from pathlib import Path

from interviewprep.errors import Refused


class FileThere(Refused):
    sentence = "there is a file of this name already; it was left as it is"


class FolderNotWritable(Refused):
    sentence = "could not be written ({why}); nothing was changed"


def replace(path: Path, data: bytes) -> None:
    """Write by rename, keeping the file's rights; a link stays a link."""
    target = path.resolve()
    try:
        beside = _written_beside(target, data)
        beside.chmod(target.stat().st_mode)
        beside.replace(target)
    except OSError as fault:
        raise FolderNotWritable(path, why=_why(fault)) from fault


def create(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, and its folders; raises FileThere where it is, also in other case."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if any(one.name.casefold() == path.name.casefold() for one in path.parent.iterdir()):
            raise FileThere(path)
        beside = _written_beside(path, data)
        if path.exists():
            beside.unlink()
            raise FileThere(path)
        beside.rename(path)
    except OSError as fault:
        raise FolderNotWritable(path, why=_why(fault)) from fault


def _written_beside(target: Path, data: bytes) -> Path:
    beside = target.with_name(f".{target.name}.new")
    with beside.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return beside


def _why(fault: OSError) -> str:
    return (fault.strerror or type(fault).__name__).lower()
