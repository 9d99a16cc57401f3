"""A planned import with its first cards ready to be looked at, and the pictures they show, which lie on no disk yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from interviewprep.cards.faces import FRONT, faces
from interviewprep.cards.media import media
from interviewprep.cards.model import Card
from interviewprep.formats.foreign import NO_CHOICES, Choices, ForeignMedium, Say
from interviewprep.journeys.face import Face
from interviewprep.journeys.importing.plan import Plan, Planned, What
from interviewprep.journeys.importing.planning import survey
from interviewprep.journeys.roots import scan
from interviewprep.journeys.showing import Sight, sight
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.review import NEW_MEMORY

SAMPLES = 12
_LARGEST_PICTURE = 8_000_000
_LARGEST_TOGETHER = 40_000_000
"""Bytes of pictures that are read before anything is agreed to."""


@dataclass(frozen=True, slots=True)
class Sample:
    what: What
    place: str
    """Where the file has it."""
    deck: str
    sight: Sight
    pictures: Mapping[str, bytes]
    """By the names that the card has for them."""


@dataclass(frozen=True, slots=True)
class Preview:
    plan: Plan
    samples: tuple[Sample, ...]
    mine: Mapping[str, str]
    """What stands here now in the files that both sides changed, by their name."""


def preview(
    workplace: Workplace, file: Path, choices: Choices = NO_CHOICES, say: Say = lambda _: None, count: int = SAMPLES
) -> Preview:
    """Survey a foreign file and set its first cards; raises NotReadable where it is refused."""
    plan = survey(workplace, file, choices, say)
    return Preview(plan, tuple(_samples(workplace, plan, count, say)), _mine(workplace, plan))


def _mine(workplace: Workplace, plan: Plan) -> dict[str, str]:
    wanted = [file.name for file in plan.files if file.what is What.CONFLICT]
    if not wanted:
        return {}
    here, _ = scan(workplace.roots())
    return {name: here[name].path.read_text(encoding="utf-8", errors="replace") for name in wanted if name in here}


def _samples(workplace: Workplace, plan: Plan, count: int, say: Say) -> Iterator[Sample]:
    known = {medium.name: medium for medium in plan.foreign.media}
    left = _LARGEST_TOGETHER
    for one in _first(plan, count):
        say("Setting the first cards")
        card = one.merged.card if one.merged is not None else one.foreign.card
        shown = dict(_media_of(card, one.deck, known))
        pictures = {}
        for name, medium in shown.items():
            if medium.size <= min(left, _LARGEST_PICTURE):
                pictures[name] = b"".join(medium.chunks())
                left -= medium.size
        face = _face(workplace, card, one)
        yield Sample(one.what, one.foreign.place, one.deck, sight(face, media=shown.__contains__), pictures)


def _first(plan: Plan, count: int) -> list[Planned]:
    """What would be news comes before what is here already."""
    found: list[Planned] = []
    for what in What:
        found += islice((one for one in plan.cards if one.what is what), count - len(found))
    return found


def _media_of(card: Card, deck: str, known: Mapping[str, ForeignMedium]) -> Iterator[tuple[str, ForeignMedium]]:
    folder = PurePosixPath(deck).parent
    for shown in media(card):
        medium = known.get(str(folder / shown.name)) or known.get(shown.name)
        if medium is not None:
            yield shown.name, medium


def _face(workplace: Workplace, card: Card, one: Planned) -> Face:
    """The card's first face, as if it were here and had never been asked."""
    return Face(
        item=0,
        card_key=0,
        card=card,
        face=next(iter(faces(card)), FRONT),
        deck=one.deck,
        deck_title=one.deck,
        topic="",
        language="",
        path=workplace.places.decks / f"{one.deck}.md",
        shipped=False,
        line=one.line,
        marked=False,
        memory=NEW_MEMORY,
        answers={},
        waits_s={},
        shown_at=workplace.now(),
    )
