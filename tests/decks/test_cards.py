"""What every shipped card must keep, whatever it is about."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

import pytest

from interviewprep.cards.model import Kind, Level, PartName
from interviewprep.cards.parts import (
    answer_of,
    computations,
    follow_ups,
    gaps,
    key_points,
    options,
    question_of,
    rubric,
)
from interviewprep.drills.computed import computation_fault
from shipped import COMMENT, FENCE, GAP, asked, cards, leaves, points, prose, visible, words

STATIC = [one for one in cards() if one.kind is not Kind.DRILL]
OPEN = [one for one in cards() if one.kind is Kind.OPEN]


def test_every_card_has_an_id_of_its_own_a_leaf_and_one_level():
    ids = Counter(one.id for one in cards())
    assert [key for key, count in ids.items() if count > 1 or not key] == []
    assert [one.where for one in cards() if one.card.attributes.get("leaf") not in leaves()] == []
    assert [one.where for one in cards() if sum(level.value in one.card.attributes.tags for level in Level) != 1] == []


def test_an_id_that_was_shipped_once_is_never_used_for_another_card():
    """`syllabus/retired-ids.txt` holds the ids of cards that were withdrawn."""
    from shipped import DECKS

    retired = {
        line
        for line in (DECKS / "syllabus" / "retired-ids.txt").read_text().splitlines()
        if line and not line.startswith("#")
    }
    assert [one.where for one in cards() if one.id in retired] == []


def test_every_point_that_is_named_exists():
    assert [one.where for one in cards() for point in one.covers if point not in points()] == []


def test_questions_and_answers_are_short():
    long = []
    for one in STATIC:
        if len(words(asked(one))) > 40:
            long.append(f"{one.where}: question of {len(words(asked(one)))} words")
        if one.kind is Kind.RECALL and len(words(answer_of(one.card))) > 30:
            long.append(f"{one.where}: answer of {len(words(answer_of(one.card)))} words")
        if len(words(one.card.part(PartName.WHY))) > 80:
            long.append(f"{one.where}: explanation of {len(words(one.card.part(PartName.WHY)))} words")
    assert long == []


def test_every_card_explains_itself():
    assert [one.where for one in cards() if not one.card.has(PartName.WHY) and one.kind is not Kind.OPEN] == []


def test_code_fits_on_a_screen():
    long = []
    for one in STATIC:
        for fence in FENCE.finditer(one.card.body + "\n\n" + "\n\n".join(part.text for part in one.card.parts)):
            if fence[4].rstrip("\n").count("\n") + 1 > 25:
                long.append(one.where)
    assert long == []


def test_a_gap_is_not_the_whole_sentence_and_there_are_few():
    bad = []
    for one in cards():
        if one.kind is Kind.CLOZE:
            text = question_of(one.card)
            found = gaps(text)
            if not 1 <= len(found) <= 4 or len(words(GAP.sub("", text))) < 4:
                bad.append(one.where)
    assert bad == []


# --- choices


CHOICES = [one for one in cards() if one.kind is Kind.CHOICE]


def test_every_wrong_option_says_why():
    assert [
        f"{one.where}: {option.text}"
        for one in CHOICES
        for option in options(one.card)
        if not option.right and not option.reason
    ] == []


def test_choices_have_three_to_five_options():
    assert [one.where for one in CHOICES if not 3 <= len(options(one.card)) <= 5] == []


def test_the_right_option_is_seldom_the_longest():
    longest = 0
    for one in CHOICES:
        ranked = sorted(options(one.card), key=lambda option: len(visible(option.text)))
        longest += ranked[-1].right
    assert longest <= 0.35 * len(CHOICES)


def test_no_option_is_all_or_none_of_the_others():
    lazy = re.compile(r"\b(all|none|both|neither) of (the )?(above|these|them)\b", re.I)
    assert [one.where for one in CHOICES for option in options(one.card) if lazy.search(option.text)] == []


# --- open questions


def test_open_questions_can_be_marked():
    bad = []
    for one in OPEN:
        if not 3 <= len(key_points(one.card)) <= 6:
            bad.append(f"{one.where}: {len(key_points(one.card))} key points")
        if len({point.id for point in key_points(one.card) if point.id}) != len(key_points(one.card)):
            bad.append(f"{one.where}: key points without ids of their own")
        if len(rubric(one.card)) != 4:
            bad.append(f"{one.where}: {len(rubric(one.card))} anchors")
        if not 2 <= len(follow_ups(one.card)) <= 4:
            bad.append(f"{one.where}: {len(follow_ups(one.card))} follow-ups")
        length = len(words(one.card.part(PartName.ANSWER)))
        if not 115 <= length <= 210:  # 120 to 200, and a word is not counted alike by everybody
            bad.append(f"{one.where}: model answer of {length} words")
    assert bad == []


def test_rubrics_speak_of_what_is_seen():
    vague = re.compile(r"\b(good|poor|weak|excellent|deep|solid|basic) (understanding|knowledge|grasp)\b", re.I)
    assert [one.where for one in OPEN for anchor in rubric(one.card) if vague.search(anchor)] == []


# --- facts


NUMERIC = re.compile(
    r"\d[\d.,  ]*\s?(?:%|×|x\b|[kMGTP]?i?B(?:/s)?\b|[kMGTP]?bit|[kMGT]?FLOP|TOPS|[mµn]?s\b|[kMG]?Hz|[kM]?W\b|Wh\b|tokens?/s|US\$|€|dB\b)|(?:US)?\$\s?\d"
)


def test_every_numeric_claim_names_its_source():
    without = []
    for one in STATIC:
        said = visible("\n".join([question_of(one.card), answer_of(one.card), one.card.part(PartName.WHY)]))
        # The numbers of a behavioural story are the story's own.
        if (
            NUMERIC.search(said)
            and not one.card.has(PartName.SOURCES)
            and "behavioural" not in one.card.attributes.tags
        ):
            without.append(one.where)
    assert without == []


NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"once": "1", "twice": "2", "half": "0.5", "third": "3", "fourth": "4", "fifth": "5", "tenth": "10"}
SPELLED = re.compile(rf"\b({'|'.join(NUMBERS)})\b", re.I)


def test_every_computed_number_is_what_its_inputs_give_and_is_shown():
    wrong = []
    for one in cards():
        shown = COMMENT.sub(" ", "\n".join([one.card.heading, one.card.body, *(part.text for part in one.card.parts)]))
        digits = re.sub(r"(?<=\d)[,    _](?=\d{3})|\{,\}", "", shown).replace("−", "-")
        digits = SPELLED.sub(lambda word: NUMBERS[word[0].lower()], digits)
        for claim in computations(one.card):
            fault = computation_fault(claim.expression, claim.shown, claim.tolerance)
            if fault:
                wrong.append(f"{one.where}: {fault}")
            elif not re.search(rf"(?<![\d.]){re.escape(claim.shown)}(?!\d)", digits):
                wrong.append(f"{one.where}: {claim.shown} is computed and not shown")
    assert wrong == []


# --- own words


def test_no_nine_words_in_a_row_are_those_of_a_point_or_another_card():
    seen = defaultdict(set)
    for key, row in points().items():
        text = [word.lower() for word in re.findall(r"\w+", row["paraphrase"])]
        for at in range(len(text) - 8):
            seen[tuple(text[at : at + 9])].add(key)
    for one in cards():
        for text in prose(one):
            spoken = [word.lower() for word in re.findall(r"\w+", visible(text))]
            for at in range(len(spoken) - 8):
                # Drills state their conventions (units, one direction, dense peaks) in the same words on purpose.
                seen[tuple(spoken[at : at + 9])].add("a drill" if one.kind is Kind.DRILL else one.where)
    shared = {(" ".join(run), tuple(sorted(where))) for run, where in seen.items() if len(where) > 1}
    assert sorted(shared)[:20] == []


def trigrams(text):
    plain = " ".join(re.findall(r"\w+", text.lower()))
    return {plain[i : i + 3] for i in range(len(plain) - 2)}


def test_no_two_cards_ask_the_same():
    """Questions whose letter trigrams overlap by more than three quarters."""
    grams = [(one, trigrams(visible(asked(one)))) for one in STATIC]
    index = defaultdict(list)
    for number, (_, three) in enumerate(grams):
        for gram in three:
            index[gram].append(number)
    twins = []
    for number, (one, three) in enumerate(grams):
        shared = Counter()
        for gram in three:
            if len(index[gram]) < 0.2 * len(grams) or len(grams) < 50:
                shared.update(other for other in index[gram] if other > number)
        for other, _ in shared.most_common(5):
            second, its = grams[other]
            if len(three & its) / len(three | its) > 0.75:
                twins.append(f"{one.where} ~ {second.where}")
    assert twins == []


# --- code


def fences(language):
    for one in cards():
        texts = [one.card.body, *(part.text for part in one.card.parts)]
        for text in texts:
            for fence in FENCE.finditer(text):
                named, *more = fence[3].split() or [""]
                if named in language and "fragment" not in more:
                    indent = len(fence[1])
                    yield one, "\n".join(line[indent:] for line in fence[4].splitlines())


def test_every_python_snippet_parses():
    broken = []
    for one, code in fences({"python", "py", "triton"}):
        try:
            ast.parse(code)
        except SyntaxError as fault:
            broken.append(f"{one.where}: {fault}")
    assert broken == []


@pytest.mark.skipif(shutil.which("g++") is None, reason="no C++ compiler is at hand")
def test_every_cpp_snippet_passes_the_compiler():
    def fault(pair):
        one, code = pair
        run = subprocess.run(
            ["g++", "-std=c++20", "-fsyntax-only", "-x", "c++", "-"],
            input=code,
            capture_output=True,
            text=True,
            check=False,
        )
        return f"{one.where}: {run.stderr[:300]}" if run.returncode else None

    with ThreadPoolExecutor(2) as pool:
        assert [said for said in pool.map(fault, fences({"cpp", "c++"})) if said] == []


@pytest.mark.skipif(shutil.which("nvcc") is None, reason="no CUDA compiler is at hand")
def test_every_cuda_snippet_passes_the_compiler(tmp_path):
    snippets = list(fences({"cuda", "cu"}))

    def fault(numbered):
        number, (one, code) = numbered
        path = tmp_path / f"{number}.cu"
        path.write_text(code)
        # -cuda stops after the front end, which is where syntax and types are checked.
        run = subprocess.run(
            ["nvcc", "-cuda", "-arch=sm_80", "-o", f"{path}.ii", path], capture_output=True, text=True, check=False
        )
        return f"{one.where}: {run.stderr[:300]}" if run.returncode else None

    with ThreadPoolExecutor(2) as pool:
        assert [said for said in pool.map(fault, enumerate(snippets)) if said] == []
