"""From the text of a deck file to a `Deck`, with every fault and its line.

Reading never fails: what is wrong is told, and the rest is read. Nothing is dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from interviewprep.cards.attributes import split_attributes
from interviewprep.cards.deck_writer import PART_NAMES, write, write_card
from interviewprep.cards.edits import append_card, card_spans, remove_card, replace_card, with_ids
from interviewprep.cards.faults import card_faults, part_meant
from interviewprep.cards.front_matter import Parted, parted, with_plain_line_ends
from interviewprep.cards.model import Card, Deck, Part, PartName, Topic
from interviewprep.cards.outline import Heading, outline, without_closing_marks
from interviewprep.cards.rules import Fault
from interviewprep.errors import Problem

__all__ = [
    "Reading",
    "append_card",
    "card_at",
    "card_spans",
    "read",
    "read_bytes",
    "remove_card",
    "replace_card",
    "with_ids",
    "write",
    "write_card",
]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LEAD = re.compile(r"(?:[ \t]*\n)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. An interview's front matter is read elsewhere; its `deck` is empty but for the intro."""

    deck: Deck
    problems: tuple[Problem, ...]
    kind: Literal["deck", "interview"] = "deck"


def read_bytes(data: bytes, path: str) -> Reading:
    """As `read`, for the bytes of a file: UTF-8, with or without a byte order mark."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is no UTF-8; save the file as UTF-8"
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            message = "this file is UTF-16; save it as UTF-8"
        return Reading(Deck(), (Fault(line, "encoding", message).at(path),))
    return read(text, path)


def read(text: str, path: str) -> Reading:
    """The deck in a file's text. `path` is as the user would name the file; it stands in the problems only."""
    text = with_plain_line_ends(text)
    halves = parted(text)
    if halves.interview:
        return Reading(Deck(intro=halves.body.strip("\n")), (), "interview")
    found = outline(halves.body, halves.body_line)
    faults = [*halves.faults, *found.faults, *_control_characters(text)]
    deck = _deck(halves, found.headings, faults)
    if not any(topic.cards for topic in deck.topics) and text.strip():
        faults.append(Fault(halves.body_line, "no-cards", "no card here; a card begins with ## and a blank"))
    problems = sorted(fault.at(path) for fault in faults)
    return Reading(deck, tuple(problems))


def card_at(text: str, line: int) -> Card | None:
    """The card that this line of a file belongs to; None for front matter, introductions and topics."""
    found: Card | None = None
    for topic in read(text, "").deck.topics:
        if topic.line > line:
            break
        found = None
        for card in topic.cards:
            if card.line > line:
                return found
            found = card
    return found


def _control_characters(text: str) -> list[Fault]:
    match = _CONTROL.search(text)
    if not match:
        return []
    line = text.count("\n", 0, match.start()) + 1
    message = f"control character 0x{ord(match[0]):02x}; it is shown as nothing, take it away"
    return [Fault(line, "control-character", message)]


class _Mark(NamedTuple):
    """A heading that begins a topic, a card or a part, and where the text below it ends."""

    heading: Heading
    part: PartName | None
    end: int


def _marks(headings: list[Heading], length: int, faults: list[Fault]) -> list[_Mark]:
    chosen: list[tuple[Heading, PartName | None]] = []
    in_card = False
    for heading in headings:
        name = None
        if heading.level < 3:
            in_card = heading.level == 2
        else:
            name = PART_NAMES.get(heading.text.lower())
            if name is None or not in_card:
                faults += _part_heading_faults(heading, in_card=in_card)
                continue
        chosen.append((heading, name))
    ends = [*(heading.start for heading, _ in chosen[1:]), length]
    return [_Mark(heading, name, end) for (heading, name), end in zip(chosen, ends, strict=False)]


def _part_heading_faults(heading: Heading, *, in_card: bool) -> list[Fault]:
    meant = part_meant(heading.text)
    if meant is None:
        return []
    if not in_card:
        return [Fault(heading.line, "part-outside-card", "a part belongs to a card; write it below a ## heading")]
    message = f"### {heading.text} is content of the part above; the part is called ### {meant.value.capitalize()}"
    return [Fault(heading.line, "part-name", message)]


def _deck(halves: Parted, headings: list[Heading], faults: list[Fault]) -> Deck:
    body = halves.body
    marks = _marks(headings, len(body), faults)
    intro = _piece(body, 0, marks[0].heading.start if marks else len(body), 0)[0]
    topics: list[Topic] = []
    ids: dict[str, int] = {}
    at = 0
    while at < len(marks):
        topic, at = _topic(body, marks, at, ids, faults)
        topics.append(topic)
    return Deck(halves.front, intro, tuple(topics))


def _topic(body: str, marks: list[_Mark], at: int, ids: dict[str, int], faults: list[Fault]) -> tuple[Topic, int]:
    """The topic whose heading or, at the top of a file, first card is the mark at `at`; and the mark behind it."""
    heading, intro, line = "", "", 0
    if marks[at].heading.level == 1:
        mark = marks[at].heading
        heading, line = mark.text, mark.line
        intro = _piece(body, mark.end, marks[at].end, line)[0]
        at += 1
        if not heading:
            faults.append(Fault(line, "empty-topic", "a topic needs a name behind #"))
    cards: list[Card] = []
    while at < len(marks) and marks[at].heading.level == 2:
        mark = marks[at].heading
        text, text_line = _piece(body, mark.end, marks[at].end, mark.line)
        at += 1
        parts: list[Part] = []
        while at < len(marks) and (name := marks[at].part) is not None:
            below = marks[at].heading
            part_text, part_line = _piece(body, below.end, marks[at].end, below.line)
            parts.append(Part(name, part_text, below.line, part_line))
            at += 1
        card = _card(mark, text, text_line, tuple(parts))
        cards.append(card)
        faults += card_faults(card, mark.text)
        if card.attributes.id:
            known = ids.setdefault(card.attributes.id, card.line)
            if known != card.line:
                message = f"#{card.attributes.id} is the id of the card at line {known}; give this one its own"
                faults.append(Fault(card.line, "duplicate-id", message))
    return Topic(heading, intro, tuple(cards), line), at


def _card(mark: Heading, text: str, text_line: int, parts: tuple[Part, ...]) -> Card:
    heading, attributes = split_attributes(mark.text)
    return Card(without_closing_marks(heading), attributes, text, parts, mark.line, text_line)


def _piece(body: str, start: int, end: int, line: int) -> tuple[str, int]:
    """The text between two marks without blank lines at its edges, and its line; `line` is that of `start`."""
    first = start + 2
    if body.startswith("\n\n", start) and first < end and body[first] not in " \t\n":
        return body[first:end].rstrip(" \t\n"), line + 2
    lead = _LEAD.match(body, start, end)
    first = lead.end() if lead else start
    return body[first:end].rstrip(" \t\n"), line + body.count("\n", start, first)
