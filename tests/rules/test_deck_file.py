from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from deck_values import ANY_DECKS, FILES, FILES_WITH_A_CARD, FREE, VALID_DECKS
from interviewprep.cards.attributes import NONE
from interviewprep.cards.deck_check import check_text
from interviewprep.cards.deck_file import (
    append_card,
    card_at,
    card_spans,
    read,
    read_bytes,
    remove_card,
    replace_card,
    with_ids,
    write,
    write_card,
)
from interviewprep.cards.deck_writer import escaped, settled
from interviewprep.cards.faces import faces
from interviewprep.cards.model import Attributes, Card, Deck, FrontMatter, Kind, Level, Part, PartName, Topic
from interviewprep.cards.parts import kind_of
from interviewprep.cards.rules import RULES
from interviewprep.errors import Severity, WrongUse

SNIPPETS = Path(__file__).parents[1] / "samples" / "snippets"
EXPECTED = json.loads((SNIPPETS / "expected.json").read_text(encoding="utf-8"))


def only_card(text: str) -> Card:
    (card,) = read(text, "").deck.cards()
    return card


def findings(text: str) -> list[str]:
    return [f"{problem.line} {problem.rule}" for problem in read(text, "").problems]


# --- What a file says


@pytest.mark.parametrize("name", EXPECTED)
def test_a_snippet_is_read_as_its_table_says(name):
    reading = read_bytes((SNIPPETS / f"{name}.md").read_bytes(), name)
    assert [[kind_of(card).value, *faces(card)] for card in reading.deck.cards()] == EXPECTED[name]["cards"]
    assert [f"{problem.line} {problem.rule}" for problem in reading.problems] == EXPECTED[name]["problems"]


def test_every_snippet_has_its_line_in_the_table():
    assert sorted(EXPECTED) == sorted(path.stem for path in SNIPPETS.glob("*.md"))
    assert len(EXPECTED) >= 60


def test_every_rule_of_the_reader_is_broken_by_a_snippet():
    broken = {problem.split()[1] for snippet in EXPECTED.values() for problem in snippet["problems"]}
    tested_here = {
        "encoding",
        "front-matter-size",
        "empty-topic",
        "tag-unused",
        "area-many",
        "choice-empty-option",
        "key-points-empty",
        "missing-media",
        "outside-media",
        "remote-media",
    }
    assert not broken & tested_here
    of_others = {rule for rule in RULES if rule.startswith("drill-")} - {"drill-without-formula"}
    of_others |= {"computation", "id-elsewhere"}
    assert set(RULES) - of_others <= broken | tested_here


def test_a_deck_is_read_with_its_topics_cards_parts_and_lines():
    text = """---
title: Roofline: what bounds a kernel
language: en
---

What this deck is about.

# Intensity

Its topic.

## What is it? {#ai .junior leaf=ARCH-07 covers=PE-1,MO-2}

FLOPs per byte.

### Why

It decides.

### Sources

- Williams
"""
    deck = read(text, "x.md").deck
    assert deck == Deck(
        FrontMatter(title="Roofline: what bounds a kernel", language="en"),
        "What this deck is about.",
        (
            Topic(
                "Intensity",
                "Its topic.",
                (
                    Card(
                        "What is it?",
                        Attributes("ai", ("junior",), (("leaf", "ARCH-07"), ("covers", "PE-1,MO-2"))),
                        "FLOPs per byte.",
                        (Part(PartName.WHY, "It decides."), Part(PartName.SOURCES, "- Williams")),
                    ),
                ),
            ),
        ),
    )
    card = deck.topics[0].cards[0]
    assert (deck.topics[0].line, card.line, card.body_line) == (8, 12, 14)
    assert [(part.line, part.text_line) for part in card.parts] == [(16, 18), (20, 22)]
    assert card.level is Level.JUNIOR
    assert card.attributes.get("leaf") == "ARCH-07"


