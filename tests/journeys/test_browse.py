"""Finding cards by their words and by how far they are."""

from __future__ import annotations

import pytest

from interview_decks import write_all
from interviewprep.journeys import browse
from interviewprep.journeys.browse import find
from interviewprep.journeys.set_aside import mark_cards, suspend, suspend_cards
from interviewprep.journeys.study import Study
from interviewprep.journeys.undo import undo, would_undo
from interviewprep.memory.fsrs import Rating
from test_mock_interview import SEVEN, MockInterview, mark_all, through

GPU = """---
title: Kernels and threads
---

# Warps

## How many threads has a **warp**? {#warp .junior leaf=GPU-01}

Thirty-two threads share one counter.

### Why

Because of unicorns.

## What is a block? {#block .senior leaf=GPU-02}

Several warps; a café on a chip. <!-- check: 2*3 = 6 -->

## Which memory is fastest? {#fastest .mid .code leaf=MEM-01}

- [ ] Disk
- [x] Registers

## The warpless machine {#warpless leaf=GPU-03}

A thing of the past.
"""
STORY = "## Tell me of a *warp* in your plan {#plan}\n\n### Key points\n\n- Own it {#own}\n\n### Answer\n\nI slipped.\n"


@pytest.fixture
def gpu(write_deck):
    write_deck("hardware/gpu", GPU)
    write_deck("soft", STORY)


@pytest.fixture
def names(workplace):
    """Find, and give the ids of the cards, best first."""
    return lambda typed: [card.written_id for card in find(workplace, typed).cards]


def key_of(workplace, name):
    return next(card.key for card in find(workplace, "").cards if card.written_id == name)


def grade(workplace, name, *ratings):
    for rating in ratings:
        study = Study(workplace, everything=True)
        face = study.start()
        while face is not None and face.card.attributes.id != name:
            face = study.bury()
        assert face is not None, f"{name} is not due"
        study.grade(rating, 4000)


def test_nothing_typed_finds_all_in_the_order_of_the_decks(names):
    assert names("") == []


def test_all_words_must_occur_in_question_answer_options_tags_or_id(gpu, names):
    assert names("thread counter") == ["warp"]
    assert names("fastest registers") == ["fastest"]
    assert names("several senior") == ["block"]
    assert names("warpless") == ["warpless"]
    assert names("thread disk") == []
    assert names("") == ["warp", "block", "fastest", "warpless", "plan"]


def test_why_and_hidden_comments_are_not_looked_at(gpu, names):
    assert names("unicorns") == []
    assert names('"check: 2"') == []


def test_case_and_accents_do_not_count(gpu, names):
    assert names("CAFE") == names("café") == ["block"]


def test_a_phrase_stands_together_and_a_dash_excludes(gpu, names):
    assert names('"a warp in"') == ["plan"]
    assert names('"warp a"') == []
    assert names("warp -thread") == ["plan", "warpless", "block"]
    assert names("-warp -disk") == []


def test_the_question_comes_before_the_rest_and_whole_words_before_parts(gpu, names):
    assert names("warp") == ["warp", "plan", "warpless", "block"]
    assert names("disk") == ["fastest"]


def test_filters_narrow_by_deck_tag_topic_and_kind(gpu, names):
    assert names("deck:hardware") == names("deck:KERNELS") == ["warp", "block", "fastest", "warpless"]
    assert names("tag:senior") == ["block"]
    assert names("leaf:gpu") == ["warp", "block", "warpless"]
    assert names("kind:choice") == ["fastest"]
    assert names("kind:open warp") == ["plan"]
    assert names("-leaf:GPU -kind:open") == ["fastest"]


