"""Numbers that a card computes: `<!-- check: 2*80*8*128*2/1024 = 320 -->` says how, and `check` recomputes them."""

from __future__ import annotations

from fractions import Fraction

from interviewprep.drills.arithmetic import evaluate
from interviewprep.drills.number_text import shown as in_digits
from interviewprep.drills.operations import Number, Unfit, literal, magnitude


def computation_holds(expression: str, shown: str, tolerance: str = "") -> bool:
    """Whether the expression gives the number shown: within the tolerance (`0.05`, `1 %`), else to its digits.

    Raises Unfit where one of the three is no arithmetic.
    """
    value, said = evaluate(expression), _number(shown)
    room = _room(shown, said, tolerance) * (1 + Fraction(1, 10**9))
    return magnitude(value - said) <= room + magnitude(value) * Fraction(1, 10**12)


def computation_fault(expression: str, shown: str, tolerance: str = "") -> str:
    """What is wrong with a computed number, "" where it holds."""
    try:
        if computation_holds(expression, shown, tolerance):
            return ""
        return f"{expression} is {in_digits(evaluate(expression), 6)}, not {shown}"
    except Unfit as fault:
        return f"this cannot be computed: {fault}; write <!-- check: expression = number -->"


def _room(text: str, said: Number, tolerance: str) -> Number:
    if tolerance.endswith("%"):
        return magnitude(said) * Fraction(evaluate(tolerance.removesuffix("%"))) / 100
    if tolerance:
        return evaluate(tolerance)
    mantissa, _, exponent = text.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    return Fraction(10) ** (int(exponent or 0) - decimals) / 2


def _number(text: str) -> Number:
    digits = text.strip().lstrip("-−").strip()
    if not digits:
        raise Unfit("the number shown is missing")
    return -literal(digits) if digits != text.strip() else literal(digits)
