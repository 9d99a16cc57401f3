"""Zip archives that strangers made: members are read by name, in pieces, counted; nothing is ever extracted.

The list at the end of the archive is read by hand, since a library would make an object of each of its millions of
lies first. Only that list is believed: what stands before a member is compared with it.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from interviewprep.formats.foreign import NotReadable, TooLarge

MOST_MEMBERS = 200_000
HIGHEST_RATIO = 200
RATIO_COUNTS_FROM = 10 * 1024 * 1024
LARGE = 2 * 1024**3
PIECE = 1024 * 1024

_END = struct.Struct("<4s4H2LH")
_END64_PLACE = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 65_535
_MOST_OF_A_LIST = 512
"""Bytes of the list for each of the most members."""
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _UTF8 = 0x1 | 0x40, 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive. `name` is a label and never a path; sizes are what the archive's list says."""

    name: str
    size: int
    packed: int
    number: int
    """Its place in the list, from 1."""
    offset: int
    end: int
    """Where the next member, or the list, begins."""
    method: int
    crc: int
    raw_name: bytes


class Archive:
    """A zip whose list has been read and found sound. Raises NotReadable, and TooLarge unless `allow_large`."""

    def __init__(self, path: Path, *, allow_large: bool = False) -> None:
        self.path = path
        self._file = open(path, "rb")  # noqa: SIM115 - closed on exit
        try:
            found = _members(path, self._file)
            _check_sizes(path, found, allow_large=allow_large)
        except BaseException:
            self._file.close()
            raise
        self.members: dict[str, Member] = {}
        for member in found:
            if member.name in self.members:
                self._file.close()
                raise NotReadable(_place(path, member), reason="two entries have this name; pack it anew")
            self.members[member.name] = member

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a member in pieces of at most 1 MiB. Raises NotReadable where it is not what the list says."""
        return _pieces(self.path, self._file, self.members[name])

    def read(self, name: str, most: int) -> bytes:
        """The whole content of a member that may hold `most` bytes."""
        member = self.members[name]
        if member.size > most:
            raise NotReadable(_place(self.path, member), reason=f"it is larger than the {most:,} bytes it may have")
        return b"".join(self.pieces(name))


def pieces_of(path: Path, member: Member) -> Iterator[bytes]:
    """The content of a member of an archive that was closed in the meantime."""
    try:
        with open(path, "rb") as file:
            yield from _pieces(path, file, member)
    except OSError as fault:
        raise NotReadable(path, reason="it cannot be read any more; it was there a moment ago") from fault


def _place(path: Path, member: Member) -> str:
    shown = "".join(char if char.isprintable() else "?" for char in member.name[:80])
    return f"{path}: entry {member.number} ({shown})"


def _members(path: Path, file: BinaryIO) -> list[Member]:
    """The list at the end, in the order of the members' places in the file."""
    count, size, start, shift = _end_of(path, file)
    if count > MOST_MEMBERS or size > MOST_MEMBERS * _MOST_OF_A_LIST:
        raise NotReadable(path, reason=f"it lists more than {MOST_MEMBERS:,} entries; pack fewer files")
    file.seek(start)
    listed = file.read(size)
    members = _listed(path, listed, shift)
    if len(members) != count:
        said = f"its list of contents holds {len(members):,} entries and not the {count:,} it speaks of"
        raise NotReadable(path, reason=f"{said}; download or export it anew")
    members.sort(key=lambda member: member.offset)
    bounded = []
    ends = [*(after.offset for after in members), start][1:]
    for member, end in zip(members, ends, strict=True):
        if member.offset < 0 or member.offset + _LOCAL.size + len(member.raw_name) + member.packed > end:
            raise NotReadable(
                _place(path, member), reason="it overlaps its neighbour; this archive was made to deceive"
            )
        bounded.append(replace(member, end=end))
    return bounded


def _end_of(path: Path, file: BinaryIO) -> tuple[int, int, int, int]:
    """How many members there are, the list's size and place, and by how much all places are to be shifted."""
    file.seek(0, 2)
    total = file.tell()
    at = max(0, total - _END.size - _LONGEST_COMMENT)
    file.seek(at)
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06", 0, len(tail) - _END.size + 4)
    if found < 0:
        raise NotReadable(path, reason="its list of contents is missing: the file is cut off; download or copy it anew")
    _, disk, list_disk, _, count, size, start, _ = _END.unpack_from(tail, found)
    end = at + found
    place = found - _END64_PLACE.size
    if place >= 0 and tail.startswith(b"PK\x06\x07", place):
        _, _, end64, _ = _END64_PLACE.unpack_from(tail, place)
        # The record stands right before its locator, or somebody put something in between.
        end -= _END64_PLACE.size + _END64.size
        if end < 0 or end64 > end:
            raise NotReadable(path, reason="its list of contents cannot be found; download or export it anew")
        file.seek(end)
        sign, _, _, _, disk, list_disk, _, count, size, start = _END64.unpack(file.read(_END64.size))
        if sign != b"PK\x06\x06":
            raise NotReadable(path, reason="its list of contents cannot be found; download or export it anew")
    if disk or list_disk:
        raise NotReadable(path, reason="it is one part of an archive in several files; join them first")
    shift = end - size - start
    if shift < 0:
        raise NotReadable(path, reason="its list of contents is not where it should be; download or export it anew")
    return count, size, start + shift, shift


