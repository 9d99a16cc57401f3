"""Strategies for deck values and for deck files, as odd as they may come."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from interviewprep.cards.deck_writer import settled, settled_heading
from interviewprep.cards.model import Attributes, Card, Deck, FrontMatter, Part, PartName, Topic

LINES = (
    "",
    " ",
    "\t",
    "text",
    "  text",
    "    text",
    "# topic",
    "#",
    "## card",
    "##",
    "## card {#a .mid leaf=X}",
    "## {{gap}} {#b}",
    "##card",
    "## card ##",
    "## C#",
    "  ## card",
    "### Answer",
    "### answer ###",
    "###",
    "### Key points",
    "### Formula",
    "### Other",
    "#### deep",
    "```",
    "```cpp",
    "````",
    "~~~",
    "   ```",
    "  ```",
    "    ```",
    "- item",
    "- ```",
    "  - nested",
    "1. one",
    "   ```py",
    "> quote",
    "> ```",
    "- [ ] no",
    "- [x] yes — *because*",
    "- point {#p}",
    "  - also: a, b",
    "- more {if=missed:p}",
    "<!--",
    "<!-- note -->",
    "<!-- check: 1 + 1 = 2 -->",
    "-->",
    "  <!--",
    "---",
    "===",
    "--- ",
    "title: a",
    "interview: b",
    "tags: [a, b]",
    "a: &b c",
    "{{gap}}",
    "{{c1::gap::hint}} {{",
    "}} {",
    "{{}}",
    "$x$ $5 and $6",
    "`code {{x}}`",
    "\\# text",
    "\\{{x}}",
    "![a](b.png)",
    "\ufeff",
    "\x0b\x0c\x1c\x85\u2028",
    "答え {#答}",
    "שלום",
)

FREE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
RAW_LINES = st.lists(st.one_of(st.sampled_from(LINES), FREE), max_size=14)
FILES = st.builds(
    lambda bom, lines, end, ends: bom + end.join(lines) + ends,
    st.sampled_from(["", "", "", "\ufeff"]),
    RAW_LINES,
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", "\r\n\r\n"]),
)

_ONE_LINE = st.one_of(st.sampled_from(LINES), FREE.map(lambda text: " ".join(re.split(r"[\r\n]", text))))
FILES_WITH_A_CARD = st.builds(
    lambda bom, before, after, end, last: bom + end.join([*before, "## card", *after]) + last * end,
    st.sampled_from(["", "", "\ufeff"]),
    st.lists(_ONE_LINE, max_size=5),
    st.lists(_ONE_LINE, max_size=9),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.integers(0, 3),
)
"""Files of one kind of line end in which a card is likely to be read."""

ANY_TEXT = RAW_LINES.map("\n".join)
ANY_HEADING = st.one_of(st.sampled_from(LINES), FREE, st.builds("{} {}".format, FREE, st.sampled_from(LINES)))

IDS = st.from_regex(r"[A-Za-z0-9._-]{1,8}", fullmatch=True)
TAGS = st.from_regex(r"[^\W\d][\w:/+.&'-]{0,6}", fullmatch=True)
VALUES = st.tuples(
    st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,6}", fullmatch=True), st.from_regex(r"[^\s{}]{1,8}", fullmatch=True)
)
ATTRIBUTES = st.builds(
    Attributes,
    st.one_of(st.just(""), IDS),
    st.lists(TAGS, max_size=3).map(tuple),
    st.lists(VALUES, max_size=3).map(tuple),
)
ONE_LINE = FREE.map(lambda text: " ".join(text.replace("\r", "\n").split("\n")).strip(" \t"))
FRONTS = st.builds(
    FrontMatter,
    title=ONE_LINE,
    description=ONE_LINE,
    language=FREE,
    license=FREE,
    authors=st.lists(FREE, max_size=3).map(tuple),
    tags=st.lists(FREE, max_size=3).map(tuple),
)


def decks(intros: st.SearchStrategy[str], cards: st.SearchStrategy[Card]) -> st.SearchStrategy[Deck]:
    topics = st.builds(Topic, ANY_HEADING.map(_topic_heading), intros, st.lists(cards, max_size=3).map(tuple))
    return st.builds(Deck, FRONTS, intros, st.lists(topics, max_size=3).map(tuple))


def cards(
    texts: st.SearchStrategy[str], headings: st.SearchStrategy[tuple[str, Attributes]]
) -> st.SearchStrategy[Card]:
    parts = st.lists(st.builds(Part, st.sampled_from(PartName), texts), max_size=3).map(tuple)
    return st.builds(lambda heading, body, parts: Card(*heading, body, parts), headings, texts, parts)


def _topic_heading(text: str) -> str:
    return settled_heading(text, Attributes(tags=("any",)))


def _heading(text: str, attributes: Attributes) -> tuple[str, Attributes]:
    return settled_heading(text, attributes), attributes


SETTLED = ANY_TEXT.map(settled)
VALID_CARDS = cards(SETTLED, st.builds(_heading, ANY_HEADING, ATTRIBUTES))
VALID_DECKS = decks(ANY_TEXT.map(lambda text: settled(text, in_card=False)), VALID_CARDS)

ANY_CARDS = cards(ANY_TEXT, st.tuples(ANY_HEADING, ATTRIBUTES))
ANY_DECKS = decks(ANY_TEXT, ANY_CARDS)
