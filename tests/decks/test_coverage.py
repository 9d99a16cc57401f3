"""The shipped decks teach the whole syllabus."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil

from interviewprep.cards.model import Kind, Level
from shipped import DECKS, cards, leaves, points
from table import README, written

BUDGETS = {
    "recall": Kind.RECALL,
    "cloze": Kind.CLOZE,
    "multiple_choice": Kind.CHOICE,
    "open": Kind.OPEN,
    "code": Kind.CODE,
}


def test_every_point_of_the_briefs_is_taught():
    taught = {point for one in cards() for point in one.covers}
    assert sorted(set(points()) - taught) == []


def test_every_leaf_has_each_kind_it_budgets_and_half_of_its_cards():
    kinds = defaultdict(Counter)
    for one in cards():
        kinds[one.card.attributes.get("leaf")][one.kind] += 1
    short = []
    for leaf, row in leaves().items():
        for column, kind in BUDGETS.items():
            if int(row[column]) and not kinds[leaf][kind]:
                short.append(f"{leaf} has no {kind} card")
        wanted = sum(ceil(int(row[column]) / 2) for column in BUDGETS)
        found = sum(kinds[leaf][kind] for kind in BUDGETS.values())
        if found < 0.9 * wanted:
            short.append(f"{leaf} has {found} of {wanted} cards")
    assert short == []


def test_every_drill_that_a_leaf_names_is_there():
    drills = {one.card.attributes.get("drill") for one in cards() if one.kind is Kind.DRILL}
    named = {drill for row in leaves().values() for drill in row["drills"].split(",") if drill}
    assert sorted(named - drills) == []


def test_levels_are_mixed_as_planned():
    levels = Counter(one.card.level for one in cards())
    shares = {level: levels[level] / len(cards()) for level in Level}
    assert abs(shares[Level.JUNIOR] - 0.35) < 0.06
    assert abs(shares[Level.MID] - 0.40) < 0.08
    assert abs(shares[Level.SENIOR] - 0.25) < 0.08


def test_there_are_enough_open_questions_and_behavioural_ones_among_them():
    opens = [one for one in cards() if one.kind is Kind.OPEN]
    assert len(opens) >= 280
    assert sum("behavioural" in one.card.attributes.tags for one in opens) >= 60


def test_the_table_in_the_readme_is_up_to_date():
    assert README.read_text(encoding="utf-8") == written(), "write it anew with: python tests/decks/table.py"


def test_every_deck_is_a_reasonable_length():
    sizes = Counter(one.path for one in cards())
    assert [f"{path.relative_to(DECKS)}: {count}" for path, count in sizes.items() if count > 75] == []
