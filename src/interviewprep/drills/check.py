"""What `check` says about a drill: its names and units here, its draws in `drill_trial`."""

from __future__ import annotations

from collections.abc import Iterator

from interviewprep.cards.model import Card
from interviewprep.cards.rules import Fault
from interviewprep.drills.dimension import dimension_of
from interviewprep.drills.drill import Drill, Given, Step, names_of, texts_of
from interviewprep.drills.lines import read_drill
from interviewprep.drills.operations import Unfit
from interviewprep.drills.quantity import Unit
from interviewprep.drills.trial import trial
from interviewprep.drills.unit_words import UnknownUnit, unit_of
from interviewprep.errors import Problem


def check_drill(card: Card, path: str) -> tuple[Problem, ...]:
    """Every fault of a drill card, by its line."""
    drill, faults = read_drill(card)
    found = list(faults)
    if drill is not None and not faults:
        found += _names(drill, card.line)
        found += _units(drill)
        found += trial(drill, card.line)
    return tuple(sorted(fault.at(path) for fault in found))


# --- names and units ------------------------------------------------------------------------------------------------


def _names(drill: Drill, line: int) -> Iterator[Fault]:
    given = {name: one.line for one in drill.given if isinstance(one, Given) for name in one.names}
    used = frozenset().union(
        *(names_of(one) for one in drill.given),
        *(step.formula.names for step in (*drill.steps, drill.final)),
        *(condition.holds.names for condition in drill.conditions),
        *(template.names for template in texts_of(drill)),
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


def _needed(drill: Drill) -> frozenset[str]:
    """Given names that the answer depends on."""
    names = set(drill.final.formula.names) | (set(drill.verdict.pick.names) if drill.verdict else set())
    for step in reversed(drill.steps):
        if step.name in names:
            names |= step.formula.names
    return frozenset(name for name in names if drill.is_given(name))


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
