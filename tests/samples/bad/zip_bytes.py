"""Zip archives written by hand, so that every number in them can be a lie."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Entry:
    """A member; what is None is told as it is."""

    name: bytes
    data: bytes = b""
    packed: bytes | None = None
    """What really stands in the file."""
    method: int = 8
    flags: int = 0x800
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    offset: int | None = None
    local_name: bytes | None = None
    local_flags: int | None = None
    extra: bytes = b""
    local_extra: bytes = b""
    mode: int = 0o100644
    after: bytes = b""
    """What stands behind the content, such as a data descriptor."""
    local_zero: bool = False
    """Sizes and checksum are 0 before the content."""


def packed(data: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush()


def zipped(
    entries: Sequence[Entry],
    *,
    prefix: bytes = b"",
    between: bytes = b"",
    suffix: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
    list_size: int | None = None,
    list_at: int | None = None,
    disk: int = 0,
    zip64: bytes = b"",
) -> bytes:
    """The archive; `zip64` is put between the list and its end record, `between` before the list."""
    out, listed = bytearray(prefix), bytearray()
    for one in entries:
        content = one.packed if one.packed is not None else packed(one.data) if one.method == 8 else one.data
        crc = zlib.crc32(one.data) if one.crc is None else one.crc
        size = len(one.data) if one.size is None else one.size
        packed_size = len(content) if one.packed_size is None else one.packed_size
        offset = len(out) - len(prefix) if one.offset is None else one.offset
        local = one.name if one.local_name is None else one.local_name
        flags = one.flags if one.local_flags is None else one.local_flags
        numbers = (0, 0, 0) if one.local_zero else (crc, packed_size, size)
        if one.offset is None:
            out += struct.pack(
                "<4s5H3L2H", b"PK\x03\x04", 20, flags, one.method, 0, 33, *numbers, len(local), len(one.local_extra)
            )
            out += local + one.local_extra + content + one.after
        listed += struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 0x0314, 20, one.flags, one.method, 0, 33, crc, packed_size, size,
            len(one.name), len(one.extra), 0, 0, 0, one.mode << 16, offset,
        )  # fmt: skip
        listed += one.name + one.extra
    out += between
    at = len(out) - len(prefix) if list_at is None else list_at
    number = len(entries) if count is None else count
    out += listed + zip64
    said = len(listed) if list_size is None else list_size
    out += struct.pack(
        "<4s4H2LH", b"PK\x05\x06", disk, disk, min(number, 65535), min(number, 65535), said, at, len(comment)
    )
    return bytes(out) + comment + suffix


def end64(count: int, size: int, at: int, here: int) -> bytes:
    """The end record of zip64 and its locator, for a record that stands at `here`."""
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, at)
    return record + struct.pack("<4sLQL", b"PK\x06\x07", 0, here, 1)
