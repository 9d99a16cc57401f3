"""Media of packages whose names or contents are not what they seem."""

from __future__ import annotations

import json
import struct
import zlib

from bad.anki import PNG, package, showing
from bad.case import bad, noise

SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
MP3 = b"ID3\x03\x00" + bytes(200)


def big_png(side: int) -> bytes:
    """A picture that says it is huge, and holds next to nothing."""
    head = struct.pack(">2L5B", side, side, 8, 6, 0, 0, 0)
    chunks = (b"IHDR" + head, b"IDAT" + zlib.compress(bytes(1 << 20), 9), b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(c) - 4) + c + struct.pack(">L", zlib.crc32(c)) for c in chunks
    )


def shown(*named: tuple[str, bytes]) -> bytes:
    """A package of one card that shows these."""
    front = " ".join(f'<img src="{name}">' for name, _ in named).replace("\x00", "")
    return showing(f"look {front}", media=dict(named))


for label, name in (
    ("parents", "../../../../tmp/evil.png"), ("absolute", "/etc/evil.png"), ("drive", "C:\\Windows\\evil.png"), ("backslashes", "..\\..\\evil.png"), ("nul", "a\x00.png"), ("control", "a\x1b[2J\r\n.png"),
    ("con", "con.png"), ("nul-device", "NUL.tar.png"), ("stream", "a.png:b.png"), ("dots", "....png"), ("hidden", ".htaccess.png"), ("300-signs", "n" * 300 + ".png"), ("60000-signs", "n" * 60_000 + ".png"), ("empty", ""),
    ("bidi", "gnp.\u202eexe.png"), ("no-ending", "picture"), ("two-endings", "a.png.exe"), ("shell", "`touch pwned`;$(x).png"), ("markdown", "](javascript:alert(1)).png"), ("quotes", "a\" onerror=\"x.png"), ("url", "http://127.0.0.1/a.png"),
    ("file-url", "file:///etc/passwd"), ("percent", "%2e%2e%2fa.png"), ("emoji", "👩‍👩‍👧.png"), ("zalgo", "z" + "\u0301" * 300 + ".png"), ("dash", "-rf.png"), ("tilde", "~root.png"),
):  # fmt: skip
    bad(f"media-names/{label}.apkg", shown((name, PNG)), cards=1)
bad("media-names/two-cases.apkg", shown(("A.png", PNG), ("a.PNG", PNG + b"1")), cards=1)
bad("media-names/nfc-nfd.apkg", shown(("é.png", PNG), ("e\u0301.png", PNG + b"1")), cards=1)
bad(
    "media-names/numbers-are-paths.apkg",
    package(media={"a.png": PNG}, listed=json.dumps({"../../0": "a.png", "/etc/passwd": "b.png"}).encode()),
    cards=1,
    skipped=2,
)
bad(
    "media-names/the-collection.apkg",
    package(listed=b'{"collection.anki21": "a.png", "media": "b.png"}'),
    cards=1,
    skipped=2,
)
bad(
    "media-names/100000-of-one.apkg",
    lambda: package(
        media={"a.png": PNG}, listed=("{" + ",".join(f'"{n}": "a{n}.png"' for n in range(100_000)) + "}").encode()
    ),
    cards=1,
)
bad(
    "media-names/250000.apkg",
    lambda: package(listed=("{" + ",".join(f'"{n}": "a{n}.png"' for n in range(250_000)) + "}").encode()),
    "entry 2.*200,000",
)
for label, listed in (
    ("list", b"[1]"), ("cut-off", b"{"), ("not-utf-8", b"\xff"), ("deep", b"[" * 100_000), ("names-are-objects", b'{"0": {"a": 1}}'), ("same-key-twice", b'{"0": "a.png", "0": "b.png"}'), ("surrogate", b'{"0": "\\ud800.png"}'), ("number", b"9" * 5000),
):  # fmt: skip
    bad(f"media-names/list-{label}.apkg", package(media={"a.png": PNG}, listed=listed))
for label, name, content in (
    ("svg-as-png", "a.png", SCRIPT), ("svg", "a.svg", SCRIPT), ("html-as-png", "a.png", b"<html><script>alert(1)</script>"), ("program-as-png", "a.png", b"\x7fELF" + noise(500)), ("mp3-as-png", "a.png", MP3), ("png-as-mp3", "a.mp3", PNG),
    ("zip-as-png", "a.png", b"PK\x03\x04" + noise(100)), ("png-and-zip", "a.png", PNG + package()), ("gif-and-script", "a.gif", b"GIF89a/*" + noise(40) + b"*/=1;alert(1)"), ("empty", "a.png", b""), ("head-alone", "a.png", b"\x89PNG\r\n\x1a\n"),
    ("40000-by-40000", "a.png", big_png(40_000)), ("2-to-31", "a.png", big_png(2**31 - 1)), ("playlist", "a.m3u", b"#EXTM3U\nhttp://127.0.0.1/x"), ("pickle", "a.png", b"\x80\x04cos\nsystem\n"), ("xml-entities", "a.svg", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>"),
    ("desktop-file", "a.desktop", b"[Desktop Entry]\nExec=x"), ("pdf-as-jpg", "a.jpg", b"%PDF-1.7\n"), ("webp-cut-off", "a.webp", b"RIFF\xff\xff\xff\xffWEBP"), ("wav-lies", "a.wav", b"RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff"),
):  # fmt: skip
    bad(f"media/{label}.apkg", lambda name=name, content=content: shown((name, content)), cards=1)  # type: ignore[misc]
