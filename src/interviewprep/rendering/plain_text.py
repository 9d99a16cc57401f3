"""What a screen reader says of rendered HTML: words in order, code and maths as written, gaps as a word."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from interviewprep.cards.areas import parted
from interviewprep.rendering.line_starts import HTML_BLOCKS
from interviewprep.rendering.words import ENGLISH, Words

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>|([^<]+|<)')
_CLASS = re.compile(r' class="([^"]*)"')
_SRC = re.compile(r' src="([^"]*)"')
_ALT = re.compile(r' alt="([^"]*)"')
_START = re.compile(r' start="(\d+)"')
_LINES = (HTML_BLOCKS | {"br"}) - {"td", "th", "thead", "tbody"}


def plain_text(html: str, words: Words = ENGLISH) -> str:
    """The reading text of HTML that `render` made; lines end where blocks do."""
    reader = _Reader(words)
    for closing, tag, attributes, text in _TOKEN.findall(html):
        if text:
            reader.text(unescape(text))
        elif closing:
            reader.closed(tag)
        else:
            reader.opened(tag, attributes)
    lines = (line.rstrip() for line in "".join(reader.said).split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip("\n")


class _Reader:
    def __init__(self, words: Words) -> None:
        self.said: list[str] = []
        self._words = words
        self._numbers: list[int | None] = []
        self._verbatim = 0
        self._spans: list[tuple[str, int]] = []
        self._cells = 0

    def text(self, text: str) -> None:
        if not self._verbatim:
            text = re.sub(r"\s+", " ", text)
            if not self.said or self.said[-1].endswith(("\n", " ")):
                text = text.lstrip(" ")
        if text:
            self.said.append(text)

    def opened(self, tag: str, attributes: str) -> None:
        if tag in _LINES:
            self._new_line()
        if tag == "span":
            found = _CLASS.search(attributes)
            self._spans.append((found[1] if found else "", len(self.said)))
        elif tag == "pre":
            self._verbatim += 1
        elif tag in ("ul", "ol"):
            start = _START.search(attributes)
            self._numbers.append(None if tag == "ul" else int(start[1]) if start else 1)
        elif tag == "li":
            self._item()
        elif tag == "tr":
            self._cells = 0
        elif tag in ("td", "th"):
            if self._cells:
                self.said.append(", ")
            self._cells += 1
        elif tag == "img":
            self._picture(attributes)

    def _picture(self, attributes: str) -> None:
        alt, address = _ALT.search(attributes), _SRC.search(attributes)
        file, areas = parted(address[1]) if address else ("", ())
        # Where something of it is hidden, a terminal's reader has to look at the file.
        name = f"{self._words.picture} {unquote(file)}" if areas else self._words.picture
        self.said.append(f"{name}: {unescape(alt[1])}" if alt and alt[1] else name)

    def closed(self, tag: str) -> None:
        if tag in _LINES:
            self._new_line()
        if tag == "span" and self._spans:
            name, start = self._spans.pop()
            if name == "gap":
                self._gap(start)
        elif tag == "pre":
            self._verbatim -= 1
        elif tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()

    def _gap(self, start: int) -> None:
        hint = "".join(self.said[start:]).strip("[] …")
        self.said[start:] = [f"{self._words.blank} ({hint})" if hint else self._words.blank]

    def _item(self) -> None:
        number = self._numbers[-1] if self._numbers else None
        indent = "  " * (len(self._numbers) - 1)
        self.said.append(f"{indent}{number}. " if number is not None else f"{indent}- ")
        if number is not None:
            self._numbers[-1] = number + 1

    def _new_line(self) -> None:
        # The first block of a list item goes on in the line of its number.
        if self.said and not self.said[-1].endswith(("\n", "- ", ". ")):
            self.said.append("\n")
