"""The deck files outside the window: what changed in them, what was dropped on it, what the user wants to edit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.message_bar import Message
from interviewprep.words import many

if TYPE_CHECKING:
    from interviewprep.ui.decks.watcher import DeckWatcher


class WindowFiles(QObject):
    said = Signal(object)
    changed = Signal(object)
    """The decks were read again: their `Changes`."""
    faults_wanted = Signal()
    compare_wanted = Signal(str)
    """Name of a deck whose copy and shipped version differ."""
    folder_dropped = Signal(object)
    """Path of a folder that fell on the window."""
    files_dropped = Signal(list)

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._workplace, self._window = workplace, window
        self.watcher: DeckWatcher | None = None
        self._held = False

    def watch(self) -> None:
        """Begin to look out; this loads what the first page does not wait for."""
        from interviewprep.ui.decks.folder_drop import FolderDrop
        from interviewprep.ui.decks.watcher import DeckWatcher

        self.watcher = DeckWatcher(self._workplace, self)
        self.watcher.changed.connect(self.read)
        drop = FolderDrop(self._window)
        drop.dropped.connect(self.folder_dropped)
        drop.files_dropped.connect(self.files_dropped)
        self._tell_upgrades()

    def watch_again(self) -> None:
        """A folder was linked or left: other files are watched and read."""
        if self.watcher is not None:
            self.watcher.arm()
        self.read()

    def hold(self, held: bool) -> None:
        """While an import moves its files, those that are not there yet must not look as if they were gone."""
        self._held = held
        if not held and self.watcher is not None:
            self.watcher.arm()

    def read(self, *, asked: bool = False) -> None:
        """Take over what changed in the deck files, and say what."""
        if self._held:
            return
        from interviewprep.ui.told import told

        changes = self._workplace.refresh()
        if changes:
            self.changed.emit(changes)
        message = told(changes, self.faults_wanted.emit)
        if message is None and asked:
            message = Message(self.tr("No deck file has changed."))
        if message is not None:
            self.said.emit(message)

    def edit(self, deck: str, line: int) -> None:
        """Open a deck in the user's editor; a shipped one is copied first."""
        from interviewprep.ui.decks.editor import open_deck

        self.said.emit(open_deck(self._workplace, deck, line))

    def _tell_upgrades(self) -> None:
        """Say which shipped decks are not the ones any more that the user's copies were made of."""
        from interviewprep.journeys.copies import upgraded

        for one in upgraded(self._workplace):
            said = self.tr("The shipped deck {deck} has changed since you copied it, in {cards}.")
            count = many(one.cards, "card")
            act = partial(self.compare_wanted.emit, one.deck)
            self.said.emit(Message(said.format(deck=one.deck, cards=count), self.tr("Compare"), act, lasting=True))
