"""Answers as people write them: read, converted and judged, and what is said when they are wrong."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.cards.deck_file import read
from interviewprep.drills.answer import judge
from interviewprep.drills.draw import Draw, draw, with_values
from interviewprep.drills.drill import Help
from interviewprep.drills.findings import SAID, Finding, Judged, Judgement
from interviewprep.drills.lines import drill_of

GIVEN = "- a: choice(1, 2)\n- b: choice(1, 2)\n"


def asked(formula: str, values: dict[str, int | float], traps: str = "", given_lines: str = GIVEN) -> Draw:
    """A drill with this formula and these values of a and b."""
    parts = f"### Given\n\n{given_lines}\n### Formula\n\n{formula}\n"
    text = f"---\ntitle: D\n---\n\n## D {{#d}}\n\n{{{{a}}}} {{{{b}}}}?\n\n{parts}"
    text += f"\n### Traps\n\n{traps}\n" if traps else ""
    return with_values(drill_of(next(read(text, "d.md").deck.cards())), values)


CACHE = asked(
    "- numbers = 2 * 80 * 8 * 128 — numbers per token\n- numbers * a / 1024 -> KiB ± 1 %",
    {"a": 2, "b": 1},
    "- 2 * 80 * 64 * 128 * a / 1024: You counted the query heads.",
)
"""320 KiB"""
RATE = asked("- a * b -> GB/s ± 2 %", {"a": 340, "b": 1}, "- 8 * a * b: That is in gigabits.")
"""340 GB/s"""
SHARE = asked("- 100 * a / b -> % ± 1 %", {"a": 1, "b": 8})
"""12.5 %"""
COUNT = asked("- ceil(a / b) -> blocks ± exact", {"a": 1000000, "b": 1024}, "- floor(a / b): You rounded down.")
"""977 blocks"""
LARGE = asked("- a * b -> ± 1 %", {"a": 1234.5, "b": 1000})
"""1 234 500"""
SMALL = asked("- a / b -> ± 1 %", {"a": 1234, "b": 1000})
"""1.234"""
TIME = asked("- a * b -> s ± 1 %", {"a": 300, "b": 1})
"""300 s"""
WIDTH = asked("- a * b -> million parameters ± 1 %", {"a": 8.03, "b": 1000})
"""8030 million parameters"""
SPEEDUP = asked("- a / b -> × ± 1 %", {"a": 28, "b": 10})
"""2.8 ×"""
MONEY = asked("- a / b -> USD ± 2 %", {"a": 48, "b": 100})
"""0.48 USD"""
BOUND = asked(
    "- min(989, a * b) -> TFLOP/s ± 2 %, choice(memory-bound, compute-bound) = a * b < 989", {"a": 64, "b": 3.35}
)
"""214.4 TFLOP/s, memory-bound"""
WAY = asked("- gcd(a, b) -> -way ± exact", {"a": 8, "b": 32})
"""8-way"""
CHANCE = asked("- a / b -> ± 2 %", {"a": 1, "b": 8})
"""0.125"""
MEMORY = asked("- a * b -> GB ± 1 %", {"a": 34.36, "b": 1})
"""34.36 GB"""

RIGHT = [
    (CACHE, "320"), (CACHE, "320 KiB"), (CACHE, "3.2e2"), (CACHE, "320 KB"), (CACHE, "327.68 kB"), (CACHE, "327680 bytes"),
    (CACHE, "0.3125 MiB"), (CACHE, "0,3125 MiB"), (CACHE, "2*80*8*128*2/1024"), (CACHE, "320 KiB/token"),
    (CACHE, "320 KiB per token"), (CACHE, "about 320"), (CACHE, "≈ 320 KiB"), (CACHE, "320kib"), (CACHE, "2.5 Mibit"),
    (CACHE, "5 * 2^6"), (CACHE, "= 320."),
    (RATE, "340 GB/s"), (RATE, "0.34 TB/s"), (RATE, "0,34 TB/s"), (RATE, "340 GBps"), (RATE, "2720 Gbit/s"),
    (RATE, "2.72 Tbps"), (RATE, "340e9 B/s"), (RATE, "20.4 TB/min"), (RATE, "340 gb/s"), (RATE, "340 GB/sec"),
    (SHARE, "12.5"), (SHARE, "12.5 %"), (SHARE, "12,5%"), (SHARE, "12.5 per cent"), (SHARE, "1/8 × 100"), (SHARE, "100/8"),
    (COUNT, "977"), (COUNT, "977 blocks"), (COUNT, "977.0"), (COUNT, "0.977k"),
    (LARGE, "1234500"), (LARGE, "1,234,500"), (LARGE, "1.234.500"), (LARGE, "1 234 500"), (LARGE, "1.2345e6"),
    (LARGE, "1.2345M"), (LARGE, "1.23 × 10⁶"), (LARGE, "1234.5k"), (LARGE, "1'234'500"),
    (SMALL, "1.234"), (SMALL, "1,234"), (SMALL, "1234/1000"),
    (TIME, "5 min"), (TIME, "300000 ms"), (TIME, "4 min 60 s"), (TIME, "1/12 h"), (TIME, "5 minutes"), (TIME, "3e8 µs"),
    (WIDTH, "8.03 B"), (WIDTH, "8030 M parameters"), (WIDTH, "8.03 billion"), (WIDTH, "8,03e9 parameters"),
    (SPEEDUP, "2.8x"), (SPEEDUP, "2.8 ×"), (SPEEDUP, "2.8 times"), (SPEEDUP, "280 %"), (SPEEDUP, "14/5"),
    (MONEY, "$0.48"), (MONEY, "US$ 0.48"), (MONEY, "0,48 USD"), (MONEY, "0.00048 k$"),
    (BOUND, "214 TFLOP/s memory-bound"), (BOUND, "memory bound, 214.4"), (BOUND, "0.2144 PFLOP/s (memory)"),
    (BOUND, "214 TFLOPS memory"), (WAY, "8"), (WAY, "8-way"), (WAY, "8 way"), (CHANCE, "0.125"), (CHANCE, "12.5 %"),
    (CHANCE, "1/8"), (CHANCE, "2^-3"), (MEMORY, "34.4 GB"), (MEMORY, "32 GiB"),
]  # fmt: skip

WRONG = [
    # a known slip of the card
    (CACHE, "2560", Judged.TRAPPED, Finding.TRAP), (CACHE, "2.5 MiB", Judged.TRAPPED, Finding.TRAP),
    (CACHE, "2 560 KiB", Judged.TRAPPED, Finding.TRAP), (RATE, "2720", Judged.TRAPPED, Finding.TRAP),
    (RATE, "2.72 TB/s", Judged.TRAPPED, Finding.TRAP), (COUNT, "976", Judged.TRAPPED, Finding.TRAP),
    # a step on the way
    (CACHE, "163840", Judged.WRONG, Finding.STEP), (CACHE, "1.638e5", Judged.WRONG, Finding.STEP),
    # powers of two and ten, bits for bytes
    (CACHE, "160", Judged.WRONG, Finding.POWER_OF_TWO), (CACHE, "5120 KiB", Judged.WRONG, Finding.POWER_OF_TWO),
    (CACHE, "640", Judged.WRONG, Finding.POWER_OF_TWO), (SPEEDUP, "5.6", Judged.WRONG, Finding.POWER_OF_TWO),
    (CACHE, "40", Judged.WRONG, Finding.BITS), (MEMORY, "275 GB", Judged.WRONG, Finding.BITS),
    (CACHE, "3200", Judged.WRONG, Finding.POWER_OF_TEN), (RATE, "3.4 TB/s", Judged.WRONG, Finding.POWER_OF_TEN),
    (RATE, "0.34", Judged.WRONG, Finding.POWER_OF_TEN), (SHARE, "1.25", Judged.WRONG, Finding.POWER_OF_TEN),
    (MONEY, "48", Judged.WRONG, Finding.POWER_OF_TEN), (LARGE, "1234.5", Judged.WRONG, Finding.POWER_OF_TEN),
    (WIDTH, "8.03", Judged.WRONG, Finding.POWER_OF_TEN), (TIME, "3 s", Judged.WRONG, Finding.POWER_OF_TEN),
    # near, or far by a factor
    (CACHE, "330", Judged.WRONG, Finding.NEAR), (CACHE, "300 KiB", Judged.WRONG, Finding.NEAR),
    (RATE, "360 GB/s", Judged.WRONG, Finding.NEAR), (SHARE, "13 %", Judged.WRONG, Finding.NEAR),
    (MONEY, "$0.50", Judged.WRONG, Finding.NEAR), (CHANCE, "0.12", Judged.WRONG, Finding.NEAR),
    (TIME, "4 min 30 s", Judged.WRONG, Finding.NEAR), (SMALL, "1.3", Judged.WRONG, Finding.NEAR),
    (CACHE, "1000", Judged.WRONG, Finding.FACTOR), (SPEEDUP, "9x", Judged.WRONG, Finding.FACTOR),
    (LARGE, "4e6", Judged.WRONG, Finding.FACTOR), (SHARE, "80", Judged.WRONG, Finding.FACTOR),
    # counts want the whole number
    (COUNT, "978", Judged.WRONG, Finding.COUNT), (COUNT, "976.6", Judged.WRONG, Finding.COUNT),
    (COUNT, "976.5625", Judged.WRONG, Finding.COUNT), (WAY, "7", Judged.WRONG, Finding.COUNT),
    (WAY, "32-way", Judged.WRONG, Finding.POWER_OF_TWO), (COUNT, "1000", Judged.WRONG, Finding.NEAR),
    # sign and zero
    (SPEEDUP, "-2.8", Judged.WRONG, Finding.SIGN), (SHARE, "0", Judged.WRONG, Finding.ZERO),
    # another kind of quantity
    (CACHE, "320 s", Judged.WRONG_DIMENSION, Finding.DIMENSION),
    (CACHE, "320 KiB/s", Judged.WRONG_DIMENSION, Finding.DIMENSION),
    (RATE, "340 GB", Judged.WRONG_DIMENSION, Finding.DIMENSION), (RATE, "340 W", Judged.WRONG_DIMENSION, Finding.DIMENSION),
    (RATE, "340 GFLOP/s", Judged.WRONG_DIMENSION, Finding.DIMENSION),
    (TIME, "300 tokens", Judged.WRONG_DIMENSION, Finding.DIMENSION),
    (MONEY, "0.48 J", Judged.WRONG_DIMENSION, Finding.DIMENSION), (SHARE, "12.5 ms", Judged.WRONG_DIMENSION, Finding.DIMENSION),
    (COUNT, "977 ms", Judged.WRONG_DIMENSION, Finding.DIMENSION), (BOUND, "214 TB/s memory", Judged.WRONG_DIMENSION, Finding.DIMENSION),
    # the second half
    (BOUND, "214.4 compute-bound", Judged.WRONG, Finding.WORD_WRONG), (BOUND, "989 compute", Judged.WRONG, Finding.FACTOR),
    # not an answer
    (CACHE, "", Judged.UNREADABLE, Finding.UNREADABLE), (CACHE, "no idea", Judged.UNREADABLE, Finding.UNREADABLE),
    (CACHE, "320 flurbs", Judged.UNREADABLE, Finding.UNREADABLE), (CACHE, "1e999", Judged.UNREADABLE, Finding.UNREADABLE),
    (CACHE, "9^9^9^9", Judged.UNREADABLE, Finding.UNREADABLE), (CACHE, "KiB", Judged.UNREADABLE, Finding.UNREADABLE),
    (CACHE, "1" * 500, Judged.UNREADABLE, Finding.UNREADABLE), (CACHE, "1.2.3,4,5", Judged.UNREADABLE, Finding.UNREADABLE),
]  # fmt: skip


@pytest.mark.parametrize(("question", "typed"), RIGHT, ids=[typed for _, typed in RIGHT])
def test_an_answer_as_people_write_it_is_right(question: Draw, typed: str) -> None:
    found = judge(question, typed)
    assert found.right, found.said


@pytest.mark.parametrize(("question", "typed", "judged", "finding"), WRONG, ids=[typed[:20] for _, typed, *_ in WRONG])
def test_a_wrong_answer_is_told_why(question: Draw, typed: str, judged: Judged, finding: Finding) -> None:
    found = judge(question, typed)
    assert (found.judged, found.finding) == (judged, finding), found.said


def test_there_are_sixty_of_each() -> None:
    assert len(RIGHT) >= 60
    assert len(WRONG) >= 60


# --- what is said ---------------------------------------------------------------------------------------------------


def said(found: Judgement) -> str:
    return found.said.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("question", "typed", "sentence"),
    [
        (CACHE, "320", "Right: 320 KiB."),
        (CACHE, "2560", "You counted the query heads."),
        (CACHE, "163840", "That is a step on the way: numbers per token. The answer is 320 KiB."),
        (RATE, "3.4 TB/s", "10 times too large: check the power of ten. It is 340 GB/s."),
        (CACHE, "160", "2 times too small, a power of two. It is 320 KiB."),
        (CACHE, "300", "6.2 % too small. It is 320 KiB."),
        (COUNT, "976.6", "Off by 0.4. The whole number asked for is 977 blocks."),
        (RATE, "340 GB", "340 GB is another kind of quantity than the GB/s asked for. It is 340 GB/s."),
        (MEMORY, "32", "Right in GiB. In GB it is 34.36 GB: 1 GiB is 1.074 GB."),
        (SHARE, "0.125", "Right as a share. In per cent it is 12.5 %."),
        (CHANCE, "12.5", "Right in per cent. As a share it is 0.125."),
        (CACHE, "327680", "Right without the prefix. In the unit asked for it is 320 KiB."),
        (BOUND, "214.4", "The number is right. The second half of the answer is missing: memory-bound."),
        (BOUND, "214.4 compute-bound", "The number is right, the word is not: memory-bound."),
        (CACHE, "no idea", "This cannot be read as an answer: no number at the beginning of 'no idea'."),
    ],
)
def test_each_finding_has_its_sentence(question: Draw, typed: str, sentence: str) -> None:
    assert said(judge(question, typed)) == sentence


def test_every_finding_has_a_sentence() -> None:
    assert set(SAID) == set(Finding)


@pytest.mark.parametrize(
    ("question", "typed", "note"),
    [
        (SMALL, "1,234", "1,234 read as 1.234"),
        (LARGE, "1.234.500", ""),
        (asked("- a * b -> ± 1 %", {"a": 1234, "b": 1}), "1.234", "1.234 read as 1234"),
        (CACHE, "320 KB", "1 KB read as 1024 bytes"),
    ],
)
def test_where_two_readings_differ_the_right_one_counts_and_is_told(question: Draw, typed: str, note: str) -> None:
    found = judge(question, typed)
    assert found.right
    assert found.note.replace("\u202f", " ") == note


@pytest.mark.parametrize(
    ("question", "typed"), [(MEMORY, "32"), (SHARE, "0.125"), (CHANCE, "12.5"), (CACHE, "327680"), (BOUND, "214.4")]
)
def test_right_but_for_the_unit_or_half_is_neither_right_nor_wrong(question: Draw, typed: str) -> None:
    assert judge(question, typed).judged is Judged.RIGHT_BUT


@pytest.mark.parametrize("typed", ["0.27 USD, stay", "stays 0.27", "0.27 and it stays", "0.27 USD (stay)"])
def test_the_word_may_be_bent(typed: str) -> None:
    question = asked("- a / b -> USD ± 1 %, choice(stay, disappear) = a < b", {"a": 27, "b": 100})
    assert judge(question, typed).judged is Judged.RIGHT


def test_a_wrong_number_with_the_right_word_tells_both() -> None:
    found = judge(BOUND, "300 TFLOP/s memory-bound")
    assert found.judged is Judged.WRONG
    assert found.word_right is True


@pytest.mark.parametrize(
    ("formula", "values", "right", "wrong"),
    [
        ("- a + b -> dB ± 0.1 dB", {"a": 48.16, "b": 1.76}, "50 dB", "50.1 dB"),
        ("- a / b -> ± a / 100", {"a": 3, "b": 2}, "1.52", "1.54"),
        ("- a * b -> runs ± 1 % or 1", {"a": 36, "b": 1}, "37", "38"),
        ("- a / b -> bits ± exact", {"a": 9, "b": 2}, "4.51", "4.53"),
        ("- a * b -> samples ± exact", {"a": 299, "b": 1}, "299", "300"),
        ("- a -> tokens ± exact\n- accept: said >= 1 and abs(said - a) <= b", {"a": 6, "b": 1}, "5", "4"),
    ],
)
def test_the_tolerance_is_that_of_the_card(formula: str, values: dict[str, float], right: str, wrong: str) -> None:
    assert judge(asked(formula, values), right).right
    assert not judge(asked(formula, values), wrong).right


@pytest.mark.parametrize(
    ("question", "typed", "judged"),
    [(CACHE, "500", Judged.RIGHT), (CACHE, "110", Judged.RIGHT), (CACHE, "1200", Judged.WRONG), (SHARE, "15", Judged.RIGHT),
     (SHARE, "30", Judged.WRONG), (RATE, "0.5 TB/s", Judged.RIGHT), (RATE, "5 s", Judged.WRONG_DIMENSION)],
)  # fmt: skip
def test_in_the_head_the_order_of_magnitude_is_enough(question: Draw, typed: str, judged: Judged) -> None:
    assert judge(question, typed, mental=True).judged is judged


def test_a_sensible_assumption_is_as_good_as_asking() -> None:
    case = "### Case\n\nA run of {{a}} h, {{c}} W.\n\n- missing: b = 0.4, 0.3 to 0.5 — It is {{b}}.\n"
    given_lines = "- a: choice(10)\n- b: choice(0.2, 0.4, 0.6)\n- c: choice(700)\n"
    text = f"## D {{#d}}\n\n{{{{a}}}} {{{{b}}}}?\n\n{case}\n### Given\n\n{given_lines}\n### Formula\n\n- a / b -> h ± 1 %\n"
    question = draw(drill_of(next(read(text, "d.md").deck.cards())), "d#0", Help.CASE)
    assert judge(question, "25").judged is Judged.RIGHT
    assert judge(question, "22").finding is Finding.ASSUMPTION
    assert judge(question, "22", asked=True).judged is Judged.WRONG
    assert judge(question, "50").judged is Judged.WRONG


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,eE+-*/^ ()%$×kMGTiBbs", max_size=24))
def test_any_text_at_all_is_judged(typed: str) -> None:
    for question in (CACHE, COUNT, BOUND, SHARE):
        found = judge(question, typed)
        assert found.said
        assert judge(question, typed, mental=True).said


def test_an_answer_is_judged_at_once() -> None:
    judge(CACHE, "1 KiB")  # pint is loaded here
    before = time.process_time()
    for _ in range(20):
        for question, typed in ((CACHE, "0.31 MiB"), (RATE, "2.72 Tbit/s"), (BOUND, "214 TFLOP/s memory-bound")):
            judge(question, typed)
    assert (time.process_time() - before) / 60 < 0.05


def test_a_question_is_drawn_without_loading_units() -> None:
    program = (
        "import sys; from interviewprep.drills.draw import draw; from interviewprep.drills import answer, check;"
        "from interviewprep.drills.lines import drill_of; from interviewprep.cards.deck_file import read;"
        "card = next(read('## D\\n\\n{{a}}?\\n\\n### Given\\n\\n- a: choice(1) GB\\n\\n### Formula\\n\\n- a -> GB ± 1 %\\n', 'd').deck.cards());"
        "assert draw(drill_of(card), 's').question; assert 'pint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
