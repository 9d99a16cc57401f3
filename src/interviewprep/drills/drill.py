"""What a drill card says, as values: how its numbers are drawn, its formula, its traps, its texts.

`lines` reads them from the card's Markdown, `draw` draws numbers, `answer` judges what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from interviewprep.drills.arithmetic import Expression, Meter
from interviewprep.drills.number_text import shown, shown_in_full
from interviewprep.drills.operations import Number, Unfit, Value, magnitude, settled

Names = Mapping[str, Value | str]
"""Values by name; a text value (`"BF16"`) is only shown."""


class Help(StrEnum):
    """How much the question gives away."""

    FORMULA = "formula"
    NONE = "none"
    CASE = "case"
    """Embedded in a case with a number too many and a number to ask for or to assume."""


class Source(StrEnum):
    VALUE = "value"
    CHOICE = "choice"
    ROWS = "one of"
    RANGE = "range"
    UNIFORM = "uniform"
    POWERS = "powers_of_two"


@dataclass(frozen=True, slots=True)
class Given:
    """A line of `### Given`: one name, or several that are drawn together."""

    names: tuple[str, ...]
    units: tuple[str, ...]
    words: tuple[str, ...]
    source: Source
    rows: tuple[tuple[Expression | str, ...], ...]
    """What can be drawn: one row for each choice; for a range and the like one row with the arguments."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """`where: …`; a draw for which it is false is thrown away."""

    holds: Expression
    line: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """`name = expression unit — words`, or the last line, whose name is `answer`."""

    name: str
    formula: Expression
    unit: str = ""
    words: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Tolerance:
    exact: bool = False
    relative: Fraction = Fraction(0)
    absolute: Expression | None = None
    """In the answer's unit; it may use the drill's names. With `relative` too, the wider of the two counts."""

    def allows(self, said: Number, right: Number, names: Mapping[str, Value]) -> bool:
        right, said = settled(right), settled(said)
        if self.exact and isinstance(right, int):
            return said == right or (
                isinstance(said, float) and magnitude(said - right) < 1e-9 * max(1, magnitude(right))
            )
        room = (Fraction(1, 200) if self.exact else self.relative) * magnitude(right)
        if self.absolute is not None:
            room = max(room, self.absolute.number(names))
        return magnitude(said - right) <= room * (1 + Fraction(1, 10**9)) + magnitude(right) * Fraction(1, 10**12)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The second answer: `choice(memory-bound, compute-bound) = condition`, the first word where it is true."""

    words: tuple[str, ...]
    pick: Expression
    """A condition for two words, else the position of the word, from 1."""

    def word(self, names: Mapping[str, Value]) -> str:
        value = self.pick.number(names)
        if len(self.words) == 2:
            return self.words[0] if value else self.words[1]
        return self.words[min(max(int(value), 1), len(self.words)) - 1]


@dataclass(frozen=True, slots=True)
class Slot:
    """`{{expression unit}}` in a text."""

    formula: Expression
    unit: str | None
    """None: the unit of the name that stands there alone."""


@dataclass(frozen=True, slots=True)
class Template:
    pieces: tuple[str | Slot, ...] = ()
    line: int = 0

    @property
    def names(self) -> frozenset[str]:
        slots = [piece.formula.names for piece in self.pieces if isinstance(piece, Slot)]
        return frozenset().union(*slots)


@dataclass(frozen=True, slots=True)
class Trap:
    """A slip with its number, or, without a formula, a remark that is shown with the solution."""

    formula: Expression | None
    words: Template
    only_where: Expression | None = None
    """Draws for which the slip exists at all."""
    line: int = 0

    def exists(self, names: Mapping[str, Value]) -> bool:
        return self.only_where is None or bool(self.only_where.number(names))

    def value(self, names: Mapping[str, Value], meter: Meter | None = None) -> Number | None:
        """What the slip gives, None where there is none."""
        try:
            return self.formula.number(names, meter) if self.formula is not None and self.exists(names) else None
        except Unfit:
            return None


@dataclass(frozen=True, slots=True)
class Case:
    """The question as a case. The missing number is what a good candidate asks for, or assumes and says so."""

    text: Template
    missing: str
    assumed: Expression
    reply: Template
    low: Expression | None = None
    high: Expression | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Drill:
    name: str
    """The card's id, or its heading where none is written; it seeds the draws."""
    given: tuple[Given | Condition, ...]
    steps: tuple[Step, ...]
    final: Step
    tolerance: Tolerance
    question: Template
    conditions: tuple[Condition, ...] = ()
    """Those that use the steps or the answer."""
    accept: Expression | None = None
    """Answers besides the right one that are as good; `said` is what was typed."""
    verdict: Verdict | None = None
    traps: tuple[Trap, ...] = ()
    case: Case | None = None
    working: tuple[Template, ...] = ()
    why: Template = Template()

    @property
    def unit(self) -> str:
        return self.final.unit

    @property
    def counts(self) -> bool:
        """Whether the exact whole number is asked for."""
        return self.tolerance.exact

    def unit_named(self, name: str) -> str:
        for line in self.given:
            if isinstance(line, Given) and name in line.names:
                return line.units[line.names.index(name)]
        return next((step.unit for step in (*self.steps, self.final) if step.name == name), "")

    def is_given(self, name: str) -> bool:
        return any(isinstance(line, Given) and name in line.names for line in self.given)


def names_of(line: Given | Condition) -> frozenset[str]:
    """Names that the line uses."""
    if isinstance(line, Condition):
        return line.holds.names
    cells = (cell for row in line.rows for cell in row if not isinstance(cell, str))
    return frozenset().union(*(cell.names for cell in cells))


def texts_of(drill: Drill) -> tuple[Template, ...]:
    case = (drill.case.text, drill.case.reply) if drill.case else ()
    return (drill.question, drill.why, *drill.working, *(trap.words for trap in drill.traps), *case)


def with_unit(number: str, unit: str) -> str:
    """`2 bytes`, `1 byte`, `25 %`, `8-way`: number and unit, kept on one line."""
    if not unit:
        return number
    if unit.startswith("-"):
        return number + unit
    if number == "1":
        first, blank, rest = unit.partition(" ")
        unit = _singular(first) + blank + rest
    return f"{number}\N{NO-BREAK SPACE}{unit}"


def _singular(noun: str) -> str:
    for ending, single in (
        ("matrices", "matrix"),
        ("ies", "y"),
        ("ches", "ch"),
        ("sses", "ss"),
        ("xes", "x"),
        ("s", ""),
    ):
        if noun.endswith(ending) and len(noun) > 3:
            return noun.removesuffix(ending) + single
    return noun


def filled(template: Template, drill: Drill, names: Names) -> str:
    """The text with its values; given ones in full, computed ones with sensible digits."""
    return "".join(piece if isinstance(piece, str) else _slot(piece, drill, names) for piece in template.pieces).strip()


def _slot(slot: Slot, drill: Drill, names: Names) -> str:
    alone = slot.formula.source
    if alone == "verdict" or isinstance(names.get(alone), str):
        return str(names[alone])
    value = slot.formula({name: number for name, number in names.items() if not isinstance(number, str)})
    unit = slot.unit if slot.unit is not None else drill.unit_named(alone)
    write = shown_in_full if slot.unit is None and drill.is_given(alone) else shown
    if isinstance(value, tuple):
        return with_unit(", ".join(write(one) for one in value), unit)
    return with_unit(write(value), unit)
