"""The numbers of a drill as they are kept with an interview, so that it is judged by those that were shown."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from interviewprep.cards.model import Card

if TYPE_CHECKING:
    # The arithmetic of drills is loaded when the first drill comes.
    from interviewprep.drills.draw import Draw
    from interviewprep.drills.findings import Judgement


def drawn(card: Card, seed: str) -> Draw | None:
    """The drill with the numbers of a seed and no help; None where its author left a fault in it."""
    from interviewprep.drills.draw import draw
    from interviewprep.drills.lines import drill_of
    from interviewprep.drills.operations import Unfit

    try:
        return draw(drill_of(card), seed)
    except Unfit:
        return None


def to_json(draw: Draw) -> str:
    """The values that were drawn; what is computed from them is not kept."""
    kept = {name: _plain(value) for name, value in draw.names.items() if draw.drill.is_given(name)}
    return json.dumps(kept, separators=(",", ":"), ensure_ascii=False)


def from_json(card: Card, text: str) -> Draw | None:
    from interviewprep.drills.draw import with_values
    from interviewprep.drills.lines import drill_of
    from interviewprep.drills.operations import Unfit

    try:
        return with_values(drill_of(card), {name: _value(plain) for name, plain in json.loads(text).items()})
    except Unfit:
        return None


def judged(draw: Draw, typed: str) -> Judgement | None:
    """What is to be said of an answer, whose last line counts; None for an empty one."""
    from interviewprep.drills.answer import judge

    lines = [line for line in typed.splitlines() if line.strip()]
    return judge(draw, lines[-1].strip().removeprefix("=").strip()) if lines else None


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return {"over": [value.numerator, value.denominator]}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _value(plain: Any) -> Any:
    if isinstance(plain, dict):
        return Fraction(*plain["over"])
    return tuple(_value(one) for one in plain) if isinstance(plain, list) else plain
