"""Where code fences end, as code hosts see it: at the top of a text, inside list items and inside quotes.

A fence inside a list item or a quote ends with its container at the latest, so it can never hide a heading
at the left margin. A fence at the top can, and where it is never closed that is told apart at once, so that
a reader can go on behind it without searching the rest of the text again for each such fence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

_CLOSER = re.compile(r"\n {0,3}(`{3,}|~{3,})[ \t]*(?=\n|\Z)")
# Deeper lists are read as code, so that hostile indents cannot cost more than so many looks at a line.
_DEEPEST = 60
_MARKER = re.compile(r" *(?:[-*+]|\d{1,9}[.)]) {1,4}(?=\S)")


class FenceEnd(NamedTuple):
    end: int
    """Offset behind the closing line, or where the fence's container ends; the text's end where nothing closes it."""
    closed: bool
    at_top: bool


@lru_cache(maxsize=64)
def _inside_item(offset: int) -> re.Pattern[str]:
    """A closing fence, or the first line that stands left of the item's text."""
    blanks = " " * offset
    return re.compile(rf"\n(?:{blanks} *(`{{3,}}|~{{3,}})[ \t]*(?=\n|\Z)|(?!{blanks})(?![ \t]*(?:\n|\Z)))")


_INSIDE_QUOTE = re.compile(r"\n(?:[ >\t]*>[ \t]*(`{3,}|~{3,})[ \t]*(?=\n|\Z)|(?! {0,3}>))")


class Fences:
    """Fences of one text. `text` begins with a line end, so that every line has one before it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last_closers: dict[str, tuple[list[int], list[int]]] = {}
        # For an indent: up to where the way back to its list item is known, and the item's text column.
        self._items: dict[int, tuple[int, int]] = {}

    def end(self, line_start: int, lead: str, fence: str, opened: int) -> FenceEnd | None:
        """End of the fence that stands behind `lead` on a line and whose opening line ends at `opened`.

        None where the line is no fence but indented code.
        """
        if ">" in lead:
            return self._within(_INSIDE_QUOTE, fence, opened)
        if lead.strip(" "):
            return self._within(_inside_item(len(lead)), fence, opened)
        if lead:
            if len(lead) > _DEEPEST:
                return None
            item = self.item_at(line_start, len(lead))
            if item:
                return self._within(_inside_item(item), fence, opened)
            if len(lead) > 3:
                return None
        return self._at_top(fence, opened)

    def item_at(self, line_start: int, indent: int) -> int:
        """Text column of the list item that a line with this indent belongs to; 0 where it is in none."""
        text, limit, at, found = self._text, indent, line_start, 0
        passed = [(indent, line_start)]
        while at > 0:
            known_until, known = self._items.get(limit, (-1, 0))
            if at <= known_until:
                found = known
                break
            start = text.rfind("\n", 0, at)
            line, at = text[start + 1 : at], start
            own = len(line) - len(line.lstrip(" "))
            if own >= limit or not line.strip(" \t"):
                continue
            marker = _MARKER.match(line)
            if marker and 0 < marker.end() <= limit:
                found = marker.end()
                break
            if not own:
                break
            limit = own
            passed.append((limit, at))
        for width, reached in passed:
            self._items[width] = (reached, found)
        return found

    def _within(self, ending: re.Pattern[str], fence: str, opened: int) -> FenceEnd:
        at = opened
        while match := ending.search(self._text, at):
            closer = match[1]
            if closer is None:
                return FenceEnd(match.start(), False, False)
            if closer[0] == fence[0] and len(closer) >= len(fence):
                return FenceEnd(match.end(), True, False)
            at = match.end()
        return FenceEnd(len(self._text), False, False)

    def _at_top(self, fence: str, opened: int) -> FenceEnd:
        known = self._last_closers.get(fence[0])
        if known is None or _closes_later(known, len(fence), opened):
            for match in _CLOSER.finditer(self._text, opened):
                closer = match[1]
                if closer[0] == fence[0] and len(closer) >= len(fence):
                    return FenceEnd(match.end(), True, True)
            self._last_closers[fence[0]] = self._closers_after(fence[0], opened)
        return FenceEnd(len(self._text), False, True)

    def _closers_after(self, sign: str, at: int) -> tuple[list[int], list[int]]:
        """Rising lengths of closers, and beside each the last place of one that long or longer."""
        lengths: list[int] = []
        places: list[int] = []
        for match in reversed(list(_CLOSER.finditer(self._text, at))):
            closer = match[1]
            if closer[0] == sign and len(closer) > (lengths[-1] if lengths else 0):
                lengths.append(len(closer))
                places.append(match.start())
        return lengths, places


def _closes_later(known: tuple[list[int], list[int]], length: int, at: int) -> bool:
    lengths, places = known
    index = bisect_left(lengths, length)
    return index < len(lengths) and places[index] >= at
