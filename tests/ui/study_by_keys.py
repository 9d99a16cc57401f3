"""Study by keys, pressed on whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def press(key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def press_all(*keys) -> None:
    for key in keys:
        press(key)


def entries(workplace, what="rating"):
    with workplace.database.read() as db:
        return [row[0] for row in db.rows(f"SELECT {what} FROM entry WHERE kind = 'review' ORDER BY seq")]
