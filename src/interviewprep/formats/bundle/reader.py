"""Our own files: one deck file or interview, a folder of them, or a bundle, with their media and a learner's past."""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from interviewprep.cards.deck_file import read_bytes
from interviewprep.cards.deck_names import is_deck_name
from interviewprep.cards.media import media
from interviewprep.cards.model import Card, Deck
from interviewprep.errors import Problem, Severity
from interviewprep.formats.bundle import files as bundle_files
from interviewprep.formats.bundle.files import Entry, Files
from interviewprep.formats.bundle.past import Pasts
from interviewprep.formats.bundle.shape import MANIFEST, FromTheFuture, Misshapen, manifest_of
from interviewprep.formats.foreign import (
    LARGEST_TEXT,
    LONGEST_FIELD,
    MOST_NOTES,
    Choices,
    Foreign,
    ForeignCard,
    ForeignDeck,
    ForeignMedium,
    NotReadable,
    Say,
    Skipped,
)
from interviewprep.formats.head import Head, files_below
from interviewprep.formats.media_content import is_called_so
from interviewprep.formats.text_bytes import decoded, text_bytes
from interviewprep.interview import blueprint_file

_MOST_TEXT = 2 * LARGEST_TEXT
_MOST_FAULTS = 200
_LONGEST_NAME = 200
_MOST_HEADINGS = 2_000_000
_MOST_SIGNS = 500_000
_SIGNS = (
    (b"{{", "gaps"),
    (b"{#", "ids"),
    (b"](", "links"),
    (b"```", "fences"),
    (b"~~~", "fences"),
    (b"<!--", "comments"),
    (b"- [", "options"),
    (b"$", "formulas"),
)
_LONGEST_BYTES = 4 * LONGEST_FIELD
_ENDINGS = (".md", ".markdown")
_BOM, _UTF16 = codecs.BOM_UTF8, (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n[A-Za-z_]+[ \t]*:")
_CARD = re.compile(rb"^##[ \t]", re.M)
_TOPIC = re.compile(rb"#{1,2}[ \t]")


def recognises(head: Head) -> bool:
    """Whether it is a folder or zip with a deck in it, or reads like a deck file."""
    if head.is_folder:
        return any(is_deck_name(file.name) for file in files_below(head.path))
    if head.is_zip:
        names = [name.replace("\\", "/").rpartition("/") for name in head.members]
        return any((last == MANIFEST or is_deck_name(last)) and "__MACOSX" not in folder for folder, _, last in names)
    return _is_deck(head)


def _is_deck(head: Head) -> bool:
    start = head.start.removeprefix(_BOM)
    if head.ending in _ENDINGS and start.startswith(_UTF16):
        return True
    if not start.strip():
        return False
    if head.ending in _ENDINGS:
        return True
    if b"\x00" in start:
        return False
    if _FRONT_MATTER.match(start) or _TOPIC.match(start.lstrip()):
        return True
    # In a table a line of a quoted cell may begin so; an open quote before it gives that away.
    card = _CARD.search(start)
    return card is not None and start.count(b'"', 0, card.start()) % 2 == 0


def read(path: Path, choices: Choices, say: Say) -> Foreign:
    """Every deck and interview with the media that they show. Raises NotReadable where nothing can be taken."""
    if path.is_dir():
        return _Reader(path, bundle_files.folder(path), choices, say).read("Folder of decks")
    with open(path, "rb") as file:
        is_zip = file.read(2) == b"PK"
    if is_zip:
        files = bundle_files.archive(path, allow_large=choices.allow_large)
        return _Reader(path, files, choices, say).read("Bundle of decks" if files.manifest else "Zip of deck files")
    return _Reader(path, bundle_files.single(path), choices, say).read("Deck file")


@dataclass(slots=True)
class _Reader:
    path: Path
    files: Files
    choices: Choices
    say: Say
    decks: list[ForeignDeck] = field(default_factory=list)
    media: dict[str, ForeignMedium] = field(default_factory=dict)
    remote: dict[str, None] = field(default_factory=dict)
    cards: int = 0
    text: int = 0
    _looked_for: set[str] = field(default_factory=set)

    def read(self, title: str) -> Foreign:
        self._check_manifest()
        progress = self.files.progress
        pasts = Pasts(progress, self.say) if progress is not None and self.choices.with_past else None
        for number, entry in enumerate(self.files.decks):
            self.say(f"Deck {number + 1:,} of {len(self.files.decks):,}: {entry.name}")
            deck = self._deck(entry)
            if deck is not None:
                self.decks.append(pasts.put_to(entry.origin, deck) if pasts else deck)
        if not self.decks:
            first = self.files.skipped[0] if self.files.skipped else Skipped("", "there is no deck in it")
            place = f"{self.path}: {first.place}" if first.place else str(self.path)
            if self.files.is_single:
                place = f"{self.path}{first.place.removeprefix(self.path.name)}"
            raise NotReadable(place, reason=first.reason)
        skipped = (*self.files.skipped, *(pasts.tell_rest() if pasts else ()))
        return Foreign(
            title,
            tuple(self.decks),
            tuple(self.media.values()),
            skipped,
            tuple(self._notices()),
            has_past=progress is not None,
        )

    def _check_manifest(self) -> None:
        if self.files.manifest is None:
            return
        place = f"{self.path}: {self.files.manifest.place}"
        data = _whole(self.files.manifest, 1_000_000)
        if data is None:
            raise NotReadable(place, reason="it is larger than a list of contents can be; export the bundle anew")
        try:
            manifest_of(decoded(data, place)[0])
        except FromTheFuture as fault:
            raise NotReadable(place, reason=f"{fault}; get a newer version of the program") from fault
        except Misshapen as fault:
            raise NotReadable(place, reason=f"{fault}; export the bundle anew") from fault

    def _deck(self, entry: Entry) -> ForeignDeck | None:
        data = self._bytes(entry)
        if data is None:
            return None
        if reason := _too_much(data):
            self._skip(entry.place, reason)
            return None
        reading = read_bytes(data, entry.place)
        self._tell(reading.problems)
        if reading.kind == "interview":
            return self._interview(entry, data)
        cards = _cards(entry, reading.deck)
        if not cards:
            if not any(problem.severity is Severity.ERROR for problem in reading.problems):
                self._skip(entry.place, "there is no card in it; a card begins with ## and a blank")
            return None
        self.cards += len(cards)
        if self.cards > MOST_NOTES:
            raise NotReadable(f"{self.path}: {entry.place}", reason=f"with it there are over {MOST_NOTES:,} cards")
        self._find_media(entry, reading.deck)
        text = data.decode("utf-8")
        front = reading.deck.front
        return ForeignDeck(self._names(entry), cards, front.description, text, is_shipped=entry.is_shipped)

    def _interview(self, entry: Entry, data: bytes) -> ForeignDeck | None:
        if entry.is_shipped:
            return None
        text = data.decode("utf-8")
        reading = blueprint_file.read(text, entry.place)
        self._tell(reading.problems)
        if reading.blueprint is None:
            if not reading.problems:
                self._skip(entry.place, "this interview cannot be held")
            return None
        return ForeignDeck(self._names(entry), (), reading.blueprint.description, text, is_interview=True)

    def _bytes(self, entry: Entry) -> bytes | None:
        """A deck file in UTF-8; None where it is skipped."""
        if self.files.is_single:
            data = text_bytes(self.path)
            text, encoding = decoded(data, self.path, self.choices.encoding)
            return data if encoding in ("utf-8", "utf-8-sig") else text.encode("utf-8")
        found = _whole(entry, LARGEST_TEXT)
        if found is None:
            self._skip(entry.place, f"is larger than {LARGEST_TEXT // 1_000_000} MB; split it")
            return None
        self.text += len(found)
        if self.text > _MOST_TEXT:
            said = f"the decks up to here hold over {_MOST_TEXT // 1_000_000} MB of text; take them over in parts"
            raise NotReadable(f"{self.path}: {entry.place}", reason=said)
        return found

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        for problem in errors[:_MOST_FAULTS]:
            self._skip(f"{problem.path}:{problem.line}", problem.message)
        if len(errors) > _MOST_FAULTS:
            self._skip(errors[0].path, f"and {len(errors) - _MOST_FAULTS:,} faults more")

    def _skip(self, place: str, reason: str) -> None:
        self.files.skipped.append(Skipped(place, reason))

    def _names(self, entry: Entry) -> tuple[str, ...]:
        chosen = [bundle_files.safe(name) for name in (self.choices.deck or "").split("/") if name.strip()]
        if chosen and self.files.is_single:
            return tuple(chosen)
        return (*chosen, *entry.name.removesuffix(".md").split("/"))

    # Media

    def _find_media(self, entry: Entry, deck: Deck) -> None:
        for card in _shown(deck):
            for medium in media(card):
                if medium.place == "beside":
                    self._take_medium(entry, medium.name, medium.line)
                elif medium.place == "remote":
                    self.remote[medium.name] = None

    def _take_medium(self, deck: Entry, name: str, line: int) -> None:
        there = posixpath.normpath(posixpath.join(deck.folder, name))
        here = "/".join((*self._names(deck)[:-1], name))
        if here in self._looked_for or deck.is_shipped:
            return
        self._looked_for.add(here)
        found = bundle_files.beside(self.path, name) if self.files.is_single else self.files.others.get(there)
        if found is None:
            self._skip(f"{deck.place}:{line}", f"shows {name[:_LONGEST_NAME]}, which is not there")
            return
        pieces = found.chunks()
        if not is_called_so(name, next(pieces, b"")):
            self._skip(found.place, "is not the picture or sound that its ending says; save it anew")
            return
        self.media[here] = ForeignMedium(here, found.size, found.chunks, has_place=True)

    def _notices(self) -> Iterator[str]:
        yield from self.files.notices
        if self.remote:
            shown = ", ".join(name[:_LONGEST_NAME] for name in list(self.remote)[:5])
            yield f"{len(self.remote):,} pictures or sounds are on other machines and are not fetched: {shown}"
        unused = len(self.files.others) - len(self.media)
        if unused > 0:
            yield f"{unused:,} other files are neither decks nor shown by one; they are left out"


def _too_much(data: bytes) -> str:
    """What makes a deck file more than one that people study; looked at first, since reading it would take minutes."""
    if b"\x00" in data:
        line = data.count(b"\n", 0, data.index(0)) + 1
        return f"line {line:,} has a NUL byte, which no text has; save the file anew"
    if data.count(b"\n## ") > MOST_NOTES or data.count(b"\n#") > _MOST_HEADINGS:
        return f"it has over {MOST_NOTES:,} cards; split it"
    for sign, what in _SIGNS:
        if data.count(sign) > _MOST_SIGNS:
            return f"it has over {_MOST_SIGNS:,} {what}; split it"
    start = 0
    while start < len(data):
        end = data.find(b"\n#", start + 1)
        end = len(data) if end < 0 else end
        if end - start > _LONGEST_BYTES or (
            end - start > LONGEST_FIELD and len(data[start:end].decode("utf-8", "replace")) > LONGEST_FIELD
        ):
            line = data.count(b"\n", 0, start) + 1 + (start > 0)
            return f"the text at line {line:,} is longer than {LONGEST_FIELD:,} characters; split the card"
        start = end
    return ""


def _cards(entry: Entry, deck: Deck) -> tuple[ForeignCard, ...]:
    name, ids = entry.name.removesuffix(".md"), set[str]()
    found = []
    for card in deck.cards():
        written = card.attributes.id
        key = f"deck:{name}#{written}" if written and written not in ids else ""
        ids.add(written)
        found.append(ForeignCard(card, f"{entry.place}:{card.line}", key))
    return tuple(found)


def _shown(deck: Deck) -> Iterator[Card]:
    """The cards, and what introduces them as if it were one."""
    yield Card("", body=deck.intro)
    for topic in deck.topics:
        yield Card("", body=topic.intro)
        yield from topic.cards


def _whole(entry: Entry, most: int) -> bytes | None:
    """The content of a file; None where it is larger."""
    if entry.size > most:
        return None
    pieces, size = [], 0
    for piece in entry.chunks():
        pieces.append(piece)
        size += len(piece)
        if size > most:
            return None
    return b"".join(pieces)
