"""An Anki package with note types of our own, scheduling and the log of reviews, that a current Anki takes in whole.

It is written in the form with `collection.anki21`, which every Anki since 2.1 reads; our own reader does, too.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import BinaryIO

from interviewprep.cards.deck_file import write_card
from interviewprep.formats.anki.source import Source, packed
from interviewprep.formats.apkg import schedule, types
from interviewprep.formats.apkg.media import PackageMedia
from interviewprep.formats.apkg.notes import Note, note_of
from interviewprep.formats.foreign import Say
from interviewprep.formats.leaving import LeavingCard, LeavingDeck, address_of
from interviewprep.memory.day import Moment
from interviewprep.rendering.plain_text import plain_text

_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
 ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
 models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
 usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
 flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
 mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
 ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
 odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
 ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn on notes (usn);
CREATE INDEX ix_cards_usn on cards (usn);
CREATE INDEX ix_revlog_usn on revlog (usn);
CREATE INDEX ix_cards_nid on cards (nid);
CREATE INDEX ix_cards_sched on cards (did, queue, due);
CREATE INDEX ix_revlog_cid on revlog (cid);
CREATE INDEX ix_notes_csum on notes (csum);
"""
_VERSION = 11
_FIRST_DECK = 1_764_000_100_000
_PLEASE_UPDATE = "This package needs Anki 2.1 or newer."
_SAY_EVERY = 50
_LONGEST_TIME_MS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Setting:
    """What a package is made with besides the cards."""

    now: Moment
    rollover_hour: int
    css: str
    folder: Path
    """For files on their way; emptied by who gives it."""


def write_package(decks: Sequence[LeavingDeck], out: BinaryIO, setting: Setting, say: Say) -> None:
    """Every face of every card with what is known of it. Interviews are not for Anki and must be left out before."""
    media = PackageMedia(decks)
    collection = setting.folder / "collection.anki21"
    _Collection(collection, decks, media, setting, say).write()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(collection, "collection.anki21")
        package.writestr("collection.anki2", _stub(setting))
        names: dict[str, str] = {}
        for number, (name, medium) in enumerate(media.files()):
            say(f"Media: {number + 1:,}")
            names[str(number)] = name
            with package.open(str(number), "w", force_zip64=True) as entry:
                for chunk in medium.chunks():
                    entry.write(chunk)
        package.writestr("media", json.dumps(names, ensure_ascii=False))


