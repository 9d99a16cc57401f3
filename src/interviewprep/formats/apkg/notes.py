"""Our cards as Anki's notes: which note type, and each field's HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from interviewprep.cards import faces
from interviewprep.cards.areas import parted
from interviewprep.cards.model import Card, Kind, PartName
from interviewprep.cards.parts import Gap, follow_ups, gaps, kind_of, question_of, rubric
from interviewprep.formats.apkg.overlays import with_deletions
from interviewprep.formats.apkg.pictures import area_fields
from interviewprep.formats.leaving import LeavingCard
from interviewprep.rendering.hidden_areas import OPEN, TEXT, how_others_show
from interviewprep.rendering.limits import TooMuch
from interviewprep.rendering.markdown_html import PlainRenderer, Renderer
from interviewprep.rendering.pieces import Pieces, without_marks
from interviewprep.rendering.render import Shown, asked_html, inline_html, show

if TYPE_CHECKING:
    from interviewprep.drills.draw import Draw

Media = Callable[[str], bool]

_DISPLAY = re.compile(r'<p align="center"><span class="math display">([^<]*)</span></p>')
_SPAN = re.compile(r'<span class="math( display)?">([^<]*)</span>')
_PICTURE = re.compile(r'(<img [^>]*?src=")([^"]*)(")')
_SOUND = re.compile(r'<a href="sound:([^"]*)">(.*?)</a>', re.S)
_ORDERS = re.compile(r"\[(?=(?:sound:|anki:|latex\]|/latex\]|\$\]|\$\$\]|/\$\]|/\$\$\]))", re.I)
_OPEN, _CLOSE = 0xE000, 0xE800
"""Private characters that stand for `{{c1::` and for `::hint}}` while a cloze is rendered, the first for gap 0."""
_MOST_GAPS = _CLOSE - _OPEN


class NoteType(StrEnum):
    RECALL = "interviewprep recall"
    BOTH_WAYS = "interviewprep both ways"
    CLOZE = "interviewprep cloze"
    CHOICE = "interviewprep choice"
    OPEN = "interviewprep open question"
    AREAS = "interviewprep picture"


FIELDS: Mapping[NoteType, tuple[str, ...]] = {
    NoteType.RECALL: ("Question", "Answer", "Why", "Hint", "Mistakes", "Sources"),
    NoteType.BOTH_WAYS: ("Question", "Answer", "Why", "Hint", "Mistakes", "Sources"),
    NoteType.CLOZE: ("Text", "Answer", "Why", "Hint", "Mistakes", "Sources"),
    NoteType.CHOICE: ("Question", "Options", "Answer", "Why", "Hint", "Mistakes", "Sources"),
    NoteType.OPEN: (
        "Question",
        "Key points",
        "Answer",
        "Rubric",
        "Follow-ups",
        "Why",
        "Hint",
        "Mistakes",
        "Sources",
    ),
    # The first five are those that Anki's own editor of pictures asks for, in its order.
    NoteType.AREAS: (
        *("Occlusion", "Image", "Header", "Back Extra", "Comments"),
        *("Why", "Hint", "Mistakes", "Sources"),
    ),
}
"""Fields that are shown, the first one sorted by; the hidden one comes last."""


@dataclass(frozen=True, slots=True)
class Note:
    type: NoteType
    fields: tuple[str, ...]
    faces: tuple[str, ...]
    """Of our card, by the number of the template or deletion."""


def note_of(one: LeavingCard, address: str, language: str, media: Mapping[str, str]) -> Note:
    """`media` gives the name in the package of each file beside the deck."""
    card, named = one.card, faces.faces(one.card)
    kind = kind_of(card)
    shown = show(card, named[0], draw=example_of(card, address), media=media.__contains__, language=language)
    to_anki = _Words(media, shown.dir)
    rest = {
        "Question": shown.notice + shown.question,
        "Answer": shown.answer,
        "Why": shown.why,
        "Hint": shown.hint,
        "Mistakes": shown.mistakes,
        "Sources": shown.sources,
    }
    if kind is Kind.CLOZE and (found := area_fields(card, media)):
        note_type = NoteType.AREAS
        rest |= {"Occlusion": found.occlusion, "Image": found.image, "Header": found.header, "Comments": ""}
        rest["Back Extra"] = found.labels + _answer(card, media)
    elif kind is Kind.CLOZE:
        note_type = NoteType.CLOZE
        rest |= {"Text": _cloze(card, media), "Answer": _answer(card, media)}
    elif kind is Kind.CHOICE:
        note_type = NoteType.CHOICE
        rest["Options"] = asked_html(shown.options)
    elif kind is Kind.OPEN:
        note_type = NoteType.OPEN
        rest |= _open(card, shown, media)
    else:
        note_type = NoteType.BOTH_WAYS if named == (faces.FRONT, faces.BACK) else NoteType.RECALL
    return Note(note_type, tuple(to_anki(rest[name]) for name in FIELDS[note_type]), named)


def _open(card: Card, shown: Shown, media: Mapping[str, str]) -> dict[str, str]:
    has = media.__contains__
    asked = (inline_html(one.text, media=has) for one in follow_ups(card))
    anchors = (inline_html(anchor, media=has) for anchor in rubric(card))
    return {
        "Key points": _list("ul", shown.key_points),
        "Follow-ups": _list("ul", asked),
        "Rubric": _list("ol", anchors),
    }


def _list(tag: str, items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}>{lines}</{tag}>" if lines else ""


def _answer(card: Card, media: Mapping[str, str]) -> str:
    """What stands below a cloze beside its text."""
    text = card.part(PartName.ANSWER)
    try:
        return Renderer(media.__contains__).blocks(text)
    except TooMuch:
        return PlainRenderer().blocks(text)


class _Deletions(Renderer):
    """Renders a cloze with a mark before and behind the text of each gap."""

    def __init__(self, media: Media, marks: Mapping[Gap, str]) -> None:
        super().__init__(media)
        self._marks = marks

    def _gap(self, gap: Gap, how: str, pieces: Pieces) -> str:
        before, behind = tuple(self._marks[gap]) if gap in self._marks else ("", "")
        return pieces.add_edge(before) + without_marks(gap.text) + pieces.add_edge(behind)


def _cloze(card: Card, media: Mapping[str, str]) -> str:
    """The text with Anki's own marks around each gap."""
    text = question_of(card)
    groups = list(faces.cloze_groups(text).values())
    written = gaps(text)
    marks = {gap: chr(_OPEN + place) + chr(_CLOSE + place) for place, gap in enumerate(written[:_MOST_GAPS])}
    try:
        renderer = _Deletions(media.__contains__, marks)
        html = renderer.question(text, heading=bool(card.heading), gaps=dict.fromkeys(written, TEXT))
        html = with_deletions(html, written, marks, hides_one=how_others_show(card) == OPEN)
    except TooMuch:
        for gap in reversed(written[:_MOST_GAPS]):
            text = text[: gap.start] + marks[gap][0] + gap.text + marks[gap][1] + text[gap.end :]
        html = PlainRenderer().blocks(text)
    html = _kept(html)
    for number, group in enumerate(groups, 1):
        for gap in group:
            if gap in marks:
                before, behind = tuple(marks[gap])
                hint = f"::{_kept(escape(gap.hint))}" if gap.hint else ""
                html = html.replace(before, f"{{{{c{number}::").replace(behind, f"{hint}}}}}")
    return html


