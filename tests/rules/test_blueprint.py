from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.cards.model import Kind, Level
from interviewprep.errors import Severity
from interviewprep.interview.blueprint import EXTRA_TIMES, Adjustment, Blueprint, Section, Source, Stop, adjusted
from interviewprep.interview.blueprint_file import KEYS, SECTION_KEYS, SOURCE_KEYS, read
from interviewprep.interview.blueprint_writer import write

SCREEN = """---
interview: ML Performance Engineer: 45-minute phone screen
minutes: 45
sections:
  - name: Warm-up
    minutes: 5
    questions: 2
    from: {tags: [behavioural]}
  - name: Technical depth
    minutes: 25
    questions: 4
    from: {decks: [roofline, quantization], levels: [mid, senior]}
    follow_ups: 1
  - name: Estimate
    minutes: 10
    questions: 2
    from: {kinds: [drill]}
    think: 20
    answer: 200
    weight: 2
    back: true
  - name: Your questions
    minutes: 5
---

What this round is like.
"""


def blueprint(text: str = SCREEN) -> Blueprint:
    found = read(text, "screen.md")
    assert found.problems == ()
    assert found.blueprint is not None
    return found.blueprint


def told(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.severity.value, one.rule) for one in read(text, "screen.md").problems]


def test_every_key_of_the_file_is_read():
    found = blueprint()
    assert (found.title, found.minutes) == ("ML Performance Engineer: 45-minute phone screen", 45)
    assert (found.stop, found.avoid_last, found.briefing) == (Stop.HARD, 3, "What this round is like.")
    warm_up, depth, estimate, talk = found.sections
    assert warm_up == Section("Warm-up", 5, 2, Source(tags=("behavioural",)))
    assert depth.source == Source(decks=("roofline", "quantization"), levels=(Level.MID, Level.SENIOR))
    assert depth.follow_ups == 1
    assert (estimate.think_s, estimate.answer_s, estimate.weight, estimate.back) == (20, 200, 2, True)
    assert estimate.source.kinds == (Kind.DRILL,)
    assert (talk.questions, talk.line) == (0, 22)


def test_a_soft_stop_and_the_other_keys_of_the_round():
    head = "role: ML Performance Engineer\nstop: soft\navoid_last: 0\nextra_time: 1.5\nlanguage: en\n"
    found = blueprint(SCREEN.replace("minutes: 45\n", f"minutes: 45\n{head}", 1))
    assert (found.role, found.stop, found.avoid_last, found.extra_time) == (
        "ML Performance Engineer",
        Stop.SOFT,
        0,
        1.5,
    )
    assert found.round_s == 45 * 60 * 1.5


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("minutes: 45", "minutes: 40", (3, "error", "minutes")),
        ("minutes: 45", "minutes: 50", (3, "warning", "minutes")),
        ("minutes: 45", "minutes: soon", (3, "error", "value")),
        ("minutes: 45", "minutes: 45\nstop: never", (4, "error", "value")),
        ("minutes: 45", "minutes: 45\nextra_time: 1.3", (4, "error", "value")),
        ("minutes: 45", "minutes: 45\nlenght: 3", (4, "warning", "unknown-key")),
        ("minutes: 45", "minutes: 45\nminutes: 45", (4, "warning", "repeated-key")),
        ("questions: 2\n    from: {tags", "questions: two\n    from: {tags", (7, "error", "value")),
        ("levels: [mid, senior]", "levels: [mid, staff]", (12, "error", "value")),
        ("kinds: [drill]", "kinds: [riddle]", (17, "error", "value")),
        ("kinds: [drill]", "sorts: [drill]", (17, "warning", "unknown-key")),
        ("answer: 200", "answer: 400", (14, "error", "section")),
        ("back: true", "back: maybe", (21, "error", "value")),
        ("  - name: Your questions\n", "  - nam: Your questions\n", (22, "error", "section")),
        ("    minutes: 5\n---", "    minutes: 5\n    think: 5\n---", (24, "warning", "section")),
        ("What this round is like.\n", "", (25, "warning", "no-briefing")),
        ("{tags: [behavioural]}", "&a {tags: [behavioural]}", (8, "error", "front-matter")),
        ("sections:", "sections: none\nparts:", (4, "error", "section")),
    ],
)
def test_each_fault_is_named_with_its_line(old, new, fault):
    assert old in SCREEN
    assert fault in told(SCREEN.replace(old, new, 1))


