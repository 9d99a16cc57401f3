"""Where code, formulas, comments and escaped signs stand in a card's Markdown: what no other mark reaches into."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from interviewprep.cards.fences import Fences


class SpanKind(StrEnum):
    FENCE = "fence"
    INDENTED = "indented code"
    CODE = "code"
    MATHS = "maths"
    DISPLAY = "display maths"
    COMMENT = "comment"
    ESCAPE = "escape"


class Span(NamedTuple):
    kind: SpanKind
    start: int
    end: int


_MARK = re.compile(
    r"\n([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})[^\n]*"
    r"|\n[ \t]*(?=\n(?: {4}|\t))"
    r"|(\\[!-/:-@\[-`{-~])"
    r"|(`+)"
    r"|(\$\$?)"
    r"|(<!--)"
)
_ANY = re.compile(r"[\\`~$<]|^(?: {4}|\t)", re.M)
# A formula or a code span ends with its paragraph, list item or heading at the latest.
_BLOCK_END = re.compile(r"\n[ \t>]*(?:(?=\n)|`{3,}[^`\n]*(?=\n|\Z)|~{3,}|(?:[-*+]|1[.)])[ \t]|#{1,6}[ \t])")
_INDENTED = re.compile(r"\n(?:(?: {4}|\t)[^\n]*|[ \t]*)(?=\n|\Z)")
_BACKTICKS = re.compile(r"`+")
_DOLLARS = re.compile(r"\\.|(\$+)", re.S)
_BRACES = re.compile(r"\\.|[{}]", re.S)


def spans(text: str) -> list[Span]:
    """The spans of a Markdown text from left to right; none lies in another."""
    return _Scan(text).run() if has_spans(text) else []


def has_spans(text: str) -> bool:
    """A quick look, which may be wrong only in saying yes."""
    return _ANY.search(text) is not None


def is_inside(found: list[Span], offset: int) -> bool:
    """Whether an offset lies in one of these spans, which are in order."""
    index = bisect_right(found, offset, key=attrgetter("start")) - 1
    return index >= 0 and offset < found[index].end


class _Scan:
    def __init__(self, text: str) -> None:
        # A blank line before the text, so that its first line begins a block; offsets are put right at the end.
        self.text = "\n\n" + text
        self.found: list[Span] = []
        self.fences = Fences(self.text)
        self._block_end = -1
        self._no_run: dict[int, int] = {}
        self._no_dollars = {1: -1, 2: -1}
        self._no_comment = False

    def run(self) -> list[Span]:
        at = 0
        steps = (None, None, self._fence, self._escape, self._code, self._maths, self._comment)
        while match := _MARK.search(self.text, at):
            step = steps[match.lastindex] if match.lastindex else None
            at = step(match) if step else self._indented(match)
        return [Span(kind, max(0, start - 2), end - 2) for kind, start, end in self.found]

    def _add(self, kind: SpanKind, start: int, end: int) -> int:
        self.found.append(Span(kind, start, end))
        return end

    def _fence(self, match: re.Match[str]) -> int:
        ended = self.fences.end(match.start(), match[1], match[2], match.end())
        return match.end() if ended is None else self._add(SpanKind.FENCE, match.start(2), ended.end)

    def _indented(self, match: re.Match[str]) -> int:
        start = match.end()
        if self.fences.item_at(start, 4):
            return start + 1
        at = start
        while line := _INDENTED.match(self.text, at):
            at = line.end()
        return self._add(SpanKind.INDENTED, start, max(at, start + 1))

    def _escape(self, match: re.Match[str]) -> int:
        return self._add(SpanKind.ESCAPE, match.start(), match.end())

    def _code(self, match: re.Match[str]) -> int:
        length, end = len(match[4]), self._end_of_block(match.end())
        if self._no_run.get(length, -1) >= end:
            return match.end()
        for run in _BACKTICKS.finditer(self.text, match.end(), end):
            if len(run[0]) == length:
                return self._add(SpanKind.CODE, match.start(), run.end())
        self._no_run[length] = end
        return match.end()

    def _maths(self, match: re.Match[str]) -> int:
        """Pandoc's rule, by the next dollar: no blank inside, no digit behind; and braces in balance, no backtick."""
        text, start, width = self.text, match.end(), len(match[5])
        end = self._end_of_block(start)
        if self._no_dollars[width] >= end:
            return start
        closers = _DOLLARS.finditer(text, start, end)
        closer = next((found for found in closers if found[1] and len(found[1]) >= width), None)
        if closer is None:
            self._no_dollars[width] = end
            return start
        tex = text[start : closer.start()]
        behind = closer.start() + width
        if not tex.strip() or "`" in tex or not _balanced(tex):
            return start
        if width == 1 and (tex[0].isspace() or tex[-1].isspace() or text[behind : behind + 1].isdigit()):
            return start
        return self._add(SpanKind.DISPLAY if width == 2 else SpanKind.MATHS, match.start(), behind)

    def _comment(self, match: re.Match[str]) -> int:
        end = -1 if self._no_comment else self.text.find("-->", match.start() + 2)
        self._no_comment = end < 0
        return match.end() if end < 0 else self._add(SpanKind.COMMENT, match.start(), end + 3)

    def _end_of_block(self, at: int) -> int:
        if self._block_end < at:
            after = _BLOCK_END.search(self.text, at)
            self._block_end = after.start() if after else len(self.text)
        return self._block_end


def _balanced(tex: str) -> bool:
    depth = 0
    for match in _BRACES.finditer(tex):
        sign = match[0]
        depth += 1 if sign == "{" else -1 if sign == "}" else 0
        if depth < 0:
            return False
    return depth == 0
