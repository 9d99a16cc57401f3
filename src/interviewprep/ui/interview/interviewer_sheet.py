"""The interviewer's sheet: a window beside the candidate's stage with what to ask and listen for, and marks made live.

Both windows show one round and drive it. What is ticked decides which follow-ups are due, and is kept at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from interviewprep.cards.parts import follow_ups
from interviewprep.interview.follow_ups import holding
from interviewprep.interview.phases import Phase
from interviewprep.interview.round import Asked
from interviewprep.interview.sheet import when
from interviewprep.journeys.interview.interviewer import Interviewer
from interviewprep.journeys.interview.mock_interview import Look, MockInterview
from interviewprep.rendering.render import html, inline_html
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.column import Column
from interviewprep.ui.commands import COMMANDS, Commands
from interviewprep.ui.interview.clock import RoundClock
from interviewprep.ui.interview.points import MarkedPoints
from interviewprep.ui.interview.scores import Scores
from interviewprep.ui.interview.text import Text, label
from interviewprep.ui.row import Row
from interviewprep.ui.text_size import large
from interviewprep.ui.theme import MEASURE, Theme

_DEEDS = ("next", "back", "skip", "pause")


class InterviewerSheet(QWidget):
    wanted = Signal(str)
    """A deed of the round, as the stage has them."""
    closed = Signal()

    def __init__(
        self, interviewer: Interviewer, theme: Theme, commands: Commands, typesetter: Typesetter, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Interviewer's sheet – interviewprep"))
        self.interviewer = interviewer
        self._theme, self._commands = theme, commands
        self._round: MockInterview | None = None
        self._asked: Asked | None = None
        self._place: object = None
        self.where = label("", "section")
        self.stage_of_it = label("", "small")
        self.clock = RoundClock(theme)
        self.question = Text(theme, typesetter, self.tr("Question"))
        self.then = Text(theme, typesetter, self.tr("Follow-ups"))
        self.points = MarkedPoints(theme, typesetter)
        self.points.title.setText(self.tr("Listen for"))
        self.points.ticked.connect(self._marked)
        self.scores = Scores(theme, typesetter)
        self.scores.chosen.connect(self._marked)
        self.note = QLineEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("Note for the candidate"))
        self.note.editingFinished.connect(self._marked)
        self._model_title = label(self.tr("Model answer"), "section")
        self.model = Text(theme, typesetter, self.tr("Model answer"))
        self.buttons = {deed: self._button(deed) for deed in _DEEDS}
        self._build()
        self._actions = self._bind()
        self.resize(QSize(theme.px(760), theme.px(820)).boundedTo(self.screen().availableSize()))

    def _build(self) -> None:
        px = self._theme.px
        self.sheet = Column(self._theme, MEASURE)
        inside = self.sheet.layout_inside
        inside.setSpacing(px(12))
        for widget in (
            self.question,
            self.points,
            self.then,
            self.scores,
            self.note,
            self._model_title,
            self.model,
        ):
            inside.addWidget(widget)
        inside.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(px(32), px(16), px(32), px(12))
        words = QVBoxLayout()
        words.addWidget(self.where)
        words.addWidget(self.stage_of_it)
        head.addLayout(words, 1)
        head.addWidget(self.clock)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(32), px(12), px(32), px(16))
        foot.addWidget(Row(self._theme, list(self.buttons.values())))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(_hairline())
        whole.addWidget(self.sheet, 1)
        whole.addWidget(_hairline())
        whole.addLayout(foot)

    def _button(self, deed: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName("primary" if deed == "next" else "")
        button.clicked.connect(lambda *_: self._want(deed))
        return button

    def _bind(self) -> dict[str, object]:
        slots: dict[str, Callable[[], object]] = {
            "note": self.note.setFocus,
            "close": self.close,
            **{deed: partial(self._want, deed) for deed in _DEEDS},
            **{f"score.{n}": partial(self._choose, n) for n in range(1, 5)},
            **{f"point.{n}": partial(self.points.tick, n - 1) for n in range(1, 10)},
        }
        own = [command.id for command in COMMANDS if command.scope == "sheet"]
        return {name: self._commands.bind(name, self, slots[name.removeprefix("sheet.")]) for name in own}

    # Showing

    def follow(self, round_: MockInterview, look: Look) -> None:
        """The round stands here now; asked at every tick."""
        self._round = round_
        state = look.state
        self.clock.put(state)
        if state.place != self._place:
            self._arrive(round_, look)
        self._label(look)

    def _arrive(self, round_: MockInterview, look: Look) -> None:
        before, self._place = self._asked, look.state.place
        self._asked = asked = look.asked
        self.stage_of_it.setText(self._said(look))
        if asked is None:
            self.where.setText(round_.title)
            self._show(None, html(round_.blueprint.briefing))
            return
        names, slots = round_.times.names, round_.times.slots
        number = sum(not slot.talk for slot in slots[: asked.place + 1])
        of = sum(not slot.talk for slot in slots)
        question = self.tr(", question {n} of {all}").format(n=number, all=of)
        self.where.setText(names[asked.slot.section] + ("" if asked.slot.talk else question))
        if before is None or before.place != asked.place:
            words = self.tr("Now the candidate asks.") if asked.slot.talk else ""
            self._show(asked, large(html(words or asked.question), self._theme.px(20)))
        self._show_follow_ups(look)

    def _show(self, asked: Asked | None, question: str) -> None:
        self.question.put(question)
        marked = asked is not None and asked.card is not None
        for widget in (self.scores, self.note, self._model_title):
            widget.setVisible(marked)
        self.sheet.verticalScrollBar().setValue(0)
        if asked is None or not marked:
            self.points.put((), "")
            self.then.put("")
            self.model.put("")
            return
        known = self.interviewer.marks(asked.place)
        self.points.put(asked.points, "")
        self.points.take(dict(known.points))
        self.scores.put(self.tr("What was it worth?"), asked.anchors, known.score)
        self.note.setText(known.note)
        self._model_title.setVisible(bool(asked.right_answer))
        self.model.put(html(asked.right_answer) if asked.right_answer else "")
        self._hear()
        self._take_focus()

    def _show_follow_ups(self, look: Look | None = None) -> None:
        """All that are written, with their rules; those that are due by what is ticked so far stand out."""
        asked = self._asked
        if asked is None or asked.card is None or not follow_ups(asked.card):
            self.then.put("")
            return
        here = look.state.pick if look is not None else self._round.look().state.pick if self._round else None
        due = holding(follow_ups(asked.card), self.points.hits, self._score())
        texts = {point.id: " ".join(point.text.split()) for point in asked.points}
        tokens, items = self._theme.tokens, []
        for place, one in enumerate(follow_ups(asked.card)):
            rule = f'<span style="color:{tokens.muted}">{when(one.condition, texts)}</span>'
            words = inline_html(one.text)
            if place == here:
                words = f'<b><span style="color:{tokens.accent}">{self.tr("Ask now:")}</span> {words}</b>'
            elif place not in due:
                words = f'<span style="color:{tokens.muted}">{words}</span>'
            items.append(f"<li>{rule}{words}</li>")
        self.then.put(f"<p><b>{self.tr('Then ask')}</b></p><ul>{''.join(items)}</ul>")

    def _said(self, look: Look) -> str:
        words: Mapping[Phase, str] = {
            Phase.BRIEFING: self.tr("The clock starts when you begin. The candidate's window shows the question."),
            Phase.THINK: self.tr("Read it aloud. The candidate thinks."),
            Phase.ANSWER: self.tr("The candidate answers. Tick what you hear."),
            Phase.FOLLOW_UP: self.tr("Ask the follow-up."),
            Phase.MARKING: self.tr("The question is over."),
        }
        return words.get(look.state.phase, "")

    def _label(self, look: Look) -> None:
        state = look.state
        words = {
            "next": self.tr("Begin") if state.phase is Phase.BRIEFING else self.tr("Go on"),
            "back": self.tr("Back"),
            "skip": self.tr("Skip"),
            "pause": self.tr("Let the clock go on") if state.paused else self.tr("Pause"),
        }
        allowed = {
            "next": True,
            "back": state.can_back,
            "skip": state.can_skip,
            "pause": state.can_pause or state.paused,
        }
        for deed, button in self.buttons.items():
            text = self._commands.named(words[deed], f"sheet.{deed}")
            if button.text() != text:
                button.setText(text)
                button.setAccessibleName(words[deed])
            button.setVisible(allowed[deed])

    # Marking

    def _choose(self, score: int) -> None:
        if not self.scores.isHidden():
            self.scores.rows[score - 1].click()

    def _score(self) -> int | None:
        return self.scores.score if not self.scores.isHidden() else None

    def _marked(self, *_: object) -> None:
        """Keep the marks as they are now."""
        asked = self._asked
        if asked is None or asked.card is None:
            return
        self.interviewer.keep(asked.place, self._score(), self.points.hits, self.note.text().strip())
        self._hear()
        self._show_follow_ups()

    def _hear(self) -> None:
        if self._round is not None and self._asked is not None:
            self._round.hear(self._asked.place, self.points.hits, self._score())

    def _want(self, deed: str) -> None:
        self._marked()  # a note that is still being written too
        self.wanted.emit(deed)

    def _take_focus(self) -> None:
        first = self.points.rows[0] if self.points.rows else self.scores.rows[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._asked is None:
            self.buttons["next"].setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._marked()
        self.closed.emit()
        super().closeEvent(event)


def _hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    return line
