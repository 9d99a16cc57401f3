"""The one SQLite file: how it is opened, upgraded and written to.

`write` and `read` give a transaction; a journey opens one for each user action and nothing else does. Hot paths use
SQL text on the connection, since building statements through the ORM costs several times the statement itself;
everything else uses `session`, which joins the same transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interviewprep.errors import Refused

if TYPE_CHECKING:
    from sqlmodel import Session

APPLICATION_ID = 0x49505250  # "IPRP"


class DatabaseNewer(Refused):
    sentence = (
        "was written by a newer version of interviewprep (schema {found}, this one knows {known}); nothing was changed;"
        " upgrade the program"
    )


class DatabaseForeign(Refused):
    sentence = "is not a database of interviewprep; move it away or choose another folder with --data"


class DatabaseDamaged(Refused):
    sentence = "is damaged ({what}); it was left as it is; see the backups with: interviewprep restore"


class DatabaseBusy(Refused):
    sentence = "could not be written ({what}); nothing was changed; try again when the disk is free"


class _Connection(sqlite3.Connection):
    """A connection whose transactions only `Database` ends: an ORM session that joins one must not commit it."""

    def commit(self) -> None: ...

    def rollback(self) -> None: ...


class Transaction:
    """What a journey holds while it reads or writes. Never leaves the `with` block it was made for."""

    def __init__(self, connection: sqlite3.Connection, engine: Callable[[], Any]) -> None:
        self._connection = connection
        self._engine = engine
        self._session: Session | None = None

    def rows(self, sql: str, values: Any = ()) -> list[Any]:
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Any = ()) -> Any:
        return self._connection.execute(sql, values).fetchone()

    def value(self, sql: str, values: Any = ()) -> Any:
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def run(self, sql: str, values: Any = ()) -> int:
        """Run one statement; gives the id of the last row it inserted."""
        return self._connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, values: Iterable[Any]) -> None:
        self._connection.executemany(sql, values)

    @property
    def session(self) -> Session:
        """An ORM session inside this transaction. The first use imports SQLModel (about half a second)."""
        if self._session is None:
            from sqlmodel import Session

            self._session = Session(self._engine(), autoflush=True, expire_on_commit=False)
        return self._session

    def finish(self) -> None:
        if self._session is not None:
            self._session.flush()
            self._session.close()
            self._session = None


class Database:
    """An open database. One thread uses one; a long job opens its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._orm_engine: Any = None

    @classmethod
    def open(cls, path: Path, before_upgrade: Callable[[sqlite3.Connection], None] | None = None) -> Database:
        """Open for writing, and upgrade the schema; `before_upgrade` is called with the old file still untouched."""
        connection = _connect(str(path), path)
        with _closed_on_a_fault(connection, path):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("PRAGMA checkpoint_fullfsync = ON")
            connection.execute("PRAGMA wal_autocheckpoint = 4000")
            _upgrade(connection, path, before_upgrade)
        return cls(connection)

    @classmethod
    def copy(cls, path: Path) -> Database:
        """A private copy in memory, upgraded if need be: for readers, which must not write to the user's file."""
        connection = _connect(":memory:", path)
        with _closed_on_a_fault(connection, path):
            if path.exists():
                source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
                try:
                    source.backup(connection)
                finally:
                    source.close()
            _upgrade(connection, path, None)
        return cls(connection)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One user action: all of it is on disk when the block ends, or none of it."""
        with self._transaction("BEGIN IMMEDIATE") as transaction:
            yield transaction

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """One consistent view of the data."""
        with self._transaction("BEGIN") as transaction:
            yield transaction

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Transaction]:
        if self._connection.in_transaction:
            raise RuntimeError("a transaction is open already; one user action is one transaction")
        try:
            self._connection.execute(begin)
            transaction = Transaction(self._connection, self._engine)
            try:
                yield transaction
                transaction.finish()
                self._connection.execute("COMMIT")
            finally:
                # A failed COMMIT (a full disk) leaves the transaction open, as does any exception above.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        except sqlite3.OperationalError as fault:
            if _outside(fault):
                raise DatabaseBusy(what=str(fault)) from fault
            raise

    def _engine(self) -> Any:
        if self._orm_engine is None:
            from sqlalchemy.pool import StaticPool
            from sqlmodel import create_engine

            self._orm_engine = create_engine("sqlite://", creator=lambda: self._connection, poolclass=StaticPool)
        return self._orm_engine

    @property
    def connection(self) -> sqlite3.Connection:
        """For backups and checks, which work on the file as a whole."""
        return self._connection

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file; called when idle, never inside an answer."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def faults(self, *, thorough: bool = False) -> tuple[str, ...]:
        """What SQLite finds wrong with the file; nothing when it is sound."""
        check = "integrity_check" if thorough else "quick_check"
        try:
            found = [str(row[0]) for row in self._connection.execute(f"PRAGMA {check}(20)")]
            found += [
                f"row {row[1]} of {row[0]} names a missing {row[2]}"
                for row in self._connection.execute("PRAGMA foreign_key_check")
            ]
        except sqlite3.DatabaseError as fault:
            return (str(fault),)
        return tuple(text for text in found if text != "ok")

    def close(self) -> None:
        try:
            self.checkpoint()
        except sqlite3.Error:
            pass  # the log is folded in at the next start
        self._connection.close()


def _connect(name: str, path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            name, isolation_level=None, factory=_Connection, timeout=2.0, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cache_size = -8000")
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.DatabaseError as fault:
        raise _refusal(fault, path) from fault
    return connection


@contextmanager
def _closed_on_a_fault(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Close what could not be opened to the end, and say why in a sentence."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        connection.close()
        raise _refusal(fault, path) from fault
    except Refused:
        connection.close()
        raise


def _refusal(fault: sqlite3.DatabaseError, path: Path) -> Refused:
    if isinstance(fault, sqlite3.OperationalError) and _outside(fault):
        return DatabaseBusy(path, what=str(fault))
    return DatabaseDamaged(path, what=str(fault))


def _outside(fault: sqlite3.OperationalError) -> bool:
    """Whether the disk or another process is the cause, and not our own statement."""
    name = getattr(fault, "sqlite_errorname", "")
    return name.startswith(
        ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_CANTOPEN")
    )


def migrations() -> list[tuple[int, str]]:
    """The numbered steps, oldest first."""
    folder = resources.files("interviewprep.store") / "migrations"
    steps = [
        (int(file.name[:4]), file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    ]
    return sorted(steps)


def _upgrade(connection: sqlite3.Connection, path: Path, before: Callable[[sqlite3.Connection], None] | None) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    steps = migrations()
    newest = steps[-1][0]
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if mark != APPLICATION_ID and not empty:
        raise DatabaseForeign(path)
    if version > newest:
        raise DatabaseNewer(path, found=version, known=newest)
    if version == newest:
        return
    if before is not None and not empty:
        before(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Inside our own transaction: executescript would commit first, so the steps are run one by one.
        for number, sql in steps:
            if number > version:
                for statement in _statements(sql):
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {newest}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> Iterator[str]:
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