def test_text_keeps_its_inner_blank_lines_and_indents():
    card = only_card("## Q\n\n\n    code\n\n\n  text  \n\n\n")
    assert card.body == "    code\n\n\n  text"


def test_line_ends_of_every_system_give_the_same_deck():
    text = "---\ntitle: T\n---\n\n# A\n\n## Q {#q}\n\n```\nx\n```\n\n### Why\n\nB\n"
    assert read(text.replace("\n", "\r\n"), "").deck == read(text, "").deck
    assert read(text.replace("\n", "\r"), "").deck == read(text, "").deck
    assert read("\ufeff" + text, "").deck == read(text, "").deck


def test_title_and_description_are_plain_text_to_the_end_of_the_line():
    front = read('---\ntitle: Why: "x" # 1\ndescription: [a, b\n---\n## Q\n\nA\n', "").deck.front
    assert (front.title, front.description) == ('Why: "x" # 1', "[a, b")


def test_values_of_front_matter_stay_what_was_written():
    front = read("---\nlanguage: no\nlicense: 1.10\ntags: [12:30, yes, 0x10, ~]\n---\n## Q\n\nA\n", "").deck.front
    assert (front.language, front.license, front.tags) == ("no", "1.10", ("12:30", "yes", "0x10", "~"))


def test_an_interview_is_told_from_a_deck_by_its_front_matter():
    reading = read_bytes((SNIPPETS / "interview.md").read_bytes(), "interview.md")
    assert reading.kind == "interview"
    assert not list(reading.deck.cards())
    assert reading.problems == ()
    assert card_spans(path_text := (SNIPPETS / "interview.md").read_text(encoding="utf-8")) == []
    assert with_ids(path_text, random.Random(1)) == path_text
    assert read("---\ntitle: interview:\n---\n## Q\n\nA\n", "").kind == "deck"


def test_cards_between_two_rules_are_not_taken_for_front_matter():
    reading = read("---\n\n## One\n\nA\n\n---\n\n## Two\n\nB\n", "")
    assert [card.heading for card in reading.deck.cards()] == ["One", "Two"]


def test_a_card_behind_an_unclosed_fence_is_read():
    reading = read("## One\n\n```\ncode\n\n## Two\n\n```\ncode\n\n## Three\n\nC\n", "")
    assert [card.heading for card in reading.deck.cards()] == ["One", "Three"]
    reading = read("## One\n\n````\ncode\n\n## Two\n\n```\ncode\n```\n\n## Three\n\nC\n", "")
    assert [card.heading for card in reading.deck.cards()] == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    "text",
    [
        "- a\n  ```\n## Q\n\nA\n",
        "- ```\n## Q\n\nA\n",
        "> ```\n## Q\n\nA\n",
        "    ```\n## Q\n\nA\n",
        "1. a\n   ```\n   x\n## Q\n\n```\nx\n```\n",
        "- a\n\n  b\n  - c\n\n  ```\n## Q\n\n```\nx\n```\n",
        "`` ``` ``\n## Q\n\nA\n",
        "```not``` a fence\n## Q\n\nA\n",
    ],
)
def test_a_fence_in_a_list_quote_or_line_hides_no_card(text):
    assert [card.heading for card in read(text, "").deck.cards()] == ["Q"]


@pytest.mark.parametrize("fence", ["```", "~~~", "````", " ```", "   ~~~~"])
@pytest.mark.parametrize("info", ["", "cpp", " cuda fragment"])
def test_headings_in_a_fence_are_code(fence, info):
    card = only_card(f"## Q\n\n{fence}{info if '`' in fence or info else ''}\n# a\n## b\n### Answer\n{fence}\n\nend\n")
    assert card.body.endswith("end")
    assert card.parts == ()


