"""A line of foreign text with its marks (bold, gap, link…) as Markdown.

Marks are kept on each run of text and only opened and closed when the line is written, in one fixed order. So tags that
overlap, that begin in one line and end in another, or hold nothing, come out well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from interviewprep.formats.html.markdown_text import code_span, escaped, escaped_in_link, escaped_start

INLINE = ("b", "i", "u", "s", "mark", "small", "sub", "sup", "kbd", "code")
"""In the order in which they are opened."""
_RANK = {name: rank for rank, name in enumerate(INLINE)}
_STARS = {"b": "**", "i": "*"}


@dataclass(eq=False, slots=True)
class OpenGap:
    """A gap: everything that bears it is hidden together. The hint is known when the gap ends."""

    group: str
    hint: str = ""


@dataclass(eq=False, slots=True)
class OpenLink:
    address: str


Mark = str | OpenGap | OpenLink


class Run(NamedTuple):
    """Text with its marks, in the order of `in_order`; `is_markdown` says that it is to be written as it is."""

    marks: tuple[Mark, ...]
    text: str
    is_markdown: bool = False


class _Edge(NamedTuple):
    mark: Mark
    opens: bool
    number: int


def in_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=_rank))


def _rank(mark: Mark) -> int:
    if isinstance(mark, OpenGap):
        return -2
    return -1 if isinstance(mark, OpenLink) else _RANK[mark]


def line_markdown(runs: Sequence[Run]) -> str:
    """One line of Markdown, "" where the runs hold nothing but blanks."""
    if len(runs) == 1 and not runs[0].marks:
        text = runs[0].text.strip()
        return text if runs[0].is_markdown or not text else escaped_start(escaped(text))
    parts = _trimmed(_merged(runs))
    if not parts:
        return ""
    pieces: list[str | _Edge] = []
    opened: list[_Edge] = []
    count = 0
    for part in parts:
        shared = 0
        while shared < min(len(opened), len(part.marks)) and opened[shared].mark == part.marks[shared]:
            shared += 1
        while len(opened) > shared:
            pieces.append(opened.pop()._replace(opens=False))
        for mark in part.marks[shared:]:
            count += 1
            opened.append(_Edge(mark, True, count))
            pieces.append(opened[-1])
        pieces.append(_text(part))
    pieces += [edge._replace(opens=False) for edge in reversed(opened)]
    written = "".join(_written(pieces, parts))
    return written if parts[0].marks or parts[0].is_markdown else escaped_start(written)


def _text(part: Run) -> str:
    if part.is_markdown:
        return part.text
    if part.marks and part.marks[-1] == "code":
        return code_span(part.text)
    in_gap = bool(part.marks) and isinstance(part.marks[0], OpenGap)
    if any(isinstance(mark, OpenLink) for mark in part.marks):
        return escaped_in_link(part.text, in_gap=in_gap)
    return escaped(part.text, in_gap=in_gap)


def _merged(runs: Sequence[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if run.is_markdown and run.marks and run.marks[-1] == "code":
            run = run._replace(marks=run.marks[:-1])
        if last and not run.is_markdown and not last.is_markdown and last.marks == run.marks:
            merged[-1] = last._replace(text=last.text + run.text)
        elif run.text:
            merged.append(run)
    return merged


def _trimmed(runs: list[Run]) -> list[Run]:
    """No blanks at the ends of the line nor just inside a mark, where a star would not act."""
    parts: list[Run] = []
    for run in runs:
        core = run.text.strip()
        if run.is_markdown or not run.marks or (run.marks[-1] == "code" and core):
            parts.append(run)
            continue
        start = len(run.text) - len(run.text.lstrip())
        before, after = run.text[:start], run.text[start + len(core) :]
        parts += [part for part in (Run((), before), Run(run.marks, core), Run((), after)) if part.text]
    while parts and not parts[0].text.strip():
        del parts[0]
    while parts and not parts[-1].text.strip():
        parts.pop()
    for index, part in enumerate(parts):
        if not part.text.strip() and 0 < index < len(parts) - 1:
            parts[index] = Run(_shared(parts[index - 1].marks, parts[index + 1].marks), part.text, True)
    if parts and not parts[0].marks:
        parts[0] = parts[0]._replace(text=parts[0].text.lstrip())
    if parts and not parts[-1].marks:
        parts[-1] = parts[-1]._replace(text=parts[-1].text.rstrip())
    return parts


def _shared(first: tuple[Mark, ...], second: tuple[Mark, ...]) -> tuple[Mark, ...]:
    size = 0
    while size < min(len(first), len(second)) and first[size] == second[size] != "code":
        size += 1
    return first[:size]


def _written(pieces: list[str | _Edge], parts: list[Run]) -> list[str]:
    stars = _with_stars(pieces)
    written: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            written.append(piece)
        elif isinstance(piece.mark, OpenGap):
            hint = piece.mark.hint
            end = f"::{escaped(hint, in_gap=True)}}}}}" if hint else "}}"
            written.append(f"{{{{{piece.mark.group}::" if piece.opens else end)
        elif isinstance(piece.mark, OpenLink):
            written.append("[" if piece.opens else f"]({piece.mark.address})")
        elif piece.mark == "code":
            continue
        elif piece.number in stars:
            written.append(_STARS[piece.mark])
        else:
            written.append(f"<{piece.mark}>" if piece.opens else f"</{piece.mark}>")
    return written


def _with_stars(pieces: list[str | _Edge]) -> set[int]:
    """The numbers of the bold and italic pairs that stars would mark, too; the others are written as tags."""
    able: dict[int, bool] = {}
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) or piece.mark not in ("b", "i"):
            continue
        outside = pieces[index - 1] if piece.opens else pieces[index + 1] if index + 1 < len(pieces) else ""
        inside = pieces[index + 1] if piece.opens else pieces[index - 1]
        if piece.opens and not index:
            outside = ""
        far = _neighbour(outside, last=piece.opens)
        near = _neighbour(inside, last=not piece.opens)
        crowded = any(isinstance(other, _Edge) and other.mark in ("b", "i") for other in (outside, inside))
        acts = not near.isspace() and (not _is_sign(near) or far.isspace() or _is_sign(far)) and not crowded
        able[piece.number] = able.get(piece.number, True) and acts
    return {number for number, acts in able.items() if acts}


def _neighbour(piece: str | _Edge, *, last: bool) -> str:
    """The character that a star would see; a gap counts as a letter, a tag as a sign, an end of the line as a blank."""
    if isinstance(piece, str):
        return (piece[-1] if last else piece[0]) if piece else " "
    return "a" if isinstance(piece.mark, OpenGap) else ">"


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
