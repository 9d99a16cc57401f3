"""Import a file: read beside the window, shown with all it would change, and taken over once that is agreed to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from interviewprep.errors import Refused
from interviewprep.formats.foreign import NO_CHOICES, Choices, NotReadable
from interviewprep.journeys.importing.carrying import Decisions, Imported, carry_out
from interviewprep.journeys.importing.plan import Plan, What
from interviewprep.journeys.importing.preview import Preview, preview
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.importing.conflicts import Conflicts
from interviewprep.ui.importing.first_cards import FirstCards
from interviewprep.ui.importing.notes import Notes
from interviewprep.ui.importing.outcome import Outcome
from interviewprep.ui.importing.recognised import Recognised
from interviewprep.ui.importing.trouble import Trouble, sentence_of
from interviewprep.ui.job import Say
from interviewprep.ui.latest_job import LatestJob
from interviewprep.ui.progress_line import ProgressLine
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_WIDE, _HIGH = 760, 700


class ImportDialog(Question):
    """Nothing is written before the user agrees, and nothing stays when they cancel."""

    imported = Signal(object)
    """What was done: an `Imported`."""
    other_wanted = Signal()
    """Another file is to be chosen instead."""
    writing = Signal(bool)
    """Files are being written from now on, and no longer."""

    def __init__(
        self, file: Path, workplace: Workplace, theme: Theme, parent: QWidget, *, place: int = 1, of: int = 1
    ) -> None:
        """`place` is the file's among those that were given together."""
        title = parent.tr("Import {name}?").format(name=file.name)
        super().__init__(theme, title, parent.tr("Import"), parent)
        self.file = file
        self._workplace, self._theme = workplace, theme
        self._choices = NO_CHOICES
        self._preview: Preview | None = None
        self._job = LatestJob(workplace, self)
        self._job.progressed.connect(self._say)
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(self._cancelled)
        self._is_writing = False
        self.answer.clicked.disconnect()
        self.answer.clicked.connect(self._carry_out)
        self._build(place, of)
        self.resize(theme.px(_WIDE), min(theme.px(_HIGH), parent.window().height()))
        self.look()

    def _build(self, place: int, of: int) -> None:
        self._format = self.say("", "muted")
        self._place = f"{place} of {of}" if of > 1 else ""
        self.progress = ProgressLine(self._theme)
        self.trouble = Trouble(self._theme)
        self.trouble.again_wanted.connect(self.look)
        self.trouble.large_wanted.connect(partial(self._choose, allow_large=True))
        self.trouble.encoding_wanted.connect(self._encode)
        self.trouble.other_wanted.connect(self._choose_other)
        self._shown = QWidget()
        self.outcome = Outcome(self._theme)
        self.outcome.bring_back.toggled.connect(self._word)
        self.conflicts = Conflicts(self._theme)
        self.conflicts.changed.connect(self._word)
        own = self._workplace.places.decks
        names = sorted(path.relative_to(own).with_suffix("").as_posix() for path in own.rglob("*.md"))
        self.refusal = QLabel()
        self.refusal.setObjectName("wrong")
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.recognised = Recognised(self._theme, names)
        self.recognised.chosen.connect(self._choose_all)
        self.cards = FirstCards(self._theme)
        self.notes = Notes(self._theme)
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(20))
        inner: tuple[QWidget, ...] = (
            self.outcome,
            self.conflicts,
            self.cards,
            self.refusal,
            self.recognised,
            self.notes,
        )
        for part in inner:
            column.addWidget(part)
        for view in (self.progress, self.trouble, self._shown):
            self.body.addWidget(view)
        self.body.addStretch(1)
        self._note = QLabel()
        self._note.setObjectName("small")
        self._note.setWordWrap(True)
        self.buttons.insertWidget(0, self._note, 1)

    # Reading

    def look(self) -> None:
        """Read the file, as it was chosen to be read; what was shown stays until there is something newer."""
        self.trouble.hide()
        self.progress.setVisible(self._preview is None)
        self._shown.setVisible(self._preview is not None)
        if self.answer.hasFocus():
            # Switched off it would pass the focus on to anything; it gets it back when it can be pressed again.
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answer.setEnabled(False)
        self._say(self.tr("Reading …"))
        self._job.start(partial(_preview, self.file, self._choices), self._looked)

    def _looked(self, found: Preview) -> None:
        self._preview = found
        plan = found.plan
        self.refusal.hide()
        self._format.setText(" · ".join(filter(None, (self._place, plan.foreign.format, str(self.file.parent)))))
        self.progress.hide()
        self.outcome.show_plan(plan)
        self.notes.show_plan(plan)
        self.conflicts.show_conflicts(found)
        self.recognised.show_foreign(plan.foreign, self._choices)
        self.cards.show_samples(found.samples)
        self._shown.show()
        self._note.clear()
        self._word()
        if self.focusWidget() in (None, self.leave) and self.answer.isEnabled():
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, **changes: object) -> None:
        self._choose_all(replace(self._choices, **changes))  # type: ignore[arg-type]  # names are checked by replace

    def _choose_all(self, choices: Choices) -> None:
        self._choices = choices
        self.look()

    def _encode(self, name: str) -> None:
        self._choose(encoding=name)

    def _choose_other(self) -> None:
        self.reject()
        self.other_wanted.emit()

    # The answer

    def _word(self, *_: object) -> None:
        """Let the button say what it would do now."""
        if self._preview is None:
            return
        back = self.outcome.bring_back.isChecked()
        verb = verb_for(self._preview.plan, self._choices, self.conflicts.taken, back=back)
        self.answer.setEnabled(bool(verb) and not self.is_busy)
        self.answer.setVisible(bool(verb))
        self.answer.setText(verb)
        self.leave.setText(self.tr("Cancel") if verb else self.tr("Close"))
        if not verb:
            self._note.setText(self.tr("There is nothing in it that is not here."))

    @property
    def decisions(self) -> Decisions:
        return replace(self.conflicts.decisions, bring_back=self.outcome.bring_back.isChecked())

    def _carry_out(self, *_: object) -> None:
        if self._preview is None or self.is_busy:
            return
        self._is_writing = True
        self.writing.emit(True)
        self._shown.hide()
        self.progress.show()
        self.answer.setEnabled(False)
        self._say(self.tr("Importing …"))
        self.leave.setText(self.tr("Cancel"))
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        self._job.start(partial(_carry_out, self._preview.plan, self.decisions), self._done)

    def _done(self, done: Imported) -> None:
        self._end_writing()
        self.imported.emit(done)
        self.accept()

    # The job

    @property
    def is_busy(self) -> bool:
        return self._job.is_running

    def _failed(self, fault: BaseException) -> None:
        if not isinstance(fault, Refused):
            self._end_writing()
            self.reject()
            raise fault
        if self._preview is not None and not self._is_writing and isinstance(fault, NotReadable):
            self._refuse_choice(fault)
            return
        self._end_writing()
        self.progress.hide()
        self._shown.hide()
        self._note.clear()
        self._format.setText(str(self.file.parent))
        self.answer.hide()
        self.leave.setText(self.tr("Close"))
        self.trouble.show_fault(fault, self.file, self._choices)
        self.trouble.show()
        self.trouble.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse_choice(self, fault: Refused) -> None:
        """It was read before, and cannot be read as the user has chosen now: they go on choosing."""
        self.refusal.setText(sentence_of(fault, self.file))
        self.refusal.show()
        self._note.setText(self.tr("It cannot be read like this."))
        self._scroll.ensureWidgetVisible(self.refusal)

    def _cancelled(self) -> None:
        if self._is_writing:
            self._end_writing()
            self.reject()

    def _end_writing(self) -> None:
        if self._is_writing:
            self._is_writing = False
            self.writing.emit(False)

    def _say(self, words: str) -> None:
        self.progress.say(words)
        if self._preview is not None and not self._is_writing:
            self._note.setText(words)

    # Qt

    def reject(self) -> None:
        """While files are written, wait until that has ended or was taken back."""
        self._job.cancel()
        if self._job.is_running and self._is_writing:
            self.leave.setEnabled(False)
            self._say(self.tr("Taking it back …"))
            return
        super().reject()


def verb_for(plan: Plan, choices: Choices, taken: tuple[int, int], *, back: bool) -> str:
    """What agreeing would do, for the button; "" where it would do nothing. `taken` as in `Conflicts.taken`."""
    clashes = plan.count(What.CONFLICT)
    files = [file for file in plan.files if file.foreign.is_interview]
    interviews = sum(file.what is What.NEW for file in files) + taken[1]
    unsettled = sum(file.what is What.CONFLICT for file in files)
    cards = plan.count(What.NEW) + plan.count(What.CHANGED) + taken[0] + (plan.count(What.DELETED) if back else 0)
    if cards:
        return f"Import {many(cards, 'card')}"
    if interviews:
        return f"Import {many(interviews, 'interview')}"
    if clashes or unsettled:
        return f"Keep mine in {many(clashes + unsettled, 'conflict')}"
    return "Take the reviews over" if choices.with_past else ""


def _preview(file: Path, choices: Choices, workplace: Workplace, say: Say) -> Preview:
    return preview(workplace, file, choices, say)


def _carry_out(plan: Plan, decisions: Decisions, workplace: Workplace, say: Say) -> Imported:
    return carry_out(workplace, plan, decisions, say)
