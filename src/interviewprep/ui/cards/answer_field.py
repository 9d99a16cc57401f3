"""One line to type an answer in."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit


class AnswerField(QLineEdit):
    """Knows whether an input method is still composing, when Enter belongs to it and submits nothing."""

    composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
