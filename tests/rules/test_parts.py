from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deck_values import ANY_TEXT
from interviewprep.cards.cloze import gaps
from interviewprep.cards.deck_file import read, read_bytes
from interviewprep.cards.model import Attributes, Card, Kind
from interviewprep.cards.parts import (
    Computation,
    FollowUp,
    KeyPoint,
    answer_of,
    computations,
    follow_ups,
    inline_attributes,
    key_points,
    kind_of,
    options,
    question_of,
    rubric,
    sources,
    stem_of,
)
from interviewprep.cards.spans import spans

SNIPPETS = Path(__file__).parents[1] / "samples" / "snippets"
EXPECTED = json.loads((SNIPPETS / "expected.json").read_text(encoding="utf-8"))


def only_card(text: str) -> Card:
    (card,) = read(text, "").deck.cards()
    return card


def snippet(name: str) -> Card:
    (card,) = read_bytes((SNIPPETS / f"{name}.md").read_bytes(), name).deck.cards()
    return card


# --- Kinds, questions and answers


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("## Q\n\nA\n", Kind.RECALL),
        ("## Q {.code}\n\nA\n", Kind.CODE),
        ("## Q {.code}\n\n### Key points\n\n- a {#a}\n", Kind.OPEN),
        ("## Q {{gap}} {.code}\n\n### Key points\n\n- a {#a}\n", Kind.CLOZE),
        ("## Q\n\nbody {{gap}}\n", Kind.CLOZE),
        ("## Q\n\nA\n\n### Why\n\nno {{gap}}\n", Kind.RECALL),
        ("## Q {{gap}}\n\n- [x] a\n- [ ] b\n", Kind.CHOICE),
        ("## Q\n\n### Why\n\n- [x] a\n- [ ] b\n", Kind.RECALL),
        ("## Q\n\n- [x] a {{n}}\n- [ ] b\n\n### Formula\n\n- 1 -> s exact\n", Kind.DRILL),
        ("## Q\n\n- [ ] a\n- [ ] b\n", Kind.RECALL),
    ],
)
def test_the_first_rule_that_fits_decides_the_kind(text, kind):
    assert kind_of(only_card(text)) is kind


def test_in_a_recall_card_the_text_below_the_heading_is_the_answer():
    card = only_card("## Q {#q}\n\nA\n\nB\n\n### Why\n\nC\n")
    assert (question_of(card), answer_of(card)) == ("Q", "A\n\nB")


def test_an_answer_part_makes_the_text_before_it_part_of_the_question():
    card = only_card("## Q\n\nmore\n\n### Why\n\nC\n\n### Answer\n\nA\n")
    assert (question_of(card), answer_of(card)) == ("Q\n\nmore", "A")
    card = only_card("## Q {.code}\n\n```c\nx\n```\n\n### Answer\n\nA\n")
    assert (question_of(card), answer_of(card)) == ("Q\n\n```c\nx\n```", "A")


def test_in_every_other_kind_heading_and_text_are_the_question():
    assert question_of(only_card("## Q\n\nmore\n\n### Key points\n\n- a {#a}\n")) == "Q\n\nmore"
    assert question_of(only_card("## Q\n\n{{a}} b\n")) == "Q\n\n{{a}} b"
    assert question_of(only_card("## Q\n\n- [x] a\n- [ ] b\n")) == "Q\n\n- [x] a\n- [ ] b"
    assert question_of(only_card("## Q\n\n{{n}}?\n\n### Formula\n\n- 1 -> s exact\n")) == "Q\n\n{{n}}?"


def test_a_choice_is_answered_by_its_right_options_and_a_cloze_by_its_gaps():
    assert answer_of(only_card("## Q\n\n- [x] a — *why*\n- [ ] b\n- [x] c\n")) == "- a\n- c"
    assert answer_of(only_card("## Q {{a::h}} and {{c1::b}}\n")) == "a; b"
    assert answer_of(only_card("## Q\n\n- [x] a\n- [ ] b\n\n### Answer\n\nWritten.\n")) == "Written."


# --- Choices


def test_options_have_text_right_reason_and_line():
    card = snippet("choice")
    assert [(option.text, option.right, option.line) for option in options(card)] == [
        ("Pruning was too mild", False, 3),
        ("The dense kernels still multiply the zeros", True, 4),
        ("The clock dropped", False, 5),
    ]
    assert options(card)[0].reason == "*the share is large; the pattern is what matters*"
    assert [option.reason for option in options(snippet("choice-all-that-apply"))] == [
        "",
        "",
        "*reads the input again*",
    ]


def test_the_stem_of_a_choice_is_the_question_without_its_options():
    assert stem_of(snippet("choice-all-that-apply")) == (
        "Which of these need no extra memory traffic?\n\nChoose all that apply."
    )
    assert stem_of(only_card("## Q\n\nbefore\n\n- [x] a\n- [ ] b\n\nbehind\n")) == "Q\n\nbefore\n\nbehind"


