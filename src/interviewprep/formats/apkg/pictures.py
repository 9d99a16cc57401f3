"""A card that hides areas of one picture, as Anki's own kind of note for that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from interviewprep.cards import faces
from interviewprep.cards.media import picture_addresses
from interviewprep.cards.model import Card
from interviewprep.cards.parts import Gap, gaps, question_of
from interviewprep.rendering.allow_list import address_of
from interviewprep.rendering.markdown_html import html, inline_html

_PICTURE = re.compile(r"!\[[^\]\n]{0,1000}\]\([ \t]*<?\Z")
_LINE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?[ \t,;.]*$\n?", re.M)


@dataclass(frozen=True, slots=True)
class AreaFields:
    """HTML of the fields of Anki's note, but for those that every note of ours has."""

    occlusion: str
    image: str
    header: str
    labels: str


def area_fields(card: Card, media: Mapping[str, str]) -> AreaFields | None:
    """None where not all gaps are areas of one and the same picture of the package."""
    groups = faces.cloze_groups(question_of(card))
    every = [gap for group in groups.values() for gap in group]
    pictures = list(picture_addresses(card.body))
    if not every or not all(gap.area for gap in every) or len(pictures) != 1 or gaps(card.heading):
        return None
    start, end, name = pictures[0]
    opening = _PICTURE.search(card.body, 0, start)
    closing = card.body.find(")", end)
    if opening is None or closing < 0 or name not in media:
        return None
    covers = "" if "hide-one" in card.attributes.tags else ":oi=1"
    shapes = [
        f"{{{{c{number}::image-occlusion:rect{_place(gap)}{covers}}}}}"
        for number, group in enumerate(groups.values(), 1)
        for gap in group
    ]
    rest = _without(card.body, [(opening.start(), closing + 1), *((gap.start, gap.end) for gap in gaps(card.body))])
    labels = [inline_html(gap.label, media=media.__contains__) for gap in every if gap.label]
    header = f"<p>{inline_html(card.heading, media=media.__contains__)}</p>" if card.heading else ""
    return AreaFields(
        "<br>".join(shapes),
        f'<img src="{address_of(name)}">',
        header + html(rest, media=media.__contains__),
        f"<ul>{''.join(f'<li>{label}</li>' for label in labels)}</ul>" if labels else "",
    )


def _place(gap: Gap) -> str:
    area = gap.area
    if area is None:
        return ""
    numbers = {"left": area.left, "top": area.top, "width": area.width, "height": area.height}
    return "".join(f":{name}={f'{number / 100:.4f}'.strip('0') or '0'}" for name, number in numbers.items())


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return _LINE.sub("", text) if spans else text
