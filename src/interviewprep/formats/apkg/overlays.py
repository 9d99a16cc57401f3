"""Hidden areas of pictures in a cloze note of Anki: deletions that lie over the picture and are dressed by its style.

For cards that Anki's own notes of areas cannot hold: with words and gaps beside the picture, or with several pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from interviewprep.cards.areas import Area, parted
from interviewprep.cards.cloze import Gap
from interviewprep.rendering.markdown_html import inline_html
from interviewprep.rendering.words import ENGLISH

_PICTURE = re.compile(r'(<img [^>]*src=")([^"#]+#areas=[^"]*)("[^>]*>)')


def with_deletions(html: str, gaps: Iterable[Gap], marks: Mapping[Gap, str], *, hides_one: bool) -> str:
    """HTML of a cloze text with its areas as deletions. `marks` has what stands before and behind each gap's words.

    Every area has its deletion, with a picture or without: Anki has a card for each number that stands somewhere.
    """
    waiting = [gap for gap in gaps if gap.area and gap in marks]

    def framed(found: re.Match[str]) -> str:
        address, areas = parted(found[2])
        here = [gap for _, area in areas if (gap := _taken(waiting, area))]
        boxes = "".join(_box(gap.area, marks[gap]) for gap in here if gap.area)
        labels = "".join(_label(gap, marks[gap]) for gap in here if gap.label or gap.hint)
        kind = "areas one" if hides_one else "areas"
        picture = f"{found[1]}{address}{found[3]}".replace(ENGLISH.covered_areas.format(count=len(areas)), "")
        return f'<span class="{kind}">{picture}{boxes}</span>{labels}'

    framed_html = _PICTURE.sub(framed, html)
    return framed_html + "".join(_label(gap, marks[gap]) for gap in waiting if marks[gap][0] not in framed_html)


def _taken(waiting: list[Gap], area: Area) -> Gap | None:
    """The first gap left with this area; a picture that is not shown leaves its own behind."""
    found = next((gap for gap in waiting if gap.area == area), None)
    if found is not None:
        waiting.remove(found)
    return found


def _box(area: Area, mark: str) -> str:
    place = f"left:{area.left:g}%;top:{area.top:g}%;width:{area.width:g}%;height:{area.height:g}%"
    return f'<span class="area" style="{place}">{mark[0]}&nbsp;{mark[1]}</span>'


def _label(gap: Gap, mark: str) -> str:
    """What is under the area, below the picture: with the question its hint, or nothing."""
    kind = "label" if gap.hint else "label silent"
    return f'<span class="{kind}">{mark[0]}{inline_html(gap.label) or "&nbsp;"}{mark[1]}</span>'
