"""SQLite files that strangers made: a private copy, opened so that it can neither write, run anything nor never end.

Whatever the schema of the file says, only the plain tables that the reader means are looked at.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from interviewprep.formats.archive import check_room
from interviewprep.formats.foreign import NotReadable, Say

Row = tuple[Any, ...]
"""Of the types that were asked for."""

_T = TypeVar("_T")

_STEPS = 20_000
"""Instructions of SQLite's machine between two looks at the clock."""
_PATIENCE_S = 8.0
_BYTES_PER_S = 2_000_000
_LONGEST_VALUE = 64 * 1024 * 1024
_SAY_EVERY_S = 0.1


class Database:
    """A foreign database that may be read table by table."""

    def __init__(self, path: Path, place: str, say: Say) -> None:
        self.place = place
        self.bad_rows: list[tuple[str, int]] = []
        """Table and number of each row that was passed over since a value in it has the wrong type."""
        self._say = say
        self._fault: BaseException | None = None
        self._asked = self._said = monotonic()
        self._spent = 0.0
        """Seconds that SQLite has taken so far; what is done with the rows is not its fault."""
        self._patience = _PATIENCE_S + path.stat().st_size / _BYTES_PER_S
        self._connection = sqlite3.connect(
            f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, cached_statements=0
        )

    def check(self) -> None:
        """Shut every door, then let SQLite look at all pages."""
        connection = self._connection
        for limit, value in (
            (sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE),
            (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
            (sqlite3.SQLITE_LIMIT_COLUMN, 100),
            (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
            (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 5),
            (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 8),
            (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
            (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
            (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
        ):
            connection.setlimit(limit, value)
        connection.set_progress_handler(self._look, _STEPS)
        # Anki's own order of names; here nothing depends on it, but a schema that names it must be readable.
        connection.create_collation("unicase", _unicase)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON", "temp_store=MEMORY"):
            self._run(f"PRAGMA {pragma}").close()
        found = self._run("PRAGMA quick_check(1)").fetchone()
        if found is None or found[0] != "ok":
            raise NotReadable(self.place, reason="the database in it is damaged; export it anew, or take a backup")

    def tables(self) -> dict[str, str]:
        """The plain tables, in lower case, each with the statement that made it."""
        rows = self._run("SELECT name, sql FROM sqlite_master WHERE type = 'table' LIMIT 1000")
        found = {}
        for name, statement in rows:
            if isinstance(name, str) and isinstance(statement, str):
                words = statement[:200].upper().split()
                if words[:2] == ["CREATE", "TABLE"]:
                    found[name.lower()] = statement
        return found

    def allow(self, tables: Collection[str]) -> None:
        """From now on nothing but these tables can be read, whatever views or triggers there are."""
        named = {table.lower() for table in tables}

        def judge(action: int, first: str | None, second: str | None, database: str | None, source: str | None) -> int:
            plain = action == sqlite3.SQLITE_SELECT or (
                action == sqlite3.SQLITE_READ and (first or "").lower() in named
            )
            return sqlite3.SQLITE_OK if plain and source is None else sqlite3.SQLITE_DENY

        self._connection.set_authorizer(judge)

    def rows(self, table: str, columns: Mapping[str, type], order: str = "", most: int = 1_000_000) -> Iterator[Row]:
        """The rows of a table with these columns; those with a value of another type are passed over and noted.

        An int may be written as a whole float. Raises NotReadable where a column is missing or there are too many.
        """
        wanted = tuple(columns.values())
        statement = f"SELECT {', '.join(columns)} FROM {table}{f' ORDER BY {order}' if order else ''}"
        count = 0
        cursor = self._run(statement)
        while batch := self._fetched(cursor):
            for row in batch:
                count += 1
                if tuple(map(type, row)) != wanted:
                    mended = _mended(row, wanted)
                    if mended is None:
                        self.bad_rows.append((table, count))
                        continue
                    row = mended
                yield row
            if count > most:
                raise NotReadable(self.place, reason=f"it holds more than {most:,} {table}; export a part of it")

    def close(self) -> None:
        self._connection.close()

    def _fetched(self, cursor: sqlite3.Cursor) -> list[Row]:
        return self._guarded(lambda: cursor.fetchmany(1000))

    def _run(self, statement: str) -> sqlite3.Cursor:
        return self._guarded(lambda: self._connection.execute(statement))

    def _guarded(self, deed: Callable[[], _T]) -> _T:
        """Do it; SQLite's own faults become refusals, and what `say` raised comes out as it was."""
        self._asked = monotonic()
        try:
            return deed()
        except sqlite3.Error as fault:
            if self._fault is not None:
                raise self._fault from None
            raise NotReadable(self.place, reason=_words(fault)) from fault
        finally:
            self._spent += monotonic() - self._asked

    def _look(self) -> int:
        """Whether to stop: the user has cancelled, or it takes too long. SQLite calls it."""
        now = monotonic()
        try:
            if now - self._said > _SAY_EVERY_S:
                self._said = now
                self._say("Looking at the collection")
            if self._spent + now - self._asked > self._patience:
                raise NotReadable(self.place, reason="it takes too long to read; this file was made to deceive")
        except BaseException as fault:
            self._fault = fault
            return 1
        return 0


@contextmanager
def opened(pieces: Iterable[bytes], place: str, say: Say) -> Iterator[Database]:
    """A checked database from its bytes. The private copy is removed whatever happens."""
    with tempfile.TemporaryDirectory(prefix="interviewprep-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.db"
        _copy(pieces, copy, place, say)
        database = Database(copy, place, say)
        try:
            database.check()
            yield database
        finally:
            database.close()


def _copy(pieces: Iterable[bytes], copy: Path, place: str, say: Say) -> None:
    size = next_look = 0
    with open(copy, "wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > next_look:
                say("Unpacking the collection")
                check_room(Path(place), size - next_look, allow_large=True)
                next_look = size + 32 * 1024 * 1024
            file.write(piece)
    copy.chmod(0o600)


def _mended(row: Row, wanted: tuple[type, ...]) -> Row | None:
    """The row with floats as ints and numbers as text where these are wanted; None where another type stands."""
    mended: list[Any] = []
    for value, kind in zip(row, wanted, strict=True):
        if type(value) is kind:
            mended.append(value)
        elif kind is int and isinstance(value, float) and isfinite(value):
            mended.append(int(value))
        elif kind is str and isinstance(value, int | float):
            mended.append(str(value))
        elif kind is bytes and value is None:
            mended.append(b"")
        else:
            return None
    return tuple(mended)


def _words(fault: sqlite3.Error) -> str:
    said = str(fault)
    if "no such" in said:
        return f"the database in it is another program's or damaged ({said}); export it anew"
    if "decode" in said:
        return "the database in it holds text that is no UTF-8; export it anew"
    return f"the database in it is damaged ({said[:100]}); export it anew, or take a backup"


def _unicase(first: str, second: str) -> int:
    left, right = first.casefold(), second.casefold()
    return (left > right) - (left < right)
