"""What an import would do: each card of the file beside what is here, and nothing written yet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewprep.cards.deck_file import read, write_card
from interviewprep.cards.matching import Found, Known, match
from interviewprep.cards.merging import Merged, merge
from interviewprep.cards.model import Card
from interviewprep.cards.parts import answer_of, question_of
from interviewprep.formats.foreign import NO_CHOICES, Choices, Foreign, ForeignCard, ForeignDeck, Say, Skipped
from interviewprep.formats.recognise import read_foreign
from interviewprep.journeys.importing.incoming import digest_of
from interviewprep.journeys.importing.names import Names
from interviewprep.journeys.importing.plan import Plan, Planned, PlannedFile, What
from interviewprep.journeys.roots import OWN, SHIPPED, DeckFile, scan
from interviewprep.journeys.workplace import Workplace
from interviewprep.store.database import Transaction

CARDS_A_FILE = 1000
_SAY_EVERY = 2000
_NOT_UNDONE = "NOT EXISTS (SELECT 1 FROM entry AS undo WHERE undo.voids = imported.action)"


def survey(workplace: Workplace, file: Path, choices: Choices = NO_CHOICES, say: Say = lambda _: None) -> Plan:
    """Read a foreign file and compare it with what is here; raises NotReadable where it is refused."""
    workplace.refresh()
    return plan(workplace, file, read_foreign(file, choices, say), say)


def plan(workplace: Workplace, file: Path, foreign: Foreign, say: Say) -> Plan:
    """What taking this over would do. The decks here must be fresh."""
    files, _ = scan(workplace.roots())
    with workplace.database.read() as db:
        planner = _Planner(db, files, Names(files), say)
        for deck in foreign.decks:
            planner.take(deck)
    touched = {one.deck for one in planner.cards if one.what in (What.NEW, What.CHANGED, What.CONFLICT, What.DELETED)}
    touched.update(one.name for one in planner.files)
    digests = {name: digest_of(workplace.places.decks / f"{name}.md") for name in sorted(touched)}
    skipped = (*foreign.skipped, *planner.skipped)
    return Plan(file, foreign, tuple(planner.cards), tuple(planner.files), skipped, planner.new_decks, digests)


@dataclass(slots=True)
class _Here:
    """A card of the user's, as the database has it."""

    card: int
    deck: str
    root: str
    line: int
    source: str
    retired: int
    base: str


