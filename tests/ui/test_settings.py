from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton

from interviewprep.ui.keys_dialog import KeysDialog
from interviewprep.ui.settings_page import SettingsPage


@pytest.fixture
def page(qtbot, workplace, theme, commands, decks):
    made = SettingsPage(workplace, theme, commands)
    made.chosen.connect(lambda: theme.take(workplace.settings))
    made.chosen.connect(lambda: commands.take(workplace.settings))
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.shown()
    return made


def kept(workplace) -> dict:
    return json.loads(workplace.places.settings.read_text())


def test_opening_the_page_changes_nothing(page, workplace):
    assert not workplace.places.settings.exists()


def test_numbers_stand_off_the_border_and_are_written_as_everywhere(qtbot, page, theme):
    page.show()
    assert page._longest.text() == "36\u202f500 days"
    for percent in (100, 200):
        page._choose("text_percent", percent)
        assert page._longest.lineEdit().textMargins().left() == theme.px(9)


@pytest.mark.parametrize("typed", ["12500", "12 500", "12 500 days"])
def test_a_number_may_be_typed_with_or_without_blanks(qtbot, page, workplace, typed):
    page.show()
    page._longest.setFocus()
    page._longest.selectAll()
    qtbot.keyClick(page._longest, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page._longest, typed)
    qtbot.keyClick(page._longest, Qt.Key.Key_Return)
    assert workplace.settings.longest_interval_days == 12_500
    assert page._longest.text() == "12\u202f500 days"


def test_a_setting_is_applied_and_kept_at_once(page, workplace):
    page._new.setValue(7)
    page._rollover.setCurrentIndex(2)
    page._minutes.setValue(25)
    assert workplace.settings.new_a_day == 7
    assert kept(workplace) == {"new_a_day": 7, "rollover_hour": 2, "minutes_a_day": 25}


def test_the_look_follows_at_once(page, theme):
    page._look_of.setCurrentIndex(page._look_of.findData("dark"))
    page._size.setCurrentIndex(page._size.findData(150))
    assert theme.is_dark
    assert theme.px(10) == 15


def test_the_retention_says_what_it_costs(qtbot, page, workplace):
    page._retention.setValue(95)
    assert "you will know 95" in page._retention.accessibleDescription()
    assert "a day" in page._retention.accessibleDescription()
    qtbot.waitUntil(lambda: workplace.settings.retention == 0.95)


def test_the_date_of_the_interview_is_on_the_plan(qtbot, page):
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "Open the plan")
    with qtbot.waitSignal(page.plan_wanted):
        button.click()


def test_the_editor_is_kept_when_the_field_is_left(qtbot, page, workplace):
    qtbot.keyClicks(page._editor, "code --goto {path}:{line}")
    qtbot.keyClick(page._editor, Qt.Key.Key_Return)
    assert kept(workplace)["editor"] == "code --goto {path}:{line}"


def test_a_wheel_that_scrolls_the_page_changes_nothing(page, workplace):
    page.show()
    page._editor.setFocus()
    place = QPointF(10, 10)
    turn = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page._new, turn)
    assert page._new.value() == workplace.settings.new_a_day


def test_a_text_size_of_the_file_is_offered_too(page, workplace):
    workplace.choose(text_percent=137)
    page.shown()
    assert page._size.currentText() == "137 %"


@pytest.fixture
def keys(qtbot, page, workplace, theme, commands):
    dialog = KeysDialog(workplace, theme, commands, page)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.chosen.connect(lambda: commands.take(workplace.settings))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def change(qtbot, keys, command: str, *presses: Qt.Key) -> None:
    keys._list.choose(command)
    keys._change()
    for key in presses:
        qtbot.keyClick(keys._press, key)


def test_a_key_is_changed_by_pressing_it(qtbot, keys, workplace, commands):
    change(qtbot, keys, "study.edit", Qt.Key.Key_W)
    assert kept(workplace)["keys"] == [["study.edit", "W"]]
    assert commands.keys("study.edit") == [QKeySequence("W")]


def test_a_key_that_is_taken_is_told_before_it_is_used(qtbot, keys, workplace):
    change(qtbot, keys, "study.edit", Qt.Key.Key_I)
    assert "Show the card's history" in keys._said.text()
    assert not workplace.settings.keys
    qtbot.keyClick(keys._press, Qt.Key.Key_I)
    assert dict(workplace.settings.keys) == {"study.edit": "I", "study.history": ""}


def test_escape_keeps_the_old_key(qtbot, keys, workplace):
    change(qtbot, keys, "study.edit", Qt.Key.Key_Escape)
    assert not workplace.settings.keys
    assert keys._press.isHidden()


def test_a_sign_made_with_shift_is_the_sign(qtbot, keys, workplace):
    keys._list.choose("study.edit")
    keys._change()
    qtbot.keyClick(keys._press, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert dict(workplace.settings.keys)["study.edit"] in ("?", "Shift+?")


def test_the_usual_key_comes_back(qtbot, keys, workplace):
    change(qtbot, keys, "study.edit", Qt.Key.Key_W)
    keys._usual.click()
    assert workplace.settings.keys == ()
    assert not keys._usual.isEnabled()


def test_a_command_can_be_left_without_a_key(keys, workplace):
    keys._list.choose("study.edit")
    keys._none.click()
    assert dict(workplace.settings.keys) == {"study.edit": ""}


def test_a_command_is_found_by_its_name_and_by_its_key(qtbot, keys):
    for typed in ("bury", "-"):
        keys._typed.setText(typed)
        assert keys._list.current.key == "study.bury"
