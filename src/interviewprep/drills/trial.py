"""What a thousand draws of a drill bring to light: nothing endless, no share above a hundred per cent, no trap that is
right, and a question that gives the answer shown."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from interviewprep.cards.rules import Fault
from interviewprep.drills.arithmetic import Meter
from interviewprep.drills.draw import Draw, draw
from interviewprep.drills.drill import Drill, Given, Help, filled, names_of, texts_of
from interviewprep.drills.number_text import exact_decimal, readings, shown
from interviewprep.drills.operations import Number, Unfit, magnitude

DRAWS = 1000
CASE_DRAWS = 100
FILLED_DRAWS = 20
MOST_TRIES = 20
"""On average; a condition that throws more away makes the question slow and the values odd."""
MOST_WORK = 5_000_000
"""Nodes computed for all draws together; a drill of these decks takes far less than a million."""


def trial(drill: Drill, line: int) -> Iterator[Fault]:
    """Faults of the draws; `line` is the card's."""
    seen = _Trial(drill)
    for help_, count in ((Help.NONE, DRAWS), (Help.CASE, CASE_DRAWS if drill.case else 0)):
        for number in range(count):
            place = f"draw {number} of {count}" if help_ is Help.NONE else f"as a case, draw {number} of {count}"
            try:
                one = draw(drill, f"check#{number}", help_)
                wrong = seen.look(one, fill=number < FILLED_DRAWS)
            except Unfit as fault:
                yield Fault(line, "drill-draw", f"{place}: {fault}")
                return
            if wrong:
                yield Fault(drill.final.line, "drill-draw", f"{place}: {wrong}")
                return
        if help_ is Help.NONE:
            yield from seen.summary(line)


class _Trial:
    def __init__(self, drill: Drill) -> None:
        self.drill = drill
        self.meter = Meter(MOST_WORK)
        self.tries = 0
        self.answers: set[Number] = set()
        self.traps_met = dict.fromkeys((trap.line for trap in drill.traps), 0)
        self.unfilled: set[Fault] = set()
        computed = (line for line in drill.given if isinstance(line, Given) and names_of(line))
        self.derived = drill.question.names.intersection(name for line in computed for name in line.names)
        """Names in the question that are computed from others, so that they may have digits without end."""

    def look(self, one: Draw, *, fill: bool) -> str:
        """What is wrong with these numbers, "" for nothing."""
        self.meter.spend(one.work)
        self.tries += one.tries
        self.answers.add(one.answer)
        wrong = self._wrong(one)
        if not wrong:
            self._meet_traps(one)
            if fill:
                self._fill(one)
        return wrong

    def summary(self, line: int) -> Iterator[Fault]:
        yield from sorted(self.unfilled)
        for trap_line, count in self.traps_met.items():
            if count:
                message = f"this trap is the right answer in {count} of {DRAWS} draws; a `where` keeps them apart"
                yield Fault(trap_line, "drill-trap", message)
        if self.tries > MOST_TRIES * DRAWS:
            yield Fault(line, "drill-draw", f"the conditions throw away {1 - DRAWS / self.tries:.0%} of the draws")
        if len(self.answers) == 1:
            yield Fault(self.drill.final.line, "drill-draw", "the answer is always the same")

    def _wrong(self, one: Draw) -> str:
        answer, tolerance = one.answer, self.drill.tolerance
        if one.refusal:
            return f"{one.refusal}; a `where` before it keeps such numbers out"
        if not 1e-30 < magnitude(answer) < 1e60:
            return f"an answer of {shown(answer)}"
        if self.drill.unit.startswith("%") and not 0 <= answer <= 100:
            return f"a share of {shown(answer)} %"
        if not any(tolerance.allows(way.value, answer, one.numbers) for way in readings(shown(answer))):
            return f"the answer shown, {shown(answer)}, is outside its own tolerance"
        for name in self.derived:
            value = one.numbers.get(name, 0)
            values = value if isinstance(value, tuple) else (value,)
            if any(isinstance(number, float) or exact_decimal(Fraction(number)) is None for number in values):
                return f"{name} is shown rounded, so the question does not give the answer; round it when it is given"
        return ""

    def _meet_traps(self, one: Draw) -> None:
        for trap in self.drill.traps:
            value = trap.value(one.numbers, self.meter)
            if value is not None and self.drill.tolerance.allows(value, one.answer, one.numbers):
                self.traps_met[trap.line] += 1
        self.meter.spend(1)

    def _fill(self, one: Draw) -> None:
        for template in texts_of(self.drill):
            try:
                filled(template, self.drill, one.names)
            except Unfit as fault:
                self.unfilled.add(Fault(template.line, "drill-grammar", str(fault)))