def test_an_option_may_hold_code():
    first, second = options(snippet("choice-code-options"))
    assert first.text == "A stride of a row\n\n```cuda\n// # not a topic\nx[threadIdx.x * n + i]\n```"
    assert (first.right, second.right) == (False, True)


@pytest.mark.parametrize(
    ("option", "text", "reason"),
    [
        ("a — b — c", "a", "b — c"),
        ("a – *b*", "a", "*b*"),
        ("a -- b", "a", "b"),
        ("a - b", "a - b", ""),
        ("`a — b` — c", "`a — b`", "c"),
        ("$x — y$", "$x — y$", ""),
        ("剪枝——原因", "剪枝", "原因"),
        ("well-known", "well-known", ""),
        ("a —\n  b", "a", "b"),
    ],
)
def test_text_behind_a_dash_is_the_reason_of_an_option(option, text, reason):
    found = options(only_card(f"## Q\n\n- [ ] {option}\n- [x] other\n"))[0]
    assert (found.text, found.reason) == (text, reason)


# --- Gaps


def hidden(text: str) -> list[tuple[str, str, str]]:
    return [(gap.group, gap.text, gap.hint) for gap in gaps(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{a}} {{b::c}}", [("1", "a", ""), ("2", "b", "c")]),
        (
            "{{c1::a}} {{x}} {{c1::b}} {{c12::d::e}}",
            [("c1", "a", ""), ("2", "x", ""), ("c1", "b", ""), ("c12", "d", "e")],
        ),
        ("{{c::a}}", [("1", "c", "a")]),
        ("{{`a::b`::c}}", [("1", "`a::b`", "c")]),
        ("{{$a::b$}}", [("1", "$a::b$", "")]),
        ("{{ {a} }}", [("1", "{a}", "")]),
        ("{{{a}}}", [("1", "{a}", "")]),
        ("{{$\\frac{1}{2}$}}", [("1", "$\\frac{1}{2}$", "")]),
        ("`{{a}}` ``{{b` ``c}}`` {{d}}", [("1", "d", "")]),
        ("$x_{{a}}$ $$ {{b}} $$ {{c}}", [("1", "c", "")]),
        ("```\n{{a}}\n```\n{{b}}", [("1", "b", "")]),
        ("- a\n  ```\n  {{a}}\n  ```\n  {{b}}", [("1", "b", "")]),
        ("> ```\n> {{a}}\n> ```\n> {{b}}", [("1", "b", "")]),
        ("a\n\n    {{a}}\n\n{{b}}", [("1", "b", "")]),
        ("- a\n\n    {{a}}", [("1", "a", "")]),
        ("<!-- {{a}} --> {{b}}", [("1", "b", "")]),
        ("\\{{a}} {{b}}", [("1", "b", "")]),
        ("{{$5}} and {{$6}}", [("1", "$5", ""), ("2", "$6", "")]),
        ("$5 {{a}} $6", [("1", "a", "")]),
        ("a ` b {{c}}", [("1", "c", "")]),
        ("{{a\n\nb}}", [("1", "a\n\nb", "")]),
        ("{{a}", []),
        ("{a}}", []),
        ("{ {a} }", []),
        ("{{}} {{ }}", []),
    ],
)
def test_gaps_are_what_stands_between_double_braces(text, found):
    assert hidden(text) == found


@given(ANY_TEXT)
def test_gaps_lie_behind_each_other_and_between_their_braces(text):
    end = 0
    for gap in gaps(text):
        assert gap.start >= end
        assert text[gap.start : gap.start + 2] == "{{"
        assert text[gap.end - 2 : gap.end] == "}}"
        assert gap.text
        assert gap.text in text[gap.start : gap.end]
        end = gap.end


@given(st.one_of(ANY_TEXT, st.text(st.sampled_from("{}:ac1 \n"), max_size=40)))
def test_an_escape_before_a_text_does_not_change_its_gaps(text):
    before = "\\!\n\n"
    assert [(gap.text, gap.hint, gap.start) for gap in gaps(text)] == [
        (gap.text, gap.hint, gap.start - len(before)) for gap in gaps(before + text)
    ]


@given(st.text(st.sampled_from("`$~{}<!->\\ \nab1#- "), max_size=60))
def test_spans_are_in_order_and_none_lies_in_another(text):
    end = 0
    for span in spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("costs $3.50 and $1.99 an hour", []),
        ("$x$1 and $y$", ["$y$"]),
        ("$ x$ and $x $", []),
        ("    $x$\n\n$y$", ["    $x$\n", "$y$"]),
        ("$x$1 but $x$.", ["$x$"]),
        ("$5 and\n```\n$x$\n```", ["```\n$x$\n```"]),
        ("$a\n\nb$", []),
        ("- $a\n- b$", []),
        ("$$a\nb$$ c", ["$$a\nb$$"]),
        ("\\$a$ b", ["\\$"]),
        ("US$ 3 to US$ 4", []),
        ("{{US$}} or {{EUR$}}", []),
        ("`$a` b$", ["`$a`"]),
        ("<!-- a\n\nb --> `c`", ["<!-- a\n\nb -->", "`c`"]),
    ],
)
def test_prices_are_no_formulas_and_code_no_text(text, inside):
    assert [text[span.start : span.end] for span in spans(text)] == inside


