"""What a column of a table can become, the names by which it is known, and the header of our own tables.

In a table of our own the cells are Markdown just as it stands in the deck file; in any other they are plain text or
HTML. `guarded` and `unguarded` are each other's inverse: the writer and the reader of our tables share them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from interviewprep.cards.model import PartName


class Column(StrEnum):
    """The value is how the user, `--columns` and our own header name it."""

    IGNORE = ""
    QUESTION = "question"
    TEXT = "text"
    """The question's text below its first line."""
    ANSWER = "answer"
    WHY = "why"
    HINT = "hint"
    SOURCES = "sources"
    KEY_POINTS = "key points"
    RUBRIC = "rubric"
    FOLLOW_UPS = "follow-ups"
    MISTAKES = "mistakes"
    GIVEN = "given"
    FORMULA = "formula"
    TRAPS = "traps"
    WORKING = "working"
    CASE = "case"
    OPTION = "option"
    """One choice; several columns are several."""
    RIGHT = "right"
    """The right option: its letter, its number or its words."""
    TAGS = "tags"
    DECK = "deck"
    TOPIC = "topic"
    LEVEL = "level"
    LEAF = "leaf"
    ID = "id"
    NOTE_TYPE = "note type"
    ATTRIBUTES = "attributes"
    """`key=value` with blanks between them, as in a heading's braces."""


PARTS: dict[Column, PartName] = {Column(name.value): name for name in PartName}
"""The columns that are parts, in the order in which a card has them."""

OWN_COLUMNS: tuple[Column, ...] = (
    Column.DECK,
    Column.TOPIC,
    Column.ID,
    Column.QUESTION,
    Column.TEXT,
    *PARTS,
    Column.TAGS,
    Column.ATTRIBUTES,
)
"""The header of a table that we write. `question` is the heading and `text` the body of a card, `tags` all its tags
with blanks between them, its level among them, and `attributes` the values of its braces."""

_OWN = frozenset((Column.DECK, Column.QUESTION, Column.TEXT, Column.ATTRIBUTES))

_NAMES: dict[Column, str] = {
    Column.QUESTION: "front, q, prompt, term, word, card, front side, frontside, side 1, vorderseite, frage, begriff, "
    "recto, pregunta, anverso, domanda, 正面, 问题, 表面, вопрос",
    Column.ANSWER: "back, a, definition, meaning, response, translation, back side, backside, side 2, rückseite, "
    "antwort, verso, réponse, respuesta, reverso, risposta, 背面, 答案, 裏面, ответ",
    Column.WHY: "explanation, extra, back extra, notes, note, comment, comments, remarks, erklärung, explication",
    Column.HINT: "hints, clue, tipp, hinweis",
    Column.SOURCES: "source, reference, references, url, link, quelle, quellen",
    Column.KEY_POINTS: "keypoints, points",
    Column.FOLLOW_UPS: "followups, follow ups",
    Column.MISTAKES: "common mistakes, pitfalls",
    Column.OPTION: "options, choice, choices, distractor",
    Column.RIGHT: "correct, correct answer, right answer, correct option, solution",
    Column.TAGS: "tag, labels, label, keywords, schlagwörter, étiquettes, etiquetas",
    Column.DECK: "deck name, deckname, stapel, paquet, mazo",
    Column.TOPIC: "chapter, section, subject, category, thema, kapitel",
    Column.LEVEL: "difficulty, seniority",
    Column.ID: "guid, uid, uuid, card id, note id",
    Column.NOTE_TYPE: "notetype, model",
    Column.IGNORE: "ignore, -, none",
}
_COLUMN_OF = {column.value: column for column in Column} | {
    name: column for column, names in _NAMES.items() for name in names.split(", ")
}
_NUMBERED = re.compile(r"(?:option|choice|answer|distractor)[ _-]?(?:[a-h]|\d{1,2})")
_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def column_of(title: str) -> Column | None:
    """What a column of this title is; None for a title that is not known."""
    plain = " ".join(title.casefold().replace("_", " ").split()).strip("#:* ")
    known = _COLUMN_OF.get(plain, _COLUMN_OF.get(plain.replace(" ", "-")))
    return Column.OPTION if known is None and _NUMBERED.fullmatch(plain) else known


def is_own(titles: Sequence[str]) -> bool:
    """Whether a first row is the header of a table that we wrote, its columns perhaps moved."""
    return set(titles) >= _OWN


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
