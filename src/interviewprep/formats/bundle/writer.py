"""Our own bundle: everything as it stands, in one zip that any of our programs takes back whole."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from interviewprep.cards.parts import question_of
from interviewprep.formats.bundle.shape import (
    DECKS,
    MANIFEST,
    PROGRESS,
    SHIPPED,
    CardPast,
    Manifest,
    manifest_text,
    past_line,
)
from interviewprep.formats.foreign import Say
from interviewprep.formats.leaving import LeavingDeck

_PACKED = frozenset(("png", "jpg", "jpeg", "gif", "webp", "avif", "mp3", "ogg", "oga", "opus", "m4a", "flac", "mp4"))


def write_bundle(decks: Sequence[LeavingDeck], out: BinaryIO, manifest: Manifest, say: Say) -> None:
    """Deck files byte for byte; `progress.jsonl` where a card has a past."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(_entry(MANIFEST), manifest_text(manifest))
        written: set[str] = set()
        for number, deck in enumerate(decks):
            say(f"Deck {number + 1:,} of {len(decks):,}: {deck.name}")
            root = SHIPPED if deck.is_shipped else DECKS
            bundle.writestr(_entry(f"{root}{deck.name}.md"), deck.text.encode("utf-8"))
            for medium in deck.media:
                if (name := root + medium.place) not in written:
                    written.add(name)
                    with bundle.open(_entry(name), "w", force_zip64=True) as entry:
                        for chunk in medium.chunks():
                            entry.write(chunk)
                            say(f"Deck {deck.name}: {medium.name}")
        if any(True for _ in _past(decks)):
            with bundle.open(_entry(PROGRESS), "w", force_zip64=True) as entry:
                for past in _past(decks):
                    entry.write(f"{past_line(past)}\n".encode())


def _past(decks: Sequence[LeavingDeck]) -> Iterator[CardPast]:
    for deck in decks:
        for card in deck.cards:
            if card.memories or card.reviews or card.marked:
                written = card.card.attributes.id
                question = "" if written else question_of(card.card)
                yield CardPast(deck.name, written, question, card.memories, card.reviews, card.marked)


def _entry(name: str) -> zipfile.ZipInfo:
    """Without a date, so that the same cards give the same bundle."""
    entry = zipfile.ZipInfo(name)
    packed = name.rpartition(".")[2].lower() in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
