"""What the window's tests share: the look, the commands, and a data folder with a few small decks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import Commands
from interviewprep.ui.theme import Theme
from interviewprep.ui.trace import Trace
from interviewprep.ui.window import Window

HABITS = """---
title: Habits
---

# Measuring

## What comes first? {#baseline .junior}

A baseline.

## How often is it measured? {#repeats}

Until the spread is known.
"""
KERNELS = """---
title: Kernels
---

# Memory

## A warp has how many threads? {#warp}

32

## A kernel that moves bytes more than it computes is {{bound by memory}}. {#bound}
"""


@pytest.fixture
def theme(qapp: QApplication, workplace: Workplace) -> Theme:
    made = Theme(workplace.settings)
    made.apply()
    return made


@pytest.fixture
def commands(qapp: QApplication, workplace: Workplace) -> Commands:
    return Commands(workplace.settings)


@pytest.fixture
def decks(write_deck: Callable[[str, str], Path]) -> list[Path]:
    """Two small decks of the user's own: `habits` with two cards, `kernels/memory` with two more."""
    return [write_deck("habits", HABITS), write_deck("kernels/memory", KERNELS)]


@pytest.fixture
def open_window(qtbot, workplace: Workplace, theme: Theme, commands: Commands) -> Iterator[Callable[..., Window]]:
    """Opens the window on the test's data folder and waits until its first page is there."""
    opened: list[Window] = []

    def begin(first: str = "", *, welcomed: bool = True) -> Window:
        workplace.choose(welcomed=welcomed)
        window = Window(lambda: workplace, workplace.places, workplace.clock, theme, commands, Trace(None), first=first)
        opened.append(window)
        with qtbot.waitSignal(window.begun):
            window.show()
        qtbot.waitUntil(lambda: window.settled)
        return window

    yield begin
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window: Callable[..., Window], decks: list[Path]) -> Window:
    """The window with both decks, on Home."""
    return open_window()


@pytest.fixture
def open_study(qtbot, workplace, theme, commands):
    """Opens the study page alone, in a window of its own."""
    from interviewprep.ui.study.page import StudyPage

    def make() -> StudyPage:
        page = StudyPage(workplace, theme, commands)
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.messages = []
        page.said.connect(page.messages.append)
        page.show()
        page.activateWindow()
        page.shown()
        page.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return page

    return make
