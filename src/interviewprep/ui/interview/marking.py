"""Marking one question: predict the score, then tick points and choose an anchor, then read the model answer."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from interviewprep.interview.report_html import merged
from interviewprep.interview.round import ANCHORS, Asked
from interviewprep.journeys.interview.marking import Marking
from interviewprep.journeys.roots import media_of
from interviewprep.rendering.render import html, inline_html
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.column import Column
from interviewprep.ui.commands import Commands
from interviewprep.ui.interview.points import MarkedPoints
from interviewprep.ui.interview.scores import Scores
from interviewprep.ui.interview.star import StarShares
from interviewprep.ui.interview.text import Text, label
from interviewprep.ui.row import Row
from interviewprep.ui.text_size import large
from interviewprep.ui.theme import MEASURE, Theme

_NARROW = 360


class MarkingRoom(Column):
    predicted = Signal(int)
    kept = Signal()
    """The marks as they are now shall be kept."""
    next_wanted = Signal()
    finish_wanted = Signal()
    """Leave the rest unmarked."""
    take_over_wanted = Signal()
    """The interviewer's marks shall stand for the rest."""

    def __init__(self, theme: Theme, commands: Commands, typesetter: Typesetter) -> None:
        super().__init__(theme, MEASURE + 64)
        self._theme, self._commands = theme, commands
        self.marking: Marking | None = None
        self._words = ""
        self.where = label("", "small")
        self.question = Text(theme, typesetter, self.tr("Question"))
        self.answer = Text(theme, typesetter, self.tr("Your answer"))
        self._answer_title = label(self.tr("Your answer"), "section")
        self.verdict = label("")
        self.points = MarkedPoints(theme, typesetter)
        self.star = StarShares(theme)
        self.scores = Scores(theme, typesetter)
        self.scores.chosen.connect(self._chosen)
        self.note = QLineEdit()
        self.note.setAccessibleName(self.tr("Note to yourself"))
        self.note.setPlaceholderText(self.tr("Note to yourself"))
        self._hairline = QFrame()
        self._hairline.setObjectName("hairline")
        self._model_title = label(self.tr("Model answer"), "section")
        self.model = Text(theme, typesetter, self.tr("Model answer"))
        self.go_on = QPushButton()
        self.go_on.setObjectName("primary")
        self.go_on.clicked.connect(self.act)
        self.finish = QPushButton(self.tr("Leave the rest unmarked"))
        self.finish.setObjectName("quiet")
        self.finish.clicked.connect(self.finish_wanted)
        self.take_over = QPushButton()
        self.take_over.clicked.connect(self.take_over_wanted)
        inside = self.layout_inside
        inside.setSpacing(theme.px(18))
        for widget in (
            self.where,
            self.question,
            _titled(theme, self._answer_title, self.answer),
            self.verdict,
            self.points,
            self.star,
            self.scores,
            self.note,
            self._hairline,
            _titled(theme, self._model_title, self.model),
            Row(theme, (self.go_on, self.take_over, self.finish), pushed=2),
        ):
            if isinstance(widget, QLayout):
                inside.addLayout(widget)
            else:
                inside.addWidget(widget)
        inside.addStretch(1)

    def put(
        self,
        marking: Marking,
        *,
        where: str,
        last: bool,
        may_finish: bool,
        folder: Path | None = None,
        interviewer: str = "",
    ) -> None:
        """Show the question at its step. `last`: after it comes the report. `folder` has the pictures of its deck.

        `interviewer` has marked questions that nobody else has.
        """
        fresh = self.marking is None or self.marking.asked.place != marking.asked.place
        self.marking = marking
        asked = marking.asked
        self.where.setText(where)
        media = None if folder is None else media_of(folder / "deck")
        self.question.put(large(html(asked.question, media=media), self._theme.px(20)), folder=folder)
        self.answer.put(_said(marking, self._theme))
        self.verdict.setText(asked.verdict if marking.may_look else "")
        self.verdict.setVisible(bool(self.verdict.text()))
        predicting, done = not marking.may_look, asked.marked
        self.points.put(() if asked.judges_itself else marking.points, "\n".join(asked.answers))
        self.star.put(None if predicting else marking.star)
        self._put_scores(marking)
        self.note.setVisible(not predicting)
        if fresh:
            self.note.setText(asked.note)
            self.verticalScrollBar().setValue(0)
        for widget in (self._hairline, self._model_title):
            widget.setVisible(done and bool(marking.model_answer))
        model = html(marking.model_answer, media=media) if done and marking.model_answer else ""
        self.model.put(model, folder=folder)
        self.finish.setVisible(may_finish and not last)
        words = self.tr("Take the marks of {name}").format(name=interviewer)
        self.take_over.setText(self._commands.named(words, "interview.take_over"))
        self.take_over.setVisible(bool(interviewer))
        self._label(predicting=predicting, done=done, last=last)
        self.take_focus()
        if done:
            # Once it is laid out: what comes next is to be read.
            QTimer.singleShot(0, self._come_to_model)

    @property
    def texts(self) -> tuple[Text, ...]:
        """What may hold links and pictures."""
        return self.question, self.model

    @property
    def predicting(self) -> bool:
        return self.marking is not None and not self.marking.may_look

    def take_focus(self) -> None:
        if self.marking is not None and self.marking.asked.marked:
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.predicting or not self.points.rows:
            self.scores.take_focus()
        else:
            self.points.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, score: int) -> None:
        row = self.scores.rows[score - 1]
        row.click()
        self.ensureWidgetVisible(row)

    def tick(self, place: int) -> None:
        """Tick a key point, or take the tick away."""
        self.points.tick(place)
        if place < len(self.points.rows):
            self.ensureWidgetVisible(self.points.rows[place])

    def act(self) -> None:
        """The one main action of this step."""
        if self.marking is None or self.predicting:
            return
        if self.marking.asked.marked and not self._changed():
            self.next_wanted.emit()
        elif self.scores.score is not None:
            self.kept.emit()

    def _come_to_model(self) -> None:
        bar = self.verticalScrollBar()
        if self.marking is not None and self.marking.asked.marked and not self._model_title.isHidden():
            top = self._hairline.mapTo(self.inside, self._hairline.rect().topLeft()).y()
            bar.setValue(max(bar.value(), min(top - self._theme.px(24), bar.maximum())))
        else:
            self.ensureWidgetVisible(self.go_on)

    def _put_scores(self, marking: Marking) -> None:
        asked = marking.asked
        if self.predicting:
            # A rubric of the card would say what to look for.
            anchors = asked.anchors if asked.judges_itself else ANCHORS
            self.scores.put(self.tr("Before you look: what score will you give this answer?"), anchors, None)
            return
        predicted = "" if asked.predicted is None else self.tr(" You predicted {score}.").format(score=asked.predicted)
        score = asked.score if asked.marked else marking.suggested_score
        title = self.tr("What is it worth?") if asked.answered else self.tr("There is no answer in writing.")
        self.scores.put(title + predicted, marking.anchors, score)

    def _changed(self) -> bool:
        assert self.marking is not None
        asked = self.marking.asked
        hits = {point.id: bool(point.hit) for point in self.marking.points}
        points = {} if asked.judges_itself else hits
        return self.scores.score != asked.score or self.points.hits != points or self.note.text() != asked.note

    def _chosen(self, score: int) -> None:
        if self.predicting:
            self.predicted.emit(score)
        else:
            self._relabel()

    def _relabel(self) -> None:
        assert self.marking is not None
        self.go_on.setEnabled(self.scores.score is not None)

    def _label(self, *, predicting: bool, done: bool, last: bool) -> None:
        words = self.tr("Keep these marks")
        if done:
            words = self.tr("See the report") if last else self.tr("Next question")
        self._words = words
        self._name_button()
        self.go_on.setAccessibleName(words)
        self.go_on.setVisible(not predicting)
        self.go_on.setEnabled(done or self.scores.score is not None)

    def _name_button(self) -> None:
        """Without its key where that would be wider than the page."""
        narrow = self.width() < self._theme.px(_NARROW)
        self.go_on.setText(self._words if narrow else self._commands.named(self._words, "interview.keep_marks"))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_button()