# --- Faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#\n\n## Q\n\nA\n", ["1 empty-topic"]),
        ("## Q {.both-ways}\n\n- [x] a\n- [ ] b\n", ["1 tag-unused"]),
        ("## Q {.ordered}\n\nA\n", ["1 tag-unused"]),
        ("## Q\n\n- [x] a\n- [ ]\n", ["4 choice-empty-option"]),
        ("## Q\n\n### Key points\n\nNone yet.\n", ["3 key-points-empty"]),
        ("## Q\n\n### Key points\n\n- {#a}\n", ["5 key-points-empty"]),
        ("---\ntags: [" + "a, " * 30_000 + "]\n---\n## Q\n\nA\n", ["1 front-matter-size"]),
        ("## Q {.Senior}\n\nA\n", ["1 unknown-level"]),
        ("## Q {.sr}\n\nA\n", ["1 unknown-level"]),
        ("## Q {.behavioural .code-review .média}\n\nA\n", []),
        ("## Q {minutes=5 think=30}\n\nA\n", []),
        ("## Q\n\nA\n\n### Key point\n\n- x\n", ["5 part-name"]),
        ("## Q\n\nA\n\n### Follow ups:\n\n- x\n", ["5 part-name"]),
        ("## Q\n\nA\n\n### Example\n\nx\n", []),
        ("A\n\n- - -\n\n## Q\n\nA\n***\n\n| a |\n|---|\n", []),
        ("## Q\n\n### Key points\n\n- a {#a}\n\n### Follow-ups\n\n- b {if=hit:a}\n- c {if=score<=2}\n- d\n", []),
        ("## Q\n\n### Key points\n\n- a {#a}\n\n### Follow-ups\n\n- b {when=hit:a}\n", ["9 follow-up-condition"]),
        ("## Q\n\n- a\n  ## b\n", []),
        ("## Q\n\n1 <!-- check: 1 = 1 -->\n\n### Why\n\n" + "x" * 200_001, ["7 too-long"]),
    ],
)
def test_a_fault_is_found_at_its_line_and_nothing_else(text, found):
    assert findings(text) == found


def test_a_fault_names_file_line_severity_and_rule():
    (problem,) = read("## Q {#q lea=X}\n\nA\n", "decks/a.md").problems
    assert str(problem) == (
        "decks/a.md:1: warning[unknown-attribute]: lea= is no attribute of a card; did you mean leaf=?"
    )
    assert problem.severity is Severity.WARNING


def test_bytes_that_are_no_utf8_are_named_with_their_line():
    reading = read_bytes("## Q\n\ncafé\n".encode("latin-1"), "x.md")
    assert [str(problem) for problem in reading.problems] == [
        "x.md:3: error[encoding]: byte 0xe9 is no UTF-8; save the file as UTF-8"
    ]
    assert "UTF-16" in read_bytes("## Q\n".encode("utf-16"), "x.md").problems[0].message


def test_a_deck_with_faults_still_gives_all_its_cards():
    text = "---\na: &b [\n---\n## One {#x}\n\nA\n\n## Two {#x .mid .senior}\n\n### Answer\n\n## Three\n\n```\nx\n"
    assert [card.heading for card in read(text, "").deck.cards()] == ["One", "Two", "Three"]


def test_pictures_and_sounds_must_lie_beside_the_deck():
    text = (
        "## Q ![a](media/a%20b.png)\n\n![](gone.png) ![](../up.png) ![](/etc/x.png) ![](C:\\x.png)\n"
        "![](https://example.org/x.png) [s](gone.mp3) [page](other.md) [web](https://example.org/a.png)\n"
        '`![](code.png)` <img alt="x" src="tag.png"> \\![](plain.png "t") <!-- ![](comment.png) -->\n'
    )
    found = [f"{p.line} {p.rule}" for p in check_text(text, "", {"media/a b.png"}.__contains__)]
    assert found == [
        "3 missing-media",
        "3 outside-media",
        "3 outside-media",
        "3 outside-media",
        "4 missing-media",
        "4 remote-media",
        "5 missing-media",
        "5 missing-media",
    ]


def test_names_of_media_are_compared_in_one_unicode_form():
    assert check_text("## Q\n\n![](cafe\u0301.png)\n", "", {"caf\u00e9.png"}.__contains__) == ()