def test_a_fault_in_one_section_leaves_the_others_usable():
    found = read(SCREEN.replace("levels: [mid, senior]", "levels: [staff]"), "screen.md")
    assert found.blueprint is not None
    assert len(found.blueprint.sections) == 4
    assert found.problems[0].severity is Severity.ERROR
    assert "staff" in found.problems[0].message


def test_a_deck_is_no_interview():
    found = read("---\ntitle: A deck\n---\n\n## A card\n", "deck.md")
    assert found.blueprint is None
    assert [one.rule for one in found.problems] == ["interview"]


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fail(text):
    read(text, "any.md")
    read(f"---\ninterview: x\n{text}\n---\n", "any.md")


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=12
)
LISTS = st.lists(WORDS, max_size=3, unique=True).map(tuple)
SOURCES = st.builds(
    Source,
    decks=LISTS,
    tags=st.lists(WORDS.filter(lambda word: not word.startswith(".")), max_size=2, unique=True).map(tuple),
    levels=st.lists(st.sampled_from(Level), unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(Kind), unique=True).map(tuple),
    leaves=LISTS,
)
SECTIONS = st.builds(
    Section,
    name=WORDS,
    minutes=st.integers(5, 30).map(float),
    questions=st.integers(1, 4),
    source=SOURCES,
    think_s=st.none() | st.integers(0, 30),
    answer_s=st.none() | st.integers(10, 45),
    follow_ups=st.integers(0, 5),
    weight=st.sampled_from([0.0, 0.5, 1.0, 2.0]),
    back=st.booleans(),
)


@given(
    WORDS,
    st.lists(SECTIONS, min_size=1, max_size=4),
    st.sampled_from(Stop),
    st.sampled_from(EXTRA_TIMES),
    st.integers(0, 9),
)
def test_a_blueprint_that_is_written_reads_back_the_same(title, sections, stop, extra, avoid):
    minutes = sum(section.minutes for section in sections)
    made = Blueprint(title, minutes, tuple(sections), "How it is.", "", "", "", stop, avoid, extra)
    found = read(write(made), "own.md")
    assert found.problems == ()
    assert found.blueprint == made


def test_the_example_in_the_docs_is_an_interview_with_every_key():
    page = (Path(__file__).parent.parent.parent / "docs" / "interviews.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]
    found = read(f"{example}\nA briefing.\n", "docs.md")
    assert found.problems == ()
    written = set(re.findall(r"(\w+):", example))
    assert written >= {*KEYS, *SECTION_KEYS, *SOURCE_KEYS}
    assert all(f"`{key}`" in page for key in (*KEYS, *SECTION_KEYS) if key != "language")


def test_a_shorter_round_has_shorter_sections_with_fewer_questions():
    short = adjusted(blueprint(), Adjustment(minutes=22.5))
    assert [section.minutes for section in short.sections] == [2.5, 12.5, 5, 2.5]
    assert [section.questions for section in short.sections] == [1, 2, 1, 0]
    assert read(write(short), "short.md").blueprint == short


def test_levels_and_topics_are_for_the_sections_about_a_subject():
    other = adjusted(blueprint(), Adjustment(levels=(Level.JUNIOR,), topics=("gpu-memory", "KERN")))
    warm_up, depth, estimate, _ = other.sections
    assert warm_up.source == Source(tags=("behavioural",))
    assert depth.source == Source(decks=("gpu-memory",), levels=(Level.JUNIOR,), leaves=("KERN",))
    assert estimate.source.kinds == (Kind.DRILL,)


def test_extra_time_lengthens_the_round_and_is_kept_in_the_file():
    longer = adjusted(blueprint(), Adjustment(extra_time=1.25, stop=Stop.SOFT))
    assert (longer.minutes, longer.round_s) == (45, 45 * 75)
    assert read(write(longer), "longer.md").blueprint == longer
