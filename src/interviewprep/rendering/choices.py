"""The options of a choice: as they are asked, and as they are answered with mark, word and reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import escape

from interviewprep.rendering.words import ENGLISH, Words


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option where it stands on the screen. `index` is its place in the file, from 0."""

    index: int
    letter: str
    html: str
    plain: str
    right: bool
    reason: str
    """HTML; "" where none is given."""
    plain_reason: str


def letter(place: int) -> str:
    """What an option is called: A to Z, then numbers."""
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def asked_html(options: Iterable[ShownOption], picked: Collection[int] = ()) -> str:
    """The options with their boxes, before the answer."""
    rows = [_row(option, f"{'☑' if option.index in picked else '☐'} {option.html}") for option in options]
    return f'<table class="options">{"".join(rows)}</table>' if rows else ""


def revealed_html(options: Iterable[ShownOption], picked: Collection[int] = (), words: Words = ENGLISH) -> str:
    """The options with what is right, what was chosen, and the reason of each that has one."""
    rows = []
    for option in options:
        mark = f'<span class="right">✓ {escape(words.right)}</span>' if option.right else '<span class="wrong">✗</span>'
        chosen = f' <span class="reason">({escape(words.your_answer)})</span>' if option.index in picked else ""
        reason = f'<br><span class="reason">{option.reason}</span>' if option.reason else ""
        rows.append(_row(option, f"{mark} {option.html}{chosen}{reason}"))
    return f'<table class="options">{"".join(rows)}</table>' if rows else ""


def spoken(option: ShownOption, picked: Collection[int] | None = None, words: Words = ENGLISH) -> str:
    """An option for a screen reader; with `picked` as it is answered."""
    if picked is None:
        return f"{option.letter}: {option.plain}"
    said = [words.right if option.right else words.wrong]
    if option.index in picked:
        said.append(words.your_answer)
    reason = f" {option.plain_reason}" if option.plain_reason else ""
    return f"{option.letter}: {option.plain} ({', '.join(said)}).{reason}"


def _row(option: ShownOption, html: str) -> str:
    return f'<tr><td class="letter">{option.letter}</td><td class="option">{html}</td></tr>'
