"""A drill card: its numbers, its three grades of help, its solution, and what `check` says about it."""

from __future__ import annotations

import contextlib
import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.cards.deck_file import read
from interviewprep.cards.model import Card, Level
from interviewprep.drills.check import check_drill
from interviewprep.drills.draw import Draw, draw, seed_of, with_values
from interviewprep.drills.drill import Drill, Help
from interviewprep.drills.lines import drill_of, read_drill, split_unit
from interviewprep.drills.operations import Unfit
from interviewprep.drills.practice import AGAIN, EASY, GOOD, HARD, expected_seconds, help_for, suggested_rating
from interviewprep.drills.scratchpad import Amount, amounts, scratch
from interviewprep.drills.solution import formula_help, solution

KV = """\
## KV-cache per token {#kv .mid}

A model has {{L}} and {{hkv}} KV heads of size {{dh}}, {{b}} per number. How many KiB does a token need?

### Case

Your model of width {{d}} has {{L}} and {{hkv}} KV heads of size {{dh}}. How many KiB does a token need?

- missing: b = 2 — The cache is kept in BF16, {{b}} per number.

### Given

- L (layers), d, hq, hkv, dh: one of (32, 4096, 32, 8, 128), (80, 8192, 64, 8, 128) — layers, width, query heads, KV heads, head size
- b: choice(1, 2) bytes — bytes per number

### Formula

- numbers = 2 * L * hkv * dh — numbers per token
- numbers * b / 1024 -> KiB ± 1 %

### Working

- At {{b}} each, {{numbers}} numbers take {{numbers*b bytes}}: {{answer}}.

### Traps

- 2 * L * hq * dh * b / 1024: You counted the {{hq}} query heads.
- note: Keys and values both count.

### Why

It decides how many sequences fit.
"""

PLAIN = """\
## Sum {#sum .junior}

What is {{a}} plus {{b}}?

### Given

- a: choice(1, 2, 3)
- b: range(10, 30, 5)

### Formula

- a + b -> ± exact
"""


def card_of(text: str) -> Card:
    return next(read(f"---\ntitle: Drills\n---\n\n{text}", "drills.md").deck.cards())


def faults_of(text: str) -> list[str]:
    """Faults as `line-of-the-card rule message`."""
    return [
        f"{problem.line - 4} {problem.rule} {problem.message}" for problem in check_drill(card_of(text), "drills.md")
    ]


def drill_with(given: str, formula: str = "a -> ± 1 %", body: str = "{{a}}?") -> Drill:
    return drill_of(card_of(f"## D {{#d .mid}}\n\n{body}\n\n### Given\n\n{given}\n\n### Formula\n\n- {formula}\n"))


def draws(drill: Drill, count: int = 200) -> list[Draw]:
    return [draw(drill, seed_of("d", number)) for number in range(count)]


# --- drawing --------------------------------------------------------------------------------------------------------


def test_the_same_card_and_review_give_the_same_numbers_and_another_review_others() -> None:
    drill = drill_of(card_of(KV))
    first = [draw(drill, seed_of("kv", number)).names for number in range(20)]
    assert first == [draw(drill, seed_of("kv", number)).names for number in range(20)]
    assert len({str(names) for names in first}) > 2


def test_a_seed_gives_these_numbers_on_every_machine_and_release() -> None:
    assert draw(drill_of(card_of(PLAIN)), seed_of("sum", 7)).names == {"a": 2, "b": 20, "answer": 22}


@pytest.mark.parametrize(
    ("given_line", "values"),
    [
        ("- a: choice(1, 2.5)", {1, Fraction(5, 2)}),
        ("- a: range(10, 30, 10)", {10, 20, 30}),
        ("- a: powers_of_two(0.5, 5)", {Fraction(1, 2), 1, 2, 4}),
        ("- b: choice(1, 2)\n- a: 10 * b", {10, 20}),
        ("- a: range(1, 9, 1)\n- where: a % 4 == 0", {4, 8}),
        ("- a, b: one of (1, 10), (2, 20)\n- c: a * b", {1, 2}),
    ],
)
def test_values_are_drawn_from_what_the_line_says(given_line: str, values: set[int]) -> None:
    assert {draw.names["a"] for draw in draws(drill_with(given_line))} == values


def test_uniform_values_have_three_digits_and_stay_inside() -> None:
    drawn = [one.numbers["a"] for one in draws(drill_with("- a: uniform(1.2, 20)"))]
    assert all(isinstance(value, int | Fraction) and Fraction("1.2") <= value <= 20 for value in drawn)
    assert all(Fraction(str(value if isinstance(value, int) else float(value))) == value for value in drawn)
    assert len(set(drawn)) > 100


