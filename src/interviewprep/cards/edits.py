"""Changes to a user's deck file that touch their own lines and no other byte.

Byte order mark, line ends, comments and blank lines stay as they are; new lines take the line end of their place.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import NamedTuple

from interviewprep.cards.attributes import split_attributes
from interviewprep.cards.front_matter import parted, with_plain_line_ends
from interviewprep.cards.outline import outline, without_closing_marks
from interviewprep.errors import WrongUse

_LINE_END = re.compile(r"\r\n|\n|\r")
_LETTERS = "abcdefghijkmnpqrstuvwxyz"
_SIGNS = _LETTERS + "23456789"


class CardSpan(NamedTuple):
    """Lines of one card, counted from 1: its heading, the line behind its last word, the line where others begin."""

    line: int
    end: int
    stop: int


def card_spans(text: str) -> list[CardSpan]:
    body = parted(with_plain_line_ends(text))
    if body.interview:
        return []
    marks = [heading for heading in outline(body.body, body.body_line).headings if heading.level < 3]
    lines = body.body.count("\n") + (0 if body.body.endswith("\n") else 1) + body.body_line
    spans = []
    for index, mark in enumerate(marks):
        if mark.level == 2:
            behind = marks[index + 1] if index + 1 < len(marks) else None
            words = body.body[mark.start : behind.start if behind else None].rstrip(" \t\n")
            spans.append(CardSpan(mark.line, mark.line + words.count("\n") + 1, behind.line if behind else lines))
    return spans


def span_at(text: str, line: int) -> CardSpan | None:
    """The card that this line belongs to; None for front matter, introductions and topics."""
    return next((span for span in card_spans(text) if span.line <= line < span.stop), None)


def replace_card(text: str, line: int, new_markdown: str) -> str:
    """The file with the card at this line written anew. WrongUse where no card stands there."""
    return _with_span(text, _known_span(text, line), new_markdown)


def _with_span(text: str, span: CardSpan, new_markdown: str) -> str:
    starts = _line_starts(text)
    first, last = starts[span.line - 1], starts[span.end - 1]
    if span.line == 1 and text.startswith("\ufeff"):
        first += 1
    old = text[first:last]
    end = _last_line_end(old)
    new = _LINE_END.sub(_line_end_of(text, first), new_markdown.strip("\r\n"))
    return text[:first] + new + end + text[last:]


def replace_cards(text: str, new_markdown: Mapping[int, str]) -> str:
    """The file with several cards written anew, by their lines; lines are those of `text` as given."""
    spans = {span.line: span for span in card_spans(text)}
    for line in sorted(new_markdown, reverse=True):
        if line not in spans:
            raise WrongUse(reason=f"no card stands at line {line}; the file may have changed meanwhile")
        text = _with_span(text, spans[line], new_markdown[line])
    return text


def remove_card(text: str, line: int) -> str:
    """The file without the card at this line and the blank lines behind it."""
    span = _known_span(text, line)
    starts = _line_starts(text)
    first = starts[span.line - 1] + (1 if span.line == 1 and text.startswith("\ufeff") else 0)
    return text[:first] + text[starts[span.stop - 1] :]


def append_card(text: str, markdown: str) -> str:
    """The file with one more card at its end."""
    end = _line_end_of(text, 0)
    new = _LINE_END.sub(end, markdown.strip("\r\n")) + end
    if not text.removeprefix("\ufeff"):
        return text + new
    plain = with_plain_line_ends(text)
    gap = end * (0 if plain.endswith("\n\n") else 1 if plain.endswith("\n") else 2)
    return text + gap + new


def with_ids(text: str, rng: random.Random) -> str:
    """The file with a random id of eight characters on each card that has none."""
    body = parted(with_plain_line_ends(text))
    if body.interview:
        return text
    cards = [h for h in outline(body.body, body.body_line).headings if h.level == 2]
    used = {split_attributes(h.text)[1].id for h in cards}
    starts = _line_starts(text)
    pieces, done = [], 0
    for card in cards:
        if split_attributes(card.text)[1].id:
            continue
        start = starts[card.line - 1]
        at, insertion = _place_for_id(text[start : starts[card.line]].rstrip("\r\n"), _fresh(rng, used))
        pieces += [text[done : start + at], insertion]
        done = start + at
    return "".join([*pieces, text[done:]])


def _place_for_id(line: str, new_id: str) -> tuple[int, str]:
    """Where in a heading's line the id goes, and what is inserted there."""
    marks = line.index("##") + 2
    title = without_closing_marks(line[marks:].rstrip(" \t")).rstrip(" \t")
    if split_attributes(title.strip(" \t"))[0] != title.strip(" \t"):
        return marks + title.rindex("{") + 1, f"#{new_id} "
    return marks + len(title), f" {{#{new_id}}}"


def _fresh(rng: random.Random, used: set[str]) -> str:
    while True:
        new_id = rng.choice(_LETTERS) + "".join(rng.choice(_SIGNS) for _ in range(7))
        if new_id not in used:
            used.add(new_id)
            return new_id


def _known_span(text: str, line: int) -> CardSpan:
    span = span_at(text, line)
    if span is None:
        raise WrongUse(reason=f"no card stands at line {line}; the file may have changed meanwhile")
    return span


def _line_starts(text: str) -> list[int]:
    """Offsets of all lines, and of the end of the text."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    return starts if starts[-1] == len(text) and len(starts) > 1 else [*starts, len(text)]


def _line_end_of(text: str, at: int) -> str:
    match = _LINE_END.search(text, at)
    return match[0] if match else "\n"


def _last_line_end(text: str) -> str:
    match = re.search(r"(?:\r\n|\n|\r)\Z", text)
    return match[0] if match else ""
