"""Of several jobs the newest: a form that is changed asks anew, and what the older job still says is not heard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.job import Job, Task


class LatestJob(QObject):
    progressed = Signal(str)
    failed = Signal(object)
    """The exception."""
    cancelled = Signal()

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._job: Job | None = None

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(self, task: Task, then: Callable[[Any], object]) -> None:
        """Cancel the job before this one; `then` gets what the task returns."""
        self.cancel()
        job = Job(self._workplace, task, self)
        self._job = job
        job.progressed.connect(partial(self._progressed, job))
        job.done.connect(partial(self._done, job, then))
        job.failed.connect(partial(self._failed, job))
        job.cancelled.connect(partial(self._cancelled, job))
        job.start()

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _progressed(self, job: Job, words: str) -> None:
        if job is self._job:
            self.progressed.emit(words)

    def _done(self, job: Job, then: Callable[[Any], object], result: object) -> None:
        if self._ended(job):
            then(result)

    def _failed(self, job: Job, fault: BaseException) -> None:
        if self._ended(job):
            self.failed.emit(fault)

    def _cancelled(self, job: Job) -> None:
        if self._ended(job):
            self.cancelled.emit()

    def _ended(self, job: Job) -> bool:
        """Whether it is the newest."""
        job.deleteLater()
        if job is not self._job:
            return False
        self._job = None
        return True
