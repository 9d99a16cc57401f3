from __future__ import annotations

from hypothesis import given

from deck_values import ANY_CARDS
from interviewprep.cards.deck_file import read
from interviewprep.cards.faces import cloze_groups, faces


def faces_of(text: str) -> tuple[str, ...]:
    (card,) = read(text, "").deck.cards()
    return faces(card)


def test_a_card_has_one_face_unless_it_is_asked_both_ways():
    assert faces_of("## Q\n\nA\n") == ("front",)
    assert faces_of("## Q {.both-ways}\n\nA\n") == ("front", "back")
    assert faces_of("## Q {.both-ways}\n\n- [x] a\n- [ ] b\n") == ("front",)
    assert faces_of("## Q\n\n### Key points\n\n- a {#a}\n") == ("front",)
    assert faces_of("## Q {.code}\n\nA\n") == ("front",)
    assert faces_of("## Q {{n}}\n\n### Formula\n\n- n -> s exact\n") == ("drill",)


def test_each_gap_is_a_face_and_each_group_is_one():
    assert faces_of("## {{a}} {{c1::b}} {{c}} {{c1::d::hint}} {{c2::e}}\n") == (
        "cloze:a",
        "cloze:b | d",
        "cloze:c",
        "cloze:e",
    )


def test_gaps_of_the_same_words_are_told_apart_by_their_order():
    assert faces_of("## {{a}} {{a}} {{a#2}} {{a}}\n") == ("cloze:a", "cloze:a#2", "cloze:a#2#2", "cloze:a#3")


def test_blanks_within_a_gap_do_not_change_its_face():
    assert faces_of("## Q\n\n{{two\n words }}\n") == ("cloze:two words",)


def test_a_hint_or_the_text_around_does_not_change_a_face():
    assert faces_of("## The {{warp::a group}} runs.\n") == faces_of("## Threads: {{warp}}\n") == ("cloze:warp",)


def test_the_gaps_of_a_face_are_found_in_the_text():
    text = "{{c1::a}} {{b}} {{c1::c}}"
    assert {name: [text[gap.start : gap.end] for gap in group] for name, group in cloze_groups(text).items()} == {
        "cloze:a | c": ["{{c1::a}}", "{{c1::c}}"],
        "cloze:b": ["{{b}}"],
    }


@given(ANY_CARDS)
def test_every_card_has_a_face_and_no_two_are_equal(card):
    named = faces(card)
    assert named
    assert len(set(named)) == len(named)
