"""Export: what leaves and as what, what is in it and what cannot be, then the name of the file, then the writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as changed
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from interviewprep.errors import Refused, WrongUse
from interviewprep.formats.leaving import FileKind, Loss
from interviewprep.journeys.exporting import carrying
from interviewprep.journeys.exporting.carrying import Content, Exported
from interviewprep.journeys.exporting.target import FolderFull
from interviewprep.journeys.exporting.wishes import Selection, Wanted
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.exporting.wishes import Part, Wishes
from interviewprep.ui.job import Say
from interviewprep.ui.latest_job import LatestJob
from interviewprep.ui.progress_line import ProgressLine
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_WIDE, _HIGH = 640, 720
_NAMED = 2


class ExportDialog(Question):
    """Nothing is left behind where it is cancelled."""

    exported = Signal(object)
    """What was written: an `Exported`."""

    def __init__(
        self, parts: Sequence[Part], folder: Path, workplace: Workplace, theme: Theme, parent: QWidget
    ) -> None:
        """`parts` can be chosen from, the first is; `folder` is where the file is proposed to go."""
        super().__init__(theme, parent.tr("What should leave, and as what?"), parent.tr("Export …"), parent)
        self._workplace, self._folder = workplace, folder
        self._job = LatestJob(workplace, self)
        self._job.progressed.connect(self._progressed)
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(self._cancelled)
        self._is_writing = False
        self._target: Path | None = None
        self._counting: object = None
        self.wishes = Wishes(parts, theme)
        self.wishes.changed.connect(self.count)
        self.body.addWidget(self.wishes)
        self._holds = self.say("", "section")
        self.losses = self.say("", "small")
        self.losses.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress = ProgressLine(theme)
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.refusal = self.say("", "wrong")
        self.refusal.hide()
        self.replace = QPushButton(self.tr("Replace the files of these names"))
        self.replace.setAutoDefault(False)
        self.replace.clicked.connect(partial(self._write_again))
        self.replace.hide()
        self.body.addWidget(self.replace, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._note = QLabel()
        self._note.setObjectName("small")
        self.buttons.insertWidget(0, self._note, 1)
        self.answer.clicked.disconnect()
        self.answer.clicked.connect(self._ask_where)
        self.resize(theme.px(_WIDE), min(theme.px(_HIGH), parent.window().height()))
        self.wishes.take_focus()
        self.count()

    # Counting

    def count(self) -> None:
        """Count what would leave as it is wished now, unless that is what was counted."""
        wishes = self.wishes
        counting = (wishes.selection, wishes.kind, wishes.wanted.with_progress)
        if counting == self._counting:
            return
        self._counting = counting
        self.answer.setEnabled(False)
        for part in (self.refusal, self.replace):
            part.hide()
        self._note.setText(self.tr("Counting …"))
        self._job.start(partial(_preview, self.wishes.selection, self.wishes.wanted), self._counted)

    def _counted(self, content: Content) -> None:
        self._note.clear()
        self._holds.setText(said_of(content))
        self._holds.show()
        self.losses.setText("\n".join(f"•  {_loss_said(loss)}" for loss in content.losses))
        self.losses.setVisible(bool(content.losses))
        is_ours = self.wishes.kind.kind in (FileKind.BUNDLE, FileKind.MARKDOWN)
        something = content.cards or (is_ours and content.interviews)
        self.answer.setEnabled(bool(something))
        what = many(content.cards, "card") if content.cards else many(content.interviews, "interview")
        self.answer.setText(self.tr("Export {what} …").format(what=what))

    # Writing

    def _ask_where(self, *_: object) -> None:
        kind = self.wishes.kind
        chooser = QFileDialog(self, self.tr("Where should it go?"), str(self._folder))
        if kind.ending:
            chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            chooser.setDefaultSuffix(kind.ending.removeprefix("."))
            chooser.setNameFilter(f"{kind.title} (*{kind.ending})")
            chooser.selectFile(str(self._folder / f"{self.wishes.part.file_name}{kind.ending}"))
        else:
            chooser.setFileMode(QFileDialog.FileMode.Directory)
            chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Export"))
        chooser.fileSelected.connect(self.write)
        chooser.open()

    def write(self, target: str, *, replace: bool = False) -> None:
        """Write it there. A folder's files are replaced only where that was asked."""
        self._target = Path(target)
        wanted = self.wishes.wanted
        self._is_writing = True
        self.answer.setEnabled(False)
        for hidden in (self.wishes, self._holds, self.losses, self.refusal, self.replace):
            hidden.hide()
        self.progress.show()
        self.progress.say(self.tr("Writing {name} …").format(name=self._target.name))
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        if wanted.kind is not FileKind.MARKDOWN:
            replace = True  # whoever gave the name of the file was asked about that
        self._job.start(
            partial(_export, self.wishes.selection, changed(wanted, replace=replace), self._target), self._written
        )

    def _write_again(self, *_: object) -> None:
        if self._target is not None:
            self.write(str(self._target), replace=True)

    def _written(self, done: Exported) -> None:
        self._is_writing = False
        self.exported.emit(done)
        self.accept()

    # The job

    @property
    def is_busy(self) -> bool:
        return self._job.is_running

    def _progressed(self, words: str) -> None:
        if self._is_writing:
            self.progress.say(words)

    def _failed(self, fault: BaseException) -> None:
        was_writing, self._is_writing = self._is_writing, False
        if not isinstance(fault, Refused):
            self.reject()
            raise fault
        self._note.clear()
        if not was_writing and isinstance(fault, WrongUse):
            self._holds.setText(self.tr("Nothing fits"))
            self.losses.hide()
            self.answer.setText(self.tr("Export …"))
            return
        self._show_form()
        said = str(fault)
        self.refusal.setText(f"{said[:1].upper()}{said[1:]}.")
        self.refusal.show()
        self.replace.setVisible(isinstance(fault, FolderFull))
        self.answer.setEnabled(was_writing)
        self._scroll.ensureWidgetVisible(self.refusal)

    def _cancelled(self) -> None:
        if self._is_writing:
            self._is_writing = False
            self.leave.setEnabled(True)
            self._show_form()
            self.answer.setEnabled(True)
            self._note.setText(self.tr("Cancelled; nothing was written."))

    def _show_form(self) -> None:
        self.progress.hide()
        for part in (self.wishes, self._holds, self.losses):
            part.show()

    # Qt

    def reject(self) -> None:
        """While it is written, cancel that first; the form stays."""
        self._job.cancel()
        if self._job.is_running and self._is_writing:
            self.leave.setEnabled(False)
            return
        super().reject()


