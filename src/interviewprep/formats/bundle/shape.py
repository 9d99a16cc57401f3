"""What a bundle is: the names in it, and how its JSON stands for a learner's past. Writer and reader share this.

A bundle is a zip. `decks/` holds deck files, interviews and media in their places, `shipped/` the decks that came with
the program, `bundle.json` says that it is one, and `progress.jsonl` has a line for each card that has a past.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from interviewprep.formats.foreign import LONGEST_FIELD, PastMemory, PastReview
from interviewprep.memory.day import MS_PER_DAY
from interviewprep.memory.fsrs import LONGEST_STABILITY, SHORTEST_STABILITY, Rating
from interviewprep.memory.review import NEW_MEMORY, Memory, State

FORMAT = "interviewprep-bundle"
VERSION = 1
MANIFEST = "bundle.json"
PROGRESS = "progress.jsonl"
DECKS = "decks/"
SHIPPED = "shipped/"

_LAST_MS = 253_402_300_799_999
_LAST_DAY = _LAST_MS // MS_PER_DAY
_LONGEST_INTERVAL = 36_500
_MOST = 10_000_000
_DAY_MIN = 24 * 60


class Misshapen(ValueError):
    """JSON that is not what this page says; the words say what is wrong."""


class FromTheFuture(Misshapen):
    """A version of bundles that this program does not know."""


@dataclass(frozen=True, slots=True)
class Manifest:
    version: int = VERSION
    program: str = ""
    """The version of the program that wrote it."""
    made: str = ""
    """When, in ISO 8601."""


@dataclass(frozen=True, slots=True)
class CardPast:
    """One line of `progress.jsonl`. A card is named by its written id, else by its question as Markdown.

    Lines stand in the order of the cards in their file, so that of two cards that ask the same each has its own.
    """

    deck: str
    """The deck's name: its path below `decks/` or `shipped/` without `.md`."""
    id: str = ""
    question: str = ""
    memories: tuple[PastMemory, ...] = ()
    reviews: tuple[PastReview, ...] = ()
    marked: bool = False


def manifest_text(manifest: Manifest) -> str:
    said = {"format": FORMAT, "version": manifest.version, "program": manifest.program, "made": manifest.made}
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def manifest_of(text: str) -> Manifest:
    """Raises Misshapen, and FromTheFuture for a version that is not known here."""
    said = _object(_parsed(text), "it")
    if said.get("format") != FORMAT:
        raise Misshapen(f"its format is not {FORMAT!r}")
    version = _whole(said, "version", 1, _MOST)
    if version > VERSION:
        raise FromTheFuture(f"it is of version {version}, and this program knows {VERSION}")
    return Manifest(version, _text(said, "program"), _text(said, "made"))


def past_memory(face: str, memory: Memory, *, suspended: bool = False) -> PastMemory:
    """A memory of ours as one that travels; it comes back as it is."""
    return PastMemory(
        face,
        memory.state,
        memory.stability,
        memory.difficulty,
        due_ms=memory.due_ms or memory.due_day * MS_PER_DAY,
        last_ms=memory.last_ms,
        interval=memory.interval,
        reviews=memory.reviews,
        lapses=memory.lapses,
        suspended=suspended,
        exact=memory,
    )


def past_line(past: CardPast) -> str:
    """One line of `progress.jsonl`, without its line end. Every memory in it must be `exact`."""
    items: dict[str, dict[str, object]] = {}
    for memory in past.memories:
        item = items.setdefault(memory.face, {})
        if memory.exact is not None and memory.exact != NEW_MEMORY:
            item["memory"] = {name: getattr(memory.exact, name) for name in Memory.__slots__}
        if memory.suspended:
            item["suspended"] = True
    for review in past.reviews:
        reviews = items.setdefault(review.face, {}).setdefault("reviews", [])
        assert isinstance(reviews, list)
        offset = 0 if review.offset_min is None else review.offset_min
        reviews.append([review.at_ms, review.rating, review.state, review.duration_ms, review.interval, offset])
    said: dict[str, object] = {"deck": past.deck}
    said |= {"id": past.id} if past.id else {"question": past.question}
    said |= {"marked": True} if past.marked else {}
    return json.dumps(said | {"items": items}, separators=(",", ":"), ensure_ascii=False)


