"""Exports that the user asks for: which decks are meant, and what is said when a file is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from interviewprep.journeys.exporting.carrying import Exported
from interviewprep.journeys.overview import decks as all_decks
from interviewprep.journeys.roots import OWN
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import date_of
from interviewprep.ui.decks.editor import show_in_folder
from interviewprep.ui.exporting.dialog import ExportDialog, said_of
from interviewprep.ui.exporting.wishes import Part
from interviewprep.ui.message_bar import Message
from interviewprep.ui.theme import Theme
from interviewprep.words import many


class Exports(QObject):
    said = Signal(object)

    def __init__(self, workplace: Workplace, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._workplace, self._theme, self._window = workplace, theme, window
        self._folder = Path.home()
        self.dialog: ExportDialog | None = None

    def begin(self, chosen: Sequence[str]) -> None:
        """Ask what these decks, or all, are to be written to."""
        dialog = ExportDialog(self._parts(chosen), self._folder, self._workplace, self._theme, self._window)
        dialog.exported.connect(self._exported)
        self.dialog = dialog
        dialog.open()

    def _parts(self, chosen: Sequence[str]) -> list[Part]:
        known = all_decks(self._workplace)
        today = date_of(self._workplace.now().day).isoformat()
        parts = []
        if len(chosen) == 1:
            title = next((deck.title for deck in known if deck.deck == chosen[0]), chosen[0])
            parts.append(Part(self.tr("{deck}, the deck").format(deck=title), (chosen[0],), _last(chosen[0])))
        elif chosen:
            family = _family(chosen)
            said = self.tr("{decks} that are chosen").format(decks=many(len(chosen), "deck"))
            parts.append(
                Part(f"{said} ({family})" if family else said, tuple(chosen), _last(family) or f"decks-{today}")
            )
        own = tuple(deck.deck for deck in known if deck.root == OWN)
        if own and len(own) < len(known):
            said = self.tr("My own decks ({count})").format(count=len(own))
            parts.append(Part(said, own, f"my-decks-{today}"))
        everything = self.tr("Everything: {decks}, and the interviews").format(decks=many(len(known), "deck"))
        return [*parts, Part(everything, (), f"interviewprep-{today}")]

    def _exported(self, done: Exported) -> None:
        file = done.files[0]
        self._folder = file.parent
        said = self.tr("{file} is written: {what}.").format(file=file.name, what=said_of(done.content))
        self.said.emit(Message(said, self.tr("Show folder"), partial(show_in_folder, file), lasting=True))


def _family(decks: Sequence[str]) -> str:
    """The family that all of these are of; "" where they have none in common."""
    families = {name.rpartition("/")[0] for name in decks}
    return families.pop() if len(families) == 1 else ""


def _last(name: str) -> str:
    return name.rpartition("/")[2]
