"""One card that was changed on two sides: what each side changed is taken, and what both changed is a conflict.

`base` is the card as both sides last had it. A side that still says what the base says has changed nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from interviewprep.cards.model import Attributes, Card, Part, PartName

QUESTION, TEXT = "question", "text"
"""Fields of a card besides its parts, which have their own names: the heading, and the text before the first part."""


class Side(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, each to something else. "" where a side has it not."""

    field: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    card: Card
    """Fields in conflict are mine here."""
    taken: tuple[str, ...]
    """Fields that came from theirs."""
    conflicts: tuple[Conflict, ...]


def merge(base: Card | None, mine: Card, theirs: Card) -> Merged:
    """Bring both sides together. Without a base, whatever differs is a conflict. The card keeps its own id."""
    past, own, their = _fields(base) if base else None, _fields(mine), _fields(theirs)
    result, taken, conflicts = dict(own), list[str](), list[Conflict]()
    for field in [*own, *(field for field in their if field not in own)]:
        was = None if past is None else past.get(field, "")
        a, b = own.get(field, ""), their.get(field, "")
        if a == b or b == was:
            continue
        if a == was:
            result[field] = b
            taken.append(field)
        else:
            conflicts.append(Conflict(field, a, b))
            result.setdefault(field, "")
    attributes = _attributes(base, mine, theirs)
    if attributes != mine.attributes:
        taken.append("tags")
    return Merged(_card(mine, attributes, result), tuple(taken), tuple(conflicts))


def settled(merged: Merged, sides: Mapping[str, Side], otherwise: Side = Side.MINE) -> Card:
    """The card once the conflicts are decided, each by its field."""
    fields = _fields(merged.card)
    for conflict in merged.conflicts:
        side = sides.get(conflict.field, otherwise)
        if side is Side.THEIRS:
            fields[conflict.field] = conflict.theirs
        elif side is Side.BOTH:
            joint = " / " if conflict.field == QUESTION else "\n\n"
            fields[conflict.field] = joint.join(filter(None, (conflict.mine, conflict.theirs)))
    return _card(merged.card, merged.card.attributes, fields)


def _fields(card: Card) -> dict[str, str]:
    """Every text of the card by its field, in the card's order. A part that is there twice counts its second."""
    found = {QUESTION: card.heading, TEXT: card.body}
    for part in card.parts:
        name, count = part.name.value, 2
        while name in found:
            name, count = f"{part.name.value} {count}", count + 1
        found[name] = part.text
    return found


def _card(card: Card, attributes: Attributes, fields: Mapping[str, str]) -> Card:
    known = {name.value: name for name in PartName}
    parts = tuple(
        Part(known[field.rstrip(" 0123456789")], text)
        for field, text in fields.items()
        if field not in (QUESTION, TEXT) and text
    )
    return replace(card, heading=fields[QUESTION], body=fields[TEXT], attributes=attributes, parts=parts)


def _attributes(base: Card | None, mine: Card, theirs: Card) -> Attributes:
    past = base.attributes if base else mine.attributes
    tags = _united(past.tags, mine.attributes.tags, theirs.attributes.tags)
    own, their = dict(mine.attributes.values), dict(theirs.attributes.values)
    was = dict(past.values)
    for key in [*own, *(key for key in their if key not in own)]:
        # Where both changed the same key mine stands: such keys (a leaf, minutes) are for the deck's owner to set.
        if own.get(key) == was.get(key):
            own[key] = their.get(key, "")
    return Attributes(mine.attributes.id, tags, tuple((key, value) for key, value in own.items() if value))


def _united(base: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Mine, with what theirs added and without what theirs took away."""
    was, their = set(base), tuple(theirs)
    kept = [tag for tag in mine if tag not in was or tag in their]
    return (*kept, *(tag for tag in their if tag not in was and tag not in kept))
