"""The window: the rail, the pages it leads to, and the bar that speaks. Only here pages hear of each other.

It is painted before the data folder is opened, so that a start is seen at once; then the folder is opened and the
first page built, or the backups are shown when the progress cannot be used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from interviewprep.clock import Clock, Ticks
from interviewprep.errors import Refused
from interviewprep.paths import Places
from interviewprep.ui import geometry
from interviewprep.ui.commands import Commands
from interviewprep.ui.message_bar import Message, MessageBar
from interviewprep.ui.page import Page
from interviewprep.ui.painted import Painted
from interviewprep.ui.rail import Rail
from interviewprep.ui.theme import Theme
from interviewprep.ui.trace import Trace

if TYPE_CHECKING:
    from interviewprep.journeys.decks import Changes
    from interviewprep.journeys.workplace import Workplace
    from interviewprep.ui.decks.page import DecksPage
    from interviewprep.ui.window_files import WindowFiles
    from interviewprep.ui.window_pages import WindowPages
    from interviewprep.ui.window_transfers import WindowTransfers

FIND = "find"
"""The one page that is not on the rail: it is gone to from any other, and left to there."""
PLACES = ("home", "study", "interview", "decks", "plan", "progress", "settings")
_TICK_MS = 30_000
_NARROW = 900


class Window(QMainWindow):
    begun = Signal()
    """The data folder is open and the first page is there."""

    def __init__(
        self,
        opening: Callable[[], Workplace],
        where: Places,
        clock: Clock,
        theme: Theme,
        commands: Commands,
        trace: Trace,
        *,
        first: str = "",
        steady: Ticks | None = None,
    ) -> None:
        """`steady` goes as fast as `clock`, and nobody sets it; without it the machine's own is taken."""
        super().__init__()
        self._opening, self._where, self._clock, self._steady = opening, where, clock, steady
        self._theme, self._commands, self._trace = theme, commands, trace
        self._first = first if first in (*PLACES, FIND) else ""
        self._before_find = "home"
        self._workplace: Workplace | None = None
        self._pages: dict[str, Page] = {}
        self._window_pages: WindowPages | None = None
        self.files: WindowFiles | None = None
        self.transfers: WindowTransfers | None = None
        self._milestones = {"home": "home", "study": "first_question"}
        self._day = 0
        self.settled = False
        """All that may wait after the first page is done, too."""
        self._build()
        if not geometry.restore(self, where.window):
            self.resize(QSize(theme.px(1120), theme.px(780)))
        theme.changed.connect(self._fold_rail)
        self._await_paint(self, "first_paint", self._begin)

    def _build(self) -> None:
        self.setWindowTitle("interviewprep")
        self.setMinimumSize(480, 360)
        self.rail = Rail(self._theme, self._commands, PLACES, self)
        self.rail.chosen.connect(self.go)
        self.rail.setEnabled(False)
        self.bar = MessageBar(self._theme, self)
        self._stack = QStackedWidget(self)
        waiting = QLabel(self)
        waiting.setObjectName("muted")
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not self._where.database.exists():
            waiting.setText(self.tr("Reading the decks for the first time …"))
        self._stack.addWidget(waiting)
        whole = QWidget(self)
        whole.setObjectName("page")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(whole)

    # Beginning

    def _begin(self) -> None:
        """Open the data folder and show the first page, or what can be done when it cannot be opened."""
        try:
            workplace = self._opening()
        except Refused as fault:
            self._recover(fault)
            return
        self._workplace = workplace
        workplace.rests = True
        changes = workplace.refresh()
        self._day = workplace.now().day
        self._bind()
        self.rail.setEnabled(True)
        if self._first not in ("", "home"):
            self._milestones.pop("home", "")
            self._trace.note("home")  # it could be shown from now on
        if workplace.settings.welcomed or self._first:
            self.go(self._first or "home")
        else:
            self._welcome()
        unread = [one for one in changes.problems if one.rule in ("unreadable", "folder-missing")]
        for problem in (*workplace.problems, *unread):
            self.bar.say(Message(f"{problem.path}: {problem.message}", lasting=True))
        self.begun.emit()
        QTimer.singleShot(0, self._settle)

    def _settle(self) -> None:
        """What may wait until the first page is there."""
        from interviewprep.ui.first_window import FirstWindow

        FirstWindow(self._where.data, self).called.connect(self.come_forward)
        self.open_files().watch()
        ticker = QTimer(self)
        ticker.timeout.connect(self._tick)
        ticker.start(_TICK_MS)
        self.settled = True

    def _recover(self, fault: Refused) -> None:
        from interviewprep.ui.recovery_page import RecoveryPage

        page = RecoveryPage(fault, self._where, self._clock, self._theme)
        page.restored.connect(self._begin)
        self._put("recovery", page)
        self._visit("recovery")

    def _welcome(self) -> None:
        from interviewprep.ui.welcome_page import WelcomePage

        page = WelcomePage(self._open_workplace(), self._theme, self._commands)
        page.chosen.connect(self.take_settings)
        page.done.connect(self.go)
        page.decks_wanted.connect(self._get_decks)
        self._put("welcome", page)
        self._visit("welcome")

    # Pages

    @property
    def page(self) -> Page | None:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def place(self) -> str:
        """Name of the page on the screen, as in `PLACES`; also `find`, `welcome` and `recovery`."""
        return next((name for name, page in self._pages.items() if page is self.page), "")

    def go(self, place: str) -> None:
        """Show a page; it is built at its first visit."""
        if self._workplace is None or place not in (*PLACES, FIND):
            return
        if place == FIND and self.place in PLACES:
            self._before_find = self.place
        if place not in self._pages:
            self._put(place, self._open_pages().build(place))
        self._visit(place)

    def leave_find(self) -> None:
        """Back to the page from which a card was looked for."""
        self.go(self._before_find)

    def study(self, decks: Sequence[str]) -> None:
        """Study these decks, or everything where none is named."""
        pages = self._open_pages()
        if pages.study_page is None:
            self._put("study", pages.build("study"))
        if pages.study_page is not None:
            pages.study_page.study(decks)
        self._visit("study")

    def _put(self, place: str, page: Page) -> None:
        page.said.connect(self.bar.say)
        self._pages[place] = page
        self._stack.addWidget(page)

    def _visit(self, place: str) -> None:
        page = self._pages[place]
        if milestone := self._milestones.pop(place, ""):
            self._await_paint(page, milestone)
        self._stack.setCurrentWidget(page)
        if place in PLACES:
            self.rail.show_place(place)
        else:
            self.rail.show_none()
        self.setWindowTitle(f"{page.page_name} – interviewprep" if page.page_name else "interviewprep")
        page.take_focus(Qt.FocusReason.OtherFocusReason)
        page.shown()  # may know a better place for the focus

    def _open_workplace(self) -> Workplace:
        if self._workplace is None:
            raise RuntimeError("the data folder is not open yet")
        return self._workplace

    def _open_pages(self) -> WindowPages:
        if self._window_pages is None:
            from interviewprep.ui.window_pages import WindowPages

            self._window_pages = WindowPages(self, self._open_workplace(), self._theme, self._commands, self._steady)
        return self._window_pages

    def open_files(self) -> WindowFiles:
        if self.files is None:
            from interviewprep.ui.window_files import WindowFiles

            self.files = WindowFiles(self._open_workplace(), self)
            self.files.said.connect(self.bar.say)
            self.files.changed.connect(self._decks_read)
            self.files.faults_wanted.connect(self.show_faults)
            self.files.compare_wanted.connect(self._compare)
            self.files.folder_dropped.connect(self._offer_folder)
            self.files.files_dropped.connect(self.open_transfers().bring)
        return self.files

    def open_transfers(self) -> WindowTransfers:
        if self.transfers is None:
            from interviewprep.ui.window_transfers import WindowTransfers

            self.transfers = WindowTransfers(self._open_workplace(), self._theme, self)
            self.transfers.said.connect(self.bar.say)
            self.transfers.changed.connect(self._decks_read)
            self.transfers.writing.connect(self.open_files().hold)
        return self.transfers

    # Commands of the whole window

    def _bind(self) -> None:
        from interviewprep.ui.window_commands import WindowCommands

        bind = self._commands.bind
        for place in (*PLACES, FIND):
            bind(f"window.{place}", self, partial(self.go, place))
        bind("window.close", self, self.close)
        bind("window.refresh", self, partial(self.open_files().read, asked=True))
        bind("window.import", self, lambda: self.open_transfers().bring([]))
        bind("window.export", self, lambda: self.open_transfers().give([]))
        bind("window.next_part", self, self._next_part)
        bind("window.full_screen", self, self._full_screen)
        own = WindowCommands(self, self._open_workplace(), self._theme, self._commands)
        own.said.connect(self.bar.say)
        own.chosen.connect(self.take_settings)
        own.study_wanted.connect(self.study)

    def take_settings(self) -> None:
        """The settings were changed: the look and the keys follow at once."""
        settings = self._open_workplace().settings
        self._theme.take(settings)
        self._commands.take(settings)

    def _next_part(self) -> None:
        """Page, message, rail, and round again."""
        parts = [part for part in (self.page, self.bar, self.rail) if part is not None and part.isVisible()]
        focus = self.focusWidget()
        at = next((n for n, part in enumerate(parts) if part is focus or part.isAncestorOf(focus)), len(parts) - 1)
        part = parts[(at + 1) % len(parts)]
        if isinstance(part, Rail):
            part.focus_place()
        elif isinstance(part, MessageBar):
            part.take_focus()
        else:
            part.take_focus(Qt.FocusReason.TabFocusReason)

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    # The world outside

    def _decks_read(self, changes: Changes) -> None:
        if self.page is not None:
            self.page.decks_changed(changes)

    def show_faults(self) -> None:
        self._on_decks().show_faults()

    def _get_decks(self) -> None:
        self._on_decks().show_ways()

    def _offer_folder(self, folder: Path) -> None:
        self._on_decks().offer_folder(folder)

    def _compare(self, deck: str) -> None:
        self._on_decks().compare(deck)

    def _on_decks(self) -> DecksPage:
        self.go("decks")
        page = self._open_pages().decks_page
        if page is None:
            raise RuntimeError("the decks page was built by going there")
        return page

    def come_forward(self) -> None:
        """A second start asks for this window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _tick(self) -> None:
        """A new study day, also one that came while the machine slept; and rest, when nobody is answering."""
        if self._workplace is None:
            return
        if self._day != (today := self._workplace.now().day):
            self._day = today
            if self.page is not None:
                self.page.day_changed()
        self._workplace.rest()

    def _fold_rail(self) -> None:
        self.rail.fold(self.width() < self._theme.px(_NARROW))

    def _await_paint(self, widget: QWidget, event: str, then: Callable[[], object] | None = None) -> None:
        Painted(widget, partial(self._painted, event, then))

    def _painted(self, event: str, then: Callable[[], object] | None) -> None:
        self._trace.note(event)
        if then is not None:
            then()

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._tick()

    def closeEvent(self, event: QCloseEvent) -> None:
        from interviewprep.ui.job import end_all

        geometry.keep(self, self._where.window)
        end_all()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_rail()
