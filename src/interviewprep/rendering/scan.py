"""What is taken out of a text before Markdown: from left to right, as CommonMark does, each search linear."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from html import escape, unescape

from interviewprep.rendering.line_starts import HTML_INLINE
from interviewprep.rendering.pieces import BREAK, Pieces

_STOP = re.compile(r"[\\`$<]")
_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_AUTOMAIL = re.compile(r"<([^\s<>@:]+@[^\s<>@:]+)>")
_TAG = re.compile(
    r"""</?([A-Za-z][A-Za-z0-9-]*+)"""
    r"""(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+\s*+/?>"""
)
_POINTED = re.compile(r"<([^<>\n]++)>(?=(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+\))")
"""An address in angle brackets and, behind it, the end of its link or picture."""
_NEAR = 8
"""How far, at most, it stands behind its round bracket."""
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Scan:
    """Takes the pieces out of the text of one block.

    `raw` gives the HTML for a tag, from its name and source: kept, replaced or as text; `link` that for an address
    and the words of its link.
    """

    def __init__(self, pieces: Pieces, raw: Callable[[str, str], str], link: Callable[[str, str], str]) -> None:
        self._pieces = pieces
        self._raw = raw
        self._link = link
        self._no_comment = ""
        """A text in which no comment ends any more."""

    def __call__(self, text: str) -> str:
        out: list[str] = []
        at = 0
        self._runs: dict[int, list[int]] | None = None
        self._tags: list[tuple[str, int]] = []
        while stop := _STOP.search(text, at):
            out.append(text[at : stop.start()])
            take = {"\\": self._escape, "`": self._code, "$": self._maths, "<": self._angle}[stop[0]]
            said, at = take(text, stop.start())
            out.append(said)
        out.append(text[at:])
        self._balance()
        return "".join(out)

    def html_block(self, text: str) -> str:
        """A block of raw HTML: its tags pass or become text, its comments go, and nothing in it is Markdown."""
        out: list[str] = []
        at = 0
        self._tags = []
        while (start := text.find("<", at)) >= 0:
            out.append(text[at:start])
            if end := self._comment(text, start):
                at = end
            elif tag := _TAG.match(text, start):
                out.append(self._tag(tag))
                at = tag.end()
            else:
                out.append("&lt;")
                at = start + 1
        out.append(text[at:])
        self._balance()
        return self._pieces.add(self._pieces.as_html("".join(out)), text)

    def _escape(self, text: str, at: int) -> tuple[str, int]:
        after = text[at + 1 : at + 2]
        if after == "\n":
            return BREAK + "\n", at + 2
        if after in _PUNCTUATION and after:
            return self._pieces.add(escape(after), after), at + 2
        return "\\", at + 1

    def _code(self, text: str, at: int) -> tuple[str, int]:
        if self._runs is None:
            self._runs = {}
            for run in _TICKS.finditer(text):
                self._runs.setdefault(len(run[0]), []).append(run.start())
        ticks = _TICKS.match(text, at)
        assert ticks
        size, inside = len(ticks[0]), ticks.end()
        ends = self._runs.get(size, [])
        place = bisect_left(ends, inside)
        if place == len(ends):
            return ticks[0], inside
        code = self._pieces.as_text(text[inside : ends[place]].replace(BREAK, " ").replace("\n", " "))
        if code[:1] == " " == code[-1:] and code.strip(" "):
            code = code[1:-1]
        return self._pieces.add(f"<code>{escape(code)}</code>", code), ends[place] + size

    def _maths(self, text: str, at: int) -> tuple[str, int]:
        """Pandoc's rule: no blank inside the dollars, no digit after them; a backtick inside means code began."""
        size = 2 if text.startswith("$$", at) else 1
        end = _next_dollar(text, at + size)
        while size == 2 and end >= 0 and not text.startswith("$$", end):
            end = _next_dollar(text, end + 1)
        tex = text[at + size : end]
        closed = end >= 0 and bool(tex.strip()) and "`" not in tex
        if closed and size == 1:
            closed = not (tex[0].isspace() or tex[-1].isspace() or text[end + 1 : end + 2].isdigit())
        if not closed or self._pieces.has_edge(tex):
            return "$" * size, at + size
        tex = self._pieces.as_text(tex).strip()
        return self._pieces.add(maths_html(tex, display=size == 2), "$" * size + tex + "$" * size), end + size

    def _angle(self, text: str, at: int) -> tuple[str, int]:
        if end := self._comment(text, at):
            return "", end
        if text[max(0, at - _NEAR) : at].rstrip().endswith("](") and (pointed := _POINTED.match(text, at)):
            return self._pieces.add(escape(pointed[0]), unescape(self._pieces.as_text(pointed[1]))), pointed.end()
        if link := _AUTOLINK.match(text, at):
            address = self._pieces.as_text(link[1])
            return self._pieces.add(self._link(address, address), address), link.end()
        if mail := _AUTOMAIL.match(text, at):
            address = self._pieces.as_text(mail[1])
            return self._pieces.add(self._link("mailto:" + address, address), address), mail.end()
        if tag := _TAG.match(text, at):
            return self._tag(tag), tag.end()
        return self._pieces.add("&lt;", "<"), at + 1

    def _comment(self, text: str, at: int) -> int:
        """Where the comment that begins here ends; 0 where none does."""
        if not text.startswith("<!--", at) or self._no_comment is text:
            return 0
        end = text.find("-->", at + 4)
        if end < 0:
            self._no_comment = text
        return end + 3 if end >= 0 else 0

    def _tag(self, tag: re.Match[str]) -> str:
        source = self._pieces.as_text(tag[0])
        name = tag[1].lower()
        if name in HTML_INLINE and name not in ("br", "img"):
            self._tags.append(("/" + name if source[1] == "/" else name, len(self._pieces)))
        return self._pieces.add(self._raw(name, source), source)

    def _balance(self) -> None:
        """Show a tag without its partner in the same block as text, else it would run on through the whole card."""
        open_tags: list[tuple[str, int]] = []
        alone: list[int] = []
        for name, number in self._tags:
            if name[0] != "/":
                open_tags.append((name, number))
            elif all(tag != name[1:] for tag, _ in open_tags):
                alone.append(number)
            else:
                while open_tags[-1][0] != name[1:]:
                    alone.append(open_tags.pop()[1])
                open_tags.pop()
        for number in (*alone, *(number for _, number in open_tags)):
            self._pieces.show_as_text(number)


def maths_html(tex: str, *, display: bool) -> str:
    """What the viewer replaces by a painted formula."""
    return f'<span class="{"math display" if display else "math"}">{escape(tex)}</span>'


def _next_dollar(text: str, at: int) -> int:
    while (end := text.find("$", at)) >= 0:
        backslashes = 0
        while end - backslashes > at and text[end - backslashes - 1] == "\\":
            backslashes += 1
        if backslashes % 2 == 0:
            return end
        at = end + 1
    return -1
