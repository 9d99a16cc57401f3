"""What the drill arithmetic computes with: exact numbers where it can, floats where it must, and bounds everywhere.

Whole numbers and decimals are exact (210/(12*0.7) is 25, not a hair more) until they grow past `MAX_BITS` or meet a
root, a logarithm or an exponential; from there on they are floats. No result is infinite or undefined.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction

from interviewprep.drills.student import t975

Number = int | Fraction | float
Value = Number | tuple[Number, ...]

MAX_BITS = 256
MAX_EXPONENT = 4096


class Unfit(ValueError):
    """An expression that is no arithmetic, or arithmetic that has no finite result; the text says why."""


def settled(value: Number) -> Number:
    """Whole fractions become ints, exact numbers past the bound become floats, and what is not finite is refused."""
    kind = type(value)
    if kind is int:
        return value if value.bit_length() <= MAX_BITS else _as_float(value)  # type: ignore[union-attr]
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return settled(value.numerator)
        large = value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS
        return _as_float(value) if large else value
    return int(value) if kind is bool else _finite(value)


def _as_float(value: Number) -> Number:
    try:
        return float(value)
    except OverflowError:
        raise Unfit("the result is too large") from None


def _finite(value: Number) -> Number:
    if not math.isfinite(value):
        raise Unfit("the result is not finite")
    return value


def magnitude(value: Number) -> Number:
    return -value if value < 0 else value


def spread(operation: Callable[[Number, Number], Number], left: Value, right: Value) -> tuple[Number, ...]:
    """Lists are worked on element by element, as in `sum((a - e) * log(a / e))`."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            raise Unfit(f"lists of {len(left)} and {len(right)} numbers do not go together")
        return tuple(operation(x, y) for x, y in zip(left, right, strict=True))
    if isinstance(left, tuple):
        assert not isinstance(right, tuple)
        return tuple(operation(x, right) for x in left)
    assert isinstance(right, tuple)
    return tuple(operation(left, y) for y in right)


def add(a: Number, b: Number) -> Number:
    return settled(a + b)


def subtract(a: Number, b: Number) -> Number:
    return settled(a - b)


def multiply(a: Number, b: Number) -> Number:
    return settled(a * b)


def divide(a: Number, b: Number) -> Number:
    if isinstance(a, float) or isinstance(b, float):
        return settled(a / b)
    return settled(Fraction(a) / b)


def floor_divide(a: Number, b: Number) -> Number:
    return floor(divide(a, b))


def modulo(a: Number, b: Number) -> Number:
    return subtract(a, multiply(b, floor_divide(a, b)))


def power(base: Number, exponent: Number) -> Number:
    if magnitude(exponent) > MAX_EXPONENT:
        raise Unfit(f"an exponent of {exponent}; {MAX_EXPONENT} is the largest")
    if isinstance(exponent, int) and not isinstance(base, float):
        exact = Fraction(base)
        bits = max(exact.numerator.bit_length(), exact.denominator.bit_length())
        if bits * magnitude(exponent) <= MAX_BITS:
            return settled(exact**exponent)
    if base == 0 and exponent < 0:
        raise Unfit("division by zero")
    if base < 0 and exponent != int(exponent):
        raise Unfit("a root of a negative number")
    return settled(float(base) ** (int(exponent) if exponent == int(exponent) else float(exponent)))


def floor(value: Number) -> int:
    return math.floor(_snapped(value))


def ceil(value: Number) -> int:
    return math.ceil(_snapped(value))


def _snapped(value: Number) -> Number:
    """A float that is a whole number but for rounding errors is that number; exact values are left alone."""
    if isinstance(value, float) and abs(value) < 1e15 and abs(value - round(value)) <= 1e-12 * max(1.0, abs(value)):
        return round(value)
    return value


def significant(value: Number, digits: Number) -> Number:
    """`value` rounded to so many significant digits, as an exact decimal."""
    if value == 0:
        return 0
    places = whole(digits, 1, 15) - 1 - math.floor(math.log10(magnitude(value)))
    return _rounded(value, places)


def _rounded(value: Number, places: Number = 0) -> Number:
    return settled(round(Fraction(value), whole(places, -300, 300)))


def whole(value: Number, low: int, high: int) -> int:
    if value != int(value) or not low <= value <= high:
        raise Unfit(f"{value} where a whole number from {low} to {high} is needed")
    return int(value)


def _log(function: Callable[[Number], float]) -> Callable[[Number], Number]:
    def logarithm(value: Number) -> Number:
        if value <= 0:
            raise Unfit("a logarithm of a number that is not positive")
        return settled(function(value))

    return logarithm


def _root(value: Number) -> Number:
    if value < 0:
        raise Unfit("a root of a negative number")
    return settled(math.sqrt(value))


def _exponential(value: Number) -> Number:
    return settled(math.exp(value))


def _factorial(value: Number) -> Number:
    return settled(math.factorial(whole(value, 0, 170)))


def _combinations(of: Number, taken: Number) -> Number:
    return settled(math.comb(whole(of, 0, 1000), whole(taken, 0, 1000)))


def _common(function: Callable[[int, int], int]) -> Callable[[Number, Number], Number]:
    bound = 2**MAX_BITS
    return lambda a, b: settled(function(whole(a, -bound, bound), whole(b, -bound, bound)))


OF_ONE: dict[str, Callable[[Number], Number]] = {
    "ceil": ceil,
    "floor": floor,
    "sqrt": _root,
    "log": _log(math.log),
    "log2": _log(math.log2),
    "log10": _log(math.log10),
    "exp": _exponential,
    "abs": magnitude,
    "round": _rounded,
    "factorial": _factorial,
    "t975": lambda freedom: settled(t975(whole(freedom, 1, 10**9))),
}
OF_TWO: dict[str, Callable[[Number, Number], Number]] = {
    "round": _rounded,
    "signif": significant,
    "gcd": _common(math.gcd),
    "lcm": _common(math.lcm),
    "comb": _combinations,
}


def _product(values: tuple[Number, ...]) -> Number:
    total: Number = 1
    for value in values:
        total = multiply(total, value)
    return total


def _sum(values: tuple[Number, ...]) -> Number:
    total: Number = 0
    for value in values:
        total = add(total, value)
    return total


def largest_at(values: tuple[Number, ...]) -> Number:
    return max(range(len(values)), key=lambda index: values[index]) + 1


OF_LIST: dict[str, Callable[[tuple[Number, ...]], Number]] = {
    "sum": _sum,
    "prod": _product,
    "min": min,
    "max": max,
    "argmax": largest_at,
    "len": len,
}
LOOPS = {"sum", "prod", "argmax"}
FUNCTIONS = frozenset({*OF_ONE, *OF_TWO, *OF_LIST})


def one(value: Value) -> Number:
    if isinstance(value, tuple):
        raise Unfit("a list where one number is needed")
    return value


def literal(text: str) -> Number:
    """A number as it is written, exact: 0.7 is seven tenths."""
    if not re.fullmatch(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", text, re.ASCII):
        raise Unfit(f"'{text}' is no number")
    exponent = re.search(r"[eE]([+-]?\d+)", text)
    if exponent and abs(int(exponent.group(1))) > 300:
        raise Unfit(f"{text} is too large or too small")
    return settled(Fraction(text if not text.endswith(".") else text + "0"))
