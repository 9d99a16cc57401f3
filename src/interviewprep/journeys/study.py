"""A sitting: show a face, take the answer, keep it, show the next.

Each answer is one transaction; the card is not left before it is on disk. The queue lives in memory and is made anew
when the decks, the day or the last answer changed under it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewprep.journeys import log
from interviewprep.journeys import undo as undoing
from interviewprep.journeys.face import Face, face_of
from interviewprep.journeys.leeches import leeches
from interviewprep.journeys.pace import counted_ms
from interviewprep.journeys.waiting import Sitting, gather
from interviewprep.journeys.workplace import Workplace, keep_daily_backup
from interviewprep.memory.day import Moment
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import Memory, State, answers
from interviewprep.store.database import Transaction

_IS_LIVE = "SELECT 1 FROM item JOIN card ON card.id = card_id WHERE item.id = ? AND retired = 0 AND retired_ms IS NULL"


@dataclass(frozen=True, slots=True)
class Counts:
    """What is left today, under the limits, and what this sitting has done."""

    new: int
    learning: int
    due: int
    done: int
    right_at_first_sight: int
    seen: int
    seconds_left: float

    @property
    def left(self) -> int:
        return self.new + self.learning + self.due


@dataclass(frozen=True, slots=True)
class Graded:
    """What the last answer did."""

    review: bytes
    """Id of the log's entry."""
    rating: Rating
    after: Memory
    leech: bool


