"""The headings of a deck file that make its structure, and the faults met on the way.

Only `#`, `##` and `###` with a blank, at the left margin and outside code fences and comments, are structure.
One pass with one compiled expression: it looks only at lines that can matter.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from interviewprep.cards.attributes import split_attributes
from interviewprep.cards.fences import Fences
from interviewprep.cards.rules import Fault

_LINE = re.compile(
    r"\n(?:"
    r"(#{1,3})(?=[ \t\n]|\Z)([^\n]*)"
    r"|( {0,3}(?:(?:[-*+]|\d{1,9}[.)]) {1,4})?)(`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})([^\n]*)"
    r"| {0,3}(<!--)"
    r"|(#{2,3}[^# \t\n][^\n]*)"
    r"|( {1,3}###?(?=[ \t])[^\n]*)"
    r"|(=+|-{2,})[ \t]*(?=\n|\Z)"
    r")"
)
_CARD = re.compile(r"\n##(?=[ \t\n]|\Z)")
_SWALLOWED = re.compile(r"\n##[ \t]+([^\n]*\{[^{}\n]*#[^{}\n]*\})[ \t]*(?=\n)")
_MARKDOWN = frozenset({"md", "markdown"})
_MARKS_SHOWN = 10
_NO_SETEXT = ("#", ">", "|", "- ", "* ", "+ ", "    ", "\t", "---", "===", "<")


class Heading(NamedTuple):
    level: int
    line: int
    start: int
    """Offset of the first `#`."""
    end: int
    """Offset of the line's end."""
    text: str
    """Without the marks before and behind it; attributes are still there."""


class Outline(NamedTuple):
    headings: list[Heading]
    faults: list[Fault]
    open_fence: str
    """The first fence at the left margin that nothing closes, "" for none."""
    open_comments: list[int]
    """Offsets of comments that never end."""


def outline(text: str, first_line: int = 1) -> Outline:
    """Headings and faults of a text with `\\n` line ends; lines are counted from `first_line`."""
    return _Scan(text, first_line).run()


def without_closing_marks(heading: str) -> str:
    """`Title ##` is `Title`, as in Markdown; `C#` keeps its mark."""
    if not heading.endswith("#"):
        return heading
    kept = heading.rstrip("# \t")
    tail = heading[len(kept) :]
    attached = len(tail) - len(tail.lstrip("#")) if kept else 0
    return heading[: len(kept) + attached]


class _Scan:
    def __init__(self, text: str, first_line: int) -> None:
        self.text = "\n" + text
        self.fences = Fences(self.text)
        self.headings: list[Heading] = []
        self.faults: list[Fault] = []
        self.open_fence = ""
        self.open_comments: list[int] = []
        self._counted_to = 0
        self._line = first_line - 1

    def run(self) -> Outline:
        text, search, headings = self.text, _LINE.search, self.headings
        at = 0
        while match := search(text, at):
            at = match.end()
            group = match.lastindex
            if group == 2:
                start, rest = match.start(), match[2].strip(" \t")
                if rest.endswith("#"):
                    rest = without_closing_marks(rest)
                headings.append(Heading(len(match[1]), self.line(start), start, at - 1, rest))
            elif group == 5:
                at = self._behind_fence(match)
            elif group == 6:
                at = self._behind_comment(match)
            else:
                self._warn(match)
        return Outline(headings, self.faults, self.open_fence, self.open_comments)

    def line(self, offset: int) -> int:
        """Line of the match that begins with the line end at `offset`; offsets must not fall."""
        self._line += self.text.count("\n", self._counted_to, offset + 1)
        self._counted_to = offset + 1
        return self._line

    def _behind_fence(self, match: re.Match[str]) -> int:
        found = self.fences.end(match.start(), match[3], match[4], match.end())
        if found is None:
            return match.end()
        line, marks = self.line(match.start()), match[4][:_MARKS_SHOWN]
        if found.closed:
            self._swallowed(match, found.end)
            return found.end
        if not found.at_top:
            message = f"this {marks} fence is not closed before its list item ends; close it at the same indent"
            self.faults.append(Fault(line, "unclosed-fence", message))
            return found.end
        message = f"this {marks} fence is never closed; a line of {marks} belongs behind the code"
        self.faults.append(Fault(line, "unclosed-fence", message))
        card = _CARD.search(self.text, match.end())
        self.open_fence = self.open_fence or match[4]
        return card.start() if card else found.end

    def _swallowed(self, match: re.Match[str], end: int) -> None:
        info = match[5].strip(" \t{.").split(" ")[0].lower()
        if info in _MARKDOWN or self.text.find("\n## ", match.end(), end) < 0:
            return
        for heading in _SWALLOWED.finditer(self.text, match.end(), end):
            if split_attributes(heading[1])[1].id:
                message = "this card stands inside a code fence and is not read; close the fence above it"
                self.faults.append(Fault(self.line(heading.start()), "swallowed-heading", message))

    def _behind_comment(self, match: re.Match[str]) -> int:
        end = -1 if self.open_comments else self.text.find("-->", match.start(6) + 2)
        if end >= 0:
            return end + 3
        message = "this comment never ends and is read as text; end it with -->"
        self.faults.append(Fault(self.line(match.start()), "unclosed-comment", message))
        self.open_comments.append(match.start(6) - 1)
        return match.end()

    def _warn(self, match: re.Match[str]) -> None:
        start = match.start()
        if match.lastindex == 7:
            marks = "##" if match[7][2] != "#" else "###"
            message = f"without a blank behind {marks} this is text; write {marks} {match[7].lstrip('#')[:40]}"
            self.faults.append(Fault(self.line(start), "heading-blank", message))
        elif match.lastindex == 8:
            if not self.fences.item_at(start, match[8].index("#")):
                message = "a card or part begins at the left margin only; take the blanks before the # away"
                self.faults.append(Fault(self.line(start), "heading-indent", message))
        else:
            above = self.text[self.text.rfind("\n", 0, start) + 1 : start]
            if start and above.strip() and not above.lstrip(" ").startswith(_NO_SETEXT) and "|" not in above:
                message = "a line underlined like this is text here; begin a heading with ##, or part the two lines"
                self.faults.append(Fault(self.line(start), "setext-heading", message))
