from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from interviewprep.cards.model import Kind, Level
from interviewprep.interview.blueprint import Blueprint, Section, Source
from interviewprep.interview.draw import STRETCH, Candidate, Known, draw, fits, needed_s
from interviewprep.interview.timetable import from_json, timetable, to_json

LEVELS = list(Level)


def cards(count: int, deck: str = "tech/roofline", kind: Kind = Kind.OPEN, topics: int = 100) -> list[Candidate]:
    return [
        Candidate(
            f"{deck}-{i}",
            i,
            deck,
            kind,
            LEVELS[i % 3],
            f"ARCH-{i % topics:02}",
            answer_s=240 + 60 * (i % 4),
            follow_ups=2,
        )
        for i in range(count)
    ]


def one_section(**fields: object) -> Blueprint:
    section = replace(Section("Depth", 25, 4), **fields)
    return Blueprint("Screen", section.minutes, (section,))


def names(drawing) -> list[str]:
    return [drawn.candidate.name for drawn in drawing.questions]


def test_the_same_seed_draws_the_same_questions_in_the_same_order():
    pool = cards(40)
    again = draw(one_section(), reversed(pool), "7")
    assert names(draw(one_section(), pool, "7")) == names(again)
    assert len({tuple(names(draw(one_section(), pool, str(seed)))) for seed in range(20)}) > 15


def test_a_draw_is_the_same_in_another_process():
    code = (
        "import sys; sys.path.insert(0, 'tests/rules'); from test_draw import *;"
        "print(names(draw(one_section(), cards(40), '7')))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "5"}
    )
    assert said.stdout.strip() == str(names(draw(one_section(), cards(40), "7")))


def test_a_card_that_is_added_changes_the_draw_only_where_it_is_drawn():
    pool = cards(40, topics=40)
    before = set(names(draw(one_section(), pool, "3")))
    more = [*pool, Candidate("tech/roofline-new", 99, "tech/roofline", Kind.OPEN, Level.MID, "ARCH-99", answer_s=300)]
    after = set(names(draw(one_section(), more, "3")))
    assert len(before - after) <= 1


def test_questions_come_from_easy_to_hard():
    levels = [LEVELS.index(drawn.candidate.level) for drawn in draw(one_section(), cards(40), "1").questions]
    assert levels == sorted(levels)
    assert len(set(levels)) > 1


def test_one_question_of_a_topic_comes_before_two_of_another():
    for seed in range(10):
        drawing = draw(one_section(), cards(40, topics=4), str(seed))
        assert len({drawn.candidate.topic for drawn in drawing.questions}) == 4


def test_weak_topics_come_first_and_known_ones_last():
    pool = cards(40, topics=8)
    known = {one.name: Known(recall=0.97) for one in pool}
    weak = [one for one in pool if one.topic in ("ARCH-02", "ARCH-05")]
    known |= {one.name: Known(recall=0.2) for one in weak}
    for seed in range(10):
        drawn = draw(one_section(questions=2, minutes=15), pool, str(seed), known).questions
        assert {one.candidate.topic for one in drawn} == {"ARCH-02", "ARCH-05"}


def test_what_an_interview_missed_and_what_was_never_asked_come_before_what_is_known():
    pool = cards(20, topics=20)
    known = {one.name: Known(recall=0.95) for one in pool}
    known[pool[3].name] = Known(recall=0.95, missed=0.9, asked_ago=9)
    del known[pool[8].name]
    assert set(names(draw(one_section(questions=2, minutes=15), pool, "1", known))) == {pool[3].name, pool[8].name}


def test_no_question_of_the_last_interviews_is_asked_again_while_there_are_others():
    pool = cards(12, topics=12)
    lately = {one.name: Known(missed=1.0, asked_ago=1 + i % 3) for i, one in enumerate(pool[:8])}
    drawing = draw(one_section(questions=4), pool, "1", lately)
    assert set(names(drawing)) == {one.name for one in pool[8:]}
    assert drawing.problems == ()
    short = draw(one_section(questions=5, minutes=40), pool, "1", lately)
    assert len(set(names(short)) & {one.name for one in pool[:8]}) == 1
    assert [one.rule for one in short.problems] == ["asked-lately"]
    # The one asked longest ago is the one that is asked again.
    assert {lately[name].asked_ago for name in names(short) if name in lately} == {3}