def test_what_is_drawn_together_stays_together() -> None:
    drill = drill_with("- a, b: one of (1, 10), (2, 20), (3, 30)", "b / a -> ± exact", "{{a}} {{b}}?")
    assert {one.answer for one in draws(drill)} == {10}


def test_conditions_on_the_result_throw_draws_away() -> None:
    drill = drill_with("- a: range(1, 100, 1)", "a**2 -> ± exact\n- where: 50 < answer < 500")
    assert {one.answer for one in draws(drill)} <= {number**2 for number in range(8, 23)}


def test_a_condition_that_never_holds_is_refused_instead_of_searched_for_ever() -> None:
    with pytest.raises(Unfit, match="no numbers meet the conditions"):
        draw(drill_with("- a: choice(1, 2)\n- where: a > 5"), "s")


def test_values_from_outside_take_the_place_of_drawn_ones_and_derived_ones_follow() -> None:
    drill = drill_with("- eff: choice(0.5)\n- t: choice(10)\n- a: 8 * t", "a / 2 -> s ± 1 %")
    assert with_values(drill, {"t": 3}).answer == 12
    assert with_values(drill, {"a": 5}).answer == Fraction(5, 2)
    with pytest.raises(Unfit, match="a has no value"):
        with_values(drill, {})


def test_a_text_is_shown_and_not_computed_with() -> None:
    drill = drill_with('- kind, a: one of ("BF16", 2), ("FP8", 1)', body="In {{kind}}: {{a}}?")
    assert {one.question for one in draws(drill)} == {"In BF16: 2?", "In FP8: 1?"}
    mixed = '## D\n\n{{a}} {{k}}?\n\n### Given\n\n- k: choice("x")\n- a: 2 * k\n\n### Formula\n\n- 2 -> ± 1 %\n'
    assert "8 drill-name k is a text and cannot be computed with" in faults_of(mixed)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("choice(1, 2) TB/s", ("choice(1, 2)", "TB/s")),
        ("989 TFLOP/s", ("989", "TFLOP/s")),
        ("12.5 %", ("12.5", "%")),
        ("a % b", ("a % b", "")),
        ("x if c else 3 s", ("x if c else 3", "s")),
        ("round(x, 1) ms", ("round(x, 1)", "ms")),
        ("7 µs", ("7", "µs")),
        ("2 * a * b", ("2 * a * b", "")),
    ],
)
def test_a_unit_is_told_apart_from_the_expression_before_it(text: str, parted: tuple[str, str]) -> None:
    assert split_unit(text) == parted


# --- help and solution ----------------------------------------------------------------------------------------------


def test_the_question_tells_its_numbers_with_their_units() -> None:
    question = with_values(drill_of(card_of(KV)), {"L": 80, "d": 8192, "hq": 64, "hkv": 8, "dh": 128, "b": 2}).question
    assert question.replace("\xa0", " ") == (
        "A model has 80 layers and 8 KV heads of size 128, 2 bytes per number. How many KiB does a token need?"
    )


def test_one_of_a_thing_is_singular() -> None:
    assert with_values(drill_with("- a: choice(1) GPUs"), {"a": 1}).question.replace("\xa0", " ") == "1 GPU?"
    assert with_values(drill_with("- a: choice(1) matrices"), {"a": 1}).question.replace("\xa0", " ") == "1 matrix?"


def test_the_case_hides_a_number_and_says_it_when_asked() -> None:
    one = draw(drill_of(card_of(KV)), seed_of("kv", 1), Help.CASE)
    assert "bytes" not in one.question
    assert one.reply.replace("\xa0", " ") == "The cache is kept in BF16, 2 bytes per number."
    assert one.numbers["b"] == 2


def test_the_formula_is_given_as_help_with_what_its_names_mean() -> None:
    lines = formula_help(draw(drill_of(card_of(KV)), "s"), plain=True)
    assert lines[:2] == ("numbers = 2 · L · hkv · dh (numbers per token)", "numbers · b / 1024")
    assert lines[2] == "L layers, hkv KV heads, dh head size, b bytes per number"


def test_the_solution_shows_formula_substitution_result_slips_and_why() -> None:
    way = solution(with_values(drill_of(card_of(KV)), {"L": 80, "d": 8192, "hq": 64, "hkv": 8, "dh": 128, "b": 2}))
    assert [line.plain().replace("\xa0", " ").replace("\u202f", " ") for line in way.lines] == [
        "Numbers per token: numbers = 2 · L · hkv · dh = 2 · 80 · 8 · 128 = 163 840",
        "numbers · b / 1024 = 163 840 · 2 / 1024 = 320 KiB",
    ]
    assert way.lines[1].tex().startswith(r"$\frac{\mathrm{numbers} \cdot b}{1024} = ")
    assert way.result.replace("\xa0", " ") == "320 KiB"
    assert way.working[0].replace("\xa0", " ").replace("\u202f", " ") == (
        "At 2 bytes each, 163 840 numbers take 327 680 bytes: 320 KiB."
    )
    assert way.slips == ("You counted the 64 query heads.", "Keys and values both count.")
    assert way.why == "It decides how many sequences fit."