def _listed(path: Path, listed: bytes, shift: int) -> list[Member]:
    members: list[Member] = []
    at = 0
    while at + _ENTRY.size <= len(listed):
        sign, _, _, flags, method, _, _, crc, packed, size, name_size, extra_size, comment_size, _, _, _, offset = (
            _ENTRY.unpack_from(listed, at)
        )
        name_at = at + _ENTRY.size
        raw_name = listed[name_at : name_at + name_size]
        extra = listed[name_at + name_size : name_at + name_size + extra_size]
        at = name_at + name_size + extra_size + comment_size
        number = len(members) + 1
        if sign != b"PK\x01\x02" or at > len(listed) or number > MOST_MEMBERS:
            raise NotReadable(f"{path}: entry {number}", reason="the list of contents is damaged; download it anew")
        if 0xFFFFFFFF in (packed, size, offset):
            size, packed, offset = _long_sizes(extra, size, packed, offset)
        name = raw_name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        member = Member(name, size, packed, number, offset + shift, 0, method, crc, raw_name)
        if flags & _ENCRYPTED:
            raise NotReadable(_place(path, member), reason="it is encrypted; pack it again without a password")
        members.append(member)
    return members


def _long_sizes(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Sizes and place of more than 4 GiB, from the extra field of zip64."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            whole = min(length, len(extra) - at - 4) // 8 * 8
            values = [value for (value,) in struct.iter_unpack("<Q", extra[at + 4 : at + 4 + whole])]
            wide = iter(values)
            found = [next(wide, given) if given == 0xFFFFFFFF else given for given in (size, packed, offset)]
            return found[0], found[1], found[2]
        at += 4 + length
    return size, packed, offset


def _check_sizes(path: Path, members: list[Member], *, allow_large: bool) -> None:
    for member in members:
        if member.size > RATIO_COUNTS_FROM and member.size > HIGHEST_RATIO * member.packed:
            said = f"it unpacks to more than {HIGHEST_RATIO} times its size; this archive was made to fill disks"
            raise NotReadable(_place(path, member), reason=said)
    total = sum(member.size for member in members)
    check_room(path, total, allow_large=allow_large)


def check_room(path: Path, size: int, *, allow_large: bool) -> None:
    """Refuse what the disk cannot take, and what is large unless that is allowed."""
    if size > RATIO_COUNTS_FROM and size > shutil.disk_usage(tempfile.gettempdir()).free:
        raise NotReadable(path, reason=f"it unpacks to {size:,} bytes, more than the disk has free; make room first")
    if size > LARGE and not allow_large:
        raise TooLarge(path, reason=f"it unpacks to {size / 1024**3:.1f} GiB; say that this is meant to go on")


def _pieces(path: Path, file: BinaryIO, member: Member) -> Iterator[bytes]:
    """Inflate a member, holding it to what the list says of its size and checksum."""
    place = _place(path, member)
    at = _content_start(file, member, place)
    left, given, crc = member.packed, 0, 0
    unpack = zlib.decompressobj(-15) if member.method == _DEFLATED else None
    while left:
        # The file may serve two readers in turn.
        file.seek(at)
        packed = file.read(min(left, PIECE))
        at, left = at + len(packed), left - len(packed) if packed else 0
        for piece in _unpacked(unpack, packed, place):
            given += len(piece)
            if given > member.size:
                raise NotReadable(place, reason="it holds more than the list of contents says; download it anew")
            crc = zlib.crc32(piece, crc)
            yield piece
    if given != member.size or crc != member.crc:
        raise NotReadable(place, reason="its content is damaged (wrong checksum or size); download or export it anew")


def _unpacked(unpack: zlib._Decompress | None, packed: bytes, place: str) -> Iterator[bytes]:
    if unpack is None:
        yield packed
        return
    try:
        piece = unpack.decompress(packed, PIECE)
        yield piece
        while unpack.unconsumed_tail or len(piece) == PIECE:
            piece = unpack.decompress(unpack.unconsumed_tail, PIECE)
            yield piece
    except zlib.error as fault:
        raise NotReadable(place, reason="its content is damaged; download or export it anew") from fault


def _content_start(file: BinaryIO, member: Member, place: str) -> int:
    if member.method not in (_STORED, _DEFLATED):
        raise NotReadable(
            place, reason=f"it is packed by method {member.method}, which is not read; pack it as usual zip"
        )
    file.seek(member.offset)
    head = file.read(_LOCAL.size + len(member.raw_name))
    if len(head) < _LOCAL.size:
        raise NotReadable(place, reason="the archive is cut off; download or copy it anew")
    sign, _, _, _, _, _, _, _, _, name_size, extra_size = _LOCAL.unpack_from(head)
    start: int = member.offset + _LOCAL.size + name_size + extra_size
    if sign != b"PK\x03\x04" or head[_LOCAL.size :] != member.raw_name or name_size != len(member.raw_name):
        raise NotReadable(place, reason="the list of contents names it otherwise; download or export it anew")
    if start + member.packed > member.end:
        raise NotReadable(place, reason="it overlaps its neighbour; this archive was made to deceive")
    return start
