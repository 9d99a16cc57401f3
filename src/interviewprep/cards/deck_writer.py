"""From a `Deck` to the text of its file.

A deck value that a reader could have made comes back equal. Text that would break the structure (a line that
begins a card, a code fence left open) is escaped or closed, so no field can ever spill into its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewprep.cards import attributes, front_matter
from interviewprep.cards.model import Attributes, Card, Deck, Part, PartName, Topic
from interviewprep.cards.outline import outline, without_closing_marks

PART_NAMES: dict[str, PartName] = {name.value: name for name in PartName}

_LINE_ENDS = re.compile(r"[\r\n]+")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)")
_SIGNS = re.compile(r"\{(?=\{)|\$")
_LINE_SIGNS = re.compile(r"^([ \t]*)(#|```|~~~|<!--|[-*+][ \t]+\[[ xX]\])", re.M)
_BLANK_START = re.compile(r"(?:[ \t]*\n)+")


def write(deck: Deck) -> str:
    """The deck file; ends in one line end, "" for a deck that says nothing."""
    head = front_matter.write(deck.front)
    body = "\n\n".join(_blocks(deck))
    if not body:
        return head
    if head:
        return f"{head}\n{body}\n"
    if body.startswith("---"):
        return f"---\n---\n\n{body}\n"
    return f"\n{body}\n" if body.startswith("\ufeff") else f"{body}\n"


def write_card(card: Card) -> str:
    """The card's Markdown as it stands in a deck file, with one line end behind it."""
    return "\n\n".join(_card_blocks(card)) + "\n"


def settled(text: str, *, in_card: bool = True) -> str:
    """Markdown that can stand below a heading and is read back as it is.

    Equal to `text` where that already holds; else headings are escaped, open fences closed, blank edges cut.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.rstrip(" \t\n")
    blank = _BLANK_START.match(text)
    if blank:
        text = text[blank.end() :]
    if not any(sign in text for sign in ("#", "```", "~~~", "<!--")):
        return text
    found = outline(text)
    if found.open_fence:
        text = f"{text}\n{found.open_fence}"
        found = outline(text)
    places = [h.start for h in found.headings if h.level < 3 or (in_card and h.text.lower() in PART_NAMES)]
    return _escaped_at(text, sorted(places + found.open_comments))


def settled_heading(text: str, given: Attributes = attributes.NONE) -> str:
    """One line that can stand behind `##` and before these attributes, and is read back as it is."""
    text = " ".join(line.strip(" \t") for line in _LINE_ENDS.split(text)).strip(" \t")
    if without_closing_marks(text) != text:
        text = _escaped_at(text, [len(text.rstrip("#"))])
    if given == attributes.NONE and attributes.split_attributes(text)[0] != text:
        text = _escaped_at(text, [text.rindex("{")])
    return text


def escaped(plain: str) -> str:
    """Plain text as Markdown in which no sign of the deck format has its meaning: heading, gap, formula, box, fence."""
    text = _BACKSLASH.sub(r"\\\\", plain)
    text = _SIGNS.sub(r"\\\g<0>", text)
    return _LINE_SIGNS.sub(r"\1\\\2", text)


def _escaped_at(text: str, places: list[int]) -> str:
    pieces = [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
    return "\\".join(pieces)


def _blocks(deck: Deck) -> Iterator[str]:
    if intro := settled(deck.intro, in_card=False):
        yield intro
    for index, topic in enumerate(deck.topics):
        yield from _topic_blocks(topic, first=index == 0)


def _topic_blocks(topic: Topic, *, first: bool) -> Iterator[str]:
    heading, intro = settled_heading(topic.heading, _TOPICS_HAVE_NONE), settled(topic.intro, in_card=False)
    if heading or intro or not (first and topic.cards):
        yield f"# {heading}" if heading else "#"
    if intro:
        yield intro
    for card in topic.cards:
        yield from _card_blocks(card)


# A topic's braces are text, so none of them needs an escape.
_TOPICS_HAVE_NONE = Attributes(tags=("topic",))


def _card_blocks(card: Card) -> Iterator[str]:
    heading = settled_heading(card.heading, card.attributes)
    yield " ".join(filter(None, ("##", heading, attributes.written(card.attributes))))
    if body := settled(card.body):
        yield body
    for part in card.parts:
        yield from _part_blocks(part)


def _part_blocks(part: Part) -> Iterator[str]:
    yield f"### {part.name.value.capitalize()}"
    if text := settled(part.text):
        yield text
