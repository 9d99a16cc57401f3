"""The first cards of a file as they will look once they are here, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from interviewprep.journeys.importing.plan import What
from interviewprep.journeys.importing.preview import Sample
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.cards.paper_face import headed
from interviewprep.ui.cards.view import CardView
from interviewprep.ui.icons import SIZE
from interviewprep.ui.theme import Theme

_WORDS = {
    What.NEW: "new",
    What.CHANGED: "changed",
    What.UNCHANGED: "here already",
    What.CONFLICT: "in conflict, shown as yours",
    What.DELETED: "deleted here",
}


class FirstCards(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typesetter = Typesetter(theme, self)
        self._samples: Sequence[Sample] = ()
        self._at = 0
        self._title = QLabel(self.tr("The first cards, as they will look"))
        self._title.setObjectName("section")
        self._title.setWordWrap(True)
        self._count = QLabel()
        self._count.setObjectName("small")
        self.before = self._step_button(self.tr("Card before"), -1)
        self.next = self._step_button(self.tr("Next card"), 1)
        self._from = QLabel()
        self._from.setObjectName("small")
        self._from.setWordWrap(True)
        self._from.setTextFormat(Qt.TextFormat.PlainText)
        self.question = CardView(theme, self.tr("Question"), self)
        self.answer = CardView(theme, self.tr("Answer"), self)
        self._hairline = QFrame()
        self._hairline.setObjectName("hairline")
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def show_samples(self, samples: Sequence[Sample]) -> None:
        """Show these from the first on, or stay at the place where the same file was only read in another way."""
        self._samples = samples
        self._at = min(self._at, max(0, len(samples) - 1))
        self.setVisible(bool(samples))
        self._show()

    @property
    def current(self) -> Sample | None:
        return self._samples[self._at] if self._samples else None

    def _step_button(self, name: str, by: int) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("quiet")
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(partial(self._step, by))
        return button

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self._title, 1)
        for right in (self._count, self.before, self.next):
            self._top.addWidget(right)
        self._paper = QFrame(self)
        self._paper.setObjectName("panel")
        # The texts are as wide as the paper, never the other way round.
        self._paper.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._inside = QVBoxLayout(self._paper)
        inner: tuple[QWidget, ...] = (self._from, self.question, self._hairline, self.answer)
        for one in inner:
            self._inside.addWidget(one)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._top)
        self._column.addWidget(self._paper)

    def _step(self, by: int, *_: object) -> None:
        self._at = max(0, min(len(self._samples) - 1, self._at + by))
        self._show()

    def _show(self) -> None:
        one = self.current
        if one is None:
            return
        several = len(self._samples) > 1
        self._count.setText(self.tr("{at} of {all}").format(at=self._at + 1, all=len(self._samples)))
        for part in (self._count, self.before, self.next):
            part.setVisible(several)
        self.before.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self._samples) - 1)
        self._from.setText(" · ".join((one.deck, one.place, self.tr(_WORDS[one.what]))))
        seen, shown, width = one.sight, one.sight.shown, self._width()
        points = "".join(f"<li>{point}</li>" for point in shown.key_points)
        answer = (f"<ul>{points}</ul>" if points else "") + shown.answer
        for view, html, plain in (
            (self.question, headed(shown.notice + shown.question_with_options()), shown.plain_question),
            (self.answer, answer, seen.plain_answer),
        ):
            text = self._typesetter.document(html, right_to_left=shown.dir == "rtl", given=one.pictures)
            view.put(text, plain, width)
        has_answer = bool(answer.strip())
        self.answer.setVisible(has_answer)
        self._hairline.setVisible(has_answer)

    def _width(self) -> int:
        margins = self._inside.contentsMargins()
        return max(self._theme.px(120), self._paper.width() - margins.left() - margins.right() - 2)

    def _dress(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(8))
        self._top.setSpacing(px(6))
        self._inside.setContentsMargins(px(20), px(14), px(20), px(18))
        self._inside.setSpacing(px(12))
        for button, icon in ((self.before, "back"), (self.next, "next")):
            button.setIcon(self._theme.icon(icon, "muted"))
            button.setIconSize(QSize(px(SIZE), px(SIZE)))
        if self._samples:
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._width()
        for view in (self.question, self.answer):
            view.fit(width)
