from __future__ import annotations

import random
import time
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from interviewprep.cards.matching import Found, Known, match, match_faces


@dataclass
class Library:
    """Decks of cards as they were read last, and the same decks after somebody worked on them."""

    decks: dict[str, list[tuple[str, str, str]]]
    """For each deck the id, question and answer of its cards."""
    retired: list[tuple[str, str, str]] = field(default_factory=list)

    def known(self) -> list[Known]:
        live = [(deck, place, card, False) for deck, cards in self.decks.items() for place, card in enumerate(cards)]
        gone = [("gone", place, card, True) for place, card in enumerate(self.retired)]
        return [
            Known(100 + key, deck, *card, place, retired)
            for key, (deck, place, card, retired) in enumerate(live + gone)
        ]

    def recognised(self, after: dict[str, list[tuple[str, str, str]]]) -> dict[str, str]:
        """For the question of each card found now the question by which it was known."""
        found = []
        for deck, cards in after.items():
            for place, card in enumerate(cards):
                found.append(Found(len(found), deck, *card, place))
        known = self.known()
        pairs = match(known, found)
        assert len(set(pairs.values())) == len(pairs)
        before = {card.key: card.question for card in known}
        return {found[index].question: before[key] for index, key in pairs.items()}


def cards(*names: str, ids: bool = False) -> list[tuple[str, str, str]]:
    return [(name if ids else "", f"Question {name}?", f"The long answer {name}.") for name in names]


def test_a_card_of_the_same_id_is_known_whatever_else_changed():
    library = Library({"a": cards("x", "y", ids=True)})
    after = {"a": [("y", "New question", "New answer"), ("x", "Other", "Other")]}
    assert library.recognised(after) == {"New question": "Question y?", "Other": "Question x?"}


def test_an_id_is_looked_for_in_its_own_deck_first():
    library = Library({"a": [("one", "Q a", "A a")], "b": [("one", "Q b", "A b")]})
    assert library.recognised({"b": [("one", "New b", "")], "a": [("one", "New a", "")]}) == {
        "New b": "Q b",
        "New a": "Q a",
    }


def test_an_id_of_a_card_gone_earlier_is_known_again():
    library = Library({"a": cards("x")}, retired=[("old", "Once", "Long ago it was so")])
    assert library.recognised({"a": [*cards("x"), ("old", "Anew", "")]})["Anew"] == "Once"


def test_a_live_card_goes_before_one_gone_earlier():
    library = Library({"a": [("", "Same", "Live answer")]}, retired=[("", "Same", "Gone answer")])
    known = {card.key: card for card in library.known()}
    pairs = match(known.values(), [Found(0, "a", "", "Same", "Gone answer, reworded", 0)])
    assert not known[pairs[0]].retired


def test_the_same_question_is_the_same_card_in_any_deck():
    library = Library({"a": cards("x", "y"), "b": cards("z")})
    after = {"a": cards("y"), "c": [("", "  question\nX? ", "Another answer")]}
    assert library.recognised(after) == {"Question y?": "Question y?", "  question\nX? ": "Question x?"}


def test_an_id_given_afterwards_keeps_the_card():
    library = Library({"a": cards("x", "y")})
    after = {"a": [("k3x9", "Question x?", "The long answer x."), ("m2p7", "Question y?", "Another.")]}
    assert library.recognised(after) == {"Question x?": "Question x?", "Question y?": "Question y?"}


def test_equal_questions_are_told_apart_by_their_answers_and_then_their_order():
    library = Library({"a": [("", "Why?", "One"), ("", "Why?", "Two"), ("", "Why?", "Three")]})
    known = {card.key: card.answer for card in library.known()}
    found = [
        Found(0, "a", "", "Why?", "Two", 0),
        Found(1, "a", "", "Why?", "New", 1),
        Found(2, "a", "", "Why?", "Newer", 2),
    ]
    assert {index: known[key] for index, key in match(library.known(), found).items()} == {
        0: "Two",
        1: "One",
        2: "Three",
    }


def test_a_common_question_in_another_deck_is_another_card():
    library = Library({"a": [("", "Why?", "One"), ("", "Why?", "Two")]})
    assert library.recognised({"b": [("", "Why?", "Three")]}) == {}


def test_the_same_answer_is_the_same_card():
    library = Library({"a": cards("x", "y", "z")})
    after = {"a": [*cards("x"), ("", "Reworded", "The long  answer Y."), *cards("z")], "b": cards("w")}
    assert library.recognised(after)["Reworded"] == "Question y?"


