"""Gaps in a text: `{{text}}`, `{{text::hint}}`, and `{{c1::text}}` for those that are asked together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from interviewprep.cards import areas
from interviewprep.cards.spans import Span, SpanKind, has_spans, is_inside, spans


@dataclass(frozen=True, slots=True)
class Gap:
    """One deletion. `start` and `end` are offsets of its outer braces; gaps of one `group` are one item."""

    group: str
    """`c1` where it is written so, else the gap's number among those without one."""
    text: str
    """The words that it hides; of an area its label, or its numbers where it has none."""
    hint: str
    start: int
    end: int
    area: areas.Area | None = None
    """Of a gap that hides a part of the picture before it."""
    label: str = ""
    """Of an area: what is under it."""

    @property
    def source(self) -> str:
        """An area as a text of the file, without its hint; of other gaps their words."""
        return f"{self.area.written} = {self.label}" if self.area and self.label else self.text


class ClozeFault(NamedTuple):
    offset: int
    rule: str
    message: str


_GROUP = re.compile(r"(c\d{1,4})::")
_PLAIN_GAP = re.compile(r"\{\{[^{}]+\}\}")
_BRACE = re.compile(r"[{}]")


def gaps(text: str) -> tuple[Gap, ...]:
    """The gaps of a Markdown text from left to right. Code, formulas, comments and escapes hold none."""
    return read_gaps(text)[0] if "{{" in text else ()


@lru_cache(maxsize=256)
def read_gaps(text: str) -> tuple[tuple[Gap, ...], tuple[ClozeFault, ...]]:
    """Gaps, and the `{{` that are none."""
    if plain := _plain_gaps(text):
        return plain, ()
    masked = [span for span in spans(text) if span.end - span.start > 1]
    braces = list(_braces(text, masked))
    partner = _partners(text, braces)
    found: list[Gap] = []
    faults: list[ClozeFault] = []
    start, end = -1, 0
    for first, second in pairwise(braces):
        if second != first + 1 or text[first] != "{" or text[second] != "{":
            continue
        closed = partner.get(second, -1) >= 0 and partner.get(first) == partner[second] + 1
        if first < end:
            if closed and first > start + 1:
                faults.append(ClozeFault(first, "nested-cloze", "a gap in a gap is not read; end the outer one first"))
        elif closed:
            start, end = first, partner[first] + 1
            gap = _gap(text, start, end, masked, len(found) + 1)
            if gap.text:
                found.append(gap)
            else:
                message = "this gap hides nothing; write the words to recall between {{ and }}"
                faults.append(ClozeFault(start, "empty-cloze", message))
        else:
            start, end = first, second + 1
            message = "nothing closes this {{, so nothing is hidden; end it with }}, or write \\{{ for plain braces"
            faults.append(ClozeFault(first, "unclosed-cloze", message))
    return tuple(found), tuple(faults)


def _plain_gaps(text: str) -> tuple[Gap, ...]:
    """The gaps of a text where all braces are those of gaps and nothing covers them, as in most; () for any other."""
    matches = list(_PLAIN_GAP.finditer(text))
    doubled = 2 * len(matches)
    if text.count("{") != doubled or text.count("}") != doubled or has_spans(text):
        return ()
    found = tuple(_gap(text, match.start(), match.end(), [], number) for number, match in enumerate(matches, 1))
    return found if all(gap.text for gap in found) else ()


def _braces(text: str, masked: list[Span]) -> Iterator[int]:
    """Offsets of the braces outside the spans."""
    at = 0
    for _, start, end in [*masked, Span(SpanKind.CODE, len(text), len(text))]:
        for match in _BRACE.finditer(text, at, start):
            yield match.start()
        at = end


def _partners(text: str, braces: list[int]) -> dict[int, int]:
    """The closing brace of each opening one that has one."""
    open_braces: list[int] = []
    partner: dict[int, int] = {}
    for offset in braces:
        if text[offset] == "{":
            open_braces.append(offset)
        elif open_braces:
            partner[open_braces.pop()] = offset
    return partner


def _gap(text: str, start: int, end: int, masked: list[Span], number: int) -> Gap:
    inner_start, inner_end = start + 2, end - 2
    group = _GROUP.match(text, inner_start, inner_end)
    if group:
        inner_start = group.end()
    hint_at = text.rfind("::", inner_start, inner_end)
    while hint_at >= 0 and is_inside(masked, hint_at):
        hint_at = text.rfind("::", inner_start, hint_at)
    if hint_at >= 0 and text.count("{", hint_at, inner_end) != text.count("}", hint_at, inner_end):
        hint_at = -1
    hint = text[hint_at + 2 : inner_end].strip() if hint_at >= 0 else ""
    shown = text[inner_start : hint_at if hint_at >= 0 else inner_end].strip()
    asked = group[1] if group else str(number)
    hidden = areas.parse(shown)
    if hidden is None:
        return Gap(asked, shown, hint, start, end)
    area, label = hidden
    return Gap(asked, label or area.written, hint, start, end, area, label)
