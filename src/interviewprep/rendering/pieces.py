"""Pieces of a text that Markdown must not touch: code spans, maths, raw HTML, escaped characters, drawn values.

Until the HTML is complete they stand as marks made of noncharacters, which a deck cannot hold (`without_marks`).
"""

from __future__ import annotations

import re
from html import escape

OPEN_WORD, OPEN_SIGN, CLOSE, BREAK = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""A mark is OPEN_WORD or OPEN_SIGN, a number, CLOSE. Emphasis takes the first for a letter, the second for a sign."""
MARK = re.compile(f"[{OPEN_WORD}{OPEN_SIGN}]([0-9]+){CLOSE}")
# Characters that mean something to the renderer's own steps, and control characters that no reader can show.
_RESERVED = dict.fromkeys(
    (*range(0xFDD0, 0xFDD4), *range(9), 11, 12, *range(14, 32), 0x7F, *range(0xD800, 0xE000)), "\ufffd"
)


def without_marks(text: str) -> str:
    """The text with its reserved characters replaced, each by one character, so that offsets stay."""
    return text.translate(_RESERVED)


class Pieces:
    """The HTML and the plain text of each piece taken out, by the number in its mark."""

    def __init__(self) -> None:
        self._html: list[str] = []
        self._text: list[str] = []
        self._edges: set[int] = set()

    def add(self, html: str, text: str, *, word: bool = False) -> str:
        """Keep a piece and return the mark that stands for it."""
        self._html.append(html)
        self._text.append(text)
        return f"{OPEN_WORD if word else OPEN_SIGN}{len(self._html) - 1}{CLOSE}"

    def add_edge(self, html: str, text: str = "") -> str:
        """A piece that no formula reaches across: a gap, or where one begins or ends."""
        self._edges.add(len(self._html))
        return self.add(html, text, word=True)

    def has_edge(self, text: str) -> bool:
        return bool(self._edges) and any(int(mark[1]) in self._edges for mark in MARK.finditer(text))

    def show_as_text(self, number: int) -> None:
        """Let a piece already taken out stand for its own text."""
        self._html[number] = escape(self._text[number])

    def __len__(self) -> int:
        return len(self._html)

    def as_html(self, html: str) -> str:
        """`html` with its marks replaced by HTML."""
        return MARK.sub(lambda mark: self._html[int(mark[1])], html).replace(BREAK, "<br>")

    def as_text(self, text: str) -> str:
        """`text` with its marks replaced by the text that they stand for, for code, addresses and the like."""
        if OPEN_SIGN not in text and OPEN_WORD not in text and BREAK not in text:
            return text
        return MARK.sub(lambda mark: self._text[int(mark[1])], text).replace(BREAK, " ")