def test_a_short_answer_recognises_no_card():
    library = Library({"a": [("", "Is it so?", "Yes")], "b": cards("x")})
    assert library.recognised({"b": [*cards("x"), ("", "Is it not?", "yes")]}) == {"Question x?": "Question x?"}


def test_an_answer_that_two_cards_have_recognises_neither():
    twice = [("", "One?", "A long answer given twice"), ("", "Two?", "A long answer given twice")]
    assert Library({"a": twice}).recognised({"b": [("", "Three?", "A long answer given twice")]}) == {}
    assert Library({"a": twice[:1]}).recognised({"b": [(i, q + "!", a) for i, q, a in twice]}) == {}


def test_two_ids_with_one_answer_are_two_cards():
    library = Library({"a": [("one", "Question one?", "The very same answer"), *cards("x", ids=True)]})
    assert library.recognised({"b": [("two", "Another question", "The very same answer")]}) == {}


def test_one_card_reworded_between_the_same_neighbours_is_known():
    library = Library({"a": cards("x", "y", "z")})
    new = ("", "All new", "Everything else")
    assert library.recognised({"a": [*cards("x"), new, *cards("z")]})["All new"] == "Question y?"
    assert library.recognised({"a": [*cards("x", "y"), new]})["All new"] == "Question z?"
    assert library.recognised({"a": [new, *cards("y", "z")]})["All new"] == "Question x?"
    assert library.recognised({"moved": [*cards("x"), new, *cards("z")]})["All new"] == "Question y?"


def test_a_card_that_could_be_one_of_two_is_new():
    library = Library({"a": cards("w", "x", "y", "z")})
    new, newer = ("", "All new", "Everything else"), ("", "Newer", "Yet another thing")
    assert "All new" not in library.recognised({"a": [*cards("w"), new, *cards("z")]})
    assert "All new" not in library.recognised({"a": [*cards("w"), new, newer, *cards("y", "z")]})
    assert "All new" not in library.recognised({"a": [*cards("y"), new, *cards("w")]})
    assert "All new" not in library.recognised({"a": [*cards("w", "x", "y", "z"), new]})
    assert library.recognised({"a": [new]}) == {}


def test_a_card_with_an_id_is_not_taken_for_its_successor():
    library = Library({"a": cards("x", "y", "z", ids=True)})
    after = {"a": [*cards("x", ids=True), ("new", "All new", "Everything else"), *cards("z", ids=True)]}
    assert "All new" not in library.recognised(after)


def test_a_file_that_is_split_and_joined_with_another_keeps_every_card():
    names = [f"n{number}" for number in range(20)]
    library = Library({"a": cards(*names[:10]), "b": cards(*names[10:])})
    after = {"c": cards(*names[5:15]), "d": cards(*reversed(names[15:])), "e": cards(*names[:5])}
    assert library.recognised(after) == {f"Question {name}?": f"Question {name}?" for name in names}


def test_nothing_is_known_at_first_and_nothing_is_found_at_last():
    assert match([], [Found(0, "a", "i", "Q", "A", 0)]) == {}
    assert match([Known(1, "a", "i", "Q", "A", 0)], []) == {}
    assert match([Known(1, "a", "", "", "", 0)], [Found(0, "a", "", "", "", 0)]) == {}


# --- Any edits


@dataclass(frozen=True)
class Edit:
    kind: str
    number: int
    deck: str


EDITS = st.lists(
    st.builds(
        Edit,
        st.sampled_from(["question", "answer", "both, by id", "id", "move", "add", "delete", "shuffle", "rename"]),
        st.integers(0, 999),
        st.sampled_from("abcd"),
    ),
    max_size=12,
)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), min_size=1, max_size=12), EDITS)
def test_no_recognisable_card_is_lost_and_none_is_found_twice(start, edits):
    """Each card may be reworded on one side, or on both where it has an id: then it must be known again."""
    place = dict.fromkeys("abcd", 0)
    known, now = [], []
    for key, (deck, has_id) in enumerate(start):
        card = Known(
            key, deck, f"id{key}" if has_id else "", f"Question {key}", f"The answer number {key}", place[deck]
        )
        place[deck] += 1
        known.append(card)
        now.append((card, key))
    reworded: set[int] = set()
    for step, edit in enumerate(edits):
        now = edited(now, edit, step, reworded)
    found = [
        Found(index, card.deck, card.written_id, card.question, card.answer, index)
        for index, (card, _) in enumerate(now)
    ]
    pairs = match(known, found)
    assert len(set(pairs.values())) == len(pairs)
    for index, (_, key) in enumerate(now):
        if key >= 0:
            assert pairs[index] == key


