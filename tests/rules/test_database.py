import sqlite3

import pytest
from sqlmodel import SQLModel, create_engine, select

from interviewprep.store import database as database_module
from interviewprep.store.database import APPLICATION_ID, Database, DatabaseDamaged, DatabaseForeign, DatabaseNewer
from interviewprep.store.tables import FactRow


def shape(connection: sqlite3.Connection) -> dict[str, object]:
    """Everything PRAGMA tells of the tables: columns, keys, indexes, strictness."""
    tables = {}
    for _, name, kind, columns, without_rowid, strict in connection.execute("PRAGMA table_list").fetchall():
        if name.startswith("sqlite_") or kind != "table":
            continue
        indexes = {}
        for _, index, unique, origin, partial in connection.execute(f"PRAGMA index_list({name})").fetchall():
            # An index that a constraint made has a name of SQLite's own choosing.
            columns_of = tuple(row[2] for row in connection.execute(f"PRAGMA index_info('{index}')"))
            indexes[index if origin == "c" else (origin, columns_of)] = (unique, origin, partial, columns_of)
        tables[name] = (
            columns,
            without_rowid,
            strict,
            [row[1:6] for row in connection.execute(f"PRAGMA table_info({name})")],
            sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")),
            indexes,
        )
    return tables


def test_the_migrated_schema_is_that_of_the_tables(tmp_path):
    migrated = Database.open(tmp_path / "migrated.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'made.db'}")
    SQLModel.metadata.create_all(engine)
    made = sqlite3.connect(tmp_path / "made.db")
    assert shape(migrated.connection) == shape(made)
    assert all(table[2] == 1 for table in shape(made).values())


def test_the_file_is_durable_and_ours(tmp_path):
    connection = Database.open(tmp_path / "progress.db").connection
    pragma = lambda name: connection.execute(f"PRAGMA {name}").fetchone()[0]  # noqa: E731
    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
    assert (pragma("trusted_schema"), pragma("application_id")) == (0, APPLICATION_ID)


def test_a_write_that_fails_leaves_nothing(tmp_path):
    database = Database.open(tmp_path / "progress.db")
    with pytest.raises(ZeroDivisionError), database.write() as db:
        db.run("INSERT INTO fact VALUES ('a', '1')")
        db.run("CREATE TABLE extra (x INTEGER) STRICT")
        raise ZeroDivisionError
    with database.read() as db:
        assert db.value("SELECT count(*) FROM fact") == 0
        assert db.value("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'") == 0


def test_a_session_joins_the_transaction_and_does_not_end_it(tmp_path):
    database = Database.open(tmp_path / "progress.db")
    with pytest.raises(ZeroDivisionError), database.write() as db:
        db.session.add(FactRow(name="a", value="1"))
        db.session.commit()
        assert db.value("SELECT value FROM fact") == "1"
        raise ZeroDivisionError
    with database.write() as db:
        assert db.session.exec(select(FactRow)).all() == []
        db.session.add(FactRow(name="b", value="2"))
    with database.read() as db:
        assert db.value("SELECT value FROM fact WHERE name = 'b'") == "2"


def test_transactions_do_not_nest(tmp_path):
    database = Database.open(tmp_path / "progress.db")
    with database.write(), pytest.raises(RuntimeError), database.read():
        pass


def test_a_newer_file_is_refused_and_unchanged(tmp_path):
    path = tmp_path / "progress.db"
    Database.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseNewer, match="newer version"):
        Database.open(path)
    assert path.read_bytes() == before


def test_a_foreign_file_is_refused(tmp_path):
    path = tmp_path / "progress.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (x)")
    connection.close()
    with pytest.raises(DatabaseForeign):
        Database.open(path)


def test_a_file_that_is_no_database_is_called_damaged_and_kept(tmp_path):
    path = tmp_path / "progress.db"
    path.write_bytes(b"not a database, but long enough to be looked at" * 100)
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged):
        Database.open(path)
    assert path.read_bytes() == before


def test_an_upgrade_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "progress.db"
    Database.open(path).close()
    steps = database_module.migrations()
    newest = steps[-1][0]
    broken = "CREATE TABLE half (x INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n"
    monkeypatch.setattr(database_module, "migrations", lambda: [*steps, (newest + 1, broken)])
    saved = []
    with pytest.raises(Exception, match="nowhere"):
        Database.open(path, saved.append)
    assert len(saved) == 1
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == newest
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone()[0] == 0


def test_a_copy_writes_nothing_to_the_file(tmp_path):
    path = tmp_path / "progress.db"
    database = Database.open(path)
    with database.write() as db:
        db.run("INSERT INTO fact VALUES ('a', '1')")
    copy = Database.copy(path)
    with copy.write() as db:
        assert db.value("SELECT value FROM fact") == "1"
        db.run("UPDATE fact SET value = '2'")
    with database.read() as db:
        assert db.value("SELECT value FROM fact") == "1"
