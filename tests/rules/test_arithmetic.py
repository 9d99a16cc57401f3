"""The arithmetic of drills: exact where rounding decides, and no way out of it, for whoever writes the deck."""

from __future__ import annotations

import math
import time
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interviewprep.drills.arithmetic import MAX_SOURCE, evaluate, expression
from interviewprep.drills.computed import computation_fault, computation_holds
from interviewprep.drills.formula_text import plain, tex
from interviewprep.drills.number_text import shown
from interviewprep.drills.operations import FUNCTIONS, Unfit
from interviewprep.drills.student import t975

LONGEST_S = 1.0
"""Of processor time. The bounds hold any expression far below it; a stall takes for ever."""


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("ceil(210 / (12 * 0.7))", 25),
        ("floor(0.1 * 3 / 0.3)", 1),
        ("(1 - 0.999) * 30 * 24 * 60", Fraction(216, 5)),
        ("7 // 2 + 7 % 4", 6),
        ("2**10 - 2**-1", Fraction(2047, 2)),
        ("-2**2", -4),
        ("1e3 + 2.5e-1", Fraction(4001, 4)),
        ("gcd(24, 32) + lcm(4, 6)", 20),
        ("factorial(5) + comb(5, 2)", 130),
        ("sum(k, 1, 4, k**2)", 30),
        ("prod(k, 1, 4, k)", 24),
        ("argmax(k, 1, 9, 5 * k - k**2)", 2),
        ("sum([1, 2, 3] * 2) + max([4, 9]) + len([1, 1]) + argmax([3, 7, 5])", 25),
        ("1 if 2 < 3 <= 3 and not 1 > 2 else 0", 1),
        ("round(2.345, 2) + round(-0.5)", Fraction(234, 100)),
        ("signif(123456, 3) + signif(0.0012345, 2)", Fraction(1230000012, 10000)),
        ("abs(-3) + min(2, 1, 5)", 4),
    ],
)
def test_whole_numbers_and_decimals_are_exact(source: str, value: Fraction) -> None:
    assert evaluate(source) == value


@pytest.mark.parametrize(
    ("source", "value"), [("sqrt(2)", 2**0.5), ("log(100)", 4.605170185988092), ("log2(8) + log10(1000) + exp(0)", 7.0)]
)
def test_roots_and_logarithms_are_floats(source: str, value: float) -> None:
    assert evaluate(source) == pytest.approx(value)


def test_numbers_past_the_bound_go_on_as_floats() -> None:
    assert evaluate("2**200") == 2**200
    assert isinstance(evaluate("2**300"), float)
    assert evaluate("0.99**100") == pytest.approx(0.99**100)


def test_students_t_is_that_of_the_tables() -> None:
    published = {1: 12.706, 2: 4.303, 9: 2.262, 19: 2.093, 30: 2.042, 40: 2.021, 60: 2.000, 120: 1.980}
    assert {freedom: round(t975(freedom), 3) for freedom in published} == published


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os')", "().__class__", "a.b", "a[0]", "lambda: 1", "[x for x in y]", "f'{1}'", "'a'", "1j", "0x10",
        "x := 1", "{1: 2}", "True", "None", "1_000", "print(1)", "open(1)", "eval(1)", "sum", "sum(1)", "max()", "1 +",
        "", "exec(1)", "abs(x=1)", "min(*[1, 2])", "1 @ 2", "1 & 2", "~1", "a is b", "a in b", "a; b", "a\\b", "1e", "\x00",
        "ｓｕｍ([1])", "yield 1", "await a", "sum(1, 2, 3, 4)", "sum(sum, 1, 2, 3)",
    ],
)  # fmt: skip
def test_nothing_but_arithmetic_is_read(source: str) -> None:
    with pytest.raises(Unfit):
        evaluate(source, {"a": 1, "b": 2, "x": 3, "y": 4})


@pytest.mark.parametrize(
    "source",
    [
        "1 / 0", "1 // 0", "1 % 0", "0**-1", "log(0)", "sqrt(-1)", "(-8)**0.5", "factorial(0.5)", "10**400", "1e999",
        "factorial(171)", "exp(1000)", "[1, 2] + [1, 2, 3]", "[1, 2] < 3", "9**9**9", "2**4096", "a + 1",
    ],
)  # fmt: skip
def test_what_has_no_finite_result_says_why(source: str) -> None:
    with pytest.raises(Unfit, match=r"\w"):
        evaluate(source)


