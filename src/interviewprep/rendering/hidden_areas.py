"""A cloze text whose gaps hide parts of its pictures, as Markdown: the areas move from its lines into the addresses.

A line that holds nothing but areas is not shown, unless an area asked for has a hint, or its label is the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from interviewprep.cards.areas import MOST, Marked, Way, with_areas
from interviewprep.cards.cloze import Gap
from interviewprep.cards.media import picture_addresses
from interviewprep.cards.model import Card
from interviewprep.rendering.words import Words

HIDDEN, FILLED, TEXT, OPEN = "hidden", "filled", "text", "open"
"""How a gap is shown: asked for, answered, or not asked for; an area that is not asked for is covered unless OPEN."""

_WAYS = {HIDDEN: Way.ASKED, FILLED: Way.OUTLINED, TEXT: Way.COVERED}
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_IN_HTML = re.compile(r'<img [^>]*src="[^"]*#areas=')
_MOST_SAID = 5
_BARE_LINE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?[ \t,;.]*")


class Edit(NamedTuple):
    start: int
    end: int
    text: str


def how_others_show(card: Card) -> str:
    """How the gaps of a card are shown that are not asked for."""
    return OPEN if "hide-one" in card.attributes.tags else TEXT


def edited(text: str, gaps: Mapping[Gap, str], shown: Callable[[Gap, str], str]) -> str:
    """The text with its gaps replaced; `shown` gives what stands in the place of one that shows words."""
    placed = pictures_of(text, gaps) if any(gap.area for gap in gaps) else {}
    silent = [gap for gap in placed if not _has_words(gap, gaps[gap])]
    unseen = {gap.start for gap in silent}
    visible = [Edit(gap.start, gap.end, shown(gap, how)) for gap, how in gaps.items() if gap.start not in unseen]
    alone = _alone(text, [gap for gap in placed if gap.start not in unseen])
    return replaced(text, chain(visible, alone, _painted(text, placed, gaps), _without(text, silent)))


def replaced(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made; none of them reaches into another."""
    parts, at = [], 0
    for start, end, new in sorted(edits):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def has_areas(html: str) -> bool:
    """Whether HTML of `render` has a picture with areas."""
    return _IN_HTML.search(html) is not None


def said_areas(alt: str, marked: Sequence[Marked], words: Words) -> str:
    """The text of a picture with its areas, for those who do not see them."""
    said = [alt] if alt else []
    for way, sentence in ((Way.ASKED, words.asked_areas), (Way.OUTLINED, words.outlined_areas)):
        if here := [one.area for one in marked if one.way is way]:
            places = [words.area.format(left=f"{area.left:g}", top=f"{area.top:g}") for area in here[:_MOST_SAID]]
            said.append(sentence.format(places="; ".join(places + ["…"] * (len(here) > _MOST_SAID))))
    covered = sum(one.way is Way.COVERED for one in marked)
    if covered:
        said.append(words.covered_areas.format(count=covered))
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in said) if marked else alt


def pictures_of(text: str, gaps: Mapping[Gap, str]) -> dict[Gap, tuple[int, int]]:
    """Of each area the address of its picture, which is the last one before it; without those that have none."""
    found: dict[Gap, tuple[int, int]] = {}
    addresses = [(start, end) for start, end, _ in picture_addresses(text)]
    ends = [end for _, end in addresses]
    count = dict.fromkeys(addresses, 0)
    for gap in sorted((gap for gap in gaps if gap.area), key=lambda gap: gap.start):
        place = bisect_right(ends, gap.start) - 1
        before = addresses[place] if place >= 0 else None
        if before is not None and count[before] < MOST:
            count[before] += 1
            found[gap] = before
    return found


def _has_words(gap: Gap, how: str) -> bool:
    return bool(gap.hint) if how == HIDDEN else how == FILLED and bool(gap.label)


def _painted(text: str, placed: Mapping[Gap, tuple[int, int]], gaps: Mapping[Gap, str]) -> list[Edit]:
    marked: dict[tuple[int, int], list[Marked]] = {}
    for gap, address in placed.items():
        if gap.area and (way := _WAYS.get(gaps[gap])):
            marked.setdefault(address, []).append(Marked(way, gap.area))
    edits = []
    for (start, end), here in marked.items():
        whole = with_areas(text[start:end], here)
        # An address without quotes in a tag would end at the equals sign.
        edits.append(Edit(start, end, f'"{whole}"' if text[:start].rstrip().endswith("=") else whole))
    return edits


def _alone(text: str, shown: list[Gap]) -> Iterator[Edit]:
    """Makes a paragraph of a list item that has nothing but one area's words: the list was of areas."""
    for start, end, here in _lines(text, shown):
        bullet = _BULLET.match(text, start)
        if len(here) == 1 and bullet and bullet.end() == here[0].start and not text[here[0].end : end].strip():
            yield Edit(start, bullet.end(), "\n")
            yield Edit(here[0].end, here[0].end, "\n")


def _without(text: str, silent: list[Gap]) -> Iterator[Edit]:
    """Takes areas out, and with them the lines that hold nothing else."""
    for start, end, here in _lines(text, silent):
        kept, at = "", start
        for gap in here:
            kept, at = kept + text[at : gap.start], gap.end
        if _BARE_LINE.fullmatch(kept + text[at:end].rstrip("\n")):
            yield Edit(start, end, "")
        else:
            yield from (Edit(gap.start, gap.end, "") for gap in here)


def _lines(text: str, gaps: list[Gap]) -> Iterator[tuple[int, int, list[Gap]]]:
    """The lines that gaps stand in, each with its gaps, which are in order."""
    start, end, here = 0, -1, list[Gap]()
    for gap in gaps:
        if gap.start >= end:
            if here:
                yield start, end, here
            start, here = text.rfind("\n", 0, gap.start) + 1, []
        here.append(gap)
        end = text.find("\n", gap.end) + 1 or len(text)
    if here:
        yield start, end, here
