"""From the rows of a table to cards, by what each column is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from interviewprep.cards.model import Attributes, Card, Level, Part, PartName
from interviewprep.formats.anki.cards import split_question, tag_names
from interviewprep.formats.foreign import LONGEST_FIELD, ForeignCard
from interviewprep.formats.table.cells import Convert
from interviewprep.formats.table.columns import PARTS, Column, unguarded
from interviewprep.formats.table.options import body_of_options

MOST_COLUMNS = 1000
_MOST_KEPT = 10_000
_GAP = re.compile(r"\{\{c\d{1,4}::")
_LISTS = re.compile(r"[,;|]\s*|\s+")
_LEVELS = {
    **{level.value: level for level in Level},
    **dict.fromkeys(("easy", "beginner", "basic", "entry"), Level.JUNIOR),
    **dict.fromkeys(("medium", "intermediate", "middle"), Level.MID),
    **dict.fromkeys(("hard", "difficult", "advanced", "expert"), Level.SENIOR),
}
_NO_ANSWER_NEEDED = frozenset((PartName.KEY_POINTS, PartName.FORMULA))


class RowFault(ValueError):
    """Why a row makes no card."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """How the rows of one table are to be understood."""

    columns: tuple[Column, ...]
    convert: Convert
    deck: tuple[str, ...]
    """Of rows that name none."""
    is_own: bool = False
    has_guids: bool = False
    """The ids are unique in the world, as Anki's are, and not only in this table."""
    tags: str = ""
    note_type: str = ""
    deck_separator: str = "::"