@pytest.mark.parametrize(
    "source",
    [
        "9**9**9**9", "sum(k, 1, 10**9, k)", "sum(i, 1, 300, sum(j, 1, 300, i * j))", "(" * 300 + "1" + ")" * 300,
        "-" * 399 + "1", "prod(k, 1, 20000, 1 / k)", "sum(k, 1, 10000, comb(1000, 500))", "2**0.5**" * 60 + "2",
        "sum(k, 1, 9000, sum([1,2,3] * [k, k, k] ** 2))", "1" * MAX_SOURCE, "(1/3)**4096 * (1/7)**4096",
        "sum(k, 1, 20000, factorial(170) / 3)", "round(1/3, 300) ** 9", "gcd(2**255, 3**160)",
    ],
)  # fmt: skip
def test_nothing_stalls_it(source: str) -> None:
    before = time.process_time()
    try:
        assert math.isfinite(evaluate(source))
    except Unfit:
        pass
    assert time.process_time() - before < LONGEST_S


SCRAPS = st.sampled_from(
    [*sorted(FUNCTIONS), *"()[]+-*/%<>=,.0123456789abkx", "**", "//", "==", " if ", " else ", " and ", " not ", "1e300", "9" * 40,
     "__", "lambda", ".__class__", "{", "'", "\\", "\n", " for k in ", ":=", "import", "π", "²", "0.7", "(1/3)", "sum(k,1,9000,"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(SCRAPS, max_size=40).map("".join))
@example("sum(k,1,9000,sum(k,1,9000,k))")
def test_any_text_gives_a_number_or_a_reason(source: str) -> None:
    before = time.process_time()
    try:
        value = evaluate(source, {"a": 3, "b": Fraction(1, 3), "k": 2, "x": 0.5})
    except Unfit as reason:
        assert str(reason)
    else:
        assert isinstance(value, int | Fraction | float)
        assert abs(value) < float("inf")
    assert time.process_time() - before < LONGEST_S


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_characters_at_all_give_a_number_or_a_reason(source: str) -> None:
    try:
        assert isinstance(evaluate(source), int | Fraction | float)
    except Unfit as reason:
        assert str(reason)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("6*N_B*1e9*D/(G*P_T*1e12)", "6 · N · 10⁹ · D / (G · P · 10¹²)"),
        ("ceil(a/(b*c)) + s", "⌈a / (b · c)⌉ + s"),
        ("a - (b - c) - d", "a − (b − c) − d"),
        ("(1 - a**(g + 1))/(1 - a)", "(1 − a^(g + 1)) / (1 − a)"),
        ("sqrt(2*x)**2", "√(2 · x)²"),
        ("sum(k, 0, c - 1, a**k/factorial(k))", "Σ(k = 0…c − 1: a^k / k!)"),
    ],
)
def test_formulas_are_printed_as_people_write_them(source: str, expected: str) -> None:
    assert plain(expression(source)) == expected


def test_formulas_become_tex_with_numbers_in_place_of_names() -> None:
    formula = expression("2*F/(P_T*1e12)")
    assert tex(formula) == r"\frac{2 \cdot F}{P \cdot 10^{12}}"
    assert tex(expression("dl / 60 / tau")) == r"\frac{\mathrm{dl}}{60 \cdot \tau}"
    assert tex(formula, {"F": "1.2 × 10⁹", "P_T": "989"}) == r"\frac{2 \cdot 1.2 \times 10^{9}}{989 \cdot 10^{12}}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (4096, "4096"), (16777216, "16\u202f777\u202f216"), (Fraction(335, 100), "3.35"), (295.2238, "295.2"),
        (1365.333, "1365"), (0.00123456, "0.001235"), (0.0000312, "3.12 × 10⁻⁵"), (588 * 10**21, "5.88 × 10²³"),
        (10**9, "10⁹"), (-2.5, "−2.5"), (Fraction(99999, 1000), "99.999"), (0, "0"), (999.96, "1000"),
    ],
)  # fmt: skip
def test_numbers_are_shown_with_sensible_digits(value: float, expected: str) -> None:
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("computed", "shown_as", "tolerance", "holds"),
    [
        ("2*80*8*128*2/1024", "320", "", True),
        ("100*7/39", "17.9", "", True),
        ("100*7/39", "17.8", "", False),
        ("100*7/39", "18", "1 %", True),
        ("100*7/39", "18.2", "1 %", False),
        ("989/3.35", "295.2", "0.05", True),
        ("1/8", "12.5e-2", "", True),
        ("-1/3", "-0.33", "", True),
    ],
)
def test_a_computed_number_holds_to_the_digits_shown_or_its_tolerance(
    computed: str, shown_as: str, tolerance: str, holds: bool
) -> None:
    assert computation_holds(computed, shown_as, tolerance) is holds
    assert (computation_fault(computed, shown_as, tolerance) == "") is holds


def test_a_computation_that_is_none_is_a_fault_with_its_reason() -> None:
    assert "cannot be computed" in computation_fault("open('x')", "3")
    assert "cannot be computed" in computation_fault("1 + 1", "")
