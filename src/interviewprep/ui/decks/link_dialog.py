"""Link a folder: what it would bring is counted beside the window, then asked about."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from interviewprep.journeys.folders import Survey, survey
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.job import Job, Say
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_NAMES_SHOWN = 5


class LinkDialog(Question):
    copy_wanted = Signal()
    """Its decks are to be copied in instead."""

    def __init__(self, folder: Path, workplace: Workplace, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent.tr("Link this folder?"), parent.tr("Link the folder"), parent)
        self.folder = folder
        self.say(str(folder))
        self._found = self.say(self.tr("Looking through it …"), "muted")
        self._taken = self.say("", "muted")
        self._taken.hide()
        self.say(
            self.tr(
                "The files stay where they are, and nothing but your editor changes them. What you save shows up here"
                " at once."
            ),
            "small",
        )
        copy = QPushButton(self.tr("Copy it in instead …"))
        copy.setAccessibleDescription(self.tr("Shows first what would be copied among your own decks"))
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        self.buttons.insertWidget(0, copy)
        self._job = Job(workplace, partial(_survey, folder), self)
        self._job.progressed.connect(self._progressed)
        self._job.done.connect(self._surveyed)
        self._job.failed.connect(self._failed)
        self.finished.connect(self._job.cancel)
        self._job.start()

    def _copy(self) -> None:
        self.reject()
        self.copy_wanted.emit()

    def _progressed(self, said: str) -> None:
        self._found.setText(self.tr("Looking through it: {said}").format(said=said))

    def _surveyed(self, found: Survey) -> None:
        if not found.decks:
            said = [self.tr("There is no deck in it yet. Decks that come later are taken up by themselves.")]
        else:
            said = [f"{many(found.decks, 'deck')} with {many(found.cards, 'card')}."]
            self.answer.setText(self.tr("Link {decks}").format(decks=many(found.decks, "deck")))
        if found.without_cards:
            said.append(f"{many(found.without_cards, 'Markdown file')} without a card.")
        if found.faults:
            said.append(f"{many(found.faults, 'fault')} that the list of faults will name.")
        self._found.setText(" ".join(said))
        if found.taken:
            names = ", ".join(found.taken[:_NAMES_SHOWN]) + (" …" if len(found.taken) > _NAMES_SHOWN else "")
            self._taken.setText(
                f"{many(len(found.taken), 'name is', 'names are')} taken by decks you have already, so these files will"
                f" not be used: {names}."
            )
            self._taken.show()
        self.fit()

    def _failed(self, fault: BaseException) -> None:
        self._found.setText(str(fault))


def _survey(folder: Path, workplace: Workplace, say: Say) -> Survey:
    return survey(workplace, folder, say)
