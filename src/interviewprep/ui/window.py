"""The window: the rail, the pages it leads to, and the bar that speaks. Only here pages hear of each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import Commands
from interviewprep.ui.message_bar import Message, MessageBar
from interviewprep.ui.page import Page
from interviewprep.ui.problem import Problems
from interviewprep.ui.rail import Rail
from interviewprep.ui.theme import Theme
from interviewprep.ui.trace import Trace

PLACES = ("home", "study", "interview", "decks", "progress", "settings")


class Window(QMainWindow):
    def __init__(
        self,
        workplace: Workplace,
        theme: Theme,
        commands: Commands,
        problems: Problems,
        trace: Trace,
        *,
        page: str = "",
        script: int = 0,
    ) -> None:
        super().__init__()
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self._problems, self._trace, self._script = problems, trace, script
        self._places = tuple(name for name in PLACES if find_spec(f"interviewprep.ui.{name}_page"))
        self._pages: dict[str, Page] = {}
        self._painted = False
        self._first = page if page in self._places else "home"
        self._build()
        for place in self._places:
            commands.bind(f"window.{place}", self, partial(self.go, place))
        commands.bind("window.close", self, self.close)

    def _build(self) -> None:
        self.setWindowTitle("interviewprep")
        self.rail = Rail(self._theme, self._commands, self._places)
        self.rail.chosen.connect(self.go)
        self.bar = MessageBar(self._theme)
        self._stack = QStackedWidget()
        whole = QWidget()
        self.setCentralWidget(whole)
        from PySide6.QtWidgets import QHBoxLayout

        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.resize(QSize(self._theme.px(1100), self._theme.px(760)))

    @property
    def page(self) -> Page | None:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, place: str) -> None:
        """Show a page; it is built at its first visit."""
        page = self._pages.get(place)
        if page is None:
            page = self._pages[place] = self._builders()[place]()
            page.said.connect(self.bar.say)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.rail.show_place(place)
        self.setWindowTitle(f"{page.page_name} – interviewprep" if page.page_name else "interviewprep")
        page.shown()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _builders(self) -> dict[str, Callable[[], Page]]:
        return {"home": self._home, "study": self._study, "decks": self._decks, "settings": self._settings}

    def _home(self) -> Page:
        from interviewprep.ui.home_page import HomePage

        page = HomePage(self._workplace, self._theme, self._commands)
        page.study_wanted.connect(self.study)
        return page

    def _study(self) -> Page:
        from interviewprep.ui.study_page import StudyPage

        page = StudyPage(self._workplace, self._theme, self._commands)
        page.finished.connect(partial(self.go, "home"))
        return page

    def _decks(self) -> Page:
        from interviewprep.ui.decks_page import DecksPage

        page = DecksPage(self._workplace, self._theme, self._commands)
        page.study_wanted.connect(self.study)
        return page

    def _settings(self) -> Page:
        from interviewprep.ui.settings_page import SettingsPage

        return SettingsPage(self._workplace, self._theme, self._commands)

    def study(self, decks: list[str]) -> None:
        """Study these decks, or everything where none is named."""
        self.go("study")

    def finish(self) -> None:
        """The last word before the program ends."""
        self._trace.end()

    def _after_first_paint(self) -> None:
        changes = self._workplace.refresh()
        self.go(self._first)
        if changes.problems:
            self.bar.say(Message(str(changes.problems[0])))

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._trace.note("first_paint")
            QTimer.singleShot(0, self._after_first_paint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fold(event.size().width() < self._theme.px(900))
