"""Markdown of a card as safe HTML, for the card view and for export. Nothing that a deck says can do more than show.

The HTML is well formed and means what it says (`blockquote`, `pre`); `frames.for_viewer` draws its boxes for Qt.
A text that is too large to lay out without a wait comes as plain text with a notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape

from interviewprep.cards.parts import Gap
from interviewprep.rendering import blocks
from interviewprep.rendering.allow_list import Media, clean
from interviewprep.rendering.hidden_areas import FILLED, HIDDEN, Edit, edited, replaced
from interviewprep.rendering.limits import LIMITS, Budget, TooMuch, check_depth
from interviewprep.rendering.markdown_dialect import Dialect
from interviewprep.rendering.pieces import Pieces, without_marks
from interviewprep.rendering.words import ENGLISH, Words

PLAIN_LENGTH = 20_000
"""Characters that are shown of a card over the limits."""
PLAIN_LINE = 500
"""Characters of its option, key point or other line."""

_VALUE = re.compile(r"(?<!\\)\{\{([^{}\n]{1,200})\}\}")
NO_VALUES: Mapping[str, str] = {}
NO_GAPS: Mapping[Gap, str] = {}


def html(
    markdown: str, *, media: Media | None = None, values: Mapping[str, str] = NO_VALUES, words: Words = ENGLISH
) -> str:
    """Blocks of Markdown as HTML.

    `media` says whether a relative name is a file of the deck's own; without it every such name passes.
    `values` are put in the place of `{{name}}`, as text and not as Markdown.
    """
    try:
        return Renderer(media, values, words).blocks(markdown)
    except TooMuch as limit:
        return notice_html(limit, words) + PlainRenderer(values, words).blocks(markdown)


def inline_html(
    markdown: str, *, media: Media | None = None, values: Mapping[str, str] = NO_VALUES, words: Words = ENGLISH
) -> str:
    """One line of Markdown, such as a heading or an option, as HTML without a paragraph around it."""
    try:
        return Renderer(media, values, words).inline(markdown)
    except TooMuch:
        return PlainRenderer(values, words).inline(markdown)


class Renderer:
    """Renders the texts of one card, which share one budget; raises TooMuch."""

    def __init__(
        self, media: Media | None = None, values: Mapping[str, str] = NO_VALUES, words: Words = ENGLISH
    ) -> None:
        self._media, self._values, self._words = media, values, words
        self._budget = Budget()

    def blocks(self, markdown: str) -> str:
        return self._blocks(*self._marked(markdown)) if markdown.strip() else ""

    def inline(self, markdown: str) -> str:
        return self._inline(*self._marked(markdown)) if markdown.strip() else ""

    def question(self, markdown: str, *, heading: bool, gaps: Mapping[Gap, str] = NO_GAPS) -> str:
        """A question, whose first line is rendered inline where it is a heading.

        `gaps` says of each gap in it how it is shown, in the words of `hidden_areas`.
        """
        text, pieces = self._marked(markdown, gaps)
        head, _, body = text.partition("\n\n") if heading else ("", "", text)
        said = f"<p>{self._inline(head, pieces)}</p>" if head.strip() else ""
        return said + (self._blocks(body, pieces) if body.strip() else "")

    def _blocks(self, text: str, pieces: Pieces) -> str:
        try:
            document = blocks.parse(text)
        except blocks.TooDeep:
            raise TooMuch("levels of lists and quotes") from None
        self._budget.blocks(document.root)
        dialect = _dialect()
        dialect.begin(pieces, self._budget, self._media, self._words)
        return self._clean(dialect.blocks_html(document))

    def _inline(self, text: str, pieces: Pieces) -> str:
        self._budget.spend("blocks")
        dialect = _dialect()
        dialect.begin(pieces, self._budget, self._media, self._words)
        return self._clean(dialect.inline_html(text))

    def _clean(self, html: str) -> str:
        html = clean(html)
        check_depth(html)
        return html

    def _marked(self, markdown: str, gaps: Mapping[Gap, str] = NO_GAPS) -> tuple[str, Pieces]:
        """The text, with marks where a gap or a value stands, and what the marks stand for."""
        self._budget.text(markdown)
        self._budget.spend("signs of markup", len(gaps))
        pieces = Pieces()
        text = without_marks(markdown)
        if gaps:
            text = edited(text, gaps, lambda gap, how: self._gap(gap, how, pieces))
        if self._values:
            text = _VALUE.sub(lambda slot: self._value(slot, pieces), text)
        return text.replace("\r\n", "\n").replace("\r", "\n"), pieces

    def _gap(self, gap: Gap, how: str, pieces: Pieces) -> str:
        if how == HIDDEN:
            hint = self.inline(gap.hint) if gap.hint else "…"
            return pieces.add_edge(f'<span class="gap">[{hint}]</span>', f"[{gap.hint or '…'}]")
        before, after = ('<span class="filled">', "</span>") if how == FILLED else ("", "")
        return pieces.add_edge(before) + without_marks(gap.text) + pieces.add_edge(after)

    def _value(self, slot: re.Match[str], pieces: Pieces) -> str:
        value = without_marks(self._values.get(slot[1].strip(), slot[0]))
        return pieces.add(escape(value), value, word=True)


class PlainRenderer:
    """What `Renderer` does, for a card over the limits: the source as it stands, gaps and values in their places."""

    def __init__(self, values: Mapping[str, str] = NO_VALUES, words: Words = ENGLISH) -> None:
        self._values, self._words = values, words
        self._left = PLAIN_LENGTH

    def blocks(self, markdown: str) -> str:
        text = self._text(markdown)
        shown = text[: self._left]
        self._left -= len(shown)
        over = len(text) - len(shown)
        rest = f'<p class="notice">{escape(self._words.cut.format(count=f"{over:,}"))}</p>' if over else ""
        return f'<pre class="plain">{escape(shown)}</pre>{rest}' if text.strip() else ""

    def inline(self, markdown: str) -> str:
        text = self._text(markdown)
        return escape(text[:PLAIN_LINE]) + ("…" if len(text) > PLAIN_LINE else "")

    def question(self, markdown: str, *, heading: bool, gaps: Mapping[Gap, str] = NO_GAPS) -> str:
        def shown(gap: Gap) -> str:
            return f"[{gap.hint or '…'}]" if gaps[gap] == HIDDEN else gap.text

        return self.blocks(replaced(markdown, (Edit(gap.start, gap.end, shown(gap)) for gap in gaps)))

    def _text(self, markdown: str) -> str:
        text = without_marks(markdown)
        return _VALUE.sub(lambda slot: self._values.get(slot[1].strip(), slot[0]), text) if self._values else text


@cache
def _dialect() -> Dialect:
    return Dialect()


def notice_html(limit: TooMuch, words: Words = ENGLISH) -> str:
    """The sentence above a card that is shown as plain text."""
    said = words.too_much.format(count=f"{LIMITS[limit.what]:,}", what=limit.what)
    return f'<p class="notice">{escape(said)}</p>'
