"""The shipped drills: every worked example comes out, a thousand draws of each are clean, all three grades are there."""

from __future__ import annotations

import csv
import json
import random
import re
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from interviewprep.cards.deck_file import read
from interviewprep.cards.model import Card, Level, PartName
from interviewprep.cards.parts import sources
from interviewprep.drills.answer import judge
from interviewprep.drills.check import check_drill
from interviewprep.drills.draw import draw, seed_of, with_values
from interviewprep.drills.drill import Help
from interviewprep.drills.findings import Judged
from interviewprep.drills.lines import drill_of
from interviewprep.drills.solution import solution

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "decks").glob("*/*-drills.md"))
CARDS = {
    card.attributes.id: (card, path) for path in FILES for card in read(path.read_text("utf-8"), path.name).deck.cards()
}
EXAMPLES: list[dict[str, Any]] = json.loads((ROOT / "tests/samples/drill_examples.json").read_text("utf-8"))
VECTORS = [(one["id"], vector) for one in EXAMPLES for vector in (one["worked"], *one["more"])]
LEVELS = {"J": Level.JUNIOR, "M": Level.MID, "S": Level.SENIOR}
COMPOSITES = {f"DR-C{number}" for number in range(1, 9)}


def card_of(drill: str) -> Card:
    return next(card for card, _ in CARDS.values() if card.attributes.get("drill") == drill)


def exact(value: Any) -> Any:
    """JSON's numbers as a deck writes them: 0.7 is seven tenths."""
    if isinstance(value, list):
        return tuple(exact(one) for one in value)
    return Fraction(repr(value)) if isinstance(value, float) else value


def test_every_drill_of_the_list_has_a_card_and_every_card_is_of_the_list() -> None:
    found = sorted(card.attributes.get("drill") for card, _ in CARDS.values())
    assert found == sorted({one["id"] for one in EXAMPLES} | COMPOSITES)


def test_there_are_three_examples_of_each() -> None:
    assert len(VECTORS) == 312


@pytest.mark.parametrize(
    ("drill", "vector"), VECTORS, ids=[f"{name}-{place % 3}" for place, (name, _) in enumerate(VECTORS)]
)
def test_a_worked_example_comes_out_and_is_judged_right(drill: str, vector: dict[str, Any]) -> None:
    values = {name: exact(value) for name, value in vector["params"].items()}
    computed = with_values(drill_of(card_of(drill)), values)
    assert float(computed.answer) == pytest.approx(vector["answer"], rel=1e-9)
    assert judge(computed, f"{vector['answer']!r} {computed.verdict}").judged is Judged.RIGHT


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_thousand_draws_of_each_are_clean(path: Path) -> None:
    for card in read(path.read_text("utf-8"), path.name).deck.cards():
        assert check_drill(card, path.name) == ()


@pytest.mark.parametrize("name", CARDS)
def test_a_drill_asks_in_three_grades_and_says_its_way(name: str) -> None:
    card, _ = CARDS[name]
    drill = drill_of(card)
    assert drill.case is not None
    for grade in Help:
        shown = draw(drill, seed_of(name, 1), grade)
        assert shown.question.endswith((".", "?"))
        assert "{{" not in shown.question
        assert bool(shown.reply) is (grade is Help.CASE)
        way = solution(shown)
        assert way.working
        assert way.lines
        assert way.why.endswith((".", "!"))
        assert all(re.fullmatch(r".*[^ ]", line.tex(), re.DOTALL) for line in way.lines)


@pytest.mark.parametrize("name", CARDS)
def test_a_drill_names_its_source_and_level(name: str) -> None:
    card, _ = CARDS[name]
    assert sources(card)
    assert card.level is not None
    assert card.has(PartName.WHY)


def test_levels_are_those_of_the_list() -> None:
    assert {one["id"]: card_of(one["id"]).level for one in EXAMPLES} == {
        one["id"]: LEVELS[one["level"]] for one in EXAMPLES
    }


def test_every_leaf_that_asks_for_a_drill_is_named_by_it() -> None:
    with (ROOT / "decks/syllabus/leaves.csv").open(encoding="utf-8", newline="") as rows:
        wanted = {
            (row["leaf"], drill) for row in csv.DictReader(rows) for drill in re.findall(r"DR-\d+", row["drills"])
        }
    named = {
        (leaf, card.attributes.get("drill"))
        for card, _ in CARDS.values()
        for leaf in (card.attributes.get("leaf"), *card.attributes.get("see").split(","))
    }
    assert wanted - named == set()


@pytest.mark.parametrize("name", CARDS)
def test_a_drill_is_drawn_at_once(name: str) -> None:
    drill = drill_of(CARDS[name][0])
    rng = random.Random(1)
    seeds = [seed_of(name, rng.randrange(10**6)) for _ in range(50)]
    before = time.process_time()
    for seed in seeds:
        assert draw(drill, seed).question
    assert (time.process_time() - before) / len(seeds) < 0.002


def test_no_answer_shown_in_a_solution_is_judged_wrong() -> None:
    for name, (card, _) in CARDS.items():
        for number in range(5):
            one = draw(drill_of(card), seed_of(name, number))
            assert judge(one, solution(one).result).right, (name, number, solution(one).result)
