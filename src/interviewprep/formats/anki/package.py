"""Anki's packages (`.apkg`, `.colpkg`) and bare collections, of all its versions, as decks of ours.

Each card of a note becomes a card, as its template renders it; a cloze note becomes one card with its gaps in groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewprep.formats import zstd
from interviewprep.formats.anki import protobuf
from interviewprep.formats.anki.collection import Collection, collection_of
from interviewprep.formats.anki.media import Media, read_media
from interviewprep.formats.anki.notes import Notes
from interviewprep.formats.archive import PIECE, Archive
from interviewprep.formats.foreign import Choices, Foreign, NotReadable, Say, Skipped
from interviewprep.formats.foreign_sqlite import Database, opened
from interviewprep.formats.head import Head, head_of

TITLE = "Anki package"
_PACKED, _SECOND, _FIRST = "collection.anki21b", "collection.anki21", "collection.anki2"
_NAMES = (_PACKED, _SECOND, _FIRST)
"""Newest first: an older one beside it only says that a newer Anki is needed."""
_META = "meta"
_NEWEST_PACKAGE = 3
_NAMED = 8
"""How many remote or missing media a notice names."""


def recognises(head: Head) -> bool:
    if head.is_zip:
        return any(name in head.members for name in _NAMES)
    return head.is_sqlite and (head.ending in (".anki2", ".anki21") or _has_notes(head.path))


def read(path: Path, choices: Choices, say: Say) -> Foreign:
    """All decks with their media and, on wish, their past. Raises NotReadable, TooLarge, and what `say` raises."""
    if head_of(path).is_sqlite:
        with opened(_pieces(path), str(path), say) as database:
            return _foreign(collection_of(database), Media(), choices, say)
    with _collection_in(path, choices, say) as (database, media):
        return _foreign(collection_of(database), media, choices, say)


@contextmanager
def _collection_in(path: Path, choices: Choices, say: Say) -> Iterator[tuple[Database, Media]]:
    with Archive(path, allow_large=choices.allow_large) as archive:
        _check_version(archive)
        name = next((name for name in _NAMES if name in archive), "")
        if not name:
            raise NotReadable(path, reason="there is no collection of cards in it; export it anew")
        place = f"{path}: entry {archive.members[name].number} ({name})"
        is_packed = name == _PACKED
        pieces = archive.pieces(name)
        if is_packed:
            pieces = zstd.unpacked(pieces, place, allow_large=choices.allow_large)
        with opened(pieces, place, say) as database:
            yield database, read_media(archive, is_packed=is_packed, say=say)


def _check_version(archive: Archive) -> None:
    if _META not in archive:
        return
    try:
        version = protobuf.integer(archive.read(_META, 10_000), 1)
    except protobuf.NotAMessage as fault:
        raise NotReadable(f"{archive.path}: meta", reason="it is damaged; export the package anew") from fault
    if version > _NEWEST_PACKAGE:
        said = "it was made by a newer Anki; export it once more with “Support older Anki versions” ticked"
        raise NotReadable(archive.path, reason=said)


def _foreign(collection: Collection, media: Media, choices: Choices, say: Say) -> Foreign:
    notes = Notes(collection, media.names or {}, with_past=choices.with_past, say=say)
    decks = notes.read()
    bad = [Skipped(f"{table}, row {row}", "a value in it has the wrong type") for table, row in notes.bad_rows]
    skipped = (*notes.skipped, *bad, *media.skipped)
    return Foreign(TITLE, decks, media.found, skipped, tuple(_notices(notes)), has_past=notes.has_past)


def _notices(notes: Notes) -> Iterator[str]:
    account = notes.account
    if account.remote:
        hosts = sorted({address.partition("//")[2].partition("/")[0] for address in account.remote})
        media = _count(account.remote, "medium", "media")
        yield f"{media} on other machines: they stay links and are not fetched ({_some(hosts)})"
    if account.missing:
        media = _count(account.missing, "medium", "media")
        yield f"{media} shown by cards, but not in the file or not taken: {_some(account.missing)}"
    for kind, count in account.told.items():
        yield f"On {_cards(count)}, not kept as it was: {kind}"
    if notes.flagged:
        yield f"Coloured flags are not kept: {_cards(notes.flagged)}"
    if notes.tags_changed:
        yield f"Tags were written otherwise, since a tag here has no such signs: {_some(notes.tags_changed)}"


def _count(found: dict[str, int], one: str, many: str) -> str:
    return f"{len(found):,} {one if len(found) == 1 else many}"


def _cards(count: int) -> str:
    return "1 card" if count == 1 else f"{count:,} cards"


def _some(names: list[str] | dict[str, int]) -> str:
    shown = list(names)[:_NAMED]
    rest = len(names) - len(shown)
    return ", ".join(name[:100] for name in shown) + (f" and {rest:,} more" if rest else "")


def _has_notes(path: Path) -> bool:
    """Whether the schema near the file's start has Anki's tables; where it was changed often, it stands elsewhere."""
    with open(path, "rb") as file:
        start = file.read(PIECE)
    return b"tablenotesnotes" in start and b"tablecardscards" in start and b"tablecolcol" in start


def _pieces(path: Path) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while piece := file.read(PIECE):
            yield piece
