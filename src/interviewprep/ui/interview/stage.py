"""The stage of a round: the question large, the clock beside it, a field for notes below. It shows what it is told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from interviewprep.cards.model import Kind
from interviewprep.cards.parts import stem_of
from interviewprep.interview.phases import Phase
from interviewprep.interview.timetable import Timetable
from interviewprep.journeys.interview.mock_interview import Look, MockInterview
from interviewprep.journeys.interview.question_media import folder_beside
from interviewprep.journeys.roots import media_of
from interviewprep.rendering.render import html
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.commands import Commands
from interviewprep.ui.interview.clock import Dots, RoundClock
from interviewprep.ui.interview.options import RoundOptions
from interviewprep.ui.interview.text import Text, label
from interviewprep.ui.row import Row
from interviewprep.ui.text_size import large
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_WIDEST = 860
_ROOMY, _LOW = 620, 460
DEEDS = ("next", "skip", "back", "pause", "leave")


class Stage(QScrollArea):
    typed = Signal()
    """The notes were changed."""
    wanted = Signal(str)
    """One of `DEEDS`; `begin` is `next` of the briefing."""

    def __init__(self, theme: Theme, commands: Commands, typesetter: Typesetter) -> None:
        super().__init__()
        self._theme, self._commands = theme, commands
        self._place: object = None
        self._known = QSize()
        self._media: Callable[[str], bool] | None = None
        self.setObjectName("clear")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.section = label("", "section")
        self.dots = Dots(theme)
        self.clock = RoundClock(theme)
        self.hint = label("", "small")
        self.question = Text(theme, typesetter, self.tr("Question"))
        self.follow_up = Text(theme, typesetter, self.tr("Follow-up"))
        self._follow_up_title = label(self.tr("Follow-up"), "section")
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setAccessibleName(self.tr("Your answer"))
        self.notes.textChanged.connect(self._changed)
        self.options = RoundOptions(theme, commands, typesetter)
        self.options.ticked.connect(self._changed)
        self._filling = self._low = False
        self._words: dict[str, tuple[str, str]] = {}
        self.buttons = {deed: self._button(deed) for deed in DEEDS}
        self._build()
        theme.changed.connect(self._dress)
        theme.changed.connect(self.forget)
        self._dress()

    def _build(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        left = QVBoxLayout()
        left.addWidget(self.section)
        left.addWidget(self.dots, 0, Qt.AlignmentFlag.AlignLeft)
        self._head.addLayout(left, 1)
        self._head.addWidget(self.clock)
        self._sheet = _Sheet()
        self._sheet.setObjectName("sheet")
        self._sheet.setWidgetResizable(True)
        self._sheet.setFrameShape(QFrame.Shape.NoFrame)
        self._sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, self._theme.px(8), 0)
        for widget in (self.question, self._follow_up_title, self.follow_up, self.options, self.hint):
            inside.addWidget(widget)
        self._sheet.setWidget(body)
        body.installEventFilter(self._sheet)
        order = ("next", "back", "skip", "pause", "leave")
        self._foot = Row(self._theme, [self.buttons[deed] for deed in order], pushed=4)
        self.inside = QWidget()
        self._column = QVBoxLayout(self.inside)
        self._column.addLayout(self._head)
        self._column.addWidget(self._sheet)
        self._column.addWidget(self.notes, 1)
        self._column.addWidget(self._foot)
        self._column.addStretch(0)
        self._around = QWidget()
        self._around.setObjectName("page")
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._around)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.inside, 100)
        row.addStretch(1)
        self.setWidget(self._around)
        self._around.installEventFilter(self)

    def _button(self, deed: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName("primary" if deed == "next" else "quiet" if deed == "leave" else "")
        # The notes keep the focus: a click on a button must not take the keys away.
        button.clicked.connect(lambda *_: self.wanted.emit(deed))
        return button

    def put_below_notes(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.indexOf(self._foot), widget)

    # Showing

    def put(self, interview: MockInterview, look: Look) -> None:
        """Show where the round stands. The answer is touched only where the place is another one."""
        state = look.state
        if state.place != self._place:
            self._place = state.place
            self._arrive(interview, look)
        self.clock.put(state)
        if look.alarm:
            self.clock.warn()
        for deed, allowed in (("skip", state.can_skip), ("back", state.can_back)):
            self.buttons[deed].setVisible(allowed)
        self.buttons["pause"].setVisible(state.can_pause or state.paused)
        self.buttons["next"].setEnabled(not state.paused)
        self._label("pause", self.tr("Go on") if state.paused else self.tr("Pause"), "interview.pause")
        self.notes.setReadOnly(state.paused)
        self.options.setEnabled(not state.paused)

    def forget(self) -> None:
        """Let the next `put` show all anew: another round, or another look."""
        self._place = None

    @property
    def text(self) -> str:
        """The answer so far, in writing or by letters."""
        return self.notes.toPlainText() if self.options.isHidden() else self.options.said

    @property
    def texts(self) -> tuple[Text, ...]:
        """What may hold links and pictures; a follow-up first, where there is one."""
        return self.follow_up, self.question

    def take_focus(self) -> None:
        if not self.options.isHidden():
            self.options.take_focus()
            return
        target = self.notes if self.notes.isVisibleTo(self) else self.buttons["next"]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrive(self, interview: MockInterview, look: Look) -> None:
        times, state = interview.times, look.state
        ready = state.phase is Phase.BRIEFING
        self.dots.put(times, state.question)
        self.section.setText(interview.title if ready else self._where(times, look))
        folder = None if look.asked is None else folder_beside(interview.workplace, look.asked.deck)
        self._media = None if folder is None else media_of(folder / "deck")
        self.question.put(self._ready(interview) if ready else self._asked(look), folder=folder)
        follow_up = html(look.follow_up, media=self._media) if look.follow_up else ""
        self.follow_up.put(large(follow_up, self._theme.px(22)), folder=folder)
        choice = look.asked.choice if look.asked is not None and not look.follow_up else None
        self.options.put(choice, look.text, folder)
        self._follow_up_title.setVisible(bool(look.follow_up))
        self.hint.setText(self._hint(look))
        self.hint.setVisible(bool(self.hint.text()) and not self._low)
        self.notes.setVisible(not ready and choice is None)
        self._column.setStretch(self._column.count() - 1, int(self.notes.isHidden()))
        self._filling = True
        self.notes.setPlainText(look.text)
        self._filling = False
        self.notes.moveCursor(self.notes.textCursor().MoveOperation.End)
        self._label("next", self._next_words(state.phase), "interview.begin" if ready else "interview.next")
        self._label("skip", self.tr("Skip"), "interview.skip")
        self._label("back", self.tr("Back"), "interview.back")
        self._label("leave", self.tr("Leave …"), "interview.leave")
        self._sheet.verticalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)
        self._fit()
        if self.isVisible():
            self.take_focus()

    def _where(self, times: Timetable, look: Look) -> str:
        place = look.state.question
        assert place is not None
        own = [n for n, slot in enumerate(times.slots) if slot.section == look.state.section]
        name = times.names[look.state.section]
        if len(own) < 2:
            return name
        return self.tr("{section}, {n} of {all}").format(section=name, n=own.index(place) + 1, all=len(own))

    def _ready(self, interview: MockInterview) -> str:
        asked = sum(not slot.talk for slot in interview.times.slots)
        said = [
            f'<p style="font-size:{self._theme.px(24)}px; font-weight:600">'
            f"{many(asked, 'question')} in {interview.times.round_ms / 60_000:g} minutes</p>",
            f"<p>{self.tr('The clock starts when you begin, and it does not wait.')}</p>",
        ]
        said += [f'<p style="color:{self._theme.tokens.hard}">{one.message}.</p>' for one in interview.problems]
        return "".join(said)

    def _asked(self, look: Look) -> str:
        asked = look.asked
        assert asked is not None
        if asked.slot.talk:
            words = self.tr("Now ask what you would ask. Which questions do you have?")
            return f'<p style="font-size:{self._theme.px(24)}px; font-weight:600">{words}</p>'
        choice = asked.card is not None and asked.choice is not None
        said = html(stem_of(asked.card) if choice and asked.card else asked.question, media=self._media)
        # Below a follow-up the question is only a reminder.
        return said if look.follow_up else large(said, self._theme.px(24))

    def _hint(self, look: Look) -> str:
        phase, kind = look.state.phase, look.asked.kind if look.asked else None
        if phase is Phase.THINK:
            return self.tr("Time to think. You may already take notes; the answer's clock starts by itself.")
        if kind is Kind.CHOICE and phase in (Phase.THINK, Phase.ANSWER):
            return ""
        if phase is Phase.ANSWER and kind is Kind.DRILL:
            return self.tr("Write the number first, with its unit; it is judged.")
        if phase is Phase.ANSWER:
            return self.tr("Answer aloud or in writing. What you write below is kept as you type.")
        return ""

    def _next_words(self, phase: Phase) -> str:
        words = {
            Phase.BRIEFING: self.tr("Begin"),
            Phase.THINK: self.tr("Answer now"),
            Phase.YOUR_QUESTIONS: self.tr("Done"),
        }
        return words.get(phase, self.tr("Done, go on"))

    def _label(self, deed: str, words: str, command: str) -> None:
        button, keys = self.buttons[deed], self._commands.keys_text(command)
        self._words[deed] = words, self._commands.named(words, command)
        button.setText(self._shown_on(deed))
        button.setToolTip(keys)
        button.setAccessibleName(words)
        button.setAccessibleDescription(self.tr("key {key}").format(key=keys) if keys else "")
        self._foot.updateGeometry()

    def _shown_on(self, deed: str) -> str:
        words, named = self._words.get(deed, ("", ""))
        return words if self._low else named

    def _changed(self) -> None:
        if not self._filling:
            self.typed.emit()

    def _dress(self) -> None:
        px = self._theme.px
        self.inside.setMaximumWidth(px(_WIDEST))
        self._low = self.height() < px(_LOW)
        side = px(32) if self.width() >= px(_ROOMY) else px(16)
        self._column.setContentsMargins(side, px(8 if self._low else 24), side, px(8 if self._low else 20))
        self._column.setSpacing(px(6 if self._low else 14))
        self._head.setSpacing(px(12))
        self.notes.setFont(self._theme.font("base"))
        self.notes.setMinimumHeight(px(48 if self._low else 84))
        self.notes.setPlaceholderText(self.tr("Notes, or your answer in writing"))
        self.clock.take_little_room(self._low)
        self.dots.setVisible(not self._low)
        self.hint.setVisible(bool(self.hint.text()) and not self._low)
        for deed, button in self.buttons.items():
            button.setText(self._shown_on(deed))
        narrow = self.width() < px(_ROOMY) and not self._low
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._fit()

    def _fit(self) -> None:
        """All of it in the window as long as each part can be used there; else the stage scrolls as a whole."""
        layout, room = self._around.layout(), self.maximumViewportSize()
        if layout is None:
            return
        # What changed while the stage was out of sight is not yet laid out. Asked each time, this would never end.
        if self._known != self._sheet.sizeHint():
            self._known = self._sheet.sizeHint()
            self._sheet.updateGeometry()
        self._column.activate()
        layout.activate()
        width = room.width()
        needed = layout.totalMinimumHeightForWidth(width)
        if needed > room.height():
            width -= self.verticalScrollBar().sizeHint().width()
            needed = layout.totalMinimumHeightForWidth(width)
        self._around.resize(width, max(needed, room.height()))
        self._column.activate()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()


class _Sheet(QScrollArea):
    """No higher than what it holds, so that the notes have the rest; it scrolls where that is too much."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        inner = self.widget()
        return QSize(0, inner.sizeHint().height()) if inner is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), 120))
