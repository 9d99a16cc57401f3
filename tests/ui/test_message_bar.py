from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from interviewprep.ui.message_bar import Message, MessageBar


@pytest.fixture
def bar(qtbot, theme):
    made = MessageBar(theme)
    qtbot.addWidget(made)
    return made


def test_a_message_is_shown_with_what_to_do(qtbot, bar):
    done = []
    bar.say(Message("One deck has a fault.", "Show", lambda: done.append("shown")))
    assert not bar.isHidden()
    qtbot.mouseClick(bar._act, Qt.MouseButton.LeftButton)
    assert done == ["shown"]
    assert bar.isHidden()


def test_a_message_without_an_action_has_no_button(bar):
    bar.say(Message("Saved."))
    assert bar._act.isHidden()


def test_only_what_may_be_missed_leaves_by_itself(bar):
    bar.say(Message("Saved."))
    assert bar._timer.isActive()
    bar.say(Message("The folder is not there.", lasting=True))
    assert not bar._timer.isActive()


def test_a_long_message_stays_longer(bar):
    bar.say(Message("Short."))
    short = bar._timer.interval()
    bar.say(Message("Long. " * 20))
    assert bar._timer.interval() > short


def test_a_lasting_message_comes_back_when_the_other_leaves(bar):
    lasting = Message("The folder is not there.", lasting=True)
    bar.say(lasting)
    bar.say(Message("Saved."))
    assert bar.shown.text == "Saved."
    bar._timer.timeout.emit()
    assert bar.shown == lasting
    bar.dismiss()
    assert bar.shown is None


def test_the_same_lasting_message_is_kept_once(bar):
    for _ in range(3):
        bar.say(Message("The folder is not there.", lasting=True))
    bar.dismiss()
    assert bar.shown is None


def test_escape_closes_the_message(qtbot, bar):
    bar.say(Message("Saved."))
    bar.show()
    qtbot.keyClick(bar._close, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_a_message_is_not_taken_away_from_under_the_mouse(qapp, bar):
    bar.say(Message("Saved."))
    point = QPointF(5, 5)
    QApplication.sendEvent(bar, QEnterEvent(point, point, point))
    assert not bar._timer.isActive()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert bar._timer.isActive()
