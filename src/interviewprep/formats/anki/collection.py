"""What stands in an Anki collection, in both shapes that it has had: JSON in one row, or tables with messages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from interviewprep.formats.anki import protobuf
from interviewprep.formats.foreign import MOST_NOTES, NotReadable
from interviewprep.formats.foreign_sqlite import Database

NEWEST_SCHEMA = 18
MOST_CARDS = 1_000_000
MOST_REVIEWS = 3_000_000
_MOST_TYPES = 10_000
_CLOZE = 1
_TABLES = ("col", "notes", "cards", "revlog", "notetypes", "fields", "templates", "decks")


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: dict[int, Template]
    """By their number in `cards.ord`; a cloze type has one."""


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    names: tuple[str, ...]
    description: str = ""
    is_filtered: bool = False


@dataclass(slots=True)
class Collection:
    database: Database
    created_s: int
    """Midnight or so of the day from which due days are counted."""
    note_types: dict[int, NoteType] = field(default_factory=dict)
    decks: dict[int, AnkiDeck] = field(default_factory=dict)
    has_log: bool = True

    def notes(self) -> Iterator[tuple[int, str, int, str, str]]:
        """id, guid, note type, tags, fields parted by \\x1f."""
        columns = {"id": int, "guid": str, "mid": int, "tags": str, "flds": str}
        return self.database.rows("notes", columns, "id", MOST_NOTES)

    def cards(self) -> Iterator[tuple[Any, ...]]:
        """As in `CARD_COLUMNS`."""
        return self.database.rows("cards", dict.fromkeys(CARD_COLUMNS, int) | {"data": str}, "nid, ord", MOST_CARDS)

    def reviews(self) -> Iterator[tuple[int, int, int, int, int, int]]:
        """id (ms), card, ease, interval, time (ms), type."""
        columns = dict.fromkeys(("id", "cid", "ease", "ivl", "time", "type"), int)
        if not self.has_log:
            return iter(())
        return self.database.rows("revlog", columns, "id", MOST_REVIEWS)


CARD_COLUMNS = (
    "id", "nid", "did", "ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses", "odue", "odid", "flags",
    "data",
)  # fmt: skip


def collection_of(database: Database) -> Collection:
    """The note types and decks. Raises NotReadable where this is no collection, or one of a newer Anki."""
    tables = database.tables()
    missing = [name for name in ("col", "notes", "cards") if name not in tables]
    if missing:
        raise NotReadable(database.place, reason=f"it is no Anki collection: it has no table of {missing[0]}")
    database.allow([name for name in _TABLES if name in tables])
    version, created = next(iter(database.rows("col", {"ver": int, "crt": int}, most=5)), (0, 0))
    if version > NEWEST_SCHEMA:
        said = "it was made by a newer Anki; export it once more with “Support older Anki versions” ticked"
        raise NotReadable(database.place, reason=said)
    collection = Collection(database, created, has_log="revlog" in tables)
    try:
        if "notetypes" in tables:
            _read_tables(collection)
        else:
            _read_json(collection)
    except (ArithmeticError, ValueError, RecursionError, TypeError, AttributeError, LookupError) as fault:
        said = "its note types or decks are damaged; export it anew, or take a backup"
        raise NotReadable(database.place, reason=said) from fault
    return collection


def _read_tables(collection: Collection) -> None:
    rows = collection.database.rows
    names: dict[int, list[str]] = {}
    for kind, _, name in rows("fields", {"ntid": int, "ord": int, "name": str}, "ntid, ord", _MOST_TYPES * 10):
        names.setdefault(kind, []).append(name)
    templates: dict[int, dict[int, Template]] = {}
    columns = {"ntid": int, "ord": int, "name": str, "config": bytes}
    for kind, number, name, config in rows("templates", columns, "ntid, ord", _MOST_TYPES * 10):
        template = Template(name, protobuf.text(config, 1), protobuf.text(config, 2))
        templates.setdefault(kind, {})[number] = template
    for kind, name, config in rows("notetypes", {"id": int, "name": str, "config": bytes}, "id", _MOST_TYPES):
        is_cloze = protobuf.integer(config, 1) == _CLOZE
        found = NoteType(name, is_cloze, tuple(names.get(kind, ())), templates.get(kind, {}))
        collection.note_types[kind] = found
    for key, name, message in rows("decks", {"id": int, "name": str, "kind": bytes}, "id", _MOST_TYPES):
        normal = protobuf.inner(message, 1)
        is_filtered = any(number == 2 for number, _ in protobuf.fields(message))
        collection.decks[key] = AnkiDeck(deck_names(name), protobuf.text(normal, 4), is_filtered)


def _read_json(collection: Collection) -> None:
    models, decks = next(iter(collection.database.rows("col", {"models": str, "decks": str}, most=5)), ("{}", "{}"))
    for key, model in _items(models):
        fields = sorted(model["flds"], key=lambda field: int(field.get("ord") or 0))
        templates = {
            int(template.get("ord") or 0): Template(
                _text(template.get("name", "")), _text(template["qfmt"]), _text(template["afmt"])
            )
            for template in model["tmpls"]
        }
        collection.note_types[key] = NoteType(
            _text(model.get("name", "")),
            model.get("type") == _CLOZE,
            tuple(_text(field["name"]) for field in fields),
            templates,
        )
    for key, deck in _items(decks):
        names = deck_names(_text(deck.get("name", "")))
        collection.decks[key] = AnkiDeck(names, _text(deck.get("desc") or ""), bool(deck.get("dyn")))


def _text(value: object) -> str:
    """As a text that can be stored: JSON may hold halves of characters."""
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _items(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    found = json.loads(text)
    if len(found) > _MOST_TYPES:
        raise ValueError("too many")
    for key, value in found.items():
        yield int(key), value


def deck_names(name: str) -> tuple[str, ...]:
    """From the outermost deck inwards."""
    parts = name.split("\x1f") if "\x1f" in name else name.split("::")
    return tuple(part.strip()[:200] or "blank" for part in parts)[:50]
