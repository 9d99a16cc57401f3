"""The few messages in Anki's files, read from the wire format: fields by number, sizes checked, nothing followed."""

from __future__ import annotations

from collections.abc import Iterator

_MOST_FIELDS = 1_000_000


class NotAMessage(ValueError):
    """The bytes are no message of this format."""


def fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Number and value of each field: an int, or the bytes of a string or an inner message. Raises NotAMessage."""
    at, end = 0, len(data)
    for _ in range(_MOST_FIELDS):
        if at == end:
            return
        tag, at = _varint(data, at)
        number, kind = tag >> 3, tag & 7
        if kind == 0:
            value, at = _varint(data, at)
            yield number, value
            continue
        if kind == 2:
            size, at = _varint(data, at)
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
        else:
            raise NotAMessage(f"field of kind {kind}")
        if size > end - at:
            raise NotAMessage("cut off")
        if kind == 2:
            yield number, data[at : at + size]
        at += size
    raise NotAMessage("too many fields")


def inner(data: bytes, number: int) -> bytes:
    """The last inner message or string of this number, b"" for none."""
    found = b""
    for given, value in fields(data):
        if given == number and isinstance(value, bytes):
            found = value
    return found


def text(data: bytes, number: int) -> str:
    return inner(data, number).decode("utf-8")


def integer(data: bytes, number: int) -> int:
    found = 0
    for given, value in fields(data):
        if given == number and isinstance(value, int):
            found = value
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise NotAMessage("cut off")
