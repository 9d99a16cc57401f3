"""HTML of other programs' cards as Markdown that shows alike.

One pass from left to right with a bounded stack: no tree is built, no search is repeated, so that the time grows with
the length alone. What has no Markdown stays as tags of the allow-list; styles, classes and programs go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from interviewprep.formats.html.document import FRAMED, Document
from interviewprep.formats.html.lines import OpenGap, OpenLink
from interviewprep.formats.html.markdown_text import code_span, is_plain, is_plain_with_gaps, without_controls
from interviewprep.formats.html.maths import (
    formula,
    gap_groups,
    is_formula,
    latex_formula,
    tex_of,
    with_gaps,
    without_gaps,
)
from interviewprep.formats.html.media import MediaLinks, link_address
from interviewprep.formats.html.tags import LINES, MARKS, SILENT, attributes_of, marks_of_style, unescaped


@dataclass(frozen=True, slots=True)
class Converted:
    markdown: str
    remote: tuple[str, ...] = ()
    """Addresses of pictures and sounds on other machines; they are named in the text and not fetched."""
    missing: tuple[str, ...] = ()
    """Names of pictures and sounds that are not among the media."""
    dropped: tuple[str, ...] = ()
    """What could not be kept, each kind once: `speech`, `SVG drawing`…"""


_STOP = re.compile(r"<(?=[A-Za-z/!?])|\\[(\[]|\[\$\$?\]|\[latex\]|\[sound:|\[anki:")
_STOP_IN_CLOZE = re.compile(_STOP.pattern + r"|\{\{c\d{1,4}::|\}\}|::")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)((?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)>")
_SIMPLE_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)([^<>]*+)>")
_CLOSERS = {"\\(": "\\)", "\\[": "\\]", "[$]": "[/$]", "[$$]": "[/$$]", "[latex]": "[/latex]"}
_DISPLAY = ("\\[", "[$$]")

_ATTEMPTS = 50
_MOST_GAPS = 8


def markdown_of(html: str, media: Mapping[str, str], *, gaps: bool = False) -> Converted:
    """The Markdown that shows what this HTML shows.

    `media` gives the name on our side for a name in the HTML (see `media_names.same_name`). With `gaps`, `{{c1::…}}`
    are gaps, flat and kept within one line each; otherwise they are text.
    """
    if is_plain(html) or (gaps and is_plain_with_gaps(html)):
        return Converted(html)
    return _Converter(without_controls(html), media, gaps=gaps).run()


class _Converter:
    def __init__(self, html: str, media: Mapping[str, str], *, gaps: bool) -> None:
        self.html = html
        self.with_gaps = gaps
        self.out = Document()
        self.spans: list[tuple[str, tuple[str, ...]]] = []
        self.without: set[str] = set()
        """What does not come any more."""
        self.attempts = _ATTEMPTS
        self.verbatim: list[str] | None = None
        """The text of the <pre> that is open."""
        self.hint: list[str] | None = None
        """The hint of the gap that is open, once it has begun."""
        self.links = MediaLinks(media)
        self.dropped = self.links.dropped

    def run(self) -> Converted:
        html, at = self.html, 0
        search = (_STOP_IN_CLOZE if self.with_gaps else _STOP).search
        while stop := search(html, at):
            if stop.start() > at:
                self.text(unescaped(html[at : stop.start()]))
            at = self.step(stop)
        self.text(unescaped(html[at:]))
        if self.verbatim is not None:
            self.end_pre()
        markdown = self.out.end()
        if self.out.cells_left_out:
            self.dropped["cells of a large table"] = None
        return Converted(markdown, tuple(self.links.remote), tuple(self.links.missing), tuple(self.dropped))

    def step(self, stop: re.Match[str]) -> int:
        sign = stop[0]
        if sign == "<":
            return self.angle(stop.start())
        if sign in _CLOSERS:
            return self.maths(stop)
        if sign in ("[sound:", "[anki:"):
            return self.bracket(stop)
        return self.gap(stop)

    def find(self, what: str, at: int) -> int:
        """Where `what` comes next; it is not looked for again once it does not."""
        if what in self.without:
            return -1
        end = self.html.find(what, at)
        if end < 0:
            self.without.add(what)
        return end

    # Text

    def text(self, text: str) -> None:
        if self.hint is not None:
            self.hint.append(text)
        elif self.verbatim is not None:
            self.verbatim.append(text)
        elif self.out.keeps_blanks:
            first, *others = text.replace("\r", "").split("\n")
            self.out.text(first)
            for line in others:
                self.out.frame.end_line(even_empty=True)
                self.out.text(line)
        elif text:
            self.out.text(text)

    def markdown(self, markdown: str) -> None:
        if markdown and self.hint is None and self.verbatim is None:
            self.out.markdown(markdown)

    # Tags

    def angle(self, at: int) -> int:
        html = self.html
        if html.startswith("<!--", at):
            end = self.find("-->", at + 4)
            return at + 4 if end < 0 else end + 3
        tag = _TAG.match(html, at) if self.attempts else None
        if tag is None:
            # A quote that never ends must not be looked for from every tag.
            self.attempts = max(0, self.attempts - 1)
            tag = _SIMPLE_TAG.match(html, at)
        if tag is None:
            if html[at + 1 : at + 2] in ("!", "?") and (end := self.find(">", at)) >= 0:
                return end + 1
            self.text("<")
            return at + 1
        name = tag[2].lower()
        if tag[1]:
            self.end(name)
        elif name in SILENT:
            return self.silent(name, tag.end())
        elif name == "anki-mathjax":
            return self.mathjax(tag[3], tag.end())
        elif name == "pre" and self.verbatim is None:
            self.pre(tag.end())
        else:
            self.start(name, tag[3])
        return tag.end()

    def silent(self, name: str, at: int) -> int:
        """Pass over an element whose content is no text."""
        if SILENT[name]:
            self.dropped[SILENT[name]] = None
        end = self.find(f"</{name}", at)
        if end < 0:
            return at
        close = self.find(">", end)
        return len(self.html) if close < 0 else close + 1

    def start(self, name: str, attributes: str) -> None:
        if self.verbatim is not None:
            if name == "br":
                self.verbatim.append("\n")
            elif name in LINES:
                self.verbatim_line()
            elif name == "img":
                # It stands between two blocks of code.
                self.end_pre()
                self.start_other(name, attributes)
                self.verbatim = []
        elif name in MARKS:
            self.out.mark(MARKS[name], 1)
        elif name in ("span", "font"):
            self.span(name, attributes)
        elif name in FRAMED:
            start = attributes_of(attributes).get("start", "") if name == "ol" else ""
            self.out.open(name, int(start) if re.fullmatch("[0-9]{1,8}", start) else 1)
        elif name in LINES:
            self.out.frame.end_line()
        elif name == "p":
            self.out.frame.end_paragraph()
        else:
            self.start_other(name, attributes)

    def start_other(self, name: str, attributes: str) -> None:
        match name:
            case "br":
                self.out.frame.end_line(even_empty=True)
            case "hr":
                self.out.rule()
            case "img":
                found = attributes_of(attributes)
                self.markdown(self.links.picture(found.get("src", ""), found.get("alt", "")))
            case "a":
                address = link_address(attributes_of(attributes).get("href", ""))
                self.out.links.append(OpenLink(address) if address else None)
                self.out.remark()
            case "audio" | "video" | "source" | "embed":
                if source := attributes_of(attributes).get("src", ""):
                    self.markdown(self.links.sound(unquote(source)))
            case "rt":
                self.text("(")
            case "input" | "button":
                self.dropped["input field"] = None

    def end(self, name: str) -> None:
        if self.verbatim is not None:
            if name == "pre":
                self.end_pre()
            elif name in LINES:
                self.verbatim_line()
        elif name in MARKS:
            self.out.mark(MARKS[name], -1)
        elif name in ("span", "font"):
            if self.spans and self.spans[-1][0] == name:
                for mark in self.spans.pop()[1]:
                    self.out.mark(mark, -1)
        elif name in FRAMED:
            self.out.close(name)
        elif name in LINES:
            self.out.frame.end_line()
        elif name == "p":
            self.out.frame.end_paragraph()
        elif name == "pre" and self.out.keeps_blanks:
            self.end_lines()
        elif name == "a" and self.out.links:
            self.out.links.pop()
            self.out.remark()
        elif name == "rt":
            self.text(")")

    def span(self, name: str, attributes: str) -> None:
        marks = marks_of_style(attributes_of(attributes).get("style", "")) if "style" in attributes else ()
        self.spans.append((name, marks))
        for mark in marks:
            self.out.mark(mark, 1)

    def pre(self, at: int) -> None:
        end = self.find("</pre", at)
        gap = self.find("{{c", at) if self.with_gaps and not self.out.gaps else -1
        if (0 <= gap < end) or (gap >= 0 > end) or self.out.gaps:
            # Gaps in a block of code would be none: its lines become inline code, with the gaps between.
            self.out.frame.end_paragraph()
            self.out.keeps_blanks = True
            self.out.mark("code", 1)
        else:
            self.verbatim = []

    def end_lines(self) -> None:
        self.out.keeps_blanks = False
        self.out.mark("code", -1)
        self.out.frame.end_paragraph()

    def verbatim_line(self) -> None:
        if self.verbatim and not self.verbatim[-1].endswith("\n"):
            self.verbatim.append("\n")

    def end_pre(self) -> None:
        text = "".join(self.verbatim or [])
        self.verbatim = None
        self.out.preformatted(text)

    # Sounds

    def bracket(self, stop: re.Match[str]) -> int:
        """`[sound:…]` and `[anki:tts …]…[/anki:tts]`."""
        end = self.find("]", stop.end())
        if end < 0 or end - stop.end() > 1000:
            self.text(stop[0])
            return stop.end()
        if stop[0] == "[sound:":
            self.markdown(self.links.sound(unescaped(self.html[stop.end() : end])))
            return end + 1
        self.dropped["speech"] = None
        close = self.find("[/anki:", end)
        return end + 1 if close < 0 else self.html.find("]", close) + 1 or end + 1

    # Formulas

    def maths(self, stop: re.Match[str]) -> int:
        sign, closer = stop[0], _CLOSERS[stop[0]]
        end = self.find(closer, stop.end())
        source = self.html[stop.end() : end] if end >= 0 else ""
        # A gap that ends within what looks like a formula makes it none.
        across = bool(self.out.gaps) and "}}" in source and "{{c" not in source and not is_formula(tex_of(source))
        if end < 0 or across or self.verbatim is not None or self.out.in_code:
            self.text(sign)
            return stop.end()
        self.tex(tex_of(source), sign)
        return end + len(closer)

    def mathjax(self, attributes: str, at: int) -> int:
        end = self.find("</anki-mathjax", at)
        if end < 0:
            return at
        self.tex(tex_of(self.html[at:end]), "\\[" if "true" in attributes else "\\(")
        return self.find(">", end) + 1 or len(self.html)

    def tex(self, tex: str, sign: str) -> None:
        display = sign in _DISPLAY
        if sign == "[latex]":
            whole = latex_formula(tex)
            if whole is None:
                self.dropped["LaTeX that is no formula (kept as code)"] = None
                self.code(tex)
                return
            tex, display = whole
        if self.with_gaps and "{{c" in tex:
            self.gapped_tex(tex)
        elif not is_formula(tex):
            self.code(tex)
        elif display and not self.out.gaps and not self.out.in_cell and self.hint is None and self.verbatim is None:
            self.out.block(formula(tex, display=True))
        else:
            self.formula(tex)

    def code(self, tex: str) -> None:
        if tex:
            self.markdown(code_span(tex))

    def formula(self, tex: str) -> None:
        if self.hint is not None:
            self.hint.append(tex)
        else:
            self.markdown(formula(tex))

    def gapped_tex(self, tex: str) -> None:
        """A formula with gaps: each part a formula of its own, or the whole one gap where that would break it."""
        parts = with_gaps(tex)
        if parts is None:
            self.dropped["gaps inside a formula (the whole formula is one gap)"] = None
            group, tex = gap_groups(tex)[:1], without_gaps(tex)
            if not is_formula(tex) or not group:
                self.code(tex)
                return
            parts = [(tex, group[0], "")]
        for part, group_name, hint in parts:
            if group_name:
                self.out.gaps.append(OpenGap(group_name, hint))
            self.out.remark()
            self.text(" ")
            self.formula(part)
            if group_name:
                self.out.gaps.pop()
        self.out.remark()

    # Gaps

    def gap(self, stop: re.Match[str]) -> int:
        sign, gaps = stop[0], self.out.gaps
        if self.verbatim is not None:
            self.text(sign)
            return stop.end()
        if sign.startswith("{{"):
            if len(gaps) >= _MOST_GAPS or self.hint is not None:
                return stop.end()
            if gaps:
                self.dropped["gaps inside gaps (side by side now)"] = None
            gaps.append(OpenGap(f"c{int(sign[3:-2])}"))
        elif not gaps or (sign == "::" and self.hint is not None):
            self.text(sign)
            return stop.end()
        elif sign == "::":
            self.hint = []
            return stop.end()
        else:
            if self.hint is not None:
                gaps[-1].hint = " ".join("".join(self.hint).split())
                self.hint = None
            gaps.pop()
        self.out.remark()
        return stop.end()
