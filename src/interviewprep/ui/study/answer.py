"""What the user does to answer: picks, types, works out, ticks. Gives what is said of it, the rating it suggests and
the note that is kept with the review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from interviewprep.cards import suggestion
from interviewprep.cards.comparison import Comparison
from interviewprep.cards.model import Kind, PartName
from interviewprep.journeys.answer_note import AnswerNote
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.cards.answer_field import AnswerField
from interviewprep.ui.cards.paper_face import PaperFace, Said
from interviewprep.ui.commands import Commands
from interviewprep.ui.study.sheet import Sheet
from interviewprep.ui.study.typed import comparison_html
from interviewprep.ui.theme import Theme

if TYPE_CHECKING:
    from interviewprep.journeys.face import Face
    from interviewprep.ui.study.drill import DrillAnswer

_TYPED = (Kind.RECALL, Kind.CLOZE)
"""Kinds whose answer is short enough to be compared word by word."""


class Answer(QObject):
    def __init__(self, sheet: Sheet, theme: Theme, commands: Commands, workplace: Workplace) -> None:
        super().__init__(sheet)
        self._sheet, self._theme, self._commands, self._workplace = sheet, theme, commands, workplace
        self._paper: PaperFace | None = None
        self._compared: Comparison | None = None
        self.drill: DrillAnswer | None = None

    def put(self, paper: PaperFace) -> None:
        """Show the question with what it takes to answer it."""
        self._paper, self._compared = paper, None
        if self._is_drill:
            self._drill_part().put(paper)
        self._sheet.typed.put()
        self._sheet.ask(paper, typed=paper.sight.kind in _TYPED and self._workplace.settings.type_answers)

    def put_again(self, paper: PaperFace) -> None:
        """The same face set anew, in another look: what was picked, typed and ticked stays."""
        sheet, revealed = self._sheet, self._sheet.revealed
        picked, ticked = sheet.options.picked, sheet.points.ids
        hinted, at = sheet.shows(sheet.hint), sheet.verticalScrollBar().value()
        self._paper = paper
        sheet.ask(paper, typed=sheet.shows(sheet.typed))
        sheet.options.check(picked)
        if hinted:
            sheet.show_hint()
        if revealed:
            sheet.reveal(self._said())
            sheet.points.check(ticked)
        sheet.verticalScrollBar().setValue(at)

    @property
    def field(self) -> AnswerField | None:
        """Where the answer is typed; None where it is only thought."""
        if self._is_drill and self.drill is not None:
            return self.drill.field
        return self._sheet.typed.field if self._sheet.shows(self._sheet.typed) else None

    def place(self) -> QWidget:
        """Where the focus belongs while the question is open."""
        return self.field or self._sheet.question

    def finish(self) -> tuple[bool, Said | None]:
        """Take the answer: whether it can be read, and what is to be said of it."""
        paper = self._paper
        if paper is None:
            return False, None
        if self._is_drill and self.drill is not None:
            if not self.drill.judge():
                return False, None
        elif self.field is not None:
            self._compared = self._sheet.typed.compared(paper)
        return True, self._said()

    def suggested(self, seconds: float) -> Rating | None:
        """The rating that the answer speaks for; None where it says nothing. `seconds` is the time it took."""
        kind = self._paper.sight.kind if self._paper else None
        value: int | None = None
        if self._is_drill and self.drill is not None:
            return self.drill.suggested(seconds)
        if kind is Kind.CHOICE:
            value = suggestion.for_choice(self._sheet.options.right, self._sheet.options.picked)
        elif kind is Kind.OPEN and self._sheet.points.ids:
            value = suggestion.for_points(len(self._sheet.points.ids), self._sheet.points.total)
        elif self._compared is not None:
            value = suggestion.for_words(self._compared.same, self._compared.words, equal=self._compared.equal)
        return None if value is None else Rating(value)

    def note(self) -> str:
        """For the log; "" where there is nothing to keep."""
        if self._is_drill and self.drill is not None:
            drill, draw = self.drill, self._paper.sight.draw if self._paper else None
            return AnswerNote(
                typed=drill.field.text().strip(),
                scratch=drill.pad.text,
                judged=drill.judgement.judged.value if drill.judgement else "",
                help=draw.help.value if draw else "",
                mental=drill.mental.isChecked(),
                asked=drill.asked,
            ).text()
        kind = self._paper.sight.kind if self._paper else None
        return AnswerNote(
            typed=self.field.text().strip() if self.field is not None else "",
            picked=self._sheet.options.picked if kind is Kind.CHOICE else (),
            ticked=self._sheet.points.ids if kind is Kind.OPEN else (),
        ).text()

    # What keys do

    def toggle_typing(self) -> bool:
        """Ask for typed answers, or no longer; gives whether they are asked for now."""
        wanted = not self._workplace.settings.type_answers
        self._workplace.choose(type_answers=wanted)
        shown = wanted and self._paper is not None and self._paper.sight.kind in _TYPED and not self._sheet.revealed
        self._sheet.typed.setVisible(shown)
        self.place().setFocus(Qt.FocusReason.OtherFocusReason)
        return wanted

    def toggle_mental(self) -> None:
        if self._is_drill and self.drill is not None and self.drill.mental.isEnabled():
            self.drill.mental.toggle()

    def ask(self) -> None:
        if self._is_drill and self.drill is not None:
            self.drill.ask()

    def go_to_scratchpad(self) -> None:
        """To the scratchpad, and from it back to the answer."""
        if self._is_drill and self.drill is not None and self.drill.pad.isVisible():
            inside = self.drill.pad.isAncestorOf(self.drill.window().focusWidget())
            (self.drill.field if inside else self.drill.pad).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _is_drill(self) -> bool:
        return self._paper is not None and self._paper.sight.kind is Kind.DRILL and self._paper.sight.draw is not None

    def _said(self) -> Said | None:
        """What is said of the answer that was taken."""
        if self._paper is None:
            return None
        if self._is_drill and self.drill is not None and self.drill.judgement is not None:
            from interviewprep.ui.study.drill import verdict_html

            return self._paper.text(verdict_html(self.drill.judgement, self.drill.field.text().strip()))
        return self._paper.text(comparison_html(self._compared, self._theme)) if self._compared else None

    def expect(self, face: Face) -> None:
        """Make ready what the next card will need."""
        if face.card.has(PartName.FORMULA):
            self._drill_part()

    def _drill_part(self) -> DrillAnswer:
        if self.drill is None:
            from interviewprep.ui.study.drill import DrillAnswer

            self.drill = DrillAnswer(self._theme, self._commands, self._sheet.widget())
            self.drill.mental.setChecked(self._workplace.settings.mental_arithmetic)
            self.drill.mental.toggled.connect(self._keep_mental)
            self.drill.field.textEdited.connect(self._typing)
            self.drill.hide()
            self._sheet.place_drill(self.drill)
        return self.drill

    def _typing(self) -> None:
        if self.drill is not None:
            self._sheet.show_field(self.drill.field)

    def _keep_mental(self, wanted: bool) -> None:
        self._workplace.choose(mental_arithmetic=wanted)
