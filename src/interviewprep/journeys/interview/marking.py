"""Marking an interview: first a prediction, then points and anchors, the model answer last; and closing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from interviewprep.interview.follow_ups import score_of
from interviewprep.interview.phases import Deed, Event, Phase, State
from interviewprep.interview.round import HIGHEST, Asked, Outcome, PointMark, Round
from interviewprep.interview.run import Run
from interviewprep.interview.star import Star, shares
from interviewprep.journeys.interview import effect as interview_effect
from interviewprep.journeys.interview import reading as interview_reading
from interviewprep.journeys.interview import rows as interview_rows
from interviewprep.journeys.interview.point_match import suggested
from interviewprep.journeys.workplace import Workplace
from interviewprep.store.database import Transaction

JUDGED_SCORES = {"right": 4, "right but": 3, "trapped": 2, "partly": 2}
"""By what was judged; any other answer is a 1."""


@dataclass(frozen=True, slots=True)
class Marking:
    """One question as it is marked. Before a prediction is made nothing is shown that would give the score away."""

    asked: Asked
    may_look: bool
    """The score was predicted, or there is no answer to predict anything of."""
    points: tuple[PointMark, ...]
    anchors: tuple[str, ...]
    """Of the scores 1 to 4, as Markdown."""
    suggested_score: int | None
    star: Star | None
    """Of a behavioural answer: the shares as corrected, or as guessed."""
    model_answer: str
    """Markdown; "" until the question is marked."""


class Marks:
    """The marks of one interview, in the round where each question is marked when it is over, and after it."""

    def __init__(self, workplace: Workplace, key: int) -> None:
        self._workplace, self.key = workplace, key

    def to_mark(self) -> tuple[int, ...]:
        """Places of the questions that were reached and are not marked, in their order."""
        return tuple(one.place for one in self._round().questions if one.spent.reached and not one.marked)

    def see(self, place: int) -> Marking:
        """The question as it is marked now."""
        return _marking(self._asked(place))

    def predict(self, place: int, score: int) -> Marking:
        """Keep the score that the user expects; what is known of the answer is shown only then."""
        _check(score)
        with self._workplace.database.write() as db:
            interview_rows.keep_prediction(db, self.key, place, score)
        return self.see(place)

    def mark(
        self,
        place: int,
        score: int,
        hits: Mapping[str, bool] | None = None,
        star: Star | None = None,
        note: str = "",
    ) -> Marking:
        """Keep the marks of a question; they may be changed until the interview is finished."""
        _check(score)
        asked = self._asked(place)
        seen = {point.id: point for point in suggested(asked.card, _said(asked))} if asked.card else {}
        points = tuple(
            replace(seen.get(point.id, point), hit=bool((hits or {}).get(point.id))) for point in asked.points
        )
        at_ms, _ = self._workplace.clock()
        with self._workplace.database.write() as db:
            if not self._is_open(db):
                raise RuntimeError("a finished interview keeps its marks")
            interview_rows.keep_marks(db, self.key, place, score, points, star, note, at_ms)
        return self.see(place)

    def finish(self) -> Round:
        """Close the interview and let its marks count for the memory, once. Questions without marks have no effect."""
        now = self._workplace.now()
        with self._workplace.database.write() as db:
            if self._is_open(db):
                sign = interview_rows.last_sign(db, self.key)
                state = self._state(db, sign.passed_ms)
                interview_rows.add_step(db, self.key, Event(Deed.FINISH, sign.passed_ms), now.at_ms)
                round_ = interview_reading.load(db, self.key)
                action = interview_effect.apply(db, self._workplace, round_, now)
                outcome = Outcome.INTERRUPTED if state.phase is Phase.INTERRUPTED else Outcome.DONE
                interview_rows.close(db, self.key, outcome, now.at_ms, action)
            return interview_reading.load(db, self.key)

    def _state(self, db: Transaction, passed_ms: int) -> State:
        times = interview_reading.load(db, self.key).times
        state = Run(times, interview_rows.events(db, self.key)).at(passed_ms)
        if not state.over:
            raise RuntimeError("the round is not over; interrupt it first")
        return state

    def _is_open(self, db: Transaction) -> bool:
        return bool(db.value("SELECT outcome = '' FROM interview WHERE id = ?", (self.key,)))

    def _round(self) -> Round:
        with self._workplace.database.read() as db:
            return interview_reading.load(db, self.key)

    def _asked(self, place: int) -> Asked:
        return next(one for one in self._round().asked if one.place == place)


def _marking(asked: Asked) -> Marking:
    may_look = asked.predicted is not None or asked.marked or not asked.answered
    card = asked.card
    points: Sequence[PointMark] = asked.points
    if may_look and not asked.marked and card is not None:
        points = suggested(card, _said(asked))
    return Marking(
        asked=asked,
        may_look=may_look,
        points=tuple(points) if may_look else (),
        anchors=asked.anchors,
        suggested_score=_suggested_score(asked, points) if may_look else None,
        star=(asked.star or shares(asked.answers[0])) if asked.behavioural and may_look else None,
        model_answer=asked.right_answer if asked.marked else "",
    )


def _said(asked: Asked) -> str:
    """All that was typed: a point may come only when it is asked for."""
    return "\n".join(asked.answers)


def _check(score: int) -> None:
    if not 1 <= score <= HIGHEST:
        raise ValueError(f"a score is 1 to {HIGHEST}, not {score}")


def _suggested_score(asked: Asked, points: Sequence[PointMark]) -> int | None:
    if asked.judges_itself:
        return JUDGED_SCORES.get(asked.judged, 1)
    if not asked.answered:
        return 1
    seen = {point.id: point.seen for point in points}
    known = {key: value for key, value in seen.items() if value is not None}
    return score_of(known) if known and len(known) == len(seen) else None
