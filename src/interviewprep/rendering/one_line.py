"""A question as one line of plain words, for lists and messages."""

from __future__ import annotations

from interviewprep.cards.cloze import gaps
from interviewprep.rendering.markdown_html import inline_html
from interviewprep.rendering.plain_text import plain_text


def one_line(question: str) -> str:
    """The first line of a card's question without its marks; gaps are filled."""
    line = question.strip().partition("\n")[0]
    for gap in reversed(gaps(line)):
        line = line[: gap.start] + (gap.label if gap.area else gap.text) + line[gap.end :]
    return " ".join(plain_text(inline_html(line)).split())
