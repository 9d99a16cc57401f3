from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from interviewprep.ui.fuzzy import fit
from interviewprep.ui.palette_dialog import PaletteDialog


def best(typed: str, *texts: str) -> str:
    ranked = [(score, text) for text in texts if (score := fit(typed, text)) is not None]
    return max(ranked)[1] if ranked else ""


def test_letters_are_found_in_their_order_only():
    assert fit("dk", "Decks") is not None
    assert fit("kd", "Decks") is None
    assert fit("", "Decks") is not None


def test_the_starts_of_words_count_most():
    assert best("lt", "Larger text", "Light", "Show all") == "Larger text"
    assert best("set", "Settings", "Use these tips") == "Settings"
    assert best("set", "Study evaluation, tuning and features", "Settings") == "Settings"


def test_words_may_come_in_any_order():
    assert fit("text larger", "Larger text") is not None


@pytest.fixture
def palette(qtbot, window, workplace, theme, commands):
    made = PaletteDialog(workplace, theme, commands, window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.open()
    yield made
    made.close()


def titles(palette) -> list[str]:
    return [entry.title for entry in palette._list._model.entries]


def test_the_palette_offers_what_can_be_done_here(palette):
    assert "Settings" in titles(palette)
    assert "Study what is due" in titles(palette)
    assert "Study Habits" in titles(palette)
    assert "Bury the card until tomorrow" not in titles(palette)


def test_a_few_letters_and_enter_run_a_command(qtbot, palette, window):
    qtbot.keyClicks(palette._typed, "settin")
    qtbot.keyClick(palette._typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.page_name == "Settings")


def test_a_deck_is_studied_from_the_palette(qtbot, palette):
    qtbot.keyClicks(palette._typed, "habits")
    with qtbot.waitSignal(palette.study_wanted) as wanted:
        qtbot.keyClick(palette._typed, Qt.Key.Key_Return)
    assert wanted.args == [["habits"]]


def test_the_arrows_choose_while_one_types(qtbot, palette):
    first = palette._list.current
    qtbot.keyClick(palette._typed, Qt.Key.Key_Down)
    assert palette._list.current == palette._list._model.entries[1]
    qtbot.keyClick(palette._typed, Qt.Key.Key_Up)
    assert palette._list.current == first


def test_nothing_found_is_said_and_enter_does_nothing(qtbot, palette):
    qtbot.keyClicks(palette._typed, "qqqq")
    assert not palette._nothing.isHidden()
    qtbot.keyClick(palette._typed, Qt.Key.Key_Return)
    assert palette.isVisible()