@pytest.mark.parametrize(
    ("level", "stability", "grade"),
    [
        (Level.JUNIOR, 0, Help.FORMULA), (Level.JUNIOR, 10, Help.NONE), (Level.JUNIOR, 60, Help.CASE),
        (Level.MID, 0, Help.FORMULA), (Level.MID, 3, Help.NONE), (Level.MID, 30, Help.CASE),
        (Level.SENIOR, 0, Help.NONE), (Level.SENIOR, 8, Help.CASE), (None, 3, Help.NONE),
    ],
)  # fmt: skip
def test_less_is_given_away_the_better_a_drill_is_known(level: Level, stability: float, grade: Help) -> None:
    assert help_for(drill_of(card_of(KV)), level, stability) is grade


def test_a_drill_without_a_case_is_never_asked_as_one() -> None:
    assert help_for(drill_of(card_of(PLAIN)), Level.SENIOR, 500) is Help.NONE


@pytest.mark.parametrize(
    ("right", "flawed", "grade", "share", "rating"),
    [
        (False, False, Help.NONE, 0.1, AGAIN), (True, True, Help.NONE, 0.1, HARD), (True, False, Help.NONE, 0.5, EASY),
        (True, False, Help.FORMULA, 0.5, GOOD), (True, False, Help.NONE, 1.0, GOOD), (True, False, Help.CASE, 2.1, HARD),
    ],
)  # fmt: skip
def test_the_rating_follows_from_result_time_and_help(
    right: bool, flawed: bool, grade: Help, share: float, rating: int
) -> None:
    expected = expected_seconds(Level.MID, grade)
    assert (
        suggested_rating(right=right, flawed=flawed, help_=grade, seconds=share * expected, expected=expected) == rating
    )


# --- the scratchpad -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("989 TFLOP/s / (3.35 TB/s)", "295.224 FLOP/byte"),
        ("2*80*8*128*2 B in KiB", "320 KiB"),
        ("140 GB / (3.35 TB/s)", "41.791 ms"),
        ("2^20", "1 048 576"),
        ("kv = 2*L*8*128", "163 840"),
        ("P / (3.35 TB/s)", "295.224 FLOP/byte"),
        ("5 min + 30 s", "5.5 min"),
        ("16 GiB in GB", "17.1799 GB"),
        ("700 W * 24 h in kWh", "16.8 kWh"),
        ("12.5 % * 80", "10"),
        ("ceil(210/(12*0.7))", "25"),
        ("3 GB + 2 s", "[information] and [time] do not add up or compare"),
        ("5 GB in s", "this is no quantity in s"),
        ("nothing", "nothing has no value"),
    ],
)
def test_the_scratchpad_computes_with_units(line: str, result: str) -> None:
    names = {"L": Amount(80), "P": Amount(989, "TFLOP/s")}
    assert scratch(line, names).text.replace("\xa0", " ").replace("\u202f", " ") == result


def test_the_scratchpad_knows_the_numbers_of_the_drill_and_what_was_computed_before() -> None:
    names = amounts(with_values(drill_of(card_of(KV)), {"L": 80, "d": 1, "hq": 64, "hkv": 8, "dh": 128, "b": 2}))
    first = scratch("per_layer = 2 * hkv * dh * b", names)
    assert first.amount is not None
    assert scratch("per_layer * L in KiB", {**names, first.name: first.amount}).text.replace("\xa0", " ") == "320 KiB"


@given(st.text(alphabet="0123456789.+-*/^%()=, aBGKLMPTbinostx/µ$\n", max_size=30))
def test_the_scratchpad_says_something_about_any_line(line: str) -> None:
    assert isinstance(scratch(line, {"L": Amount(80), "P": Amount(989, "TFLOP/s")}).text, str)


# --- check ----------------------------------------------------------------------------------------------------------


