"""Tables in text files: CSV, TSV and Anki's text export. What is recognised is shown, and the user's word stands."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from interviewprep.formats.anki.cards import Account
from interviewprep.formats.foreign import (
    MOST_NOTES,
    Choices,
    Foreign,
    ForeignCard,
    ForeignDeck,
    NotReadable,
    Say,
    Skipped,
    Table,
)
from interviewprep.formats.head import Head
from interviewprep.formats.table.cards import Maker, Meaning, RowFault, untitled
from interviewprep.formats.table.cells import Cells, converter
from interviewprep.formats.table.columns import Column, column_of, is_own
from interviewprep.formats.table.guess import (
    SAMPLE,
    are_html,
    columns_by_place,
    columns_of,
    is_header,
    sample_rows,
    separator_of,
)
from interviewprep.formats.table.rows import AnkiHeader, anki_header, records
from interviewprep.formats.text_bytes import decoded, text_bytes

Rows = Iterable[tuple[int, list[str]]]

SHOWN = 20
_SAY_EVERY = 2000
_MOST_SKIPPED = 1000
_LONGEST_NAME = 200
_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.02
_FEW_CONTROLS = 8
_NO_TABLE = re.compile(rb"\s*(?:<[!?a-zA-Z]|[{\[]|#!)")


def recognises(head: Head) -> bool:
    """Whether it is text, and begins like nothing else that is known."""
    if head.is_folder or head.is_zip or head.is_sqlite or not head.size:
        return False
    if head.start.startswith(_WIDE):
        return True
    if head.start.startswith(b"%PDF"):
        return False
    start = head.start.removeprefix(codecs.BOM_UTF8)
    most = max(_CONTROL_SHARE * len(start), _FEW_CONTROLS if head.ending in _ENDINGS else 0)
    if len(_CONTROL.findall(start)) > most and not _is_wide(start, head.ending):
        return False
    return head.ending in _ENDINGS or not _NO_TABLE.match(start)


def _is_wide(start: bytes, ending: str) -> bool:
    """UTF-16 without its mark, which is refused with a word about that."""
    return ending in _ENDINGS and start.count(0) > len(start) // 4 and not _CONTROL.search(start.replace(b"\x00", b""))


def read(path: Path, choices: Choices, say: Say) -> Foreign:
    """The cards of a table. Raises NotReadable, and UnknownEncoding where only the user can know how to read it."""
    data = text_bytes(path)
    text, encoding = decoded(data, path, choices.encoding)
    header = anki_header(text[:SAMPLE])
    sample, is_whole = text[:SAMPLE], len(text) <= SAMPLE
    del text
    shown = "\n".join(sample.splitlines()[header.lines :]) if header else sample
    separator = choices.separator or (header and header.separator) or separator_of(shown, is_whole=is_whole)
    with io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="") as file:
        rows = records(file, separator, comments=header is not None, path=path)
        first = sample_rows(shown, separator, is_whole=is_whole)
        source = Source(
            path, "Anki text file" if header else "Table", first, rows, encoding, separator, header, is_whole
        )
        return cards_of(source, choices, say)


@dataclass(frozen=True, slots=True)
class Source:
    """A table of any kind, opened."""

    path: Path
    title: str
    first: list[list[str]]
    """Its first rows that are not blank."""
    rows: Rows
    encoding: str = ""
    separator: str = ""
    header: AnkiHeader | None = None
    is_whole: bool = True
    """There are no rows but the first."""


def cards_of(source: Source, choices: Choices, say: Say) -> Foreign:
    """The cards of a table's rows, by what the user says and else by what is recognised."""
    titles, columns = _columns(source, choices)
    if Column.QUESTION not in columns:
        said = "no column of it is the question; say what each column is with --columns, such as question,answer"
        raise NotReadable(source.path, reason=said)
    has_title = bool(titles) and source.header is None
    body = source.first[1:] if has_title else source.first
    cells = _cells(source, choices, titles, body)
    account = Account()
    meaning = _meaning(source, choices, columns, cells, account, is_own=has_title and is_own(titles))
    rows = _without_title(source.rows) if has_title else source.rows
    taken = _Taken(Maker(meaning), say)
    taken.take(rows, source.path)
    shown = tuple(tuple(row) for row in body[:SHOWN])
    named = tuple(titles) or ("",) * len(columns)
    table = Table(
        source.encoding, source.separator, has_title, tuple(columns), named, shown, cells, cells is Cells.HTML
    )
    decks = tuple(
        ForeignDeck(names, tuple(cards), is_named_here=meaning.is_own) for names, cards in taken.decks.items()
    )
    if not decks:
        first = taken.skipped[0] if taken.skipped else Skipped("", "there is no row in it")
        raise NotReadable(f"{source.path}: {first.place}" if first.place else source.path, reason=first.reason)
    notices = tuple(_notices(columns, titles, account))
    return Foreign(source.title, decks, (), tuple(taken.skipped), notices, table)


