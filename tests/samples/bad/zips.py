"""Zip archives that lie about their content."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

from bad.anki import collection, package
from bad.case import bad, noise
from bad.zip_bytes import Entry, end64, packed, zipped

DECK = b"## What is new?\n\nThis.\n"
MEDIA = Entry(b"media", b"{}")
OTHER = Entry(b"other.md", DECK.replace(b"new", b"other"))


@cache
def col() -> Entry:
    return Entry(b"collection.anki21", collection())


def of(*entries: Entry, **lies: object) -> bytes:
    return zipped((col(), MEDIA, *entries), **lies)  # type: ignore[arg-type]


@cache
def zeros(size: int) -> bytes:
    """As `packed` of so many zeros, without making them all at once."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = deflate.compress(bytes(1024 * 1024)) + deflate.flush(zlib.Z_FULL_FLUSH)
    return piece * (size >> 20) + deflate.flush()


@cache
def crc_of_zeros(size: int) -> int:
    crc, piece = 0, bytes(1024 * 1024)
    for _ in range(size // len(piece)):
        crc = zlib.crc32(piece, crc)
    return crc


def bomb(name: bytes, holds: int, size: int | None = None) -> Entry:
    return Entry(name, packed=zeros(holds), crc=crc_of_zeros(holds), size=holds if size is None else size)


def overlapping() -> bytes:
    """Many names for one content, as in David Fifield's zip bomb."""
    whole = bytes(9_000_000)
    kernel, crc = packed(whole), zlib.crc32(whole)
    first = Entry(b"0.md", whole, kernel, crc=crc)
    return of(first, *(Entry(b"%d.md" % number, whole, kernel, crc=crc, offset=0) for number in range(1, 500)))


def nested(levels: int) -> bytes:
    data = DECK
    name = "deck.md"
    for level in range(levels):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(4):
                archive.writestr(zipfile.ZipInfo(f"{copy}-{name}"), data)
        data, name = out.getvalue(), f"level{level}.zip"
    return data


def quine_like() -> bytes:
    """Its only member is the archive's own beginning."""
    inner = zipped([Entry(b"r.zip", b"", method=0)])
    return zipped([Entry(b"r.zip", inner, inner, method=0)])


def with_comment_of_another() -> bytes:
    """Its comment is the end of another list, as parsers that look from the other side would find."""
    return of(comment=zipped([OTHER])[-22:])


bad("zip/empty.apkg", b"", "empty")
bad("zip/no-members.apkg", zipped([]), "zip without a deck")
bad("zip/only-a-head.apkg", b"PK\x03\x04", "cut off")
bad("zip/noise-behind-a-head.apkg", b"PK\x03\x04" + noise(50_000), "cut off")
bad("zip/truncated.apkg", lambda: of()[:-300], "cut off")
bad("zip/truncated-in-content.apkg", lambda: of()[:700], "cut off")
bad("zip/no-list.apkg", lambda: of()[: of().index(b"PK\x01\x02")], "cut off")
bad("zip/prefixed.apkg", lambda: of(prefix=b"PK\x03\x04" + bytes(500)), cards=1)
bad("zip/prefixed-by-a-program.apkg", lambda: of(prefix=b"MZ" + bytes(500)), "a program")
bad("zip/trailing.apkg", lambda: of(suffix=bytes(1000)), cards=1)
bad("zip/trailing-too-much.apkg", lambda: of(suffix=bytes(70_000)), "cut off")
bad("zip/comment-of-another.apkg", with_comment_of_another)
bad("zip/encrypted.apkg", lambda: of(Entry(b"0", b"secret", flags=1)), r"entry 3 \(0\).*encrypted")
bad(
    "zip/encrypted-collection.apkg",
    lambda: zipped([Entry(b"collection.anki2", b"x" * 40, flags=1)]),
    "entry 1.*encrypted",
)
bad("zip/strongly-encrypted.zip", lambda: zipped([Entry(b"a.md", DECK, flags=0x41)]), "entry 1.*encrypted")
bad("zip/encrypted-inside-only.zip", lambda: zipped([Entry(b"a.md", DECK, flags=0, local_flags=1)]))
bad("zip/overlapping.apkg", overlapping, r"entry \d+.*overlap")
bad(
    "zip/two-names-for-one.zip",
    lambda: zipped([Entry(b"a.md", DECK), Entry(b"a.md", DECK, offset=0)]),
    "overlap|two entries",
)
bad("zip/quine.zip", quine_like, "zip without a deck")
bad("zip/overlaps-the-list.zip", lambda: zipped([Entry(b"a.md", DECK, packed_size=5000)]), "entry 1.*overlap")
bad("zip/size-too-small.zip", lambda: zipped([Entry(b"a.md", DECK * 50, size=10)]), "more than the list|damaged")
bad("zip/size-too-large.zip", lambda: zipped([Entry(b"a.md", DECK, size=5000)]), "entry 1.*damaged")
bad("zip/packed-size-0.zip", lambda: zipped([Entry(b"a.md", DECK, packed_size=0)]), "entry 1.*damaged")
bad("zip/size-4-gib.zip", lambda: zipped([Entry(b"a.md", DECK, size=0xFFFFFFFF)]), "entry 1")
bad("zip/bomb.zip", lambda: zipped([bomb(b"a.md", 400 << 20)]), "entry 1.*200 times")
bad("zip/bomb-that-lies.zip", lambda: zipped([bomb(b"a.md", 400 << 20, size=9 << 20)]), "entry 1.*more than the list")
bad("zip/bomb-in-collection.apkg", lambda: zipped([bomb(b"collection.anki2", 400 << 20)]), "entry 1.*200 times")
bad("zip/bomb-as-medium.apkg", lambda: of(bomb(b"0", 400 << 20)), "entry 3.*200 times")
bad("zip/many-small-bombs.apkg", lambda: of(*(bomb(b"%d" % n, 9 << 20) for n in range(400))), "more than|GiB|times")
bad(
    "zip/more-than-2-gib.apkg",
    lambda: of(*(Entry(b"%d" % n, b"x", packed=noise(60_000), size=10 << 20) for n in range(230))),
    "GiB|disk",
)
bad(
    "zip/bomb-of-bombs.zip",
    lambda: zipped([Entry(b"lib.zip", zipped([bomb(b"a.md", 200 << 20)]))]),
    "zip without a deck",
)
bad("zip/nested-6-deep.zip", lambda: nested(6), "zip without a deck")
bad("zip/zip-in-zip.apkg", lambda: zipped([Entry(b"inner.apkg", package())]), "zip without a deck")
bad(
    "zip/200001-members.zip",
    lambda: zipped([Entry(b"%d.md" % n, method=0) for n in range(200_001)], count=200_001, list_size=None, zip64=b""),
    "entries|list of contents",
)
bad("zip/says-65535-members.zip", lambda: zipped([Entry(b"a.md", DECK)], count=65_535), "list of contents holds 1 ")
bad("zip/says-fewer-members.zip", lambda: zipped([Entry(b"a.md", DECK), OTHER], count=1), "list of contents")
bad("zip/list-elsewhere.zip", lambda: zipped([Entry(b"a.md", DECK)], list_at=1 << 30), "list of contents")
bad("zip/list-too-long.zip", lambda: zipped([Entry(b"a.md", DECK)], list_size=1 << 31), "entries|list of contents")
bad("zip/list-too-short.zip", lambda: zipped([Entry(b"a.md", DECK)], list_size=20), "list of contents|entr")
bad("zip/several-disks.zip", lambda: zipped([Entry(b"a.md", DECK)], disk=3), "several files")
bad("zip/zip64-nowhere.zip", lambda: zipped([Entry(b"a.md", DECK)], zip64=end64(1, 50, 0, 1 << 60)), "list of contents")
bad(
    "zip/zip64-2-to-63.zip",
    lambda: zipped([Entry(b"a.md", DECK)], zip64=end64(2**63, 2**63, 2**63, 0)),
    "entries|list of contents",
)
bad(
    "zip/zip64-huge-offset.zip",
    lambda: zipped([Entry(b"a.md", DECK, size=0xFFFFFFFF, extra=struct.pack("<2H2Q", 1, 16, 2**63, 2**62))]),
    "entry 1",
)
bad(
    "zip/zip64-extra-cut-off.zip",
    lambda: zipped([Entry(b"a.md", DECK, size=0xFFFFFFFF, extra=struct.pack("<2HL", 1, 60_000, 5))]),
    "entry 1",
)
bad(
    "zip/data-descriptor.zip",
    lambda: zipped(
        [
            Entry(
                b"a.md",
                DECK,
                flags=0x808,
                local_zero=True,
                after=struct.pack("<4s3L", b"PK\x07\x08", zlib.crc32(DECK), len(packed(DECK)), len(DECK)),
            )
        ]
    ),
    cards=1,
)
bad(
    "zip/data-descriptor-lies.zip",
    lambda: zipped(
        [Entry(b"a.md", DECK, flags=0x808, local_zero=True, after=struct.pack("<4s3L", b"PK\x07\x08", 1, 2, 3))]
    ),
    cards=1,
)
bad("zip/wrong-checksum.zip", lambda: zipped([Entry(b"a.md", DECK, crc=1)]), "entry 1.*checksum")
bad(
    "zip/wrong-checksum-of-medium.apkg",
    lambda: zipped([col(), Entry(b"media", b'{"0": "a.png"}'), Entry(b"0", b"\x89PNG\r\n\x1a\n", crc=1)]),
    cards=1,
    skipped=1,
    has="checksum",
)
bad("zip/damaged-deflate.zip", lambda: zipped([Entry(b"a.md", DECK, packed=noise(40))]), "entry 1.*damaged")
bad("zip/method-lzma.zip", lambda: zipped([Entry(b"a.md", DECK, DECK, method=14)]), "entry 1.*method 14")
bad("zip/method-99.zip", lambda: zipped([Entry(b"a.md", DECK, DECK, method=99)]), "entry 1.*method 99")
bad("zip/name-differs-inside.zip", lambda: zipped([Entry(b"a.md", DECK, local_name=b"b.md")]), "entry 1.*otherwise")
bad(
    "zip/duplicate-names.zip",
    lambda: zipped([Entry(b"a.md", DECK), Entry(b"a.md", DECK + b"\nmore")]),
    "entry 2.*two entries",
)
bad("zip/two-collections.apkg", lambda: zipped([col(), col(), MEDIA]), "entry 2.*two entries")
bad(
    "zip/names-in-two-cases.zip",
    lambda: zipped([Entry(b"a.md", DECK), Entry(b"A.md", OTHER.data)]),
    cards=2,
    has="A.md",
)
bad(
    "zip/names-nfc-nfd.zip",
    lambda: zipped([Entry("é.md".encode(), DECK), Entry("e\u0301.md".encode(), OTHER.data)]),
    cards=2,
)
for label, name in (
    ("absolute", b"/etc/deck.md"), ("parent", b"../../deck.md"), ("parent-inside", b"a/../../deck.md"), ("drive", b"C:\\deck.md"),
    ("drive-relative", b"C:deck.md"), ("backslashes", b"..\\..\\deck.md"), ("nul", b"deck.md\x00.png.md"), ("unc", b"\\\\host\\share\\deck.md"),
):  # fmt: skip
    bad(f"zip/name-{label}.zip", zipped([Entry(name, DECK)]), r"entry 1.*(out of the folder|zip without)|zip without")
for label, name in (
    ("reserved", b"CON.md"), ("reserved-folder", b"aux/nul.md"), ("stream", b"a.md:stream.md"), ("dots", b"....md"), ("newline", b"a\nb.md"),
    ("bidi", "a\u202edm.md".encode()), ("very-long", b"x" * 60_000 + b".md"), ("long-part", b"y" * 300 + b"/z.md"), ("trailing-dot", b"folder./a .md"),
    ("not-utf-8", b"\xff\xfe\x80.md"), ("zero-width", "a\u200b.md".encode()), ("tilde", b"~/a.md"), ("shell", b"$(touch pwned).md"),
    ("percent", b"%2e%2e%2fa.md"), ("question", b"what?*.md"), ("double-slash", b"a//b.md"), ("dot-folder", b"./a.md"),
):  # fmt: skip
    bad(f"zip/name-{label}.zip", zipped([Entry(name, DECK)]))
bad("zip/name-empty.zip", zipped([Entry(b"", DECK), OTHER]), cards=1)
bad("zip/name-13-folders.zip", zipped([Entry(b"d/" * 13 + b"a.md", DECK), OTHER]))
bad("zip/name-1000-folders.zip", zipped([Entry(b"d/" * 1000 + b"a.md", DECK), OTHER]))
bad("zip/symlink.zip", zipped([Entry(b"a.md", b"/etc/passwd", mode=0o120777), OTHER]))
bad(
    "zip/symlink-as-medium.zip",
    zipped([Entry(b"a.md", DECK + b"![x](p.png)\n"), Entry(b"p.png", b"/etc/passwd", mode=0o120777)]),
    cards=1,
    skipped=1,
)
bad("zip/device.zip", zipped([Entry(b"a.md", b"", mode=0o020666), OTHER]), cards=1)
bad("zip/folder-with-content.zip", zipped([Entry(b"a.md/", DECK), OTHER]), cards=1)
bad("zip/folder-and-file.zip", zipped([Entry(b"a.md", DECK), Entry(b"a.md/b.md", OTHER.data)]), cards=2)
bad("zip/folders-alone.zip", zipped([Entry(b"a/", mode=0o040755), Entry(b"b/", mode=0o040755)]), "zip without a deck")
bad("zip/mac-rubbish.zip", zipped([Entry(b"__MACOSX/._a.md", noise(50)), Entry(b".hidden.md", DECK), OTHER]), cards=1)
bad("zip/word.docx", zipped([Entry(b"word/document.xml", b"<x/>")]), "Word")
bad(
    "zip/program.jar",
    zipped([Entry(b"META-INF/MANIFEST.MF", b""), Entry(b"A.class", b"\xca\xfe\xba\xbe")]),
    "zip without a deck",
)
bad("zip/empty-collection.apkg", zipped([Entry(b"collection.anki2", b""), MEDIA]), "entry 1|database")