def test_a_good_drill_has_no_faults() -> None:
    assert faults_of(KV) == []
    assert faults_of(PLAIN) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("- b: choice(1, 2) bytes", "- b choice", "14 drill-grammar"),
        ("- b: choice(1, 2) bytes", "- b: open(3)", "14 drill-grammar"),
        ("- b: choice(1, 2) bytes", "- b: range(1, 2) bytes", "14 drill-grammar"),
        ("(80, 8192, 64, 8, 128)", "(80, 8192, 64, 8)", "13 drill-grammar"),
        ("- b: choice", "- L: choice", "14 drill-name"),
        ("numbers * b / 1024 ->", "numbers * bb / 1024 ->", "19 drill-name"),
        ("{{b}} per number. How", "{{bb}} per number. How", "3 drill-name"),
        ("-> KiB ± 1 %", "-> KiB", "19 drill-grammar"),
        ("-> KiB ± 1 %", "-> KiBs/s ± 1 %", "19 drill-unit"),
        ("-> KiB ± 1 %", "-> ms ± 1 %", "19 drill-unit"),
        ("2 * L * hq * dh", "2 * L * hkv * dh", "27 drill-trap"),
        ("- note: Keys", "- 2 *: Keys", "28 drill-grammar"),
        ("- missing: b = 2 —", "- missing: q = 2 —", "9 drill-name"),
        ("size {{dh}}. How", "size {{dh}}, {{b}}. How", "9 drill-name"),
        ("Your model of width {{d}} has", "Your model has", "9 drill-case"),
        ("At {{b}} each, {{numbers}}", "At {{1/(b-b)}} each, {{numbers}}", "23 drill-grammar"),
        ("- numbers = 2 * L * hkv * dh", "- numbers = 2 * L * hkv * dh / (b - 1)", "19 drill-draw"),
        ("{{b}} per number. How many", "some bytes per number. How many", "1 drill-name"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    assert old in KV
    found = faults_of(KV.replace(old, new, 1))
    assert [one for one in found if one.startswith(f"{fault} ")], found


def test_a_name_that_nothing_uses_is_told() -> None:
    assert [
        one for one in faults_of(PLAIN.replace("- a:", "- q: choice(4)\n- a:")) if one.startswith("7 drill-unused q")
    ]


def test_a_share_above_a_hundred_per_cent_is_told() -> None:
    found = faults_of(PLAIN.replace("a + b -> ± exact", "10 * a * b -> % ± 1 %"))
    assert found
    assert "a share of" in found[0]


def test_a_number_shown_rounded_is_told() -> None:
    found = faults_of(PLAIN.replace("- b: range(10, 30, 5)", "- b: a / 7"))
    assert found
    assert "b is shown rounded" in found[0]


HOSTILE = {
    "a sum in a condition that never holds": ("- a: choice(1, 2)\n- where: sum(k, 1, 900, k**2) / a < 0", "{{a}}", ""),
    "sixty thousand values": (f"- a: choice({','.join(['1'] * 60000)})", "{{a}}", ""),
    "thirty thousand rows": (f"- a, b: one of {','.join(['(1, 2)'] * 30000)}", "{{a}}", ""),
    "five thousand lines": ("- a: choice(1, 2)\n" + "\n".join(f"- n{i}: a + {i}" for i in range(5000)), "{{a}}", ""),
    "sums in a text": ("- a: choice(1, 2)", "{{sum(k, 1, 1200, k * a)}}" * 70, ""),
    "braces that never close": ("- a: choice(1, 2)", "{{" * 50000, ""),
    "comments that never close": ("- a: choice(1, 2)" + "<!--" * 40000, "{{a}}", ""),
    "one long line": ("- a: " + "a " * 80000, "{{a}}", ""),
    "sums in traps": ("- a: choice(1, 2)", "{{a}}", "\n### Traps\n\n" + "- sum(k, 1, 1200, k * a): x\n" * 40),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_drill_stalls_reading_drawing_or_checking(name: str) -> None:
    given_lines, body, traps = HOSTILE[name]
    card = card_of(f"## D {{#d}}\n\n{body}\n\n### Given\n\n{given_lines}\n\n### Formula\n\n- a -> ± 1 %\n{traps}")
    before = time.process_time()
    drill, _ = read_drill(card)
    if drill is not None:
        with contextlib.suppress(Unfit):
            assert draw(drill, "s").question
    assert time.process_time() - before < 1.0
    check_drill(card, "d.md")
    assert time.process_time() - before < 6.0


def test_the_example_of_the_manual_passes_its_check() -> None:
    manual = (Path(__file__).parents[2] / "docs/drills.md").read_text("utf-8")
    example = manual.split("````markdown\n")[1].split("````")[0]
    assert check_drill(card_of(example), "docs/drills.md") == ()


@given(st.text(alphabet='- abc:=\n*(),12.±%>"—{}#', max_size=80))
def test_any_text_in_a_drill_is_read_or_refused(scraps: str) -> None:
    card = card_of(
        f"## D {{#d}}\n\n{{{{a}}}}\n\n### Given\n\n- a: choice(1, 2)\n{scraps}\n\n### Formula\n\n{scraps}\n- a -> s ± 1 %\n"
    )
    drill, faults = read_drill(card)
    if drill is not None and not faults:
        check_drill(card, "drills.md")
