"""A thorough check of all deck files beside the window, as `check` makes it in the terminal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from interviewprep.journeys.check import Checked, check
from interviewprep.journeys.roots import scan
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.job import Say
from interviewprep.ui.latest_job import LatestJob


class DeckCheck(QObject):
    progressed = Signal(str)
    found = Signal(object)
    """The problems, as a tuple."""
    failed = Signal(object)
    ended = Signal()
    """However it ended; before `found` and `failed`."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._job = LatestJob(workplace, self)
        self._job.progressed.connect(self.progressed)
        self._job.cancelled.connect(self.ended)
        self._job.failed.connect(self._failed)

    @property
    def is_running(self) -> bool:
        return self._job.is_running

    def toggle(self) -> None:
        """Begin a check, or end the one that is running."""
        if self.is_running:
            self._job.cancel()
            return
        self._job.start(_check, self._done)
        self.progressed.emit("")

    def _done(self, checked: Checked) -> None:
        self.ended.emit()
        self.found.emit(checked.problems)

    def _failed(self, fault: BaseException) -> None:
        self.ended.emit()
        self.failed.emit(fault)


def _check(beside: Workplace, say: Say) -> Checked:
    files, _ = scan(beside.roots())
    return check([file.path for file in files.values()], say)
