"""A report as Markdown, to be kept beside one's notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewprep.interview import report_text as text
from interviewprep.interview.report import METHOD, QuestionLine, Report


def markdown(report: Report) -> str:
    return "\n".join(_lines(report)).rstrip("\n") + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {text.heading(report)}"
    yield ""
    yield text.lead(report)
    if effect := text.effect_said(report):
        yield ""
        yield effect
    yield from _letter(report)
    yield from _figures(report)
    yield from _questions(report.questions)
    yield ""
    yield "## How this is computed"
    yield ""
    yield METHOD
    yield ""
    for note in text.notes(report):
        yield f"- {note}"


def _letter(report: Report) -> Iterator[str]:
    if report.went_well:
        yield "\n## What went well\n"
        for line in report.went_well:
            yield f"- {_title(line)} ({text.score_said(line)})"
    if report.fell_short:
        yield "\n## What was missed\n"
        for line in report.fell_short:
            missed = [point for point in line.points if point.hit is False]
            yield f"- {_title(line)} ({text.score_said(line)})"
            for point in missed:
                yield f"  - {_flat(point.text)}"
            if line.asked.verdict and (line.score or 0) < 4:
                yield f"  - {_flat(line.asked.verdict)}"
    if report.round.marked:
        yield "\n## Three things to do next\n"
        for place, one in enumerate(report.advice, 1):
            yield f"{place}. {_flat(one.said)}"


def _figures(report: Report) -> Iterator[str]:
    if report.competencies:
        yield "\n## By competency\n"
        rows = [
            (
                report.title_of(one.name),
                f"{one.share.value * 100:.0f} %",
                f"{one.share.low * 100:.0f} to {one.share.high * 100:.0f} %",
                str(one.share.questions),
            )
            for one in report.competencies
        ]
        yield from _table(("Competency", "Score", "Range", "Questions"), rows)
    for change in report.changes:
        yield f"\n{text.change_said(report, change)}"
    if report.calibration is not None:
        known = report.calibration
        yield "\n## Prediction and mark\n"
        yield f"Over {len(known.pairs)} questions you predicted {known.bias:+.1f} points against your marks."
    if report.agreements:
        yield "\n## Second rater\n"
        for agreement in report.agreements:
            yield f"- {text.agreement_said(agreement)}"


def _questions(lines: Sequence[QuestionLine]) -> Iterator[str]:
    if not lines:
        return
    yield "\n## Time\n"
    rows = [(_title(line), text.clock(line.used_ms), text.clock(line.given_ms), line.fate.value) for line in lines]
    yield from _table(("Question", "Used", "Given", "Ended"), rows)
    yield "\n## Question by question"
    for line in lines:
        yield from _question(line)


def _question(line: QuestionLine) -> Iterator[str]:
    asked = line.asked
    yield f"\n### {_title(line)}\n"
    yield f"{text.kind_said(line)} · {text.score_said(line)} · {text.time_said(line)}"
    if asked.question != (asked.card.heading if asked.card else ""):
        yield ""
        yield asked.question
    for place, answer in enumerate(asked.answers):
        if place:
            yield f"\n**Follow-up:** {_flat(asked.follow_ups[place - 1]) if place <= len(asked.follow_ups) else ''}"
        if answer.strip():
            yield ""
            yield from (f"> {part}".rstrip() for part in answer.strip().splitlines())
    if line.points:
        yield ""
    for point in line.points:
        mark = {True: "x", False: " ", None: " "}[point.hit]
        words = f" — “{'”, “'.join(point.evidence)}”" if point.evidence else ""
        disputed = " (a second rater saw it otherwise)" if point.disputed else ""
        yield f"- [{mark}] {_flat(point.text)}{words}{disputed}"
    if asked.verdict:
        yield f"\n{_flat(asked.verdict)}"
    if asked.star is not None:
        yield f"\n{text.star_said(asked.star)}"
    yield from (f"\n{_flat(said)}" for said in text.ratings_said(line))
    if asked.note:
        yield f"\nNote: {_flat(asked.note)}"
    if asked.marked and asked.right_answer:
        yield f"\n**Model answer**\n\n{asked.right_answer}"


def _title(line: QuestionLine) -> str:
    return f"{line.number}. {_flat(line.asked.card.heading if line.asked.card else line.asked.name)}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "|".join([" --- ", *[" ---: "] * (len(head) - 1)]) + "|"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _flat(markdown_text: str) -> str:
    return " ".join(markdown_text.split())
