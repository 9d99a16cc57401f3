"""What is shown around a drill: the formula as help before the answer, and the way to the result after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interviewprep.drills import formula_text
from interviewprep.drills.arithmetic import Expression
from interviewprep.drills.draw import Draw
from interviewprep.drills.drill import Given, Step, Trap, filled, with_unit
from interviewprep.drills.number_text import shown, shown_in_full


@dataclass(frozen=True, slots=True)
class SolutionLine:
    """One step: its formula, the same with numbers, and what comes out."""

    name: str
    """"" in the last line, whose result is the answer."""
    words: str
    formula: Expression
    numbers: Mapping[str, str]
    result: str
    """A number, without its unit."""
    unit: str

    def tex(self) -> str:
        """Markdown with maths."""
        chain = [formula_text.tex(self.formula), formula_text.tex(self.formula, self.numbers)]
        head = [formula_text.symbol_tex(self.name)] if self.name else []
        sign = "=" if head else ""
        maths = (
            f"{''.join(head)} {sign} {' = '.join(_different(chain))} = {formula_text.number_tex(self.result)}".strip()
        )
        return self._said(with_unit(f"${maths}$", self.unit))

    def plain(self) -> str:
        chain = [formula_text.plain(self.formula), formula_text.plain(self.formula, self.numbers)]
        head = [formula_text.symbol(self.name)] if self.name else []
        return self._said(" = ".join([*head, *_different(chain), with_unit(self.result, self.unit)]))

    def _said(self, formula: str) -> str:
        return f"{self.words[0].upper()}{self.words[1:]}: {formula}" if self.words else formula


@dataclass(frozen=True, slots=True)
class Solution:
    lines: tuple[SolutionLine, ...]
    result: str
    """The answer with its unit, and the second answer where there is one."""
    working: tuple[str, ...]
    """The way in words, Markdown; may be empty."""
    slips: tuple[str, ...]
    """The usual slips in words, Markdown."""
    why: str
    """What the number decides."""


def solution(draw: Draw) -> Solution:
    drill = draw.drill
    steps = (*drill.steps, drill.final)
    result = answer_shown(draw)
    return Solution(
        lines=tuple(_line(draw, step) for step in steps),
        result=f"{result}, {draw.verdict}" if draw.verdict else result,
        working=tuple(filled(line, drill, draw.names) for line in drill.working),
        slips=tuple(slip_words(draw, trap) for trap in drill.traps if trap.exists(draw.numbers)),
        why=filled(drill.why, drill, draw.names),
    )


def slip_words(draw: Draw, trap: Trap) -> str:
    return filled(trap.words, draw.drill, draw.names)


def answer_shown(draw: Draw) -> str:
    return with_unit(shown(draw.answer), draw.drill.unit)


def formula_help(draw: Draw, *, plain: bool = False) -> tuple[str, ...]:
    """The formula without numbers, line by line, and a last line that says what the names mean."""
    write = formula_text.plain if plain else formula_text.tex
    name_of = formula_text.symbol if plain else formula_text.symbol_tex
    around = "" if plain else "$"
    lines = []
    for step in (*draw.drill.steps, draw.drill.final):
        head = "" if step.name == "answer" else f"{name_of(step.name)} = "
        lines.append(f"{around}{head}{write(step.formula)}{around}" + (f" ({step.words})" if step.words else ""))
    used = frozenset().union(*(step.formula.names for step in (*draw.drill.steps, draw.drill.final)))
    legend = [
        f"{around}{name_of(name)}{around} {words}"
        for given in draw.drill.given
        if isinstance(given, Given)
        for name, words in zip(given.names, given.words, strict=True)
        if words not in {"", name} and name in used
    ]
    return (*lines, ", ".join(legend)) if legend else tuple(lines)


def _line(draw: Draw, step: Step) -> SolutionLine:
    numbers = {name: _number(draw, name) for name in step.formula.names}
    value = draw.numbers[step.name]
    assert not isinstance(value, tuple)
    name = "" if step.name == "answer" else step.name
    return SolutionLine(name, step.words, step.formula, numbers, shown(value), step.unit)


def _number(draw: Draw, name: str) -> str:
    value = draw.numbers[name]
    write = shown_in_full if draw.drill.is_given(name) else shown
    if isinstance(value, tuple):
        return "[" + ", ".join(write(one) for one in value) + "]"
    return write(value)


def _different(chain: list[str]) -> list[str]:
    return [text for place, text in enumerate(chain) if text not in chain[:place]]
