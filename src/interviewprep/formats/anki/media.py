"""The media of an Anki package: members named by numbers, and a list that says what each is called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewprep.formats import zstd
from interviewprep.formats.anki import protobuf
from interviewprep.formats.archive import Archive, Member, pieces_of
from interviewprep.formats.foreign import ForeignMedium, NotReadable, Say, Skipped
from interviewprep.formats.media_content import HEAD_SIZE, ending_of
from interviewprep.formats.media_names import medium_name, same_name

LIST_NAME = "media"
_LARGEST_LIST = 50_000_000
_LARGEST_MEDIUM = 500 * 1024 * 1024
_MOST_MEDIA = 200_000
_SHOWN = frozenset(("png", "jpg", "gif", "webp", "bmp", "avif", "mp3", "ogg", "wav", "m4a", "flac", "mp4", "webm"))


@dataclass(frozen=True, slots=True)
class Media:
    found: tuple[ForeignMedium, ...] = ()
    names: dict[str, str] | None = None
    """Our name for each name in the notes, by `same_name`."""
    skipped: tuple[Skipped, ...] = ()


def read_media(archive: Archive, *, is_packed: bool, say: Say) -> Media:
    """Look at every medium of a package once; `is_packed` says that list and media are packed with zstd."""
    listed = _list(archive, is_packed=is_packed)
    found: dict[str, ForeignMedium] = {}
    names: dict[str, str] = {}
    skipped: list[Skipped] = []
    taken: set[str] = set()
    for count, (member_name, name) in enumerate(listed):
        if count % 50 == 0:
            say(f"Looking at the media: {count:,} of {len(listed):,}")
        key = same_name(name)
        if member_name not in archive:
            skipped.append(Skipped(_shown(name), "it is listed, but not in the package"))
        elif key in taken:
            skipped.append(Skipped(_shown(name), "another medium has this name"))
        elif archive.members[member_name].size > _LARGEST_MEDIUM:
            skipped.append(Skipped(_shown(name), "it is larger than 500 MB"))
        else:
            medium = _look(archive, archive.members[member_name], name, is_packed=is_packed, say=say)
            if isinstance(medium, Skipped):
                skipped.append(medium)
            else:
                taken.add(key)
                names[key] = medium.name
                # On many systems a card may name it in other letters' case.
                names.setdefault(key.casefold(), medium.name)
                found.setdefault(medium.name, medium)
    return Media(tuple(found.values()), names, tuple(skipped))


def _look(archive: Archive, member: Member, name: str, *, is_packed: bool, say: Say) -> ForeignMedium | Skipped:
    """Type, size and hash of a medium. Content that is damaged is passed over, since the cards are worth more."""
    chunks = _chunks(archive.path, member, _shown(name), is_packed=is_packed)
    digest, size, start = hashlib.sha1(usedforsecurity=False), 0, b""
    pieces = archive.pieces(member.name)
    try:
        for piece in zstd.unpacked(pieces, _shown(name)) if is_packed else pieces:
            if len(start) < HEAD_SIZE:
                start += piece[:HEAD_SIZE]
                if len(start) >= HEAD_SIZE and not ending_of(start):
                    break
            digest.update(piece)
            size += len(piece)
            if size > _LARGEST_MEDIUM:
                return Skipped(_shown(name), "it is larger than 500 MB")
            if size % (64 * 1024 * 1024) < len(piece):
                say(f"Looking at {_shown(name)}")
    except NotReadable as fault:
        return Skipped(_shown(name), str(fault.facts.get("reason", fault)))
    ending = ending_of(start)
    if ending not in _SHOWN:
        return Skipped(_shown(name), _refusal(start, ending))
    return ForeignMedium(medium_name(name, digest.hexdigest(), ending), size, chunks)


def _chunks(path: Path, member: Member, place: str, *, is_packed: bool) -> Callable[[], Iterator[bytes]]:
    def chunks() -> Iterator[bytes]:
        pieces = pieces_of(path, member)
        return zstd.unpacked(pieces, place) if is_packed else pieces

    return chunks


def _list(archive: Archive, *, is_packed: bool) -> list[tuple[str, str]]:
    """The name of each member that is a medium, and what it is called."""
    if LIST_NAME not in archive:
        return []
    place = f"{archive.path}: entry {archive.members[LIST_NAME].number} ({LIST_NAME})"
    data = archive.read(LIST_NAME, _LARGEST_LIST)
    try:
        if is_packed:
            listed = _messages(_bounded(zstd.unpacked((data,), place), place))
        else:
            found = json.loads(data.decode("utf-8")) if data.strip() else {}
            listed = [(str(key), str(name)) for key, name in found.items()]
    except (ValueError, RecursionError, AttributeError) as fault:
        raise NotReadable(place, reason="the list of media is damaged; export the package anew") from fault
    if len(listed) > _MOST_MEDIA:
        raise NotReadable(place, reason=f"it lists more than {_MOST_MEDIA:,} media; export a part of the decks")
    return listed


def _bounded(pieces: Iterator[bytes], place: str) -> bytes:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > _LARGEST_LIST:
            raise NotReadable(place, reason="the list of media is larger than 50 MB; export a part of the decks")
    return bytes(whole)


def _messages(data: bytes) -> list[tuple[str, str]]:
    """`MediaEntries`: the media in the order of their numbers, unless an entry gives its own (field 255)."""
    listed: list[tuple[str, str]] = []
    for number, entry in protobuf.fields(data):
        if number == 1 and isinstance(entry, bytes):
            own = [value for given, value in protobuf.fields(entry) if given == 255]
            listed.append((str(own[-1] if own else len(listed)), protobuf.text(entry, 1)))
    return listed


def _refusal(start: bytes, ending: str) -> str:
    if not start:
        return "it is empty"
    return "it is an SVG, which could hold a program" if ending else "it is no picture or sound that can be shown"


def _shown(name: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in name[:100])
