"""A report as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from interviewprep.interview import report_text as text
from interviewprep.interview.report import METHOD, PointLine, QuestionLine, Report
from interviewprep.interview.round import Asked
from interviewprep.rendering.render import html as blocks_html
from interviewprep.rendering.render import inline_html

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(report: Report, figures: Mapping[str, str], style: str) -> str:
    """`figures` are the charts as HTML, by name; `style` is a style sheet."""
    title = escape(text.heading(report))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"{body(report, figures)}\n</main>\n</body>\n</html>\n"
    )


def body(report: Report, figures: Mapping[str, str]) -> str:
    """What stands in the page, in plain elements that Qt's rich text knows too."""
    return "\n".join(_parts(report, figures))


def _parts(report: Report, figures: Mapping[str, str]) -> Iterator[str]:
    round_ = report.round
    yield f"<h1>{escape(text.heading(report))}</h1>"
    if round_.role:
        yield f'<p class="muted">{escape(round_.role)}</p>'
    yield f'<p class="lead">{escape(text.lead(report))}</p>'
    if effect := text.effect_said(report):
        yield f"<p>{escape(effect)}</p>"
    yield from _letter(report)
    if "competencies" in figures:
        yield f"<h2>By competency</h2>{figures['competencies']}"
    if report.changes:
        yield "<h3>Against earlier interviews</h3>"
        yield _list(escape(text.change_said(report, change)) for change in report.changes)
    for name, heading in (("history", "The way so far"), ("time", "Time"), ("calibration", "Prediction and mark")):
        if name in figures:
            yield f"<h2>{heading}</h2>{figures[name]}"
    if report.agreements:
        yield "<h2>Second rater</h2>"
        yield _list(escape(text.agreement_said(one)) for one in report.agreements)
    yield "<h2>Question by question</h2>"
    for line in report.questions:
        yield from _question(line)
    yield f"<h2>How this is computed</h2><p>{escape(METHOD)}</p>"
    yield _list(escape(note) for note in text.notes(report))


def _letter(report: Report) -> Iterator[str]:
    if report.went_well:
        yield "<h2>What went well</h2>"
        yield from (f'<p class="item">{_title(line)} {_muted(text.score_said(line))}</p>' for line in report.went_well)
    if report.fell_short:
        yield "<h2>What was missed</h2>"
        yield from (_short_of(line) for line in report.fell_short)
    if report.round.marked:
        yield "<h2>Three things to do next</h2>"
        yield f"<ol>{''.join(f'<li>{_line(one.said)}</li>' for one in report.advice)}</ol>"


def _short_of(line: QuestionLine) -> str:
    missed = [_line(point.text) for point in line.points if point.hit is False]
    if line.asked.verdict and (line.score or 0) < 4:
        missed.append(_line(line.asked.verdict))
    said = f'<p class="item">{_title(line)} {_muted(text.score_said(line))}</p>'
    return said + (_list(missed) if missed else "")


def _question(line: QuestionLine) -> Iterator[str]:
    asked = line.asked
    yield f'<h3 id="question-{line.number}">{_title(line)}</h3>'
    facts = (text.kind_said(line), text.score_said(line), text.time_said(line))
    yield f'<p class="muted">{escape(" · ".join(facts))}</p>'
    if asked.card and asked.question != asked.card.heading:
        yield f'<div class="question">{blocks_html(asked.question.removeprefix(asked.card.heading).strip())}</div>'
    start = 0
    for place, answer in enumerate(asked.answers):
        if place:
            follow_up = asked.follow_ups[place - 1] if place <= len(asked.follow_ups) else ""
            yield f"<p><b>Follow-up:</b> {_line(follow_up)}</p>"
        if answer.strip():
            yield f'<blockquote class="answer">{_marked_answer(asked, answer, start)}</blockquote>'
        elif place in dict(asked.recordings):
            yield f"<p>{_muted('Answered aloud.')}</p>"
        elif asked.spent.reached and not place and not asked.recordings:
            yield f"<p>{_muted('Nothing was typed.')}</p>"
        start += len(answer) + 1
    if line.points:
        yield f'<div class="points">{"".join(map(_point, line.points))}</div>'
    if asked.verdict:
        yield f"<p>{_line(asked.verdict)}</p>"
    if asked.star is not None:
        yield f"<p>{escape(text.star_said(asked.star))}</p>"
    yield from (f"<p>{escape(said)}</p>" for said in text.ratings_said(line))
    if asked.note:
        yield f"<p><b>Note:</b> {escape(asked.note)}</p>"
    if asked.marked and asked.right_answer:
        yield f'<div class="model"><p><b>Model answer</b></p>{blocks_html(asked.right_answer)}</div>'


def _point(point: PointLine) -> str:
    sign, word = {True: ("✓", "hit"), False: ("✗", "missed"), None: ("·", "not marked")}[point.hit]
    words = f" {_muted('“' + '”, “'.join(point.evidence) + '”')}" if point.evidence else ""
    disputed = f" {_muted('a second rater saw it otherwise')}" if point.disputed else ""
    # No list: to its bullet Qt's rich text would add this sign.
    said = f'<span class="{word.split()[0]}">{sign} {word}</span> {_line(point.text)}{words}{disputed}'
    return f'<p class="point">{said}</p>'


def _marked_answer(asked: Asked, answer: str, start: int) -> str:
    """The typed answer with the words that showed a point in it marked. `start` is its place in all answers."""
    spans = merged([span for point in asked.points if point.hit for span in point.spans])
    said, at = [], 0
    for first, last in spans:
        low, high = max(first - start, at), min(last - start, len(answer))
        if low < high:
            said += [escape(answer[at:low]), f"<mark>{escape(answer[low:high])}</mark>"]
            at = high
    said.append(escape(answer[at:]))
    return "".join(said).strip().replace("\n", "<br>")


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same places without overlaps, in their order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _title(line: QuestionLine) -> str:
    return f"{line.number}. {_line(line.asked.card.heading if line.asked.card else line.asked.name)}"


def _list(items: Sequence[str] | Iterator[str]) -> str:
    return f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"


def _muted(words: str) -> str:
    return f'<span class="muted">{escape(words)}</span>'


def _line(markdown: str) -> str:
    return blocks_html(markdown) if "\n" in markdown else inline_html(markdown)
