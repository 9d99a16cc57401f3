"""The notes of a collection, one after the other, as cards in their decks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape, unescape

from interviewprep.cards.faces import FRONT, cloze_groups
from interviewprep.cards.model import Card
from interviewprep.cards.parts import question_of
from interviewprep.formats.anki.cards import (
    Account,
    attributes_of,
    cloze_card,
    is_marked,
    recall_card,
    tag_names,
)
from interviewprep.formats.anki.collection import AnkiDeck, Collection, NoteType
from interviewprep.formats.anki.edits import with_edits
from interviewprep.formats.anki.past import AnkiCard, Review, memory_of, reviews_of
from interviewprep.formats.anki.source import FIELD, Source
from interviewprep.formats.anki.source import read as source_of
from interviewprep.formats.anki.template import Endless, Sides, TooLong, sides
from interviewprep.formats.foreign import (
    LONGEST_FIELD,
    ForeignCard,
    ForeignDeck,
    NotReadable,
    PastMemory,
    PastReview,
    Say,
    Skipped,
)

_LOST = AnkiDeck(("Anki",))
_SAY_EVERY = 500
_SHOWN = 40
_MASK = "Question Mask"
_TAG = re.compile(r"<[^<>]*>?")


@dataclass(frozen=True, slots=True)
class _Note:
    guid: str
    key: int
    """Of its type."""
    kind: NoteType
    values: Mapping[str, str]
    tags: str
    place: str


class Notes:
    """Reads all notes of a collection; `media` gives our names. What is passed over is named in `skipped`."""

    def __init__(self, collection: Collection, media: Mapping[str, str], *, with_past: bool, say: Say) -> None:
        self.account = Account()
        self.skipped: list[Skipped] = []
        self.flagged = 0
        self.tags_changed: dict[str, int] = {}
        self.has_past = False
        self._collection = collection
        self._media = media
        self._with_past = with_past
        self._say = say
        self._sides: dict[tuple[int, int], Sides] = {}
        self._tags: dict[str, tuple[str, ...]] = {}
        self._reviews: dict[int, list[Review]] = defaultdict(list)
        self._decks: dict[int, list[ForeignCard]] = defaultdict(list)
        self._guids: set[str] = set()

    @property
    def bad_rows(self) -> list[tuple[str, int]]:
        return self._collection.database.bad_rows

    def read(self) -> tuple[ForeignDeck, ...]:
        """The decks that have cards, by name."""
        cards = self._cards_of_notes()
        self._read_reviews()
        for count, (key, guid, kind, tags, fields) in enumerate(self._collection.notes()):
            if count % _SAY_EVERY == 0:
                self._say(f"Reading notes: {count:,}")
            if note := self._note(key, guid, kind, tags, fields):
                try:
                    self._take(note, cards.pop(key, []))
                except TooLong:
                    self.skipped.append(Skipped(note.place, "its template makes more of it than a card can hold"))
                except Endless as fault:
                    place = f"{self._collection.database.place}: {note.place}"
                    said = "up to this note the templates show so much that the rest would take hours"
                    raise NotReadable(place, reason=f"{said}; export a part of it") from fault
        decks: dict[tuple[str, ...], list[ForeignCard]] = defaultdict(list)
        for deck, found in self._decks.items():
            decks[self._deck(deck).names] += found
        described = {deck.names: deck.description for deck in self._collection.decks.values()}
        return tuple(
            ForeignDeck(names, tuple(decks[names]), _plain(described.get(names, "")[:2000])) for names in sorted(decks)
        )

    def _cards_of_notes(self) -> dict[int, list[AnkiCard]]:
        found: dict[int, list[AnkiCard]] = defaultdict(list)
        for count, row in enumerate(self._collection.cards()):
            if count % (10 * _SAY_EVERY) == 0:
                self._say(f"Reading cards: {count:,}")
            card = AnkiCard(*row)
            found[card.nid].append(card)
            if card.type:
                self.has_past = True
            if card.flags & 7:
                self.flagged += 1
        return found

    def _read_reviews(self) -> None:
        for count, (at_ms, card, ease, interval, duration_ms, kind) in enumerate(self._collection.reviews()):
            self.has_past = True
            if not self._with_past:
                return
            if count % (20 * _SAY_EVERY) == 0:
                self._say(f"Reading reviews: {count:,}")
            self._reviews[card].append((at_ms, ease, interval, duration_ms, kind))

    def _note(self, key: int, guid: str, kind: int, tags: str, fields: str) -> _Note | None:
        """The note, or None where it cannot be taken; why is noted."""
        place = f'note {key} "{_beginning(fields)}"'
        note_type = self._collection.note_types.get(kind)
        guid = guid or str(key)
        values = fields.split("\x1f")
        reason = ""
        if note_type is None:
            reason = "its note type is not in the file"
        elif len(fields) > LONGEST_FIELD and max(map(len, values)) > LONGEST_FIELD:
            reason = f"a field is longer than {LONGEST_FIELD:,} characters"
        elif guid in self._guids:
            reason = "another note has the same identity"
        if reason or note_type is None:
            self.skipped.append(Skipped(place, reason))
            return None
        self._guids.add(guid)
        named = dict(zip(note_type.fields, values, strict=False))
        if _MASK in named:
            # A mask is an SVG, which is not taken; a note that says so on each card would say nothing else.
            self.account.tell(("the masks of the add-on Image Occlusion Enhanced",))
            named |= {name: "" for name in named if name.endswith(" Mask")}
        return _Note(guid, kind, note_type, named, tags, place)

    def _take(self, note: _Note, cards: list[AnkiCard]) -> None:
        if not cards:
            self.skipped.append(Skipped(note.place, "it has no cards"))
        elif note.kind.fields[-1:] == (FIELD,) and (source := source_of(list(note.values.values()))):
            self._take_own(note, source, cards)
        elif note.kind.is_cloze:
            self._take_cloze(note, cards)
        else:
            for card in cards:
                self._take_recall(note, card)

    def _take_own(self, note: _Note, source: Source, rows: list[AnkiCard]) -> None:
        """A note that we wrote: the card as it was, but for what was edited since."""
        reviews: tuple[PastReview, ...] = ()
        memories: tuple[PastMemory, ...] = ()
        for row in rows if self._with_past else ():
            if row.ord < len(source.faces):
                answered, standing = self._past(row, source.faces[row.ord])
                reviews += tuple(replace(one, at_ms=source.moved.get(one.at_ms, one.at_ms)) for one in answered)
                memories += standing
        card, deck, written = source.card(self._media), rows[0].odid or rows[0].did, source.markdown
        if source.edited:
            named = list(note.values.items())
            edited = dict(named[place] for place in source.edited)
            card, left = with_edits(card, edited, self._media, self._deck(deck).names[-1], self.account)
            self.account.tell(tuple(f"what was edited in Anki in the field “{name}”" for name in left))
            written = ""
        marked = bool(note.tags) and is_marked(note.tags)
        self._decks[deck].append(ForeignCard(card, note.place, source.key, reviews, memories, marked, written=written))

    def _take_recall(self, note: _Note, row: AnkiCard) -> None:
        sides_ = self._sides_of(note, row.ord)
        deck = row.odid or row.did
        if sides_ is None:
            self.skipped.append(Skipped(note.place, f"its template {row.ord + 1} is not in the file"))
            return
        values = self._values(note, row.ord, deck) if sides_.names_card else note.values
        attributes = attributes_of(note.guid, row.ord, self._tag_names(note.tags))
        card = recall_card(sides_, values, self._media, attributes, self._deck(deck).names[-1], self.account)
        if card is None:
            self.skipped.append(Skipped(note.place, "its question is empty"))
            return
        reviews, memories = self._past(row, FRONT) if self._with_past else ((), ())
        self._add(deck, note, row.ord, card, reviews, memories)

    def _take_cloze(self, note: _Note, rows: list[AnkiCard]) -> None:
        sides_ = self._sides_of(note, 0)
        deck = rows[0].odid or rows[0].did
        if sides_ is None:
            self.skipped.append(Skipped(note.place, "its template is not in the file"))
            return
        values = self._values(note, 0, deck) if sides_.names_card else note.values
        attributes = attributes_of(note.guid, 0, self._tag_names(note.tags))
        card = cloze_card(sides_, values, self._media, attributes, self._deck(deck).names[-1], self.account)
        if card is None:
            self.skipped.append(Skipped(note.place, "it is a cloze note without a gap that can be shown"))
            return
        reviews: tuple[PastReview, ...] = ()
        memories: tuple[PastMemory, ...] = ()
        if self._with_past:
            groups = {gaps[0].group: face for face, gaps in cloze_groups(question_of(card)).items()}
            for row in rows:
                if face := groups.get(f"c{row.ord + 1}"):
                    answered, standing = self._past(row, face)
                    reviews, memories = reviews + answered, memories + standing
                elif row.type or row.id in self._reviews:
                    self.account.tell(("the past of a gap that is no more in its text",))
        self._add(deck, note, 0, card, reviews, memories)

    def _add(
        self, deck: int, note: _Note, template: int, card: Card,
        reviews: tuple[PastReview, ...], memories: tuple[PastMemory, ...],
    ) -> None:  # fmt: skip
        key = f"anki:{note.guid}:{template}"
        marked = bool(note.tags) and is_marked(note.tags)
        self._decks[deck].append(ForeignCard(card, note.place, key, reviews, memories, marked))

    def _past(self, row: AnkiCard, face: str) -> tuple[tuple[PastReview, ...], tuple[PastMemory, ...]]:
        reviews = reviews_of(face, self._reviews.get(row.id, ()))
        memory = memory_of(face, row, self._collection.created_s, reviews)
        return reviews, (memory,) if memory else ()

    def _sides_of(self, note: _Note, number: int) -> Sides | None:
        """The template's sides, parsed once."""
        key = (note.key, number)
        if key not in self._sides:
            template = note.kind.templates.get(number)
            if template is None:
                return None
            self._sides[key] = sides(template.front, template.back, is_cloze=note.kind.is_cloze)
        return self._sides[key]

    def _values(self, note: _Note, number: int, deck: int) -> Mapping[str, str]:
        """The note's fields and those that its card fills."""
        names = self._deck(deck).names
        template = note.kind.templates[number]
        special = {
            "Tags": note.tags.strip(),
            "Type": note.kind.name,
            "Deck": "::".join(names),
            "Subdeck": names[-1],
            "Card": template.name,
            "CardFlag": "",
        }
        return {**{name: escape(value, quote=False) for name, value in special.items()}, **note.values}

    def _deck(self, key: int) -> AnkiDeck:
        return self._collection.decks.get(key, _LOST)

    def _tag_names(self, tags: str) -> tuple[str, ...]:
        if tags not in self._tags:
            self._tags[tags] = names = tag_names(tags)
            for tag, name in zip((tag for tag in tags.split() if tag.lower() != "marked"), names, strict=False):
                if tag != name:
                    self.tags_changed[tag] = self.tags_changed.get(tag, 0) + 1
        return self._tags[tags]


def _beginning(fields: str) -> str:
    """The first words of a note, as one line, by which the user finds it."""
    words = _plain(fields[:200].partition("\x1f")[0])
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _plain(html: str) -> str:
    """The words of simple HTML, as one line."""
    if "<" in html or "&" in html:
        html = unescape(_TAG.sub(" ", html))
    return " ".join(html.split())
