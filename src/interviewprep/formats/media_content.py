"""What a picture or sound is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

HEAD_SIZE = 4096
"""Bytes from the beginning that are enough to tell."""

_STARTS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.S), ending)
    for pattern, ending in (
        (rb"\x89PNG\r\n\x1a\n", "png"),
        (rb"\xff\xd8\xff", "jpg"),
        (rb"GIF8[79]a", "gif"),
        (rb"RIFF....WEBP", "webp"),
        (rb"RIFF....WAVE", "wav"),
        (rb"BM.{4}\x00{4}", "bmp"),
        (rb"....ftypavi[fs]", "avif"),
        (rb"....ftyp(?:M4A|M4B)", "m4a"),
        (rb"....ftyp", "mp4"),
        (rb"fLaC", "flac"),
        (rb"OggS", "ogg"),
        (rb"\x1a\x45\xdf\xa3", "webm"),
        (rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", "mp3"),
        (rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<svg\b)", "svg"),
    )
)
_ALSO = {
    "jpg": {"jpeg"},
    "ogg": {"oga", "opus"},
    "mp4": {"m4a", "mov"},
    "m4a": {"mp4"},
    "webm": {"mkv"},
}


def ending_of(start: bytes) -> str:
    """The usual ending of what begins so, without a dot; "" for what is no picture or sound that decks show."""
    found = next((ending for pattern, ending in _STARTS if pattern.match(start)), "")
    return "" if found == "svg" and b"<svg" not in start[:HEAD_SIZE] else found


def is_called_so(name: str, start: bytes) -> bool:
    """Whether a file that begins so may have this name."""
    found = ending_of(start)
    called = name.rpartition(".")[2].lower()
    return bool(found) and (called == found or called in _ALSO.get(found, ()))