class _Planner:
    def __init__(self, db: Transaction, files: dict[str, DeckFile], names: Names, say: Say) -> None:
        self._db, self._decks, self._names, self._say = db, files, names, say
        self.cards: list[Planned] = []
        self.files: list[PlannedFile] = []
        self.skipped: list[Skipped] = []
        self.new_decks: dict[str, ForeignDeck] = {}
        self._seen: dict[str, str] = {}
        self._sizes: Counter[str] = Counter()
        self._with_room: dict[str, list[str]] = {}
        """Of each foreign deck its files here that may take more cards."""

    def take(self, deck: ForeignDeck) -> None:
        is_ours = deck.text or deck.is_shipped or deck.is_named_here
        name = self._names.path_of(deck.names) if is_ours else ""
        there = self._decks.get(name) if name else None
        if deck.is_interview:
            self._take_interview(deck, name, there)
        elif there is not None and there.root not in (OWN, SHIPPED):
            self.skipped.append(
                Skipped(name, f"a linked folder has a deck of this name, {there.path}; change it there")
            )
        elif (
            deck.text
            and not deck.is_shipped
            and (there is None or (there.root == SHIPPED and _text(there) != deck.text))
        ):
            self._take_whole(deck, name)
        else:
            self._compare(deck, name)

    def _take_interview(self, deck: ForeignDeck, name: str, there: DeckFile | None) -> None:
        if there is None:
            what = What.NEW
        else:
            what = What.UNCHANGED if _text(there) == deck.text else What.CONFLICT
        self.files.append(PlannedFile(what, name, deck.text, deck))

    def _take_whole(self, deck: ForeignDeck, name: str) -> None:
        """A deck file that is not among the user's own comes as it is, byte for byte."""
        self.files.append(PlannedFile(What.NEW, name, deck.text, deck))
        self._names.take(name)
        here = self._known(deck.cards, origin_of(deck), name)
        for place, card in enumerate(deck.cards):
            base, known = write_card(card.card), here.get(place)
            what = What.NEW if known is None else What.UNCHANGED if known.source == base else What.CHANGED
            self.cards.append(Planned(what, card, origin_of(deck), name, known.card if known else 0, base=base))

    def _compare(self, deck: ForeignDeck, name: str) -> None:
        origin = origin_of(deck)
        cards = list(self._single(deck.cards))
        here = self._known(cards, origin, name)
        for number, card in enumerate(cards):
            if number % _SAY_EVERY == 0:
                self._say(f"Compared {number:,} of {len(cards):,} cards")
            known = here.get(number)
            if known is None:
                if deck.is_shipped:
                    self.skipped.append(
                        Skipped(card.place, "this card is no longer in the deck that came with the program")
                    )
                    continue
                where = name if name in self._decks and self._decks[name].root == OWN else self._deck_for(deck)
                self.cards.append(Planned(What.NEW, card, origin, where, base=write_card(card.card)))
            else:
                self.cards.append(self._compared(card, origin, known, only_past=deck.is_shipped))

    def _single(self, cards: Sequence[ForeignCard]) -> Iterator[ForeignCard]:
        for card in cards:
            if card.key and card.key in self._seen:
                self.skipped.append(Skipped(card.place, f"has the same id as {self._seen[card.key]}, which is taken"))
                continue
            if card.key:
                self._seen[card.key] = card.place
            yield card

    def _compared(self, card: ForeignCard, origin: str, known: _Here, *, only_past: bool) -> Planned:
        theirs = write_card(card.card)
        if known.base and theirs != known.base:
            theirs = _read_back(theirs)
        base = known.base

        def planned(what: What, merged: Merged | None = None) -> Planned:
            return Planned(what, card, origin, known.deck, known.card, known.line, theirs, base, merged)

        if (
            only_past
            or theirs in (base, known.source)
            or (card.written and card.written == known.source)
            or (not base and _read_back(theirs) == known.source)
        ):
            return planned(What.DELETED if known.retired else What.UNCHANGED)
        if known.retired:
            return planned(What.DELETED)
        merged = merge(_card(base) if base else None, _card(known.source), _card(theirs))
        if known.root != OWN:
            self.skipped.append(Skipped(card.place, f"stands in {known.deck} now, which is not among your own decks"))
            return planned(What.UNCHANGED)
        if merged.conflicts:
            return planned(What.CONFLICT, merged)
        return planned(What.CHANGED if merged.taken else What.UNCHANGED, merged)

    def _deck_for(self, deck: ForeignDeck) -> str:
        """The deck file that a new card joins: one of its deck that has room, else a new one."""
        origin = origin_of(deck)
        if origin not in self._with_room:
            here = self._db.rows(_FILES_OF_ORIGIN, (origin, OWN))
            self._with_room[origin] = [name for name, _ in here if name in self._decks]
            self._sizes.update({name: count for name, count in here if name not in self._sizes})
        files = self._with_room[origin]
        while files and self._sizes[files[0]] >= CARDS_A_FILE:
            files.pop(0)
        if not files:
            name = self._names.new(deck.names)
            self.new_decks[name] = deck
            files.append(name)
        self._sizes[files[0]] += 1
        return files[0]

    def _known(self, cards: Sequence[ForeignCard], origin: str, name: str) -> dict[int, _Here]:
        """For the place of each foreign card the card here that it continues: by its key, its written id, its text."""
        rows = self._rows_of(cards, origin, name)
        keys = [card.key for card in cards if card.key]
        by_key = dict(self._db.rows(_CARDS_OF_KEYS, (json.dumps(keys), _any_uid(keys))))
        found = {place: rows[by_key[card.key]] for place, card in enumerate(cards) if by_key.get(card.key) in rows}
        taken = {one.card for one in found.values()}
        left = [place for place in range(len(cards)) if place not in found]
        if not left or len(taken) == len(rows):
            return found
        known = [
            Known(card, rows[card].deck, *texts)
            for card, *texts in self._db.rows(_TEXTS, (json.dumps([card for card in rows if card not in taken]),))
        ]
        new = [
            Found(place, name, card.attributes.id, question_of(card), answer_of(card), place)
            for place, card in ((place, cards[place].card) for place in left)
        ]
        return found | {place: rows[card] for place, card in match(known, new).items()}

    def _rows_of(self, cards: Sequence[ForeignCard], origin: str, name: str) -> dict[int, _Here]:
        """Every card here that one of these may continue."""
        values = {
            "keys": json.dumps([card.key for card in cards if card.key]),
            "ids": json.dumps([card.card.attributes.id for card in cards if card.key and card.card.attributes.id]),
            "any_uid": _any_uid([card.key for card in cards]),
            "origin": origin,
            "deck": name,
        }
        return {row[0]: _Here(*row) for row in self._db.rows(_HERE, values)}