def _titled(theme: Theme, title: QWidget, text: QWidget) -> QLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(6))
    column.addWidget(title)
    column.addWidget(text)
    return column


def _said(marking: Marking, theme: Theme) -> str:
    """What was answered, question and follow-ups, with the words that show a key point marked."""
    asked = marking.asked
    spans = merged([span for point in marking.points if point.hit is not False for span in point.spans])
    parts, start = [], 0
    for place, answer in enumerate(asked.answers):
        if place:
            parts.append(f"<p><b>{_follow_up(asked, place)}</b></p>")
        if answer.strip():
            words = _highlighted(answer, [(low - start, high - start) for low, high in spans], theme)
            parts.append(words)
        else:
            parts.append(f'<p style="color:{theme.tokens.muted}">{_nothing(asked)}</p>')
        start += len(answer) + 1
    return "".join(parts)


def _follow_up(asked: Asked, place: int) -> str:
    return inline_html(asked.follow_ups[place - 1]) if place <= len(asked.follow_ups) else ""


def _nothing(asked: Asked) -> str:
    return "Answered aloud." if asked.recordings else "Nothing was written. If you answered aloud, mark what you said."


def _highlighted(answer: str, spans: list[tuple[int, int]], theme: Theme) -> str:
    said, at = [], 0
    for low, high in spans:
        low, high = max(low, at), min(high, len(answer))
        if low < high:
            style = f"background-color:{theme.tokens.soft}; text-decoration:underline"
            said += [escape(answer[at:low]), f'<span style="{style}">{escape(answer[low:high])}</span>']
            at = high
    said.append(escape(answer[at:]))
    # Qt would make a table of a quotation, with an empty line after it.
    return f'<p style="margin-left:{theme.px(14)}px">' + "".join(said).strip().replace("\n", "<br>") + "</p>"
