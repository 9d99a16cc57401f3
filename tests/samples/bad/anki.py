"""Anki collections and packages written by hand, with one thing wrong in each."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SCHEMA = """
create table col (id integer primary key, crt integer, mod integer, scm integer, ver integer, dty integer, usn integer,
  ls integer, conf text, models text, decks text, dconf text, tags text);
create table notes (id integer primary key, guid text, mid integer, mod integer, usn integer, tags text, flds text,
  sfld integer, csum integer, flags integer, data text);
create table cards (id integer primary key, nid integer, did integer, ord integer, mod integer, usn integer,
  type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer,
  odue integer, odid integer, flags integer, data text);
create table revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer, lastIvl integer,
  factor integer, time integer, type integer);
"""
NEW_SCHEMA = """
create table fields (ntid integer, ord integer, name text, config blob);
create table templates (ntid integer, ord integer, name text, mtime_secs integer, usn integer, config blob);
create table notetypes (id integer primary key, name text, mtime_secs integer, usn integer, config blob);
create table decks (id integer primary key, name text, mtime_secs integer, usn integer, common blob, kind blob);
insert into fields values (7, 0, 'F', x''), (7, 1, 'B', x'');
insert into templates values (7, 0, 'Card', 0, 0, x'0a057b7b467d7d12057b7b427d7d');
insert into notetypes values (7, 'Two', 0, 0, x'');
insert into decks values (1, 'Default', 0, 0, x'', x'0a00');
"""
DAY0 = 1_700_000_000
MODEL: dict[str, Any] = {
    "name": "Two",
    "type": 0,
    "flds": [{"name": "F", "ord": 0}, {"name": "B", "ord": 1}],
    "tmpls": [{"name": "Card", "ord": 0, "qfmt": "{{F}}", "afmt": "{{FrontSide}}<hr id=answer>{{B}}"}],
}
CLOZE = MODEL | {
    "type": 1,
    "tmpls": [{"name": "Cloze", "ord": 0, "qfmt": "{{cloze:F}}", "afmt": "{{cloze:F}}<br>{{B}}"}],
}
DECKS: dict[str, Any] = {"1": {"name": "Default"}, "5": {"name": "Home\x1fInner"}}
CARD = {"mod": 0, "usn": 0, "type": 0, "queue": 0, "due": 0, "ivl": 0, "factor": 0, "reps": 0, "lapses": 0, "left": 0,
        "odue": 0, "odid": 0, "flags": 0, "data": ""}  # fmt: skip
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def collection(
    notes: Sequence[tuple[Any, ...]] = ((1, "g1", 7, "", "front\x1fback"),),
    cards: Iterable[Mapping[str, Any]] | None = None,
    *,
    model: Any = MODEL,
    decks: Any = DECKS,
    version: int = 11,
    more: str = "",
    before: str = "",
    is_new: bool = False,
) -> bytes:
    """A collection as bytes. Notes are `(id, guid, type, tags, fields)`; cards say what is not usual of them."""
    database = sqlite3.connect(":memory:")
    if before:
        database.executescript(before)
    database.executescript(SCHEMA)
    models = model if isinstance(model, str) else json.dumps({"7": model})
    named = decks if isinstance(decks, str) else json.dumps(decks)
    row = ("", "") if is_new else (models, named)
    database.execute("insert into col values (1,?,0,0,?,0,0,0,'{}',?,?,'{}','{}')", (DAY0, version, *row))
    if is_new:
        database.executescript(NEW_SCHEMA)
    for note in notes:
        database.execute("insert into notes values (?,?,?,0,0,?,?,0,0,0,'')", note)
    for number, given in enumerate([{}] * len(notes) if cards is None else cards):
        values = {"id": 100 + number, "nid": 1 + number, "did": 1, "ord": 0} | CARD | dict(given)
        marks = ",".join("?" * len(values))
        database.execute(f"insert into cards ({','.join(values)}) values ({marks})", tuple(values.values()))
    database.executescript(more)
    database.commit()
    data = database.serialize()
    database.close()
    return data


def package(
    data: bytes | None = None,
    media: Mapping[str, bytes] | None = None,
    name: str = "collection.anki21",
    listed: bytes | None = None,
) -> bytes:
    """A legacy package; `listed` is its list of media where that is not to be the true one."""
    out = io.BytesIO()
    media = media or {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(name), collection() if data is None else data)
        names = {str(number): medium for number, medium in enumerate(media)}
        archive.writestr(_entry("media"), json.dumps(names) if listed is None else listed)
        for number, content in enumerate(media.values()):
            archive.writestr(_entry(str(number)), content)
    return out.getvalue()


def showing(*fronts: str, back: str = "back", model: Any = MODEL, media: Mapping[str, bytes] | None = None) -> bytes:
    """A package of a note for each text on a front."""
    notes = [(number, f"g{number}", 7, "", f"{front}\x1f{back}") for number, front in enumerate(fronts, 1)]
    return package(collection(notes, model=model), media)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
