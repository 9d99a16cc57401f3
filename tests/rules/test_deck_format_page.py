"""The page that explains the format must itself obey it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interviewprep.cards.deck_check import check_text
from interviewprep.cards.deck_file import read, write
from interviewprep.cards.faults import KEYS
from interviewprep.cards.front_matter import KEYS as FRONT_MATTER_KEYS
from interviewprep.cards.model import Kind, Level, PartName
from interviewprep.cards.parts import kind_of
from interviewprep.cards.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "deck-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^````markdown\n(.*?)^````$", PAGE, re.M | re.S)


def test_the_page_has_examples_of_every_kind_of_card():
    assert len(EXAMPLES) >= 10
    assert {kind_of(card) for text in EXAMPLES for card in read(text, "").deck.cards()} == set(Kind)


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_has_no_fault(text):
    assert check_text(text, "deck-format.md", lambda name: True) == ()
    reading = read(text, "")
    assert reading.kind == "interview" or list(reading.deck.cards())
    assert read(write(reading.deck), "").deck == reading.deck


def test_every_rule_stands_in_the_table_with_its_level():
    table = dict(re.findall(r"^\| `([a-z-]+)` \| (error|warning) \|", PAGE, re.M))
    assert table == {rule: severity.value for rule, severity in RULES.items()}


def test_every_part_key_and_level_is_named():
    for name in PartName:
        assert f"`{name.value.capitalize()}`" in PAGE
    for key in (*KEYS, *(f".{level.value}" for level in Level), *FRONT_MATTER_KEYS):
        assert f"`{key}" in PAGE
