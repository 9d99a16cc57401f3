"""Carry out a planned import: deck files, media, cards and their past, whole or not at all, as one step to undo."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from interviewprep.cards.deck_file import append_card, write, write_card
from interviewprep.cards.edits import replace_cards
from interviewprep.cards.media import media
from interviewprep.cards.merging import Side, settled
from interviewprep.cards.model import Deck, FrontMatter, Topic
from interviewprep.errors import Refused
from interviewprep.formats.foreign import ForeignMedium, Say, Skipped
from interviewprep.journeys import decks, log
from interviewprep.journeys.files import FolderNotWritable
from interviewprep.journeys.importing import past
from interviewprep.journeys.importing.incoming import Incoming, digest_of, settle
from interviewprep.journeys.importing.names import title_of
from interviewprep.journeys.importing.plan import Plan, Planned, What, address_of
from interviewprep.journeys.workplace import Workplace, back_up
from interviewprep.store.database import Transaction


class ChangedMeanwhile(Refused):
    sentence = "has changed since the import was looked at; look at it again, nothing was changed"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user has chosen where both sides changed something. A field is named by `(card's place, field)`."""

    otherwise: Side = Side.MINE
    fields: Mapping[tuple[str, str], Side] = field(default_factory=dict)
    files: Mapping[str, Side] = field(default_factory=dict)
    """For interviews that differ, by their name."""
    bring_back: bool = False
    """Cards that came once and were deleted here come again."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, counted in cards."""

    decks: tuple[str, ...]
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    """Left alone, since the user has deleted them here."""
    media: int = 0
    reviews: int = 0
    interviews: int = 0
    conflicts: tuple[tuple[str, str], ...] = ()
    """Card and field of each conflict."""
    skipped: tuple[Skipped, ...] = ()


def carry_out(
    workplace: Workplace, plan: Plan, decisions: Decisions = Decisions(), say: Say = lambda _: None
) -> Imported:
    """Do what was planned; raises before anything has changed, `say`'s cancel included."""
    for name, digest in plan.digests.items():
        if digest_of(workplace.places.decks / f"{name}.md") != digest:
            raise ChangedMeanwhile(workplace.places.decks / f"{name}.md")
    work = _Work(workplace, plan, decisions)
    work.write_texts()
    if not work.texts and not work.has_news():
        return work.result(0, 0)
    back_up(workplace, "before-import")
    incoming = Incoming(workplace.places)
    incoming.drop()
    try:
        count = work.stage(incoming, say)
        say("Writing …")
        reviews = work.commit(incoming)
    except BaseException:
        incoming.drop()
        raise
    settle(workplace.places, workplace.database)
    return work.result(count, reviews)


