from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from interviewprep.memory.fsrs import Rating
from study_by_keys import entries, press, press_all

DRILL = """---
title: Drills
---

# Memory

## KV-cache per token {#kv .junior}

A model has {{L}} layers and {{hkv}} KV heads of size 128. How many KiB of KV-cache does one token need in BF16?

### Case

Your model has {{L}} layers, {{hq}} query heads and {{hkv}} KV heads of size 128. What does a token cost, in KiB?

- missing: b = 2 — The cache is kept in BF16.

### Given

- L, hq, hkv: one of (32, 32, 8), (32, 32, 8)
- b: 2 bytes

### Formula

- numbers = 2 * L * hkv * 128 — numbers stored per token
- numbers * b / 1024 -> KiB ± 1 %

### Traps

- 2 * L * hq * 128 * b / 1024: You counted the query heads.

### Why

It decides how many sequences fit.
"""
RIGHT, TRAP = "128", "512"
TWO_PARTS = """## Roof {#roof .senior}

A device peaks at {{P}} and moves {{BW}}; the intensity is {{I}}. What can it reach, and what bounds it?

### Given

- P: 300 TFLOP/s
- BW: 2 TB/s
- I: 50 FLOP/byte

### Formula

- min(P, I * BW) -> TFLOP/s ± 2 %, choice(memory-bound, compute-bound) = I < P / BW
"""


@pytest.fixture
def drill(open_study, write_deck):
    write_deck("drills", DRILL)
    return open_study()


def answer(page, text: str) -> str:
    """Type an answer, press Enter and give what is said of it."""
    page.answer.field.setFocus()
    QTest.keyClicks(page.answer.field, text)
    press(Qt.Key.Key_Return)
    return page.desk.sheet.verdict.toPlainText() if page.desk.sheet.verdict.isVisible() else ""


def test_the_answer_is_typed_at_once_in_the_unit_asked_for(drill):
    assert QApplication.focusWidget() is drill.answer.field
    assert drill.answer.field.accessibleDescription() == "in KiB"
    assert drill.desk.sheet.help.isVisible()


def test_a_right_answer_is_told_with_the_working(drill, workplace):
    said = answer(drill, RIGHT)
    assert "✓ Right: 128 KiB." in said
    assert "numbers stored per token" in drill.desk.sheet.answer.toPlainText().lower()
    assert "It decides how many sequences fit." in drill.desk.sheet.more.toPlainText()
    assert drill.desk.ratings.buttons[Rating.GOOD].suggested
    press(Qt.Key.Key_3)
    assert json.loads(entries(workplace, "note")[-1]) == {"typed": "128", "judged": "right", "help": "formula"}


def test_a_trapped_answer_names_the_slip_and_suggests_again(drill):
    said = answer(drill, TRAP)
    assert "A known slip" in said
    assert "You counted the query heads." in said
    assert drill.desk.ratings.buttons[Rating.AGAIN].suggested


def test_a_wrong_answer_says_how_far_off_it_is(drill):
    assert "1000 times too small: check the power of ten." in answer(drill, "0.128").replace(
        "1\u202f000", "1000"
    ).replace("1 000", "1000")


def test_another_unit_is_read_and_said(drill):
    assert "Your answer: 0.125 MiB, read as 128 KiB" in answer(drill, "0.125 MiB")


def test_what_cannot_be_read_is_asked_again(drill):
    assert answer(drill, "many") == ""
    assert not drill.revealed
    assert "cannot be read" in drill.answer.drill._hint.text()
    drill.answer.field.clear()
    answer(drill, RIGHT)
    assert drill.revealed


def test_nothing_typed_shows_the_solution_without_a_judgement(drill):
    assert answer(drill, "") == ""
    assert drill.revealed
    assert drill.desk.ratings.buttons[Rating.GOOD].suggested


def test_the_second_answer_is_asked_and_judged(open_study, write_deck):
    write_deck("drills", TWO_PARTS)
    page = open_study()
    assert page.answer.drill._hint.text() == "The number, then: memory-bound or compute-bound"
    assert "The second half of the answer is missing" in answer(page, "100 TFLOP/s")


