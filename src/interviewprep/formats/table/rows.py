"""The rows of a text table as they stand, and what the lines of `#` at the top of Anki's text files say of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewprep.formats.foreign import LARGEST_TEXT, MOST_NOTES, NotReadable

_HEADER = re.compile(r"#(?P<name>[a-z][a-z ]*):(?P<value>[^\r\n]*)(?:\r\n|\r|\n|\Z)", re.I)
_KNOWN = {
    *("separator", "html", "tags", "columns", "notetype", "deck", "if matches"),
    *("guid column", "deck column", "notetype column", "tags column"),
}
_SEPARATORS = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "space": " ",
    "pipe": "|",
    "colon": ":",
}
_END = "\ue000the end of the rows\ue000"


@dataclass(frozen=True, slots=True)
class AnkiHeader:
    """What the lines at the top of an Anki text file say. Columns are counted from 0; None where there is none."""

    lines: int
    separator: str | None = None
    is_html: bool | None = None
    columns: tuple[str, ...] = ()
    deck: str = ""
    note_type: str = ""
    tags: str = ""
    guid_column: int | None = None
    deck_column: int | None = None
    note_type_column: int | None = None
    tags_column: int | None = None

    @property
    def special(self) -> frozenset[int]:
        """The columns that are no fields of a note."""
        given = (self.guid_column, self.deck_column, self.note_type_column, self.tags_column)
        return frozenset(column for column in given if column is not None)


def anki_header(text: str) -> AnkiHeader | None:
    """The header at the beginning of a text; None where it has none."""
    said: dict[str, str] = {}
    at = lines = 0
    while match := _HEADER.match(text, at):
        name = match["name"].lower()
        if name not in _KNOWN and not said:
            return None
        said.setdefault(name, match["value"].strip(" "))
        at, lines = match.end(), lines + 1
        if at == len(text):
            break
    if not said:
        return None
    separator = said.get("separator", "")
    separator = _SEPARATORS.get(separator.lower(), separator if len(separator) == 1 else "")
    return AnkiHeader(
        lines,
        separator or None,
        {"true": True, "false": False}.get(said.get("html", "").lower()),
        tuple(said["columns"].split(separator or "\t")) if said.get("columns") else (),
        said.get("deck", ""),
        said.get("notetype", ""),
        said.get("tags", ""),
        *(_place(said.get(f"{name} column", "")) for name in ("guid", "deck", "notetype", "tags")),
    )


def _place(said: str) -> int | None:
    return int(said) - 1 if said.isascii() and said.isdecimal() and 0 < len(said) < 4 and int(said) else None


def records(text: io.TextIOBase, separator: str, *, comments: bool, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number from 1, blank ones and comments counted. `text` is open with `newline=""`.

    Raises NotReadable where a quote is never closed, and at the row that is one too many.
    """
    csv.field_size_limit(LARGEST_TEXT)
    lines = _Lines(text, comments=comments)
    reader = csv.reader(lines, delimiter=separator or "\x1f")
    number = 0
    waiting: list[str] | None = None
    try:
        for row in reader:
            lines.is_fresh = True
            if waiting is not None:
                yield number, waiting
            number += 1 + lines.take_comments()
            waiting = row
            if number > MOST_NOTES + 1000:
                raise NotReadable(f"{path}: row {number}", reason=f"it has more than {MOST_NOTES:,} rows; split it")
    except csv.Error as fault:
        raise NotReadable(
            f"{path}: row {number + 1}", reason=f"it is no row of a table ({fault}); save it anew"
        ) from fault
    if waiting != [_END]:
        said = "a quote opens a cell here and is never closed; close it, or double it where it is meant as a sign"
        raise NotReadable(f"{path}: row {number}", reason=said)


class _Lines:
    """Lines for a CSV reader, without comments between rows, and one line more behind the last.

    Where that line does not come out as a row of its own, the rows before it have left a quote open.
    """

    def __init__(self, text: io.TextIOBase, *, comments: bool) -> None:
        self._text, self._comments = text, comments
        self._count, self._ended = 0, False
        self.is_fresh = True
        """A row begins with the next line."""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        for line in self._text:
            if self._comments and self.is_fresh and line[0] == "#":
                self._count += 1
                continue
            self.is_fresh = False
            return line
        if self._ended:
            raise StopIteration
        self._ended = True
        return _END

    def take_comments(self) -> int:
        """How many comments were passed over since the last call."""
        count, self._count = self._count, 0
        return count
