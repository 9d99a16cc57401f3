from __future__ import annotations

import json
import sys

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMessageBox,
    QScrollBar,
    QToolButton,
    QWidget,
)

from interviewprep.errors import Refused
from interviewprep.ui.first_window import server_name
from interviewprep.ui.message_bar import Message
from interviewprep.ui.problem import Problems
from interviewprep.ui.recovery_page import RecoveryPage
from interviewprep.ui.trace import Trace
from interviewprep.ui.welcome_page import WelcomePage
from interviewprep.ui.window import FIND, PLACES, Window


def test_the_window_opens_on_home(window):
    assert window.page.page_name == "Home"
    assert window.windowTitle().startswith("Home")


@pytest.mark.parametrize("place", PLACES)
def test_each_place_has_its_key_and_its_button_in_the_rail(qtbot, window, commands, place):
    keys = commands.keys(f"window.{place}")[0]
    window.activateWindow()
    qtbot.keySequence(window, keys)
    assert window.page is window._pages[place]
    assert window.rail._buttons[place].isChecked()


def test_the_rail_leads_to_the_pages(qtbot, window):
    qtbot.mouseClick(window.rail._buttons["settings"], Qt.MouseButton.LeftButton)
    assert window.page.page_name == "Settings"


def test_a_page_is_built_at_its_first_visit_and_kept(window):
    assert set(window._pages) == {"home"}
    window.go("settings")
    settings = window.page
    window.go("home")
    window.go("settings")
    assert window.page is settings


def test_the_rail_folds_when_the_text_alone_grows(window, workplace, theme):
    window.resize(1000, 700)
    assert not window.rail.folded
    workplace.choose(text_percent=150)
    window.take_settings()
    assert window.rail.folded
    workplace.choose(text_percent=100)
    window.take_settings()
    assert not window.rail.folded


def test_the_rail_folds_where_room_is_short(window, theme):
    window.resize(QSize(theme.px(1000), 700))
    assert not window.rail.folded
    window.resize(QSize(theme.px(800), 700))
    assert window.rail.folded
    names = [button.accessibleName() for button in window.rail._buttons.values()]
    assert names == ["Home", "Study", "Interview", "Decks", "Plan", "Progress", "Settings"]


def test_the_place_of_the_window_is_kept(open_window, workplace):
    window = open_window()
    window.resize(701, 577)
    window.closeEvent(QCloseEvent())
    assert json.loads(workplace.places.window.read_text())
    assert open_window().size() == QSize(701, 577)


def test_a_spoilt_window_file_does_no_harm(open_window, workplace):
    workplace.places.window.write_text("{")
    assert open_window().page.page_name == "Home"


def test_the_first_start_asks_three_questions(open_window, decks):
    assert isinstance(open_window(welcomed=False).page, WelcomePage)


def test_a_start_on_a_page_goes_there(open_window, decks):
    assert open_window("settings", welcomed=False).page.page_name == "Settings"


def test_a_saved_deck_is_in_the_window_and_told(qtbot, window, decks):
    decks[0].write_text(decks[0].read_text() + "\n## And then? {#then}\n\nMeasure again.\n")
    qtbot.waitUntil(lambda: window.bar.shown is not None)
    assert window.bar.shown.text == "habits: 1 card new."
    assert "5 cards" in window.page._headline.accessibleName()


def test_a_fault_in_a_saved_deck_is_told_with_the_way_to_it(qtbot, window, decks):
    decks[0].write_text(decks[0].read_text() + "\n## An empty card {#empty}\n")
    qtbot.waitUntil(lambda: window.bar.shown is not None)
    assert "1 fault in the file." in window.bar.shown.text
    window.bar._act.click()
    assert window.page.page_name == "Decks"


def test_reading_again_by_hand_answers_even_if_nothing_changed(window):
    window.files.read(asked=True)
    assert window.bar.shown.text == "No deck file has changed."


def test_a_new_study_day_is_noticed(window, clock):
    assert "4 cards" in window.page._headline.accessibleName()
    window.study([])
    window.go("home")
    clock.pass_days(1)
    seen = []
    window.page.day_changed = lambda: seen.append("day")
    window._tick()
    window._tick()
    assert seen == ["day"]


def test_a_second_start_raises_the_window(qtbot, window, workplace):
    window.showMinimized()
    other = QLocalSocket()
    other.connectToServer(server_name(workplace.places.data))
    with qtbot.waitSignal(other.readyRead):
        other.write(b"raise\n")
    assert bytes(other.readAll().data()) == b"here\n"
    assert not window.isMinimized()


def test_a_minimised_window_comes_back(window):
    window.showMinimized()
    window.come_forward()
    assert not window.isMinimized()
    assert window.isVisible()


