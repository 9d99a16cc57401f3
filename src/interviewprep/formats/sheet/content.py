"""What is printed of a card: question and answer as HTML, for pages in a browser and for Qt's rich text alike."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from urllib.parse import unquote

from interviewprep.cards import faces
from interviewprep.cards.areas import parted
from interviewprep.cards.model import Card, Kind, PartName
from interviewprep.cards.parts import gaps, kind_of, question_of
from interviewprep.formats.apkg.notes import example_of
from interviewprep.formats.leaving import LeavingCard, LeavingDeck, LeavingMedium, address_of
from interviewprep.rendering.limits import TooMuch
from interviewprep.rendering.markdown_html import PlainRenderer, Renderer
from interviewprep.rendering.render import Shown, show

_PICTURE = re.compile(r'(<img [^>]*?src=")([^"]*)(")')
_SOUND = re.compile(r'<a href="sound:[^"]*">(.*?)</a>', re.S)
_LARGEST_PICTURE = 20_000_000


class Sheet(StrEnum):
    QUESTIONS = "questions"
    ANSWERS = "answers"
    CARDS = "cards"
    """Eight to a page, fronts and backs in turn, for printing on both sides along the long edge."""


class Paper(StrEnum):
    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True)
class Item:
    """One question on paper. Pictures are named by numbers, see `Printable.pictures`."""

    question: str
    answer: str
    dir: str = "ltr"


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Printable:
    """A sheet as it will be printed, laid out by a browser or by Qt."""

    title: str
    sheet: Sheet
    paper: Paper
    sections: tuple[Section, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """By the names that the HTML has."""


def printable(decks: Sequence[LeavingDeck], sheet: Sheet, paper: Paper, say: Callable[[str], None]) -> Printable:
    """Every card once; to cut out, each gap of a cloze is a card of its own."""
    pictures = _Pictures()
    sections = []
    for number, deck in enumerate(decks):
        say(f"Deck {number + 1:,} of {len(decks):,}: {deck.name}")
        items = tuple(item for one in deck.cards for item in _items(deck, one, pictures, sheet))
        sections.append(Section(deck.title, items))
    title = decks[0].title if len(decks) == 1 else "Flashcards"
    return Printable(title, sheet, paper, tuple(section for section in sections if section.items), pictures.found)


def _items(deck: LeavingDeck, one: LeavingCard, pictures: _Pictures, sheet: Sheet) -> Iterator[Item]:
    card = one.card
    media = {medium.name: medium for medium in deck.media}
    is_cloze, by_face = kind_of(card) is Kind.CLOZE, sheet is Sheet.CARDS
    asked = faces.faces(card) if by_face and is_cloze else faces.faces(card)[:1]
    for face in asked:
        drawn = example_of(card, address_of(deck, one))
        shown = show(card, face, draw=drawn, media=media.__contains__, language=deck.language)
        # An answer sheet has the options of a choice once, with what is right.
        question = shown.question if sheet is Sheet.ANSWERS else shown.question_with_options()
        question, answer = shown.notice + question, _answer(shown)
        if is_cloze and not by_face:
            question, answer = _whole_cloze(card, media), _whole_cloze(card, media, filled=True) + answer_below(shown)
        yield Item(pictures.named(question, media), pictures.named(answer, media), shown.dir)


def _answer(shown: Shown) -> str:
    points = "".join(f"<li>{point}</li>" for point in shown.key_points)
    return (f"<ul>{points}</ul>" if points else "") + shown.answer + answer_below(shown)


def answer_below(shown: Shown) -> str:
    return f"<blockquote>{shown.why}</blockquote>" if shown.why else ""


def _whole_cloze(card: Card, media: Mapping[str, LeavingMedium], *, filled: bool = False) -> str:
    """A cloze with all its gaps to fill in, as on an exercise sheet."""
    text = question_of(card)
    how = dict.fromkeys(gaps(text), "filled" if filled else "hidden")
    try:
        renderer = Renderer(media.__contains__)
        html = renderer.question(text, heading=bool(card.heading), gaps=how)
        return html + (renderer.blocks(card.part(PartName.ANSWER)) if filled else "")
    except TooMuch:
        return PlainRenderer().question(text, heading=bool(card.heading), gaps=how)


class _Pictures:
    """Gives each picture a number in place of its name, since decks may have the same names for others."""

    def __init__(self) -> None:
        self.found: dict[str, bytes] = {}
        self._numbers: dict[str, str] = {}

    def named(self, html: str, media: Mapping[str, LeavingMedium]) -> str:
        def number(picture: re.Match[str]) -> str:
            address, areas = parted(unescape(picture[2]))
            medium = media.get(unquote(address))
            if medium is None or medium.size > _LARGEST_PICTURE:
                return picture[0]
            marks = unescape(picture[2])[len(address) :] if areas else ""
            return f"{picture[1]}{self._number(medium)}{marks}{picture[3]}"

        return _SOUND.sub(r"\1", _PICTURE.sub(number, html))

    def _number(self, medium: LeavingMedium) -> str:
        ending = medium.name.rpartition(".")[2].lower()
        name = self._numbers.setdefault(medium.place, f"{len(self._numbers) + 1}.{ending}")
        if name not in self.found:
            self.found[name] = b"".join(medium.chunks())
        return name


def to_json(made: Printable) -> str:
    """For the process that prints."""
    return json.dumps(
        {
            "title": made.title,
            "sheet": made.sheet,
            "paper": made.paper,
            "sections": [
                [one.title, [[item.question, item.answer, item.dir] for item in one.items]] for one in made.sections
            ],
            "pictures": {name: base64.b64encode(data).decode() for name, data in made.pictures.items()},
        }
    )


def from_json(text: str) -> Printable:
    """The inverse of `to_json`."""
    said = json.loads(text)
    return Printable(
        said["title"],
        Sheet(said["sheet"]),
        Paper(said["paper"]),
        tuple(Section(title, tuple(Item(*item) for item in items)) for title, items in said["sections"]),
        {name: base64.b64decode(data) for name, data in said["pictures"].items()},
    )