def said_of(content: Content) -> str:
    """`212 cards in 3 decks, 14 pictures and sounds, 90 reviews`"""
    parts = [f"{many(content.cards, 'card')} in {many(content.decks, 'deck')}"] if content.cards else []
    parts += [many(content.interviews, "interview")] if content.interviews else []
    parts += [many(content.media, "picture or sound", "pictures and sounds")] if content.media else []
    parts += [many(content.reviews, "review")] if content.reviews else []
    return ", ".join(parts) or "Nothing fits"


def _loss_said(loss: Loss) -> str:
    named = ", ".join(loss.names[:_NAMED]) + (" …" if len(loss.names) > _NAMED else "")
    count = f"{loss.count:,}".replace(",", " ")
    return f"{count} × {loss.what}" + (f": {named}" if named else "")


def _preview(selection: Selection, wanted: Wanted, workplace: Workplace, say: Say) -> Content:
    workplace.refresh()
    return carrying.preview(workplace, selection, wanted, say)


def _export(selection: Selection, wanted: Wanted, target: Path, workplace: Workplace, say: Say) -> Exported:
    from interviewprep.ui.cards.print_sheet import write_sheet

    workplace.refresh()
    return carrying.export(workplace, selection, wanted, target, say, partial(write_sheet, say=say))