def test_an_unexpected_fault_leaves_the_window_usable(qtbot, window, workplace):
    problems = Problems(workplace.places.log)
    problems.parent = window
    problems.install()
    try:
        sys.excepthook(ValueError, ValueError("a slip of ours"), None)
        box = window.findChild(QMessageBox)
        assert "Your answers so far are on disk" in box.text()
        box.close()
        window.go("settings")
        assert window.page.page_name == "Settings"
        assert "a slip of ours" in workplace.places.log.read_text()
    finally:
        problems.remove()


def test_progress_that_cannot_be_opened_shows_the_way_back(qtbot, workplace, theme, commands):
    faults = [Refused("progress.db", reason="is damaged")]

    def opening():
        if faults:
            raise faults.pop()
        return workplace

    workplace.choose(welcomed=True)
    window = Window(opening, workplace.places, workplace.clock, theme, commands, Trace(None))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: isinstance(window.page, RecoveryPage))
    assert not window.rail.isEnabled()
    with qtbot.waitSignal(window.begun):
        window.page.restored.emit()
    assert window.page.page_name == "Home"
    assert window.rail.isEnabled()


def test_a_setting_in_the_file_that_cannot_be_used_is_told(open_window, workplace):
    workplace.problems = workplace.places.settings and _problem(workplace)
    assert "retention" in open_window().bar.shown.text


def _problem(workplace):
    from interviewprep.settings import load

    workplace.places.settings.write_text('{"retention": 7}')
    return load(workplace.places.settings)[1]


def test_text_grows_and_shrinks_by_keys(qtbot, window, workplace, theme):
    window.activateWindow()
    qtbot.keySequence(window, "Ctrl++")
    assert workplace.settings.text_percent == 110
    assert theme.px(100) == 110
    qtbot.keySequence(window, "Ctrl+0")
    qtbot.keySequence(window, "Ctrl+-")
    assert workplace.settings.text_percent == 90


def test_light_and_dark_change_places_by_a_key(qtbot, window, theme):
    before = theme.is_dark
    window.activateWindow()
    qtbot.keySequence(window, "Ctrl+Shift+D")
    assert theme.is_dark is not before


def test_a_backup_is_made_on_request(window, workplace, commands):
    commands.action("window.backup").trigger()
    assert len(list(workplace.places.backups.glob("*.db"))) == 1
    assert "A backup is in" in window.bar.shown.text


def test_the_next_part_is_reached_by_a_key(qtbot, window, commands):
    window.activateWindow()
    window.bar.say(Message("A lasting word.", lasting=True))
    go_on = commands.action("window.next_part").trigger
    parts = []
    for _ in range(4):
        go_on()
        focus = QApplication.focusWidget()
        parts.append(next(name for name in ("rail", "bar", "page") if getattr(window, name).isAncestorOf(focus)))
    assert set(parts) == {"rail", "bar", "page"}
    assert parts[0] == parts[3]


CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractSlider, QAbstractItemView)


def controls(root: QWidget) -> list[QWidget]:
    """What a user can act on, without the inner parts that Qt makes itself."""
    found = [one for one in root.findChildren(QWidget) if isinstance(one, CONTROLS) and one.isVisibleTo(root)]
    return [
        one
        for one in found
        if not one.objectName().startswith("qt_")
        and not isinstance(one, (QScrollBar, QHeaderView))
        and not isinstance(one.parent(), (QLineEdit, QAbstractSpinBox, QComboBox))
    ]


@pytest.mark.parametrize("place", [*PLACES, FIND])
def test_every_control_has_a_name_and_is_reached_by_tab(qtbot, window, decks, place):
    window.go(place)
    window.bar.say(Message("A word.", "Do it", lambda: None))
    nameless = [one for one in controls(window) if not (one.accessibleName() or getattr(one, "text", str)())]
    assert [repr(one) for one in nameless] == []
    # Of the rail the open page alone; the arrow keys go on from there.
    others = [button for name, button in window.rail._buttons.items() if name != place]
    reached = set()
    for _ in range(100):
        reached.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    out_of_reach = [one for one in controls(window) if one.isEnabled() and one not in reached and one not in others]
    assert [repr(one) for one in out_of_reach if not isinstance(one, QToolButton) or one.isCheckable()] == []


def test_arrow_keys_go_along_the_rail(qtbot, window):
    window.go("decks")
    window.rail.focus_place()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert window.place == "interview"


def test_the_window_lets_go_of_its_events_when_it_closes(window):
    window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.isVisible()


@pytest.mark.parametrize("place", ["welcome", *PLACES, FIND])
def test_every_page_begins_with_the_focus_where_the_work_is(open_window, decks, place):
    window = open_window("" if place == "welcome" else place, welcomed=place != "welcome")
    focus = window.focusWidget()
    assert window.page is window._pages[place]
    assert window.page.isAncestorOf(focus)
    assert focus is not window.page
