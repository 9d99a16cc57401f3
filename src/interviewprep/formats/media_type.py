"""What a medium is by its first bytes: pictures and sounds that the viewer can show, and nothing else."""

from __future__ import annotations

import re

START_SIZE = 512
_BRANDS = {b"avif": "avif", b"avis": "avif", b"M4A ": "m4a", b"M4B ": "m4a"}
_VIDEO_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"M4V ", b"avc1", b"dash", b"MSNV")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|!--|svg|html)", re.I)


def ending_of(start: bytes) -> str:
    """The ending that fits the content (`png`, `mp3`…), "" for what is none of those that can be shown."""
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if start[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(start[8:12], "")
    if start.startswith(b"BM") and start[6:10] == b"\0\0\0\0":
        return "bmp"
    if start.startswith(b"OggS"):
        return "opus" if b"OpusHead" in start else "ogg"
    if start.startswith(b"fLaC"):
        return "flac"
    if start.startswith(b"\x1aE\xdf\xa3"):
        return "webm" if b"webm" in start[:100] else ""
    if start[4:8] == b"ftyp":
        brand = start[8:12]
        return _BRANDS.get(brand, "mp4" if brand in _VIDEO_BRANDS else "")
    return "mp3" if _is_mp3(start) else ""


def said_of(start: bytes) -> str:
    """Why a medium of no known type is not taken."""
    if not start:
        return "it is empty"
    if _MARKUP.match(start):
        return "it is SVG or HTML, which could hold a program"
    return "it is no picture or sound that can be shown"


def _is_mp3(start: bytes) -> bool:
    """An ID3 tag, or the first header of a layer III frame."""
    if start.startswith(b"ID3"):
        return True
    if len(start) < 4 or start[0] != 0xFF or start[1] & 0xE6 != 0xE2:
        return False
    return start[2] >> 4 not in (0, 15) and (start[2] >> 2) & 3 != 3
