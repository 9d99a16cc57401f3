"""Drawing the numbers of a drill. The same card and review number always give the same numbers."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from interviewprep.drills.arithmetic import Expression, Meter
from interviewprep.drills.drill import Case, Condition, Drill, Given, Help, Names, Source, filled
from interviewprep.drills.operations import Number, Unfit, Value, significant

MAX_TRIES = 400
MAX_STEPS = 100_000
MAX_WORK = 200_000
"""Nodes computed for one question, all tries together."""


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
    work: int = field(default=0, compare=False)
    """Nodes that it took to compute."""
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
    meter = Meter(MAX_WORK)
    refusal = ""
    for tries in range(1, MAX_TRIES + 1):
        drawing = _Drawing(drill, {}, meter)
        try:
            drawing.given(chance, drill.case if help_ is Help.CASE else None)
            drawing.computed()
            drawing.demand(drill.conditions)
        except _Thrown:
            continue
        except Unfit as fault:
            refusal = str(fault)
            if meter.left < 0:
                break
            continue
        return drawing.drawn(help_, tries, refusal)
    raise Unfit(refusal or f"no numbers meet the conditions in {MAX_TRIES} tries")


def with_values(drill: Drill, values: Names, help_: Help = Help.NONE) -> Draw:
    """The drill with numbers from outside in place of drawn ones. Derived values follow; conditions are not asked.

    A drawn value that is not among them is left out, which is a fault only where the formula needs it.
    """
    drawing = _Drawing(drill, dict(values), Meter(MAX_WORK))
    drawing.derived()
    drawing.computed()
    return drawing.drawn(help_, 1, "")


class _Thrown(Exception):
    """A condition does not hold."""


@dataclass
class _Drawing:
    drill: Drill
    names: dict[str, Value | str]
    meter: Meter

    @property
    def numbers(self) -> Mapping[str, Value]:
        return self.names  # type: ignore[return-value]  # reading the drill sees to it that no text is computed with

    def given(self, chance: Callable[[], float], case: Case | None) -> None:
        for line in self.drill.given:
            if isinstance(line, Condition):
                self.demand((line,))
                continue
            self.names.update(zip(line.names, self._row(line, chance), strict=True))
            if case and case.missing in line.names:
                self.names[case.missing] = case.assumed(self.numbers, self.meter)

    def derived(self) -> None:
        for line in self.drill.given:
            if isinstance(line, Given) and line.source is Source.VALUE and line.names[0] not in self.names:
                try:
                    self.names[line.names[0]] = self._cell(line.rows[0][0])
                except Unfit:
                    continue  # it depends on a value that was left out

    def computed(self) -> None:
        for step in (*self.drill.steps, self.drill.final):
            self.names[step.name] = step.formula.number(self.numbers, self.meter)
        if self.drill.verdict:
            self.names["verdict"] = self.drill.verdict.word(self.numbers)

    def demand(self, conditions: tuple[Condition, ...]) -> None:
        for condition in conditions:
            if not condition.holds.number(self.numbers, self.meter):
                raise _Thrown

    def drawn(self, help_: Help, tries: int, refusal: str) -> Draw:
        numbers = {name: value for name, value in self.names.items() if not isinstance(value, str)}
        return Draw(self.drill, help_, self.names, numbers, tries, MAX_WORK - self.meter.left, refusal)

    def _cell(self, cell: Expression | str) -> Value | str:
        return cell if isinstance(cell, str) else cell(self.numbers, self.meter)

    def _row(self, line: Given, chance: Callable[[], float]) -> tuple[Value | str, ...]:
        if line.source in {Source.VALUE, Source.CHOICE, Source.ROWS}:
            return tuple(self._cell(cell) for cell in line.rows[int(chance() * len(line.rows))])
        bounds = []
        for cell in line.rows[0]:
            assert isinstance(cell, Expression)
            bounds.append(cell.number(self.numbers, self.meter))
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
