"""Which interview to hold: one that was cut short, the interview files, and the reports of earlier rounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from interviewprep.interview.phases import Phase
from interviewprep.interview.round import Outcome
from interviewprep.journeys.interview import blueprints
from interviewprep.journeys.interview import report as interview_report
from interviewprep.journeys.interview.mock_interview import Unfinished, unfinished
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.column import Column
from interviewprep.ui.interview.rows import InterviewRow, InterviewRows
from interviewprep.ui.interview.text import label
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_WIDEST = 820
_EARLIER = 12


class Choose(Column):
    wanted = Signal(str)
    """Name of the interview file that was chosen."""
    report_wanted = Signal(int)
    resume_wanted = Signal(int, bool)
    """Go on with this interview; True: as if the clock had stood still, which practice allows."""
    end_wanted = Signal(int)
    """End this interview where it was cut short, and mark what was answered."""

    def __init__(self, workplace: Workplace, theme: Theme) -> None:
        super().__init__(theme, _WIDEST)
        self.setAccessibleName(self.tr("Interviews"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._workplace, self._theme = workplace, theme
        self._title = label(self.tr("Mock interview"), "title")
        self._about = label("", "muted")
        self._unfinished = QVBoxLayout()
        self._files = InterviewRows(theme, self.tr("Interviews"))
        self._files.chosen.connect(self.wanted)
        self._earlier_title = label(self.tr("Earlier interviews"), "section")
        self._earlier = InterviewRows(theme, self.tr("Earlier interviews"))
        self._earlier.chosen.connect(self._report)
        self._all = False
        self._more = QPushButton()
        self._more.setObjectName("quiet")
        self._more.clicked.connect(self._show_all)
        inside = self.layout_inside
        inside.addWidget(self._title)
        inside.addWidget(self._about)
        inside.addLayout(self._unfinished)
        inside.addSpacing(theme.px(12))
        inside.addWidget(self._files)
        inside.addSpacing(theme.px(16))
        inside.addWidget(self._earlier_title)
        inside.addWidget(self._earlier)
        inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        inside.setSpacing(theme.px(8))
        for one in (self._files, self._earlier):
            one.selectionModel().currentChanged.connect(partial(self._keep_in_sight, one))

    def refresh(self) -> None:
        files = blueprints.listed(self._workplace)
        titles = {one.name: one.blueprint.title for one in files if one.blueprint}
        self._files.put([_file_row(one) for one in files])
        self._files.setVisible(bool(files))
        self._about.setText(
            self.tr("A timed round with the clock running. At the end you mark it, and what you missed comes back.")
            if files
            else self.tr("There is no interview file yet. Shipped ones lie in the folder interviews.")
        )
        earlier = [one for one in interview_report.listed(self._workplace) if one.outcome is not Outcome.OPEN]
        shown = earlier if self._all else earlier[:_EARLIER]
        self._earlier.put(
            [_earlier_row(one, interview_report.standing(self._workplace, one.key), titles) for one in shown]
        )
        self._more.setText(self.tr("Show all {count}").format(count=len(earlier)))
        self._more.setVisible(len(shown) < len(earlier))
        for widget in (self._earlier_title, self._earlier):
            widget.setVisible(bool(earlier))
        self._show_unfinished(unfinished(self._workplace))

    def take_focus(self) -> None:
        first = self._unfinished.itemAt(0)
        panel = first.widget() if first else None
        button = panel.findChild(QPushButton) if panel else None
        # Without any interview the words have it, so that the keys of the page hold.
        (button or (self._files if self._files.rows else self)).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_unfinished(self, rounds: Sequence[Unfinished]) -> None:
        while item := self._unfinished.takeAt(0):
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for one in rounds:
            panel = self._panel(one)
            self._unfinished.addWidget(panel)
            panel.show()

    def _panel(self, one: Unfinished) -> QFrame:
        panel = QFrame()
        panel.setObjectName("soft")
        over = one.phase in (Phase.MARKING, Phase.INTERRUPTED, Phase.DONE)
        began = QLocale().toString(QDateTime.fromMSecsSinceEpoch(one.started_ms), QLocale.FormatType.ShortFormat)
        said = (
            self.tr("It began {when}. The round is over; its marks are missing.")
            if over
            else self.tr("It began {when} and was cut short. Its clock has not stopped.")
        )
        if not over and one.practice:
            said = self.tr("It began {when} and was cut short. It is practice, so its clock may have waited.")
        deeds: list[tuple[str, Callable[[], object]]] = []
        if over:
            deeds.append((self.tr("Mark it"), partial(self.resume_wanted.emit, one.key, False)))
        else:
            deeds.append((self.tr("Go on"), partial(self.resume_wanted.emit, one.key, one.practice)))
            deeds.append((self.tr("End it as interrupted"), partial(self.end_wanted.emit, one.key)))
        buttons = []
        for place, (words, deed) in enumerate(deeds):
            button = QPushButton(words)
            button.setObjectName("" if place else "primary")
            button.setAccessibleDescription(one.title)
            button.clicked.connect(partial(_without_arguments, deed))
            buttons.append(button)
        column = QVBoxLayout(panel)
        px = self._theme.px
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(6))
        column.addWidget(label(one.title, "section"))
        column.addWidget(label(said.format(when=began), ""))
        column.addSpacing(px(4))
        column.addWidget(Row(self._theme, buttons))
        return panel

    def _show_all(self) -> None:
        self._all = True
        self.refresh()
        self._earlier.setFocus(Qt.FocusReason.OtherFocusReason)

    def _report(self, key: str) -> None:
        self.report_wanted.emit(int(key))

    def _keep_in_sight(self, rows: InterviewRows, *_: object) -> None:
        around = self.widget()
        if rows.hasFocus() and around is not None:
            row = rows.visualRect(rows.currentIndex())
            middle = rows.viewport().mapTo(around, row.center())
            self.ensureVisible(middle.x(), middle.y(), 0, row.height())


def _without_arguments(deed: Callable[[], object], *_: object) -> None:
    deed()


def _file_row(one: blueprints.Listed) -> InterviewRow:
    if one.blueprint is None:
        return InterviewRow(one.name, one.name, one.problems[0].message if one.problems else "", "cannot be held")
    questions = sum(section.questions for section in one.blueprint.sections)
    own = "" if one.shipped else "Your own. "
    minutes = f"{one.blueprint.round_s / 60:g} min"
    details = f"{own}{many(questions, 'question')}. {one.blueprint.description or one.blueprint.role}"
    return InterviewRow(one.name, one.blueprint.title, details, minutes)


def _earlier_row(
    one: interview_report.Listed, standing: interview_report.Standing, titles: Mapping[str, str]
) -> InterviewRow:
    local = QDateTime.fromMSecsSinceEpoch(one.started_ms, QTimeZone.fromSecondsAheadOfUtc(one.offset_min * 60))
    said = [QLocale().toString(local, "d MMMM yyyy, HH:mm")]
    if (file := titles.get(one.blueprint, one.blueprint)) != one.title:
        said.append(file)
    said.append("interrupted" if one.outcome is Outcome.INTERRUPTED else "held to the end")
    if not standing.marked:
        said.append("not marked")
    elif standing.marked < standing.reached:
        said.append(f"{standing.marked} of {many(standing.reached, 'question')} marked")
    else:
        said.append(many(standing.marked, "question"))
    if standing.raters:
        said.append(f"marked by {many(standing.raters, 'other')} too")
    score = f"{standing.score.value * 100:.0f} %" if standing.score else ""
    return InterviewRow(str(one.key), one.title, ", ".join(said), score)