def test_undo_shows_the_same_numbers_again(open_study, write_deck):
    write_deck("drills", DRILL.replace("(32, 32, 8), (32, 32, 8)", ", ".join(f"({n}, 32, 8)" for n in range(10, 90))))
    page = open_study()
    numbers = page._paper.sight.draw.names
    answer(page, "1")
    press_all(Qt.Key.Key_1, Qt.Key.Key_Escape)
    press(Qt.Key.Key_U)
    assert page._paper.sight.draw.names == numbers


def test_the_scratchpad_works_lines_out_with_names_and_units(drill, workplace):
    press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    pad = drill.answer.drill.pad
    assert pad.isAncestorOf(QApplication.focusWidget())
    QApplication.focusWidget().insertPlainText("n = 2 * L * hkv * 128\n\nn * 2 B in KiB\n1/0")
    pad.work_out()
    assert [one.replace("\u202f", "").replace("\xa0", " ").replace(" ", "") for one in pad.results] == [
        "65536",
        "",
        "128KiB",
        "divisionbyzero",
    ]
    press(Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is drill.answer.field
    answer(drill, RIGHT)
    press(Qt.Key.Key_3)
    assert json.loads(entries(workplace, "note")[-1])["scratch"].startswith("n = 2 * L")


def test_in_the_head_there_is_no_scratchpad_and_a_rough_answer_is_enough(drill, workplace):
    press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert not drill.answer.drill.pad.isVisible()
    assert "Close enough for an estimate" in answer(drill, "200")
    press(Qt.Key.Key_3)
    assert json.loads(entries(workplace, "note")[-1])["mental"] is True
    assert workplace.settings.mental_arithmetic


def test_a_case_tells_the_missing_number_when_asked(open_study, write_deck, workplace, clock):
    write_deck("drills", DRILL.replace(".junior", ".senior"))
    page = open_study()
    for days in (15, 300):
        answer(page, RIGHT)
        press(Qt.Key.Key_4)
        clock.pass_days(days)
        page.day_changed()
    assert page._paper.sight.draw.help.value == "case"
    assert "query heads" in page.desk.sheet.question.toPlainText()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert "BF16" in page.answer.drill._reply.text()
    assert QApplication.focusWidget() is page.answer.field
    answer(page, RIGHT)
    press(Qt.Key.Key_3)
    assert json.loads(entries(workplace, "note")[-1])["asked"] is True


def test_a_drill_with_a_fault_is_shown_without_a_field(open_study, write_deck):
    write_deck("drills", DRILL.replace("numbers * b / 1024 -> KiB", "numbers * nowhere / 1024 -> KiB"))
    page = open_study()
    if page.face is not None:
        assert page.answer.field is None
        press(Qt.Key.Key_Space)
        assert page.revealed


def test_a_drill_is_read_aloud_without_tex(drill):
    assert "\\" not in drill.desk.sheet.help.accessibleDescription()
    answer(drill, RIGHT)
    said = drill.desk.sheet.answer.accessibleDescription()
    assert "\\" not in said
    assert "128" in said.splitlines()[0]


def test_typing_brings_the_field_into_view(drill):
    drill.resize(700, 260)
    bar = drill.desk.sheet.verticalScrollBar()
    bar.setValue(0)
    field = drill.answer.field
    QTest.keyClicks(field, "1")
    top = field.mapTo(drill.desk.sheet.viewport(), field.rect().topLeft()).y()
    assert 0 <= top <= drill.desk.sheet.viewport().height() - field.height()


def test_what_stands_beside_the_answer_goes_below_it_where_room_is_short(drill, workplace, theme, qtbot):
    part = drill.desk.sheet.drill

    def ends(widget) -> int:
        return widget.mapTo(part, widget.rect().topRight()).x()

    workplace.choose(text_percent=200)
    theme.take(workplace.settings)
    drill.setMinimumSize(1, 1)
    drill.resize(600, 500)
    qtbot.waitUntil(lambda: part.width() < 600 and ends(part.mental) < part.width())
    assert part.mental.width() >= part.mental.sizeHint().width()
    assert part.mental.mapTo(part, part.mental.rect().topLeft()).y() > part.field.geometry().bottom()
