"""Python-Markdown with the blocks and marks of the code hosts, and with maths.

The blocks come from `blocks.py` and become Python-Markdown's tree here; links and emphasis are its inline
processors from `inline.py`; what Markdown must not touch is taken out by `pieces.py` first. The HTML that comes out
is not yet clean.
"""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import AtomicString, Registry

from interviewprep.cards.areas import parted, with_areas
from interviewprep.rendering import blocks
from interviewprep.rendering.allow_list import (
    BOXES,
    TAGS,
    Media,
    address_of,
    attributes_of,
    is_sound,
    link_passes,
    picture_name,
)
from interviewprep.rendering.blocks import Block
from interviewprep.rendering.hidden_areas import said_areas
from interviewprep.rendering.highlight import code_html
from interviewprep.rendering.inline import BareAddress, Brackets, Emphasis, add_text
from interviewprep.rendering.limits import Budget
from interviewprep.rendering.line_starts import cells
from interviewprep.rendering.pieces import BREAK, Pieces
from interviewprep.rendering.scan import Scan, maths_html
from interviewprep.rendering.words import ENGLISH, Words

_TASK = re.compile(r"\[([ xX])\] +(?=\S)")
_BOX = re.compile(r"\[!([A-Za-z]+)\] *$")


class Dialect(Markdown):
    """One converter for all texts: `begin`, then `blocks_html` or `inline_html`."""

    def __init__(self) -> None:
        super().__init__(output_format="html")
        self.begin(Pieces(), Budget(), None, ENGLISH)

    def build_parser(self) -> Dialect:
        # The stock registries are left out whole: none of their processors is wanted.
        self.preprocessors = Registry()
        self.postprocessors = Registry()
        self.inlinePatterns = Registry()
        self.inlinePatterns.register(Brackets(True, self._definition, self._picture), "picture", 60)
        self.inlinePatterns.register(Brackets(False, self._definition, self._link), "link", 50)
        self.inlinePatterns.register(BareAddress(False, self._link), "address", 40)
        self.inlinePatterns.register(BareAddress(True, self._link), "mail", 30)
        self.treeprocessors = Registry()
        self.treeprocessors.register(InlineTreeprocessor(self), "inline", 20)
        self.treeprocessors.register(Emphasis(), "emphasis", 10)
        return self

    def begin(self, pieces: Pieces, budget: Budget, media: Media | None, words: Words) -> None:
        """Get ready for a text whose marks stand for `pieces`."""
        self._pieces, self._budget, self._media, self._words = pieces, budget, media, words
        self._definitions: dict[str, str] = {}
        self._scan = Scan(pieces, self._raw_tag, _link_html)

    def blocks_html(self, document: blocks.Document) -> str:
        self._definitions = document.definitions
        root = Element("div")
        self._fill(root, document.root)
        return self._html_of(root)

    def inline_html(self, text: str) -> str:
        root = Element("div")
        SubElement(root, "span").text = self._scan(_joined(text.split("\n")))
        return self._html_of(root).removeprefix("<span>").removesuffix("</span>")

    def _html_of(self, root: Element) -> str:
        for treeprocessor in self.treeprocessors:
            treeprocessor.run(root)
        html: str = self.serializer(root)
        return self._pieces.as_html(html.removeprefix("<div>").removesuffix("</div>"))

    # Blocks

    def _fill(self, parent: Element, block: Block, *, tight: bool = False) -> None:
        for child in block.children:
            match child.kind:
                case "paragraph" if tight:
                    add_text(parent, self._scan(_joined(child.lines)))
                case "paragraph":
                    SubElement(parent, "p").text = self._scan(_joined(child.lines))
                case "heading":
                    SubElement(parent, f"h{child.level}").text = self._scan(_joined(child.lines))
                case "rule":
                    SubElement(parent, "hr")
                case "code":
                    add_text(parent, self._code(child))
                case "maths":
                    tex = self._pieces.as_text(child.text).strip()[2:-2].strip()
                    SubElement(parent, "p", align="center").text = self._pieces.add(maths_html(tex, display=True), tex)
                case "html":
                    add_text(parent, self._scan.html_block(child.text))
                case "table":
                    self._table(parent, child)
                case "quote":
                    self._quote(parent, child)
                case "list":
                    self._list(parent, child)

    def _code(self, block: Block) -> str:
        code = self._pieces.as_text(block.text)
        language = self._pieces.as_text(block.info) if self._budget.colour(code) else ""
        return self._pieces.add(code_html(code, language), code)

    def _quote(self, parent: Element, block: Block) -> None:
        quote = SubElement(parent, "blockquote")
        first = block.children[0] if block.children else None
        box = _BOX.match(first.lines[0]) if first and first.kind == "paragraph" else None
        if first and box and box[1].lower() in BOXES:
            quote.set("class", box[1].lower())
            SubElement(quote, "p", {"class": "box-title"}).text = AtomicString(getattr(self._words, box[1].lower()))
            del first.lines[0]
            if not first.lines:
                del block.children[0]
        self._fill(quote, block)

    def _list(self, parent: Element, block: Block) -> None:
        rows = SubElement(parent, "ol" if block.ordered else "ul")
        if block.ordered and block.level != 1:
            rows.set("start", str(block.level))
        ticked = [_tick(item) for item in block.children]
        if all(ticked):
            rows.set("class", "tasks")
        for item in block.children:
            self._fill(SubElement(rows, "li"), item, tight=not block.loose)

    def _table(self, parent: Element, block: Block) -> None:
        table = SubElement(parent, "table")
        head, *body = block.lines
        self._row(SubElement(SubElement(table, "thead"), "tr"), "th", head, block.columns)
        rows = SubElement(table, "tbody") if body else table
        for line in body:
            self._row(SubElement(rows, "tr"), "td", line, block.columns)

    def _row(self, row: Element, tag: str, line: str, columns: tuple[str, ...]) -> None:
        texts = cells(line, len(columns))
        for number, align in enumerate(columns):
            cell = SubElement(row, tag)
            if align:
                cell.set("align", align)
            if number < len(texts):
                cell.text = self._scan(texts[number])

    # Text

    def _raw_tag(self, name: str, source: str) -> str:
        self._budget.spend("HTML tags")
        if name not in TAGS:
            return escape(source)
        if name == "img":
            attributes = attributes_of(source)
            return str(self.serializer(self._picture(attributes.get("alt", ""), attributes.get("src", ""))))
        return source

    def _definition(self, name: str) -> str | None:
        if not self._definitions or len(name) > 200:
            return None
        return self._definitions.get(blocks.label(self._pieces.as_text(name)))

    def _picture(self, text: str, address: str) -> Element:
        self._budget.spend("pictures")
        address, areas = parted(self._pieces.as_text(address))
        alt = self._pieces.as_text(text)
        name = picture_name(address)
        if name and is_sound(name):
            return self._link(text or self._words.sound, address)
        if name and (self._media is None or self._media(name)):
            return Element("img", src=with_areas(address_of(name), areas), alt=said_areas(alt, areas, self._words))
        missing = Element("span", {"class": "missing"})
        missing.text = AtomicString(self._words.no_picture.format(name=address[:200]) + (f" {alt}" if alt else ""))
        return missing

    def _link(self, text: str, address: str) -> Element:
        """A link, or its words alone where the address leads to no place that a deck may lead to."""
        self._budget.spend("links")
        address = self._pieces.as_text(address)
        name = picture_name(address)
        if name and is_sound(name) and (self._media is None or self._media(name)):
            link = Element("a", href="sound:" + address_of(name))
        elif link_passes(address) and not address.lower().startswith("sound:"):
            link = Element("a", href=address)
        else:
            link = Element("span")
        link.text = text
        return link


def _link_html(address: str, shown: str) -> str:
    return f'<a href="{escape(address)}">{escape(shown)}</a>' if link_passes(address) else escape(f"<{shown}>")


def _tick(item: Block) -> bool:
    """Draw the box of a task; whether the item is one."""
    first = item.children[0] if item.children else None
    task = _TASK.match(first.lines[0]) if first and first.kind == "paragraph" else None
    if first and task:
        first.lines[0] = ("☐ " if task[1] == " " else "☑ ") + first.lines[0][task.end() :]
    return task is not None


def _joined(lines: list[str]) -> str:
    """Lines of a paragraph as one text; two blanks at the end of a line break it."""
    # A backslash before a blank at the end is one, and breaks no line.
    ends = [line.rstrip() + (BREAK if line.endswith("  ") else " " * line.endswith("\\ ")) for line in lines[:-1]]
    return "\n".join([*ends, lines[-1].rstrip()])
