"""Copies of the database: made whole, tested by opening, thinned out with age, and put back on request."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewprep.errors import Refused
from interviewprep.store.database import APPLICATION_ID

KEEP_ALL = timedelta(days=2)
KEEP = (("%Y-%m-%d", 12), ("%G-%V", 10), ("%Y-%m", 9))
"""Beyond the last two days: the newest of 12 days, of 10 weeks and of 9 months."""

_STAMP = "%Y%m%dT%H%M%S"


class BackupBad(Refused):
    sentence = "this backup cannot be used ({why}); nothing was changed; choose another"


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    made: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class BackupContents:
    cards: int
    reviews: int
    last_review_ms: int | None


def make(connection: sqlite3.Connection, folder: Path, at_ms: int, reason: str) -> Backup:
    """Copy the open database: temporary file, integrity check, fsync, rename, fsync of the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = datetime.fromtimestamp(at_ms / 1000, UTC).replace(microsecond=at_ms % 1000 * 1000)
    path = folder / f"progress-{made.strftime(_STAMP)}{at_ms % 1000:03d}-{reason}.db"
    beside = path.with_suffix(".part")
    beside.unlink(missing_ok=True)
    copy = sqlite3.connect(beside)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    finally:
        copy.close()
    if sound != "ok":
        beside.unlink()
        raise BackupBad(path, why=sound)
    _fsync(beside)
    beside.replace(path)
    _fsync(folder)
    return Backup(path, made, reason)


def listed(folder: Path) -> list[Backup]:
    """The backups in the folder, newest first."""
    found = []
    for path in folder.glob("progress-*.db"):
        stamp, _, reason = path.stem.removeprefix("progress-").partition("-")
        try:
            made = datetime.strptime(stamp[:15], _STAMP).replace(tzinfo=UTC, microsecond=int(stamp[15:]) * 1000)
        except ValueError:
            continue
        found.append(Backup(path, made, reason))
    return sorted(found, key=lambda one: one.made, reverse=True)


def thin_out(folder: Path, at_ms: int) -> list[Path]:
    """Delete what the rule above does not keep; gives what was deleted."""
    now = datetime.fromtimestamp(at_ms / 1000, UTC)
    every = listed(folder)
    kept = {one.path for one in every if now - one.made <= KEEP_ALL}
    older = [one for one in every if one.path not in kept]
    for pattern, count in KEEP:
        spans: dict[str, Path] = {}
        for one in older:
            spans.setdefault(one.made.strftime(pattern), one.path)
        kept.update(list(spans.values())[:count])
    gone = [one.path for one in every if one.path not in kept]
    for path in gone:
        path.unlink()
    return gone


def look_into(path: Path) -> BackupContents:
    """Open a backup, check it and count what it holds."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as fault:
        raise BackupBad(path, why=str(fault)) from fault
    try:
        sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if sound != "ok" or connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise BackupBad(path, why=sound if sound != "ok" else "it is not a database of interviewprep")
        cards = connection.execute("SELECT count(*) FROM card WHERE retired_ms IS NULL").fetchone()[0]
        reviews, last = connection.execute("SELECT count(*), max(at_ms) FROM entry WHERE kind = 'review'").fetchone()
        return BackupContents(cards, reviews, last)
    except sqlite3.Error as fault:
        raise BackupBad(path, why=str(fault)) from fault
    finally:
        connection.close()


def put_back(backup: Path, database: Path, at_ms: int) -> Path | None:
    """Make `backup` the database, which must be closed, and keep what it replaces beside it; gives the kept file."""
    look_into(backup)
    beside = database.with_suffix(".restoring")
    beside.write_bytes(backup.read_bytes())
    _fsync(beside)
    kept = None
    if database.exists():
        stamp = datetime.fromtimestamp(at_ms / 1000, UTC).strftime(_STAMP)
        kept = _free(database.with_name(f"{database.stem}-replaced-{stamp}.db"))
        # The log files belong to the old file: they move with it, or they would be applied to the new one.
        for ending in ("-wal", "-shm"):
            log = database.with_name(database.name + ending)
            if log.exists():
                log.replace(kept.with_name(kept.name + ending))
        database.replace(kept)
    beside.replace(database)
    _fsync(database.parent)
    return kept


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def _fsync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle for folders; the rename itself is in its journal
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
