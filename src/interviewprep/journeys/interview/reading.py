"""A `Round` from the rows of an interview: what its score, its report and its effect on the memory follow from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from interviewprep.cards.model import Card, Kind
from interviewprep.cards.parts import follow_ups, key_points, kind_of
from interviewprep.interview import timetable
from interviewprep.interview.blueprint_file import read
from interviewprep.interview.choice import Choice
from interviewprep.interview.phases import Deed, Event, Spent
from interviewprep.interview.round import Asked, Outcome, PointMark, Rating, Round
from interviewprep.interview.run import Run
from interviewprep.interview.star import Star
from interviewprep.journeys import drill_values
from interviewprep.journeys.face import parse
from interviewprep.journeys.interview import asked_text
from interviewprep.journeys.interview.rows import events, last_sign
from interviewprep.store.database import Transaction

if TYPE_CHECKING:
    from interviewprep.drills.draw import Draw

_INTERVIEW = """
SELECT id, uid, blueprint, title, source, times, seed, adapted, started_ms, offset_min, ended_ms, outcome,
       EXISTS (SELECT 1 FROM entry WHERE voids = interview.action)
  FROM interview WHERE id = ?
"""


def load(db: Transaction, key: int, passed_ms: int | None = None) -> Round:
    """The round as the rows have it; of one that still runs, at `passed_ms` or at the last sign of it."""
    row = db.row(_INTERVIEW, (key,))
    uid, blueprint, title, source, times_text, seed, adapted, started_ms, offset_min, ended_ms, outcome, undone = row[
        1:
    ]
    times = timetable.from_json(times_text)
    happened = events(db, key)
    run = Run(times, happened)
    spent = run.spent(last_sign(db, key).passed_ms if passed_ms is None else passed_ms)
    read_back = read(source, "").blueprint
    rows = db.rows(
        "SELECT id, place, card_id, item_id, name, deck, face, source, given, predicted, score, star, note"
        " FROM interview_question WHERE interview_id = ? ORDER BY place",
        (key,),
    )
    asked = (_asked(db, row, times.slots[row[1]], spent[row[1]], seed) for row in rows)
    return Round(
        key=key,
        uid=uid.hex(),
        blueprint=blueprint,
        title=title,
        role=read_back.role if read_back else "",
        seed=seed,
        adapted=bool(adapted),
        started_ms=started_ms,
        offset_min=offset_min,
        ended_ms=ended_ms,
        outcome=Outcome(outcome),
        times=times,
        asked=tuple(asked),
        effect_undone=bool(undone),
        stood_ms=_stood_ms(happened),
    )


def _asked(db: Transaction, values: Sequence[Any], slot: timetable.Slot, spent: Spent, seed: str) -> Asked:
    row, place, card_key, item, name, deck, face, source, given, predicted, score, star, note = values
    texts = db.rows("SELECT follow_up, text, recording FROM interview_answer WHERE question_id = ?", (row,))
    said = {follow_up: text for follow_up, text, _ in texts}
    answers = tuple(said.get(follow_up, "") for follow_up in range(1 + len(spent.picks)))
    recordings = tuple((follow_up, file) for follow_up, _, file in texts if file)
    if not source:
        return Asked(place, slot, spent, name, deck, question=name, answers=answers, recordings=recordings)
    card = parse(source)
    kind = kind_of(card)
    draw = drill_values.from_json(card, given) if given else None
    written = follow_ups(card)
    order = asked_text.option_order(card, seed) if kind is Kind.CHOICE else ()
    choice = asked_text.choice_of(card, order) if kind is Kind.CHOICE else None
    judged, verdict = _judged(draw, choice, answers[0])
    return Asked(
        place=place,
        slot=slot,
        spent=spent,
        name=name,
        deck=deck,
        card_key=card_key,
        item=item,
        face=face,
        card=card,
        kind=kind,
        question=asked_text.question(card, face, draw, order),
        answers=answers,
        follow_ups=tuple(written[pick].text for pick in spent.picks if pick < len(written)),
        recordings=recordings,
        predicted=predicted,
        score=score,
        points=_points(db, row, card, marked=score is not None),
        star=Star(**json.loads(star)) if star else None,
        note=note,
        judged=judged,
        verdict=verdict,
        right_answer=asked_text.right_answer(card, face, draw, order),
        choice=choice,
        ratings=_ratings(db, row),
    )


def _judged(draw: Draw | None, choice: Choice | None, said: str) -> tuple[str, str]:
    """Of an answer that judges itself: how, and in words."""
    if draw is not None and (judgement := drill_values.judged(draw, said)) is not None:
        return judgement.judged.value, judgement.said
    if choice is not None and (picked := choice.picked(said)) is not None:
        judged = choice.judge(picked)
        return judged.value, choice.verdict(judged)
    return "", ""


def _points(db: Transaction, row: int, card: Card, *, marked: bool) -> tuple[PointMark, ...]:
    marks: Mapping[str, tuple[int, int | None, str]] = {
        point: (hit, seen, evidence)
        for point, hit, seen, evidence in db.rows(
            "SELECT point, hit, seen, evidence FROM interview_point WHERE question_id = ?", (row,)
        )
    }
    found = []
    for point in key_points(card):
        if not point.id:
            continue  # a point without an id can neither be marked nor studied; `check` names it
        if point.id not in marks:
            found.append(PointMark(point.id, point.text, False if marked else None))
            continue
        hit, seen, text = marks[point.id]
        evidence = json.loads(text)
        spans = tuple((int(start), int(end)) for start, end in evidence["spans"])
        suggested = None if seen is None else bool(seen)
        found.append(PointMark(point.id, point.text, bool(hit), suggested, spans, evidence["why"]))
    return tuple(found)


def _ratings(db: Transaction, row: int) -> tuple[Rating, ...]:
    rows = db.rows(
        "SELECT rater, score, points, note FROM interview_rating WHERE question_id = ? ORDER BY rater", (row,)
    )
    return tuple(
        Rating(rater, score, tuple(sorted(json.loads(points).items())), note) for rater, score, points, note in rows
    )


def _stood_ms(happened: Sequence[Event]) -> int:
    """For how long pauses stopped the clock."""
    stood = since = 0
    paused = False
    for event in happened:
        if event.deed is Deed.PAUSE and not paused:
            paused, since = True, event.at_ms
        elif event.deed is Deed.GO_ON and paused:
            paused, stood = False, stood + event.at_ms - since
    return stood
