from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid

from interviewprep.memory.fsrs import Rating
from interviewprep.ui.cards import formula
from sound_at_hand import HandSound
from study_by_keys import entries, press, press_all

FACTS = "---\ntitle: Facts\n---\n\n# Some\n\n" + "".join(f"## What is fact {n}?\n\nIt is {n}.\n\n" for n in range(5))
KINDS = """---
title: Kinds
---

# All

## What is recalled? {#recall}

The answer.

### Hint

It begins with A.

### Why

Because.

### Sources

- [A page](https://example.org/a)

## Which is right? {#choice .ordered}

- [ ] The first — *it is not*
- [x] The second
- [ ] The third

## Which two are right? {#several .ordered}

- [x] One
- [ ] Two
- [x] Three

## Tell me all. {#open minutes=5}

### Key points

- Point one {#one}
- Point two {#two}
- Point three {#three}

### Rubric

1. Little
2. Some
3. Much
4. All

### Answer

The model answer.

## What is wrong here? {#code .code}

```python
x = [1, 2
print(x)
```

### Answer

```python
x = [1, 2]
```
"""


@pytest.fixture
def page(open_study, write_deck):
    write_deck("facts", FACTS)
    return open_study()


def go_to(page, name: str) -> None:
    """Grade cards until the one with this id is asked."""
    for _ in range(30):
        if page.face.card.attributes.id == name:
            return
        if not page.revealed:
            press(Qt.Key.Key_Return)
        press(Qt.Key.Key_4)
    raise AssertionError(name)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_both_enters_show_the_answer(page, key):
    assert page.desk.sheet.answer.isHidden()
    press(key)
    assert page.revealed
    assert page.desk.sheet.answer.isVisible()
    assert page.desk.sheet.answer.toPlainText().strip() == f"It is {page.face.card.heading[-2]}."


@pytest.mark.parametrize("rating", list(Rating))
def test_digits_grade_once_the_answer_is_shown(page, workplace, rating):
    digit = Qt.Key(Qt.Key.Key_0.value + rating.value)
    press(digit)
    assert entries(workplace) == []
    first = page.face.item
    press_all(Qt.Key.Key_Space, digit)
    assert entries(workplace) == [rating]
    assert page.face.item != first
    assert not page.revealed


def test_space_and_enter_take_the_suggested_rating(page, workplace):
    press_all(Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
    assert entries(workplace) == [Rating.GOOD, Rating.GOOD]


def test_a_key_that_is_held_down_grades_one_card(page, workplace):
    press(Qt.Key.Key_Space)
    for _ in range(5):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", autorep=True, count=1
        )
        QApplication.sendEvent(QApplication.focusWidget(), event)
    assert entries(workplace) == []


def test_a_digit_works_by_its_place_on_keyboards_that_shift_it(page, workplace):
    press(Qt.Key.Key_Space)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Eacute, Qt.KeyboardModifier.NoModifier, 11, 0, 0, "é", False, 1)
    QApplication.sendEvent(QApplication.focusWidget(), event)
    assert entries(workplace) == [Rating.HARD]


def test_each_rating_says_word_key_and_interval(page):
    press(Qt.Key.Key_Space)
    names = [button.accessibleName() for button in page.desk.ratings.buttons.values()]
    assert names[0] == "Again, again in 1 min"
    assert names[2] == "Good, again in 10 min"
    assert "days" in names[3]
    descriptions = [button.accessibleDescription() for button in page.desk.ratings.buttons.values()]
    assert descriptions == ["key 1", "key 2", "key 3, suggested", "key 4"]


def test_a_focused_rating_keeps_space_and_enter(page, workplace):
    press(Qt.Key.Key_Space)
    page.desk.ratings.buttons[Rating.HARD].setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    page.desk.ratings.buttons[Rating.AGAIN].setFocus()
    press(Qt.Key.Key_Return)
    assert entries(workplace) == [Rating.HARD, Rating.AGAIN]


