"""Grade cards by real key events, one paint after the other, then close: for `--script`, to measure the waiting."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from interviewprep.ui.commands import Commands
from interviewprep.ui.trace import Trace
from interviewprep.ui.window import Window

_SETTLE_MS = 200
_PATIENCE_MS = 3000
"""When nothing is painted for this long, there is nothing left to grade."""


class Script(QObject):
    """Presses Enter and 3 in turn. Notes `painted` with the time from the key press to the end of the next paint."""

    def __init__(self, window: Window, commands: Commands, trace: Trace, cards: int) -> None:
        super().__init__(window)
        self._window, self._commands, self._trace, self._left = window, commands, trace, cards
        self._pressed_at: float | None = None
        self._grading = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(window.close)
        window.begun.connect(self._begin)

    def _begin(self) -> None:
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._patience.start(_PATIENCE_MS)
        if self._window.place != "study":
            self._window.go("study")
        self._window.activateWindow()
        QTimer.singleShot(_SETTLE_MS, self._wait_for_focus)

    def _wait_for_focus(self) -> None:
        """Keys go to the active window only; some displays have nobody who makes one active."""
        if self._window.isActiveWindow():
            self._press()
        elif self._patience.remainingTime() != 0:
            self._window.activateWindow()
            QTimer.singleShot(_SETTLE_MS, self._wait_for_focus)

    def _press(self) -> None:
        """The key that the page waits for; each is sent to whatever has the focus."""
        good, reveal = self._commands.action("study.good"), self._commands.action("study.reveal")
        self._grading = good is not None and good.isEnabled()
        waiting = self._grading or (reveal is not None and reveal.isEnabled())
        if not self._left or not waiting:
            self._window.close()
            return
        self._patience.start(_PATIENCE_MS)
        target = QApplication.focusWidget() or self._window
        self._pressed_at = time.perf_counter()
        QTest.keyClick(target, Qt.Key.Key_3 if self._grading else Qt.Key.Key_Return)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and self._pressed_at is not None and watched is self._window:
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        if self._pressed_at is None:
            return
        took_ms = (time.perf_counter() - self._pressed_at) * 1000
        self._pressed_at = None
        if self._grading:
            self._left -= 1
            self._trace.note("painted", took_ms)
        QTimer.singleShot(0, self._press)