# --- The first round trip: a deck value


@given(VALID_DECKS)
def test_a_written_deck_is_read_back_equal(deck):
    assert read(write(deck), "").deck == deck


def shape(deck: Deck) -> list[object]:
    return [(card.attributes, [part.name for part in card.parts]) for card in deck.cards()]


@pytest.mark.parametrize(
    ("deck", "text"),
    [
        (Deck(), ""),
        (Deck(FrontMatter(title="T")), "---\ntitle: T\n---\n"),
        (Deck(intro="---\ntitle: no\n---"), "---\n---\n\n---\ntitle: no\n---\n"),
        (Deck(intro="\ufefftext"), "\n\ufefftext\n"),
        (Deck(topics=(Topic(),)), "#\n"),
        (Deck(topics=(Topic(cards=(Card("Q", body="A"),)), Topic("T"))), "## Q\n\nA\n\n# T\n"),
        (Deck(topics=(Topic(intro="I", cards=(Card("Q"),)),)), "#\n\nI\n\n## Q\n"),
        (Deck(topics=(Topic("T {#t}"),)), "# T {#t}\n"),
        (
            Deck(FrontMatter(language="no", license="a: b", authors=("x, y", ""), tags=("- z", "'\u2028"))),
            '---\nlanguage: no\nlicense: "a: b"\nauthors: ["x, y", ""]\ntags: ["- z", "\'\\u2028"]\n---\n',
        ),
    ],
)
def test_odd_decks_are_written_so_that_they_are_read_back(deck, text):
    assert write(deck) == text
    assert read(text, "").deck == deck


@pytest.mark.parametrize(
    ("card", "text"),
    [
        (Card("Q {#no}"), "## Q \\{#no}\n"),
        (Card("Q {a=b}", Attributes("id")), "## Q {a=b} {#id}\n"),
        (Card("Q ##"), "## Q \\##\n"),
        (Card("two\nlines"), "## two lines\n"),
        (Card("Q", body="# a\n\n### Answer\n\n### Other"), "## Q\n\n\\# a\n\n\\### Answer\n\n### Other\n"),
        (Card("Q", body="```\n# a"), "## Q\n\n```\n# a\n```\n"),
        (Card("Q", body="~~~\n## a\n```"), "## Q\n\n~~~\n## a\n```\n~~~\n"),
        (Card("Q", body="<!-- a\n\n~~~~\nb"), "## Q\n\n\\<!-- a\n\n~~~~\nb\n~~~~\n"),
        (
            Card("Q", Attributes("no id", ("a b", "1"), (("k k", "v v"), ("1", "")))),
            "## Q {#no-id .a-b ._1 k-k=v-v x-1=-}\n",
        ),
        (Card("Q", parts=(Part(PartName.KEY_POINTS, "- a {#a}"),)), "## Q\n\n### Key points\n\n- a {#a}\n"),
    ],
)
def test_what_would_break_a_card_is_escaped_when_it_is_written(card, text):
    assert write_card(card) == text
    assert write_card(only_card(text)) == text


@given(ANY_DECKS)
def test_no_text_can_break_the_structure_of_the_deck_it_is_written_in(deck):
    back = read(write(deck), "").deck
    assert shape(back) == shape(deck)
    assert read(write(back), "").deck == back


@given(FILES)
@example("---\n---\n\n---\na: b\n")
@example("## Q\n\n```\n## R\n\n~~~\n")
def test_a_read_deck_is_written_and_read_back_equal(text):
    reading = read(text, "")
    assume(reading.kind == "deck")
    back = read(write(reading.deck), "").deck
    assert shape(back) == shape(reading.deck)
    if not {problem.rule for problem in reading.problems} & {"unclosed-fence", "unclosed-comment"}:
        assert back == reading.deck


@given(st.text())
def test_any_text_is_read_without_an_exception(text):
    assert read(text, "x.md").kind in {"deck", "interview"}