class _Taken:
    """The cards of the rows so far, by deck, and what was skipped."""

    def __init__(self, maker: Maker, say: Say) -> None:
        self._maker, self._say = maker, say
        self.decks: dict[tuple[str, ...], list[ForeignCard]] = {}
        self.skipped: list[Skipped] = []

    def take(self, rows: Rows, path: Path) -> None:
        make, untold, count = self._maker.card, 0, 0
        for number, row in rows:
            if number % _SAY_EVERY == 0:
                self._say(f"Read {number:,} rows")
            if not any(row):
                continue
            count += 1
            if count > MOST_NOTES:
                raise NotReadable(f"{path}: row {number}", reason=f"it has more than {MOST_NOTES:,} rows; split it")
            try:
                names, card = make(number, row)
            except RowFault as fault:
                if len(self.skipped) < _MOST_SKIPPED:
                    self.skipped.append(Skipped(f"row {number}", str(fault)))
                else:
                    untold += 1
                continue
            known = self.decks.get(names)
            if known is None:
                known = self.decks.setdefault(names, [])
            known.append(card)
        if untold:
            self.skipped.append(Skipped(path.name, f"and {untold:,} rows more, for reasons like these"))


def _columns(source: Source, choices: Choices) -> tuple[list[str], tuple[Column, ...]]:
    """The titles, [] where the first row is none, and what each column becomes."""
    first, header = source.first, source.header
    if not first:
        raise NotReadable(source.path, reason="there is no row in it; export it anew")
    width = max(len(row) for row in first)
    titles: list[str] = []
    if header is None and (_has_header(source) if choices.has_header is None else choices.has_header):
        titles = first[0]
    elif header is not None:
        titles = list(header.columns)
    if choices.columns is not None:
        return titles, _chosen(source.path, choices.columns, width)
    if header is not None:
        return titles, _columns_of_anki(header, width)
    if titles:
        return titles, (Column.QUESTION,) if len(titles) == 1 else columns_of(titles)
    if width == 1 and not any("{{c" in row[0] for row in first):
        said = "no sign parts its rows into columns; give --separator, or --columns question if one column is meant"
        raise NotReadable(source.path, reason=said)
    return titles, columns_by_place(width)


def _has_header(source: Source) -> bool:
    """A table of one row alone is a card."""
    return (len(source.first) > 1 or not source.is_whole) and is_header(source.first[0])


def _chosen(path: Path, names: tuple[str, ...], width: int) -> tuple[Column, ...]:
    found = []
    for name in names:
        column = column_of(name)
        if column is None:
            known = ", ".join(column for column in Column if column)
            raise NotReadable(path, reason=f"a column cannot become {name!r}; it can be {known}, or - for nothing")
        found.append(column)
    return (*found, *[Column.IGNORE] * (width - len(found)))


def _columns_of_anki(header: AnkiHeader, width: int) -> tuple[Column, ...]:
    width = max(width, len(header.columns), *(place + 1 for place in header.special), 0)
    fields = [place for place in range(width) if place not in header.special]
    columns = list(columns_by_place(width, fields=fields))
    if header.columns and is_header(header.columns):
        columns = [*columns_of(header.columns), *columns[len(header.columns) :]]
    places = (header.guid_column, header.deck_column, header.note_type_column, header.tags_column)
    for place, column in zip(places, (Column.ID, Column.DECK, Column.NOTE_TYPE, Column.TAGS), strict=True):
        if place is not None:
            columns[place] = column
    return tuple(columns)


def _cells(source: Source, choices: Choices, titles: list[str], body: list[list[str]]) -> Cells:
    if choices.is_markdown or (choices.is_html is None and choices.is_markdown is None and is_own(titles)):
        return Cells.MARKDOWN
    said = choices.is_html
    if said is None and source.header is not None:
        said = bool(source.header.is_html)
    return Cells.HTML if (are_html(body) if said is None else said) else Cells.PLAIN


def _meaning(
    source: Source, choices: Choices, columns: tuple[Column, ...], cells: Cells, account: Account, *, is_own: bool
) -> Meaning:
    meaning = Meaning(columns, converter(cells, account), _deck_names(source, choices), is_own=is_own)
    if is_own:
        return replace(meaning, deck_separator="/")
    if source.header is None:
        return meaning
    header = source.header
    has_guids = header.guid_column is not None
    return replace(meaning, has_guids=has_guids, tags=header.tags, note_type=header.note_type)


def _deck_names(source: Source, choices: Choices) -> tuple[str, ...]:
    said = choices.deck or (source.header.deck if source.header else "")
    parts = re.split("::|/", said) if choices.deck else said.split("::")
    names = tuple(name for part in parts if (name := " ".join(part.split())))
    return names or (source.path.stem or "Table",)


def _without_title(rows: Rows) -> Iterator[tuple[int, list[str]]]:
    """Behind the first row that is not blank."""
    waiting = iter(rows)
    for _, row in waiting:
        if any(row):
            break
    yield from waiting


def _notices(columns: tuple[Column, ...], titles: list[str], account: Account) -> Iterator[str]:
    unused = list(untitled(columns, titles))
    if unused:
        yield f"columns that become nothing: {', '.join(islice(unused, 10))}"
    elif not titles and Column.IGNORE in columns:
        yield f"{columns.count(Column.IGNORE)} of {len(columns)} columns become nothing"
    if account.missing:
        names = ", ".join(name[:_LONGEST_NAME] for name in islice(account.missing, 5))
        yield f"{len(account.missing):,} pictures or sounds are named and cannot come with a table: {names}"
    if account.remote:
        names = ", ".join(name[:_LONGEST_NAME] for name in islice(account.remote, 5))
        yield f"{len(account.remote):,} pictures or sounds are on other machines and are not fetched: {names}"
    for kind, count in account.told.items():
        yield f"{kind}: could not be kept in {count:,} cells"
