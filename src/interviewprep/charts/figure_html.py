"""A figure in a page: the sentence that says what it shows, the picture, and its numbers as a table beside it."""

from __future__ import annotations

from html import escape

from interviewprep.charts.marks import Figure, Table, width_of

_UNBROKEN = "\u00a0"
_LETTERS, _WORDS, _AROUND = 16.0, 130.0, 18.0
"""Size of the letters of a table, the least width of words, and what a cell has around it."""


def figure_html(figure: Figure, picture: str) -> str:
    """`picture` is the figure as HTML, such as inline SVG."""
    return (
        f'<figure class="chart"><figcaption>{escape(figure.says)}</figcaption>'
        f'<div class="beside"><div class="picture">{picture}</div>{table_html(figure.table)}</div></figure>'
    )


def table_html(table: Table) -> str:
    head = "".join(f'<th scope="col"{_side(place, table)}>{escape(cell)}</th>' for place, cell in enumerate(table.head))
    rows = "".join(
        "<tr>" + "".join(f"<td{_side(place, table)}>{escape(cell)}</td>" for place, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return f'<table class="numbers"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def list_html(table: Table) -> str:
    """The same numbers as lines, for places too narrow for a table: `Engineering: Known 271, New 144`."""
    lines = []
    for first, *others in table.rows:
        cells = zip(table.head[1:], others, strict=True)
        named = (
            # Words say themselves what they are; a number keeps its unit beside it.
            f"{head} {cell.replace(' ', _UNBROKEN)}" if column in table.numeric else cell
            for column, (head, cell) in enumerate(cells, 1)
            if cell
        )
        lines.append(f"<p><b>{escape(first)}</b><br>{escape(', '.join(named))}</p>")
    return "".join(lines)


def narrowest(table: Table) -> float:
    """The width that a table needs, in pixels at 100 %: its words break their lines, its numbers do not."""
    wide = 0.0
    for column, cells in enumerate(zip(table.head, *table.rows, strict=True)):
        most = max(width_of(cell, _LETTERS) for cell in cells)
        wide += (most if column in table.numeric else min(most, _WORDS)) + _AROUND
    return wide


def _side(column: int, table: Table) -> str:
    return ' align="right"' if column in table.numeric else ""
