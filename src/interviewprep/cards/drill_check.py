"""What `check` says about a drill: faults in its text, and what a thousand draws bring to light."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from interviewprep.cards.dimension import dimension_of
from interviewprep.cards.drill import Drill, Given, Help, Step, Template, filled
from interviewprep.cards.drill_draw import Draw, draw
from interviewprep.cards.drill_lines import read_drill
from interviewprep.cards.model import Card
from interviewprep.cards.number_text import exact_decimal, readings, shown
from interviewprep.cards.operations import Unfit, magnitude
from interviewprep.cards.quantity import Unit
from interviewprep.cards.rules import Fault
from interviewprep.cards.unit_words import UnknownUnit, unit_of
from interviewprep.errors import Problem

DRAWS = 1000
CASE_DRAWS = 100
FILLED_DRAWS = 20
MOST_TRIES = 20
"""On average; a condition that throws more away makes the question slow and the values odd."""


def check_drill(card: Card, path: str) -> tuple[Problem, ...]:
    """Every fault of a drill card, by its line."""
    drill, faults = read_drill(card)
    found = list(faults)
    if drill is not None and not faults:
        found += _names(drill, card.line)
        found += _units(drill)
        found += _draws(drill, card.line)
    return tuple(sorted(fault.at(path) for fault in found))


# --- names and units ------------------------------------------------------------------------------------------------


def _names(drill: Drill, line: int) -> Iterator[Fault]:
    given = {name: one.line for one in drill.given if isinstance(one, Given) for name in one.names}
    used = frozenset().union(
        *(_names_of(one) for one in drill.given),
        *(step.formula.names for step in (*drill.steps, drill.final)),
        *(condition.holds.names for condition in drill.conditions),
        *(template.names for template in _templates(drill)),
        *(trap.formula.names for trap in drill.traps if trap.formula),
        *(trap.only_where.names for trap in drill.traps if trap.only_where),
        drill.verdict.pick.names if drill.verdict else (),
    )
    for name in given.keys() - used:
        yield Fault(
            given[name], "drill-unused", f"{name} is used nowhere; a number too many stands at least in the case"
        )
    needed = _needed(drill)
    for name in sorted(needed - drill.question.names):
        yield Fault(line, "drill-name", f"the question does not tell {name}, which the formula needs")
    if drill.case:
        for name in sorted(needed - drill.case.text.names - {drill.case.missing}):
            yield Fault(drill.case.line, "drill-name", f"the case does not tell {name}, which the formula needs")
        if drill.case.missing not in needed:
            said = f"nothing needs {drill.case.missing}, which the case says is missing"
            yield Fault(drill.case.line, "drill-case", said)
        if not any(drill.is_given(name) for name in drill.case.text.names - needed):
            yield Fault(drill.case.line, "drill-case", "the case tells no number too many; give one that nothing needs")


def _names_of(line: object) -> frozenset[str]:
    if isinstance(line, Given):
        cells = (cell for row in line.rows for cell in row if not isinstance(cell, str))
        return frozenset().union(*(cell.names for cell in cells))
    return line.holds.names  # type: ignore[attr-defined, no-any-return]


def _needed(drill: Drill) -> frozenset[str]:
    """Given names that the answer depends on."""
    names = set(drill.final.formula.names) | (set(drill.verdict.pick.names) if drill.verdict else set())
    for step in reversed(drill.steps):
        if step.name in names:
            names |= step.formula.names
    return frozenset(name for name in names if drill.is_given(name))


def _templates(drill: Drill) -> list[Template]:
    case = [drill.case.text, drill.case.reply] if drill.case else []
    return [drill.question, drill.why, *drill.working, *(trap.words for trap in drill.traps), *case]


def _units(drill: Drill) -> Iterator[Fault]:
    units: dict[str, Unit] = {}
    for line in drill.given:
        if isinstance(line, Given):
            for name, text in zip(line.names, line.units, strict=True):
                try:
                    if text:
                        units[name] = unit_of(text)
                except UnknownUnit as fault:
                    yield Fault(line.line, "drill-unit", f"{name}: {fault}")
    for step in (*drill.steps, drill.final):
        yield from _unit_of_step(step, units)


def _unit_of_step(step: Step, units: dict[str, Unit]) -> Iterator[Fault]:
    try:
        declared = unit_of(step.unit) if step.unit else None
        inferred = dimension_of(step.formula, units)
    except (UnknownUnit, Unfit) as fault:
        yield Fault(step.line, "drill-unit", f"{step.name}: {fault}")
        return
    if declared and inferred and not inferred.counts and declared.dimension != inferred.dimension:
        wrong = f"{step.name} comes out in {_powers(inferred)}, but {step.unit} is {_powers(declared)}"
        yield Fault(step.line, "drill-unit", wrong)
    elif inferred and not inferred.counts and not declared and step.name == "answer":
        yield Fault(step.line, "drill-unit", f"the answer comes out in {_powers(inferred)}, but no unit is asked for")
    unit = declared or inferred
    if unit:
        units[step.name] = unit


def _powers(unit: Unit) -> str:
    return " · ".join(name if power == 1 else f"{name}^{power}" for name, power in unit.dimension) or "a plain number"


# --- draws ----------------------------------------------------------------------------------------------------------


def _draws(drill: Drill, line: int) -> Iterator[Fault]:
    counts = dict.fromkeys((trap.line for trap in drill.traps), 0)
    tries, answers, derived = 0, set(), _derived(drill)
    unfilled: set[Fault] = set()
    for number in range(DRAWS):
        try:
            one = draw(drill, f"check#{number}")
        except Unfit as fault:
            yield Fault(line, "drill-draw", f"draw {number} of {DRAWS}: {fault}")
            return
        tries += one.tries
        answers.add(one.answer)
        wrong = _of_draw(one, derived)
        if wrong:
            yield Fault(drill.final.line, "drill-draw", f"draw {number} of {DRAWS}: {wrong}")
            return
        for trap_line in _traps_met(one):
            counts[trap_line] += 1
        if number < FILLED_DRAWS:
            unfilled.update(_filled(one))
    yield from sorted(unfilled)
    for trap_line, count in counts.items():
        if count:
            message = f"this trap is the right answer in {count} of {DRAWS} draws; a `where` keeps them apart"
            yield Fault(trap_line, "drill-trap", message)
    if tries > MOST_TRIES * DRAWS:
        yield Fault(line, "drill-draw", f"the conditions throw away {1 - DRAWS / tries:.0%} of the draws")
    if len(answers) == 1:
        yield Fault(drill.final.line, "drill-draw", "the answer is always the same")
    if drill.case:
        yield from _cases(drill, drill.case.line, derived)


def _cases(drill: Drill, line: int, derived: frozenset[str]) -> Iterator[Fault]:
    for number in range(CASE_DRAWS):
        try:
            one = draw(drill, f"check#{number}", Help.CASE)
        except Unfit as fault:
            yield Fault(line, "drill-draw", f"as a case, draw {number} of {CASE_DRAWS}: {fault}")
            return
        wrong = _of_draw(one, derived)
        if wrong:
            yield Fault(line, "drill-draw", f"as a case, draw {number} of {CASE_DRAWS}: {wrong}")
            return


def _derived(drill: Drill) -> frozenset[str]:
    """Names in the question that are computed from others, so that they may have digits without end."""
    computed = (line for line in drill.given if isinstance(line, Given) and _names_of(line))
    return drill.question.names.intersection(name for line in computed for name in line.names)


def _of_draw(one: Draw, derived: frozenset[str]) -> str:
    """What is wrong with these numbers, "" for nothing."""
    drill, answer = one.drill, one.answer
    if one.refusal:
        return f"{one.refusal}; a `where` before it keeps such numbers out"
    if not 1e-30 < magnitude(answer) < 1e60:
        return f"an answer of {shown(answer)}"
    if drill.unit.startswith("%") and not 0 <= answer <= 100:
        return f"a share of {shown(answer)} %"
    said = readings(shown(answer))
    if not any(drill.tolerance.allows(way.value, answer, one.numbers) for way in said):
        return f"the answer shown, {shown(answer)}, is outside its own tolerance"
    for name in derived:
        value = one.numbers.get(name, 0)
        values = value if isinstance(value, tuple) else (value,)
        if any(isinstance(v, float) or exact_decimal(Fraction(v)) is None for v in values):
            return f"{name} is shown rounded, so the question does not give the answer; round it when it is given"
    return ""


def _traps_met(one: Draw) -> Iterator[int]:
    for trap in one.drill.traps:
        value = trap.value(one.numbers)
        if value is not None and one.drill.tolerance.allows(value, one.answer, one.numbers):
            yield trap.line


def _filled(one: Draw) -> Iterator[Fault]:
    for template in _templates(one.drill):
        try:
            filled(template, one.drill, one.names)
        except Unfit as fault:
            yield Fault(template.line, "drill-grammar", str(fault))
