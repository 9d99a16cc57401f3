"""What happened to the item on screen so far, and what is known of it now."""

from __future__ import annotations

from dataclasses import dataclass

from interviewprep.journeys import log
from interviewprep.journeys.answer_note import AnswerNote, read_note
from interviewprep.journeys.face import Face
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import Memory, State, recall
from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.render import inline_html


@dataclass(frozen=True, slots=True)
class Past:
    """One entry of the log that was not undone."""

    kind: str
    at_ms: int
    offset_min: int
    day: int
    rating: Rating | None
    duration_ms: int
    recall: float | None
    """Chance of recall that was expected then; None for the first answers."""
    days_given: int
    """0 where it was to come back on the same day."""
    note: AnswerNote


@dataclass(frozen=True, slots=True)
class History:
    address: str
    face: str
    question: str
    past: tuple[Past, ...]
    """The newest first."""
    memory: Memory
    recall: float | None
    """Chance of recall today."""
    today: int
    spent_ms: int


def history(workplace: Workplace, face: Face) -> History:
    now, parameters = workplace.now(), workplace.rules().parameters
    with workplace.database.read() as db:
        rows = db.rows(
            "SELECT kind, at_ms, offset_min, day, rating, duration_ms, before, after, note FROM entry"
            f" WHERE (item_id = ? OR (card_id = ? AND kind = 'mark')) AND {log.LIVE} ORDER BY at_ms DESC, seq DESC",
            (face.item, face.card_key),
        )
        spent_ms = db.value("SELECT spent_ms FROM item WHERE id = ?", (face.item,))
    question = plain_text(inline_html(face.card.heading or face.card.body.partition("\n")[0]))
    past = []
    for kind, at_ms, offset_min, day, rating, duration_ms, before, after, note in rows:
        review = kind == log.REVIEW
        given = log.from_json(after) if review else None
        past.append(
            Past(
                kind,
                at_ms,
                offset_min,
                day,
                None if rating is None else Rating(rating),
                duration_ms,
                recall(log.from_json(before), day, parameters) if review else None,
                given.interval if given and given.state is State.REVIEW else log.days_of_past(kind, note),
                read_note(note) if review else AnswerNote(),
            )
        )
    chance = recall(face.memory, now.day, parameters)
    return History(face.address, face.face, question, tuple(past), face.memory, chance, now.day, spent_ms)
