"""What the decks page does to decks when its user asks: each action says what it did and how to take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from interviewprep.cards.difference import Difference
from interviewprep.errors import Refused
from interviewprep.journeys import copies, folders
from interviewprep.journeys.edit import new_deck
from interviewprep.journeys.faults import DeckFault
from interviewprep.journeys.overview import DeckCounts, decks
from interviewprep.journeys.set_aside import DeckLimits, SetAside, limit, mark_cards, set_aside, suspend, suspend_cards
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.decks.copy_dialog import CopyDialog
from interviewprep.ui.decks.editor import open_deck, open_file, show_in_folder
from interviewprep.ui.decks.folders_dialog import FoldersDialog
from interviewprep.ui.decks.limits_dialog import LimitsDialog
from interviewprep.ui.decks.link_dialog import LinkDialog
from interviewprep.ui.decks.new_deck_dialog import NewDeckDialog
from interviewprep.ui.decks.set_aside_dialog import SetAsideDialog
from interviewprep.ui.job import Job, Say
from interviewprep.ui.message_bar import Message
from interviewprep.ui.theme import Theme
from interviewprep.words import many


class DeckActions(QObject):
    said = Signal(object)
    changed = Signal()
    """Decks, their files or their progress are not what they were."""
    roots_changed = Signal()
    """A folder was linked or unlinked."""
    made = Signal(str)
    """The name of a new deck."""
    import_wanted = Signal(list)
    """Paths to be copied in; none where they are still to be chosen."""

    def __init__(self, workplace: Workplace, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._workplace, self._theme, self._page = workplace, theme, page

    # Files

    def edit(self, deck: str, line: int = 0) -> None:
        try:
            self.said.emit(open_deck(self._workplace, deck, line))
        except Refused as fault:
            self._refuse(fault)
        self.changed.emit()

    def show(self, deck: DeckCounts) -> None:
        show_in_folder(deck.path)

    def open_fault(self, fault: DeckFault) -> None:
        path = Path(fault.problem.path)
        if fault.deck:
            self.edit(fault.deck, fault.problem.line)
        elif path.is_file():
            try:
                self._say(open_file(path, fault.problem.line, self._workplace.settings.editor))
            except Refused as refusal:
                self._refuse(refusal)
        else:
            self.folders()

    def new(self) -> None:
        dialog = NewDeckDialog(self._theme, self._page)
        dialog.answer.clicked.disconnect()
        dialog.answer.clicked.connect(partial(self._begin, dialog))
        dialog.open()

    def _begin(self, dialog: NewDeckDialog, *_: object) -> None:
        try:
            path = new_deck(self._workplace, dialog.title.text(), dialog.template)
        except Refused as fault:
            dialog.refuse(str(fault))
            return
        open_it = dialog.open_it.isChecked()
        dialog.accept()
        self.changed.emit()
        self.made.emit(path.stem)
        if open_it:
            self.edit(path.stem)
        else:
            self._say(self.tr("{deck} is there: {path}").format(deck=path.stem, path=path))

    # Rest and limits

    def suspend(self, decks: Sequence[DeckCounts]) -> None:
        """Suspend these decks, or call them back where all of them rest already."""
        rest = not all(deck.suspended for deck in decks)
        before = suspend(self._workplace, {deck.deck: rest for deck in decks})
        self.changed.emit()
        what = decks[0].title if len(decks) == 1 else many(len(decks), "deck")
        verb = "rests" if len(decks) == 1 else "rest"
        said = self.tr("{decks} {verb} until called back.") if rest else self.tr("{decks} back among what is studied.")
        self._say(said.format(decks=what, verb=verb), partial(self._put_back_rest, before))

    def _put_back_rest(self, before: Mapping[str, bool]) -> None:
        suspend(self._workplace, before)
        self.changed.emit()

    def limits(self, decks: Sequence[DeckCounts]) -> None:
        dialog = LimitsDialog(decks, self._workplace.settings, self._theme, self._page)
        dialog.accepted.connect(partial(self._limit, dialog, decks))
        dialog.open()

    def _limit(self, dialog: LimitsDialog, decks: Sequence[DeckCounts]) -> None:
        before = limit(self._workplace, {deck.deck: dialog.limits for deck in decks})
        self.changed.emit()
        what = decks[0].title if len(decks) == 1 else many(len(decks), "deck")
        self._say(self.tr("Limits of {decks} are set.").format(decks=what), partial(self._put_back_limits, before))

    def _put_back_limits(self, before: Mapping[str, DeckLimits]) -> None:
        limit(self._workplace, before)
        self.changed.emit()

    def cards(self, title: str, decks: Sequence[DeckCounts]) -> None:
        """The suspended and marked cards of these decks."""
        names = [deck.deck for deck in decks]
        dialog = SetAsideDialog(title, self._theme, self._page)
        dialog.show_cards(set_aside(self._workplace, names))
        dialog.call_back_wanted.connect(partial(self._call_back, dialog, names))
        dialog.unmark_wanted.connect(partial(self._unmark, dialog, names))
        dialog.edit_wanted.connect(self._edit_card)
        dialog.open()

    def _call_back(self, dialog: SetAsideDialog, names: Sequence[str], cards: list[int]) -> None:
        before = suspend_cards(self._workplace, dict.fromkeys(cards, False))
        dialog.show_cards(set_aside(self._workplace, names))
        self.changed.emit()
        self._say(
            self.tr("{cards} called back.").format(cards=many(len(cards), "card")),
            partial(self._put_back_cards, before),
        )

    def _put_back_cards(self, before: Mapping[int, bool]) -> None:
        suspend_cards(self._workplace, before)
        self.changed.emit()

    def _unmark(self, dialog: SetAsideDialog, names: Sequence[str], cards: list[int]) -> None:
        before = mark_cards(self._workplace, dict.fromkeys(cards, False))
        dialog.show_cards(set_aside(self._workplace, names))
        self._say(
            self.tr("{cards} without the mark.").format(cards=many(len(cards), "card")),
            partial(mark_cards, self._workplace, before),
        )

    def _edit_card(self, card: SetAside) -> None:
        self.edit(card.deck, card.line)

    # Copies of shipped decks

    def compare(self, deck: str, title: str) -> None:
        try:
            copy = copies.copy_of(self._workplace, deck)
        except Refused as fault:
            self._refuse(fault)
            return
        if copy is None:
            self._say(self.tr("{deck} is no copy of a shipped deck.").format(deck=title))
            return
        dialog = CopyDialog(title, self._theme, self._page)
        dialog.show_copy(copy)
        dialog.take_wanted.connect(partial(self._take, dialog, deck))
        dialog.give_up_wanted.connect(partial(self._give_up, dialog, deck, title))
        dialog.edit_wanted.connect(partial(self.edit, deck))
        dialog.open()

    def _take(self, dialog: CopyDialog, deck: str, difference: Difference) -> None:
        copy = copies.copy_of(self._workplace, deck)
        if copy is None:
            dialog.close()
            return
        try:
            before = copies.take_shipped(self._workplace, copy, difference)
        except Refused as fault:
            self._refuse(fault)
            return
        self._files_changed()
        if (now := copies.copy_of(self._workplace, deck)) is not None:
            dialog.show_copy(now)
        self._say(self.tr("The card is as in the shipped deck."), partial(self._write_back, copy.path, before))

    def _give_up(self, dialog: CopyDialog, deck: str, title: str) -> None:
        copy = copies.copy_of(self._workplace, deck)
        dialog.close()
        if copy is None:
            return
        try:
            before = copies.give_up(copy)
        except Refused as fault:
            self._refuse(fault)
            return
        self._files_changed()
        self._say(
            self.tr("{deck} is the shipped deck again; your progress stays.").format(deck=title),
            partial(self._write_back, copy.path, before),
        )

    def _write_back(self, path: Path, text: str) -> None:
        copies.write_text(path, text)
        self._files_changed()

    # Folders

    def folders(self) -> None:
        dialog = FoldersDialog(self._workplace, self._theme, self._page)
        dialog.link_wanted.connect(dialog.close)
        dialog.link_wanted.connect(self.link)
        dialog.unlink_wanted.connect(self._unlink)
        dialog.open()

    def link(self) -> None:
        chooser = QFileDialog(self._page, self.tr("Which folder holds the decks?"), str(Path.home()))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Choose"))
        chooser.fileSelected.connect(self._chosen)
        chooser.open()

    def _chosen(self, path: str) -> None:
        self.offer(Path(path))

    def offer(self, folder: Path) -> None:
        """Ask whether to link this folder."""
        try:
            kept = folders.linkable(self._workplace, folder)
        except Refused as fault:
            self._refuse(fault)
            return
        dialog = LinkDialog(kept, self._workplace, self._theme, self._page)
        dialog.accepted.connect(partial(self._link, kept))
        dialog.copy_wanted.connect(partial(self.import_wanted.emit, [kept]))
        dialog.open()

    def _link(self, folder: Path) -> None:
        job = Job(self._workplace, partial(_take_over, folder), self)
        job.done.connect(partial(self._linked, folder))
        job.failed.connect(self._refuse)
        job.start()

    def _linked(self, folder: Path, _: object) -> None:
        folders.link(self._workplace, folder)
        self.roots_changed.emit()
        self._files_changed()
        cards = [deck.cards for deck in decks(self._workplace) if deck.root == str(folder) and deck.cards]
        count = f"{many(len(cards), 'deck')}, {many(sum(cards), 'card')}"
        self._say(
            self.tr("{folder} is linked: {count}.").format(folder=folder.name, count=count),
            partial(self._unlink, str(folder)),
        )

    def _unlink(self, key: str) -> None:
        folders.unlink(self._workplace, key)
        self.roots_changed.emit()
        self._files_changed()
        self._say(
            self.tr("{folder} is linked no more. Its cards rest with their progress.").format(folder=Path(key).name),
            partial(self._link, Path(key)),
        )

    # Words

    def _files_changed(self) -> None:
        self._workplace.refresh()
        self.changed.emit()

    def _say(self, text: str, undo: object = None) -> None:
        self.said.emit(Message(text, self.tr("Undo"), undo) if callable(undo) else Message(text))

    def _refuse(self, fault: object) -> None:
        if not isinstance(fault, Refused):
            raise fault if isinstance(fault, BaseException) else TypeError(fault)
        said = str(fault)
        self.said.emit(Message(f"{said[:1].upper()}{said[1:]}."))


def _take_over(folder: Path, beside: Workplace, _say: Say) -> None:
    folders.take_over(beside, folder)