_FILES_OF_ORIGIN = (
    "SELECT deck.name, (SELECT count(*) FROM card AS one WHERE one.deck_id = deck.id AND one.retired_ms IS NULL)"
    " FROM imported JOIN card ON card.id = card_id JOIN deck ON deck.id = deck_id"
    f" WHERE origin = ? AND deck.root = ? AND deck.gone = 0 AND {_NOT_UNDONE} GROUP BY deck.id ORDER BY deck.id"
)
# A card that we wrote for another program comes back under its own name.
_UID = "'uid:' || lower(hex(uid))"
_CARDS_OF_KEYS = (
    f"SELECT {_UID}, card.id FROM card WHERE ?2 AND {_UID} IN (SELECT value FROM json_each(?1)) UNION ALL"
    " SELECT * FROM (SELECT key, card_id FROM imported WHERE key IN (SELECT value FROM json_each(?1))"
    f" AND {_NOT_UNDONE} ORDER BY imported.id)"
)
_TEXTS = "SELECT id, written_id, question, answer, position FROM card WHERE id IN (SELECT value FROM json_each(?))"
_HERE = (
    "WITH wanted (id) AS ("
    " SELECT card_id FROM imported WHERE key IN (SELECT value FROM json_each(:keys)) OR origin = :origin"
    " UNION SELECT card.id FROM card WHERE written_id <> '' AND written_id IN (SELECT value FROM json_each(:ids))"
    f" UNION SELECT card.id FROM card WHERE :any_uid AND {_UID} IN (SELECT value FROM json_each(:keys))"
    " UNION SELECT card.id FROM card JOIN deck ON deck.id = deck_id WHERE deck.name = :deck)"
    " SELECT card.id, deck.name, deck.root, card.line, card.source, retired_ms IS NOT NULL,"
    " ifnull((SELECT base FROM imported"
    f" WHERE card_id = card.id AND {_NOT_UNDONE} ORDER BY imported.id DESC LIMIT 1), '')"
    " FROM wanted JOIN card ON card.id = wanted.id JOIN deck ON deck.id = card.deck_id"
    " WHERE retired_ms IS NULL OR EXISTS"
    f" (SELECT 1 FROM imported WHERE card_id = card.id AND {_NOT_UNDONE})"
)


def _any_uid(keys: Sequence[str]) -> bool:
    return any(key.startswith("uid:") for key in keys)


def origin_of(deck: ForeignDeck) -> str:
    return "\x1f".join(deck.names)


def _is_shipped_other(there: DeckFile, deck: ForeignDeck) -> bool:
    """What came is the user's copy of a shipped deck: it will stand before that one, as any such copy does."""
    return there.root == SHIPPED and _text(there) != deck.text


def _read_back(markdown: str) -> str:
    """A card's Markdown as it is once it was written to a file and read again."""
    return write_card(_card(markdown))


def _card(markdown: str) -> Card:
    return next(read(markdown, "").deck.cards())


def _text(file: DeckFile) -> str:
    try:
        return file.path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
