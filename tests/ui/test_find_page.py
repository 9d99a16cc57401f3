from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from interviewprep.journeys.browse import find
from interviewprep.journeys.set_aside import mark_cards
from interviewprep.journeys.study import Study
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.find.page import FindPage
from interviewprep.ui.find.results import two_lines
from interviewprep.ui.study.history_dialog import HistoryDialog
from study_by_keys import press

MIXED = """---
title: Mixed
---

## Which is right? {#choice .ordered}

- [ ] The first — *it is not*
- [x] The second

### Why

Because.

## Tell me all. {#open}

### Key points

- Point one {#one}
- Point two {#two}

### Answer

All of it.

### Sources

- [A page](https://example.org/a)

## مرحبا بالعالم {#arabic}

Hello, world.
"""


@pytest.fixture
def page(qtbot, workplace, theme, commands, decks):
    return opened(qtbot, workplace, theme, commands)


def opened(qtbot, workplace, theme, commands):
    made = FindPage(workplace, theme, commands)
    made.messages = []
    made.said.connect(lambda message: made.messages.append(message.text))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.take_focus(Qt.FocusReason.OtherFocusReason)
    made.shown()
    qtbot.waitUntil(lambda: made.field.line.hasFocus())
    return made


def type_and_wait(qtbot, page, words):
    page.field.line.selectAll()
    QTest.keyClicks(page.field.line, words)
    qtbot.waitUntil(lambda: not page._wait.isActive())


def names(page):
    return [card.written_id for card in page.list._model.cards]


def of(workplace, words):
    return [card.written_id for card in find(workplace, words).cards]


def text_of(page):
    return " ".join(view.document().toPlainText() for view in page.card.sheet.shown_views)


# --- reaching it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["home", "study", "decks", "settings"])
@pytest.mark.parametrize("back", [(Qt.Key.Key_Escape,), (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)])
def test_the_key_opens_it_from_any_page_and_another_goes_back_there(window, place, back):
    window.go(place)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.place == "find"
    assert QApplication.focusWidget() is window.page.field.line
    press(*back)
    assert window.place == place


def test_the_key_pressed_again_takes_what_is_typed_to_be_typed_over(window):
    window.go("decks")
    window.go("find")
    window.page.field.line.setText("warp")
    window.page.search()
    window.page.list.setFocus()
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.page.field.line.selectedText() == "warp"
    press(Qt.Key.Key_Escape)
    assert window.place == "decks"


# --- finding --------------------------------------------------------------------------------------------------------


def test_typing_finds_in_place_and_says_how_many(qtbot, page):
    assert (page.count.text(), names(page)) == ("4 cards", ["baseline", "repeats", "warp", "bound"])
    type_and_wait(qtbot, page, "measured")
    assert (page.count.text(), names(page)) == ("1 of 4 cards", ["repeats"])
    assert page.field.line.hasFocus()


def test_letters_in_the_field_are_words_and_no_commands(qtbot, workplace, page):
    type_and_wait(qtbot, page, "e@!iu")
    assert page.field.line.text() == "e@!iu"
    assert of(workplace, "is:suspended") == of(workplace, "is:marked") == []


def test_without_a_result_the_page_says_what_to_do_and_holds_no_card(qtbot, page):
    type_and_wait(qtbot, page, "unicorn")
    assert page.count.text() == "0 of 4 cards"
    assert "Take a word away" in page.nothing.text()
    assert not page.list.isVisible()
    assert not page.card.isVisible()
    assert not page.deeds.isVisible()


def test_an_unknown_filter_is_said_in_a_sentence(qtbot, page):
    type_and_wait(qtbot, page, "flag:red")
    assert page.nothing.text().startswith("There is no filter flag:, there are deck:, tag:")
    assert not page.list.isVisible()


def test_without_any_cards_the_page_says_where_they_come_from(qtbot, workplace, theme, commands):
    page = opened(qtbot, workplace, theme, commands)
    assert page.count.text() == "There are no cards yet"
    assert "Decks" in page.nothing.text()


