"""A round as one page for a second rater: a friend marks it in any browser and sends back the file that it saves.

The page shows nothing of the candidate's own marks. What comes back is read as values, and anything else is refused.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from interviewprep.interview.round import HIGHEST, Asked, Round
from interviewprep.rendering.render import html as blocks_html
from interviewprep.rendering.render import inline_html

FORMAT, VERSION = "interviewprep marks", 1
LARGEST_FILE = 1_000_000
LONGEST_NAME, LONGEST_NOTE = 80, 5_000

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class QuestionMarks:
    place: int
    score: int | None
    points: tuple[tuple[str, bool], ...]
    note: str


@dataclass(frozen=True, slots=True)
class RaterMarks:
    """The marks that came back. `interview` is the id of the round they are for."""

    interview: str
    rater: str
    questions: tuple[QuestionMarks, ...]


class NoMarks(ValueError):
    """The text is not a file of marks; says why."""


def rater_page(round_: Round, style: str, script: str) -> str:
    questions = "\n".join(_question(number, one) for number, one in enumerate(_answered(round_), 1))
    title = escape(round_.title)
    # Inside a script element nothing is escaped but what could end it.
    about = json.dumps({"format": FORMAT, "version": VERSION, "interview": round_.uid}).replace("<", "\\u003c")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Mark: {title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        "<p>Thank you for marking this round. Read each answer, tick the points that are in it, choose the score whose"
        " words fit best, and save. Send back the file that your browser puts among its downloads. Nothing leaves this"
        " page by itself.</p>\n"
        f'<form id="marks">\n<p><label>Your name <input id="rater" required maxlength="{LONGEST_NAME}"></label></p>\n'
        f'{questions}\n<p><button type="submit">Save the marks</button> <span id="said" role="status"></span></p>\n'
        f'</form>\n</main>\n<script type="application/json" id="about">{about}</script>\n'
        f"<script>\n{script}</script>\n</body>\n</html>\n"
    )


def read_marks(text: str) -> RaterMarks:
    """The marks in a file that came back; raises NoMarks."""
    if len(text) > LARGEST_FILE:
        raise NoMarks("it is larger than any file of marks")
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise NoMarks("it is no JSON") from None
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise NoMarks("it was not saved by a page for a second rater")
    if given.get("version") != VERSION:
        raise NoMarks(f"its version is {given.get('version')!r}, this program reads {VERSION}")
    rater = given.get("rater")
    name = " ".join(rater.split())[:LONGEST_NAME] if isinstance(rater, str) else ""
    interview, questions = given.get("interview"), given.get("questions")
    if not name or not isinstance(interview, str) or not isinstance(questions, list):
        raise NoMarks("the name of the rater, the interview or the questions are missing")
    return RaterMarks(interview, name, tuple(_marks(one) for one in questions))


def _marks(given: object) -> QuestionMarks:
    if not isinstance(given, dict):
        raise NoMarks("a question in it is no object")
    place, score, points, note = (given.get(key) for key in ("place", "score", "points", "note"))
    if type(place) is not int or place < 0:
        raise NoMarks("a question in it has no place")
    if score is not None and (type(score) is not int or not 1 <= score <= HIGHEST):
        raise NoMarks(f"the score of question {place + 1} is not 1 to {HIGHEST}")
    if not isinstance(points, dict) or not all(isinstance(value, bool) for value in points.values()):
        raise NoMarks(f"the points of question {place + 1} are not true or false")
    said = note[:LONGEST_NOTE] if isinstance(note, str) else ""
    return QuestionMarks(place, score, tuple(sorted(points.items())), said)


def _answered(round_: Round) -> tuple[Asked, ...]:
    return tuple(one for one in round_.questions if one.spent.reached)


def _question(number: int, one: Asked) -> str:
    parts = [
        f'<fieldset data-place="{one.place}">',
        f"<legend>{number}. {inline_html(one.card.heading if one.card else one.name)}</legend>",
    ]
    if one.card and one.question != one.card.heading:
        parts.append(blocks_html(one.question.removeprefix(one.card.heading).strip()))
    for place, answer in enumerate(one.answers):
        if place and place <= len(one.follow_ups):
            parts.append(f"<p><b>Follow-up:</b> {inline_html(one.follow_ups[place - 1])}</p>")
        said = escape(answer.strip()).replace("\n", "<br>") or '<span class="muted">No answer.</span>'
        parts.append(f'<blockquote class="answer">{said}</blockquote>')
    if one.points:
        parts.append('<p>Which of these points are in the answer?</p><ul class="points">')
        parts += [
            f'<li><label><input type="checkbox" data-point="{escape(point.id)}"> {inline_html(point.text)}</label></li>'
            for point in one.points
        ]
        parts.append("</ul>")
    parts.append("<p>Which score fits best?</p>")
    for score, anchor in enumerate(one.anchors, 1):
        button = f'<input type="radio" name="score-{one.place}" value="{score}">'
        parts.append(f"<p><label>{button} {score}: {inline_html(anchor)}</label></p>")
    parts.append(f'<p><label>Note <textarea rows="2" maxlength="{LONGEST_NOTE}"></textarea></label></p>')
    if one.right_answer:
        parts.append(f"<details><summary>A model answer</summary>{blocks_html(one.right_answer)}</details>")
    parts.append("</fieldset>")
    return "".join(parts)