@given(st.binary())
def test_any_bytes_are_read_without_an_exception(data):
    assert read_bytes(data, "x.md").kind in {"deck", "interview"}


def test_settling_leaves_good_markdown_alone():
    for path in SNIPPETS.glob("*.md"):
        for card in read_bytes(path.read_bytes(), "").deck.cards():
            if not path.stem.endswith(("unclosed", "swallows")):
                assert [settled(text) for text in (card.body, *(part.text for part in card.parts))] == [
                    card.body,
                    *(part.text for part in card.parts),
                ]


@given(FREE, st.text(st.sampled_from("{}$#\\`~<!->[]x+*1. \n"), max_size=40))
def test_escaped_text_has_no_sign_of_the_format(heading, body):
    written = write_card(Card("x " + escaped(heading), body="y " + escaped(body)))
    card = only_card(written)
    assert kind_of(card) is Kind.RECALL
    assert card.attributes == NONE
    assert not {"unclosed-fence", "unclosed-comment", "unclosed-cloze", "choice-no-right"} & {
        problem.rule for problem in read(written, "").problems
    }


# --- The second round trip: a user's file


@given(FILES_WITH_A_CARD, st.data())
def test_a_card_replaced_by_itself_leaves_every_byte(text, data):
    spans = card_spans(text)
    assume(spans)
    span = data.draw(st.sampled_from(spans))
    own = lines_of(text)[span.line - 1 : span.end - 1]
    card = "".join(own).removeprefix("\ufeff" if span.line == 1 else "").rstrip("\r\n")
    assert replace_card(text, span.line, card) == text


@given(FILES_WITH_A_CARD, st.data())
def test_a_replaced_card_leaves_the_bytes_around_it(text, data):
    spans = card_spans(text)
    assume(spans)
    span = data.draw(st.sampled_from(spans))
    line = data.draw(st.integers(span.line, span.stop - 1))
    before, after = lines_of(text), lines_of(replace_card(text, line, "## New\n\nText"))
    assert after[: span.line - 1] == before[: span.line - 1]
    assert after[len(after) - len(before) + span.end - 1 :] == before[span.end - 1 :]
    assert "".join(after[span.line - 1 :]).removeprefix("\ufeff").startswith("## New")


def lines_of(text: str) -> list[str]:
    """Lines with their ends, of the three that Markdown knows."""
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)


def test_an_edit_takes_the_line_end_of_its_file():
    text = "\ufeff## One\r\n\r\nA\r\n\r\n\r\n## Two\r\n\r\nB"
    assert replace_card(text, 1, "## Eins\n\nA\nB\n") == "\ufeff## Eins\r\n\r\nA\r\nB\r\n\r\n\r\n## Two\r\n\r\nB"
    assert replace_card(text, 6, "## Zwei\n\nC\n") == "\ufeff## One\r\n\r\nA\r\n\r\n\r\n## Two\r\n\r\nC".replace(
        "Two", "Zwei"
    )
    assert remove_card(text, 3) == "\ufeff## Two\r\n\r\nB"
    assert append_card(text, "## Three\n\nC\n") == text + "\r\n\r\n## Three\r\n\r\nC\r\n"


def test_a_card_is_found_by_any_of_its_lines():
    text = "---\ntitle: T\n---\n\nIntro\n\n## One\n\nA\n\n# Topic\n\n## Two\n\nB\n\n### Why\n\nC\n"
    assert [(card.heading if (card := card_at(text, line)) else None) for line in (5, 7, 9, 10, 11, 12, 13, 19)] == [
        None,
        "One",
        "One",
        "One",
        None,
        None,
        "Two",
        "Two",
    ]
    with pytest.raises(WrongUse, match="no card stands at line 11"):
        replace_card(text, 11, "## New")