@pytest.mark.parametrize(
    "keys", [(Qt.Key.Key_U, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)]
)
def test_undo_says_what_it_took_back_and_shows_the_card_again(page, keys):
    first = page.face.card.heading
    press_all(Qt.Key.Key_Space, Qt.Key.Key_4, Qt.Key.Key_Space)
    press(*keys)
    assert page.face.card.heading == first
    assert not page.revealed
    assert page.messages[-1].text == f"Undone: Easy on “{first}”"
    press(*keys)
    assert page.messages[-1].text == "There is nothing to undo."


def test_undo_reaches_over_a_restart(page, open_study, workplace):
    first = page.face.item
    press_all(Qt.Key.Key_Space, Qt.Key.Key_3)
    page.close()
    again = open_study()
    press(Qt.Key.Key_U)
    assert again.face.item == first


def test_bury_suspend_and_mark_work_by_their_keys_and_can_be_undone(page, workplace):
    first, marked = page.face.item, []
    for key, modifiers, text in (
        (Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier, "Buried until tomorrow."),
        (Qt.Key.Key_At, Qt.KeyboardModifier.NoModifier, "Suspended: it is not asked until you call it back."),
    ):
        press(key, modifiers)
        assert page.face.item != first
        assert page.messages[-1].text == text
        page.messages[-1].act()
        assert page.face.item == first
    for _ in range(2):
        press(Qt.Key.Key_Exclam)
        marked.append(page.face.marked)
    assert marked == [True, False]


def test_the_header_tells_where_the_card_is_from_and_how_far_one_is(page):
    labels = [child.text() for child in page.desk.header.findChildren(type(page.desk.header._position))]
    assert "Facts  ·  Some" in labels
    assert "1 of 5" in labels
    press_all(Qt.Key.Key_Space, Qt.Key.Key_4)
    assert page.desk.header._position.text() == "2 of 5"


def test_the_end_tells_what_was_done_and_offers_to_go_on(page, workplace, qtbot):
    workplace.choose(new_a_day=3)
    page.study()
    page.shown()
    press_all(Qt.Key.Key_Space, Qt.Key.Key_1)
    while page.face is not None:
        press_all(Qt.Key.Key_Space, Qt.Key.Key_4)
    assert page.desk.end.isVisible()
    assert [number.text() for number, _ in page.desk.end._numbers] == ["3", "67 %", "1"]
    assert page.desk.end.more.text() == "Study 2 new cards more"
    assert QApplication.focusWidget() is page.desk.end.home
    page.desk.end.more.click()
    assert page.face is not None
    assert not page.desk.end.isVisible()


def test_undo_works_from_the_end(page):
    while page.face is not None:
        press_all(Qt.Key.Key_Space, Qt.Key.Key_4)
    press(Qt.Key.Key_U)
    assert page.face is not None


def test_a_page_without_any_card_says_what_to_do(open_study):
    page = open_study()
    assert page.desk.end.title.text() == "There is nothing to study here yet"
    assert QApplication.focusWidget() is page.desk.end.decks


def test_nothing_due_is_no_end_of_a_sitting(page, open_study, workplace):
    while page.face is not None:
        press_all(Qt.Key.Key_Space, Qt.Key.Key_4)
    page.close()
    again = open_study()
    assert again.desk.end.title.text() == "Nothing is due"
    assert not again.desk.end._facts.isVisible()


def test_escape_goes_home(page, qtbot):
    with qtbot.waitSignal(page.finished):
        press(Qt.Key.Key_Escape)


