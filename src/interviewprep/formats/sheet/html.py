"""Cards on paper: question sheets, answer sheets and cards to cut out, as one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from interviewprep.cards.areas import Way, parted
from interviewprep.formats.sheet.content import Item, Paper, Printable, Sheet
from interviewprep.formats.sheet.mathml import with_mathml
from interviewprep.rendering.plain_text import plain_text

COLUMNS, ROWS = 2, 4
"""Cards to cut out on a page."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_PICTURE = re.compile(r'<img ([^>]*?)src="([^"]*)"([^>]*)>')
_TYPES = {"svg": "svg+xml", "jpg": "jpeg"}
_SIZES = {Paper.A4: ("A4", "297mm"), Paper.LETTER: ("letter", "11in")}
_STEPS = (120, 300, 600, 1000, 1500)
"""Characters of a card from which its letters are smaller."""


def page(made: Printable, style: str) -> Iterator[str]:
    """The page in pieces."""
    size, height = _SIZES[made.paper]
    margin = "0" if made.sheet is Sheet.CARDS else "18mm"
    yield (
        f'<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(made.title)}</title>\n<style>\n{style}"
        f"@page {{ size: {size}; margin: {margin}; }}\n.page {{ height: {height}; }}\n"
        f'</style>\n</head>\n<body class="{made.sheet.value}">\n'
    )
    yield from _cards(made) if made.sheet is Sheet.CARDS else _flow(made)
    yield "</body>\n</html>\n"


def flow_heading(made: Printable) -> str:
    return f"{made.title} – {'questions' if made.sheet is Sheet.QUESTIONS else 'answers'}"


def pages_of(made: Printable) -> Iterator[tuple[tuple[Item | None, ...], bool]]:
    """Each page of cards to cut out, and whether it shows the backs.

    The backs of a row stand the other way round, so that each lies behind its front when the sheet is turned over
    along its long edge.
    """
    items = [item for section in made.sections for item in section.items]
    for start in range(0, len(items), COLUMNS * ROWS):
        here: list[Item | None] = [*items[start : start + COLUMNS * ROWS]]
        here += [None] * (COLUMNS * ROWS - len(here))
        yield tuple(here), False
        rows = [here[at : at + COLUMNS] for at in range(0, len(here), COLUMNS)]
        yield tuple(item for row in rows for item in reversed(row)), True


def _flow(made: Printable) -> Iterator[str]:
    yield f"<h1>{escape(flow_heading(made))}</h1>\n"
    number = 0
    for section in made.sections:
        yield f"<h2>{escape(section.title)}</h2>\n"
        for item in section.items:
            number += 1
            yield f'<section dir="{item.dir}"><div class="number">{number}</div><div class="item">'
            yield f'<div class="question">{_whole(item.question, made.pictures)}</div>'
            if made.sheet is Sheet.ANSWERS:
                yield f'<div class="answer">{_whole(item.answer, made.pictures)}</div>'
            else:
                yield '<div class="room"></div>'
            yield "</div></section>\n"


def _cards(made: Printable) -> Iterator[str]:
    for items, backs in pages_of(made):
        yield f'<div class="page{" backs" if backs else ""}">\n'
        for item in items:
            text = "" if item is None else item.answer if backs else item.question
            step = sum(len(plain_text(text)) > limit for limit in _STEPS)
            way = item.dir if item else "ltr"
            yield f'<div class="card step{step}" dir="{way}"><div>{_whole(text, made.pictures)}</div></div>\n'
        yield "</div>\n"


def _whole(html: str, pictures: Mapping[str, bytes]) -> str:
    """HTML with everything in it that it needs."""

    def embedded(picture: re.Match[str]) -> str:
        name, areas = parted(unescape(picture[2]))
        data = pictures.get(name)
        if data is None:
            return picture[0]
        ending = name.rpartition(".")[2]
        address = f"data:image/{_TYPES.get(ending, ending)};base64,{base64.b64encode(data).decode()}"
        shown = f'<img {picture[1]}src="{address}"{picture[3]}>'
        if not areas:
            return shown
        marks = "".join(
            f'<i class="{"outlined" if way is Way.OUTLINED else "covered"}" style="left:{area.left:g}%;'
            f'top:{area.top:g}%;width:{area.width:g}%;height:{area.height:g}%"></i>'
            for way, area in areas
        )
        return f'<span class="areas">{shown}{marks}</span>'

    return with_mathml(_PICTURE.sub(embedded, html) if "<img" in html else html)