class Study:
    """One sitting over some decks, or over all when none is named."""

    def __init__(
        self, workplace: Workplace, decks: Sequence[str] = (), *, everything: bool = False, with_new: bool = True
    ) -> None:
        self._workplace = workplace
        self._decks = tuple(decks)
        self._everything = everything
        self.with_new = with_new
        self._more_new = 0
        self._ahead = False
        self._sitting: Sitting | None = None
        self._done = 0
        self._backed_up: int | None = None
        self._first_sights: dict[int, bool] = {}
        self.face: Face | None = None
        self.last: Graded | None = None

    def start(self) -> Face | None:
        """Gather what is due and show the first face; also after decks or settings changed."""
        now = self._workplace.now()
        with self._workplace.database.read() as db:
            self._sitting = self._gather(db, now)
            self.face = self._next(db, now)
        return self.face

    def grade(self, rating: Rating, duration_ms: int, note: str = "") -> Face | None:
        """Record the rating of the face on screen and return the next one, or None when today is done."""
        face, now = self._shown(), self._workplace.now()
        if self._backed_up != now.day:
            keep_daily_backup(self._workplace)
            self._backed_up = now.day
        with self._workplace.database.write() as db:
            self.last = self._record(db, face, rating, now, duration_ms, note)
            self._done += 1
            self._first_sights.setdefault(face.item, rating is not Rating.AGAIN)
            self._queue().answered(face.item, self.last.after, now)
            self.face = self._next(db, now)
        return self.face

    def undo(self) -> undoing.Undone | None:
        """Take back the last action, of this sitting or an earlier one, and show its card again."""
        now = self._workplace.now()
        undone = undoing.undo(self._workplace)
        if undone is None:
            return None
        self._done = max(0, self._done - (undone.kind == log.REVIEW))
        if undone.item is not None and undone.kind == log.REVIEW:
            self._first_sights.pop(undone.item, None)
        with self._workplace.database.read() as db:
            self._sitting = self._gather(db, now)
            if undone.item is None:
                self.face = self._next(db, now)
            else:
                self.face = self._face(db, undone.item, now)
        return undone

    def would_undo(self) -> undoing.Undone | None:
        return undoing.would_undo(self._workplace.database)

    def bury(self) -> Face | None:
        """Leave the whole card for today."""
        return self._set_aside(log.BURY, "buried_day", self._workplace.now().day)

    def suspend(self) -> Face | None:
        """Leave the whole card until it is called back."""
        return self._set_aside(log.SUSPEND, "suspended", 1)

    def mark(self) -> Face:
        """Mark the card, or take the mark off."""
        face, now = self._shown(), self._workplace.now()
        with self._workplace.database.write() as db:
            before = db.value("SELECT marked FROM card WHERE id = ?", (face.card_key,))
            entry = log.Entry(
                log.MARK, face.card_key, face.item, face.face, before=json.dumps(before), after=json.dumps(1 - before)
            )
            log.write(db, entry, now, log.new_action(now))
            db.run("UPDATE card SET marked = ? WHERE id = ?", (1 - before, face.card_key))
        self.face = replace(face, marked=not before)
        return self.face

    def look_again(self) -> Face | None:
        """Read the face on screen once more from the database, after its deck was edited; None when it is gone."""
        face, now = self.face, self._workplace.now()
        with self._workplace.database.read() as db:
            self._sitting = self._gather(db, now)
            if face is None or db.value(_IS_LIVE, (face.item,)) is None:
                self.face = self._next(db, now)
            else:
                self.face = replace(self._face(db, face.item, now), shown_at=face.shown_at)
        return self.face

    def upcoming(self) -> Face | None:
        """The face that will most likely come next, to be rendered ahead."""
        now = self._workplace.now()
        item = self._queue().after(now)
        if item is None:
            return None
        with self._workplace.database.read() as db:
            return self._face(db, item, now)

    def counts(self) -> Counts:
        left = self._queue().counts()
        first = self._first_sights
        return Counts(left.new, left.learning, left.due, self._done, sum(first.values()), len(first), left.seconds)

    def go_on(self, new: int = 0) -> Face | None:
        """Go past the end of the day: with so many more new items, and with those being learned before their time."""
        self._more_new += new
        self._ahead = True
        return self.start()

    def next_learning_ms(self) -> int | None:
        """When the next card that is being learned is due; None where none is."""
        return self._queue().next_learning_ms()

    def _record(self, db: Transaction, face: Face, rating: Rating, now: Moment, duration_ms: int, note: str) -> Graded:
        after = self._outcome(db, face, rating, now)
        action = log.new_action(now)
        entry = log.Entry(
            log.REVIEW,
            face.card_key,
            face.item,
            face.face,
            rating=rating,
            state=face.memory.state,
            duration_ms=duration_ms,
            before=log.to_json(face.memory),
            after=log.to_json(after),
            note=note,
        )
        review = log.write(db, entry, now, action)
        kind = db.value("SELECT kind FROM card WHERE id = ?", (face.card_key,))
        log.keep_memory(db, face.item, after, counted_ms(kind, duration_ms))
        return Graded(review, rating, after, rating is Rating.AGAIN and self._is_leech(db, face.item))

    def _outcome(self, db: Transaction, face: Face, rating: Rating, now: Moment) -> Memory:
        """The memory after the answer: of the moment it is given, with the interval that the button said."""
        said = face.answers[rating]
        after = answers(
            face.memory, now, self._workplace.rules(), seed=face.item, load=self._queue().load_for(db, face.item)
        )[rating]
        if after.state is State.REVIEW:
            return replace(after, interval=said.interval, due_day=now.day + said.interval)
        return after

    def _is_leech(self, db: Transaction, item: int) -> bool:
        return item in leeches(db, self._workplace.rules(), item)

    def _set_aside(self, kind: str, column: str, value: int) -> Face | None:
        face, now = self._shown(), self._workplace.now()
        with self._workplace.database.write() as db:
            action = log.new_action(now)
            for item, name, before in db.rows(
                f"SELECT id, face, {column} FROM item WHERE card_id = ? AND retired = 0", (face.card_key,)
            ):
                entry = log.Entry(kind, face.card_key, item, name, before=json.dumps(before), after=json.dumps(value))
                log.write(db, entry, now, action)
            db.run(f"UPDATE item SET {column} = ? WHERE card_id = ?", (value, face.card_key))
            self._sitting = self._gather(db, now)
            self.face = self._next(db, now)
        return self.face

    def _next(self, db: Transaction, now: Moment) -> Face | None:
        if self._queue().day != now.day:
            self._sitting = self._gather(db, now)
        item = self._queue().next(now)
        if item is None and self._ahead and (soonest := self.next_learning_ms()) is not None:
            item = self._queue().next(replace(now, at_ms=max(now.at_ms, soonest)))
        return None if item is None else self._face(db, item, now)

    def _gather(self, db: Transaction, now: Moment) -> Sitting:
        return gather(
            db,
            self._workplace,
            now,
            self._decks,
            everything=self._everything,
            with_new=self.with_new,
            more_new=self._more_new,
        )

    def _face(self, db: Transaction, item: int, now: Moment) -> Face:
        return face_of(
            db, item, self._workplace.roots(), now, self._workplace.rules(), self._queue().load_for(db, item)
        )

    def _queue(self) -> Sitting:
        if self._sitting is None:
            raise RuntimeError("start the sitting first")
        return self._sitting

    def _shown(self) -> Face:
        if self.face is None:
            raise RuntimeError("no face is on screen")
        return self.face