def test_an_edit_asks_for_the_file_at_its_line(page, qtbot):
    with qtbot.waitSignal(page.edit_wanted) as told:
        press(Qt.Key.Key_E)
    assert told.args == [page.face.deck, page.face.line]
    before = page.face.line
    press_all(Qt.Key.Key_Space, Qt.Key.Key_4)
    with qtbot.waitSignal(page.edit_wanted) as told:
        press(Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert told.args[1] == before


def test_a_deck_edited_outside_changes_the_card_on_screen_and_keeps_its_state(page, workplace, write_deck):
    press(Qt.Key.Key_Space)
    heading = page.face.card.heading
    write_deck("facts", FACTS.replace(f"{heading}\n\nIt is", f"{heading}\n\nIt certainly is"))
    page.decks_changed(None)
    assert page.revealed
    assert "certainly" in page.desk.sheet.answer.toPlainText()


def test_a_card_whose_text_stays_is_left_alone_when_its_deck_changes(page, write_deck):
    press(Qt.Key.Key_Space)
    shown = page.desk.sheet.answer.text
    write_deck("facts", FACTS + "## One more?\n\nYes.\n")
    page.decks_changed(None)
    assert page.revealed
    assert page.desk.sheet.answer.text is shown
    assert page.desk.header._position.text() == "1 of 6"


def test_a_card_that_is_gone_makes_room_for_the_next(page, write_deck):
    heading = page.face.card.heading
    write_deck("facts", FACTS.replace(f"## {heading}\n\nIt is {heading[-2]}.\n\n", ""))
    page.decks_changed(None)
    assert page.face.card.heading != heading


def test_a_new_look_keeps_the_answer_on_screen(page, workplace, theme):
    press(Qt.Key.Key_Space)
    workplace.choose(theme="dark", text_percent=200)
    theme.take(workplace.settings)
    assert page.revealed
    assert page.desk.sheet.answer.isVisible()
    assert page.desk.sheet.answer.document().defaultFont().pixelSize() == 36


@pytest.mark.parametrize(("over", "scrolls"), [(20, False), (200, True)])
def test_the_question_is_not_cut_for_a_little_room(open_study, write_deck, qtbot, over, scrolls):
    write_deck("much", "## Much?\n\n" + "Many words stand here.\n\n" * 12)
    page = open_study()
    press(Qt.Key.Key_Space)
    sheet = page.desk.sheet
    needed = sheet._column.sizeHint().height()
    page.window().resize(page.window().width(), page.window().height() + needed - over - sheet.viewport().height())
    qtbot.waitUntil(lambda: abs(sheet.verticalScrollBar().maximum() - over) <= 2)
    sheet._bring(sheet.answer)
    assert (sheet.verticalScrollBar().value() > 0) is scrolls


def test_a_long_card_scrolls_by_keys(open_study, write_deck, qtbot):
    write_deck("long", "## Long?\n\n" + "Many words stand here.\n\n" * 80)
    page = open_study()
    press(Qt.Key.Key_Space)
    bar = page.desk.sheet.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    seen = []
    for key in (
        Qt.Key.Key_Home,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
    ):
        press(key)
        seen.append(bar.value())
    assert seen[0] == 0
    assert 0 < seen[1] < seen[3] < seen[2] < seen[5] < seen[4] == bar.maximum()


def test_the_next_card_is_made_ahead(page, qtbot):
    qtbot.waitUntil(lambda: page._ahead._ready is not None)
    ready = page._ahead._ready
    press_all(Qt.Key.Key_Space, Qt.Key.Key_4)
    assert page._paper is ready


# --- kinds ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def kinds(open_study, write_deck):
    write_deck("kinds", KINDS)
    return open_study()


def test_the_hint_comes_by_its_key_and_stays(kinds):
    go_to(kinds, "recall")
    assert kinds.desk.sheet.hint.isHidden()
    press(Qt.Key.Key_H)
    assert "begins with A" in kinds.desk.sheet.hint.toPlainText()
    press(Qt.Key.Key_Space)
    assert kinds.desk.sheet.hint.isVisible()


def test_a_digit_picks_an_option_and_shows_whether_it_is_right(kinds, workplace):
    go_to(kinds, "choice")
    press(Qt.Key.Key_1)
    assert kinds.revealed
    rows = [row.accessibleName() for row in kinds.desk.sheet.options._rows[:3]]
    assert rows == [
        "A: The first (✗ wrong · your answer). it is not",
        "B: The second (✓ right).",
        "C: The third (✗ wrong).",
    ]
    assert kinds.desk.ratings.buttons[Rating.AGAIN].suggested
    press(Qt.Key.Key_Return)
    assert entries(workplace)[-1] == Rating.AGAIN
    assert json.loads(entries(workplace, "note")[-1]) == {"picked": [0]}


def test_a_right_pick_suggests_good_and_a_digit_then_grades(kinds, workplace):
    go_to(kinds, "choice")
    press(Qt.Key.Key_2)
    assert kinds.desk.ratings.buttons[Rating.GOOD].suggested
    press(Qt.Key.Key_4)
    assert entries(workplace)[-1] == Rating.EASY


def test_a_click_picks_too(kinds):
    go_to(kinds, "choice")
    QTest.mouseClick(kinds.desk.sheet.options._rows[1], Qt.MouseButton.LeftButton)
    assert kinds.revealed


def test_several_right_options_are_confirmed_with_enter(kinds, workplace):
    go_to(kinds, "several")
    press_all(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_3)
    assert not kinds.revealed
    assert kinds.desk.sheet.options.picked == (0, 2)
    press(Qt.Key.Key_Return)
    assert kinds.revealed
    assert kinds.desk.ratings.buttons[Rating.GOOD].suggested


def test_enter_on_a_focused_option_of_several_confirms(kinds):
    go_to(kinds, "several")
    kinds.desk.sheet.options._rows[0].setFocus()
    press(Qt.Key.Key_Space)
    assert kinds.desk.sheet.options.picked == (0,)
    press(Qt.Key.Key_Return)
    assert kinds.revealed
    assert kinds.desk.ratings.buttons[Rating.HARD].suggested


def test_ticks_suggest_a_rating_and_are_kept(kinds, workplace):
    go_to(kinds, "open")
    press(Qt.Key.Key_Space)
    assert kinds.desk.sheet.points.isVisible()
    assert "Much" in kinds.desk.sheet.points._rubric.toPlainText()
    assert kinds.desk.ratings.buttons[Rating.GOOD].suggested
    press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert kinds.desk.ratings.buttons[Rating.AGAIN].suggested
    press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert kinds.desk.ratings.buttons[Rating.HARD].suggested
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return)
    assert json.loads(entries(workplace, "note")[-1]) == {"ticked": ["one", "three"]}


