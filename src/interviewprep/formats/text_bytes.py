"""The text of a foreign file from its bytes: a byte order mark, UTF-8, or what the user says; nothing is guessed."""

from __future__ import annotations

import codecs
from pathlib import Path

from interviewprep.formats.foreign import LARGEST_TEXT, NotReadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHOWN = 60
_NOT_OF_FILES = {"unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined", "mbcs", "oem"}


class UnknownEncoding(NotReadable):
    """The bytes are no UTF-8. Its facts are `line`, `byte`, `sample` and `suggested`, the encoding it may be."""

    sentence = (
        "byte 0x{byte:02x} is no text in UTF-8; read as {suggested} the line says “{sample}”:"
        " if that is right give --encoding {suggested}, else save the file as UTF-8"
    )

    @property
    def suggested(self) -> str:
        return str(self.facts["suggested"])


def text_bytes(path: Path) -> bytes:
    """The bytes of a text file. Raises NotReadable for one that is too large, and OSError."""
    with open(path, "rb") as file:
        data = file.read(LARGEST_TEXT + 1)
    if len(data) > LARGEST_TEXT:
        raise NotReadable(path, reason=f"it is larger than {LARGEST_TEXT // 1_000_000} MB; split it")
    return data


def decoded(data: bytes, place: object, encoding: str | None = None) -> tuple[str, str]:
    """The text without byte order mark, and Python's name of its encoding. Raises NotReadable, UnknownEncoding."""
    chosen = encoding or next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if chosen == "utf-8" and not encoding and _is_half_empty(data):
        raise _unknown(data, data.index(0), place)
    try:
        name = codecs.lookup(chosen).name
        if name.replace("-", "_") in _NOT_OF_FILES:
            raise LookupError(name)
        text = data.decode("utf-8-sig" if name == "utf-8" else name)
    except UnicodeDecodeError as fault:
        if not encoding and chosen == "utf-8":
            raise _unknown(data, fault.start, place) from fault
        line = data.count(b"\n", 0, fault.start) + 1
        said = f"byte {fault.start + 1} is no {chosen}; give another --encoding, or save the file as UTF-8"
        raise NotReadable(f"{place}: line {line}", reason=said) from fault
    except (LookupError, ValueError) as fault:
        said = f"{(encoding or chosen)[:80]!r} is no encoding of text; give one such as utf-8, cp1252 or utf-16"
        raise NotReadable(place, reason=said) from fault
    if not isinstance(text, str) or any("\ud800" <= char <= "\udfff" for char in _strange(text)):
        raise NotReadable(place, reason=f"read as {chosen} it holds halves of characters; give another --encoding")
    return text, "utf-8-sig" if name == "utf-8" and data.startswith(codecs.BOM_UTF8) else name


def _strange(text: str) -> str:
    """Nothing where the text can be stored as it is."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as fault:
        return text[fault.start : fault.end]
    return ""


def _unknown(data: bytes, at: int, place: object) -> UnknownEncoding:
    line = data.count(b"\n", 0, at) + 1
    start = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", at)
    suggested = _suggestion(data)
    shown = data[max(start, at - _SHOWN) : min(len(data) if end < 0 else end, at + _SHOWN)]
    sample = "".join(char if char.isprintable() else " " for char in shown.decode(suggested, "replace")).strip()
    return UnknownEncoding(f"{place}: line {line}", line=line, byte=data[at], suggested=suggested, sample=sample)


def _is_half_empty(data: bytes) -> bool:
    """Whether every other byte is 0, as in UTF-16 without its mark."""
    return data.count(0, 0, 4096) > min(len(data), 4096) // 4


def _suggestion(data: bytes) -> str:
    part = data[:4096]
    if _is_half_empty(data):
        return "utf-16-le" if part[1::2].count(0) > part[::2].count(0) else "utf-16-be"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"
