"""The time spent on the card on the screen; it stands still while the page is not seen."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal


class Stopwatch(QObject):
    second = Signal()
    """A second has passed while somebody wants to see the time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QElapsedTimer()
        self._before_ms = 0
        self._ticker = QTimer(self)
        self._ticker.setInterval(1000)
        self._ticker.timeout.connect(self.second)

    def start(self, spent_ms: int = 0) -> None:
        """Count from here, on top of what was spent already."""
        self._before_ms = spent_ms
        self._timer.start()

    def pause(self) -> None:
        self._before_ms = self.spent_ms
        self._timer.invalidate()

    def go_on(self) -> None:
        if not self._timer.isValid():
            self._timer.start()

    def watch(self, wanted: bool) -> None:
        """Whether to tell each second."""
        if wanted != self._ticker.isActive():
            self._ticker.start() if wanted else self._ticker.stop()

    @property
    def spent_ms(self) -> int:
        return self._before_ms + (int(self._timer.elapsed()) if self._timer.isValid() else 0)
