"""The pages of the window: each is built at its first visit, and what it wishes for is led to where it is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from interviewprep.clock import Ticks
from interviewprep.ui.commands import Commands
from interviewprep.ui.page import Page
from interviewprep.ui.theme import Theme

if TYPE_CHECKING:
    from interviewprep.journeys.workplace import Workplace
    from interviewprep.ui.decks.page import DecksPage
    from interviewprep.ui.find.page import FindPage
    from interviewprep.ui.plan.keeper import PlanKeeper
    from interviewprep.ui.study.page import StudyPage
    from interviewprep.ui.window import Window


class WindowPages(QObject):
    def __init__(
        self, window: Window, workplace: Workplace, theme: Theme, commands: Commands, steady: Ticks | None
    ) -> None:
        super().__init__(window)
        self._window, self._workplace, self._steady = window, workplace, steady
        self._theme, self._commands = theme, commands
        self._keeper: PlanKeeper | None = None
        self.study_page: StudyPage | None = None
        self.decks_page: DecksPage | None = None
        self.find_page: FindPage | None = None

    def build(self, place: str) -> Page:
        """`place` as in the window's `PLACES`, or `FIND`."""
        builders = {
            "home": self._home,
            "study": self._study,
            "interview": self._interview,
            "decks": self._decks,
            "plan": self._plan,
            "progress": self._progress,
            "settings": self._settings,
            "find": self._find,
        }
        return builders[place]()

    def _home(self) -> Page:
        from interviewprep.ui.home_page import HomePage

        page = HomePage(self._workplace, self._theme, self._commands, self._keep_plan())
        page.study_wanted.connect(self._window.study)
        page.decks_wanted.connect(partial(self._window.go, "decks"))
        page.plan_wanted.connect(partial(self._window.go, "plan"))
        return page

    def _study(self) -> Page:
        from interviewprep.ui.study.page import StudyPage

        page = StudyPage(self._workplace, self._theme, self._commands)
        page.finished.connect(partial(self._window.go, "home"))
        page.decks_wanted.connect(partial(self._window.go, "decks"))
        page.edit_wanted.connect(self._window.open_files().edit)
        self.study_page = page
        return page

    def _interview(self) -> Page:
        from interviewprep.ui.interview.page import InterviewPage

        return InterviewPage(self._workplace, self._theme, self._commands, self._steady)

    def _decks(self) -> Page:
        from interviewprep.ui.decks.page import DecksPage

        page = DecksPage(self._workplace, self._theme, self._commands)
        page.study_wanted.connect(self._window.study)
        page.roots_changed.connect(self._window.open_files().watch_again)
        page.import_wanted.connect(self._window.open_transfers().bring)
        page.export_wanted.connect(self._window.open_transfers().give)
        self.decks_page = page
        return page

    def _plan(self) -> Page:
        from interviewprep.ui.plan.page import PlanPage

        return PlanPage(self._workplace, self._theme, self._keep_plan())

    def _progress(self) -> Page:
        from interviewprep.ui.progress.page import ProgressPage

        page = ProgressPage(self._workplace, self._theme)
        page.study_wanted.connect(self._window.study)
        page.find_wanted.connect(self.find)
        return page

    def _settings(self) -> Page:
        from interviewprep.ui.settings_page import SettingsPage

        page = SettingsPage(self._workplace, self._theme, self._commands)
        page.chosen.connect(self._window.take_settings)
        page.plan_wanted.connect(partial(self._window.go, "plan"))
        return page

    def _find(self) -> Page:
        from interviewprep.ui.find.page import FindPage

        page = FindPage(self._workplace, self._theme, self._commands)
        page.left.connect(self._window.leave_find)
        page.edit_wanted.connect(self._window.open_files().edit)
        self.find_page = page
        return page

    def find(self, typed: str) -> None:
        """Show the cards that these words find."""
        self._window.go("find")
        if self.find_page is not None:
            self.find_page.look_for(typed)

    def _keep_plan(self) -> PlanKeeper:
        if self._keeper is None:
            from interviewprep.ui.plan.keeper import PlanKeeper

            self._keeper = PlanKeeper(self._workplace, self)
        return self._keeper
