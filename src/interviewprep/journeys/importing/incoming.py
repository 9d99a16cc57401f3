"""Several files and the database change together, or not at all.

New files are written to a folder of their own first. The transaction that takes them over also notes where they belong;
after its COMMIT they are moved there. A crash before it leaves files that nobody misses; a crash behind it leaves the
note, and the next start does the rest.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from interviewprep.errors import Refused
from interviewprep.journeys.files import FolderNotWritable
from interviewprep.journeys.roots import OWN, DeckFile
from interviewprep.paths import Places
from interviewprep.store.database import Database, Transaction

_NOTE = "incoming"
_RESERVE = 64 * 1024 * 1024
"""Bytes of the disk that stay free."""


class DiskFull(Refused):
    sentence = "needs {needed} MB and the disk has {free} MB free; make room and try again; nothing was changed"


@dataclass(slots=True)
class Incoming:
    """Files that wait to be moved. Names are paths below the folder of the user's own decks, with forward slashes."""

    places: Places
    _folder: Path = field(init=False)
    _waiting: dict[str, Path] = field(init=False, default_factory=dict)
    _digests: dict[str, bytes] = field(init=False, default_factory=dict)
    _removed: list[str] = field(init=False, default_factory=list)
    _made: list[Path] = field(init=False, default_factory=list)
    """Folders that were not there, the outer ones first."""

    def __post_init__(self) -> None:
        self._folder = self.places.incoming

    def need(self, size: int) -> None:
        """Refuse where the disk has no room for so many bytes."""
        free = shutil.disk_usage(self.places.data).free - _RESERVE
        if size > free:
            raise DiskFull(self.places.data, needed=size // 1_000_000 + 1, free=max(0, free) // 1_000_000)

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file to be moved to `name`."""
        path = self._folder / str(len(self._waiting))
        digest = blake2b(digest_size=16)
        try:
            self._folder.mkdir(exist_ok=True)
            self._make_folders((self.places.decks / name).parent)
            with path.open("wb") as out:
                for chunk in chunks:
                    out.write(chunk)
                    digest.update(chunk)
                out.flush()
                os.fsync(out.fileno())
        except OSError as fault:
            raise FolderNotWritable(self.places.decks / name, why=str(fault.strerror).lower()) from fault
        self._waiting[name] = path
        self._digests[name] = digest.digest()

    def _make_folders(self, folder: Path) -> None:
        missing = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for one in reversed(missing):
            one.mkdir()
            self._made.append(one)

    def remove(self, name: str) -> None:
        """Let the file go when the others come."""
        self._removed.append(name)

    def deck_file(self, name: str) -> DeckFile:
        """A waiting deck file as it will be found once it is moved."""
        stat = self._waiting[name].stat()
        return DeckFile(name.removesuffix(".md"), OWN, self.places.decks / name, stat.st_size, stat.st_mtime_ns)

    def digests(self) -> Iterator[tuple[str, bytes]]:
        yield from self._digests.items()

    def note(self, db: Transaction) -> None:
        """In the transaction that takes the files over: what is to be done once it is on disk."""
        for name in self._waiting:
            # What cannot be moved there must be known now: behind the transaction there is no way back.
            if (self.places.decks / name).is_dir():
                raise FolderNotWritable(self.places.decks / name, why="there is a folder of this name")
        moves = {name: path.name for name, path in self._waiting.items()}
        said = json.dumps({"moves": moves, "removed": self._removed}, ensure_ascii=False)
        db.run("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (_NOTE, said))

    def drop(self) -> None:
        """Forget the waiting files: the transaction did not happen."""
        shutil.rmtree(self._folder, ignore_errors=True)
        for folder in reversed(self._made):
            _remove_empty(folder, self.places.decks)
        self._made.clear()


def settle(places: Places, database: Database) -> None:
    """Move what a transaction has noted; after it, and at every start for the sake of a crash between the two."""
    with database.read() as db:
        said = db.value("SELECT value FROM fact WHERE name = ?", (_NOTE,))
    if said is None:
        if places.incoming.exists():
            shutil.rmtree(places.incoming, ignore_errors=True)
        return
    noted = json.loads(said)
    folders = set()
    try:
        for name, waiting in noted["moves"].items():
            source, target = places.incoming / waiting, (places.decks / name).resolve()
            if source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                source.replace(target)
                folders.add(target.parent)
        for name in noted["removed"]:
            path = places.decks / name
            path.unlink(missing_ok=True)
            _remove_empty(path.parent, places.decks)
        for folder in folders:
            _sync(folder)
    except OSError as fault:
        raise FolderNotWritable(fault.filename or places.decks, why=str(fault.strerror).lower()) from fault
    with database.write() as db:
        db.run("DELETE FROM fact WHERE name = ?", (_NOTE,))
    shutil.rmtree(places.incoming, ignore_errors=True)


def digest_of(path: Path) -> bytes | None:
    """The digest of a file as `Incoming` keeps it; None where there is none."""
    if path.is_dir():
        return None
    try:
        return blake2b(path.read_bytes(), digest_size=16).digest()
    except FileNotFoundError:
        return None


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_relative_to(top):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no handle for folders; the rename itself is in its journal
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
