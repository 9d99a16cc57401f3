"""A drawn interview on paper, for a human interviewer; nothing of it is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from interviewprep.cards.model import Kind
from interviewprep.cards.parts import key_points, kind_of
from interviewprep.interview.phases import Spent
from interviewprep.interview.round import Asked, PointMark
from interviewprep.interview.sheet import sheet
from interviewprep.journeys import drill_values
from interviewprep.journeys.interview import asked_text
from interviewprep.journeys.interview.draft import Draft, Wishes
from interviewprep.journeys.interview.report import resource
from interviewprep.rendering.render import html

_TASKS = re.compile(r'<ul class="tasks">(.*?)</ul>', re.DOTALL)
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)


def asked_of(draft: Draft) -> tuple[Asked, ...]:
    """The questions of an interview that has not begun."""
    drawn = iter(zip(draft.questions, draft.cards(), draft.given, strict=True))
    asked = []
    for place, slot in enumerate(draft.times.slots):
        if slot.talk:
            name = draft.times.names[slot.section]
            asked.append(Asked(place, slot, Spent(), name, "", question=name))
            continue
        one, card, given = next(drawn)
        face = asked_text.face_asked(card)
        values = drill_values.from_json(card, given) if given else None
        order = asked_text.option_order(card, draft.seed) if kind_of(card) is Kind.CHOICE else ()
        asked.append(
            Asked(
                place=place,
                slot=slot,
                spent=Spent(),
                name=one.candidate.name,
                deck=one.candidate.deck,
                face=face,
                card=card,
                kind=kind_of(card),
                question=asked_text.question(card, face, values, order),
                points=tuple(PointMark(point.id, point.text) for point in key_points(card)),
                right_answer=asked_text.right_answer(card, face, values, order),
            )
        )
    return tuple(asked)


def again(draft: Draft, wishes: Wishes) -> Wishes:
    """The wishes by which a round has the questions of this draft."""
    return replace(wishes, seed=draft.seed, adapt=draft.adapted)


def markdown(draft: Draft) -> str:
    return sheet(draft.blueprint, draft.times, asked_of(draft), draft.seed)


def body(draft: Draft) -> str:
    """The sheet as HTML that Qt's rich text knows too, where a list would have bullets before its boxes."""
    return _TASKS.sub(lambda tasks: _ITEM.sub(r'<p class="box">\1</p>', tasks[1]), html(markdown(draft)))


def page(draft: Draft) -> str:
    """The sheet as one HTML file, to be printed or read beside the candidate."""
    style = resource("report.css")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(draft.blueprint.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body(draft)}\n</main>\n</body>\n</html>\n"
    )