class _Work:
    def __init__(self, workplace: Workplace, plan: Plan, decisions: Decisions) -> None:
        self._workplace, self._plan, self._decisions = workplace, plan, decisions
        self.texts: dict[str, str] = {}
        """Deck files to be written, by name."""
        self._cards: dict[str, list[Planned]] = defaultdict(list)
        """Of each deck file its cards that come new, in the order in which they stand at its end."""
        self._changed: list[Planned] = []
        self._interviews = 0
        self._kept: list[Skipped] = []
        """Media that came and whose place is taken."""

    def write_texts(self) -> None:
        whole = {file.name for file in self._plan.files}
        for file in self._plan.files:
            wanted = file.what is What.NEW or self._side_of(file.name) is Side.THEIRS
            if wanted and file.what is not What.UNCHANGED:
                self.texts[file.name] = file.text
                self._interviews += file.foreign.is_interview
        replaced: dict[str, dict[int, str]] = defaultdict(dict)
        for one in self._plan.cards:
            if one.deck in whole or one.what is What.NEW or (one.what is What.DELETED and self._decisions.bring_back):
                self._cards[one.deck].append(one)
            elif one.merged is not None:
                card = settled(one.merged, self._sides_of(one), self._decisions.otherwise)
                if one.merged.taken or card != one.merged.card:
                    replaced[one.deck][one.line] = write_card(card)
                    self._changed.append(one)
        for name, cards in replaced.items():
            self.texts[name] = replace_cards(self._text_of(name), cards)
        for name, new in self._cards.items():
            if name not in whole:
                self.texts[name] = self._with_new(name, new)

    def _with_new(self, name: str, new: list[Planned]) -> str:
        made = self._plan.new_decks.get(name)
        if made is not None:
            front = FrontMatter(title=title_of(made.names, name), description=made.description)
            return write(Deck(front, topics=(Topic(cards=tuple(one.foreign.card for one in new)),)))
        text = self.texts.get(name) or self._text_of(name)
        return append_card(text, "\n".join(write_card(one.foreign.card) for one in new))

    def has_news(self) -> bool:
        """Whether there is something to remember of cards that all are here: their past, or a newer text of theirs."""
        if any(one.card and one.base != one.known_base for one in self._plan.cards):
            return True
        known = {one.card: one.foreign for one in self._plan.cards if one.card and one.what is not What.DELETED}
        with self._workplace.database.read() as db:
            return past.is_news(db, known)

    def stage(self, incoming: Incoming, say: Say) -> int:
        """Write what is to come beside its place; gives the number of media."""
        media_files = self._media()
        incoming.need(
            sum(medium.size for _, medium in media_files) + sum(4 * len(text) for text in self.texts.values())
        )
        for number, (name, medium) in enumerate(media_files):
            say(f"Media: {number:,} of {len(media_files):,}")
            incoming.add(name, medium.chunks())
        for name, text in self.texts.items():
            say(f"Deck {name}")
            incoming.add(f"{name}.md", [text.encode("utf-8")])
        return len(media_files)

    def commit(self, incoming: Incoming) -> int:
        """The one transaction; gives the number of reviews taken over."""
        workplace, now = self._workplace, self._workplace.now()
        action = log.new_action(now)
        with workplace.database.write() as db:
            written = {incoming.deck_file(f"{name}.md"): text.encode("utf-8") for name, text in self.texts.items()}
            decks.take_over(db, written, (), now)
            cards = self._cards_here(db)
            anchor = next(iter(cards), None) or db.value("SELECT id FROM card LIMIT 1")
            if anchor is not None:
                entry = log.Entry(log.IMPORT, anchor, None, "", note=self._plan.file.name)
                log.write(db, entry, now, action)
            reviews = past.take_over(
                db, {key: one.foreign for key, one in cards.items()}, now, workplace.rules(), action
            )
            self._keep_bases(db, cards, action)
            self._keep_files(db, incoming, action)
            incoming.note(db)
        return reviews

    def _cards_here(self, db: Transaction) -> dict[int, Planned]:
        """Every planned card by its key here, now that all are written."""
        found = {one.card: one for one in self._plan.cards if one.card and one.what is not What.DELETED}
        for name, new in self._cards.items():
            keys = [
                row[0]
                for row in db.rows(
                    "SELECT card.id FROM card JOIN deck ON deck.id = deck_id"
                    " WHERE deck.name = ? AND retired_ms IS NULL ORDER BY position",
                    (name,),
                )
            ]
            found.update(zip(keys[len(keys) - len(new) :], new, strict=True))
        return found

    def _keep_bases(self, db: Transaction, cards: Mapping[int, Planned], action: bytes) -> None:
        new = [key for key, one in cards.items() if not one.card]
        sources = dict(
            db.rows("SELECT id, source FROM card WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(new),))
        )
        rows = [
            (action, one.foreign.key, key, one.origin, sources.get(key, one.base))
            for key, one in cards.items()
            if not one.card or one.base != one.known_base
        ]
        db.run_many("INSERT INTO imported (action, key, card_id, origin, base) VALUES (?, ?, ?, ?, ?)", rows)

    def _keep_files(self, db: Transaction, incoming: Incoming, action: bytes) -> None:
        rows = []
        for name, digest in incoming.digests():
            path = self._workplace.places.decks / name
            before = path.read_bytes() if path.is_file() and name.endswith(".md") else None
            rows.append((action, name, before, digest))
        db.run_many("INSERT INTO file_change (action, path, before, after) VALUES (?, ?, ?, ?)", rows)

    def _media(self) -> list[tuple[str, ForeignMedium]]:
        """Media that are not there yet, by where they go: each beside every deck file that shows it."""
        known = {medium.name: medium for medium in self._plan.foreign.media}
        wanted: dict[str, ForeignMedium] = {
            medium.name: medium for medium in self._plan.foreign.media if medium.has_place
        }
        for one in self._cards_written():
            for shown in media(one.foreign.card):
                medium = known.get(shown.name)
                if medium is not None and not medium.has_place:
                    wanted[str(PurePosixPath(one.deck).parent / shown.name)] = medium
        missing = []
        for name, medium in wanted.items():
            here = self._workplace.places.decks / name
            if not here.is_file():
                missing.append((name, medium))
            elif medium.has_place and not _is_same(here, medium):
                self._kept.append(
                    Skipped(name, "you have another file of this name, which is kept; rename one of them")
                )
        return missing

    def _cards_written(self) -> Iterator[Planned]:
        for new in self._cards.values():
            yield from new
        yield from self._changed

    def _text_of(self, name: str) -> str:
        path = self._workplace.places.decks / f"{name}.md"
        try:
            return path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise FolderNotWritable(path, why=str(fault)) from fault

    def _side_of(self, name: str) -> Side:
        return self._decisions.files.get(name, self._decisions.otherwise)

    def _sides_of(self, one: Planned) -> dict[str, Side]:
        chosen = self._decisions.fields
        return {
            conflict.field: chosen.get((one.foreign.place, conflict.field), self._decisions.otherwise)
            for conflict in one.conflicts
        }

    def result(self, media_count: int, reviews: int) -> Imported:
        plan = self._plan
        back = self._decisions.bring_back
        added = plan.count(What.NEW) + (plan.count(What.DELETED) if back else 0)
        updated = len(self._changed) + sum(
            one.what is What.CHANGED and one.deck in {file.name for file in plan.files} for one in plan.cards
        )
        return Imported(
            plan.decks,
            added=added,
            updated=updated,
            unchanged=len(plan.cards) - added - updated - (0 if back else plan.count(What.DELETED)),
            deleted=0 if back else plan.count(What.DELETED),
            media=media_count,
            reviews=reviews,
            interviews=self._interviews,
            conflicts=tuple((address_of(one), clash.field) for one in plan.cards for clash in one.conflicts),
            skipped=(*plan.skipped, *self._kept),
        )


def _is_same(here: Path, medium: ForeignMedium) -> bool:
    """Whether the file here has the medium's content; names of media that say their hash need no such look."""
    if here.stat().st_size != medium.size:
        return False
    with here.open("rb") as file:
        return all(file.read(len(chunk)) == chunk for chunk in medium.chunks())
