"""A human interviewer's marks: kept as a second rater's while the round runs, and taken over when it is over."""

from __future__ import annotations

import json
from collections.abc import Mapping

from interviewprep.interview.follow_ups import score_of
from interviewprep.interview.rater_page import LONGEST_NAME, LONGEST_NOTE
from interviewprep.interview.round import Asked, Rating
from interviewprep.journeys.interview import reading as interview_reading
from interviewprep.journeys.interview.marking import Marks
from interviewprep.journeys.workplace import Workplace


class Interviewer:
    """Who asks and marks in one interview."""

    def __init__(self, workplace: Workplace, key: int, name: str) -> None:
        self._workplace, self.key = workplace, key
        self.name = " ".join(name.split())[:LONGEST_NAME] or "Interviewer"

    def marks(self, place: int) -> Rating:
        """What was marked so far of a question."""
        asked = _asked(self._workplace, self.key, place)
        return _by(asked, self.name) or Rating(self.name, None)

    def keep(self, place: int, score: int | None, hits: Mapping[str, bool], note: str) -> None:
        at_ms, _ = self._workplace.clock()
        with self._workplace.database.write() as db:
            question = db.value(
                "SELECT id FROM interview_question WHERE interview_id = ? AND place = ?", (self.key, place)
            )
            if score is None and not note and not any(hits.values()):
                db.run("DELETE FROM interview_rating WHERE question_id = ? AND rater = ?", (question, self.name))
                return
            db.run(
                "INSERT INTO interview_rating (question_id, rater, score, points, note, at_ms) VALUES (?,?,?,?,?,?)"
                " ON CONFLICT (question_id, rater) DO UPDATE SET score = excluded.score, points = excluded.points,"
                " note = excluded.note, at_ms = excluded.at_ms",
                (question, self.name, score, json.dumps(dict(hits), ensure_ascii=False), note[:LONGEST_NOTE], at_ms),
            )


def waiting(workplace: Workplace, key: int) -> str:
    """Who marked questions of this interview that nobody else has; "" where there is nobody."""
    with workplace.database.read() as db:
        round_ = interview_reading.load(db, key)
    return next((rating.rater for one in round_.questions if not one.marked for rating in one.ratings), "")


def take_over(workplace: Workplace, key: int, name: str) -> int:
    """Make an interviewer's marks the marks of the round, where it has none; gives how many questions that were.

    They are then no second opinion any more: who held the round has marked it, and the note says so.
    """
    marks, taken = Marks(workplace, key), 0
    for place in marks.to_mark():
        asked = _asked(workplace, key, place)
        rating = _by(asked, name)
        if rating is None:
            continue
        hits = dict(rating.points)
        score = rating.score or (score_of(hits) if hits else None)
        if score is None:
            continue
        marks.mark(place, score, hits, note=f"{name}: {rating.note}" if rating.note else f"Marked by {name}.")
        with workplace.database.write() as db:
            db.run(
                "DELETE FROM interview_rating WHERE rater = ? AND question_id ="
                " (SELECT id FROM interview_question WHERE interview_id = ? AND place = ?)",
                (name, key, place),
            )
        taken += 1
    return taken


def _asked(workplace: Workplace, key: int, place: int) -> Asked:
    with workplace.database.read() as db:
        round_ = interview_reading.load(db, key)
    return next(one for one in round_.asked if one.place == place)


def _by(asked: Asked, name: str) -> Rating | None:
    return next((rating for rating in asked.ratings if rating.rater == name), None)
