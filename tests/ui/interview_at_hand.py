"""An interview page on screen, with one small interview and its timer stopped: a test asks when it wants to know."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

import interview_decks
from interviewprep.clock import Ticks
from interviewprep.ui.interview.page import InterviewPage

NAME = "interviews/small"


def shown(qtbot, workplace, theme, commands, clock, write_deck, *devices) -> InterviewPage:
    """What it says in its message bar is kept in `messages`."""
    interview_decks.write_all(write_deck)
    page = InterviewPage(workplace, theme, commands, Ticks(lambda: clock.at_ms), *devices)
    page._timer.start = lambda: None
    page.messages = []
    page.said.connect(page.messages.append)
    page.resize(1000, 800)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.shown()
    return page


def press(qtbot, page: InterviewPage, keys: str) -> None:
    qtbot.keySequence(QApplication.focusWidget() or page, keys)