def test_the_filters_are_named_below_the_field_and_all_of_them_in_its_description(page):
    assert "deck:quant" in page.field.help.text()
    for said in ("tag:", "leaf:", "leech", "missed", "cloze", "drill"):
        assert said in page.field.line.accessibleDescription()


# --- the card -------------------------------------------------------------------------------------------------------


def test_down_goes_into_the_list_and_up_back_to_the_field(page):
    press(Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert "What comes first?" in text_of(page)
    press(Qt.Key.Key_Down)
    assert "Until the spread is known." in text_of(page)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert page.field.line.hasFocus()


def test_enter_searches_at_once(page):
    QTest.keyClicks(page.field.line, "warp")
    press(Qt.Key.Key_Return)
    assert page.list.hasFocus()
    assert names(page) == ["warp"]


def test_enter_on_a_card_goes_to_its_text_and_studies_nothing(workplace, page):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.card.sheet.question
    press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    with workplace.database.read() as db:
        assert db.value("SELECT count(*) FROM entry") == 0


def test_all_of_a_card_is_shown_as_in_study(qtbot, workplace, theme, commands, write_deck):
    write_deck("mixed", MIXED)
    page = opened(qtbot, workplace, theme, commands)
    sheet = page.card.sheet
    said = [row.accessibleName() for row in sheet.options._rows if row.isVisible()]
    assert said == ["A: The first (✗ wrong). it is not", "B: The second (✓ right)."]
    assert "Because." in text_of(page)
    type_and_wait(qtbot, page, "kind:open")
    assert [row.accessibleName() for row in sheet.points._rows if row.isVisible()] == ["1: Point one", "2: Point two"]
    assert not any(row.isCheckable() for row in sheet.points._rows)
    assert "All of it." in text_of(page)
    assert "A page" in text_of(page)
    assert [label.text() for label in sheet.points.findChildren(QLabel) if label.isVisible()] == ["Key points"]


def test_a_row_says_all_it_shows(page, workplace):
    mark_cards(workplace, {find(workplace, "warp").cards[0].key: True})
    page.search(keep=True)
    spoken = page.list.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A warp has how many threads?: new, marked, recall, Kernels"


# --- what is done to cards ------------------------------------------------------------------------------------------


def test_a_card_is_suspended_and_called_back_by_the_same_key(page, workplace):
    press(Qt.Key.Key_Down)
    press("@")
    assert of(workplace, "is:suspended") == ["baseline"]
    assert page.deeds.buttons["suspend"].text() == "Call back (@)"
    press("@")
    assert of(workplace, "is:suspended") == []


def test_several_chosen_cards_are_marked_at_once_and_stay_chosen(page, workplace):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.deeds.buttons["mark"].text() == "Mark 2 cards (!)"
    press("!")
    assert of(workplace, "is:marked") == ["baseline", "repeats"]
    assert [card.written_id for card in page.list.chosen()] == ["baseline", "repeats"]
    assert page.messages == ["2 cards marked."]
    page.deeds.buttons["mark"].click()
    assert of(workplace, "is:marked") == []


def test_undo_takes_back_the_last_suspension_or_mark(page, workplace):
    press(Qt.Key.Key_Down)
    press("@")
    press(Qt.Key.Key_Down)
    press("!")
    press("u")
    assert (of(workplace, "is:marked"), of(workplace, "is:suspended")) == ([], ["baseline"])
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert of(workplace, "is:suspended") == []
    press("u")
    assert page.messages[-1] == "There is nothing to undo."


def test_undo_leaves_answers_to_the_page_where_they_were_given(page, workplace):
    study = Study(workplace)
    study.start()
    study.grade(Rating.GOOD, 3000)
    page.undo()
    assert page.messages[-1].startswith("The last thing done was no suspension and no mark. Undo Good on")
    with workplace.database.read() as db:
        assert db.value("SELECT count(*) FROM entry WHERE kind = 'void'") == 0


def test_the_last_of_a_filter_that_is_set_aside_leaves_the_focus_in_the_field(qtbot, page):
    type_and_wait(qtbot, page, "warp -is:suspended")
    press(Qt.Key.Key_Down)
    press("@")
    assert not page.list.isVisible()
    assert page.field.line.hasFocus()


def test_edit_asks_for_the_deck_and_the_line_of_the_card(qtbot, page):
    type_and_wait(qtbot, page, "spread")
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(page.edit_wanted) as wanted:
        press("e")
    assert wanted.args == ["habits", 11]


def test_the_names_of_the_chosen_cards_are_copied(page):
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "habits#baseline"
    page.list.selectAll()
    page.deeds.buttons["copy"].click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == ["habits#baseline", "habits#repeats", "kernels/memory#warp", "kernels/memory#bound"]


def test_the_history_of_the_card_is_shown(qtbot, page):
    press(Qt.Key.Key_Down)
    press("i")
    assert isinstance(page.dialog, HistoryDialog)
    page.dialog.reject()


def test_a_deck_that_changes_is_found_anew_and_the_card_stays_chosen(qtbot, page, workplace, decks):
    type_and_wait(qtbot, page, "spread")
    decks[0].write_text(decks[0].read_text().replace("Until the spread", "Often, until the spread"))
    page.decks_changed(workplace.refresh())
    assert "Often, until the spread is known." in text_of(page)
    assert page.list.current.written_id == "repeats"


# --- the look -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [416, 700, 1100])
def test_the_page_is_never_wider_than_the_window(qtbot, page, workplace, theme, width, percent):
    workplace.choose(text_percent=percent)
    theme.take(workplace.settings)
    page.resize(QSize(width, 700))
    qtbot.waitUntil(lambda: page.width() == width)
    assert page._column.horizontalScrollBar().maximum() == 0
    beside = page.card.mapTo(page, page.card.rect().topLeft()).x() > page.list.width()
    assert beside == (width >= theme.px(760))
    assert page.list.height() >= theme.px(150)
    assert page.card.height() >= theme.px(250)


def test_a_long_question_takes_two_lines_and_a_long_word_one(theme, page):
    metrics = page.fontMetrics()
    lines = two_lines("many words " * 40, metrics, 300)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(metrics.horizontalAdvance(line) <= 300 for line in lines)
    assert len(two_lines("x" * 400, metrics, 300)) == 1
    assert two_lines("short", metrics, 300) == ["short"]


def test_a_question_written_from_the_right_begins_at_the_right(qtbot, workplace, theme, commands, write_deck):
    write_deck("mixed", MIXED)
    page = opened(qtbot, workplace, theme, commands)
    index = page.list.model().index(2, 0)
    page.list.setCurrentIndex(page.list.model().index(0, 0))
    row = page.list.visualRect(index)
    picture = page.list.viewport().grab(row).toImage()
    ground = picture.pixel(2, 2)
    half = picture.width() // 2
    top = range(picture.height() // 8, picture.height() // 2)
    assert not any(picture.pixel(x, y) != ground for x in range(half) for y in top)
    assert any(picture.pixel(x, y) != ground for x in range(half, picture.width()) for y in top)


def test_a_card_written_from_the_right_keeps_its_distance_from_the_edge(qtbot, workplace, theme, commands, write_deck):
    write_deck("mixed", MIXED)
    page = opened(qtbot, workplace, theme, commands)
    page.list.setCurrentIndex(page.list.model().index(2, 0))
    sheet = page.card.sheet
    qtbot.waitUntil(lambda: sheet.question.isVisible())
    QApplication.processEvents()
    end = sheet.question.mapTo(sheet, sheet.question.rect().topRight()).x()
    assert sheet.width() - end >= theme.px(14)
