"""What a note that we wrote for Anki keeps of our card: its Markdown, hidden in a field of its own.

Writer and reader share this. The field also holds a digest of each visible one, so that the card comes back exactly
where nobody edited it in Anki, and what somebody did edit is known.
"""

from __future__ import annotations

import base64
import json
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from interviewprep.cards.deck_file import read as read_deck
from interviewprep.cards.media import with_names
from interviewprep.cards.model import Card

FIELD = "interviewprep"
"""Name of the last field of each of our note types."""
_LARGEST = 4_000_000
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Source:
    """The card behind a note."""

    markdown: str
    key: str
    """Names the card wherever it goes: `uid:<hex>`, or what the program knew it by that it first came from."""
    faces: tuple[str, ...]
    """By the number of the template, or of the deletion."""
    moved: Mapping[int, int] = field(default_factory=dict)
    """True time of reviews whose time another review had already: Anki wants each once."""
    media: Mapping[str, str] = field(default_factory=dict)
    """Name in the package of each medium, by its name in the Markdown."""
    edited: tuple[int, ...] = ()
    """The fields that were changed since we wrote them."""

    def card(self, media: Mapping[str, str]) -> Card:
        """The card; `media` gives the name here for each name in the package."""
        names = {ours: media[theirs] for ours, theirs in self.media.items() if theirs in media}
        markdown = with_names(self.markdown, names) if names else self.markdown
        return next(read_deck(markdown, "").deck.cards())


def packed(source: Source, visible: Sequence[str]) -> str:
    """The hidden field: one line of letters that no editor changes and no search finds."""
    said = {
        "digests": [_digest(text) for text in visible],
        "card": source.markdown,
        "key": source.key,
        "faces": source.faces,
        "moved": source.moved,
        "media": source.media,
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def read(fields: Sequence[str]) -> Source | None:
    """The card behind a note's fields, the hidden one last; None where it is none of ours."""
    if not fields or not fields[-1]:
        return None
    try:
        inflate = zlib.decompressobj()
        text = inflate.decompress(base64.b64decode(fields[-1], validate=True), _LARGEST)
        said = json.loads(text) if inflate.eof else None
    except (ValueError, zlib.error, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    source = _source(said)
    if source is None or not _is_one_card(source.markdown):
        return None
    digests = said.get("digests")
    if not isinstance(digests, list) or len(digests) != len(fields) - 1:
        return None
    edited = (place for place, text in enumerate(fields[:-1]) if _digest(text) != digests[place])
    return replace(source, edited=tuple(edited))


def _source(said: dict[str, Any]) -> Source | None:
    markdown, key, faces = said.get("card"), said.get("key"), said.get("faces")
    moved, media = said.get("moved", {}), said.get("media", {})
    if not isinstance(markdown, str) or not isinstance(key, str):
        return None
    if not isinstance(faces, list) or not _are_texts(faces):
        return None
    if not isinstance(media, dict) or not _are_texts(list(media.values())):
        return None
    if not isinstance(moved, dict) or not all(type(value) is int for value in moved.values()):
        return None
    try:
        times = {int(name): value for name, value in moved.items()}
    except ValueError:
        return None
    return Source(markdown, key, tuple(faces), times, media)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and len(value) <= _MOST and all(isinstance(one, str) for one in value)


def _is_one_card(markdown: str) -> bool:
    try:
        markdown.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return len(list(read_deck(markdown, "").deck.cards())) == 1


def _digest(text: str) -> str:
    """Anki keeps texts in NFC, so that is what is compared."""
    text = unicodedata.normalize("NFC", text)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
