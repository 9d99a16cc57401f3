"""How a table is meant: its separator, whether its first row is a header, what its columns and cells are.

Every answer is a suggestion that the user sees beside the first rows and can change.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from interviewprep.formats.foreign import LARGEST_TEXT
from interviewprep.formats.table.columns import Column, column_of

SAMPLE = 64 * 1024
"""Characters from the beginning that are looked at."""
_ROWS = 200
_SEPARATORS = "\t;,|"
_LEAST_SHARE = 0.5
_HTML = re.compile(
    r"<br\s*/?>|<img\s[^<>]*>|</(?:a|b|i|u|s|div|p|span|ul|ol|li|strong|em|sub|sup|table|tr|t[dh]|font|code|pre)>"
    r"|&(?:nbsp|lt|gt|amp|quot|#\d{1,6});",
    re.I,
)
_HTML_SHARE = 0.2


def separator_of(sample: str, *, is_whole: bool) -> str:
    """The sign that parts most rows into equally many cells; "" where none does."""
    best, found = (_LEAST_SHARE, 0, 0), ""
    for place, separator in enumerate(_SEPARATORS):
        rows = sample_rows(sample, separator, is_whole=is_whole)
        counts = Counter(len(row) for row in rows)
        share = max((count for width, count in counts.items() if width > 1), default=0) / max(1, len(rows))
        known = sum(column_of(cell) is not None for cell in rows[0]) if rows and len(rows[0]) > 1 else 0
        score = (round(share, 2), known, -place)
        if score > best:
            best, found = score, separator
    return found


def sample_rows(sample: str, separator: str, *, is_whole: bool) -> list[list[str]]:
    """The first rows that are not blank; the last one goes where the sample cuts it off."""
    csv.field_size_limit(LARGEST_TEXT)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator or "\x1f"):
            if any(row):
                rows.append(row)
            if len(rows) > _ROWS:
                return rows
    except csv.Error:
        return rows
    return rows if is_whole or len(rows) < 2 else rows[:-1]


def is_header(row: Sequence[str]) -> bool:
    """Whether a first row names its columns: a question or answer, and another one that is known."""
    cells = [cell.strip() for cell in row]
    letters = {"q", "a"} <= {cell.casefold() for cell in cells}
    named = [column for cell in cells if (letters or len(cell) > 1) and (column := column_of(cell))]
    return len(named) > 1 and not {Column.QUESTION, Column.ANSWER, Column.TEXT}.isdisjoint(named)


def columns_of(titles: Sequence[str]) -> tuple[Column, ...]:
    """What each titled column becomes, so that one of them is the question."""
    found = [column_of(title) or Column.IGNORE for title in titles]
    if Column.QUESTION not in found and Column.TEXT in found:
        found[found.index(Column.TEXT)] = Column.QUESTION
    if Column.QUESTION not in found:
        free = [place for place, column in enumerate(found) if not column and titles[place].strip()]
        if free:
            found[free[0]] = Column.QUESTION
    if Column.ANSWER not in found and Column.OPTION not in found and Column.RIGHT not in found:
        free = [place for place, column in enumerate(found) if not column and titles[place].strip()]
        if free:
            found[free[0]] = Column.ANSWER
    return tuple(found)


def columns_by_place(width: int, *, fields: Sequence[int] = ()) -> tuple[Column, ...]:
    """The first column asks and the second answers. Where `fields` names those of a note, its others answer, too."""
    places = list(fields) or list(range(min(width, 2)))
    found = [Column.IGNORE] * width
    for order, place in enumerate(place for place in places if place < width):
        found[place] = Column.ANSWER if order else Column.QUESTION
    return tuple(found)


def are_html(rows: Sequence[Sequence[str]]) -> bool:
    """Whether so many rows hold tags of HTML that these can hardly be what the cards are about."""
    tagged = sum(any(_HTML.search(cell) for cell in row) for row in rows)
    return tagged > 0 and tagged >= _HTML_SHARE * len(rows)
