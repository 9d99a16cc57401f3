"""Collections packed with Zstandard that unpack to too much, or not at all."""

from __future__ import annotations

import io
import struct
import sys
import zipfile

from bad.anki import collection
from bad.case import bad, noise

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

META = b"\x08\x03"
MAGIC = b"\x28\xb5\x2f\xfd"


def new_package(packed: bytes, media: bytes | None = None, more: dict[str, bytes] | None = None) -> bytes:
    """A package of the current kind around what is given as its packed collection and list of media."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("meta", META)
        archive.writestr("collection.anki21b", packed)
        archive.writestr("collection.anki2", collection([(1, "old", 7, "", "Please update\x1fx")]))
        archive.writestr("media", zstd.compress(b"") if media is None else media)
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def good() -> bytes:
    return zstd.compress(collection(version=18, is_new=True))


def zeros(size: int) -> bytes:
    """A frame of zeros whose blocks are of one byte each, repeated: 128 KiB for 4 bytes."""
    block = (128 * 1024 << 3) | (1 << 1)
    count = size // (128 * 1024)
    head = MAGIC + b"\x00" + bytes([(17 - 10) << 3])
    return head + (struct.pack("<L", block)[:3] + b"\x00") * (count - 1) + struct.pack("<L", block | 1)[:3] + b"\x00"


def window(log: int) -> bytes:
    """A frame that asks for a window of this size."""
    return MAGIC + b"\x00" + bytes([(log - 10) << 3]) + struct.pack("<L", (5 << 3) | 1)[:3] + b"hello"


def with_dictionary() -> bytes:
    dictionary = zstd.train_dict([b"collection of cards %d %s" % (n, noise(20, n)) for n in range(400)], 4000)
    return zstd.compress(collection(version=18, is_new=True), zstd_dict=dictionary)


def message(*names: bytes) -> bytes:
    return b"".join(b"\x0a" + bytes([len(name) + 2]) + b"\x0a" + bytes([len(name)]) + name for name in names)


bad("zstd/sound.apkg", lambda: new_package(good()), cards=1, skipped=0)
bad("zstd/bomb-8-gib.apkg", lambda: new_package(zeros(8 << 30)), r"entry 2 \(collection.anki21b\).*times")
bad("zstd/bomb-of-frames.apkg", lambda: new_package(zstd.compress(bytes(100 << 20)) * 50), "entry 2.*times")
bad("zstd/truncated.apkg", lambda: new_package(good()[:-20]), "entry 2.*cut off|entry 2.*damaged")
bad("zstd/empty.apkg", lambda: new_package(b""), "entry 2|empty|database")
bad("zstd/not-packed.apkg", lambda: new_package(collection(version=18, is_new=True)), "entry 2.*damaged")
bad("zstd/noise.apkg", lambda: new_package(MAGIC + noise(3000)), "entry 2.*damaged")
bad("zstd/window-2-gib.apkg", lambda: new_package(window(31)), "entry 2.*damaged")
bad("zstd/window-beyond-all.apkg", lambda: new_package(window(41)), "entry 2.*damaged")
bad("zstd/dictionary-needed.apkg", lambda: new_package(with_dictionary()), "entry 2.*damaged")
bad(
    "zstd/wrong-checksum.apkg",
    lambda: new_package(
        zstd.compress(collection(version=18, is_new=True), options={zstd.CompressionParameter.checksum_flag: 1})[:-4]
        + b"abcd"
    ),
    "entry 2.*damaged",
)
bad(
    "zstd/skippable-frames.apkg",
    lambda: new_package((struct.pack("<2L", 0x184D2A50, 5) + b"hello") * 9_000 + good()),
    cards=1,
)
bad(
    "zstd/skippable-frame-cut-off.apkg",
    lambda: new_package(good() + struct.pack("<2L", 0x184D2A50, 0xFFFFFFF0)),
    "entry 2.*cut off",
)
bad("zstd/skippable-frames-alone.apkg", lambda: new_package(struct.pack("<2L", 0x184D2A50, 5) + b"hello"), "entry 2")
bad("zstd/100000-empty-frames.apkg", lambda: new_package(zstd.compress(b"") * 100_000 + good()), "entry 2.*pieces")
bad("zstd/trailing-garbage.apkg", lambda: new_package(good() + b"garbage"), "entry 2.*damaged")
bad(
    "zstd/two-frames.apkg",
    lambda: (lambda data: new_package(zstd.compress(data[:3000]) + zstd.compress(data[3000:])))(
        collection(version=18, is_new=True)
    ),
    cards=1,
)
bad("zstd/meta-says-99.apkg", lambda: new_package(good()).replace(b"\x08\x03", b"\x08\x63"), "meta|newer Anki|damaged")

bad(
    "media-list/truncated-varint.apkg",
    lambda: new_package(good(), zstd.compress(b"\x0a\xff")),
    "entry 4.*list of media",
)
bad(
    "media-list/giant-length.apkg",
    lambda: new_package(good(), zstd.compress(b"\x0a\xff\xff\xff\xff\x7f")),
    "entry 4.*list of media",
)
bad(
    "media-list/varint-without-end.apkg",
    lambda: new_package(good(), zstd.compress(b"\xff" * 10_000)),
    "entry 4.*list of media",
)
bad(
    "media-list/wrong-wire-type.apkg",
    lambda: new_package(good(), zstd.compress(b"\x0b" * 5000)),
    "entry 4.*list of media",
)
bad("media-list/name-is-a-number.apkg", lambda: new_package(good(), zstd.compress(b"\x0a\x02\x08\x05")), cards=1)
bad(
    "media-list/name-is-no-utf-8.apkg",
    lambda: new_package(good(), zstd.compress(message(b"\xff\xfe.png"))),
    "entry 4.*list of media",
)
bad(
    "media-list/in-itself-10000-deep.apkg",
    lambda: new_package(good(), zstd.compress(b"\x0a\x7f" * 10_000)),
    "entry 4.*list of media",
)
bad(
    "media-list/1000000-entries.apkg",
    lambda: new_package(good(), zstd.compress(b"\x0a\x00" * 1_000_000)),
    "entry 4.*list of media|entry 4.*more than",
)
bad(
    "media-list/own-number-2-to-63.apkg",
    lambda: new_package(good(), zstd.compress(b"\x0a\x0e\x0a\x01a" + b"\xf8\x0f" + b"\xff" * 8 + b"\x7f")),
    cards=1,
)
bad("media-list/bomb.apkg", lambda: new_package(good(), zstd.compress(bytes(300 << 20))), "entry 4")
bad("media-list/not-packed.apkg", lambda: new_package(good(), b"{}"), "entry 4")
bad(
    "media-list/medium-is-a-bomb.apkg",
    lambda: new_package(
        good(), zstd.compress(message(b"a.png")), {"0": zstd.compress(b"\x89PNG\r\n\x1a\n" + bytes(400 << 20))}
    ),
    cards=1,
    skipped=1,
    has="a.png.*times",
)
bad(
    "media-list/medium-is-not-packed.apkg",
    lambda: new_package(good(), zstd.compress(message(b"a.png")), {"0": b"\x89PNG\r\n\x1a\n"}),
    cards=1,
    skipped=1,
    has="a.png",
)
