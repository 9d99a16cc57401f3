"""Files that were dropped or chosen, asked about one after the other; each import can be undone from its message."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from interviewprep.errors import Refused
from interviewprep.formats.recognise import FORMATS
from interviewprep.journeys import log
from interviewprep.journeys.importing.carrying import Imported
from interviewprep.journeys.undo import Undone, undo, would_undo
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.importing.dialog import ImportDialog
from interviewprep.ui.job import Job, Say
from interviewprep.ui.message_bar import Message
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_DECKS_NAMED = 2


class Imports(QObject):
    said = Signal(object)
    changed = Signal()
    """Decks have come or gone."""
    writing = Signal(bool)
    """Deck files are being written from now on, and no longer."""

    def __init__(self, workplace: Workplace, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._workplace, self._theme, self._window = workplace, theme, window
        self._waiting: list[Path] = []
        self._given = 0
        self.dialog: ImportDialog | None = None
        self._last = str(Path.home())

    def choose(self) -> None:
        """Let the user choose files."""
        chooser = QFileDialog(self._window, self.tr("Which files hold the cards?"), self._last)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Import"))
        every = " ".join(f"*{ending}" for format_ in FORMATS for ending in format_.endings)
        filters = [f"{format_.title} ({' '.join(f'*{ending}' for ending in format_.endings)})" for format_ in FORMATS]
        known = [self.tr("All that can be read ({endings})").format(endings=every), *filters] if every else []
        chooser.setNameFilters([*known, self.tr("All files (*)")])
        chooser.filesSelected.connect(self._chosen)
        chooser.open()

    def begin(self, files: Sequence[Path]) -> None:
        """Ask about each of these, after those that wait already."""
        self._waiting += files
        self._given += len(files)
        if self.dialog is None:
            self._next()

    def _chosen(self, names: Sequence[str]) -> None:
        if names:
            self._last = str(Path(names[0]).parent)
        self.begin([Path(name) for name in names])

    def _next(self, *_: object) -> None:
        self.dialog = None
        if not self._waiting:
            self._given = 0
            return
        file, place = self._waiting.pop(0), self._given - len(self._waiting)
        dialog = ImportDialog(file, self._workplace, self._theme, self._window, place=place, of=self._given)
        dialog.writing.connect(self.writing)
        dialog.imported.connect(partial(self._imported, file))
        dialog.other_wanted.connect(self.choose)
        dialog.finished.connect(self._next)
        self.dialog = dialog
        dialog.open()

    def _imported(self, file: Path, done: Imported) -> None:
        self.changed.emit()
        if not (done.added or done.updated or done.reviews or done.interviews or done.media):
            self.said.emit(Message(self.tr("{file}: nothing in it was new.").format(file=file.name)))
            return
        # It stays: whoever misses it would look for the way back.
        act = partial(self.undo, file)
        self.said.emit(Message(said_of(done), self.tr("Undo"), act, lasting=True))

    def undo(self, file: Path) -> None:
        """Take the import of this file back, where nothing came after it."""
        last = would_undo(self._workplace.database)
        if last is None or last.kind != log.IMPORT or last.question != file.name:
            said = self.tr("Something was done since {file} was imported; undo that first, then undo the import from")
            where = self.tr("the menu of the Study page.")
            self.said.emit(Message(f"{said} {where}".format(file=file.name), lasting=True))
            return
        self.writing.emit(True)
        job = Job(self._workplace, _undo, self)
        job.done.connect(self._undone)
        job.failed.connect(self._not_undone)
        job.start()

    def _undone(self, undone: Undone) -> None:
        self.writing.emit(False)
        self.changed.emit()
        self.said.emit(Message(self.tr("{file} is taken back.").format(file=undone.question)))

    def _not_undone(self, fault: BaseException) -> None:
        self.writing.emit(False)
        if not isinstance(fault, Refused):
            raise fault
        self.said.emit(Message(str(fault), lasting=True))


def said_of(done: Imported) -> str:
    """`Imported 12 cards into anki/bio; 3 were left out.`"""
    parts = [many(count, noun) for count, noun in ((done.added, "card"), (done.interviews, "interview")) if count]
    said = f"Imported {' and '.join(parts)}" if parts else ""
    if parts and done.decks:
        named = ", ".join(done.decks[:_DECKS_NAMED])
        said += f" into {named if len(done.decks) <= _DECKS_NAMED else many(len(done.decks), 'deck')}"
    others = [f"{many(done.updated, 'card')} changed"] if done.updated else []
    others += [f"{many(done.reviews, 'review')} taken over"] if done.reviews else []
    others += [f"{done.media:,} media came".replace(",", " ")] if done.media and not said and not others else []
    others += [f"{len(done.skipped):,} left out".replace(",", " ")] if done.skipped else []
    whole = "; ".join(filter(None, (said, *others)))
    return f"{whole[:1].upper()}{whole[1:]}."


def _undo(workplace: Workplace, _say: Say) -> object:
    return undo(workplace)
