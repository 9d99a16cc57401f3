"""The cells of a table as Markdown: plain text, HTML, or Markdown already."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from enum import StrEnum

from interviewprep.formats.anki.cards import Account
from interviewprep.formats.html.markdown import markdown_of
from interviewprep.formats.html.markdown_text import escaped, escaped_start, fenced, is_plain, without_controls

Convert = Callable[[str, bool], str]
"""From a cell, and whether its `{{c1::…}}` are gaps, to Markdown without blank edges."""


class Cells(StrEnum):
    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"


# In plain text these mean what they mean in a deck.
_FENCE = re.compile(r"```(?P<language>[\w+#-]{0,20})[ \t]*\n(?P<code>.*?)\n?```", re.S)
_SPAN = re.compile(
    r"(?<!`)`[^`]{1,1000}`(?!`)"
    r"|(?<![\\$])\$\$[^$]{1,5000}\$\$(?!\$)"
    r"|(?<![\\$\w])\$(?![\s$])[^$]{1,1000}(?<![\s\\])\$(?![\d$\w])"
)


def converter(cells: Cells, account: Account) -> Convert:
    if cells is Cells.MARKDOWN:
        return _of_markdown

    def of_plain(cell: str, gaps: bool) -> str:
        if is_plain(cell):
            return cell
        if gaps or "\\(" in cell or "\\[" in cell:
            return _converted(as_html(cell), gaps)
        return as_markdown(cell)

    def of_html(cell: str, gaps: bool) -> str:
        return cell if is_plain(cell) else _converted(cell, gaps)

    def _converted(text: str, gaps: bool) -> str:
        found = markdown_of(text, {}, gaps=gaps)
        account.add(found)
        return found.markdown

    return of_html if cells is Cells.HTML else of_plain


def as_markdown(plain: str) -> str:
    """Markdown that shows just this text line by line, but for code and formulas, which stay."""
    text = _sound(plain)
    if "```" not in text:
        return _paragraphs(text)
    blocks, at = [], 0
    for fence in _FENCE.finditer(text):
        blocks += [_paragraphs(text[at : fence.start()]), fenced(fence["code"], fence["language"])]
        at = fence.end()
    return "\n\n".join(filter(None, (*blocks, _paragraphs(text[at:]))))


def _paragraphs(text: str) -> str:
    if "\n" not in text:
        return _line(text)
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        shown = _line(line)
        if shown:
            paragraphs[-1].append(shown)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\\\n".join(lines) for lines in paragraphs if lines)


def _line(text: str) -> str:
    text = text.strip(" \t\xa0")
    if "`" not in text and "$" not in text:
        return escaped_start(escaped(text))
    pieces, at = [], 0
    for span in _SPAN.finditer(text):
        pieces += [escaped(text[at : span.start()]), span[0]]
        at = span.end()
    return escaped_start("".join([*pieces, escaped(text[at:])]))


def as_html(plain: str) -> str:
    """The same as HTML, for what has gaps and formulas in Anki's signs."""
    text = _sound(plain)
    pieces, at = [], 0
    for span in _SPAN.finditer(text) if "`" in text or "$" in text else ():
        inner = html.escape(span[0].strip("`$"), quote=False)
        if span[0][0] == "`":
            shown = f"<code>{inner}</code>"
        else:
            shown = f"\\[{inner}\\]" if span[0].startswith("$$") else f"\\({inner}\\)"
        pieces += [_lines(text[at : span.start()]), shown]
        at = span.end()
    return "".join([*pieces, _lines(text[at:])])


def _lines(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def _sound(plain: str) -> str:
    text = plain.replace("\r\n", "\n").replace("\r", "\n") if "\r" in plain else plain
    return without_controls(text).strip(" \t\n")


def _of_markdown(cell: str, gaps: bool) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
