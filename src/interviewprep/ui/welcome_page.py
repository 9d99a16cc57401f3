"""The first start: three questions that can be skipped, then the first card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from interviewprep.journeys.welcome import BOTH, OPTIMIZATION, PERFORMANCE, choose_decks
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import date_of
from interviewprep.ui.column import Column
from interviewprep.ui.commands import Commands
from interviewprep.ui.page import Page
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_WIDEST = 600
_MINUTES = (10, 20, 30, 45, 60)


class WelcomePage(Page):
    chosen = Signal()
    """Settings were changed."""
    done = Signal(str)
    """The place to go to."""
    decks_wanted = Signal()
    """To where it says how one comes by decks."""

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self.page_name = self.tr("Welcome")
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self._role = BOTH
        self._steps: list[_Step] = []
        self._build()

    def _build(self) -> None:
        self._stack = QStackedWidget()
        for step in (self._ask_role(), self._ask_date(), self._ask_minutes(), self._say_ready()):
            self._steps.append(step)
            self._stack.addWidget(step)
        column = Column(self._theme, _WIDEST)
        column.layout_inside.addWidget(self._stack)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    # Questions

    def _ask_role(self) -> _Step:
        step = _Step(self._theme, self.tr("1 of 3"), self.tr("Which interview are you preparing for?"))
        step.offer(
            self.tr("ML Performance Engineer"),
            self.tr("Kernels and GPUs, profiling, compilers, serving, training at scale"),
            partial(self._role_chosen, PERFORMANCE),
        )
        step.offer(
            self.tr("ML Model Optimization Engineer"),
            self.tr("Quantisation, pruning and distillation, deployment, data, monitoring"),
            partial(self._role_chosen, OPTIMIZATION),
        )
        step.offer(self.tr("Both, or not decided"), self.tr("All decks are in use"), partial(self._role_chosen, BOTH))
        step.leave(self.tr("Skip"), partial(self._role_chosen, BOTH))
        return step

    def _ask_date(self) -> _Step:
        step = _Step(self._theme, self.tr("2 of 3"), self.tr("When is the interview?"))
        today = date_of(self._workplace.now().day)
        spans = {14: self.tr("In two weeks"), 30: self.tr("In a month"), 91: self.tr("In three months")}
        for days, name in spans.items():
            step.offer(name, "", partial(self._date_chosen, (today + timedelta(days=days)).isoformat()))
        self._date = QDateEdit(QDate(today.year, today.month, today.day).addDays(30))
        self._date.setMinimumDate(QDate(today.year, today.month, today.day))
        self._date.setCalendarPopup(True)
        self._date.setDisplayFormat("d MMM yyyy")
        self._date.setAccessibleName(self.tr("Date of the interview"))
        use = QPushButton(self.tr("On this day"))
        use.clicked.connect(self._use_date)
        step.add_row((self._date, use))
        step.leave(self.tr("Not known yet"), partial(self._date_chosen, ""))
        return step

    def _ask_minutes(self) -> _Step:
        step = _Step(self._theme, self.tr("3 of 3"), self.tr("How much time do you have on a day?"))
        for number in _MINUTES:
            step.offer(many(number, "minute"), "", partial(self._minutes_chosen, number))
        step.leave(self.tr("As long as it takes"), partial(self._minutes_chosen, 0))
        return step

    def _say_ready(self) -> _Step:
        step = _Step(self._theme, "", self.tr("Ready"))
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._summary.setObjectName("muted")
        begin = QPushButton(self.tr("Show the first card"))
        begin.setObjectName("primary")
        begin.clicked.connect(partial(self._leave, "study"))
        around = QPushButton(self.tr("Look around first"))
        around.clicked.connect(partial(self._leave, "home"))
        step.add(self._summary)
        own = QPushButton(self.tr("Bring your own decks"))
        own.clicked.connect(self.decks_wanted)
        step.add_row((begin, around, own))
        return step

    # Answers

    def _role_chosen(self, role: str) -> None:
        self._role = role
        self._next()

    def _use_date(self) -> None:
        self._date_chosen(self._date.date().toString(Qt.DateFormat.ISODate))

    def _date_chosen(self, date: str) -> None:
        self._workplace.choose(interview_date=date)
        self._next()

    def _minutes_chosen(self, number: int) -> None:
        self._workplace.choose(minutes_a_day=number, role=self._role, welcomed=True)
        self.chosen.emit()
        chosen = choose_decks(self._workplace, self._role)
        said = [self.tr("{decks} for you.").format(decks=many(chosen.used, "deck").capitalize())]
        if chosen.resting:
            rest = many(chosen.resting, "other is suspended", "others are suspended")
            said.append(self.tr("{rest}; call them back on the Decks page whenever you like.").format(rest=rest))
        said.append(self.tr("Everything can be changed in the settings."))
        self._summary.setText(" ".join(said))
        self._next()

    def _next(self) -> None:
        self._stack.setCurrentIndex(self._stack.currentIndex() + 1)
        self._steps[self._stack.currentIndex()].take_focus()

    def _leave(self, place: str, *_: object) -> None:
        self.done.emit(place)

    def shown(self) -> None:
        self._steps[self._stack.currentIndex()].take_focus()

    def day_changed(self) -> None:
        """Nothing here hangs on the day."""


class _Step(QWidget):
    """One question with its answers, one below the other."""

    def __init__(self, theme: Theme, place: str, question: str) -> None:
        super().__init__()
        self._theme = theme
        self._first: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.addStretch(2)
        small = QLabel(place)
        small.setObjectName("small")
        small.setVisible(bool(place))
        self._question = QLabel(question)
        self._question.setObjectName("title")
        self._question.setWordWrap(True)
        self._layout.addWidget(small)
        self._layout.addWidget(self._question)
        self._answers = QVBoxLayout()
        self._layout.addLayout(self._answers)
        self._layout.addStretch(3)
        theme.changed.connect(self._dress)
        self._dress()

    def offer(self, answer: str, hint: str, then: Callable[[], object]) -> None:
        button = _Answer(self._theme, answer, hint)
        button.setAccessibleDescription(self._question.text())
        button.clicked.connect(partial(_ignoring, then))
        self.add(button)

    def leave(self, text: str, then: Callable[[], object]) -> None:
        """The way past the question."""
        button = QPushButton(text)
        button.setObjectName("quiet")
        button.clicked.connect(partial(_ignoring, then))
        self._answers.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def add(self, widget: QWidget) -> None:
        self._answers.addWidget(widget)
        if self._first is None and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self._first = widget

    def add_row(self, widgets: Sequence[QWidget]) -> None:
        self._answers.addWidget(Row(self._theme, widgets))
        if self._first is None:
            self._first = widgets[0]

    def take_focus(self) -> None:
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(8))
        self._answers.setContentsMargins(0, px(16), 0, 0)
        self._answers.setSpacing(px(10))


class _Answer(QPushButton):
    """A wide button with the answer and, smaller, what it means."""

    def __init__(self, theme: Theme, answer: str, hint: str) -> None:
        super().__init__()
        self.setObjectName("answer")
        self.setAccessibleName(f"{answer}. {hint}" if hint else answer)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._lines = QVBoxLayout(self)
        for text, name in ((answer, "plain"), (hint, "small")):
            if text:
                label = QLabel(text)
                label.setObjectName(name)
                label.setWordWrap(True)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                self._lines.addWidget(label)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        px = self._theme.px
        self._lines.setContentsMargins(px(18), px(10), px(18), px(10))
        self._lines.setSpacing(px(2))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lines.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._lines.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._lines.totalMinimumSize()


def _ignoring(then: Callable[[], object], *_: object) -> None:
    """Qt passes `checked`."""
    then()
