"""What an interview does to the memory: one action of the log, so that one undo takes it back whole.

Each item gets one review at most. `docs/interviews.md` says which, and why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from interviewprep.cards.faces import POINT
from interviewprep.cards.model import Kind
from interviewprep.cards.parts import key_points
from interviewprep.drills.drill import Help
from interviewprep.drills.practice import expected_seconds, suggested_rating
from interviewprep.interview.round import Asked, Round
from interviewprep.journeys import decks, log
from interviewprep.journeys.face import parse
from interviewprep.journeys.pace import counted_ms
from interviewprep.journeys.waiting import Sitting, gather
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import Moment, day_start_ms
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import Memory, State, answers
from interviewprep.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Effect:
    """What an interview did to the cards. Counts are items."""

    missed: int = 0
    """Due on the next study day."""
    reviewed: int = 0
    """Reviewed and not missed."""
    undone: bool = False


def apply(db: Transaction, workplace: Workplace, round_: Round, now: Moment) -> bytes | None:
    """Write the reviews that follow from the marks; gives their action, None where there are none."""
    work = _Work(db, workplace, gather(db, workplace, now), now, log.new_action(now))
    for asked in round_.marked:
        row = db.row("SELECT source, kind FROM card WHERE id = ? AND retired_ms IS NULL", (asked.card_key,))
        if row is not None:
            work.review_question(asked, row[0], row[1], round_.title)
    return work.action if work.begun else None


def is_last_action(workplace: Workplace, key: int) -> bool:
    """Whether an undo would take back what this interview did to the cards, and nothing else."""
    with workplace.database.read() as db:
        last = db.value(f"SELECT action FROM entry WHERE {log.LIVE} ORDER BY seq DESC LIMIT 1")
        return last is not None and last == db.value("SELECT action FROM interview WHERE id = ?", (key,))


def effect(db: Transaction, key: int) -> Effect:
    """What the interview did, as the log has it."""
    rows = db.rows(
        "SELECT rating FROM entry JOIN interview ON interview.action = entry.action"
        " WHERE interview.id = ? AND entry.kind = 'review'",
        (key,),
    )
    undone = db.value("SELECT 1 FROM entry JOIN interview ON interview.action = voids WHERE interview.id = ?", (key,))
    missed = sum(rating == Rating.AGAIN for (rating,) in rows)
    return Effect(missed, len(rows) - missed, undone is not None)


@dataclass(slots=True)
class _Work:
    db: Transaction
    workplace: Workplace
    sitting: Sitting
    now: Moment
    action: bytes
    begun: bool = False

    def review_question(self, asked: Asked, source: str, card_kind: str, title: str) -> None:
        """The item of the whole question, then each key point: what was missed, and what was hit and is an item."""
        if not self.begun:
            # The undo names the interview and not the first of its cards.
            entry = log.Entry(log.INTERVIEW, asked.card_key or 0, None, "", note=title)
            log.write(self.db, entry, self.now, self.action)
            self.begun = True
        spent_ms = asked.spent.think_ms + asked.spent.answer_ms
        if asked.item is not None:
            self._review(asked.item, _rating(asked, spent_ms), spent_ms, card_kind)
        places = {point.id: place for place, point in enumerate(key_points(parse(source)), 1)}
        for point in asked.points:
            if point.hit is None or point.id not in places:
                continue
            face = f"{POINT}{point.id}"
            item = self.db.value("SELECT id FROM item WHERE card_id = ? AND face = ?", (asked.card_key, face))
            if point.hit:
                if item is not None:
                    self._review(item, Rating.GOOD, 0, card_kind)
                continue
            if item is None:
                item = decks.add_item(self.db, asked.card_key or 0, face, places[point.id])
            self.db.run("UPDATE item SET retired = 0 WHERE id = ?", (item,))
            self._review(item, Rating.AGAIN, 0, card_kind)

    def _review(self, item: int, rating: Rating, spent_ms: int, card_kind: str) -> None:
        row = self.db.row(f"SELECT card_id, face, {log.MEMORY_COLUMNS} FROM item WHERE id = ? AND retired = 0", (item,))
        if row is None:
            return
        card, face, *memory = row
        before = log.memory_of(memory)
        rules = self.workplace.rules()
        if rating is not Rating.AGAIN:
            # Minutes of answering under a clock are no first glance: the item is not asked again the same day.
            rules = replace(rules, learning_steps_s=(), relearning_steps_s=())
        load = self.sitting.load_for(self.db, item)
        after = answers(before, self.now, rules, seed=item, load=load)[rating]
        if rating is Rating.AGAIN:
            after = _tomorrow(after, self.now, rules.rollover_hour)
        entry = log.Entry(
            log.REVIEW,
            card,
            item,
            face,
            rating=rating,
            state=before.state,
            duration_ms=spent_ms,
            before=log.to_json(before),
            after=log.to_json(after),
        )
        log.write(self.db, entry, self.now, self.action)
        log.keep_memory(self.db, item, after, counted_ms(card_kind, spent_ms))


def _rating(asked: Asked, spent_ms: int) -> Rating:
    """A score from 1 to 4 is a rating; a drill and a choice are rated as in study."""
    score = asked.score or 1
    if asked.choice is not None and asked.judges_itself:
        return Rating(min(score, Rating.GOOD))
    if asked.kind is not Kind.DRILL or asked.card is None:
        return Rating(score)
    return Rating(
        suggested_rating(
            right=score >= 3,
            flawed=score == 3,
            help_=Help.NONE,
            seconds=spent_ms / 1000,
            expected=expected_seconds(asked.card.level, Help.NONE),
        )
    )


def _tomorrow(after: Memory, now: Moment, rollover_hour: int) -> Memory:
    """Due when the next study day begins, which is within 24 hours: nobody wants to cram after an interview."""
    day = now.day + 1
    if after.state is State.REVIEW:
        return replace(after, due_day=day, interval=1)
    return replace(after, due_day=day, due_ms=day_start_ms(day, now.offset_min, rollover_hour))
