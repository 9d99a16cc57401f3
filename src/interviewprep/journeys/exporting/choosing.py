"""Gather what was chosen: decks as they stand in their files, their media, and the learner's past of each card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from interviewprep.cards.deck_file import read, write
from interviewprep.cards.media import media
from interviewprep.cards.model import Card, Deck, Topic
from interviewprep.errors import WrongUse
from interviewprep.formats.bundle.shape import past_memory
from interviewprep.formats.foreign import PastMemory, PastReview, Say
from interviewprep.formats.leaving import LeavingCard, LeavingDeck, LeavingMedium
from interviewprep.journeys import log
from interviewprep.journeys.decks import folder_of
from interviewprep.journeys.exporting.wishes import Selection
from interviewprep.journeys.face import parse
from interviewprep.journeys.roots import SHIPPED
from interviewprep.journeys.waiting import resolve
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import NEW_MEMORY, State
from interviewprep.store.database import Transaction

_CHUNK = 1024 * 1024
_DECKS = "SELECT id, name, root, kind, title, description, language, mtime_ns FROM deck WHERE gone = 0 ORDER BY name"
_CARDS = (
    "SELECT id, deck_id, uid, line, written_id, topic, source, marked, tags FROM card"
    " WHERE retired_ms IS NULL ORDER BY deck_id, position"
)
_KEYS = (
    "SELECT card_id, key FROM imported WHERE key <> ''"
    " AND NOT EXISTS (SELECT 1 FROM entry AS undo WHERE undo.voids = imported.action) ORDER BY imported.id"
)
_ITEMS = f"SELECT card_id, face, suspended, {log.MEMORY_COLUMNS} FROM item WHERE retired = 0 ORDER BY card_id, position"
_REVIEWS = (
    "SELECT card_id, face, kind, rating, state, at_ms, offset_min, duration_ms, after, note FROM entry"
    f" WHERE kind IN ('review', 'past') AND item_id IS NOT NULL AND {log.LIVE} ORDER BY at_ms, seq"
)


def chosen(workplace: Workplace, selection: Selection, *, with_progress: bool, say: Say) -> list[LeavingDeck]:
    """The decks with at least one card that fits, and without any wish the interviews too; raises WrongUse for none."""
    with workplace.database.read() as db:
        decks = db.rows(_DECKS)
        fits = _Fitting(db, selection)
        rows: dict[int, list[Any]] = defaultdict(list)
        counts: dict[int, int] = defaultdict(int)
        for row in db.rows(_CARDS):
            counts[row[1]] += 1
            if fits.card(row):
                rows[row[1]].append(row)
        keys = dict(db.rows(_KEYS))
        past = _Past(db, {row[0] for found in rows.values() for row in found}) if with_progress else None
    found = []
    for number, (deck, name, root, kind, title, description, language, mtime_ns) in enumerate(decks):
        if not (rows[deck] if kind == "deck" and counts[deck] else fits.whole_deck(deck)):
            continue
        say(f"Reading {name}: {number:,} of {len(decks):,}")
        folder = folder_of(workplace.roots(), root) or Path(root)
        file = _File(folder, name, [row[6] for row in rows[deck]], whole=len(rows[deck]) == counts[deck])
        cards = tuple(_card(row, keys.get(row[0], ""), past) for row in rows[deck])
        found.append(
            LeavingDeck(
                name,
                title,
                file.text({row[3] for row in rows[deck]}),
                cards,
                tuple(file.media()),
                description,
                language,
                mtime_ns // 1_000_000,
                is_interview=kind != "deck",
                is_shipped=root == SHIPPED,
            )
        )
    if not found:
        raise WrongUse(reason="no card fits; nothing was written")
    return found


class _Fitting:
    """Whether a card is wanted."""

    def __init__(self, db: Transaction, selection: Selection) -> None:
        self._selection = selection
        self._words = selection.words.casefold().split()
        self._tags = set(selection.tags)
        self._decks: set[int] = set()
        self._ids: set[tuple[int, str]] = set()
        self._lines: set[tuple[int, int]] = set()
        for name in selection.names:
            self._take(db, name)

    def _take(self, db: Transaction, name: str) -> None:
        deck, mark, written = name.partition("#")
        before, _, line = deck.rpartition(":")
        if mark or line.isdigit():
            for key in resolve(db, [deck if mark else before]):
                if mark:
                    self._ids.add((key, written))
                else:
                    sql = "SELECT max(line) FROM card WHERE deck_id = ? AND line <= ? AND retired_ms IS NULL"
                    self._lines.add((key, db.value(sql, (key, int(line))) or 0))
        else:
            self._decks |= resolve(db, [name], with_interviews=True)

    def card(self, row: Sequence[Any]) -> bool:
        key, deck, _, line, written, _, source, marked, tags = row
        chosen = self._selection
        named = deck in self._decks or (deck, written) in self._ids or (deck, line) in self._lines
        if (chosen.names and not named) or (chosen.cards is not None and key not in chosen.cards):
            return False
        if (chosen.only_marked and not marked) or not self._tags <= set(tags.split()):
            return False
        text = source.casefold() if self._words else ""
        return all(word in text for word in self._words)

    def whole_deck(self, deck: int) -> bool:
        """Whether a file without cards, such as an interview, is meant too."""
        return not self._selection.is_narrow and (not self._selection.names or deck in self._decks)


class _Past:
    """What the learner did with these cards, by card."""

    def __init__(self, db: Transaction, cards: Collection[int]) -> None:
        self.memories: dict[int, list[PastMemory]] = defaultdict(list)
        self.reviews: dict[int, list[PastReview]] = defaultdict(list)
        for card, face, suspended, *columns in db.rows(_ITEMS):
            memory = log.memory_of(columns)
            if card in cards and (suspended or memory != NEW_MEMORY):
                self.memories[card].append(past_memory(face, memory, suspended=bool(suspended)))
        for card, face, kind, rating, state, at_ms, offset_min, duration_ms, after, note in db.rows(_REVIEWS):
            if card not in cards:
                continue
            days = log.days_of_past(kind, note) if kind == log.PAST else _days_given(after)
            self.reviews[card].append(
                PastReview(face, at_ms, Rating(rating), State(state), duration_ms, days, offset_min)
            )


def _days_given(after: str | None) -> int:
    return log.from_json(after).interval if after else 0


def _card(row: Sequence[Any], key: str, past: _Past | None) -> LeavingCard:
    card, _, uid, line, _, topic, source, marked, *_ = row
    return LeavingCard(
        parse(source),
        uid,
        line,
        topic,
        key,
        tuple(past.reviews[card]) if past else (),
        tuple(past.memories[card]) if past else (),
        bool(marked) and past is not None,
    )


class _File:
    """One deck file, read once."""

    def __init__(self, folder: Path, name: str, sources: Sequence[str], *, whole: bool) -> None:
        self._root, self._name, self._whole, self._sources = folder, name, whole, sources
        path = folder / f"{name}.md"
        try:
            self._text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise WrongUse(path, reason=f"could not be read ({fault}); nothing was written") from fault
        self._deck = read(self._text, name).deck

    def text(self, lines: Collection[int]) -> str:
        """The file, or what it would be with the cards of these lines alone."""
        if self._whole:
            return self._text
        topics = [
            Topic(topic.heading, topic.intro, tuple(card for card in topic.cards if card.line in lines))
            for topic in self._deck.topics
        ]
        self._deck = Deck(self._deck.front, self._deck.intro, tuple(topic for topic in topics if topic.cards))
        return write(self._deck)

    def media(self) -> Iterator[LeavingMedium]:
        """Every file beside the deck that it shows. One that is missing or leads elsewhere is left out."""
        shown = [Card("", body=topic.intro) for topic in self._deck.topics if topic.intro]
        if self._deck.intro:
            shown.append(Card("", body=self._deck.intro))
        names = {
            one.name: None for card in (*self._deck.cards(), *shown) for one in media(card) if one.place == "beside"
        }
        beside = (self._root / self._name).parent
        for name in names:
            path = beside / name
            if path.is_file() and path.resolve().is_relative_to(self._root.resolve()):
                place = (Path(self._name).parent / name).as_posix()
                yield LeavingMedium(name, place, path.stat().st_size, _Chunks(path))


class _Chunks:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
