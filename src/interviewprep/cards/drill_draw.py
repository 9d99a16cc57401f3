"""Drawing the numbers of a drill. The same card and review number always give the same numbers."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from interviewprep.cards.arithmetic import Expression
from interviewprep.cards.drill import Condition, Drill, Given, Help, Names, Source, Verdict, filled
from interviewprep.cards.operations import Number, Unfit, Value, significant

MAX_TRIES = 400
MAX_STEPS = 100_000


@dataclass(frozen=True, slots=True)
class Draw:
    """A drill with its numbers."""

    drill: Drill
    help: Help
    names: Names
    """Given values, steps, `answer` and, where there is a second answer, `verdict`."""
    numbers: Mapping[str, Value]
    """Those that are no texts."""
    tries: int = field(default=1, compare=False)
    refusal: str = field(default="", compare=False)
    """Why numbers drawn before these could not be computed; `check` wants to know."""

    @property
    def answer(self) -> Number:
        value = self.names["answer"]
        assert isinstance(value, int | float | Fraction)
        return value

    @property
    def verdict(self) -> str:
        return str(self.names.get("verdict", ""))

    @property
    def question(self) -> str:
        """The question's Markdown with its numbers, without the card's heading."""
        case = self.drill.case
        return filled(case.text if self.help is Help.CASE and case else self.drill.question, self.drill, self.names)

    @property
    def reply(self) -> str:
        """What is said when the number missing in the case is asked for, "" where none is missing."""
        case = self.drill.case
        return filled(case.reply, self.drill, self.names) if self.help is Help.CASE and case else ""


def seed_of(card_id: str, review_number: int) -> str:
    """Undone reviews do not count in the number, so that undo and redo show the same question."""
    return f"{card_id}#{review_number}"


def draw(drill: Drill, seed: str, help_: Help = Help.NONE) -> Draw:
    """The numbers for a seed; raises Unfit where none are found that meet the drill's conditions."""
    chance = random.Random(seed).random  # seeded by the text itself, the same on every machine
    refusal = ""
    for tries in range(1, MAX_TRIES + 1):
        try:
            names = _drawn(drill, chance, help_)
        except _Thrown:
            continue
        except Unfit as fault:
            refusal = str(fault)
            continue
        return Draw(drill, help_, names, _without_texts(names), tries, refusal)
    raise Unfit(refusal or f"no numbers meet the conditions in {MAX_TRIES} tries")


def with_values(drill: Drill, values: Names, help_: Help = Help.NONE) -> Draw:
    """The drill with numbers from outside in place of drawn ones. Derived values follow; conditions are not asked.

    A drawn value that is not among them is left out, which is a fault only where the formula needs it.
    """
    names: dict[str, Value | str] = dict(values)
    for line in drill.given:
        if isinstance(line, Given) and line.source is Source.VALUE and line.names[0] not in names:
            try:
                names[line.names[0]] = _cell(line.rows[0][0], names)
            except Unfit:
                continue  # it depends on a value that was left out
    _computed(drill, names, check=False)
    return Draw(drill, help_, names, _without_texts(names))


class _Thrown(Exception):
    """A condition does not hold."""


def _without_texts(names: Names) -> Mapping[str, Value]:
    return {name: value for name, value in names.items() if not isinstance(value, str)}


def _numbers(names: Names) -> Mapping[str, Value]:
    return names  # type: ignore[return-value]  # texts in it are refused by the arithmetic that meets them


def _drawn(drill: Drill, chance: Callable[[], float], help_: Help) -> dict[str, Value | str]:
    names: dict[str, Value | str] = {}
    missing = drill.case if help_ is Help.CASE else None
    for line in drill.given:
        if isinstance(line, Condition):
            _demand(line, names)
            continue
        row = _row(line, chance, names)
        names.update(zip(line.names, row, strict=True))
        if missing and missing.missing in line.names:
            names[missing.missing] = missing.assumed(_numbers(names))
    _computed(drill, names, check=True)
    return names


def _computed(drill: Drill, names: dict[str, Value | str], *, check: bool) -> None:
    for step in (*drill.steps, drill.final):
        names[step.name] = step.formula.number(_numbers(names))
    if isinstance(drill.verdict, Verdict):
        names["verdict"] = drill.verdict.word(_numbers(names))
    for condition in drill.conditions if check else ():
        _demand(condition, names)


def _demand(condition: Condition, names: Names) -> None:
    if not condition.holds.number(_numbers(names)):
        raise _Thrown


def _cell(cell: Expression | str, names: Names) -> Value | str:
    return cell if isinstance(cell, str) else cell(_numbers(names))


def _row(line: Given, chance: Callable[[], float], names: Names) -> tuple[Value | str, ...]:
    if line.source in {Source.VALUE, Source.CHOICE, Source.ROWS}:
        return tuple(_cell(cell, names) for cell in line.rows[int(chance() * len(line.rows))])
    bounds = []
    for cell in line.rows[0]:
        assert isinstance(cell, Expression)
        bounds.append(cell.number(_numbers(names)))
    return (_between(line.source, bounds, chance),)


def _between(source: Source, bounds: list[Number], chance: Callable[[], float]) -> Number:
    low, high = bounds[0], bounds[1]
    if low > high:
        raise Unfit(f"{source.value} from {low} down to {high}")
    if source is Source.UNIFORM:
        return significant(low + (high - low) * Fraction(chance()), 3)
    if source is Source.RANGE:
        steps = math.floor(Fraction(high - low) / Fraction(bounds[2])) if bounds[2] > 0 else -1
        if not 0 <= steps <= MAX_STEPS:
            raise Unfit(f"a range in steps of {bounds[2]}")
        return low + bounds[2] * int(chance() * (steps + 1))
    if low <= 0:
        raise Unfit("powers of two begin above zero")
    first, last = math.ceil(math.log2(low)), math.floor(math.log2(high))
    if first > last:
        raise Unfit(f"no power of two from {low} to {high}")
    exponent = first + int(chance() * (last - first + 1))
    return 2**exponent if exponent >= 0 else Fraction(1, 2**-exponent)
