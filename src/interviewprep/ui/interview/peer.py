"""With an interviewer: the sheet on a second window, or on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from interviewprep.errors import Refused
from interviewprep.interview.rater_page import LONGEST_NAME
from interviewprep.journeys.interview import peer_sheet
from interviewprep.journeys.interview.blueprints import Listed
from interviewprep.journeys.interview.draft import Draft, Wishes, draft
from interviewprep.journeys.interview.interviewer import Interviewer
from interviewprep.journeys.interview.mock_interview import Look, MockInterview
from interviewprep.journeys.interview.report import resource
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.commands import Commands
from interviewprep.ui.interview.interviewer_sheet import InterviewerSheet
from interviewprep.ui.message_bar import Message
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme


class PeerDialog(Question):
    """How the interviewer is to be served. `name` is theirs."""

    def __init__(self, theme: Theme, parent: QWidget, *, running: bool) -> None:
        verb = parent.tr("Open the sheet") if running else parent.tr("Start with the sheet")
        super().__init__(theme, parent.tr("Who is the interviewer?"), verb, parent)
        self.say(
            self.tr(
                "The sheet opens in a window of its own: question, points to listen for, follow-ups, rubric"
                " and clock. What is ticked and scored there are the marks of the round. In a video call, share this"
                " window and keep the sheet to yourself; at one desk, turn the sheet to the interviewer."
            )
        )
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("Interviewer"))
        self.name.setAccessibleName(self.tr("Name of the interviewer"))
        self.body.addWidget(self.name)
        if not running:
            self.say(self.tr("Or on paper; the round you start afterwards has the same questions."), "small")
            self.as_html = self.deed(self.tr("Save as HTML …"), lambda: None)
            self.as_pdf = self.deed(self.tr("Save as PDF …"), lambda: None)
            self.body.addLayout(self.deeds)
        self.name.setFocus()


class Peer(QObject):
    """The sheet of the round that is held."""

    said = Signal(object)
    start_wanted = Signal()
    wanted = Signal(str)
    """A deed of the round."""
    seed_chosen = Signal(object)
    """`Wishes` by which the round has the questions that were printed."""

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands, page: QWidget) -> None:
        super().__init__(page)
        self._workplace, self._theme, self._commands, self._page = workplace, theme, commands, page
        self._typesetter = Typesetter(theme, self)
        self._name = ""
        self._waits = False
        self.sheet: InterviewerSheet | None = None

    def ask(self, found: Listed, wishes: Wishes) -> None:
        """Before a round: start it with the sheet, or print it."""
        dialog = PeerDialog(self._theme, self._page, running=False)
        dialog.accepted.connect(lambda: self._start(dialog.name.text()))
        for button, format_ in ((dialog.as_html, "html"), (dialog.as_pdf, "pdf")):
            button.clicked.connect(lambda _=False, format_=format_: self._ask_where(dialog, found, wishes, format_))
        dialog.open()

    def ask_in_round(self) -> None:
        if self.sheet is not None:
            self.sheet.activateWindow()
            return
        dialog = PeerDialog(self._theme, self._page, running=True)
        dialog.name.setText(self._name)
        dialog.accepted.connect(lambda: self._want(dialog.name.text()))
        dialog.open()

    def follow(self, round_: MockInterview, look: Look) -> None:
        if self._waits and self.sheet is None:
            self._waits = False
            interviewer = Interviewer(self._workplace, round_.key, self._name)
            self.sheet = InterviewerSheet(interviewer, self._theme, self._commands, self._typesetter, self._page)
            self.sheet.wanted.connect(self.wanted)
            self.sheet.closed.connect(self._gone)
            self.sheet.follow(round_, look)
            self.sheet.show()
            self.sheet.activateWindow()
        elif self.sheet is not None:
            self.sheet.follow(round_, look)

    def end(self) -> None:
        """The round is over, or was left."""
        self._waits = False
        if self.sheet is not None:
            self.sheet.close()

    def _start(self, name: str) -> None:
        self._want(name)
        self.start_wanted.emit()

    def _want(self, name: str) -> None:
        self._name, self._waits = name, True

    def _gone(self) -> None:
        self.sheet = None

    # On paper

    def _ask_where(self, dialog: PeerDialog, found: Listed, wishes: Wishes, format_: str) -> None:
        chooser = QFileDialog(dialog, self.tr("Where should the sheet go?"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(format_)
        chooser.selectFile(str(Path.home() / f"sheet-{found.name.rpartition('/')[2]}.{format_}"))
        chooser.fileSelected.connect(lambda target: self._save(dialog, found, wishes, format_, Path(target)))
        chooser.open()

    def _save(self, dialog: PeerDialog, found: Listed, wishes: Wishes, format_: str, target: Path) -> None:
        dialog.reject()
        self.save(found, wishes, format_, target)

    def save(self, found: Listed, wishes: Wishes, format_: str, target: Path) -> None:
        """Draw the round and write its sheet; the round that is started then is the same."""
        try:
            drafted = draft(self._workplace, found, wishes)
            write_sheet(drafted, format_, target)
        except Refused as fault:
            self.said.emit(Message(str(fault), lasting=True))
        except OSError as fault:
            why = (fault.strerror or str(fault)).lower()
            words = self.tr("The sheet could not be written to {file}: {why}.")
            self.said.emit(Message(words.format(file=target, why=why), lasting=True))
        else:
            self.seed_chosen.emit(peer_sheet.again(drafted, wishes))
            words = self.tr("The sheet is in {file}. A round you start now has the same questions.")
            self.said.emit(Message(words.format(file=target)))


def write_sheet(drafted: Draft, format_: str, target: Path) -> None:
    """Write the sheet there as `html` or `pdf`; raises OSError."""
    if format_ == "html":
        target.write_text(peer_sheet.page(drafted), encoding="utf-8")
        return
    from interviewprep.ui.print_pdf import write_pdf

    target.write_bytes(b"")  # Qt's writer says nothing when it cannot write
    write_pdf(peer_sheet.body(drafted), resource("print.css"), {}, drafted.blueprint.title, target)
