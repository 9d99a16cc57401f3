"""A field for a whole number, written as numbers are everywhere in the window."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from interviewprep.words import grouped

_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
_INSET = 0.6
"""Of the text's size, as far as the words of other fields stand from their borders."""


class Number(QSpinBox):
    def __init__(self, low: int, high: int, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setSuffix(suffix)

    # Qt

    def textFromValue(self, value: int) -> str:
        return grouped(value)

    def valueFromText(self, text: str) -> int:
        return super().valueFromText(_BETWEEN_DIGITS.sub("", text))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        state, *_ = super().validate(_BETWEEN_DIGITS.sub("", text), position)
        return state, text, position

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            # The style sheet gives a spin box no padding on the left.
            inset = round(self.fontInfo().pixelSize() * _INSET)
            for field in self.findChildren(QLineEdit):
                field.setTextMargins(inset, 0, 0, 0)
