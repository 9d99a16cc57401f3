"""A friend's marks: the page that goes out, and the file that comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from interviewprep.errors import Refused, WrongUse
from interviewprep.interview.rater_page import LARGEST_FILE, NoMarks, QuestionMarks, rater_page, read_marks
from interviewprep.interview.round import Round
from interviewprep.journeys.interview import reading as interview_reading
from interviewprep.journeys.interview.report import resource
from interviewprep.journeys.workplace import Workplace


class MarksUnreadable(Refused):
    sentence = "this is no file of marks from a second rater: {why}; nothing was changed"


@dataclass(frozen=True, slots=True)
class Imported:
    interview: int
    title: str
    rater: str
    questions: int
    """Questions that were marked."""


def page(workplace: Workplace, key: int) -> str:
    """The round as one HTML file to mark in any browser."""
    with workplace.database.read() as db:
        if db.value("SELECT 1 FROM interview WHERE id = ?", (key,)) is None:
            raise WrongUse(reason=f"there is no interview {key}")
        round_ = interview_reading.load(db, key)
    return rater_page(round_, resource("report.css") + resource("rater.css"), resource("rater.js"))


def take(workplace: Workplace, file: Path) -> Imported:
    """Keep the marks in a file that came back; those of the same rater are replaced. Memory is not touched."""
    try:
        with file.open("rb") as opened:
            text = opened.read(LARGEST_FILE + 1).decode("utf-8")
        marks = read_marks(text)
    except OSError as fault:
        raise MarksUnreadable(file, why=f"it could not be read ({fault.strerror})") from fault
    except (UnicodeDecodeError, NoMarks) as fault:
        raise MarksUnreadable(file, why=str(fault) if isinstance(fault, NoMarks) else "it is no UTF-8") from fault
    at_ms, _ = workplace.clock()
    with workplace.database.write() as db:
        key = db.value("SELECT id FROM interview WHERE lower(hex(uid)) = ?", (marks.interview.lower(),))
        if key is None:
            raise MarksUnreadable(file, why="it is for an interview that is not in this data folder")
        round_ = interview_reading.load(db, key)
        kept = 0
        for one in marks.questions:
            row = db.value("SELECT id FROM interview_question WHERE interview_id = ? AND place = ?", (key, one.place))
            points = _known_points(round_, one)
            if row is None or (one.score is None and not any(points.values())):
                continue
            kept += 1
            db.run(
                "INSERT INTO interview_rating (question_id, rater, score, points, note, at_ms) VALUES (?,?,?,?,?,?)"
                " ON CONFLICT (question_id, rater) DO UPDATE SET score = excluded.score, points = excluded.points,"
                " note = excluded.note, at_ms = excluded.at_ms",
                (row, marks.rater, one.score, json.dumps(points, ensure_ascii=False), one.note, at_ms),
            )
    return Imported(key, round_.title, marks.rater, kept)


def _known_points(round_: Round, marks: QuestionMarks) -> dict[str, bool]:
    asked = next((one for one in round_.asked if one.place == marks.place), None)
    known = {point.id for point in asked.points} if asked else set()
    return {point: hit for point, hit in marks.points if point in known}
