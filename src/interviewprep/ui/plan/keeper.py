"""Makes the plan of the day beside the window, once a day and whenever the date, the minutes or the decks change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from interviewprep.journeys.plan import Kept, days_to_plan, kept_plan, make_plan
from interviewprep.journeys.workplace import Workplace
from interviewprep.settings import Settings
from interviewprep.ui.latest_job import LatestJob


class PlanKeeper(QObject):
    made = Signal()
    """A plan was made and kept."""
    progressed = Signal(str)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._making: tuple[int, Settings] | None = None
        self._job = LatestJob(workplace, self)
        self._job.progressed.connect(self.progressed)
        self._job.failed.connect(self._give_up)
        self._job.cancelled.connect(self._forget)

    @property
    def is_making(self) -> bool:
        return self._job.is_running

    def kept(self) -> Kept | None:
        return kept_plan(self._workplace)

    def freshen(self, *, again: bool = False) -> None:
        """Make the plan if there is something to plan and no plan of today; `again` if there is one, too."""
        now, settings = self._workplace.now(), self._workplace.settings
        if not days_to_plan(self._workplace, now):
            self._job.cancel()
            return
        kept = kept_plan(self._workplace)
        if kept and kept.made_on == now.day and not again:
            return
        if self._making == (now.day, settings) and not again:
            return
        self._making = now.day, settings
        self._job.start(make_plan, self._take)

    def _take(self, _kept: Kept | None) -> None:
        self._making = None
        self.made.emit()

    def _give_up(self, fault: BaseException) -> None:
        self._making = None
        self.failed.emit(fault)

    def _forget(self) -> None:
        self._making = None
