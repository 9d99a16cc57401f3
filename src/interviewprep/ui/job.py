"""A long task beside the window: on a thread and a database connection of its own, with progress and a cancel.

The task is a journey, called with its own workplace and a `say` that takes a line of progress. A cancel raises from
the next `say`, so the task ends like on any fault: its transaction is rolled back and nothing half done stays.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from interviewprep.journeys.workplace import Workplace

Say = Callable[[str], None]
Task = Callable[[Workplace, Say], object]


class Cancelled(Exception):
    """The user ended the task; raised inside it by `say`."""


class Job(QObject):
    """Exactly one of `done`, `failed` and `cancelled` is emitted, in the thread of who made the job."""

    progressed = Signal(str)
    done = Signal(object)
    """What the task returned."""
    failed = Signal(object)
    """The exception it raised."""
    cancelled = Signal()

    def __init__(self, workplace: Workplace, task: Task, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = _Thread(workplace, task)
        self._thread.said.connect(self.progressed)
        self._thread.finished.connect(self._finished)

    def start(self) -> None:
        _running.add(self._thread)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the task to end at its next word of progress."""
        self._thread.requestInterruption()

    def _finished(self) -> None:
        fault = self._thread.fault
        if fault is None:
            self.done.emit(self._thread.result)
        elif isinstance(fault, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(fault)


def end_all() -> None:
    """Cancel every job and wait for its end; before the window closes."""
    for thread in tuple(_running):
        thread.requestInterruption()
        thread.wait()


class _Thread(QThread):
    said = Signal(str)

    def __init__(self, workplace: Workplace, task: Task) -> None:
        super().__init__()
        self._workplace, self._task = workplace, task
        self.result: object = None
        self.fault: BaseException | None = None
        self.finished.connect(self._forget)

    def run(self) -> None:
        try:
            beside = self._workplace.beside()
            try:
                self._say("")
                self.result = self._task(beside, self._say)
            finally:
                beside.database.close()
        except BaseException as fault:
            self.fault = fault

    def _say(self, text: str) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        if text:
            self.said.emit(text)

    def _forget(self) -> None:
        _running.discard(self)


_running: set[_Thread] = set()
"""Kept here, since a thread must outlive a page that is gone before its job has ended."""