class _Collection:
    def __init__(
        self, path: Path, decks: Sequence[LeavingDeck], media: PackageMedia, setting: Setting, say: Say
    ) -> None:
        self._decks, self._media, self._setting, self._say = decks, media, setting, say
        self._database = sqlite3.connect(path, isolation_level=None)
        memories = [one.exact for deck in decks for card in deck.cards for one in card.memories if one.exact]
        first = schedule.first_day(memories, setting.now.day)
        self._calendar = schedule.Calendar(first, setting.now.offset_min, setting.rollover_hour)
        self._last_note = self._last_card = self._place = 0
        self._guids: set[str] = set()
        self._reviewed: set[int] = set()

    def write(self) -> None:
        try:
            self._database.executescript(_SCHEMA)
            self._database.execute("BEGIN")
            self._write_collection()
            total = sum(len(deck.cards) for deck in self._decks)
            done = 0
            for number, deck in enumerate(self._decks):
                for card in deck.cards:
                    if done % _SAY_EVERY == 0:
                        self._say(f"Card {done:,} of {total:,}")
                    done += 1
                    self._write_card(deck, card, _FIRST_DECK + number)
            self._database.execute("COMMIT")
        finally:
            self._database.close()

    def _write_collection(self) -> None:
        at_ms, setting = self._setting.now.at_ms, self._setting
        conf = {
            "schedVer": 2,
            "sched2021": True,
            "creationOffset": -setting.now.offset_min,
            "rollover": setting.rollover_hour,
            "curDeck": 1,
            "activeDecks": [1],
            "nextPos": 1 + sum(len(deck.cards) for deck in self._decks),
        }
        decks = {"1": types.deck_json(1, "Default", "", 0)}
        for number, deck in enumerate(self._decks):
            key = _FIRST_DECK + number
            decks[str(key)] = types.deck_json(key, deck_name(deck.name), deck.description, at_ms // 1000)
        row = (
            *(1, self._calendar.created_s, at_ms, at_ms, _VERSION, 0, 0, 0),
            *(json.dumps(conf), types.models(setting.css), json.dumps(decks), types.options_json(), "{}"),
        )
        self._insert("col", row)

    def _write_card(self, deck: LeavingDeck, one: LeavingCard, deck_key: int) -> None:
        media = self._media.of(deck)
        note = note_of(one, address_of(deck, one), deck.language, media)
        note_id = self._last_note = max(self._last_note + 1, int.from_bytes(one.uid[:6], "big"))
        moved = self._write_faces(one, note, note_id, deck_key)
        source = Source(write_card(one.card), key_of(one), note.faces, moved, self._media.shown_by(deck, one.card))
        fields = (*note.fields, packed(source, note.fields))
        sort = plain_text(fields[0]).replace("\n", " ")
        checksum = int(sha1(sort.encode(), usedforsecurity=False).hexdigest()[:8], 16)
        row = (
            *(note_id, self._guid(one), types.type_id(note.type), max(deck.changed_ms // 1000, 1), -1),
            *(f" {' '.join(tags_of(one))} ", "\x1f".join(fields), sort, checksum, 0, ""),
        )
        self._insert("notes", row)

    def _write_faces(self, one: LeavingCard, note: Note, note_id: int, deck_key: int) -> dict[int, int]:
        moved: dict[int, int] = {}
        known = {memory.face: memory for memory in one.memories}
        changed_s = self._setting.now.at_ms // 1000
        for place, face in enumerate(note.faces):
            self._place += 1
            card_id = self._last_card = max(self._last_card + 1, note_id)
            state = schedule.state_of(known.get(face), self._place, self._calendar)
            row = (
                *(card_id, note_id, deck_key, place, changed_s, -1, state.type, state.queue, state.due),
                *(state.interval, state.factor, state.reviews, state.lapses, state.left, 0, 0, 0, state.data),
            )
            self._insert("cards", row)
            reviews = [review for review in one.reviews if review.face == face and schedule.is_past(review.at_ms)]
            for review, log in zip(reviews, schedule.log_rows(reviews, self._calendar), strict=True):
                at_ms = review.at_ms
                while at_ms in self._reviewed:
                    at_ms += 1
                if at_ms != review.at_ms:
                    moved[at_ms] = review.at_ms
                self._reviewed.add(at_ms)
                time_ms = min(log.time_ms, _LONGEST_TIME_MS)
                self._insert(
                    "revlog",
                    (at_ms, card_id, -1, log.ease, log.interval, log.last_interval, log.factor, time_ms, log.type),
                )
        return moved

    def _guid(self, one: LeavingCard) -> str:
        """A note that came from Anki keeps its GUID; of one with several cards, each but the first gets one of ours."""
        guid = guid_of(one)
        if guid in self._guids:
            guid = _short(sha1(key_of(one).encode(), usedforsecurity=False).digest())
        self._guids.add(guid)
        return guid

    def _insert(self, table: str, row: tuple[object, ...]) -> None:
        self._database.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)


def key_of(one: LeavingCard) -> str:
    """By which the card is known again when it comes back."""
    return one.key or f"uid:{one.uid.hex()}"


def guid_of(one: LeavingCard) -> str:
    program, _, rest = one.key.partition(":")
    guid, _, template = rest.rpartition(":")
    if program == "anki" and guid:
        return guid if template == "0" else _short(sha1(one.key.encode(), usedforsecurity=False).digest())
    return _short(one.uid)


def deck_name(name: str) -> str:
    """A deck's path as Anki nests decks."""
    return "::".join(part.replace("::", "-") for part in name.split("/"))


def _short(data: bytes) -> str:
    return base64.urlsafe_b64encode(data[:16]).decode().rstrip("=")


def tags_of(one: LeavingCard) -> Iterator[str]:
    attributes = one.card.attributes
    yield from attributes.tags
    for name in ("leaf", "covers", "skill"):
        yield from (f"{name}::{value}" for value in attributes.get(name).split(",") if value)
    if one.marked:
        yield "marked"


def _stub(setting: Setting) -> bytes:
    """What an Anki too old for the rest shows: a single card that says so."""
    path = setting.folder / "collection.anki2"
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.executescript(_SCHEMA)
        at_ms = setting.now.at_ms
        decks = json.dumps({"1": types.deck_json(1, "Default", _PLEASE_UPDATE, at_ms // 1000)})
        row = (1, at_ms // 1000, at_ms, at_ms, _VERSION, 0, 0, 0, "{}", "{}", decks, types.options_json(), "{}")
        database.execute(f"INSERT INTO col VALUES ({','.join('?' * len(row))})", row)
    finally:
        database.close()
    return path.read_bytes()
