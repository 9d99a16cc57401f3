"""Cards as a table: one row a card, in the columns that our own reader knows again; or as text that Anki takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from interviewprep.cards.model import Card
from interviewprep.formats.apkg.notes import FIELDS, NoteType, note_of
from interviewprep.formats.apkg.writer import deck_name, guid_of, tags_of
from interviewprep.formats.foreign import Say
from interviewprep.formats.leaving import LeavingCard, LeavingDeck, address_of
from interviewprep.formats.table.columns import OWN_COLUMNS, PARTS, Column, guarded

_ALWAYS = frozenset((Column.DECK, Column.QUESTION, Column.TEXT, Column.ANSWER, Column.ATTRIBUTES))
_SAY_EVERY = 200
_SHOWN_FIRST = {"Question", "Text", "Options", "Header", "Image"}
_ANKI_ONLY = {"Occlusion"}


def write_table(decks: Sequence[LeavingDeck], out: BinaryIO, *, separator: str, formula_guard: bool, say: Say) -> None:
    """Cells are Markdown as it stands. With the guard no cell begins as a spreadsheet's formula."""
    rows = [_row(deck, one) for deck in decks for one in deck.cards]
    columns = [column for column in OWN_COLUMNS if column in _ALWAYS or any(row.get(column) for row in rows)]
    guard: Callable[[str], str] = guarded if formula_guard else _told_apart
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    if separator == ",":
        # By this a spreadsheet knows that it is UTF-8.
        text.write("\ufeff")
    lines = csv.writer(text, delimiter=separator, lineterminator="\r\n" if separator == "," else "\n")
    lines.writerow([column.value for column in columns])
    for number, row in enumerate(rows):
        if number % _SAY_EVERY == 0:
            say(f"Row {number:,} of {len(rows):,}")
        lines.writerow([guard(row.get(column, "")) for column in columns])
    text.flush()
    text.detach()


def write_anki_text(decks: Sequence[LeavingDeck], out: BinaryIO, *, separator: str, say: Say) -> None:
    """HTML for Anki's own Basic and Cloze, with lines before it that say what the columns are."""
    name = {"\t": "tab", ",": "comma"}[separator]
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    text.write(f"#separator:{name}\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n")
    lines = csv.writer(text, delimiter=separator, lineterminator="\n")
    cards = [(deck, one) for deck in decks for one in deck.cards]
    for number, (deck, one) in enumerate(cards):
        if number % _SAY_EVERY == 0:
            say(f"Row {number:,} of {len(cards):,}")
        note = note_of(one, address_of(deck, one), deck.language, {medium.name: medium.name for medium in deck.media})
        kind = "Cloze" if note.type is NoteType.CLOZE else "Basic"
        if note.type is NoteType.BOTH_WAYS:
            kind = "Basic (and reversed card)"
        sides = _sides(note.type, note.fields)
        lines.writerow([guid_of(one), kind, deck_name(deck.name), *sides, " ".join(tags_of(one))])
    text.flush()
    text.detach()


def _row(deck: LeavingDeck, one: LeavingCard) -> dict[Column, str]:
    card = one.card
    return {
        Column.DECK: deck.name,
        Column.TOPIC: one.topic,
        Column.ID: card.attributes.id,
        Column.QUESTION: card.heading,
        Column.TEXT: card.body,
        Column.TAGS: " ".join(card.attributes.tags),
        Column.ATTRIBUTES: " ".join(f"{name}={value}" for name, value in card.attributes.values),
        **dict(_parts(card)),
    }


def _parts(card: Card) -> Iterator[tuple[Column, str]]:
    for column, name in PARTS.items():
        yield column, card.part(name)


def _told_apart(cell: str) -> str:
    """Without a guard, a cell that looks guarded must still come back as it is."""
    return guarded(cell) if cell.startswith("'") else cell


def _sides(note_type: NoteType, fields: tuple[str, ...]) -> tuple[str, str]:
    named = list(zip(FIELDS[note_type], fields, strict=True))
    front = "".join(text for name, text in named if name in _SHOWN_FIRST)
    return front, "".join(text for name, text in named if name not in _SHOWN_FIRST | _ANKI_ONLY)
