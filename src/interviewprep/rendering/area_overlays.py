"""Hidden areas for pages that a browser shows: rectangles in CSS over the picture, at any size of it."""

from __future__ import annotations

import re

from interviewprep.cards.areas import Marked, Way, parted

_PICTURE = re.compile(r'<img ([^>]*)src="([^"#]+#areas=[^"]*)"([^>]*)>')
_FRAME = "position:relative;display:inline-block"
# A white line beside a black one: one of them stands out from any picture, also on paper without colours.
_LOOKS = {
    Way.ASKED: "background:#2b59c3;border:1px solid #fff;outline:1px solid #000",
    Way.COVERED: "background:#59626e;border:1px solid #fff;outline:1px solid #000",
    Way.OUTLINED: "outline:3px solid #2b59c3;border:1px solid #fff",
}
_SIGN = "position:absolute;left:0;right:0;top:50%;margin:-.6em 0;text-align:center;line-height:1.2;font-weight:bold"


def with_overlays(html: str) -> str:
    """HTML of `render` for a page of its own. The pictures keep their names, without the areas.

    It has `style` attributes, which no deck can write: everything in them is numbers and text of ours.
    """
    return _PICTURE.sub(_framed, html)


def _framed(found: re.Match[str]) -> str:
    address, areas = parted(found[2])
    if not areas:
        return found[0]
    picture = f'<img {found[1]}src="{address}"{found[3]} style="display:block;max-width:100%">'
    return f'<span style="{_FRAME}">{picture}{"".join(map(_overlay, areas))}</span>'


def _overlay(marked: Marked) -> str:
    way, area = marked
    place = f"left:{area.left:g}%;top:{area.top:g}%;width:{area.width:g}%;height:{area.height:g}%"
    sign = f'<span style="{_SIGN};color:#fff">?</span>' if way is Way.ASKED else ""
    style = f"position:absolute;box-sizing:border-box;overflow:hidden;print-color-adjust:exact;{place};{_LOOKS[way]}"
    return f'<span style="{style}">{sign}</span>'
