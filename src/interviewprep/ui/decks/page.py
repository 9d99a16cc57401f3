"""Decks: the tree of all of them, what can be done with each, and what in their files needs mending."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from interviewprep.errors import Refused
from interviewprep.journeys import copies
from interviewprep.journeys.faults import DeckFault, faults
from interviewprep.journeys.overview import DeckCounts, decks
from interviewprep.journeys.roots import OWN
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import Commands
from interviewprep.ui.decks.actions import DeckActions
from interviewprep.ui.decks.check import DeckCheck
from interviewprep.ui.decks.editor import show_in_folder
from interviewprep.ui.decks.faults_view import FaultsView
from interviewprep.ui.decks.get_decks import GetDecks
from interviewprep.ui.decks.header import DecksHeader
from interviewprep.ui.decks.panel import DeckPanel
from interviewprep.ui.decks.tree import DecksTree
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
    ("decks.export",),
    ("decks.new", "decks.link", "decks.folders", "decks.get"),
)


class DecksPage(Page):
    study_wanted = Signal(list)
    """Names of the decks to study."""
    roots_changed = Signal()
    """A folder was linked or unlinked: there are other files to watch."""
    import_wanted = Signal(list)
    """Paths to import; none where they are still to be chosen."""
    export_wanted = Signal(list)
    """Names of the decks to export; none for all."""

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self.page_name = self.tr("Decks")
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self._decks: list[DeckCounts] = []
        self._copied: frozenset[str] = frozenset()
        self._faults: list[DeckFault] = []
        self._checked: tuple[Problem, ...] = ()
        self._differing: dict[str, int | None] = {}
        self._actions = DeckActions(workplace, theme, self)
        self._check = DeckCheck(workplace, self)
        self._build()
        self._bind()
        self._connect()
        self._visit(self._browse)
        theme.changed.connect(self._dress)
        self._dress()

    # Building

    def _build(self) -> None:
        self._header = DecksHeader(self._theme, self._commands, self)
        self.tree = DecksTree(self._theme, self)
        self.panel = DeckPanel(self._theme, self._commands, self)
        self.faults = FaultsView(self._theme, self._commands, self)
        self.get_decks = GetDecks(self._theme, with_shipped=self._workplace.with_shipped, parent=self)
        self._lay_out()
        self._begins: QWidget = self.tree

    def _lay_out(self) -> None:
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
        self.setTabOrder(self._header, self._stack)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._header)
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
            "export": partial(self._with_all, self._export),
            "compare": lambda: self._with_one(lambda deck: do.compare(deck.deck, deck.title)),
            "details": self._show_details,
            "menu": self._open_menu,
            "new": do.new,
            "link": do.link,
            "folders": do.folders,
            "get": self.show_ways,
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
        do.import_wanted.connect(self.import_wanted)
        header = self._header
        header.back.clicked.connect(self._go_back)
        header.typed.textChanged.connect(self.tree.filter)
        header.found.connect(self.tree.setFocus)
        header.new.clicked.connect(do.new)
        header.import_.clicked.connect(self._import)
        header.folders.clicked.connect(do.folders)
        header.more.clicked.connect(self._open_menu)
        header.faults.clicked.connect(self.show_faults)
        self.tree.chosen.connect(self._show_chosen)
        self.tree.study_wanted.connect(self._study)
        self.tree.menu_wanted.connect(self._menu_at)
        self.tree.folded.connect(self._keep_folded)
        self.panel.faults_wanted.connect(self.show_faults)
        self.panel.compare_wanted.connect(self.compare)
        self.faults.open_wanted.connect(do.open_fault)
        self.faults.check_wanted.connect(self._check.toggle)
        self._check.progressed.connect(self._checking)
        self._check.ended.connect(self._show_faults)
        self._check.found.connect(self._check_done)
        self._check.failed.connect(self._check_failed)
        self.get_decks.new_wanted.connect(do.new)
        self.get_decks.link_wanted.connect(do.link)
        self.get_decks.import_wanted.connect(self._import)
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

    def show_ways(self) -> None:
        """Say how one comes by decks."""
        self._visit(self.get_decks)

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
        self._header.show_counts(self._decks, self._faults)
        if not self._check.is_running:
            self._show_faults()
        nothing = not self._decks and not self._faults
        if nothing or self._stack.currentWidget() is self.get_decks:
            self._visit(self.get_decks if nothing else self._browse)

    def _show_faults(self) -> None:
        self.faults.show_faults(self._faults)

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
        for name in ("study", "limits", "suspend", "cards", "details", "export"):
            self._bound[f"decks.{name}"].setEnabled(here and bool(chosen))
        for name in ("edit", "folder"):
            self._bound[f"decks.{name}"].setEnabled(one)
        self._bound["decks.compare"].setEnabled(one and chosen[0].deck in self._copied)

    def _count_differing(self, deck: str) -> int | None:
        if deck not in self._differing:
            try:
                copy = copies.copy_of(self._workplace, deck)
                self._differing[deck] = len(copy.differences) if copy is not None else 0
            except Refused:
                self._differing[deck] = None  # the list of faults says why the file cannot be read
        return self._differing[deck]

    def take_focus(self, reason: Qt.FocusReason) -> None:
        self._begins.setFocus(reason)

    # The views of the page

    def _visit(self, view: QWidget) -> None:
        browsing = view is self._browse
        titles = {
            self.faults: self.tr("Faults"),
            self.get_decks: self.tr("How to get decks"),
            self._details: self.tr("About"),
        }
        self._stack.setCurrentWidget(view)
        self._header.show_view(titles.get(view, self.page_name), browsing=browsing)
        self._enable()
        self._begins = {self._browse: self.tree, self.faults: self.faults.list}.get(view, view)
        if self.isVisible():
            self.take_focus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        self._header.typed.clear()
        self._visit(self._browse if self._decks or self._faults else self.get_decks)

    def _show_details(self) -> None:
        if not self._has_room():
            self._visit(self._details)
        self.panel.study.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _find(self) -> None:
        self._visit(self._browse)
        self._header.focus_field()

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

    def _import(self, *_: object) -> None:
        self.import_wanted.emit([])

    def _export(self, chosen: list[DeckCounts]) -> None:
        self.export_wanted.emit([deck.deck for deck in chosen])

    def _chosen_title(self) -> str:
        rows = self.tree.selected()
        return rows[0].title if len(rows) == 1 else many(len(self.tree.selected_decks()), "deck")

    def _keep_folded(self, family: str, folded: bool) -> None:
        kept = set(self._workplace.settings.folded)
        self._workplace.choose(folded=tuple(sorted(kept | {family} if folded else kept - {family})))

    def _show_own_folder(self) -> None:
        show_in_folder(self._workplace.places.decks)

    def _checking(self, said: str) -> None:
        self.faults.show_faults(self._faults, self.tr("Checking … {said}").format(said=said))

    def _check_done(self, found: tuple[Problem, ...]) -> None:
        self._checked = found
        self._reload()

    def _check_failed(self, fault: BaseException) -> None:
        self.said.emit(Message(str(fault)))

    # The menu

    def _open_menu(self) -> None:
        button = self._header.more if self._header.more.isVisible() else self._header
        self._menu_at(button.mapToGlobal(button.rect().bottomRight()), left_of=True)

    def _menu_at(self, place: QPoint, *, left_of: bool = False) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in _MENU:
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addActions([self._bound[name] for name in group if self._bound[name].isEnabled()])
        if (bring := self._commands.action("window.import")) is not None:
            menu.addAction(bring)
        menu.popup(place - QPoint(menu.sizeHint().width() if left_of else 0, 0))

    # How it looks

    def _dress(self) -> None:
        self._layout.setSpacing(self._theme.px(12))
        self._beside.setSpacing(self._theme.px(20))
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
        self._header.fit(wide=wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
