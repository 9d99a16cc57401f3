from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from interviewprep.settings import Settings
from interviewprep.ui import shortcut_docs
from interviewprep.ui.commands import BY_ID, COMMANDS, SCOPES, Commands

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def page(qtbot):
    """A page with a button, a check box and a field, and what was done on it."""
    page = QWidget()
    page.done = []
    layout = QVBoxLayout(page)
    for name, widget in (("button", QPushButton("Do")), ("box", QCheckBox("Tick")), ("field", QLineEdit())):
        setattr(page, name, widget)
        layout.addWidget(widget)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.setFocus()
    return page


def bind(page: QWidget, commands: Commands, *names: str) -> None:
    for name in names:
        commands.bind(name, page, lambda name=name: page.done.append(name))


def test_every_command_has_a_place_and_a_name_of_its_own():
    assert len(BY_ID) == len(COMMANDS)
    assert all(command.scope in SCOPES for command in COMMANDS)
    assert all(command.id.startswith(f"{command.scope}.") for command in COMMANDS)


def test_every_key_is_one(qapp):
    wrong = [
        (command.id, key)
        for command in COMMANDS
        for key in command.keys
        if QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) != key
    ]
    assert wrong == []


def test_no_key_means_two_things_at_once(commands):
    clashes = [
        (one.id, other.id)
        for one, other in combinations(COMMANDS, 2)
        if any(other in commands.taken(one.id, key) for key in commands.keys(one.id))
    ]
    assert clashes == []


def test_the_page_of_keys_is_that_of_the_table():
    assert (ROOT / "docs" / "shortcuts.md").read_text(encoding="utf-8") == shortcut_docs.page()


def test_the_keys_of_anki_do_what_they_do_there(commands):
    habits = {
        "study.reveal": "Space",
        "study.suggested": "Space",
        "study.again": "1",
        "study.hard": "2",
        "study.good": "3",
        "study.easy": "4",
        "study.edit": "E",
        "study.bury": "-",
        "study.suspend": "@",
        "study.mark": "*",
        "study.history": "I",
        "study.sound": "R",
        "study.undo": "Ctrl+Z",
        "home.study": "S",
    }
    assert [name for name, key in habits.items() if QKeySequence(key) not in commands.keys(name)] == []


def test_a_key_runs_its_command(qtbot, page, commands):
    bind(page, commands, "study.edit")
    qtbot.keyClick(page, Qt.Key.Key_E)
    assert page.done == ["study.edit"]


def test_the_keypad_is_the_keyboard(qtbot, page, commands):
    bind(page, commands, "study.reveal", "study.good")
    qtbot.keyClick(page, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    qtbot.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert page.done == ["study.reveal", "study.good"]


def test_a_focused_button_keeps_space_and_enter(qtbot, page, commands):
    bind(page, commands, "study.reveal")
    page.button.clicked.connect(lambda: page.done.append("button"))
    page.button.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(page.button, key)
    assert page.done == ["button"] * 3


def test_a_focused_check_box_keeps_space(qtbot, page, commands):
    bind(page, commands, "study.reveal")
    page.box.setFocus()
    qtbot.keyClick(page.box, Qt.Key.Key_Space)
    assert page.box.isChecked()
    assert page.done == []


def test_a_focused_field_keeps_its_letters(qtbot, page, commands):
    bind(page, commands, "study.edit", "study.reveal", "study.again")
    page.field.setFocus()
    qtbot.keyClicks(page.field, "e 1")
    assert (page.field.text(), page.done) == ("e 1", [])


def test_digit_keys_work_by_their_place(page, commands, monkeypatch):
    """On a French keyboard the key of 1 gives & without Shift."""
    monkeypatch.setattr("sys.platform", "linux")
    bind(page, commands, "study.again", "study.good")
    QApplication.sendEvent(
        page, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_QuoteDbl, Qt.KeyboardModifier.NoModifier, 12, 0, 0, '"')
    )
    assert page.done == ["study.good"]


def test_a_command_that_is_off_does_nothing(qtbot, page, commands):
    bind(page, commands, "study.edit")
    commands.action("study.edit").setEnabled(False)
    qtbot.keyClick(page, Qt.Key.Key_E)
    assert page.done == []


def test_a_key_of_the_users_own_takes_hold_at_once(qtbot, page, commands):
    bind(page, commands, "study.edit")
    commands.take(replace(Settings(), keys=(("study.edit", "W or Ctrl+E"),)))
    qtbot.keyClick(page, Qt.Key.Key_E)
    qtbot.keyClick(page, Qt.Key.Key_W)
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert page.done == ["study.edit", "study.edit"]
    assert commands.keys_text("study.edit") == "W"


def test_a_command_can_be_without_a_key(commands):
    commands.take(replace(Settings(), keys=(("study.edit", ""),)))
    assert commands.keys_text("study.edit") == ""


def test_a_taken_key_names_its_holder(commands):
    key = QKeySequence("E")
    assert [other.id for other in commands.taken("study.bury", key)] == ["study.edit"]
    assert commands.taken("home.study", key) == []
    assert [other.id for other in commands.taken("home.study", QKeySequence("Ctrl+K"))] == ["window.palette"]


def test_usable_are_the_commands_of_what_is_on_the_screen(qtbot, page, commands):
    hidden = QWidget()
    qtbot.addWidget(hidden)
    bind(page, commands, "study.edit", "study.mark")
    hidden.done = []
    bind(hidden, commands, "decks.new")
    commands.action("study.mark").setEnabled(False)
    assert [action.objectName() for action in commands.usable()] == ["study.edit"]


def test_a_page_that_is_gone_leaves_no_action_behind(qtbot, commands):
    gone = QWidget()
    gone.done = []
    bind(gone, commands, "study.edit")
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    assert commands.action("study.edit") is None
    commands.take(replace(Settings(), keys=(("study.edit", "W"),)))
