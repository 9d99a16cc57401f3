"""The one place where the window says something: below the title, with what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from interviewprep.ui.theme import Theme

_SHORTEST_MS = 5000
_MS_PER_LETTER = 60


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, and what can be done about it."""

    text: str
    action: str = ""
    """The word on the button; "" for none."""
    act: Callable[[], object] | None = None
    lasting: bool = False
    """Stays until it is answered or closed: for what must not be missed."""


class MessageBar(QFrame):
    """Shows one message at a time. A lasting one that was pushed aside comes back when the other leaves."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._theme = theme
        self._lasting: list[Message] = []
        self._shown: Message | None = None
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act = QPushButton(self)
        self._close = QPushButton(self.tr("Close"), self)
        self._close.setObjectName("quiet")
        self._act.clicked.connect(self._acted)
        self._close.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(6), theme.px(6), theme.px(6))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._act)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ended)
        self.hide()

    @property
    def shown(self) -> Message | None:
        return self._shown

    def say(self, message: Message) -> None:
        if message.lasting:
            self._lasting = [one for one in self._lasting if one.text != message.text] + [message]
        self._show(message)

    def dismiss(self) -> None:
        if self._shown is not None and self._shown.lasting:
            self._lasting = [one for one in self._lasting if one is not self._shown]
        self._next()

    def _show(self, message: Message) -> None:
        self._shown = message
        self._text.setText(message.text)
        self._act.setText(message.action)
        self._act.setVisible(bool(message.action))
        self.show()
        if message.lasting:
            self._timer.stop()
        else:
            self._timer.start(_SHORTEST_MS + _MS_PER_LETTER * len(message.text))

    def _acted(self) -> None:
        message = self._shown
        self.dismiss()
        if message is not None and message.act is not None:
            message.act()

    def _ended(self) -> None:
        self._next()

    def _next(self) -> None:
        if self._lasting:
            self._show(self._lasting[-1])
            return
        self._shown = None
        self._timer.stop()
        self.hide()
        self.closed.emit()
