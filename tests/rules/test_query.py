from __future__ import annotations

import pytest

from interviewprep.cards.query import Filter, QueryUnclear, fold, parse


def words(typed):
    return [one.text for one in parse(typed).words]


def test_words_phrases_and_what_is_behind_a_dash_are_told_apart():
    query = parse('Warp "two  words" -slow -"not this" deck:quant -is:new')
    assert [one.text for one in query.words] == ["warp", "two words"]
    assert [one.text for one in query.without] == ["slow", "not this"]
    assert query.filters == (Filter("deck", "quant"), Filter("is", "new", wanted=False))


@pytest.mark.parametrize("typed", ["", "   ", "-", '"', '""', "- -", '-""'])
def test_what_says_nothing_yet_asks_for_nothing(typed):
    assert parse(typed) == parse("")


def test_a_phrase_that_is_still_being_typed_is_a_phrase():
    assert words('"memory ban') == ["memory ban"]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("std::vector", "std::vector"),
        ("https://x.org", "https://x.org"),
        ("2:4", "2:4"),
        ("--use_fast_math", "--use_fast_math"),
        ('"n:m"', "n:m"),
        ("C++", "c++"),
        ("latency?", "latency"),
        ("?", "?"),
    ],
)
def test_what_looks_like_a_filter_or_a_mark_can_be_a_word(typed, word):
    assert words(typed) == [word]


def test_an_unknown_filter_is_refused_with_those_that_exist_and_a_way_to_find_the_words():
    with pytest.raises(QueryUnclear) as fault:
        parse("flag:red")
    assert str(fault.value) == (
        'there is no filter flag:, there are deck:, tag:, leaf:, is: and kind:; to find it as words, write "flag:red"'
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("is:old", "new, learning, due, known, suspended, marked, leech or missed"),
        ("is:", "new, learning, due, known, suspended, marked, leech or missed"),
        ("kind:essay", "choice, cloze, code, drill, open or recall"),
        ("deck:", "deck:quant"),
    ],
)
def test_a_value_that_does_not_exist_is_refused_with_those_that_do(typed, said):
    with pytest.raises(QueryUnclear, match=said):
        parse(typed)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Café NAÏVE", "cafe naive"), ("Straße", "strasse"), ("it’s a warp–level", "it's a warp-level"), ("ﬁle", "file")],
)
def test_case_accents_and_typographic_signs_do_not_count(text, folded):
    assert fold(text) == folded


def test_a_phrase_is_found_across_markup_and_line_ends():
    phrase = parse('"peak memory bandwidth"').words[0]
    assert phrase.is_in("the **peak**\nmemory `bandwidth` of")
    assert not phrase.is_in("peak bandwidth of memory")