# --- Parts of open cards


def test_key_points_have_ids_and_words_to_match_by():
    assert key_points(snippet("open")) == (
        KeyPoint("bytes", "Weight bytes matter less at a large batch"),
        KeyPoint(
            "dequant",
            "De-quantisation has a cost",
            also=("dequantization overhead", "unpacking to fp16"),
            needs=(("cost", "overhead", "slow"), ("weights",)),
            never=("free", "no cost"),
        ),
        KeyPoint("measure", "Measure time by kernel"),
    )


@pytest.mark.parametrize(
    ("phrases", "found"),
    [
        ("a, b c ,d", ("a", "b c", "d")),
        ("1,000 tokens, 3", ("1,000 tokens", "3")),
        ("带宽，计算、延迟", ("带宽", "计算", "延迟")),
        ("one", ("one",)),
        (",, a,", ("a",)),
    ],
)
def test_phrases_are_parted_by_commas(phrases, found):
    assert key_points(only_card(f"## Q\n\n### Key points\n\n* P {{#p}}\n  * Also: {phrases}\n"))[0].also == found


def test_a_key_point_of_several_lines_is_read_whole():
    (point,) = key_points(only_card("## Q\n\n### Key points\n\n1. Long\n   words {#p}\n   - also: a\n   - also: b\n"))
    assert point == KeyPoint("p", "Long\nwords", also=("a", "b"))


def test_follow_ups_have_a_condition_or_none():
    assert follow_ups(snippet("open")) == (
        FollowUp("Which measurement first?", "missed:measure"),
        FollowUp("When would you ship it anyway?", "score>=3"),
        FollowUp("And at batch one?", ""),
    )
    assert [follow_up.condition for follow_up in follow_ups(snippet("open-faulty"))] == ["missed:gone", ""]


def test_rubric_and_sources_are_lists():
    assert rubric(snippet("open")) == (
        "Names terms without mechanism",
        "Right mechanism, no number",
        "Mechanism, limit, one estimate",
        "Predicts the measurement",
    )
    assert sources(snippet("parts")) == ("Author: Title, 2009", "https://example.org/a_(b)")
    assert sources(only_card("## Q\n\nA\n\n### Sources\n\nOne\nTwo\n")) == ("One", "Two")


# --- Attributes and computations


@pytest.mark.parametrize(
    ("text", "before", "attributes"),
    [
        ("T {#id}", "T", Attributes("id")),
        ("T {.mid #id k=v,w}", "T", Attributes("id", ("mid",), (("k", "v,w"),))),
        ("T {if=score>=3}", "T", Attributes(values=(("if", "score>=3"),))),
        ("T {#a-b_c.1}", "T", Attributes("a-b_c.1")),
        ("什么？{#q}", "什么？", Attributes("q")),
        ("What?{#q}", "What?", Attributes("q")),
        ("{#id}", "", Attributes("id")),
        ("T {.c++ .ml::cuda .日本}", "T", Attributes("", ("c++", "ml::cuda", "日本"))),
        ("T {a b}", "T {a b}", Attributes()),
        ("T {}", "T {}", Attributes()),
        ("T {...}", "T {...}", Attributes()),
        ("T {.5}", "T {.5}", Attributes()),
        ("T {#größe}", "T {#größe}", Attributes()),
        ("T {#a} b", "T {#a} b", Attributes()),
        ("T \\{#a}", "T \\{#a}", Attributes()),
        ("T{#a}", "T{#a}", Attributes()),
        ("\\frac{a}{b=c}", "\\frac{a}{b=c}", Attributes()),
        ("{{a=b}}", "{{a=b}}", Attributes()),
        ("T {=b}", "T {=b}", Attributes()),
    ],
)
def test_braces_are_attributes_only_where_every_token_is_one(text, before, attributes):
    assert inline_attributes(text) == (before, attributes)


def test_check_comments_are_read_with_their_lines():
    assert computations(snippet("check-comments")) == (
        Computation("8*10**9*18/8/10**9", "17.9", "0.2", 3),
        Computation("10 >= 2", "1", "", 4),
        Computation("100/8", "12.5", "1 %", 8),
        Computation("", "no number", "", 9),
    )


def test_check_comments_in_code_are_code():
    card = only_card("## Q <!-- check: 1 = 1 -->\n\n```\n<!-- check: 2 = 2 -->\n```\n\\<!-- check: 3 = 3 -->\n")
    assert [claim.expression for claim in computations(card)] == ["1"]
