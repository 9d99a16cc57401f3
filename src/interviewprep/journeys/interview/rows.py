"""An interview in the database while it runs: every step, answer and mark is a row of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from interviewprep.interview import timetable
from interviewprep.interview.blueprint_writer import write
from interviewprep.interview.phases import Deed, Event
from interviewprep.interview.round import Outcome, PointMark
from interviewprep.interview.star import Star
from interviewprep.journeys.face import parse
from interviewprep.journeys.interview import asked_text
from interviewprep.memory.day import Moment
from interviewprep.store.database import Transaction
from interviewprep.store.ids import uuid7

if TYPE_CHECKING:
    from interviewprep.journeys.interview.draft import Draft


@dataclass(frozen=True, slots=True)
class Sign:
    """When something was last heard of an interview: its own time, and the clock on the wall."""

    passed_ms: int
    at_ms: int


BEGUN = "EXISTS (SELECT 1 FROM interview_step AS step WHERE step.interview_id = interview.id AND step.deed = 'begin')"
"""Condition on `interview`: one that was left in its briefing was never held."""


def add(db: Transaction, draft: Draft, now: Moment) -> int:
    """Keep an interview that is drawn, in the place of any that was left in its briefing; gives its key."""
    left = f"SELECT id FROM interview WHERE NOT {BEGUN}"
    db.run(f"DELETE FROM interview_step WHERE interview_id IN ({left})")
    db.run(f"DELETE FROM interview_question WHERE interview_id IN ({left})")
    db.run(f"DELETE FROM interview WHERE NOT {BEGUN}")
    key = db.run(
        "INSERT INTO interview"
        " (uid, blueprint, title, source, times, seed, adapted, started_ms, offset_min, day, outcome)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,'')",
        (
            uuid7(now.at_ms),
            draft.name,
            draft.blueprint.title,
            write(draft.blueprint),
            timetable.to_json(draft.times),
            draft.seed,
            int(draft.adapted),
            now.at_ms,
            now.offset_min,
            now.day,
        ),
    )
    asked = iter(zip(draft.questions, draft.sources, draft.given, strict=True))
    for place, slot in enumerate(draft.times.slots):
        if slot.talk:
            _add_question(db, key, place, None, None, draft.times.names[slot.section], "", "", "", "")
            continue
        drawn, source, given = next(asked)
        one = drawn.candidate
        face = asked_text.face_asked(parse(source))
        item = db.value("SELECT id FROM item WHERE card_id = ? AND face = ? AND retired = 0", (one.card, face))
        _add_question(db, key, place, one.card, item, one.name, one.deck, face, source, given)
    return key


def _add_question(db: Transaction, *values: object) -> None:
    db.run(
        "INSERT INTO interview_question"
        " (interview_id, place, card_id, item_id, name, deck, face, source, given, star, note)"
        " VALUES (?,?,?,?,?,?,?,?,?,'','')",
        values,
    )


def add_step(db: Transaction, key: int, event: Event, at_ms: int) -> None:
    db.run(
        "INSERT INTO interview_step (interview_id, deed, picks, at_ms, passed_ms) VALUES (?,?,?,?,?)",
        (key, event.deed.value, json.dumps(event.picks), at_ms, event.at_ms),
    )


_QUESTION = "(SELECT id FROM interview_question WHERE interview_id = ? AND place = ?)"


def keep_answer(db: Transaction, key: int, place: int, follow_up: int, text: str, sign: Sign) -> None:
    db.run(
        "INSERT INTO interview_answer (question_id, follow_up, text, recording, at_ms, passed_ms)"
        f" VALUES ({_QUESTION}, ?, ?, '', ?, ?)"
        " ON CONFLICT (question_id, follow_up) DO UPDATE"
        " SET text = excluded.text, at_ms = excluded.at_ms, passed_ms = excluded.passed_ms",
        (key, place, follow_up, text, sign.at_ms, sign.passed_ms),
    )


def keep_recording(db: Transaction, key: int, place: int, follow_up: int, file: str, sign: Sign) -> None:
    """`file` is the name of a sound file below the data folder, "" when it was deleted."""
    db.run(
        "INSERT INTO interview_answer (question_id, follow_up, text, recording, at_ms, passed_ms)"
        f" VALUES ({_QUESTION}, ?, '', ?, ?, ?)"
        " ON CONFLICT (question_id, follow_up) DO UPDATE SET recording = excluded.recording",
        (key, place, follow_up, file, sign.at_ms, sign.passed_ms),
    )


def recordings(db: Transaction, key: int) -> list[tuple[int, int, str]]:
    """Place, follow-up and file of each answer that was recorded, in order."""
    return db.rows(
        "SELECT question.place, answer.follow_up, answer.recording FROM interview_answer AS answer"
        " JOIN interview_question AS question ON question.id = answer.question_id"
        " WHERE interview_id = ? AND answer.recording <> '' ORDER BY 1, 2",
        (key,),
    )


def forget_recording(db: Transaction, key: int, place: int, follow_up: int) -> None:
    db.run(
        f"UPDATE interview_answer SET recording = '' WHERE question_id = {_QUESTION} AND follow_up = ?",
        (key, place, follow_up),
    )


def keep_prediction(db: Transaction, key: int, place: int, score: int) -> None:
    db.run("UPDATE interview_question SET predicted = ? WHERE interview_id = ? AND place = ?", (score, key, place))


def keep_marks(
    db: Transaction,
    key: int,
    place: int,
    score: int,
    points: Sequence[PointMark],
    star: Star | None,
    note: str,
    at_ms: int,
) -> None:
    db.run(
        "UPDATE interview_question SET score = ?, star = ?, note = ?, marked_ms = ?"
        " WHERE interview_id = ? AND place = ?",
        (score, json.dumps(asdict(star)) if star else "", note, at_ms, key, place),
    )
    db.run(f"DELETE FROM interview_point WHERE question_id = {_QUESTION}", (key, place))
    for point in points:
        evidence = json.dumps({"spans": point.spans, "why": point.why}, ensure_ascii=False)
        seen = None if point.seen is None else int(point.seen)
        db.run(
            f"INSERT INTO interview_point (question_id, point, hit, seen, evidence) VALUES ({_QUESTION}, ?, ?, ?, ?)",
            (key, place, point.id, int(bool(point.hit)), seen, evidence),
        )


def close(db: Transaction, key: int, outcome: Outcome, at_ms: int, action: bytes | None) -> None:
    db.run(
        "UPDATE interview SET outcome = ?, ended_ms = ?, action = ? WHERE id = ?", (outcome.value, at_ms, action, key)
    )


def last_sign(db: Transaction, key: int) -> Sign:
    """The latest row that has a time, by the interview's own."""
    rows = db.rows(
        "SELECT passed_ms, at_ms FROM interview_step WHERE interview_id = :key UNION ALL"
        " SELECT answer.passed_ms, answer.at_ms FROM interview_answer AS answer"
        " JOIN interview_question AS question ON question.id = answer.question_id WHERE interview_id = :key UNION ALL"
        " SELECT 0, started_ms FROM interview WHERE id = :key ORDER BY 1 DESC LIMIT 1",
        {"key": key},
    )
    return Sign(*rows[0])


def events(db: Transaction, key: int) -> tuple[Event, ...]:
    rows = db.rows("SELECT deed, passed_ms, picks FROM interview_step WHERE interview_id = ? ORDER BY seq", (key,))
    return tuple(Event(Deed(deed), passed_ms, tuple(json.loads(picks))) for deed, passed_ms, picks in rows)