def past_of(line: str) -> CardPast:
    """The past that a line tells. Raises Misshapen; numbers beyond all sense are refused, not clamped."""
    said = _object(_parsed(line), "the line")
    memories: list[PastMemory] = []
    reviews: list[PastReview] = []
    for face, value in _object(said.get("items", {}), "items").items():
        item, face = _object(value, "an item"), _sound(face)
        memory = _memory(_object(item["memory"], "a memory")) if "memory" in item else NEW_MEMORY
        suspended = _flag(item, "suspended")
        if suspended or memory != NEW_MEMORY:
            memories.append(past_memory(face, memory, suspended=suspended))
        listed = item.get("reviews", [])
        if not isinstance(listed, list):
            raise Misshapen("reviews are a list")
        reviews += [_review(face, one) for one in listed]
    written_id, question = _text(said, "id"), _text(said, "question")
    if not written_id and not question:
        raise Misshapen("it names no card: neither id nor question")
    return CardPast(_text(said, "deck"), written_id, question, tuple(memories), tuple(reviews), _flag(said, "marked"))


def _memory(said: Mapping[str, Any]) -> Memory:
    return Memory(
        State(_whole(said, "state", 0, 3)),
        _whole(said, "step", 0, 1000),
        _real(said, "stability", SHORTEST_STABILITY, LONGEST_STABILITY),
        _real(said, "difficulty", 1, 10),
        _whole(said, "due_day", 0, _LAST_DAY),
        _whole(said, "due_ms", 0, _LAST_MS),
        _whole(said, "last_day", 0, _LAST_DAY),
        _whole(said, "last_ms", 0, _LAST_MS),
        _whole(said, "interval", 0, _LONGEST_INTERVAL),
        _whole(said, "reviews", 0, _MOST),
        _whole(said, "lapses", 0, _MOST),
    )


_REVIEW = ("at_ms", "rating", "state", "duration_ms", "interval", "offset_min")


def _review(face: str, values: object) -> PastReview:
    if not isinstance(values, list) or len(values) != len(_REVIEW):
        raise Misshapen(f"a review is a list of {len(_REVIEW)} numbers")
    said = dict(zip(_REVIEW, values, strict=True))
    return PastReview(
        face,
        _whole(said, "at_ms", 0, _LAST_MS),
        Rating(_whole(said, "rating", 1, 4)),
        State(_whole(said, "state", 0, 3)),
        _whole(said, "duration_ms", 0, _LAST_MS),
        _whole(said, "interval", 0, _LONGEST_INTERVAL),
        _whole(said, "offset_min", -_DAY_MIN, _DAY_MIN),
    )


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError as fault:
        raise Misshapen("it is nested too deeply") from fault
    except json.JSONDecodeError as fault:
        raise Misshapen(f"it is no JSON ({fault.msg.lower()} at character {fault.pos + 1})") from fault
    except ValueError as fault:
        raise Misshapen("it is no JSON: a number that is none, or far too long") from fault


def _no_number(said: str) -> object:
    raise ValueError(said)


def _object(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Misshapen(f"{what} is no JSON object")
    return value


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise Misshapen(f"{name} is no text")
    return _sound(value)


def _sound(text: str) -> str:
    """JSON can spell halves of characters, which nothing can store."""
    if len(text) > LONGEST_FIELD or (not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)):
        raise Misshapen(f"a text in it is no text, or longer than {LONGEST_FIELD:,} characters")
    return text


def _flag(said: Mapping[str, Any], name: str) -> bool:
    value = said.get(name, False)
    if not isinstance(value, bool):
        raise Misshapen(f"{name} is neither true nor false")
    return value


def _whole(said: Mapping[str, Any], name: str, low: int, high: int) -> int:
    value = said.get(name, 0)
    if type(value) is not int or not low <= value <= high:
        raise Misshapen(f"{name} is no whole number from {low} to {high}")
    return value


def _real(said: Mapping[str, Any], name: str, low: float, high: float) -> float:
    value = said.get(name, 0)
    if type(value) not in (int, float) or not low <= value <= high:
        raise Misshapen(f"{name} is no number from {low:g} to {high:g}")
    return float(value)
