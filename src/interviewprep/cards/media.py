"""Pictures and sounds that a card shows: files beside its deck, named by relative paths."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from interviewprep.cards.model import Card
from interviewprep.cards.parts import texts_of
from interviewprep.cards.spans import Span, SpanKind, is_inside, spans


class Medium(NamedTuple):
    name: str
    """Relative to the deck's folder, with /, in NFC; the address as written where it leads elsewhere."""
    line: int
    place: str
    """`beside` the deck, `outside` its folder, or `remote`."""


_REFERENCE = re.compile(
    r"\]\([ \t\n]*(?P<link><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"|<(?:img|audio|video|source)[ \t\n][^<>]*?\bsrc[ \t\n]*=[ \t\n]*(?P<tag>\"[^\"<>]*\"|'[^'<>]*'|[^\"'\s<>]+)",
    re.I,
)
_MEDIA = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|avif|mp3|ogg|oga|opus|wav|m4a|flac|mp4|webm)$", re.I)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_DRIVE = re.compile(r"[A-Za-z]:|[/\\]")
_LONGEST_ALT = 1000


def media(card: Card) -> tuple[Medium, ...]:
    """Every picture and sound that the card's text names, in order, code left out."""
    return tuple(medium for text, line in texts_of(card) if "](" in text or "<" in text for medium in _in(text, line))


def picture_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of the address of each picture in a Markdown text, in order.

    Where the address stands in quotes or angle brackets, the offsets are those of what is between them.
    """
    masked: list[Span] | None = None
    for match in _REFERENCE.finditer(text):
        tag = match["tag"] is not None
        if not (text[match.start() : match.start() + 4].lower() == "<img" if tag else _is_picture(text, match.start())):
            continue
        masked = spans(text) if masked is None else masked
        if is_inside(masked, match.start()):
            continue
        start, end = match.span("tag" if tag else "link")
        if text[start] in "<\"'":
            start, end = start + 1, end - 1
        yield start, end, text[start:end]


def with_names(text: str, names: Mapping[str, str]) -> str:
    """The Markdown text with other names for the media beside its deck."""
    masked: list[Span] | None = None
    for match in reversed(list(_REFERENCE.finditer(text))):
        place = "link" if match["tag"] is None else "tag"
        found = _medium(match[place].strip("<>\"'"), shown=True)
        if found is None or found[1] != "beside" or found[0] not in names:
            continue
        masked = spans(text) if masked is None else masked
        if not is_inside([span for span in masked if span.kind is not SpanKind.ESCAPE], match.start()):
            quoted = '"' if match[place][0] in "\"'" else ""
            start, end = match.span(place)
            text = f"{text[:start]}{quoted}{quote(names[found[0]])}{quoted}{text[end:]}"
    return text


def _in(text: str, line: int) -> Iterator[Medium]:
    matches = list(_REFERENCE.finditer(text))
    if not matches:
        return
    masked = [span for span in spans(text) if span.kind is not SpanKind.ESCAPE]
    counted = 0
    for match in matches:
        if is_inside(masked, match.start()):
            continue
        target = (match["link"] or match["tag"]).strip("<>\"'")
        shown = match["tag"] is not None or _is_picture(text, match.start())
        found = _medium(target, shown=shown)
        if found:
            line += text.count("\n", counted, match.start())
            counted = match.start()
            yield Medium(found[0], line, found[1])


def _is_picture(text: str, closing: int) -> bool:
    opening = text.rfind("[", max(0, closing - _LONGEST_ALT), closing)
    return opening > 0 and text[opening - 1] == "!"


def _medium(target: str, *, shown: bool) -> tuple[str, str] | None:
    """Name and place; None for an ordinary link. Something `shown` is a medium whatever its ending."""
    if _SCHEME.match(target):
        return (target, "remote") if shown else None
    name = unicodedata.normalize("NFC", unquote(target.partition("#")[0].partition("?")[0]))
    if not name or not (shown or _MEDIA.search(name)):
        return None
    plain = posixpath.normpath(name.replace("\\", "/"))
    if _DRIVE.match(name) or plain == ".." or plain.startswith("../"):
        return target, "outside"
    return plain, "beside"
