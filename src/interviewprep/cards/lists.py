"""Items of the Markdown lists in a card's part."""

from __future__ import annotations

import re
from typing import NamedTuple

from interviewprep.cards.spans import SpanKind, spans

_MARKER = re.compile(r"(?:\A|\n)(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)])(?:[ \t]+|(?=\n|\Z))")
_PARAGRAPH = re.compile(r"\n[ \t]*\n(?=[^ \t\n])")
_CODE = frozenset({SpanKind.FENCE, SpanKind.COMMENT})


class Item(NamedTuple):
    text: str
    """Without marker, nested items and the indent of its further lines."""
    nested: str
    """The list below the item, at the left margin; "" for none."""
    line: int
    """Counted from 0, the text's first line."""
    start: int
    end: int
    ordered: bool


def items(text: str) -> tuple[Item, ...]:
    """The items of the outer list or lists of a text, in order. A paragraph at the left margin ends a list."""
    marks = _markers(text)
    if not marks:
        return ()
    outer = column = len(marks[0]["indent"])
    siblings: list[tuple[re.Match[str], re.Match[str] | None]] = []
    for mark in marks:
        if len(mark["indent"]) <= max(outer, column - 1):
            siblings.append((mark, None))
            column = outer + len(mark["mark"]) + 1
        elif siblings[-1][1] is None:
            siblings[-1] = (siblings[-1][0], mark)
    found = []
    line = counted = 0
    ends = [mark.start() for mark, _ in siblings[1:]] + [len(text)]
    for (mark, below), end in zip(siblings, ends, strict=True):
        first = mark.start("mark")
        line += text.count("\n", counted, first)
        counted = first
        found.append(_item(text, mark, below, end, line))
    return tuple(found)


def _item(text: str, mark: re.Match[str], below: re.Match[str] | None, end: int, line: int) -> Item:
    first = mark.end()
    paragraph = _PARAGRAPH.search(text, first, end)
    if paragraph:
        end = paragraph.start()
    nested = ""
    own_end = end
    if below and below.start() < end:
        own_end = below.start()
        nested = _dedented(text[own_end:end], len(below["indent"])).strip("\n")
    own = text[first:own_end].rstrip(" \t\n")
    if "\n" in own:
        own = _dedented(own, len(mark["indent"]) + len(mark["mark"]) + 1)
    last = first + len(text[first:end].rstrip(" \t\n"))
    return Item(own, nested, line, mark.start("indent"), last, mark["mark"][0].isdigit())


def _dedented(text: str, width: int) -> str:
    return re.sub(rf"\n {{1,{width}}}", "\n", text) if width else text


def _markers(text: str) -> list[re.Match[str]]:
    marks = list(_MARKER.finditer(text))
    if not marks or not any(sign in text for sign in ("```", "~~~", "<!--")):
        return marks
    masked = [span for span in spans(text) if span.kind in _CODE]
    outside = []
    index = 0
    for mark in marks:
        while index < len(masked) and masked[index].end <= mark.start("mark"):
            index += 1
        if index == len(masked) or mark.start("mark") < masked[index].start:
            outside.append(mark)
    return outside