@given(FILES, st.integers(0, 5))
def test_ids_are_inserted_and_nothing_else_is_touched(text, seed):
    after = with_ids(text, random.Random(seed))
    cards, with_id = list(read(text, "").deck.cards()), list(read(after, "").deck.cards())
    assert all(card.attributes.id for card in with_id)
    for card, now in zip(cards, with_id, strict=True):
        if not card.attributes.id:
            given_id = now.attributes.id
            assert len(given_id) == 8
            assert (card.heading, card.body, card.parts) == (now.heading, now.body, now.parts)
            assert (card.attributes.tags, card.attributes.values) == (now.attributes.tags, now.attributes.values)
            alone = f" {{#{given_id}}}"
            after = after.replace(alone if alone in after else f"#{given_id} ", "", 1)
    assert after == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Q\n", "## Q {#ID}\n"),
        ("## Q {.mid leaf=X}  \r\n", "## Q {#ID .mid leaf=X}  \r\n"),
        ("## Q ##\n", "## Q {#ID} ##\n"),
        ("##\n", "## {#ID}\n"),
        ("## Q {1, 2}\n", "## Q {1, 2} {#ID}\n"),
        ("\ufeff## Q", "\ufeff## Q {#ID}"),
        ("```\n## Q\n```\n## R\n", "```\n## Q\n```\n## R {#ID}\n"),
    ],
)
def test_an_id_goes_where_an_author_would_write_it(before, after):
    written = with_ids(before, random.Random(1))
    (new_id,) = (card.attributes.id for card in read(written, "").deck.cards())
    assert written == after.replace("ID", new_id)


def test_new_ids_are_unlike_those_in_the_file():
    taken = only_card(with_ids("## Q\n", random.Random(7))).attributes.id
    text = with_ids(f"## Q\n\n## R {{#{taken}}}\n", random.Random(7))
    assert findings(text.replace("##", "a\n\n##").removeprefix("a\n\n") + "\nb") == []


# --- Speed


def lines(count: int, line: Callable[[int], str]) -> str:
    return "".join(line(number) for number in range(count))


HOSTILE = {
    "marks": "## " + "# " * 100_000,
    "braces": "## x\n\n" + "{{" * 100_000,
    "closed braces": "## x\n\n" + "{{" * 50_000 + "}}" * 50_000,
    "same gaps": "## " + "{{a}} " * 30_000,
    "hints": "## {{" + "::" * 100_000 + "}}",
    "dollars": "## x {{a}}\n\n" + "$a " * 70_000,
    "backticks": "## x {{a}}\n\n" + lines(600, lambda n: "`" * n + " "),
    "open fences": lines(20_000, lambda n: "## x\n\n```a\n"),
    "open fences of all lengths": lines(600, lambda n: "## x\n" + "`" * (603 - n) + "a\n"),
    "fences in a list": "- a\n" + "  ```x\n  ```\n" * 15_000,
    "fences beside a list": "1. a\n" + " text\n  ```x\n  ```\n" * 10_000,
    "stairs of fences": "## x {{a}}\n" + lines(1500, lambda n: " " * (n % 400) + "```\n"),
    "open comments": "<!--\n" * 40_000,
    "checks": "## x\n\n" + "<!-- check: " * 15_000,
    "attributes": "## x {" + "#a " * 60_000 + "}",
    "unknown keys": "## x {" + lines(20_000, lambda n: f"leaf{n}=1 ") + "}",
    "parts": "## x\n" + lines(20_000, lambda n: f"### Answe{n}\n"),
    "blanks": "## x\n\n- [x] a\n- [ ] b" + " " * 200_000 + "c",
    "options": "## x\n\n- [x] a\n" + "- [ ] b — c\n" * 15_000,
    "deep lists": "## x\n\n### Key points\n\n" + lines(600, lambda n: " " * n + "- a\n"),
    "yaml": "---\n" + "[" * 60_000 + "\n---\n",
    "pictures": "## x\n\n" + "![a](" * 40_000,
    "tags": "## x\n\n" + "<img src " * 25_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_time(name):
    text = HOSTILE[name]
    start = time.process_time()
    check_text(text, "x.md", lambda name: True)
    for card in read(text, "").deck.cards():
        faces(card)
    assert time.process_time() - start < 5
