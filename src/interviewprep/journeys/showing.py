"""What a face looks like: its HTML and reading text, the order of its options, the numbers of its drill.

Everything here follows from the card, the face and the number of reviews, so undo and redo show the same.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interviewprep.cards.faces import POINT
from interviewprep.cards.model import Card, Kind
from interviewprep.cards.parts import follow_ups, key_points, kind_of, options, rubric
from interviewprep.journeys.decks import folder_of
from interviewprep.journeys.face import Face, parse
from interviewprep.journeys.roots import media_of
from interviewprep.journeys.waiting import find_cards
from interviewprep.journeys.workplace import Workplace
from interviewprep.rendering.allow_list import Media
from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.render import Shown, html, inline_html, revealed_html, show

if TYPE_CHECKING:
    # The arithmetic of drills is loaded when the first drill comes, not at start-up.
    from interviewprep.drills.draw import Draw
    from interviewprep.drills.findings import Judgement


@dataclass(frozen=True, slots=True)
class Sight:
    """A face, ready to be put on screen or into a terminal."""

    address: str
    face: str
    kind: Kind
    shown: Shown
    order: tuple[int, ...]
    """Of a choice: the options' places in the file, as they are shown."""
    draw: Draw | None
    """Of a drill: its numbers; None where its author left a fault in it, which `check` names."""
    help: str
    """Of a drill whose formula is given: that formula, as HTML."""
    points: tuple[str, ...] = ()
    """Of an open question: the ids of its key points, in the order of `shown.key_points`."""
    rubric: tuple[str, ...] = ()
    """HTML of the anchors of the scores from 1, as many as are written."""
    follow_ups: tuple[str, ...] = ()
    """HTML of what an interviewer may ask next."""

    @property
    def answer_alone(self) -> str:
        """The answer's HTML without the options of a choice, for where they are shown by themselves."""
        return self.shown.answer.removeprefix(revealed_html(self.shown.options))

    @property
    def plain_help(self) -> str:
        """The formula in signs that can be read aloud and printed: `2 · L · h`, not TeX."""
        if self.draw is None or not self.help:
            return plain_text(self.help)
        from interviewprep.drills.solution import formula_help

        return "\n".join(formula_help(self.draw, plain=True))

    @property
    def plain_answer(self) -> str:
        """The reading text of the answer; of a drill without TeX."""
        if self.draw is None:
            return self.shown.plain_answer
        from interviewprep.drills.solution import solution

        solved = solution(self.draw)
        working = (plain_text(html(step)) for step in solved.working)
        return "\n".join((solved.result, *(line.plain() for line in solved.lines), *working))

    def judge(self, typed: str, *, mental: bool = False, asked: bool = False) -> Judgement | None:
        """What is to be said of a typed answer to a drill; None for other kinds."""
        if self.draw is None:
            return None
        from interviewprep.drills.answer import judge

        return judge(self.draw, typed, mental=mental, asked=asked)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a face comes from, and what seeds its chance."""

    address: str
    path: Path
    language: str
    item: int
    repetition: int
    stability: float


def sight(face: Face, picked: Collection[int] = (), media: Media | None = None) -> Sight:
    """What the user sees of a face. `picked` are the options chosen, by their place in the file.

    `media` says which names are media where these do not lie beside the deck yet.
    """
    place = _Place(face.address, face.path, face.language, face.item, face.repetition, face.memory.stability)
    return _sight(face.card, face.face, place, picked, media)


def rendered(workplace: Workplace, names: Sequence[str], seed: int) -> Iterator[Sight]:
    """Every face of the cards named `DECK#id`, `DECK:LINE` or DECK; of all cards where none is named."""
    roots = workplace.roots()
    with workplace.database.read() as db:
        found = find_cards(db, names)
    for deck, root, language, line, source, item, face in found:
        card = parse(source)
        address = f"{deck}#{card.attributes.id}" if card.attributes.id else f"{deck}:{line}"
        path = (folder_of(roots, root) or Path(root)) / f"{deck}.md"
        yield _sight(card, face, _Place(address, path, language, item, seed, 0.0), ())


def option_order(card: Card, item: int, repetition: int) -> tuple[int, ...]:
    """The options' places in the file, shuffled by item and repetition unless the author says `.ordered`."""
    places = list(range(len(options(card))))
    if "ordered" not in card.attributes.tags:
        random.Random(f"{item}#{repetition}").shuffle(places)
    return tuple(places)


def _sight(card: Card, face: str, place: _Place, picked: Collection[int], media: Media | None = None) -> Sight:
    kind = kind_of(card)
    media = media or media_of(place.path)
    order = option_order(card, place.item, place.repetition) if kind is Kind.CHOICE else ()
    drawn, formula = _drawn(card, place) if kind is Kind.DRILL else (None, "")
    shown = show(card, face, order=order, picked=picked, draw=drawn, media=media, language=place.language)
    said = html(formula, media=media) if formula else ""
    if kind is not Kind.OPEN or face.startswith(POINT):
        return Sight(place.address, face, kind, shown, order, drawn, said)
    points = tuple(point.id for point in key_points(card))
    anchors = tuple(inline_html(anchor, media=media) for anchor in rubric(card))
    further = tuple(inline_html(one.text, media=media) for one in follow_ups(card))
    return Sight(place.address, face, kind, shown, order, drawn, said, points, anchors, further)


def _drawn(card: Card, place: _Place) -> tuple[Draw | None, str]:
    from interviewprep.drills.draw import draw, seed_of
    from interviewprep.drills.drill import Help
    from interviewprep.drills.lines import drill_of
    from interviewprep.drills.operations import Unfit
    from interviewprep.drills.practice import help_for
    from interviewprep.drills.solution import formula_help

    try:
        drill = drill_of(card)
        seed = seed_of(card.attributes.id or place.address, place.repetition)
        drawn = draw(drill, seed, help_for(drill, card.level, place.stability))
    except Unfit:
        return None, ""
    return drawn, "\n\n".join(formula_help(drawn)) if drawn.help is Help.FORMULA else ""
