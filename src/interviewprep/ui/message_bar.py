"""The one place where the window says something: below the title, with what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from interviewprep.ui.icons import SIZE
from interviewprep.ui.theme import Theme

_SHORTEST_MS = 5000
_MS_PER_LETTER = 60
"""Time to read it twice, slowly."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, and what can be done about it."""

    text: str
    action: str = ""
    """The word on the button; "" for none."""
    act: Callable[[], object] | None = None
    lasting: bool = False
    """Stays until it is answered or closed: for what must not be missed."""


class MessageBar(QWidget):
    """Shows one message at a time. A lasting one that was pushed aside comes back when the other leaves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Message"))
        self._theme = theme
        self._lasting: list[Message] = []
        self._shown: Message | None = None
        self._outer = QVBoxLayout(self)
        frame = QFrame(self)
        frame.setObjectName("message")
        self._outer.addWidget(frame)
        self._text = QLabel(frame)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act = QPushButton(frame)
        self._close = QToolButton(frame)
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._act.clicked.connect(self._acted)
        self._close.clicked.connect(self.dismiss)
        self._inner = QHBoxLayout(frame)
        self._inner.addWidget(self._text, 1)
        self._inner.addWidget(self._act)
        self._inner.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def shown(self) -> Message | None:
        return self._shown

    def say(self, message: Message) -> None:
        if message.lasting:
            self._lasting = [one for one in self._lasting if one.text != message.text] + [message]
        self._show(message)

    def dismiss(self) -> None:
        if self._shown is not None:
            self._lasting = [one for one in self._lasting if one is not self._shown]
        self._next()

    def take_focus(self) -> None:
        button = self._act if self._act.isVisible() else self._close
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, message: Message) -> None:
        self._shown = message
        self._text.setText(message.text)
        self._text.setAccessibleName(message.text)
        self._act.setText(message.action)
        self._act.setVisible(bool(message.action))
        self.show()
        self._wait()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.text))

    def _wait(self) -> None:
        if self._shown is None or self._shown.lasting:
            self._timer.stop()
        else:
            self._timer.start(_SHORTEST_MS + _MS_PER_LETTER * len(self._shown.text))

    def _acted(self) -> None:
        message = self._shown
        self.dismiss()
        if message is not None and message.act is not None:
            message.act()

    def _next(self) -> None:
        if self._lasting:
            self._show(self._lasting[-1])
            return
        self._shown = None
        self._timer.stop()
        self.hide()

    def _dress(self) -> None:
        px = self._theme.px
        self._outer.setContentsMargins(px(16), px(12), px(16), 0)
        self._inner.setContentsMargins(px(16), px(6), px(8), px(6))
        self._inner.setSpacing(px(8))
        self._text.setMinimumHeight(px(34))
        self._close.setIcon(self._theme.icon("close"))
        self._close.setIconSize(QSize(px(SIZE), px(SIZE)))

    def enterEvent(self, event: QEnterEvent) -> None:
        # Nobody should lose a message they are about to use.
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._wait()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
