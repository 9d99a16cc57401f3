"""After a round: its report, the undo of what it did to the cards, and a friend's marks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from interviewprep.errors import Refused
from interviewprep.interview.report import day_of
from interviewprep.journeys.interview import report as interview_report
from interviewprep.journeys.interview import second_rater
from interviewprep.journeys.interview.effect import is_last_action
from interviewprep.journeys.undo import undo
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.interview.report import ReportRoom
from interviewprep.ui.message_bar import Message
from interviewprep.ui.study.menu import undo_words
from interviewprep.words import many


class AfterRound(QObject):
    said = Signal(object)
    entered = Signal()
    """The room shows a report."""

    def __init__(self, workplace: Workplace, room: ReportRoom) -> None:
        super().__init__(room)
        self._workplace, self.room = workplace, room
        room.said.connect(self.said)
        room.send_wanted.connect(self.ask_where_to_send)
        room.read_wanted.connect(self.ask_which_came_back)

    def show(self, key: int) -> None:
        self.room.put(interview_report.report_of(self._workplace, key))
        self.entered.emit()

    def tell(self, key: int) -> None:
        """Show the report of a round that was just marked, and say what it did to the cards."""
        self.show(key)
        report = self.room.report
        if report is not None and report.missed:
            words = self.tr("{cards} from this interview wait for you on the next study day.")
            said = words.format(cards=many(report.missed, "card"))
            self.said.emit(Message(said, self.tr("Undo"), partial(self.take_back, key)))

    def take_back_shown(self) -> None:
        if self._key is not None:
            self.take_back(self._key)

    def take_back(self, key: int) -> None:
        """Undo what the interview did to the cards, unless something else was done since."""
        if not is_last_action(self._workplace, key):
            self.said.emit(Message(self.tr("There is nothing to take back, or other cards were answered since.")))
            return
        undone = undo(self._workplace)
        self.show(key)
        self.said.emit(Message(undo_words(undone, done=True)))

    # A friend

    def ask_where_to_send(self) -> None:
        report = self.room.report
        if report is None:
            return
        dialog = QFileDialog(self.room, self.tr("Where should the page for your friend go?"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("html")
        name = f"mark-{report.round.blueprint.rpartition('/')[2]}-{day_of(report.round).isoformat()}.html"
        dialog.selectFile(str(Path.home() / name))
        dialog.fileSelected.connect(self.send)
        dialog.open()

    def send(self, target: str) -> None:
        """Write the page that a friend opens in any browser."""
        if self._key is None:
            return
        try:
            Path(target).write_text(second_rater.page(self._workplace, self._key), encoding="utf-8")
        except OSError as fault:
            why = (fault.strerror or str(fault)).lower()
            words = self.tr("The page could not be written to {file}: {why}.")
            self.said.emit(Message(words.format(file=target, why=why), lasting=True))
            return
        words = self.tr("The page is in {file}. Your friend opens it in a browser and sends back the file it saves.")
        self.said.emit(Message(words.format(file=target), lasting=True))

    def ask_which_came_back(self) -> None:
        if self._key is None:
            return
        dialog = QFileDialog(self.room, self.tr("Which file came back from your friend?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Marks (*.json)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def read(self, file: str) -> None:
        """Take in a friend's marks and show the report they belong to."""
        try:
            taken = second_rater.take(self._workplace, Path(file))
        except Refused as fault:
            self.said.emit(Message(str(fault), lasting=True))
            return
        self.show(taken.interview)
        words = self.tr("{rater} marked {questions} of “{title}”. The report now has both.")
        said = words.format(rater=taken.rater, questions=many(taken.questions, "question"), title=taken.title)
        self.said.emit(Message(said))

    @property
    def _key(self) -> int | None:
        return None if self.room.report is None else self.room.report.round.key