class Maker:
    """Makes a card of each row; raises RowFault."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._convert = meaning.convert
        self._width = len(meaning.columns)
        self._needed = max(
            (place for place, column in enumerate(meaning.columns) if column in (Column.QUESTION, Column.ANSWER)),
            default=0,
        )
        self._places: dict[Column, tuple[int, ...]] = {}
        for place, column in enumerate(meaning.columns):
            if column:
                self._places[column] = (*self._places.get(column, ()), place)
        self._parts = [(name, column) for column, name in PARTS.items() if column in self._places]
        self._others = [(name, column) for name, column in self._parts if name is not PartName.ANSWER]
        self._tags = tag_names(meaning.tags)
        self._tags_of: dict[str, tuple[str, ...]] = {}
        two = self._places.keys() == {Column.QUESTION, Column.ANSWER} and all(
            len(places) == 1 for places in self._places.values()
        )
        self.card: Callable[[int, list[str]], tuple[tuple[str, ...], ForeignCard]] = (
            self._simple if two and not meaning.note_type else self._full
        )

    def _simple(self, number: int, row: list[str]) -> tuple[tuple[str, ...], ForeignCard]:
        """A row of a question and an answer, which most tables are made of."""
        self._check(row)
        meaning = self._meaning
        card = self._asked(row[self._places[Column.QUESTION][0]], row[self._places[Column.ANSWER][0]], (), self._tags)
        return meaning.deck, ForeignCard(card, f"row {number}")

    def _full(self, number: int, row: list[str]) -> tuple[tuple[str, ...], ForeignCard]:
        self._check(row)
        if self._meaning.is_own:
            row = [unguarded(cell) for cell in row]
        deck = self._deck(row)
        written = self._plain(row, Column.ID)
        if self._meaning.is_own:
            return deck, ForeignCard(self._own(row, written), f"row {number}", _own_key(deck, written))
        key = "" if not written else f"table:{written}" if self._meaning.has_guids else _own_key(deck, written, "table")
        attributes = self._attributes(row, key)
        options = [text for cell in self._cells(row, Column.OPTION) if (text := self._convert(cell, False))]
        if options:
            return deck, ForeignCard(self._choice(row, options, attributes), f"row {number}", key)
        answers = self._cells(row, Column.ANSWER) + self._cells(row, Column.RIGHT)
        others = self._made(row, self._others) if self._others else ()
        question = self._joined(self._cells(row, Column.QUESTION))
        card = self._asked(question, self._flagged(row, answers), others, attributes.tags, attributes, row)
        return deck, ForeignCard(card, f"row {number}", key)

    def _check(self, row: list[str]) -> None:
        width = len(row)
        if width > self._width and any(row[self._width :]):
            said = f"has {width:,} cells and not {self._width}; put a cell with a separator in it in quotes"
            raise RowFault(said)
        if width < self._width:
            if width <= self._needed:
                raise RowFault(f"has {width} of {self._width} cells")
            row += [""] * (self._width - width)
        for cell in row:
            if len(cell) > LONGEST_FIELD:
                raise RowFault(f"has a cell of more than {LONGEST_FIELD:,} characters")
            if "\x00" in cell:
                raise RowFault("has a NUL byte in a cell, which no text has")

    def _asked(
        self,
        question: str,
        answer: str | Sequence[str],
        others: tuple[Part, ...],
        tags: tuple[str, ...],
        attributes: Attributes | None = None,
        row: list[str] | None = None,
    ) -> Card:
        has_gaps = "{{c" in question and _GAP.search(question) is not None
        asked = self._convert(question, has_gaps)
        if not asked:
            raise RowFault("its question is empty")
        if isinstance(answer, str):
            answered = self._convert(answer, False)
        else:
            answered = "\n\n".join(text for cell in answer if (text := self._convert(cell, False)))
        if not answered and not has_gaps and not any(part.name in _NO_ANSWER_NEEDED for part in others):
            raise RowFault("its answer is empty")
        heading, body = split_question(asked, self._meaning.deck[-1])
        below = self._part(row, Column.TEXT) if row else ""
        body = f"{body}\n\n{below}" if body and below else body or below
        given = attributes or Attributes(tags=tags)
        if not body and not others and not has_gaps and "[" not in answered[:8]:
            return Card(heading, given, answered)
        answer_part = (Part(PartName.ANSWER, answered),) if answered else ()
        return Card(heading, given, body, answer_part + others)

    def _choice(self, row: list[str], options: list[str], attributes: Attributes) -> Card:
        asked = self._convert(self._joined(self._cells(row, Column.QUESTION)), False)
        if not asked:
            raise RowFault("its question is empty")
        has_right = Column.RIGHT in self._places
        said = self._joined(self._cells(row, Column.RIGHT if has_right else Column.ANSWER)).strip()
        listed = body_of_options(options, said, self._convert(said, False))
        if listed is None:
            raise RowFault(f"its right option, {said[:40]!r}, is none of its options")
        heading, body = split_question(asked, self._meaning.deck[-1])
        others = self._made(row, self._parts if has_right else self._others)
        return Card(heading, attributes, "\n\n".join(filter(None, (body, listed))), others)

    def _own(self, row: list[str], written: str) -> Card:
        heading = self._convert(self._joined(self._cells(row, Column.QUESTION)), False)
        body = self._part(row, Column.TEXT)
        if not heading and not body:
            raise RowFault("its question is empty")
        tags = self._joined(self._cells(row, Column.TAGS)).split()
        level = self._plain(row, Column.LEVEL)
        pairs = (pair.partition("=") for pair in self._plain(row, Column.ATTRIBUTES).split() if "=" in pair)
        attributes = Attributes(
            written,
            (*tags, *([level] if level and level not in tags else [])),
            tuple((key, value) for key, _, value in pairs),
        )
        return Card(heading, attributes, body, self._made(row, self._parts))

    def _made(self, row: list[str], wanted: Sequence[tuple[PartName, Column]]) -> tuple[Part, ...]:
        return tuple(Part(name, text) for name, column in wanted if (text := self._part(row, column)))

    def _attributes(self, row: list[str], key: str) -> Attributes:
        tags: dict[str, None] = dict.fromkeys(self._tags)
        for cell in self._cells(row, Column.TAGS):
            tags |= dict.fromkeys(self._tags_in(cell))
        for cell in self._cells(row, Column.TOPIC):
            tags |= dict.fromkeys(tag_names("-".join(cell.casefold().split())))
        if level := self._plain(row, Column.LEVEL):
            known = _LEVELS.get(level.casefold())
            tags |= dict.fromkeys((known.value,) if known else tag_names("-".join(level.split())))
        note_type = self._plain(row, Column.NOTE_TYPE) or self._meaning.note_type
        if "reversed" in note_type.casefold() and (not _is_optional(note_type) or self._flag(row)):
            tags["both-ways"] = None
        leaf = "-".join(self._plain(row, Column.LEAF).split())
        digest = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:12] if key else ""
        return Attributes(f"table-{digest}" if digest else "", tuple(tags), (("leaf", leaf),) if leaf else ())

    def _tags_in(self, cell: str) -> tuple[str, ...]:
        """The tags of a cell; most cells of a table say what another one said."""
        found = self._tags_of.get(cell)
        if found is None:
            words = cell if self._meaning.has_guids else " ".join(_LISTS.split(cell.strip()))
            found = tag_names(words)
            if len(self._tags_of) < _MOST_KEPT:
                self._tags_of[cell] = found
        return found

    def _flag(self, row: list[str]) -> bool:
        """Whether the third field of a note says that it is asked both ways."""
        return any(cell.strip() for cell in self._cells(row, Column.ANSWER)[1:2])

    def _flagged(self, row: list[str], answers: list[str]) -> list[str]:
        """The answers without that field."""
        is_flag = _is_optional(self._plain(row, Column.NOTE_TYPE) or self._meaning.note_type)
        return answers[:1] if is_flag else answers

    def _deck(self, row: list[str]) -> tuple[str, ...]:
        said = self._plain(row, Column.DECK)
        names = tuple(name for part in said.split(self._meaning.deck_separator) if (name := part.strip()))
        return names or self._meaning.deck

    def _part(self, row: list[str], column: Column) -> str:
        cells = self._cells(row, column)
        return "\n\n".join(text for cell in cells if (text := self._convert(cell, False))) if cells else ""

    def _plain(self, row: list[str], column: Column) -> str:
        if column not in self._places:
            return ""
        return " ".join(self._joined(self._cells(row, column)).split())

    def _cells(self, row: list[str], column: Column) -> list[str]:
        if column not in self._places:
            return []
        return [row[place] for place in self._places[column]]

    def _joined(self, cells: list[str]) -> str:
        return cells[0] if len(cells) == 1 else "\n\n".join(cell for cell in cells if cell)


def _is_optional(note_type: str) -> bool:
    return "optional" in note_type.casefold() and "reversed" in note_type.casefold()


def _own_key(deck: tuple[str, ...], written: str, kind: str = "deck") -> str:
    return f"{kind}:{'/'.join(deck)}#{written}" if written else ""


def untitled(columns: Sequence[Column], titles: Sequence[str]) -> Iterator[str]:
    """The titles of columns that become nothing."""
    for place, column in enumerate(columns):
        if not column and place < len(titles) and titles[place].strip():
            yield titles[place].strip()
