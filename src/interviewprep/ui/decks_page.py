"""Decks: the tree of all of them, what can be done with each, and what in their files needs mending."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from interviewprep.journeys import copies
from interviewprep.journeys.check import Checked, check
from interviewprep.journeys.faults import DeckFault, faults
from interviewprep.journeys.overview import DeckCounts, decks
from interviewprep.journeys.roots import OWN, scan
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import Commands
from interviewprep.ui.deck_actions import DeckActions
from interviewprep.ui.deck_panel import DeckPanel
from interviewprep.ui.decks_tree import DecksTree
from interviewprep.ui.faults_view import FaultsView
from interviewprep.ui.get_decks import GetDecks
from interviewprep.ui.icons import SIZE
from interviewprep.ui.job import Job, Say
from interviewprep.ui.message_bar import Message
from interviewprep.ui.page import Page
from interviewprep.ui.theme import Theme
from interviewprep.ui.told import told
from interviewprep.words import many

if TYPE_CHECKING:
    from interviewprep.errors import Problem
    from interviewprep.journeys.decks import Changes

_BESIDE, _PANEL = 760, 300
"""From this width the panel stands beside the tree, and this wide."""
_NARROW = 560
_MENU = (
    ("decks.study", "decks.details", "decks.edit", "decks.folder"),
    ("decks.limits", "decks.suspend", "decks.cards", "decks.compare"),
    ("decks.new", "decks.link", "decks.folders", "decks.get"),
)


class DecksPage(Page):
    study_wanted = Signal(list)
    """Names of the decks to study."""
    roots_changed = Signal()
    """A folder was linked or unlinked: there are other files to watch."""

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self.page_name = self.tr("Decks")
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self._decks: list[DeckCounts] = []
        self._copied: frozenset[str] = frozenset()
        self._faults: list[DeckFault] = []
        self._checked: tuple[Problem, ...] = ()
        self._check: Job | None = None
        self._differing: dict[str, int] = {}
        self._actions = DeckActions(workplace, theme, self)
        self._build()
        self._bind()
        self._connect()
        self._visit(self._browse)
        theme.changed.connect(self._dress)
        self._dress()

    # Building

    def _build(self) -> None:
        self._title = QLabel(self.page_name, self)
        self._title.setObjectName("title")
        self._back = QPushButton(self.tr("All decks"), self)
        self._back.setObjectName("back")
        self._typed = QLineEdit(self)
        self._typed.setPlaceholderText(self.tr("Find a deck"))
        self._typed.setAccessibleName(self._typed.placeholderText())
        self._typed.setClearButtonEnabled(True)
        self._typed.installEventFilter(self)
        self._glass = self._typed.addAction(
            self._theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._glass.setText(self._typed.placeholderText())
        self._new = QPushButton(self.tr("New deck"), self)
        self._folders = QPushButton(self.tr("Folders"), self)
        self._more = QToolButton(self)
        self._more.setAccessibleName(self.tr("More for this deck"))
        self._said = QLabel(self)
        self._said.setObjectName("muted")
        self._fault_button = QPushButton(self)
        self._fault_button.setObjectName("quiet")
        self.tree = DecksTree(self._theme, self)
        self.panel = DeckPanel(self._theme, self._commands, self)
        self.faults = FaultsView(self._theme, self._commands, self)
        self.get_decks = GetDecks(self._theme, with_shipped=self._workplace.with_shipped, parent=self)
        self._lay_out()
        self.setFocusProxy(self.tree)

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self._back)
        self._top.addWidget(self._title)
        self._top.addStretch(1)
        self._top.addWidget(self._typed)
        self._top.addWidget(self._folders)
        self._top.addWidget(self._new)
        self._top.addWidget(self._more)
        self._line = QHBoxLayout()
        self._line.addWidget(self._said)
        self._line.addWidget(self._fault_button)
        self._line.addStretch(1)
        self._panel_area = QScrollArea(self)
        self._panel_area.setWidgetResizable(True)
        self._panel_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel_area.setObjectName("clear")
        self._panel_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.panel)
        around.addStretch(1)
        self._panel_area.setWidget(holder)
        self._browse = QWidget(self)
        self._beside = QHBoxLayout(self._browse)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(self.tree, 1)
        self._details = QWidget(self)
        self._alone = QVBoxLayout(self._details)
        self._alone.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        for view in (self._browse, self._details, self.faults, self.get_decks):
            self._stack.addWidget(view)
        order = (self._back, self._typed, self._folders, self._new, self._more, self._fault_button, self._stack)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._top)
        self._layout.addLayout(self._line)
        self._find_row = QHBoxLayout()
        self._layout.addLayout(self._find_row)
        self._layout.addWidget(self._stack, 1)

    def _bind(self) -> None:
        do = self._actions
        slots: dict[str, Callable[[], object]] = {
            "study": self._study,
            "edit": lambda: self._with_one(lambda deck: do.edit(deck.deck)),
            "folder": lambda: self._with_one(do.show),
            "suspend": lambda: self._with_all(do.suspend),
            "limits": lambda: self._with_all(do.limits),
            "cards": lambda: self._with_all(lambda chosen: do.cards(self._chosen_title(), chosen)),
            "compare": lambda: self._with_one(lambda deck: do.compare(deck.deck, deck.title)),
            "details": self._show_details,
            "menu": self._open_menu,
            "new": do.new,
            "link": do.link,
            "folders": do.folders,
            "get": partial(self._visit, self.get_decks),
            "find": self._find,
            "next_fault": partial(self._step, 1),
            "previous_fault": partial(self._step, -1),
            "open_fault": self._open_fault,
            "back": self._go_back,
        }
        bind = self._commands.bind
        self._bound: dict[str, QAction] = {
            f"decks.{name}": bind(f"decks.{name}", self, slot) for name, slot in slots.items()
        }

    def _connect(self) -> None:
        do = self._actions
        do.said.connect(self.said)
        do.changed.connect(self._reload)
        do.roots_changed.connect(self.roots_changed)
        do.made.connect(self.tree.choose)
        self._back.clicked.connect(self._go_back)
        self._typed.textChanged.connect(self.tree.filter)
        self._new.clicked.connect(do.new)
        self._folders.clicked.connect(do.folders)
        self._more.clicked.connect(self._open_menu)
        self._fault_button.clicked.connect(self.show_faults)
        self.tree.chosen.connect(self._show_chosen)
        self.tree.study_wanted.connect(self._study)
        self.tree.menu_wanted.connect(self._menu_at)
        self.tree.folded.connect(self._keep_folded)
        self.panel.faults_wanted.connect(self.show_faults)
        self.panel.compare_wanted.connect(self.compare)
        self.faults.open_wanted.connect(do.open_fault)
        self.faults.check_wanted.connect(self._check_everything)
        self.get_decks.new_wanted.connect(do.new)
        self.get_decks.link_wanted.connect(do.link)
        self.get_decks.folder_wanted.connect(self._show_own_folder)

    # What is shown

    def shown(self) -> None:
        self._reload()

    def decks_changed(self, _changes: Changes) -> None:
        self._checked = ()
        self._reload()

    def show_faults(self, deck: str = "") -> None:
        """The list of faults, at those of a deck."""
        self._visit(self.faults)
        self.faults.choose(deck if isinstance(deck, str) else "")

    def compare(self, deck: str) -> None:
        """Show in which cards the user's copy of a shipped deck differs."""
        self._visit(self._browse)
        self.tree.choose(deck)
        title = next((one.title for one in self._decks if one.deck == deck), deck)
        self._actions.compare(deck, title)

    def offer_folder(self, folder: Path) -> None:
        """Ask whether to link a folder, such as one that was dropped on the window."""
        self._actions.offer(folder)

    def _reload(self) -> None:
        self._differing.clear()
        changes = self._workplace.refresh()
        if changes:
            self._checked = ()
            self.said.emit(told(changes, self.show_faults))
        self._decks = decks(self._workplace)
        self._copied = copies.copied(self._workplace, [deck.deck for deck in self._decks if deck.root == OWN])
        self._faults = faults(self._workplace, (*changes.problems, *self._checked))
        self.tree.show_decks(self._decks, self._copied, self._workplace.settings.folded)
        self._show_faults()
        self._say_counts()
        nothing = not self._decks and not self._faults
        if nothing or self._stack.currentWidget() is self.get_decks:
            self._visit(self.get_decks if nothing else self._browse)

    def _show_faults(self) -> None:
        self.faults.show_faults(self._faults)
        self._fault_button.setVisible(bool(self._faults))

    def _show_chosen(self) -> None:
        rows, chosen = self.tree.selected(), self.tree.selected_decks()
        one = chosen[0].deck if len(chosen) == 1 and len(rows) == 1 and rows[0].deck is not None else ""
        copied = one in self._copied
        self.panel.show_rows(rows, chosen, copied=copied, differing=self._count_differing(one) if copied else None)
        self._enable()

    def _enable(self) -> None:
        """Commands hold for what is chosen, and only where it is seen: Enter is also a key of the faults."""
        rows, chosen = self.tree.selected(), self.tree.selected_decks()
        here = self._stack.currentWidget() in (self._browse, self._details)
        one = here and len(rows) == len(chosen) == 1 and rows[0].deck is not None
        for name in ("study", "limits", "suspend", "cards", "details"):
            self._bound[f"decks.{name}"].setEnabled(here and bool(chosen))
        for name in ("edit", "folder"):
            self._bound[f"decks.{name}"].setEnabled(one)
        self._bound["decks.compare"].setEnabled(one and chosen[0].deck in self._copied)

    def _count_differing(self, deck: str) -> int:
        if deck not in self._differing:
            copy = copies.copy_of(self._workplace, deck)
            self._differing[deck] = len(copy.differences) if copy is not None else 0
        return self._differing[deck]

    # The views of the page

    def _visit(self, view: QWidget) -> None:
        browsing = view is self._browse
        titles = {
            self.faults: self.tr("Faults"),
            self.get_decks: self.tr("How to get decks"),
            self._details: self.tr("About"),
        }
        self._title.setText(titles.get(view, self.page_name))
        self._stack.setCurrentWidget(view)
        self._back.setVisible(not browsing and bool(self._decks))
        for widget in (self._typed, self._more):
            widget.setVisible(browsing)
        self._fault_button.setVisible(browsing and bool(self._faults))
        self._enable()
        self._arrange()
        self.setFocusProxy(self.tree if browsing else view)
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        if self._typed.text():
            self._typed.clear()
        self._visit(self._browse if self._decks or self._faults else self.get_decks)

    def _show_details(self) -> None:
        if self._has_room():
            self.panel.study.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._visit(self._details)
            self.panel.study.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _find(self) -> None:
        self._visit(self._browse)
        self._typed.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._typed.selectAll()

    def _step(self, by: int) -> None:
        if self._stack.currentWidget() is self.faults:
            self.faults.step(by)
        else:
            self.show_faults()

    def _open_fault(self) -> None:
        if self._stack.currentWidget() is self.faults:
            self.faults.open_current()
        else:
            self.show_faults()

    # What is done

    def _study(self) -> None:
        names = [deck.deck for deck in self.tree.selected_decks() if not deck.suspended]
        if names:
            self.study_wanted.emit(names)
        elif self.tree.selected_decks():
            keys = self._commands.keys_text("decks.suspend")
            self.said.emit(Message(self.tr("This rests now. Call it back with {keys} first.").format(keys=keys)))

    def _with_one(self, act: Callable[[DeckCounts], object]) -> None:
        chosen = self.tree.selected_decks()
        if len(chosen) == 1:
            act(chosen[0])

    def _with_all(self, act: Callable[[list[DeckCounts]], object]) -> None:
        if chosen := self.tree.selected_decks():
            act(chosen)

    def _chosen_title(self) -> str:
        rows = self.tree.selected()
        return rows[0].title if len(rows) == 1 else many(len(self.tree.selected_decks()), "deck")

    def _keep_folded(self, family: str, folded: bool) -> None:
        kept = set(self._workplace.settings.folded)
        self._workplace.choose(folded=tuple(sorted(kept | {family} if folded else kept - {family})))

    def _show_own_folder(self) -> None:
        from interviewprep.ui.editor import show_in_folder

        show_in_folder(self._workplace.places.decks)

    def _check_everything(self) -> None:
        if self._check is not None:
            self._check.cancel()
            return
        self._check = Job(self._workplace, _check, self)
        self._check.progressed.connect(self._checking)
        self._check.done.connect(self._check_done)
        self._check.cancelled.connect(self._check_ended)
        self._check.failed.connect(self._check_failed)
        self._checking("")
        self._check.start()

    def _checking(self, said: str) -> None:
        self.faults.show_faults(self._faults, self.tr("Checking … {said}").format(said=said))

    def _check_done(self, found: Checked) -> None:
        self._checked = found.problems
        self._check_ended()
        self._reload()

    def _check_failed(self, fault: BaseException) -> None:
        self._check_ended()
        self.said.emit(Message(str(fault)))

    def _check_ended(self) -> None:
        self._check = None
        self.faults.show_faults(self._faults)

    # The menu

    def _open_menu(self) -> None:
        self._menu_at(self._more.mapToGlobal(self._more.rect().bottomRight()), left_of=True)

    def _menu_at(self, place: QPoint, *, left_of: bool = False) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in _MENU:
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addActions([self._bound[name] for name in group if self._bound[name].isEnabled()])
        menu.popup(place - QPoint(menu.sizeHint().width() if left_of else 0, 0))

    # How it looks

    def _dress(self) -> None:
        px, theme = self._theme.px, self._theme
        self._layout.setSpacing(px(12))
        self._top.setSpacing(px(8))
        self._line.setSpacing(px(8))
        self._beside.setSpacing(px(20))
        self._glass.setIcon(theme.icon("search", "muted"))
        for button, icon, colour in (
            (self._back, "back", "muted"),
            (self._more, "more", "muted"),
            (self._fault_button, "warning", "hard"),
        ):
            button.setIcon(theme.icon(icon, colour))
            button.setIconSize(QSize(px(SIZE), px(SIZE)))
        self._more.setToolTip(self._commands.keys_text("decks.menu"))
        self._new.setToolTip(self._commands.keys_text("decks.new"))
        self._folders.setToolTip(self._commands.keys_text("decks.folders"))
        self._fault_button.setToolTip(self._commands.keys_text("decks.next_fault"))
        self._arrange()

    def _has_room(self) -> bool:
        return self.width() >= self._theme.px(_BESIDE)

    def _arrange(self) -> None:
        px = self._theme.px
        room = self._has_room()
        home = self._beside if room else self._alone
        if home.indexOf(self._panel_area) < 0:
            home.addWidget(self._panel_area)
            self._panel_area.show()
            if room and self._stack.currentWidget() is self._details:
                self._visit(self._browse)
        self._panel_area.setMinimumWidth(px(_PANEL) if room else 0)
        self._panel_area.setMaximumWidth(px(_PANEL) if room else 16_777_215)
        wide = self.width() >= px(_NARROW)
        side, above = (px(32), px(28)) if wide else (px(16), px(16))
        self._layout.setContentsMargins(side, above, side, above)
        browsing = self._stack.currentWidget() is self._browse
        for button in (self._new, self._folders):
            button.setVisible(wide and browsing)
        if wide and self._top.indexOf(self._typed) < 0:
            self._top.insertWidget(self._top.indexOf(self._folders), self._typed)
            self._line.insertWidget(1, self._fault_button)
        elif not wide and self._find_row.indexOf(self._typed) < 0:
            self._find_row.addWidget(self._typed)
            self._top.insertWidget(self._top.indexOf(self._more), self._fault_button)
        self._said.setVisible(browsing and wide)
        self._typed.setMaximumWidth(px(240) if wide else 16_777_215)
        self._say_counts()

    def _say_counts(self) -> None:
        """In few words where room is short."""
        wide = self.width() >= self._theme.px(_NARROW)
        cards, resting = sum(deck.cards for deck in self._decks), sum(deck.suspended for deck in self._decks)
        said = f"{many(len(self._decks), 'deck')}, {many(cards, 'card')}"
        self._said.setText(
            self.tr("{said}; {count} suspended").format(said=said, count=resting) if resting and wide else said
        )
        files = len({fault.problem.path for fault in self._faults})
        count = many(len(self._faults), "fault")
        where = self.tr("{faults} in {files}").format(faults=count, files=many(files, "file"))
        self._fault_button.setText(where if wide else count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, Enter and the arrow down go to what was found; they are keys of the page elsewhere."""
        if watched is self._typed and isinstance(event, QKeyEvent):
            onward = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
            if onward and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if onward and event.type() == QEvent.Type.KeyPress:
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)


def _check(beside: Workplace, say: Say) -> Checked:
    files, _ = scan(beside.roots())
    return check([file.path for file in files.values()], say)
