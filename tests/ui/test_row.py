from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from interviewprep.ui.row import Row


@pytest.fixture
def buttons(qtbot):
    return [QPushButton(name) for name in ("Change", "No key", "Close")]


@pytest.fixture
def row(qtbot, theme, buttons):
    """A row in a page that has other things above it."""
    page = QWidget()  # kept alive by the generator
    made = Row(theme, buttons, pushed=2)
    layout = QVBoxLayout(page)
    layout.addStretch(1)
    layout.addWidget(made)
    qtbot.addWidget(page)
    page.resize(600, 300)
    page.show()
    qtbot.waitExposed(page)
    yield made


def test_buttons_stand_side_by_side_where_there_is_room(row, buttons):
    assert len({button.y() for button in buttons}) == 1
    assert buttons[2].geometry().right() == row.width() - 1


def test_they_take_more_lines_where_there_is_none(qtbot, row, buttons):
    row.window().resize(buttons[0].width() + buttons[1].width() + 40, 300)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 2)
    assert all(row.rect().contains(button.geometry()) for button in buttons)


def test_a_hidden_button_leaves_no_hole(qtbot, row, buttons):
    before = buttons[1].x()
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[1].x() == 0)
    assert before > 0


def test_a_field_with_a_least_width_has_it(qtbot, row, buttons):
    buttons[1].setMinimumWidth(250)
    row._again()
    assert buttons[1].width() == 250
    assert buttons[2].geometry().right() == row.width() - 1