def _kept(html: str) -> str:
    """Signs by which Anki would begin, part or end a deletion, as characters that only the browser reads."""
    return html.replace("{{", "{&#123;").replace("}}", "}&#125;").replace("::", ":&#58;")


def example_of(card: Card, address: str) -> Draw | None:
    """Of a drill: the numbers of its worked example."""
    if not card.has(PartName.FORMULA):
        return None
    from interviewprep.drills.draw import draw, seed_of
    from interviewprep.drills.lines import drill_of
    from interviewprep.drills.operations import Unfit

    try:
        return draw(drill_of(card), seed_of(card.attributes.id or address, 0))
    except Unfit:
        return None


class _Words:
    """From our renderer's HTML to what Anki understands: its maths, sounds and flat names of media."""

    def __init__(self, media: Mapping[str, str], way: str) -> None:
        self._media, self._way = media, way

    def __call__(self, html: str) -> str:
        if not html:
            return ""
        html = _ORDERS.sub("&#91;", html)
        html = _DISPLAY.sub(r"\\[\1\\]", html)
        html = _SPAN.sub(_maths, html)
        html = _PICTURE.sub(lambda found: found[1] + escape(self._name(found[2])) + found[3], html)
        html = _SOUND.sub(lambda found: f"[sound:{self._name(found[1])}]", html)
        return f'<div dir="rtl">{html}</div>' if self._way == "rtl" else html

    def _name(self, address: str) -> str:
        name = unquote(parted(unescape(address))[0])
        return self._media.get(name, name)


def _maths(span: re.Match[str]) -> str:
    return f"\\[{span[2]}\\]" if span[1] else f"\\({span[2]}\\)"
