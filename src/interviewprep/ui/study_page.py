"""Study: a question, its answer, a grade, the next one. Everything else waits on keys and in one quiet menu."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from interviewprep.cards.model import Kind
from interviewprep.journeys.closing import closing
from interviewprep.journeys.study import Study
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.card_document import Typesetter
from interviewprep.ui.card_extras import CardExtras
from interviewprep.ui.commands import Commands
from interviewprep.ui.message_bar import Message
from interviewprep.ui.page import Page
from interviewprep.ui.paper_face import PaperFace
from interviewprep.ui.study_ahead import Ahead
from interviewprep.ui.study_answer import Answer
from interviewprep.ui.study_end import StudyEnd
from interviewprep.ui.study_header import StudyHeader
from interviewprep.ui.study_menu import StudyMenu, undo_words
from interviewprep.ui.study_ratings import RatingRow
from interviewprep.ui.study_sheet import WAYS, Sheet
from interviewprep.ui.theme import MEASURE, Theme

if TYPE_CHECKING:
    from interviewprep.journeys.decks import Changes
    from interviewprep.journeys.face import Face

_TICK_MS = 1000
_SCAN_CODES = {"linux": range(10, 19), "win32": range(2, 11)}
"""Scan codes of the keys 1 to 9: digits work by their place too, on keyboards that shift them."""


class StudyPage(Page):
    finished = Signal()
    """The user is done here and wants to go home."""
    edit_wanted = Signal(str, int)
    """Name of the deck and the line of the card in its file."""
    decks_wanted = Signal()

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self.page_name = self.tr("Study")
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self._study: Study | None = None
        self._decks: tuple[str, ...] = ()
        self._paper: PaperFace | None = None
        self._before: Face | None = None
        self._unsettled = False
        self._clock = QElapsedTimer()
        self._passed_ms = 0
        """Spent on this card before the clock was last set."""
        self._seconds = 0.0
        self._suggested = Rating.GOOD
        self._build()
        self._bind()
        theme.changed.connect(self._dress)
        self._dress()

    # Building

    def _build(self) -> None:
        theme, commands = self._theme, self._commands
        self._typesetter = Typesetter(theme, self)
        self._ahead = Ahead(self._typesetter, theme, self)
        self._ahead.maths_ready.connect(self._set_maths)
        self.header = StudyHeader(theme, commands, self)
        self.sheet = Sheet(theme, commands, self._typesetter, self)
        self.answer = Answer(self.sheet, theme, commands, self._workplace)
        self.extras = CardExtras(self.sheet, theme)
        self.extras.said.connect(self.said)
        self.show_button = QPushButton(self)
        self.show_button.setObjectName("primary")
        self.show_button.clicked.connect(self.reveal)
        self.ratings = RatingRow(theme, commands, self)
        self.ratings.rated.connect(self.grade)
        self.end = StudyEnd(theme, commands, self)
        self.end.more_wanted.connect(self._go_on)
        self.end.home_wanted.connect(self.finished)
        self.end.decks_wanted.connect(self.decks_wanted)
        self.sheet.decided.connect(self.reveal)
        self.sheet.ticked.connect(self._offer)
        self.sheet.painted.connect(self._after_paint)
        self._actions = QStackedWidget(self)
        ask = QWidget(self)
        row = QHBoxLayout(ask)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.show_button)
        row.addStretch(1)
        self._actions.addWidget(ask)
        self._actions.addWidget(self.ratings)
        paper = QFrame(self)
        paper.setObjectName("panel")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.sheet)
        card = QWidget(self)
        self._card_column = QVBoxLayout(card)
        self._card_column.setContentsMargins(0, 0, 0, 0)
        self._card_column.addWidget(self.header)
        self._card_column.addWidget(paper, 1)
        self._card_column.addWidget(self._actions)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(card)
        self._stack.addWidget(self.end)
        self._whole = QHBoxLayout(self)
        self._whole.addStretch(1)
        self._whole.addWidget(self._stack, 100)
        self._whole.addStretch(1)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._ticker.timeout.connect(self._say_time)

    def _bind(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "study.reveal": self.reveal,
            "study.suggested": self.take_suggestion,
            "study.undo": self.undo,
            "study.edit": self.edit,
            "study.edit_last": self.edit_last,
            "study.bury": self.bury,
            "study.suspend": self.suspend,
            "study.mark": self.mark,
            "study.history": self.show_history,
            "study.hint": self._hint,
            "study.sound": self.extras.play_sound,
            "study.copy": self._copy,
            "study.type": self._toggle_typing,
            "study.mental": self.answer.toggle_mental,
            "study.ask": self.answer.ask,
            "study.scratchpad": self.answer.go_to_scratchpad,
            "study.clock": self._toggle_clock,
            "study.link": self.extras.choose_link,
            "study.picture": self.extras.choose_picture,
            "study.menu": self.header.menu_button.showMenu,
            "study.leave": self.leave,
            **{f"study.{rating.name.lower()}": partial(self.grade, rating) for rating in Rating},
            **{f"study.option.{n}": partial(self.sheet.options.pick, n - 1) for n in range(1, 10)},
            **{f"study.point.{n}": partial(self.sheet.points.tick, n - 1) for n in range(1, 10)},
            **{f"study.{way}": partial(self.sheet.scroll_to, way) for way in WAYS},
        }
        self.actions_by_name = {name: self._commands.bind(name, self, slot) for name, slot in slots.items()}
        # A key that is held down must not rush through cards.
        for name in ("study.reveal", "study.suggested", *(f"study.{rating.name.lower()}" for rating in Rating)):
            self.actions_by_name[name].setAutoRepeat(False)
        for name in ("study.type", "study.mental", "study.clock"):
            self.actions_by_name[name].setCheckable(True)
        self.header.menu_button.setMenu(StudyMenu(self, self.actions_by_name, self._refresh_menu))

    # The sitting

    def study(self, decks: Sequence[str] = ()) -> None:
        """Begin a sitting over these decks, or over all; the page shows it when it is shown."""
        self._decks = tuple(decks)
        self._study = None

    def shown(self) -> None:
        if self._study is None:
            self._study = Study(self._workplace, self._decks)
            self._study.start()
            self._show()
        else:
            self._look_again()

    def decks_changed(self, changes: Changes) -> None:
        self._ahead.forget()
        self._look_again()

    def day_changed(self) -> None:
        self._look_again()

    @property
    def face(self) -> Face | None:
        return self._study.face if self._study else None

    @property
    def _spent_ms(self) -> int:
        return self._passed_ms + int(self._clock.elapsed())

    @property
    def revealed(self) -> bool:
        return self._paper is not None and self.sheet.revealed

    def reveal(self) -> None:
        """Show the answer; where one was typed or picked, judge it."""
        if self._paper is None or self.revealed or (self.answer.field and self.answer.field.composing):
            return
        readable, verdict = self.answer.finish()
        if not readable:
            return
        self._seconds = self._spent_ms / 1000
        self.sheet.reveal(verdict)
        self._actions.setCurrentWidget(self.ratings)
        self._offer()
        self._enable()
        self._place.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_suggestion(self) -> None:
        self.grade(self._suggested)

    def grade(self, rating: Rating | int) -> None:
        """Record the rating and show the next card."""
        study, paper = self._study, self._paper
        if study is None or paper is None or not self.revealed:
            return
        self._before = paper.face
        study.grade(Rating(rating), self._spent_ms, self.answer.note())
        self._show()
        if study.last is not None and study.last.leech:
            self._tell_leech()

    def undo(self) -> None:
        """Take back the last action, also one of an earlier day, and say what it was."""
        if self._study is None:
            return
        undone = self._study.undo()
        if undone is not None:
            self._ahead.forget()
            self._show()
        self.said.emit(Message(undo_words(undone, done=True)))

    def bury(self) -> None:
        if self._study is not None and self.face is not None:
            self._study.bury()
            self._left(self.tr("Buried until tomorrow."))

    def suspend(self) -> None:
        if self._study is not None and self.face is not None:
            self._study.suspend()
            self._left(self.tr("Suspended: it is not asked until you call it back."))

    def mark(self) -> None:
        if self._study is not None and self.face is not None:
            marked = self._study.mark().marked
            self._say_place()
            self.said.emit(Message(self.tr("Marked.") if marked else self.tr("No longer marked.")))

    def edit(self) -> None:
        if self.face is not None:
            self.edit_wanted.emit(self.face.deck, self.face.line)

    def edit_last(self) -> None:
        if self._before is not None:
            self.edit_wanted.emit(self._before.deck, self._before.line)

    def show_history(self) -> None:
        if self.face is not None:
            from interviewprep.journeys.history import history
            from interviewprep.ui.history_dialog import HistoryDialog

            self.dialog = HistoryDialog(history(self._workplace, self.face), self._theme, self.window())
            self.dialog.open()

    def leave(self) -> None:
        """Out of a field first, then home."""
        if isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit)):
            self.sheet.question.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.finished.emit()

    # Showing

    def _show(self) -> None:
        """Put what the sitting has come to on the screen."""
        face = self.face
        if face is None:
            self._show_end()
            return
        self._paper = self._ahead.take(face)
        self.answer.put(self._paper)
        self._say_place()
        self.show_button.setText(self._show_words())
        self._actions.setCurrentIndex(0)
        self._stack.setCurrentIndex(0)
        self._enable()
        self._passed_ms = 0
        self._clock.restart()
        self._say_time()
        self._unsettled = True
        self._place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_end(self) -> None:
        study = self._study
        if study is None:
            return
        self._paper = None
        soonest = study.next_learning_ms()
        wait_s = None if soonest is None else max(0.0, (soonest - self._workplace.now().at_ms) / 1000)
        self.end.put(study.counts(), closing(self._workplace, self._decks), wait_s)
        self._stack.setCurrentWidget(self.end)
        self._place.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()

    def _look_again(self) -> None:
        """Follow what changed in decks or day under the card on the screen; its state stays where its text does."""
        if self._study is None:
            return
        before, revealed = self._paper, self.revealed
        face = self._study.look_again()
        if before is None or face is None or before.face.item != face.item:
            self._show()
        elif before.face.card != face.card or before.face.path != face.path:
            spent = self._spent_ms
            self._show()
            self._passed_ms = spent
            if revealed:
                self.reveal()
        else:
            before.face = face
            self._say_place()

    def _go_on(self, new: int) -> None:
        if self._study is not None:
            self._study.go_on(new)
            self._show()

    def _left(self, words: str) -> None:
        """The card was set aside."""
        self._ahead.forget()
        self._show()
        self.said.emit(Message(words, self.tr("Undo"), self.undo))

    def _offer(self) -> None:
        if self.face is None:
            return
        self._suggested = self.answer.suggested(self._seconds) or Rating.GOOD
        self.ratings.offer(self.face.waits_s, self._suggested)

    def _after_paint(self) -> None:
        if self._unsettled:
            self._unsettled = False
            QTimer.singleShot(0, self._settle)

    def _settle(self) -> None:
        """While the user reads: set the answer, make the next card ready, load what a drill needs."""
        if self._study is None or self._paper is None:
            return
        if not self._paper.rough:
            self._paper.finish()
        if self._paper.sight.kind is Kind.DRILL:
            from interviewprep.ui.units import load_units

            load_units()
        self._ahead.prepare(self._study.upcoming(), self.sheet.column_width)

    def _enable(self) -> None:
        """Keys hold only where they make sense: a digit is an option before the answer and a rating after it."""
        asked, answered = self._paper is not None and not self.revealed, self.revealed
        kind = self._paper.sight.kind if self._paper else None
        for name, action in self.actions_by_name.items():
            if name == "study.reveal" or name in ("study.mental", "study.ask", "study.scratchpad"):
                action.setEnabled(asked)
            elif name.startswith("study.option."):
                action.setEnabled(asked and kind is Kind.CHOICE)
            elif name.startswith("study.point."):
                action.setEnabled(answered and kind is Kind.OPEN)
            elif name in ("study.again", "study.hard", "study.good", "study.easy", "study.suggested"):
                action.setEnabled(answered)
            elif name == "study.hint":
                action.setEnabled(asked and bool(self._paper and self._paper.sight.shown.hint))
            elif name not in ("study.undo", "study.leave", "study.type", "study.clock"):
                action.setEnabled(self._paper is not None)

    def _show_words(self) -> str:
        field = self.answer.field
        key = self._commands.keys_text("study.reveal")
        if field is None:
            return self.tr("Show answer  ({key})").format(key=key)
        return self.tr("Check  (Enter)")

    def _say_place(self) -> None:
        if self._study is not None and self.face is not None:
            self.header.put(self.face, self._study.counts())

    def _say_time(self) -> None:
        minutes = self._minutes_given()
        wanted = self._paper is not None and (self._workplace.settings.study_clock or minutes > 0)
        self.header.say_time(self._spent_ms / 1000 if wanted else None, minutes)
        if wanted and not self._ticker.isActive():
            self._ticker.start()
        elif not wanted:
            self._ticker.stop()

    def _minutes_given(self) -> float:
        given = self._paper.face.card.attributes.get("minutes") if self._paper else ""
        try:
            return float(given) if given else 0.0
        except ValueError:
            return 0.0

    def _hint(self) -> None:
        if not self.sheet.show_hint():
            self.said.emit(Message(self.tr("This card has no hint.")))

    def _copy(self) -> None:
        if self._paper is not None:
            self.extras.copy_code(self._paper)

    def _toggle_typing(self) -> None:
        wanted = self.answer.toggle_typing()
        self.show_button.setText(self._show_words())
        words = (
            self.tr("Recall cards ask for a typed answer now.") if wanted else self.tr("Answers are only thought now.")
        )
        self.said.emit(Message(words))

    def _toggle_clock(self) -> None:
        self._workplace.choose(study_clock=not self._workplace.settings.study_clock)
        self._say_time()

    def _tell_leech(self) -> None:
        key = self._commands.keys_text("study.edit_last")
        words = self.tr("This card keeps slipping away. A clearer or smaller question is learned faster.")
        self.said.emit(Message(words, self.tr("Edit it ({key})").format(key=key), self.edit_last, lasting=True))

    def _refresh_menu(self) -> None:
        actions, settings = self.actions_by_name, self._workplace.settings
        undone = self._study.would_undo() if self._study else None
        actions["study.undo"].setText(undo_words(undone))
        actions["study.undo"].setEnabled(undone is not None)
        marked = self.face is not None and self.face.marked
        actions["study.mark"].setText(self.tr("Take the mark off") if marked else self.tr("Mark the card"))
        actions["study.edit_last"].setEnabled(self._before is not None)
        actions["study.type"].setChecked(settings.type_answers)
        actions["study.clock"].setChecked(settings.study_clock)
        actions["study.mental"].setChecked(settings.mental_arithmetic)

    def _dress(self) -> None:
        px = self._theme.px
        self._whole.setContentsMargins(px(16), px(14), px(16), px(16))
        self._card_column.setSpacing(px(12))
        self._stack.setMaximumWidth(px(MEASURE))
        self.show_button.setMinimumWidth(px(220))
        self._ahead.forget()
        self._again_on_paper()

    def _again_on_paper(self) -> None:
        """Set the card anew, in another look."""
        if self._paper is not None:
            self._paper = self._ahead.take(self._paper.face)
            self.answer.put_again(self._paper)

    def _set_maths(self) -> None:
        if self._paper is not None and self._paper.rough:
            self._again_on_paper()

    @property
    def _place(self) -> QWidget:
        """Where the focus belongs: where one answers, then what is read next."""
        if self._paper is None:
            return self.end.first
        if not self.revealed:
            return self.answer.place()
        news = (self.sheet.verdict, self.sheet.answer, self.sheet.more)
        return next((view for view in news if self.sheet.shows(view)), self.sheet.question)

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._study is not None:
            self._place.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = _place_of_digit(event)
        name = "" if place is None else self._digit(place)
        if name and self.actions_by_name[name].isEnabled():
            self.actions_by_name[name].trigger()
        else:
            super().keyPressEvent(event)

    def _digit(self, place: int) -> str:
        if not self.revealed:
            return f"study.option.{place}"
        return f"study.{Rating(place).name.lower()}" if place <= 4 else ""


def _place_of_digit(event: QKeyEvent) -> int | None:
    """Which digit stands on the key on an American keyboard, for a press without modifiers that gave no digit."""
    if event.modifiers() != Qt.KeyboardModifier.NoModifier or event.isAutoRepeat():
        return None
    codes = _SCAN_CODES.get(sys.platform, _SCAN_CODES["linux"])
    return codes.index(event.nativeScanCode()) + 1 if event.nativeScanCode() in codes else None
