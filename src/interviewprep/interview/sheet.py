"""A sheet for a human interviewer: what to ask, for how long, what to listen for, and room for marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interviewprep.cards.parts import follow_ups
from interviewprep.interview.blueprint import Blueprint, Stop
from interviewprep.interview.report_text import clock
from interviewprep.interview.round import Asked
from interviewprep.interview.timetable import Timetable

_BLANK = "____________________"
_HOW = "Read each question aloud, then be silent. {stop} Say when 30 seconds are left. Help after a minute of silence."


def sheet(blueprint: Blueprint, times: Timetable, asked: Sequence[Asked], seed: str) -> str:
    """The sheet as Markdown."""
    return "\n".join(_lines(blueprint, times, asked, seed)).rstrip("\n") + "\n"


def _lines(blueprint: Blueprint, times: Timetable, asked: Sequence[Asked], seed: str) -> Iterator[str]:
    yield f"# {blueprint.title}"
    yield ""
    facts = [f"{times.round_ms / 60_000:g} minutes", f"seed {seed}", f"candidate: {_BLANK}", f"date: {_BLANK}"]
    yield " · ".join([blueprint.role, *facts] if blueprint.role else facts)
    yield ""
    stop = "Stop an answer when its time is up." if blueprint.stop is Stop.HARD else "Let a sentence be finished."
    yield _HOW.format(stop=stop)
    section = -1
    number = elapsed_ms = 0
    for one in asked:
        if one.slot.section != section:
            section = one.slot.section
            yield f"\n## {times.names[section]} (from minute {elapsed_ms / 60_000:.0f})"
        slot = one.slot
        elapsed_ms += slot.think_ms + slot.answer_ms + slot.follow_ups * slot.follow_up_ms
        if slot.talk:
            yield f"\n{clock(slot.answer_ms)} for the candidate. Notes:\n\n{_BLANK * 2}"
            continue
        number += 1
        yield from _question(number, one)
    yield "\n## At the end\n"
    yield f"Strongest moment: {_BLANK}\n\nWhat to work on: {_BLANK}\n\nWould you go on with this candidate? yes / no"


def _question(number: int, one: Asked) -> Iterator[str]:
    slot, card = one.slot, one.card
    heading = card.heading if card else one.name
    yield f"\n### {number}. {heading}\n"
    think = f"{clock(slot.think_ms)} to think, " if slot.think_ms else ""
    yield f"*{think}{clock(slot.answer_ms)} to answer*"
    if one.question != heading:
        yield ""
        yield one.question.removeprefix(heading).strip()
    if one.points:
        yield "\n**Listen for**\n"
        yield from (f"- [ ] {' '.join(point.text.split())}" for point in one.points)
    written = follow_ups(card) if card else ()
    if written:
        yield "\n**Then ask**\n"
        points = {point.id: " ".join(point.text.split()) for point in one.points}
        yield from (f"- {when(follow_up.condition, points)}{follow_up.text}" for follow_up in written)
    yield "\n**Score**\n"
    yield from (f"{score}. {anchor}" for score, anchor in enumerate(one.anchors, 1))
    if one.right_answer:
        yield "\n" + "\n".join(f"> {line}".rstrip() for line in f"**Answer.** {one.right_answer}".splitlines())
    yield f"\nNotes: {_BLANK * 2}"


def when(condition: str, points: Mapping[str, str]) -> str:
    """For whom a follow-up is, in words; "" for everybody. `points` are the texts of the points by their ids."""
    what, _, point = condition.partition(":")
    if point:
        return f"If they {'missed' if what == 'missed' else 'said'} “{points.get(point, point)}”: "
    if not condition:
        return ""
    return "If it goes well: " if ">" in condition else "If it goes badly: "