def test_how_far_a_card_is_can_be_asked_for_and_is_said(gpu, workplace, clock, names):
    grade(workplace, "warp", Rating.EASY)
    grade(workplace, "block", Rating.AGAIN)
    assert names("is:known") == ["warp"]
    assert names("is:learning") == names("is:due") == ["block"]
    assert names("is:new") == ["fastest", "warpless", "plan"]
    said = {card.written_id: card.state for card in find(workplace, "").cards}
    assert said["fastest"] == "new"
    assert said["block"] == "learning"
    assert said["warp"].startswith("in ")
    days = int(said["warp"].split()[1])
    clock.pass_days(days)
    assert names("is:due is:known") == ["warp"]
    assert find(workplace, "is:known").cards[0].state == "due"


def test_suspended_and_marked_cards_are_found_and_say_so(gpu, workplace, names):
    suspend_cards(workplace, {key_of(workplace, "warp"): True})
    mark_cards(workplace, {key_of(workplace, "warp"): True, key_of(workplace, "block"): True})
    assert names("is:suspended") == ["warp"]
    assert names("is:marked") == ["warp", "block"]
    assert find(workplace, "is:suspended").cards[0].state == "suspended, marked"


def test_cards_of_a_suspended_deck_count_as_suspended(gpu, workplace, names):
    suspend(workplace, {"soft": True})
    assert names("is:suspended") == ["plan"]
    assert find(workplace, "is:suspended").cards[0].state == "deck suspended"
    assert not find(workplace, "is:suspended").cards[0].suspended


def test_several_cards_are_suspended_in_one_action_and_undone_in_one(gpu, workplace, names):
    keys = [card.key for card in find(workplace, "leaf:GPU").cards]
    suspend_cards(workplace, dict.fromkeys(keys, True))
    last = would_undo(workplace.database)
    assert (last.kind, last.cards) == ("suspend", 3)
    undo(workplace)
    assert names("is:suspended") == []


def test_a_card_that_keeps_slipping_is_a_leech(gpu, workplace, clock, names):
    grade(workplace, "warp", Rating.EASY)
    for _ in range(3):
        assert names("is:leech") == []
        clock.pass_days(2)
        for _ in range(60):
            if names("is:due leaf:GPU-01"):
                break
            clock.pass_days(1)
        grade(workplace, "warp", Rating.AGAIN)
        clock.pass_seconds(3600)
        grade(workplace, "warp", Rating.EASY)
    assert names("is:leech") == ["warp"]
    assert names("-is:leech leaf:GPU") == ["block", "warpless"]


def test_a_point_missed_in_an_interview_is_found_until_it_is_said(workplace, write_deck, clock, names):
    write_all(write_deck)
    interview = MockInterview.start(workplace, "small", SEVEN)
    assert names("is:missed") == []
    through(interview, clock)
    round_ = mark_all(workplace, interview, hit=("measure", "bound", "change")).finish()
    asked = {one.name: {point.id for point in one.points} for one in round_.questions}
    wrong = {name for name, points in asked.items() if points - {"measure", "bound", "change"}}
    assert wrong
    assert set(names("is:missed")) == wrong
    clock.pass_days(1)
    again = MockInterview.start(workplace, "small", SEVEN)
    through(again, clock)
    mark_all(workplace, again, hit=set().union(*asked.values())).finish()
    assert names("is:missed") == []


def test_a_card_that_left_its_file_is_not_found(gpu, workplace, write_deck, names):
    write_deck("soft", "## Another question\n\nAn answer.\n")
    assert "plan" not in names("")


def test_of_many_the_best_are_given_and_all_are_counted(gpu, workplace):
    found = find(workplace, "warp", limit=2)
    assert (found.count, len(found.cards), found.of) == (4, 2, 5)
    assert [card.question for card in found.cards] == [
        "How many threads has a warp?",
        "Tell me of a warp in your plan",
    ]
    assert found.cards[0].address == "hardware/gpu#warp"
    assert found.cards[0].deck_title == "Kernels and threads"


def test_a_card_can_be_looked_at_and_one_that_is_gone_cannot(gpu, workplace, write_deck):
    key = key_of(workplace, "plan")
    assert browse.face(workplace, key).card.attributes.id == "plan"
    write_deck("soft", "## Another question\n\nAn answer.\n")
    assert browse.face(workplace, key) is None
