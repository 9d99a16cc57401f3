"""Bring the database in line with the deck files, and keep every card's progress while doing so.

Reading and matching happen outside the transaction; what is found is written in one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from interviewprep.cards.deck_file import Reading, read_bytes, write_card
from interviewprep.cards.faces import POINT, faces
from interviewprep.cards.matching import Found, Known, match, match_faces
from interviewprep.cards.model import Card
from interviewprep.cards.parts import answer_of, key_points, kind_of, question_of
from interviewprep.errors import Problem, Severity
from interviewprep.journeys.roots import DeckFile, Root, scan
from interviewprep.memory.day import Moment
from interviewprep.store.database import Database, Transaction
from interviewprep.store.ids import uuid7

LARGEST_FILE = 50_000_000
_RACY_NS = 2_000_000_000
"""A file changed this shortly before it was read may have changed again without a newer time: read it once more."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a refresh did, counted in cards."""

    decks: tuple[str, ...] = ()
    """Names of the decks whose file was new, changed or gone."""
    added: int = 0
    changed: int = 0
    moved: int = 0
    retired: int = 0
    returned: int = 0
    problems: tuple[Problem, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.decks)


@dataclass(slots=True)
class _Work:
    """What one refresh has found so far."""

    read: dict[str, tuple[DeckFile, Reading, bytes]] = field(default_factory=dict)
    touched: list[tuple[DeckFile, int]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def refresh(database: Database, roots: Sequence[Root], now: Moment) -> Changes:
    """Read the deck files that changed since last time and carry the progress over to what they say now."""
    files, problems = scan(roots)
    work = _Work(problems=list(problems))
    with database.read() as db:
        rows = {
            row[1]: row for row in db.rows("SELECT id, name, root, size, mtime_ns, read_ns, digest, gone FROM deck")
        }
    for name, file in files.items():
        _look_at(file, rows.get(name), work)
    work.gone = [row[0] for name, row in rows.items() if name not in files and not row[7]]
    if not work.read and not work.gone:
        if work.touched:
            with database.write() as db:
                _touch(db, work.touched, now)
        return Changes(problems=tuple(work.problems))
    with database.write() as db:
        return _carry_over(db, work, now)


def take_over(db: Transaction, written: Mapping[DeckFile, bytes], gone: Iterable[str], now: Moment) -> Changes:
    """The same for files that are being written with this very transaction: their bytes, and names of decks that go."""
    names = json.dumps(list(gone))
    work = _Work(gone=[row[0] for row in db.rows(_DECKS_NAMED, (names,))])
    for file, data in written.items():
        digest = hashlib.blake2b(data, digest_size=16).digest()
        work.read[file.name] = (file, read_bytes(data, str(file.path)), digest)
    return _carry_over(db, work, now)


_DECKS_NAMED = "SELECT id FROM deck WHERE name IN (SELECT value FROM json_each(?))"


def _look_at(file: DeckFile, row: tuple[object, ...] | None, work: _Work) -> None:
    if row is not None:
        deck, _, root, size, mtime_ns, read_ns, digest, gone = row
        same = (root, size, mtime_ns, gone) == (file.root, file.size, file.mtime_ns, 0)
        if same and file.mtime_ns + _RACY_NS < int(str(read_ns)):
            return
    try:
        if file.size > LARGEST_FILE:
            raise OSError(f"larger than {LARGEST_FILE // 1_000_000} MB; split it")
        data = file.path.read_bytes()
    except OSError as fault:
        why = fault.strerror or str(fault)
        work.problems.append(
            Problem(
                str(file.path),
                0,
                Severity.ERROR,
                "unreadable",
                f"could not be read ({why}); its cards are kept as they were",
            )
        )
        return
    found = hashlib.blake2b(data, digest_size=16).digest()
    if row is not None and (root, digest, gone) == (file.root, found, 0):
        work.touched.append((file, int(str(deck))))
        return
    reading = read_bytes(data, str(file.path))
    work.problems.extend(reading.problems)
    if any(problem.rule == "encoding" for problem in reading.problems):
        return  # no text at all: what was known of the file stays until it can be read again
    work.read[file.name] = (file, reading, found)


def _touch(db: Transaction, touched: Iterable[tuple[DeckFile, int]], now: Moment) -> None:
    values = [(file.size, file.mtime_ns, now.at_ms * 1_000_000, deck) for file, deck in touched]
    db.run_many("UPDATE deck SET size = ?, mtime_ns = ?, read_ns = ? WHERE id = ?", values)


def _carry_over(db: Transaction, work: _Work, now: Moment) -> Changes:
    decks = {name: _keep_deck(db, *found, now) for name, found in work.read.items()}
    _touch(db, work.touched, now)
    db.run_many("UPDATE deck SET gone = 1 WHERE id = ?", [(deck,) for deck in work.gone])
    cards = [
        (name, place, topic, card)
        for name, (_, reading, _) in work.read.items()
        for place, (topic, card) in enumerate(_cards(reading))
    ]
    known, retired = _known(db, [*decks.values(), *work.gone])
    found = [
        Found(i, name, card.attributes.id, question_of(card), answer_of(card), position)
        for i, (name, position, _, card) in enumerate(cards)
    ]
    pairs = match(known, found) if known else {}
    where = {one.key: one.deck for one in known}
    texts = _sources(db, pairs.values())
    new: list[tuple[Card, tuple[object, ...]]] = []
    counts = dict.fromkeys(("added", "changed", "moved", "returned"), 0)
    items = _items(db, pairs.values())
    for i, (name, position, topic, card) in enumerate(cards):
        key = pairs.get(i)
        values = _card_values(card, decks[name], position, topic, found[i])
        if key is None:
            new.append((card, values))
            continue
        counts["returned"] += key in retired
        counts["moved"] += where[key] != name
        counts["changed"] += where[key] == name and key not in retired and texts[key] != values[-1]
        db.run(f"UPDATE card SET {_CARD_SET}, retired_ms = NULL WHERE id = ?", (*values, key))
        _keep_items(db, key, items.get(key, {}), faces(card))
        _keep_points(db, items.get(key, {}), card)
    _add_cards(db, new, now)
    counts["added"] = len(new)
    here = set(pairs.values())
    left = [one.key for one in known if one.key not in here and one.key not in retired]
    db.run_many("UPDATE card SET retired_ms = ? WHERE id = ?", [(now.at_ms, key) for key in left])
    names = sorted(
        set(decks)
        | {str(row[0]) for row in db.rows(f"SELECT name FROM deck WHERE id IN ({_marks(work.gone)})", work.gone)}
    )
    return Changes(tuple(names), retired=len(left), problems=tuple(work.problems), **counts)


def _cards(reading: Reading) -> Iterator[tuple[str, Card]]:
    for topic in reading.deck.topics:
        for card in topic.cards:
            yield topic.heading, card


def _keep_deck(db: Transaction, file: DeckFile, reading: Reading, digest: bytes, now: Moment) -> int:
    front = reading.deck.front
    problems = json.dumps(
        [[one.line, one.severity, one.rule, one.message] for one in reading.problems], ensure_ascii=False
    )
    title = front.title or file.name.rpartition("/")[2].replace("-", " ").capitalize()
    values = (
        file.root,
        reading.kind,
        title,
        front.description,
        front.language,
        file.size,
        file.mtime_ns,
        now.at_ms * 1_000_000,
        digest,
        problems,
    )
    deck = db.value("SELECT id FROM deck WHERE name = ?", (file.name,))
    if deck is None:
        return db.run(
            "INSERT INTO deck (name, root, kind, title, description, language, size, mtime_ns, read_ns,"
            " digest, problems, gone, suspended)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,0,0)",
            (file.name, *values),
        )
    db.run(
        "UPDATE deck SET root = ?, kind = ?, title = ?, description = ?, language = ?, size = ?, mtime_ns = ?,"
        " read_ns = ?, digest = ?, problems = ?, gone = 0 WHERE id = ?",
        (*values, deck),
    )
    return int(deck)


def _known(db: Transaction, decks: Sequence[int]) -> tuple[list[Known], set[int]]:
    """The live cards of these decks, then every retired card: those may come back anywhere."""
    sql = (
        "SELECT card.id, deck.name, written_id, question, answer, position, retired_ms IS NOT NULL"
        " FROM card JOIN deck ON deck.id = deck_id"
    )
    live = db.rows(f"{sql} WHERE retired_ms IS NULL AND deck_id IN ({_marks(decks)})", decks)
    gone = db.rows(f"{sql} WHERE retired_ms IS NOT NULL")
    return [Known(*row) for row in live + gone], {row[0] for row in gone}


_CARD_COLUMNS = (
    "deck_id",
    "position",
    "line",
    "written_id",
    "kind",
    "level",
    "leaf",
    "tags",
    "topic",
    "question",
    "answer",
    "source",
)
_CARD_SET = ", ".join(f"{name} = ?" for name in _CARD_COLUMNS)


def _card_values(card: Card, deck: int, position: int, topic: str, found: Found) -> tuple[object, ...]:
    attributes = card.attributes
    return (
        deck,
        position,
        card.line,
        attributes.id,
        kind_of(card).value,
        card.level.value if card.level else "",
        attributes.get("leaf"),
        " ".join(attributes.tags),
        topic,
        found.question,
        found.answer,
        write_card(card),
    )


def _add_cards(db: Transaction, new: Sequence[tuple[Card, tuple[object, ...]]], now: Moment) -> None:
    """Many rows at once: the keys are chosen here, so that items can be written without asking for them."""
    first = int(db.value("SELECT ifnull(max(id), 0) + 1 FROM card"))
    marks = ",".join("?" * len(_CARD_COLUMNS))
    db.run_many(
        f"INSERT INTO card ({', '.join(_CARD_COLUMNS)}, id, uid, marked) VALUES ({marks}, ?, ?, 0)",
        ((*values, key, uuid7(now.at_ms)) for key, (_, values) in enumerate(new, first)),
    )
    db.run_many(
        _ADD_ITEM,
        ((key, face, place) for key, (card, _) in enumerate(new, first) for place, face in enumerate(faces(card))),
    )


_ADD_ITEM = (
    "INSERT INTO item (card_id, face, position, retired, suspended, buried_day, spent_ms, state, step, stability,"
    " difficulty, due_day, due_ms, last_day, last_ms, interval, reviews, lapses)"
    " VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0, 0, 0, 0, 0, 0, 0)"
)


def _items(db: Transaction, cards: Iterable[int]) -> dict[int, dict[str, tuple[int, int, int]]]:
    """Of each card its items by face: id, position, retired."""
    wanted = set(cards)
    found: dict[int, dict[str, tuple[int, int, int]]] = {}
    for item, card, face, position, retired in db.rows("SELECT id, card_id, face, position, retired FROM item"):
        if card in wanted:
            found.setdefault(card, {})[face] = (item, position, retired)
    return found


def _sources(db: Transaction, cards: Iterable[int]) -> dict[int, str]:
    """The whole text of these cards: a card has changed where any word of it has."""
    sql = "SELECT id, source FROM card WHERE id IN (SELECT value FROM json_each(?))"
    return dict(db.rows(sql, (json.dumps(list(cards)),)))


def _keep_items(db: Transaction, card: int, old: dict[str, tuple[int, int, int]], new: tuple[str, ...]) -> None:
    """Give each face of the card now the item that was its own; faces that are gone rest, and wake when they return."""
    scheduled = {face: kept for face, kept in old.items() if not face.startswith(POINT)}
    live = tuple(sorted((face for face, kept in scheduled.items() if not kept[2]), key=lambda face: scheduled[face][1]))
    if live == new:
        return
    pairs = match_faces(live, new)
    owners = {face: scheduled[pairs.get(face, face)][0] for face in new if pairs.get(face, face) in scheduled}
    # A face may take the name that another one gives up, so all names are given back first.
    db.run_many(
        "UPDATE item SET face = face || char(0) || id, retired = 1 WHERE id = ?",
        [(kept[0],) for kept in scheduled.values()],
    )
    for place, face in enumerate(new):
        if face in owners:
            db.run("UPDATE item SET face = ?, position = ?, retired = 0 WHERE id = ?", (face, place, owners[face]))
        else:
            db.run(_ADD_ITEM, (card, face, place))
    resting = [
        (face, kept[0]) for face, kept in scheduled.items() if kept[0] not in owners.values() and face not in new
    ]
    db.run_many("UPDATE item SET face = ? WHERE id = ?", resting)


def _keep_points(db: Transaction, old: dict[str, tuple[int, int, int]], card: Card) -> None:
    """Items of key points rest while their point is not in the card."""
    points = {face: kept for face, kept in old.items() if face.startswith(POINT)}
    if not points:
        return
    there = {f"{POINT}{point.id}" for point in key_points(card)}
    for face, (item, _, retired) in points.items():
        if retired != (face not in there):
            # A point whose only miss was undone has no review, and stays away.
            db.run("UPDATE item SET retired = ? WHERE id = ? AND reviews > 0", (face not in there, item))


def add_item(db: Transaction, card: int, face: str, position: int) -> int:
    """Give a card an item more; gives its key."""
    return db.run(_ADD_ITEM, (card, face, position))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def folder_of(roots: Sequence[Root], key: str) -> Path | None:
    """The folder of a root by its key."""
    return next((root.folder for root in roots if root.key == key), None)
