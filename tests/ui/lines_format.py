"""A small foreign format for the window's tests: `id|question|answer` on each line, and a few orders that begin with !."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from pathlib import Path
from struct import pack

from interviewprep.cards.model import Attributes, Card
from interviewprep.formats.foreign import (
    Choices,
    Foreign,
    ForeignCard,
    ForeignDeck,
    ForeignMedium,
    NotReadable,
    PastMemory,
    Say,
    Skipped,
    TooLarge,
)
from interviewprep.formats.recognise import Format
from interviewprep.memory.review import State

MARK = "%lines"
DAY_MS = 86_400_000


def png(width: int, height: int) -> bytes:
    """A grey picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


PICTURE = png(40, 20)
PICTURE_NAME = f"media/dot-{hashlib.sha1(PICTURE).hexdigest()[:8]}.png"


def read(path: Path, choices: Choices, say: Say) -> Foreign:
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    orders = [line[1:].partition(" ")[::2] for line in lines if line.startswith("!")]
    asked = dict(orders)
    if "broken" in asked:
        raise NotReadable(f"{path}: line 2", reason="it is damaged; download it anew")
    if "large" in asked and not choices.allow_large:
        raise TooLarge(path, reason="it would take 3 GB")
    say("Reading line 1 of 2")
    memories = (PastMemory("front", State.REVIEW, 20.0, 5.0, 0, 0, 21, 7, 1),) if choices.with_past else ()
    cards = []
    for line in lines:
        if not line.startswith("!"):
            key, question, answer = line.split("|")
            card = Card(question, Attributes(id=f"lines-{key}"), answer)
            cards.append(ForeignCard(card, f"line {key}", f"lines:{key}:0", memories=memories))
    return Foreign(
        "Lines",
        (ForeignDeck(("Cells",), tuple(cards)),),
        (ForeignMedium(PICTURE_NAME, len(PICTURE), lambda: iter([PICTURE])),) if "picture" in asked else (),
        tuple(Skipped(value, "it has no question") for name, value in orders if name == "skip"),
        tuple(value for name, value in orders if name == "notice"),
        has_past="past" in asked,
    )


FORMAT = Format("lines", "Lines", (".lines",), lambda head: head.start.startswith(MARK.encode()), read)


def writer(folder: Path) -> Callable[..., Path]:
    """Writes such a file into the folder, newer versions over older ones."""

    def write(*lines: str, name: str = "cells.lines") -> Path:
        path = folder / name
        path.write_text("\n".join((MARK, *lines)) + "\n", encoding="utf-8")
        return path

    return write
