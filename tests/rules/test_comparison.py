from __future__ import annotations

import pytest

from interviewprep.cards.comparison import compare
from interviewprep.cards.suggestion import for_choice, for_points, for_words


def said(typed: str, expected: str) -> list[tuple[str, str]]:
    return [(piece.place.value, piece.text) for piece in compare(typed, expected).pieces]


def test_words_are_the_same_without_regard_to_case_and_punctuation():
    compared = compare("flops PER byte", "FLOPs per byte.")
    assert compared.equal
    assert (compared.same, compared.words) == (3, 3)


def test_missing_and_extra_words_stand_where_they_belong():
    assert said("FLOPs by byte", "FLOPs done per byte") == [
        ("same", "FLOPs"),
        ("extra", "by"),
        ("missing", "done per"),
        ("same", "byte"),
    ]


def test_signs_alone_are_words():
    assert not compare("a - b", "a + b").equal


def test_nothing_typed_misses_everything():
    assert said("", "one two") == [("missing", "one two")]


def test_a_page_of_text_is_compared_in_its_first_words():
    assert compare("x " * 5000, "y " * 5000).words == 400


@pytest.mark.parametrize(
    ("ticked", "total", "rating"), [(0, 0, None), (0, 5, 1), (1, 5, 1), (2, 5, 2), (3, 5, 2), (4, 5, 3), (5, 5, 3)]
)
def test_ticks_suggest_a_rating_by_their_share(ticked, total, rating):
    assert for_points(ticked, total) == rating


@pytest.mark.parametrize(
    ("picked", "rating"), [((), None), ((0, 2), 3), ((2, 0), 3), ((0,), 2), ((0, 1), 1), ((0, 1, 2), 1), ((1,), 1)]
)
def test_a_choice_suggests_good_only_for_all_that_is_right(picked, rating):
    assert for_choice((0, 2), picked) == rating


def test_other_words_suggest_nothing():
    assert for_words(3, 3, equal=True) == 3
    assert for_words(2, 3, equal=False) is None
