"""The scratchpad beside a drill: the drill arithmetic with units, one line at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from interviewprep.drills.arithmetic import expression
from interviewprep.drills.dimension import dimension_of
from interviewprep.drills.draw import Draw
from interviewprep.drills.drill import with_unit
from interviewprep.drills.formula_text import symbol
from interviewprep.drills.number_text import Unreadable, shown, tidy
from interviewprep.drills.operations import Number, Unfit, Value, magnitude, settled
from interviewprep.drills.quantity import Unit, in_unit
from interviewprep.drills.unit_words import UnknownUnit, unit_of

_TARGET = re.compile(r"\s+(?:in|to|as)\s+(\S.*)$")
_ASSIGN = re.compile(r"([A-Za-z]\w*)\s*=(?!=)\s*(.+)", re.ASCII)
_AMOUNT = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+)(\s*)([A-Za-zµ%$][A-Za-zµ$]*(?:/[A-Za-zµ]+)*)(?!\w*\s*\()"
)
_WORDS = frozenset({"if", "else", "and", "or", "not"})
_TIDY_UNITS = (
    ("FLOP/byte",),
    ("ns", "µs", "ms", "s", "min", "h", "days"),
    ("B", "kB", "MB", "GB", "TB", "PB"),
    ("B/s", "kB/s", "MB/s", "GB/s", "TB/s"),
    ("FLOP", "kFLOP", "MFLOP", "GFLOP", "TFLOP", "PFLOP", "EFLOP"),
    ("FLOP/s", "kFLOP/s", "MFLOP/s", "GFLOP/s", "TFLOP/s", "PFLOP/s", "EFLOP/s"),
    ("J", "kJ", "MJ"),
    ("W", "kW", "MW"),
    ("Hz", "kHz", "MHz", "GHz"),
    ("USD",),
    ("USD/h",),
)


@dataclass(frozen=True, slots=True)
class Amount:
    value: Number
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Scratch:
    text: str
    """The result as it is shown, or why there is none."""
    name: str = "ans"
    """What the result can be called in the next lines."""
    amount: Amount | None = None


def amounts(draw: Draw) -> dict[str, Amount]:
    """The given numbers of a draw under their names and symbols, for `scratch`."""
    found: dict[str, Amount] = {}
    for name, value in draw.numbers.items():
        if draw.drill.is_given(name) and not isinstance(value, tuple):
            amount = Amount(value, draw.drill.unit_named(name))
            found[name] = amount
            found.setdefault(symbol(name), amount)
    return found


def scratch(line: str, names: Mapping[str, Amount]) -> Scratch:
    """Evaluate a line such as `989 TFLOP/s / (3.35 TB/s)`, `2*80*8*128*2 B in KiB`, `kv = 2*L*8*128`."""
    try:
        return _evaluated(tidy(line).replace("×", "*").replace("·", "*").replace("^", "**"), names)
    except (Unfit, Unreadable, UnknownUnit) as fault:
        return Scratch(str(fault))


def _evaluated(text: str, names: Mapping[str, Amount]) -> Scratch:
    assigned = _ASSIGN.fullmatch(text)
    name, text = (assigned.group(1), assigned.group(2)) if assigned else ("ans", text)
    target = _TARGET.search(text)
    wanted = target.group(1).strip() if target else ""
    text = text[: target.start()] if target else text
    units: dict[str, Unit] = {}
    values: dict[str, Value] = {}

    def put(key: str, amount: Amount) -> str:
        values[key] = amount.value
        if amount.unit:
            unit = unit_of(amount.unit)
            units[key] = unit
            values[key] = settled(amount.value * unit.scale())
        return key

    def amount_at(found: re.Match[str]) -> str:
        number, _, unit = found.groups()
        if unit in _WORDS or unit in names:
            return found.group()
        return put(f"amount{len(values)}", Amount(expression(number).number({}), unit))

    source = _AMOUNT.sub(amount_at, text)
    for known, amount in names.items():
        if re.search(rf"\b{known}\b", source):
            put(known, amount)
    formula = expression(source)
    value = formula.number(values)
    return _shown(value, dimension_of(formula, units), wanted, name)


def _shown(value: Number, unit: Unit | None, wanted: str, name: str) -> Scratch:
    """`value` is in base units."""
    if wanted:
        target = unit_of(wanted)
        have = Unit(unit.pint) if unit else target
        found = in_unit(value / have.scale(), have, target) if unit else value
        if found is None:
            raise Unfit(f"this is no quantity in {wanted}")
        return Scratch(with_unit(shown(found, 6), wanted), name, Amount(found, wanted))
    if unit is None or unit.counts:
        return Scratch(shown(value, 6), name, Amount(value))
    for family in _TIDY_UNITS:
        if unit_of(family[0]).dimension == unit.dimension:
            fitting = [text for text in family if magnitude(value) >= unit_of(text).scale()] or [family[0]]
            found = settled(value / unit_of(fitting[-1]).scale())
            return Scratch(with_unit(shown(found, 6), fitting[-1]), name, Amount(found, fitting[-1]))
    plain = settled(value / unit.scale())
    text = " · ".join(
        key if power == 1 else f"{key}^{power}" for key, power in unit.pint._units.items() if key != "count"
    )
    return Scratch(with_unit(shown(plain, 6), text), name, Amount(plain))
