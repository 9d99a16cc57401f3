"""The card on its paper: question, what is done to answer it, answer; one column that scrolls as a whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from interviewprep.cards.model import Kind
from interviewprep.rendering.hidden_areas import has_areas
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.cards.paper_face import PaperFace, Said
from interviewprep.ui.cards.view import CardView
from interviewprep.ui.commands import Commands
from interviewprep.ui.study.choice import Options
from interviewprep.ui.study.points import Points
from interviewprep.ui.study.typed import TypedAnswer
from interviewprep.ui.theme import Theme

WAYS = ("down", "up", "page_down", "page_up", "top", "bottom")
_LEAST_SCROLL = 48


class Sheet(QScrollArea):
    link_wanted = Signal(str)
    picture_wanted = Signal(str, object)
    """Name of the picture and the document it stands in."""
    decided = Signal()
    """Of a choice: the pick is made."""
    ticked = Signal()
    painted = Signal()
    """The question has been painted."""
    asked = Signal()
    """Another card is shown."""

    def __init__(self, theme: Theme, commands: Commands, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._commands, self._typesetter = theme, commands, typesetter
        self._paper: PaperFace | None = None
        self.revealed = False
        self.setObjectName("sheet")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self.question = self._view(self.tr("Question"))
        self.help = self._view(self.tr("Formula"))
        self.hint = self._view(self.tr("Hint"))
        self.options = Options(theme, commands, self._body)
        self.typed = TypedAnswer(theme, self._body)
        self._drill_place = QVBoxLayout()
        self.drill: QWidget | None = None
        self.verdict = self._view(self.tr("Your answer"))
        self._hairline = QFrame(self._body)
        self._hairline.setObjectName("hairline")
        self.points = Points(theme, commands, self._body)
        self.answer = self._view(self.tr("Answer"))
        self.more = self._view(self.tr("More"))
        self.sources = self._view(self.tr("Sources"))
        above: tuple[QWidget, ...] = (self.question, self.help, self.hint, self.options, self.typed)
        below: tuple[QWidget, ...] = (self.verdict, self._hairline, self.points, self.answer, self.more, self.sources)
        for part in above:
            self._column.addWidget(part)
        self._column.addLayout(self._drill_place)
        for part in below:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setWidget(self._body)
        self.options.decided.connect(self.decided)
        self.points.ticked.connect(self.ticked)
        self.typed.field.textEdited.connect(lambda *_: self.show_field(self.typed.field))
        self.question.viewport().installEventFilter(self)
        self._dress()
        theme.changed.connect(self._dress)

    def ask(self, paper: PaperFace, *, typed: bool) -> None:
        """Show the question alone. `typed`: with a field for the answer of a card that is recalled."""
        self._paper, self.revealed = paper, False
        self.asked.emit()
        kind = paper.sight.kind
        self._body.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if paper.right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self._set_margins()
        self._put(self.question, Said(paper.question.text, paper.question.plain))
        self._put(self.help, paper.help)
        for view in (self.hint, self.verdict, self.answer, self.more, self.sources):
            self._put(view, None)
        for part in (self._hairline, self.points):
            part.hide()
        self.options.setVisible(kind is Kind.CHOICE)
        if kind is Kind.CHOICE:
            self.options.put(paper)
            self.options.fit(self.column_width)
        self.typed.setVisible(typed)
        if self.drill is not None:
            self.drill.setVisible(kind is Kind.DRILL and paper.sight.draw is not None)
        self.verticalScrollBar().setValue(0)

    def show_field(self, field: QWidget) -> None:
        """Scroll to the field that is being typed in."""
        self.ensureWidgetVisible(field, 0, self._theme.px(24))

    def place_drill(self, drill: QWidget) -> None:
        """Take the part that only drills need; it is made with the first of them."""
        self.drill = drill
        self._drill_place.addWidget(drill)
        drill.setFixedWidth(self.column_width)

    def show_hint(self) -> bool:
        """False where the card has none."""
        if self._paper is None or self.revealed or (hint := self._paper.hint) is None:
            return False
        self._put(self.hint, hint)
        return True

    def reveal(self, verdict: Said | None) -> None:
        """Show everything. `verdict` is what is said of the user's own answer."""
        paper = self._paper
        if paper is None:
            return
        self.revealed = True
        paper.finish()
        kind = paper.sight.kind
        if kind is Kind.CHOICE:
            self.options.reveal()
        self._put(self.verdict, verdict)
        self._put(self.answer, paper.answer if paper.sight.answer_alone else None)
        # A picture is uncovered where it stands, and not shown a second time below.
        in_place = has_areas(paper.sight.shown.question)
        if in_place and self.question.hasFocus():
            # Qt would move it as Tab does, and the answer would have a ring.
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        self.question.setVisible(not in_place)
        self._put(self.more, paper.more)
        self._put(self.sources, paper.sources)
        self.points.setVisible(kind is Kind.OPEN)
        if kind is Kind.OPEN:
            self.points.put(paper, self.column_width)
        shown = (self.answer, self.more, self.sources, self.points)
        self._hairline.setVisible(not in_place and any(part.isVisibleTo(self._body) for part in shown))
        first: QWidget = self.verdict if verdict else self.points if kind is Kind.OPEN else self.answer
        if not first.isVisibleTo(self._body):
            first = self.options if kind is Kind.CHOICE else self.more
        self._bring(first)

    def read(self, paper: PaperFace) -> None:
        """Show all of a card at once, from its top, to be read and not to be answered."""
        self.points.reading = True
        self.ask(paper, typed=False)
        self.show_hint()
        self.reveal(None)
        self.verticalScrollBar().setValue(0)

    def scroll_to(self, way: str) -> None:
        """Scroll one of the `WAYS`."""
        bar = self.verticalScrollBar()
        line, page = self._theme.px(64), round(self.viewport().height() * 0.9)
        to = {"down": bar.value() + line, "up": bar.value() - line, "page_down": bar.value() + page}
        to |= {"page_up": bar.value() - page, "top": 0, "bottom": bar.maximum()}
        bar.setValue(to[way])

    def fit(self) -> None:
        """Lay every text out at the width there is."""
        width = self.column_width
        for view in self.shown_views:
            view.fit(width)
        self.options.fit(width)
        self.points.fit(width)
        for part in (self._hairline, self.options, self.points, self.typed, self.drill):
            if part is not None:
                part.setFixedWidth(width)

    def shows(self, part: QWidget) -> bool:
        """Whether a part is among what is shown, also while the page itself is hidden."""
        return part.isVisibleTo(self._body)

    @property
    def views(self) -> tuple[CardView, ...]:
        return (self.question, self.help, self.hint, self.verdict, self.answer, self.more, self.sources)

    @property
    def shown_views(self) -> list[CardView]:
        return [view for view in self.views if view.isVisibleTo(self._body)]

    @property
    def column_width(self) -> int:
        """Of the text: what is there, but never more than 72 characters."""
        least = self._theme.px(40 if self.width() > self._theme.px(560) else 16)
        return max(120, min(self.width() - 2 * least, self._typesetter.measure()))

    def _bring(self, part: QWidget) -> None:
        """Scroll so that the answer is seen, with as much of the question above it as fits."""
        bar = self.verticalScrollBar()
        self._column.activate()
        self._body.resize(self._body.width(), max(self._column.sizeHint().height(), self.viewport().height()))
        bottom = self._column.sizeHint().height()
        top = part.mapTo(self._body, part.rect().topLeft()).y() - self._theme.px(24)
        down = min(top, bottom - self.viewport().height())
        # For so little it is not worth cutting the question.
        bar.setValue(down if down > self._theme.px(_LEAST_SCROLL) else 0)

    def _view(self, name: str) -> CardView:
        view = CardView(self._theme, name, self._body)
        view.link_wanted.connect(self.link_wanted)
        view.picture_wanted.connect(lambda name, view=view: self.picture_wanted.emit(name, view.text))
        return view

    def _put(self, view: CardView, said: Said | None) -> None:
        view.setVisible(said is not None)
        if said is not None:
            view.put(said.text, said.plain, self.column_width)

    def _dress(self) -> None:
        self._set_margins()
        self._column.setSpacing(self._theme.px(16))
        self.fit()

    def _set_margins(self) -> None:
        px = self._theme.px
        begin = (self.width() - self.column_width) // 2
        # Lines end a little earlier than they begin, for the scroll bar.
        left, right = begin, max(0, begin - px(12))
        if self._body.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left, right = right, left
        low = self.height() < px(320)
        self._column.setContentsMargins(left, px(14 if low else 32), right, px(12 if low else 24))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self.question.viewport():
            self.painted.emit()
        return super().eventFilter(watched, event)
