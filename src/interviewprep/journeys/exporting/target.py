"""Where an export goes: written beside its place and moved there when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewprep.errors import Refused
from interviewprep.journeys.files import FileThere, FolderNotWritable


class FolderFull(Refused):
    sentence = "this folder has files of these names already; choose another, or say that they may be replaced"


@contextmanager
def file_to_be(target: Path, *, replace: bool) -> Iterator[Path]:
    """Give a path beside the target; what is there when the block ends without a fault takes the target's place."""
    _refuse(target, replace=replace)
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.unlink(missing_ok=True)
        yield beside
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        _refuse(target, replace=replace)
        beside.replace(target)
    except OSError as fault:
        raise FolderNotWritable(target, why=_why(fault)) from fault
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def folder_to_be(target: Path, *, replace: bool) -> Iterator[Path]:
    """The same for a folder. One that is there keeps its other files; those of the same name go only when asked."""
    if target.exists() and not target.is_dir():
        raise FileThere(target)
    beside = target.with_name(f".{target.name}.new")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        yield beside
        files = [path.relative_to(beside) for path in sorted(beside.rglob("*")) if path.is_file()]
        if not target.exists():
            beside.rename(target)
            return
        if not replace and any((target / file).exists() for file in files):
            raise FolderFull(target)
        for file in files:
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            (beside / file).replace(target / file)
    except OSError as fault:
        raise FolderNotWritable(target, why=_why(fault)) from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def write_file(path: Path, data: bytes) -> None:
    """A file that is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _refuse(target: Path, *, replace: bool) -> None:
    if target.is_dir() or (target.exists() and not replace):
        raise FileThere(target)


def _why(fault: OSError) -> str:
    return (fault.strerror or type(fault).__name__).lower()
