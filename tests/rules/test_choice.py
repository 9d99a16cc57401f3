from __future__ import annotations

import pytest

from interviewprep.cards.parts import Option
from interviewprep.interview.choice import Choice, Judged, said_as

# Shown as: A wrong, B right, C right.
TWO = Choice((Option("one", True, "", 1), Option("two", False, "", 2), Option("three", True, "", 3)), (1, 0, 2))
ONE = Choice((Option("one", False, "", 1), Option("two", True, "", 2)), (0, 1))


@pytest.mark.parametrize(
    ("said", "picked"),
    [
        ("B", (1,)),
        ("b, c", (1, 2)),
        ("C and B.", (1, 2)),
        ("2 3", (1, 2)),
        ("(b)", (1,)),
        ("A\n\nB\n", (1,)),
        ("", None),
        ("the second, since it moves bytes", None),
        ("D", None),
        ("0", None),
        ("4", None),
        ("BC", None),
    ],
)
def test_an_answer_is_read_as_the_letters_or_numbers_of_its_last_line(said, picked):
    assert TWO.picked(said) == picked


@pytest.mark.parametrize(
    ("picked", "judged", "verdict"),
    [
        ((1, 2), Judged.RIGHT, "Right: B, C."),
        ((1,), Judged.PARTLY, "Part of it. Right are B, C."),
        ((0, 1, 2), Judged.WRONG, "Wrong. Right are B, C."),
        ((0,), Judged.WRONG, "Wrong. Right are B, C."),
    ],
)
def test_a_pick_is_right_in_part_or_wrong(picked, judged, verdict):
    assert TWO.judge(picked) is judged
    assert TWO.verdict(judged) == verdict


def test_one_right_option_is_named_alone():
    assert not ONE.several
    assert ONE.verdict(Judged.WRONG) == "Wrong. Right is B."


def test_what_is_kept_of_a_pick_is_read_back():
    assert TWO.picked(said_as((2, 0))) == (0, 2)
