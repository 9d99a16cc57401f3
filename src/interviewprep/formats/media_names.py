"""Names of foreign pictures and sounds: when two are one, and what they are called on our side."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.I)
_LONGEST = 60


def same_name(name: str) -> str:
    """The form in which names are compared: composed and decomposed letters are one."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def medium_name(name: str, digest: str, ending: str) -> str:
    """`media/<safe name>-<hash8>.<ending>`; `digest` is the SHA-1 of the content in hex, `ending` is without a dot.

    Safe on every system: no path, no sign that a file system or shell reads, no name that Windows keeps for itself.
    Names that differ in case only have different hashes, or the same content. A name of this form stays as it is.
    """
    stem = same_name(name).replace("\\", "/").rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    stem = _UNSAFE.sub("-", stem.removesuffix(f"-{digest[:8]}")).strip("-._")[:_LONGEST].strip("-._") or "medium"
    if _RESERVED.match(stem):
        stem = f"{stem}-"
    while len(stem.encode()) > 2 * _LONGEST:
        stem = stem[:-1]
    return f"media/{stem.lower() if stem.isascii() else stem}-{digest[:8]}.{ending}"