def test_a_draw_says_when_the_decks_cannot_fill_the_blueprint():
    drawing = draw(one_section(), cards(3), "1", path="screen.md")
    assert len(drawing.questions) == 3
    assert [(one.path, one.rule) for one in drawing.problems] == [("screen.md", "too-few")]
    assert "4 questions are wanted and the decks give 3" in drawing.problems[0].message


def test_the_minutes_of_a_section_bound_what_is_drawn():
    pool = cards(40, topics=40)
    for seed in range(20):
        blueprint = one_section(questions=5, minutes=22, follow_ups=1)
        section = blueprint.sections[0]
        drawing = draw(blueprint, pool, str(seed))
        assert drawing.problems == ()
        assert sum(needed_s(one.candidate, section) for one in drawing.questions) <= 22 * 60 * STRETCH


def test_questions_too_long_for_their_section_are_told():
    drawing = draw(one_section(questions=4, minutes=5), cards(10), "1")
    assert len(drawing.questions) == 4
    assert [one.rule for one in drawing.problems] == ["tight"]


def test_no_question_is_asked_in_two_sections():
    sections = (Section("One", 20, 3), Section("Two", 20, 3))
    drawn = names(draw(Blueprint("Two", 40, sections), cards(6, topics=6), "1"))
    assert len(set(drawn)) == 6


@pytest.mark.parametrize(
    ("source", "fitting"),
    [
        (Source(), True),
        (Source(decks=("roofline",)), True),
        (Source(decks=("tech",)), True),
        (Source(decks=("tech/roofline.md",)), True),
        (Source(decks=("line",)), False),
        (Source(kinds=(Kind.DRILL,)), False),
        (Source(levels=(Level.SENIOR,)), False),
        (Source(leaves=("ARCH",)), True),
        (Source(leaves=("ARCH-0",)), False),
        (Source(leaves=("ARCH-00",)), True),
        (Source(tags=("gpu", "x")), True),
        (Source(tags=("behavioural",)), False),
    ],
)
def test_which_cards_a_section_may_ask(source, fitting):
    card = Candidate("c", 1, "tech/roofline", Kind.OPEN, Level.JUNIOR, "ARCH-00", frozenset({"gpu"}))
    assert fits(source, card) is fitting


def test_a_section_without_kinds_draws_open_and_code_cards():
    kinds = {kind: fits(Source(), Candidate("c", 1, "d", kind)) for kind in Kind}
    assert {kind for kind, fit in kinds.items() if fit} == {Kind.OPEN, Kind.CODE}


def test_a_section_fills_its_minutes_in_the_shares_of_what_the_cards_need():
    blueprint = one_section(questions=3, minutes=20, follow_ups=1)
    drawing = draw(blueprint, cards(30), "2")
    times = timetable(blueprint, drawing.questions)
    used = sum(slot.think_ms + slot.answer_ms + slot.follow_ups * slot.follow_up_ms for slot in times.slots)
    assert 0 <= 20 * 60_000 - used <= 3 * 5_000
    needs = [drawn.candidate.answer_s for drawn in drawing.questions]
    answers = [slot.answer_ms for slot in times.slots]
    by_need = [answer for _, answer in sorted(zip(needs, answers, strict=True))]
    assert by_need == sorted(by_need)
    assert len(set(needs)) > 1


def test_times_that_the_file_says_are_kept_and_extra_time_lengthens_all_of_them():
    blueprint = one_section(questions=2, minutes=10, think_s=20, answer_s=200, follow_ups=1)
    drawn = draw(blueprint, cards(9), "2").questions
    plain = timetable(blueprint, drawn)
    assert [(slot.think_ms, slot.answer_ms) for slot in plain.slots] == [(20_000, 200_000)] * 2
    longer = timetable(replace(blueprint, extra_time=1.5), drawn)
    assert [(slot.think_ms, slot.answer_ms, slot.follow_up_ms) for slot in longer.slots] == [
        (30_000, 300_000, 90_000)
    ] * 2
    assert longer.round_ms == 15 * 60_000


def test_a_timetable_survives_its_json():
    blueprint = Blueprint("Screen", 30, (Section("Depth", 25, 4, back=True), Section("Your questions", 5)))
    times = timetable(blueprint, draw(blueprint, cards(30), "2").questions, practice=True)
    assert times.slots[-1].talk
    assert from_json(to_json(times)) == times