def test_an_open_question_shows_its_time(kinds):
    go_to(kinds, "open")
    assert kinds.desk.header._clock.isVisible()
    assert kinds.desk.header._clock.text() == "0:00 of 5 min"
    go_to(kinds, "code")
    assert not kinds.desk.header._clock.isVisible()


def test_code_is_copied_by_a_key(kinds):
    go_to(kinds, "code")
    press(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "x = [1, 2\nprint(x)"
    press_all(Qt.Key.Key_Space, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "x = [1, 2]"
    assert kinds.messages[-1].text == "1 line of code is on the clipboard."


def test_a_link_shows_its_address_first(kinds, qtbot):
    go_to(kinds, "recall")
    press_all(Qt.Key.Key_Space, Qt.Key.Key_L)
    dialog = kinds.extras.dialog
    assert dialog.address == "https://example.org/a"
    assert dialog.stay_button.hasFocus() or dialog.stay_button.isDefault()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "https://example.org/a"


def test_a_typed_answer_is_compared_in_words(kinds, workplace):
    go_to(kinds, "recall")
    press(Qt.Key.Key_T)
    QTest.keyClicks(QApplication.focusWidget(), "an answer -!@u4")
    press(Qt.Key.Key_Return)
    said = kinds.desk.sheet.verdict.toPlainText()
    assert "1 of 2 words are there, 1 missing (underlined), 2 more (struck out)." in said
    press(Qt.Key.Key_3)
    assert json.loads(entries(workplace, "note")[-1]) == {"typed": "an answer -!@u4"}


def test_enter_that_belongs_to_an_input_method_submits_nothing(kinds):
    go_to(kinds, "recall")
    press(Qt.Key.Key_T)
    kinds.answer.field.composing = True
    press(Qt.Key.Key_Return)
    assert not kinds.revealed
    kinds.answer.field.composing = False
    press(Qt.Key.Key_Return)
    assert kinds.revealed


def test_escape_leaves_a_field_before_it_leaves_the_page(kinds, qtbot):
    go_to(kinds, "recall")
    press(Qt.Key.Key_T)
    with qtbot.assertNotEmitted(kinds.finished):
        press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is kinds.desk.sheet.question


def test_the_history_tells_every_answer(kinds):
    go_to(kinds, "choice")
    press_all(Qt.Key.Key_1, Qt.Key.Key_1)
    press(Qt.Key.Key_U)
    press_all(Qt.Key.Key_2, Qt.Key.Key_3)
    go = 0
    while kinds.face.card.attributes.id != "choice" and go < 20:
        go += 1
        press_all(Qt.Key.Key_Return, Qt.Key.Key_4)
    press(Qt.Key.Key_I)
    table = kinds.dialog.findChild(type(kinds.dialog).table_type)
    assert table.rowCount() == 1
    assert table.item(0, 1).text() == "Good"


def test_every_control_has_a_name_and_can_be_reached(kinds):
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QTextBrowser

    for _ in range(5):
        for state in ("question", "answer"):
            controls = [
                child
                for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QTextBrowser)
                for child in kinds.findChildren(kind)
                if child.isVisible() and child.isEnabled()
            ]
            reached, focus = set(), kinds.desk.sheet.question
            focus.setFocus(Qt.FocusReason.TabFocusReason)
            for _ in range(60):
                reached.add(QApplication.focusWidget())
                QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            for control in controls:
                assert control.accessibleName() or control.text(), (state, control)
                assert control in reached, (state, control, control.accessibleName())
            if state == "question":
                kinds.desk.sheet.question.setFocus()
                press(Qt.Key.Key_Return)
        press(Qt.Key.Key_4)
        if kinds.face is None:
            break


def test_the_documents_of_past_cards_are_let_go(page, qtbot):
    first = page._paper.question.text
    press_all(Qt.Key.Key_Space, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: not isValid(first))


def test_a_new_look_keeps_what_was_picked_and_ticked(kinds, workplace, theme):
    go_to(kinds, "several")
    press(Qt.Key.Key_1)
    workplace.choose(theme="dark")
    theme.take(workplace.settings)
    assert kinds.desk.sheet.options.picked == (0,)
    assert not kinds.revealed
    press(Qt.Key.Key_Return)
    workplace.choose(theme="light")
    theme.take(workplace.settings)
    assert kinds.desk.sheet.options.picked == (0,)
    assert kinds.revealed
    go_to(kinds, "open")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    workplace.choose(theme="dark")
    theme.take(workplace.settings)
    assert kinds.desk.sheet.points.ids == ("two",)


def test_a_formula_shows_its_source_until_it_can_be_set(open_study, write_deck, qtbot, monkeypatch):
    monkeypatch.setattr(formula, "loaded", lambda: False)
    write_deck("maths", "## What is $x^2$?\n\nA $y$.\n")
    page = open_study()
    assert "x^2" in page.desk.sheet.question.toPlainText()
    press(Qt.Key.Key_Space)
    monkeypatch.undo()
    formula.load()
    page._ahead.maths_ready.emit()
    assert "\ufffc" in page.desk.sheet.question.toPlainText()
    assert page.revealed
    assert "\ufffc" in page.desk.sheet.answer.toPlainText()


def test_a_card_that_keeps_slipping_away_is_named_with_one_key_to_edit_it(page, clock, qtbot):
    first = page.face.card.heading
    for _ in range(12):
        clock.pass_days(400)
        page.study()
        page.shown()
        while page.face is not None and page.face.card.heading != first:
            press_all(Qt.Key.Key_Space, Qt.Key.Key_4)
        if page.face is None:
            break
        press_all(Qt.Key.Key_Space, Qt.Key.Key_1)
        if any(message.lasting for message in page.messages):
            break
        while page.face is not None:
            press_all(Qt.Key.Key_Space, Qt.Key.Key_3)
    told = next(message for message in page.messages if message.lasting)
    assert told.text.startswith(f"“{first}” keeps slipping away.")
    with qtbot.waitSignal(page.edit_wanted):
        press(Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)


def test_every_kind_is_shown_while_a_screen_reader_listens(kinds):
    QAccessible.setActive(True)
    try:
        for name in ("recall", "choice", "several", "open", "code"):
            go_to(kinds, name)
            press(Qt.Key.Key_Return)
            views = [QAccessible.queryAccessibleInterface(view) for view in kinds.desk.sheet.shown_views]
            for view in views:
                assert view.text(QAccessible.Text.Name)
                assert view.text(QAccessible.Text.Description)
    finally:
        QAccessible.setActive(False)


def test_enter_presses_the_focused_button(page):
    page.desk.show_button.setFocus()
    press(Qt.Key.Key_Return)
    assert page.revealed
    while page.face is not None:
        press_all(Qt.Key.Key_Space, Qt.Key.Key_4)
    gone = []
    page.finished.connect(lambda: gone.append(True))
    press(Qt.Key.Key_Return)
    assert gone


class Opened(QObject):
    """Stands for the system that opens files and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        for scheme in ("file", "https"):
            QDesktopServices.setUrlHandler(scheme, self, "take")

    @Slot("QUrl")
    def take(self, address) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def system(qapp):
    opened = Opened()
    yield opened
    for scheme in ("file", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def sounding(open_study, write_deck):
    """A card with two sounds beside its deck, and one that lies elsewhere."""
    deck = write_deck("sounds", "## Say it\n")
    (deck.parent / "media").mkdir()
    for name in ("word.mp3", "media/slow.ogg"):
        (deck.parent / name).write_bytes(b"ID3")
    write_deck("sounds", "## Say it\n\n![hear it](word.mp3), [slowly](media/slow.ogg), ![no](../other.mp3)\n")
    page = open_study()
    page.extras.sound.sound = HandSound()
    return page, deck.parent


def test_without_the_extra_the_systems_player_opens_a_sound_once_it_was_shown(sounding, system):
    page, folder = sounding
    page.extras.sound.sound.lacks = "Sound comes with the [speech] extra."
    press(Qt.Key.Key_R)
    assert page.messages[-1].text == "This card has no sound."
    press_all(Qt.Key.Key_Space, Qt.Key.Key_R)
    dialog = page.extras.sound.dialog
    assert str(folder / "word.mp3") in [label.text() for label in dialog.findChildren(QLabel)]
    assert system.opened == []
    dialog.answer.click()
    assert system.opened == [QUrl.fromLocalFile(str(folder / "word.mp3")).toString()]


def test_the_sounds_of_a_card_play_one_after_the_other_and_only_from_the_decks_folder(sounding, system):
    page, folder = sounding
    press_all(Qt.Key.Key_Space, Qt.Key.Key_R)
    (player,) = page.extras.sound.sound.players
    assert player.playing == folder / "word.mp3"
    player.ended.emit()
    assert player.playing == folder / "media" / "slow.ogg"
    player.ended.emit()
    assert player.playing == folder / "media" / "slow.ogg"
    page.extras.open_link("sound:../other.mp3")
    assert player.playing is None
    assert "is not beside the deck" in page.messages[-1].text
    assert system.opened == []


def test_a_sound_stops_with_its_card(sounding):
    page, _ = sounding
    press_all(Qt.Key.Key_Space, Qt.Key.Key_R, Qt.Key.Key_1)
    assert page.extras.sound.sound.players[0].playing is None


def test_an_address_is_opened_only_after_it_was_confirmed(kinds, system):
    go_to(kinds, "recall")
    press_all(Qt.Key.Key_Space, Qt.Key.Key_L)
    assert system.opened == []
    kinds.extras.dialog.open_button.click()
    assert system.opened == ["https://example.org/a"]


def test_a_picture_opens_large_and_zooms_by_keys(open_study, write_deck, qtbot):
    deck = write_deck("pictures", "## Look\n\n![a plot](plot.png)\n")
    picture = QImage(3000, 1500, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.green)
    picture.save(str(deck.parent / "plot.png"))
    page = open_study()
    press_all(Qt.Key.Key_Space, Qt.Key.Key_P)
    dialog = page.extras.dialog
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.scale < 1)
    fitted = dialog.scale
    QTest.keyClick(dialog, Qt.Key.Key_Plus)
    assert dialog.scale > fitted
    QTest.keyClick(dialog, Qt.Key.Key_0)
    assert dialog.scale == fitted
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
