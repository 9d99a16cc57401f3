"""How long everything in a round may take: fixed when the questions are drawn, kept with the interview."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from interviewprep.interview.blueprint import Blueprint, Section, Stop
from interviewprep.interview.draw import FOLLOW_UP_S, Drawn, answer_s, think_s

SHORTEST_ANSWER_S = 30
MOST_GENEROUS = 2.0
"""A question is never given more than so many times what it needs."""
_STEP_S = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """The times of one question, or of a stretch of talk, which has an answer's time alone."""

    section: int
    answer_ms: int
    think_ms: int = 0
    follow_ups: int = 0
    follow_up_ms: int = 0
    talk: bool = False


@dataclass(frozen=True, slots=True)
class Timetable:
    """`slots` in the order of the round. `names` and `backs` are by section."""

    slots: tuple[Slot, ...]
    names: tuple[str, ...]
    weights: tuple[float, ...]
    backs: tuple[bool, ...]
    round_ms: int
    hard: bool = True
    practice: bool = False
    """A pause is allowed."""
    mark_each: bool = False
    """Each question is marked when it is over, outside the round's time."""


def timetable(
    blueprint: Blueprint, questions: Sequence[Drawn], *, practice: bool = False, mark_each: bool = False
) -> Timetable:
    """Share out each section's time: thinking and follow-ups as they are, answers by what each card needs."""
    slots: list[Slot] = []
    for place, section in enumerate(blueprint.sections):
        own = [drawn for drawn in questions if drawn.section == place]
        if own:
            slots += _slots(place, section, own, blueprint.extra_time)
        elif not section.questions:
            slots.append(Slot(place, _ms(section.minutes * 60, blueprint.extra_time), talk=True))
    return Timetable(
        tuple(slots),
        tuple(section.name for section in blueprint.sections),
        tuple(section.weight for section in blueprint.sections),
        tuple(section.back for section in blueprint.sections),
        blueprint.round_s * 1000,
        blueprint.stop is Stop.HARD,
        practice,
        mark_each,
    )


def to_json(times: Timetable) -> str:
    return json.dumps(asdict(times), separators=(",", ":"))


def from_json(text: str) -> Timetable:
    known: dict[str, Any] = json.loads(text)
    known["slots"] = [Slot(**slot) for slot in known["slots"]]
    fields: Any = {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}
    return Timetable(**fields)


def _slots(place: int, section: Section, own: Sequence[Drawn], extra: float) -> list[Slot]:
    thinks = [think_s(drawn.candidate, section) for drawn in own]
    follow_ups = [min(section.follow_ups, drawn.candidate.follow_ups) for drawn in own]
    needs = [answer_s(drawn.candidate, section) for drawn in own]
    room = section.minutes * 60 - sum(thinks) - sum(follow_ups) * FOLLOW_UP_S
    share = min(MOST_GENEROUS, max(room, 0) / sum(needs))
    if section.answer_s is not None:
        share = min(share, 1.0)  # the file says how long; what is over is left over
    return [
        Slot(
            section=place,
            answer_ms=_ms(max(SHORTEST_ANSWER_S, need * share // _STEP_S * _STEP_S), extra),
            think_ms=_ms(think, extra),
            follow_ups=asked,
            follow_up_ms=_ms(FOLLOW_UP_S, extra),
        )
        for think, asked, need in zip(thinks, follow_ups, needs, strict=True)
    ]


def _ms(seconds: float, extra: float) -> int:
    return round(seconds * extra * 1000)
