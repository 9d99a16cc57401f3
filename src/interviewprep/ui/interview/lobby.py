"""Before a round: what it is like, how it is parted, and how the candidate wants it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from interviewprep.errors import Refused, Severity
from interviewprep.interview.blueprint import Blueprint, Stop, adjusted
from interviewprep.journeys import overview
from interviewprep.journeys.interview import blueprints
from interviewprep.journeys.interview.blueprints import Listed
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.workplace import Workplace
from interviewprep.rendering.render import html
from interviewprep.ui.back_button import BackButton
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.column import Column
from interviewprep.ui.commands import Commands
from interviewprep.ui.form import Section
from interviewprep.ui.interview.text import Text, label
from interviewprep.ui.message_bar import Message
from interviewprep.ui.row import Row
from interviewprep.ui.theme import MEASURE, Theme
from interviewprep.words import many


class Lobby(Column):
    start_wanted = Signal()
    said = Signal(object)
    """A `Message` for the bar."""
    left = Signal()
    peer_wanted = Signal()
    """Somebody else shall ask."""

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands, typesetter: Typesetter) -> None:
        super().__init__(theme, MEASURE + 64)
        self._workplace, self._theme = workplace, theme
        self.found: Listed | None = None
        self.wishes = Wishes()
        self._title = label("", "title")
        self._about = label("", "muted")
        self._problems = label("", "wrong")
        self.start = _button(self.tr("Start"), "primary", self.start_wanted.emit)
        self.start.setToolTip(commands.keys_text("interview.start"))
        self.adjust = _button(self.tr("Adjust …"), "", self.ask_how)
        self.adjust.setToolTip(commands.keys_text("interview.adjust"))
        self.peer = _button(self.tr("With an interviewer …"), "", self.peer_wanted.emit)
        self.peer.setToolTip(commands.keys_text("interview.peer"))
        self.keep = _button(self.tr("Keep as my own …"), "quiet", self.ask_title)
        self.keep.setToolTip(commands.keys_text("interview.keep"))
        back = BackButton(theme, self.tr("All interviews"), self.left.emit)
        self._wanted = label("")
        self.sound = label("", "small")
        """What may be recorded and heard in the round."""
        self._parts_title = label(self.tr("The round"), "section")
        self._parts = QWidget()
        self._briefing = Text(theme, typesetter, self.tr("Briefing"))
        inside = self.layout_inside
        inside.setSpacing(theme.px(10))
        inside.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._title)
        inside.addWidget(self._about)
        inside.addWidget(self._problems)
        inside.addWidget(self._wanted)
        inside.addWidget(Row(theme, (self.start, self.adjust, self.peer, self.keep)))
        inside.addWidget(self.sound)
        inside.addSpacing(theme.px(12))
        inside.addWidget(self._briefing)
        inside.addSpacing(theme.px(12))
        self._parts_place = inside.count()
        inside.addStretch(1)

    def put(self, found: Listed) -> None:
        self.found, self.wishes = found, Wishes()
        self.verticalScrollBar().setValue(0)
        self._show()

    def want(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self._show()

    def refuse(self, reason: str) -> None:
        """Say why the round cannot begin."""
        self._problems.setText(reason)
        self._problems.show()

    def take_focus(self) -> None:
        (self.start if self.start.isEnabled() else self.adjust).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_how(self) -> None:
        """Let the candidate adjust the round."""
        from interviewprep.ui.interview.adjust import AdjustDialog

        if self.found is None or self.found.blueprint is None:
            return
        topics = [(deck.deck, deck.title) for deck in overview.decks(self._workplace)]
        dialog = AdjustDialog(self.found.blueprint, self.wishes, topics, self._theme, self)
        dialog.accepted.connect(lambda: self.want(dialog.wishes))
        dialog.open()

    def ask_title(self) -> None:
        """Let the candidate keep the adjusted interview as a file of their own."""
        from interviewprep.ui.interview.adjust import OwnDialog

        if self.found is None or self.found.blueprint is None:
            return
        dialog = OwnDialog(self.tr("{title}, my own").format(title=self.found.blueprint.title), self._theme, self)
        dialog.accepted.connect(lambda: self.keep_as(dialog.title.text()))
        dialog.open()

    def keep_as(self, title: str) -> None:
        if self.found is None or self.found.blueprint is None:
            return
        try:
            path = blueprints.keep_own(self._workplace, self.found.blueprint, self.wishes.change, title)
        except Refused as fault:
            self.said.emit(Message(str(fault), lasting=True))
        else:
            self.said.emit(Message(self.tr("Your own interview is in {file}.").format(file=path)))

    def _show(self) -> None:
        found = self.found
        assert found is not None
        errors = [one.message for one in found.problems if one.severity is Severity.ERROR]
        self._problems.setText("\n".join(errors))
        self._problems.setVisible(bool(errors))
        blueprint = found.blueprint
        for button in (self.start, self.adjust, self.peer, self.keep):
            button.setEnabled(blueprint is not None)
        self._title.setText(blueprint.title if blueprint else found.name)
        self._about.setText((blueprint.description or blueprint.role) if blueprint else "")
        self._about.setVisible(bool(self._about.text()))
        self._wanted.setVisible(blueprint is not None)
        self._briefing.put(html(blueprint.briefing) if blueprint else "")
        self._show_parts(None if blueprint is None else adjusted(blueprint, self.wishes.change))

    def _show_parts(self, blueprint: Blueprint | None) -> None:
        self._parts.setParent(None)
        self._parts.deleteLater()
        self._parts = QWidget() if blueprint is None else _sections(self._theme, blueprint, self.tr("The round"))
        self.layout_inside.insertWidget(self._parts_place, self._parts)
        if blueprint is not None:
            self._wanted.setText(wanted_said(blueprint, self.wishes))


def wanted_said(blueprint: Blueprint, wishes: Wishes) -> str:
    """How the round will be, in a sentence or two."""
    said = [f"{blueprint.round_s / 60:g} minutes"]
    if blueprint.extra_time != 1:
        said.append(f"{blueprint.extra_time:g} times the usual time")
    if wishes.change.levels:
        said.append(f"{' and '.join(level.value for level in wishes.change.levels)} questions")
    if wishes.change.topics:
        said.append(f"about {many(len(wishes.change.topics), 'chosen topic')}")
    said.append("the clock ends an answer" if blueprint.stop is Stop.HARD else "the clock only tells when time is up")
    if wishes.seed:
        said.append(f"drawn by the seed {wishes.seed}")
    if wishes.practice:
        said.append("practice, so it may be paused")
    said.append("marked after each question" if wishes.mark_each else "marked at the end")
    return ", ".join(said) + "."


def _sections(theme: Theme, blueprint: Blueprint, name: str) -> Section:
    panel = Section(theme, name)
    for section in blueprint.sections:
        minutes = f"{section.minutes * blueprint.extra_time:g} min"
        questions = f"{many(section.questions, 'question')}, {minutes}" if section.questions else minutes
        row = Row(theme, (label(section.name), _end(questions)), pushed=1)
        row.setContentsMargins(0, 0, 0, 0)
        panel.add(_inset(theme, row))
    return panel


def _inset(theme: Theme, row: QWidget) -> QWidget:
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
    column.addWidget(row)
    return around


def _end(text: str) -> QWidget:
    made = label(text, "muted")
    made.setWordWrap(False)
    return made


def _button(text: str, name: str, slot: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.clicked.connect(lambda *_: slot())
    return button
