"""A figure in a page: the sentence that says what it shows, the picture, and its numbers as a table beside it."""

from __future__ import annotations

from html import escape

from interviewprep.charts.marks import Figure, Table


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


def _side(column: int, table: Table) -> str:
    return ' align="right"' if column in table.numeric else ""
