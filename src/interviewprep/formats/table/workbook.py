"""Sheets of a workbook (.xlsx), read with python-calamine where it is installed.

That library lays a sheet out as a rectangle: two far cells would take all memory there is. So every part of the file is
looked at first, for its size, for definitions of entities, and for how far its cells reach.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count, islice, pairwise
from pathlib import Path
from typing import Any

from interviewprep.formats.archive import Archive
from interviewprep.formats.foreign import MOST_NOTES, Choices, Foreign, NotReadable, Say
from interviewprep.formats.head import Head
from interviewprep.formats.table.cards import MOST_COLUMNS
from interviewprep.formats.table.reader import Source, cards_of

WORKBOOK = "xl/workbook.xml"
LARGEST_PART = 150_000_000
MOST_CELLS = 5_000_000
_FIRST_ROWS = 200
_MEDIA = ("xl/media/", "docProps/thumbnail")
_CELL = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{1,20})\$?(\d{1,20})["']""")
_ROW = re.compile(rb"""\br\s*=\s*["'](\d{1,20})["']""")
_TAG = re.compile(rb"<(?:\w{1,40}:)?(?:(row)|c)(?![\w:.-])")
_STRING = re.compile(rb"<(?:\w{1,40}:)?si(?![\w:.-])")
_VALUE = re.compile(rb"<(?:\w{1,40}:)?v(?:\s[^<>]*)?>\s*(\d{1,9})\s*<")
_DECK_SIGNS = re.compile(r"[:/]+")
_DIGITS = 15
"""As many as spreadsheets show."""


def recognises(head: Head) -> bool:
    return head.is_zip and WORKBOOK in head.members


def read(path: Path, choices: Choices, say: Say) -> Foreign:
    """The cards of one sheet, by default the first that has rows. Raises NotReadable."""
    try:
        import python_calamine
    except ImportError as fault:
        said = "reading it needs the extra for workbooks: pip install 'interviewprep[xlsx]'; or save the sheet as CSV"
        raise NotReadable(path, reason=said) from fault
    say("Looking at the workbook")
    content = _checked(path, allow_large=choices.allow_large)
    with _held(path):
        book = python_calamine.CalamineWorkbook.from_filelike(content)
        sheets = tuple(book.sheet_names)
    names = [name for name in sheets if choices.sheet in (None, name)]
    if not names:
        known = ", ".join(sheets[:20]) or "none"
        raise NotReadable(path, reason=f"it has no sheet {choices.sheet!r}; its sheets are {known}")
    for name in names:
        with _held(path):
            sheet = book.get_sheet_by_name(name)
        first = [row for _, row in islice(_rows(path, sheet), _FIRST_ROWS) if any(row)]
        if first:
            break
    else:
        raise NotReadable(f"{path}: sheet {names[0]}", reason="there is no row in it; choose another with --sheet")
    source = Source(path, "Workbook", first, _rows(path, sheet))
    if len(sheets) > 1 and not choices.deck:
        choices = replace(choices, deck=f"{path.stem}::{_DECK_SIGNS.sub(' ', name)}")
    return replace(cards_of(source, choices, say), sheets=sheets, sheet=name)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Whatever the library makes of a damaged file is a refusal; its panics are no Exception."""
    try:
        yield
    except (NotReadable, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as fault:
        said = f"it is damaged ({type(fault).__name__}); open and save it anew, or save the sheet as CSV"
        raise NotReadable(path, reason=said) from fault


def _rows(path: Path, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    with _held(path):
        cells = iter(sheet.iter_rows())
    for number in count(1):
        with _held(path):
            row = next(cells, None)
        if row is None:
            return
        yield number, [_text(cell) for cell in row]


def _text(cell: object) -> str:
    """A cell as people see it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**_DIGITS else f"{cell:.{_DIGITS}g}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes").removesuffix(" 00:00")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return "" if cell is None else str(cell) if isinstance(cell, int | timedelta) else ""


def _checked(path: Path, *, allow_large: bool) -> io.BytesIO:
    """The bytes of the file once nothing in it is found to be made to do harm."""
    strings: list[int] = []
    repeated = 0
    with Archive(path, allow_large=allow_large) as archive:
        for name, member in archive.members.items():
            place = f"{path}: entry {member.number} ({name[:80]})"
            if name.startswith(_MEDIA):
                continue
            if member.size > LARGEST_PART:
                raise NotReadable(place, reason="it is larger than a sheet of cards can be; save the sheet as CSV")
            content = b"".join(archive.pieces(name))
            _check_part(place, content)
            if found := _lengths(content):
                if strings:
                    raise NotReadable(place, reason="it has two lists of texts; open and save it anew")
                strings = found
        for name in archive.members if strings else ():
            repeated += 0 if name.startswith(_MEDIA) else _said(b"".join(archive.pieces(name)), strings)
            if repeated > LARGEST_PART:
                raise NotReadable(path, reason="its cells repeat long texts too often; it was made to fill memory")
    return io.BytesIO(path.read_bytes())


def _check_part(place: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotReadable(place, reason="it defines entities, which no workbook needs; it was made to deceive")
    width, height = _reach(content)
    if width > MOST_COLUMNS or height > MOST_NOTES + 1000 or width * height > MOST_CELLS:
        said = f"its cells reach to row {height:,} and column {width:,}; save the cards alone as CSV"
        raise NotReadable(place, reason=said)


def _reach(content: bytes) -> tuple[int, int]:
    """How far the cells reach, at the most: by what they say, and by how many there are."""
    width = height = in_row = rows = 0
    for tag in _TAG.finditer(content):
        if tag[1]:
            rows, in_row = rows + 1, 0
        else:
            in_row += 1
            width = max(width, in_row)
    for cell in _CELL.finditer(content):
        width = max(width, _column(cell[1]))
        height = max(height, int(cell[2]))
    for row in _ROW.finditer(content):
        height = max(height, int(row[1]))
    return width, max(height, rows)


def _lengths(content: bytes) -> list[int]:
    """The lengths of the texts that cells name by number."""
    starts = [found.start() for found in _STRING.finditer(content)]
    return [end - start for start, end in pairwise([*starts, len(content)])] if starts else []


def _said(content: bytes, strings: list[int]) -> int:
    """How long the texts are that the cells of a sheet name; a cell that is a number counts as well."""
    total = 0
    for found in _VALUE.finditer(content):
        number = int(found[1])
        total += strings[number] if number < len(strings) else 0
    return total


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
