"""Reading the parts of a drill card: Given, Formula, Traps, Working, Case, and the `{{…}}` in its texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from interviewprep.cards.model import Card, Part, PartName
from interviewprep.cards.rules import Fault
from interviewprep.drills.arithmetic import Expression, evaluate, expression
from interviewprep.drills.drill import (
    Case,
    Condition,
    Drill,
    Given,
    Slot,
    Source,
    Step,
    Template,
    Tolerance,
    Trap,
    Verdict,
)  # fmt: skip
from interviewprep.drills.operations import Unfit
from interviewprep.drills.syntax import arguments, items, split_unit, without_comments

_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_HEAD = re.compile(r"\s*([A-Za-z]\w*)\s*(?:\(([^()]*)\))?\s*", re.ASCII)
_STEP = re.compile(r"([A-Za-z]\w*)\s*=(?!=)\s*(.+)", re.ASCII | re.DOTALL)
_MISSING = re.compile(r"([A-Za-z]\w*)(?:\s*=(?!=)\s*(.+))?", re.ASCII | re.DOTALL)
_PLUS_MINUS = re.compile(r"\s*(?:±|\+/-|\+-)\s*")
_SLOT = re.compile(r"\{\{([^{}]{1,400})\}\}")
_RESERVED = frozenset({"answer", "verdict", "said", "where", "missing", "note", "accept"})
_T = TypeVar("_T")
MAX_LINES = 40
MAX_ROWS = 200
MAX_CELLS = 600
MAX_SLOTS = 80


class _Refused(Exception):
    def __init__(self, reason: str, rule: str = "drill-grammar") -> None:
        self.rule = rule
        super().__init__(reason)


@lru_cache(maxsize=256)
def read_drill(card: Card) -> tuple[Drill | None, tuple[Fault, ...]]:
    """The drill of a card with all its faults; None where something it cannot do without is missing."""
    return _Reading(card).drill()


def drill_of(card: Card) -> Drill:
    """The drill of a card that has none of these faults; else Unfit with the first of them."""
    drill, faults = read_drill(card)
    if drill is None or faults:
        raise Unfit(faults[0].message if faults else "this card is no drill")
    return drill


class _Reading:
    def __init__(self, card: Card) -> None:
        self.card = card
        self.faults: list[Fault] = []
        self.known: dict[str, int] = {}
        self.given_names: frozenset[str] = frozenset()
        self.texts: set[str] = set()
        """Names whose values are texts, which can be shown and nothing else."""

    def drill(self) -> tuple[Drill | None, tuple[Fault, ...]]:
        given = tuple(self._lines(PartName.GIVEN, self._given))
        self.given_names = frozenset(self.known)
        question = self._text(self.card.body, self.card.body_line)
        case = self._case()
        steps, final, conditions, accept = self._formula()
        if final is None:
            self._say(self.card.line, "drill-grammar", "### Formula needs a last line: expression -> unit ± tolerance")
            return None, tuple(self.faults)
        last, tolerance, verdict = final
        if verdict is not None:
            self.known["verdict"] = last.line
        working = tuple(self._lines(PartName.WORKING, self._template))
        traps = tuple(self._lines(PartName.TRAPS, self._trap))
        why = self._part_template(PartName.WHY)
        drill = Drill(
            name=self.card.attributes.id or self.card.heading,
            given=given, steps=steps, final=last, tolerance=tolerance, verdict=verdict, question=question,
            conditions=conditions, accept=accept, traps=traps, case=case, working=working, why=why,
        )  # fmt: skip
        return drill, tuple(self.faults)

    def _say(self, line: int, rule: str, message: str) -> None:
        self.faults.append(Fault(line, rule, message))

    def _part(self, name: PartName) -> Part | None:
        return next((part for part in self.card.parts if part.name is name), None)

    def _lines(self, name: PartName, read: Callable[[str, int], _T]) -> Iterator[_T]:
        for count, (line, text) in enumerate(items(self._part(name))):
            if count >= MAX_LINES:
                self._say(line, "drill-grammar", f"more than {MAX_LINES} lines in ### {name.value.capitalize()}")
                return
            try:
                yield read(text, line)
            except (_Refused, Unfit) as fault:
                self._say(line, getattr(fault, "rule", "drill-grammar"), str(fault))

    def _expression(self, text: str, also: frozenset[str] = frozenset()) -> Expression:
        formula = expression(text.strip())
        unknown = sorted(formula.names - self.known.keys() - also)
        if unknown:
            raise _Refused(
                f"{unknown[0]} is not known here; a name is given or computed on a line before", "drill-name"
            )
        spoken = sorted(formula.names & self.texts)
        if spoken and formula.source != spoken[0]:
            raise _Refused(f"{spoken[0]} is a text and cannot be computed with", "drill-name")
        return formula

    def _new_name(self, name: str, line: int) -> str:
        if name in _RESERVED:
            raise _Refused(f"{name} has a meaning of its own; take another name", "drill-name")
        if name in self.known:
            raise _Refused(f"{name} is given twice", "drill-name")
        self.known[name] = line
        return name

    # Given

    def _given(self, text: str, line: int) -> Given | Condition:
        head, colon, rest = text.partition(":")
        if not colon or not rest.strip():
            raise _Refused(f"'{text[:40]}' says no value; write `name: value`")
        if head.strip() == "where":
            return Condition(self._expression(rest), line)
        names, units = self._heads(head)
        values, _, words = rest.partition(" — ")
        spoken = tuple(word.strip() for word in words.split(",")) if len(names) > 1 else (words.strip(),)
        spoken += ("",) * (len(names) - len(spoken))
        if values.strip().startswith("one of"):
            rows = self._rows(values.strip().removeprefix("one of"), len(names))
            source, tail = Source.ROWS, ""
        else:
            source, rows, tail = self._source(values.strip())
        if len(names) > 1 and source is not Source.ROWS:
            raise _Refused("several names are drawn together from rows: `a, b: one of (1, 2), (3, 4)`")
        if tail:
            units = (tail,)
        self.texts |= {name for row in rows for name, cell in zip(names, row, strict=False) if isinstance(cell, str)}
        return Given(tuple(self._new_name(name, line) for name in names), units, spoken, source, rows, line)

    def _heads(self, head: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        names: list[str] = []
        units: list[str] = []
        for part in arguments(head):
            match = _HEAD.fullmatch(part)
            if match is None:
                raise _Refused(f"'{part}' is no name")
            names.append(match.group(1))
            units.append(match.group(2) or "")
        return tuple(names), tuple(units)

    def _rows(self, text: str, width: int) -> tuple[tuple[Expression | str, ...], ...]:
        rows = []
        for row in self._counted(arguments(text), width):
            inner = row[1:-1] if row.startswith("(") and row.endswith(")") else row
            cells = arguments(inner)
            if len(cells) != width:
                raise _Refused(f"the row ({inner[:40]}) has {len(cells)} values for {width} names")
            rows.append(tuple(self._value(cell) for cell in cells))
        return tuple(rows)

    def _counted(self, values: list[str], width: int) -> list[str]:
        most = min(MAX_ROWS, MAX_CELLS // width)
        if len(values) > most:
            raise _Refused(f"{len(values)} values to choose from; {most} are allowed")
        return values

    def _value(self, text: str) -> Expression | str:
        if len(text) > 1 and text.startswith('"') and text.endswith('"'):
            return text[1:-1]
        return self._expression(text)

    def _source(self, text: str) -> tuple[Source, tuple[tuple[Expression | str, ...], ...], str]:
        if text.startswith('"'):
            return Source.VALUE, ((self._value(text),),), ""
        values, unit = split_unit(text)
        call = re.fullmatch(r"(choice|range|uniform|powers_of_two)\s*\((.*)\)", values, re.DOTALL)
        if call is None:
            return Source.VALUE, ((self._expression(values),),), unit
        source, inner = Source(call.group(1)), arguments(call.group(2))
        if source is Source.CHOICE:
            return source, tuple((self._value(one),) for one in self._counted(inner, 1)), unit
        wanted = 3 if source is Source.RANGE else 2
        if len(inner) != wanted:
            raise _Refused(f"{source.value} takes {wanted} numbers, here are {len(inner)}")
        return source, (tuple(self._expression(one) for one in inner),), unit

    # Formula

    def _formula(
        self,
    ) -> tuple[
        tuple[Step, ...], tuple[Step, Tolerance, Verdict | None] | None, tuple[Condition, ...], Expression | None
    ]:
        steps: list[Step] = []
        conditions: list[Condition] = []
        last: tuple[Step, Tolerance, Verdict | None] | None = None
        accept: Expression | None = None
        for found in self._lines(PartName.FORMULA, self._formula_line):
            match found:
                case Condition():
                    conditions.append(found)
                case Expression():
                    accept = found
                case Step() if last is None:
                    steps.append(found)
                case Step():
                    self._say(found.line, "drill-grammar", "the line with -> is the last step; put this one before it")
                case _ if last is None:
                    last = found
                case _:
                    self._say(found[0].line, "drill-grammar", "there are two lines with ->; one answer is asked for")
        return tuple(steps), last, tuple(conditions), accept

    def _formula_line(
        self, text: str, line: int
    ) -> Step | Condition | Expression | tuple[Step, Tolerance, Verdict | None]:
        label, _, rest = text.partition(":")
        if label.strip() == "where":
            return Condition(self._expression(rest), line)
        if label.strip() == "accept":
            return self._expression(rest, also=frozenset({"said"}))
        text, _, words = text.partition(" — ")
        if "->" in text:
            return self._final(text, words.strip(), line)
        step = _STEP.fullmatch(text.strip())
        if step is None:
            raise _Refused(
                f"'{text[:40]}' is no step; write `name = expression`, and last `expression -> unit ± tolerance`"
            )
        source, unit = split_unit(step.group(2))
        formula = self._expression(source)
        return Step(self._new_name(step.group(1), line), formula, unit, words.strip(), line)

    def _final(self, text: str, words: str, line: int) -> tuple[Step, Tolerance, Verdict | None]:
        source, _, rest = text.partition("->")
        formula = self._expression(source)
        rest, comma, second = rest.partition(", choice(")
        pieces = _PLUS_MINUS.split(rest, maxsplit=1)
        if len(pieces) != 2:
            raise _Refused("a tolerance is missing: `-> unit ± 1 %`, `± 0.1 dB` or `± exact`")
        unit = pieces[0].strip()
        tolerance = self._tolerance(pieces[1].strip(), unit)
        self.known["answer"] = line
        verdict = self._verdict(second) if comma else None
        return Step("answer", formula, unit, words, line), tolerance, verdict

    def _tolerance(self, text: str, unit: str) -> Tolerance:
        if text == "exact":
            return Tolerance(exact=True)
        relative, _, other = text.partition("%")
        if "%" in text and not (unit == "%" and not other.strip() and not relative.strip()):
            share = evaluate(relative) if relative.strip() else 0
            rest = other.strip().removeprefix("or").strip()
            if other.strip() and not other.strip().startswith("or"):
                raise _Refused(f"'{text}' is no tolerance; `1 %`, `0.1 {unit}`, `1 % or 1` or `exact`")
            return Tolerance(relative=Fraction(share) / 100, absolute=self._absolute(rest, unit) if rest else None)
        return Tolerance(absolute=self._absolute(text, unit))

    def _absolute(self, text: str, unit: str) -> Expression:
        source, own = split_unit(text)
        if own and own != unit:
            raise _Refused(f"the tolerance is in {own}, the answer in {unit or 'plain numbers'}")
        return self._expression(source)

    def _verdict(self, text: str) -> Verdict:
        words, equals, pick = text.partition("=")
        if not equals or not words.strip().endswith(")"):
            raise _Refused("a second answer reads `, choice(this, that) = condition`")
        options = tuple(word.strip() for word in words.strip()[:-1].split(","))
        if not 2 <= len(options) <= 8 or not all(options):
            raise _Refused(f"{len(options)} words to choose from; 2 to 8 are allowed")
        return Verdict(options, self._expression(pick))

    # Texts

    def _part_template(self, name: PartName) -> Template:
        part = self._part(name)
        return self._text(part.text, part.text_line) if part else Template()

    def _text(self, text: str, line: int) -> Template:
        try:
            return self._template(text, line)
        except _Refused as fault:
            self._say(line, fault.rule, str(fault))
            return Template()

    def _template(self, text: str, line: int) -> Template:
        text = without_comments(text)
        pieces: list[str | Slot] = []
        at = 0
        for count, slot in enumerate(_SLOT.finditer(text)):
            if count >= MAX_SLOTS:
                raise _Refused(f"more than {MAX_SLOTS} values in one text")
            pieces.append(text[at : slot.start()])
            at = slot.end()
            here = line + text.count("\n", 0, slot.start())
            try:
                source, unit = split_unit(slot.group(1))
                formula = self._expression(source)
            except (_Refused, Unfit) as fault:
                self._say(here, getattr(fault, "rule", "drill-grammar"), f"{slot.group()}: {fault}")
                continue
            alone = _NAME.fullmatch(source) is not None
            pieces.append(Slot(formula, unit if unit or not alone else None))
        return Template((*pieces, text[at:]), line)

    def _trap(self, text: str, line: int) -> Trap:
        source, colon, words = text.partition(":")
        if not colon or not words.strip():
            raise _Refused("a trap reads `expression: words`, a remark `note: words`")
        source, where, condition = source.partition(" where ")
        formula = None if source.strip() == "note" else self._expression(source)
        only_where = self._expression(condition) if where else None
        return Trap(formula, self._template(words.strip(), line), only_where, line)

    def _case(self) -> Case | None:
        part = self._part(PartName.CASE)
        if part is None:
            return None
        found = re.search(r"^[-*+] missing:(.*(?:\n  .*)*)", part.text, re.MULTILINE)
        if found is None:
            self._say(part.line, "drill-grammar", "### Case names its missing number: `- missing: name — reply`")
            return None
        line = part.text_line + part.text.count("\n", 0, found.start())
        text = part.text[: found.start()].rstrip() + part.text[found.end() :]
        try:
            return self._missing(" ".join(found.group(1).split()), self._template(text, part.text_line), line)
        except (_Refused, Unfit) as fault:
            self._say(line, getattr(fault, "rule", "drill-grammar"), str(fault))
            return None

    def _missing(self, said: str, text: Template, line: int) -> Case:
        value, dash, reply = said.partition(" — ")
        step = _MISSING.fullmatch(value.strip())
        if step is None or not dash:
            raise _Refused("the missing number reads `- missing: name — what is said when asked`, or `name = value`")
        name, values = step.group(1), arguments(step.group(2) or step.group(1))
        if name not in self.given_names:
            raise _Refused(f"{name} is not given", "drill-name")
        if name in text.names:
            raise _Refused(f"the case tells {name}, which it says is missing", "drill-name")
        assumed = self._expression(split_unit(values[0])[0])
        low = high = None
        if len(values) == 2:
            span = re.fullmatch(r"(.+?) to (.+)", values[1])
            if span is None:
                raise _Refused("what may be assumed reads `low to high`")
            low, high = (self._expression(split_unit(end)[0]) for end in span.groups())
        return Case(text, name, assumed, self._template(reply, line), low, high, line)
