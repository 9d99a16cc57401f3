"""Study: a question, its answer, a grade, the next one. Everything else waits on keys and in one quiet menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from interviewprep.cards.model import Kind
from interviewprep.journeys.closing import closing
from interviewprep.journeys.study import Study
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.announce import announce
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.cards.extras import CardExtras
from interviewprep.ui.cards.paper_face import PaperFace
from interviewprep.ui.commands import Commands
from interviewprep.ui.message_bar import Message
from interviewprep.ui.page import Page
from interviewprep.ui.study import keys as study_keys
from interviewprep.ui.study.ahead import Ahead
from interviewprep.ui.study.answer import Answer
from interviewprep.ui.study.desk import Desk
from interviewprep.ui.study.menu import StudyMenu, in_short, undo_words
from interviewprep.ui.study.stopwatch import Stopwatch
from interviewprep.ui.theme import Theme

if TYPE_CHECKING:
    from interviewprep.journeys.decks import Changes
    from interviewprep.journeys.face import Face


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
        """The card that was answered last."""
        self._seconds = 0.0
        """What the answer took."""
        self._suggested = Rating.GOOD
        self._unsettled = False
        self.dialog: QDialog | None = None
        typesetter = Typesetter(theme, self)
        self._ahead = Ahead(typesetter, theme, self)
        self.desk = Desk(theme, commands, typesetter, self)
        self.answer = Answer(self.desk.sheet, theme, commands, workplace)
        self.extras = CardExtras(self.desk.sheet, theme)
        self._watch = Stopwatch(self)
        self._whole = QHBoxLayout(self)
        self._whole.addStretch(1)
        self._whole.addWidget(self.desk, 100)
        self._whole.addStretch(1)
        self.commands = study_keys.bind(self, commands)
        self.desk.header.menu_button.setMenu(StudyMenu(self, self.commands, self._refresh_menu))
        self._connect()
        self._dress()

    def _connect(self) -> None:
        desk = self.desk
        desk.show_button.clicked.connect(self.reveal)
        desk.ratings.rated.connect(self.grade)
        desk.end.more_wanted.connect(self._go_on)
        desk.end.home_wanted.connect(self.finished)
        desk.end.decks_wanted.connect(self.decks_wanted)
        desk.sheet.decided.connect(self.reveal)
        desk.sheet.ticked.connect(self._offer)
        desk.sheet.painted.connect(self._after_paint)
        self.extras.said.connect(self.said)
        self._ahead.maths_ready.connect(self._set_maths)
        self._watch.second.connect(self._say_time)
        self._theme.changed.connect(self._dress)

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
    def revealed(self) -> bool:
        return self._paper is not None and self.desk.sheet.revealed

    def reveal(self) -> None:
        """Show the answer; where one was typed or picked, judge it."""
        if self._paper is None or self.revealed or (self.answer.field and self.answer.field.composing):
            return
        readable, verdict = self.answer.finish()
        if not readable:
            return
        self._seconds = self._watch.spent_ms / 1000
        self.desk.sheet.reveal(verdict)
        self.desk.show_ratings()
        self._offer()
        self._enable()
        self._place.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._place, "\n".join(filter(None, (verdict.plain if verdict else "", self._paper.answer.plain))))

    def take_suggestion(self) -> None:
        self.grade(self._suggested)

    def grade(self, rating: Rating | int) -> None:
        """Record the rating and show the next card."""
        study, paper = self._study, self._paper
        if study is None or paper is None or not self.revealed:
            return
        self._before = paper.face
        study.grade(Rating(rating), self._watch.spent_ms, self.answer.note())
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
            from interviewprep.ui.study.history_dialog import HistoryDialog

            self.dialog = HistoryDialog(history(self._workplace, self.face), self._theme, self.window())
            self.dialog.open()

    def leave(self) -> None:
        """Out of a field first, then home."""
        if isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit)):
            self.desk.sheet.shown_views[0].setFocus(Qt.FocusReason.OtherFocusReason)
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
        self.desk.show_question(typed=self.answer.field is not None)
        self._enable()
        self._watch.start()
        self._say_time()
        self._unsettled = True
        self._place.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._place, self._paper.sight.shown.plain_question)

    def _show_end(self) -> None:
        study = self._study
        if study is None:
            return
        self._paper = None
        soonest = study.next_learning_ms()
        wait_s = None if soonest is None else max(0.0, (soonest - self._workplace.now().at_ms) / 1000)
        self.desk.end.put(study.counts(), closing(self._workplace, self._decks), wait_s)
        self.desk.show_end()
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
            spent = self._watch.spent_ms
            self._show()
            self._watch.start(spent)
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
        self.desk.ratings.offer(self.face.waits_s, self._suggested)

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
        upcoming = self._study.upcoming()
        self._ahead.prepare(upcoming, self.desk.sheet.column_width)
        if upcoming is not None:
            self.answer.expect(upcoming)

    def _enable(self) -> None:
        study_keys.enable(self.commands, self._paper, revealed=self.revealed)
        self.commands["study.edit_last"].setEnabled(self._before is not None)

    def _say_place(self) -> None:
        if self._study is not None and self.face is not None:
            self.desk.header.put(self.face, self._study.counts())

    def _say_time(self) -> None:
        minutes = self._minutes_given()
        wanted = self._paper is not None and (self._workplace.settings.study_clock or minutes > 0)
        self.desk.header.say_time(self._watch.spent_ms / 1000 if wanted else None, minutes)
        self._watch.watch(wanted)

    def _minutes_given(self) -> float:
        given = self._paper.face.card.attributes.get("minutes") if self._paper else ""
        try:
            return float(given) if given else 0.0
        except ValueError:
            return 0.0

    def hint(self) -> None:
        if not self.desk.sheet.show_hint():
            self.said.emit(Message(self.tr("This card has no hint.")))

    def copy_code(self) -> None:
        if self._paper is not None:
            self.extras.copy_code(self._paper)

    def toggle_typing(self) -> None:
        wanted = self.answer.toggle_typing()
        self.desk.say_how(typed=self.answer.field is not None)
        words = (
            self.tr("Recall cards ask for a typed answer now.") if wanted else self.tr("Answers are only thought now.")
        )
        self.said.emit(Message(words))

    def toggle_clock(self) -> None:
        self._workplace.choose(study_clock=not self._workplace.settings.study_clock)
        self._say_time()

    def _tell_leech(self) -> None:
        card = self._before.card if self._before else None
        if card is None:
            return
        words = self.tr("“{question}” keeps slipping away. A clearer or smaller question is learned faster.").format(
            question=in_short(card.heading or card.body)
        )
        edit = self._commands.named(self.tr("Edit it"), "study.edit_last")
        self.said.emit(Message(words, edit, self.edit_last, lasting=True))

    def _refresh_menu(self) -> set[str]:
        """Word the commands by the state they are in; gives those that this card has no use for."""
        actions, settings = self.commands, self._workplace.settings
        undone = self._study.would_undo() if self._study else None
        actions["study.undo"].setText(undo_words(undone))
        marked = self.face is not None and self.face.marked
        actions["study.mark"].setText(self.tr("Take the mark off") if marked else self.tr("Mark the card"))
        actions["study.type"].setChecked(settings.type_answers)
        actions["study.clock"].setChecked(settings.study_clock)
        actions["study.mental"].setChecked(settings.mental_arithmetic)
        extras = self.extras
        useful = {
            "study.hint": actions["study.hint"].isEnabled(),
            "study.copy": self._paper is not None and extras.has_code(self._paper),
            "study.picture": bool(extras.pictures),
            "study.link": bool(extras.links),
            "study.sound": bool(extras.sounds),
            "study.mental": self.answer.drill is not None,
            "study.edit_last": self._before is not None,
        }
        return {name for name, wanted in useful.items() if not wanted}

    def _dress(self) -> None:
        px = self._theme.px
        self._whole.setContentsMargins(px(16), px(10), px(16), px(12))
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
            return self.desk.end.first
        if not self.revealed:
            return self.answer.place()
        news = (self.desk.sheet.verdict, self.desk.sheet.answer, self.desk.sheet.more)
        return next((view for view in news if self.desk.sheet.shows(view)), self.desk.sheet.question)

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._study is not None:
            self._place.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch.go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch.pause()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = study_keys.digit_command(event, revealed=self.revealed)
        if name and self.commands[name].isEnabled():
            self.commands[name].trigger()
        else:
            super().keyPressEvent(event)
