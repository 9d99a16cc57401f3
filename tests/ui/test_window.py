from __future__ import annotations

from pathlib import Path

from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import Commands
from interviewprep.ui.home_page import HomePage
from interviewprep.ui.theme import Theme


def test_home_counts_what_is_new(qtbot, workplace: Workplace, theme: Theme, commands: Commands, decks: list[Path]):
    page = HomePage(workplace, theme, commands)
    qtbot.addWidget(page)
    page.shown()
    assert page._number.text() == "4"