def edited(now: list[tuple[Known, int]], edit: Edit, step: int, reworded: set[int]) -> list[tuple[Known, int]]:
    if edit.kind == "add":
        new = Known(-1, edit.deck, "", f"Added {step}", f"Something new in step {step}", 0)
        return [*now[: edit.number % (len(now) + 1)], (new, -1), *now[edit.number % (len(now) + 1) :]]
    if not now:
        return now
    at = edit.number % len(now)
    card, key = now[at]
    if edit.kind == "delete":
        # Where another was added, a card that is gone may look like one that was reworded.
        return [pair for pair in now if pair[1] != key] if key >= 0 and all(k >= 0 for _, k in now) else now
    if edit.kind == "shuffle":
        return random.Random(edit.number).sample(now, len(now))
    if edit.kind == "rename":
        return [(replace(c, deck=edit.deck) if c.deck == card.deck else c, k) for c, k in now]
    if edit.kind == "move":
        card = replace(card, deck=edit.deck)
    elif edit.kind == "id" and not card.written_id and key >= 0:
        card = replace(card, written_id=f"fresh{key}")
    elif edit.kind == "both, by id" and card.written_id == f"id{key}":
        card = replace(card, question=f"Reworded {step}", answer=f"Reworded as well in step {step}")
    elif edit.kind in {"question", "answer"} and key not in reworded and key >= 0:
        reworded.add(key)
        text = f"{edit.kind} reworded in step {step}"
        card = replace(card, question=text) if edit.kind == "question" else replace(card, answer=text)
    return [*now[:at], (card, key), *now[at + 1 :]]


def test_ten_thousand_cards_are_matched_in_time():
    known = [Known(i, f"d{i % 100}", "", f"Question {i}", f"The long answer {i}", i // 100) for i in range(10_000)]
    found = [Found(i, f"e{i % 90}", "", f"Reworded {i}", f"The long answer {i}", i // 90) for i in range(10_000)]
    same = [Known(i, "a", "", "Why?", "Because it is so", i) for i in range(10_000)]
    again = [Found(i, "b", "", "Why?", "Because it is not", i) for i in range(10_000)]
    start = time.process_time()
    assert len(match(known, found)) == 10_000
    assert match(same, again) == {}
    assert time.process_time() - start < 3


# --- Faces


def test_a_face_of_the_same_name_continues():
    assert match_faces(("front",), ("front", "back")) == {"front": "front"}
    assert match_faces(("front",), ("drill",)) == {}
    assert match_faces(("point:a", "point:b"), ("point:b", "point:c")) == {"point:b": "point:b"}


def test_gaps_are_matched_by_their_words_and_then_by_their_order():
    old = ("cloze:E5M2", "cloze:448", "cloze:E4M3")
    assert match_faces(old, ("cloze:E4M3", "cloze:240", "cloze:`e5m2`")) == {
        "cloze:E4M3": "cloze:E4M3",
        "cloze:`e5m2`": "cloze:E5M2",
        "cloze:240": "cloze:448",
    }
    assert match_faces(("cloze:a", "cloze:b"), ("cloze:x", "cloze:y", "cloze:z")) == {
        "cloze:x": "cloze:a",
        "cloze:y": "cloze:b",
    }


def test_a_gap_does_not_continue_the_front_of_a_card():
    assert match_faces(("front",), ("cloze:a",)) == {}
    assert match_faces(("cloze:a",), ("front",)) == {}


@given(
    st.lists(st.sampled_from(["front", "cloze:a", "cloze:A", "cloze:b", "cloze:c", "point:x"]), unique=True), st.data()
)
def test_no_old_face_is_continued_twice(old, data):
    new = data.draw(
        st.lists(st.sampled_from(["front", "back", "cloze:a", "cloze:b", "cloze:d", "cloze:B"]), unique=True)
    )
    pairs = match_faces(tuple(old), tuple(new))
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs) <= set(new)
    assert set(pairs.values()) <= set(old)
    assert all(pairs[face] == face for face in new if face in old)
