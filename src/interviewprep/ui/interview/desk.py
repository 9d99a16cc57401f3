"""Marking a round, question by question: what the marking room shows next, and what is kept of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from interviewprep.journeys.interview import interviewer
from interviewprep.journeys.interview.marking import Marks
from interviewprep.journeys.interview.mock_interview import MockInterview
from interviewprep.journeys.interview.question_media import folder_beside
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.commands import Commands
from interviewprep.ui.interview.marking import MarkingRoom
from interviewprep.ui.theme import Theme


class MarkingDesk(QObject):
    entered = Signal(int)
    """The room shows the question of this place."""
    went_on = Signal()
    """The question is marked, and the round still runs."""
    finished = Signal(object)
    """The `Round`, closed."""

    def __init__(
        self, workplace: Workplace, theme: Theme, commands: Commands, typesetter: Typesetter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._round: MockInterview | None = None
        self._marks: Marks | None = None
        self._running = False
        self.room = MarkingRoom(theme, commands, typesetter)
        self.room.predicted.connect(self._predicted)
        self.room.kept.connect(self._keep)
        self.room.next_wanted.connect(self._go_on)
        self.room.finish_wanted.connect(self.finish)
        self.room.take_over_wanted.connect(self.take_over)

    def take(self, round_: MockInterview | None, marks: Marks | None) -> None:
        self._round, self._marks = round_, marks
        self.room.marking = None

    def mark_next(self) -> None:
        """In a round that is over: the first question without marks, or the end."""
        if self._marks is None:
            return
        left = self._marks.to_mark()
        if left:
            self.see(left[0], running=False)
        else:
            self.finish()

    def see(self, place: int, *, running: bool) -> None:
        """Show this question; `running`: it is marked in the round, when it is over."""
        assert self._round is not None
        assert self._marks is not None
        self._running = running
        slots, names = self._round.times.slots, self._round.times.names
        numbers = [n for n, slot in enumerate(slots) if not slot.talk]
        if place not in numbers:
            return
        marking = self._marks.see(place)
        left = [one for one in self._marks.to_mark() if one != place]
        number = self.tr("Question {n} of {all}").format(n=numbers.index(place) + 1, all=len(numbers))
        self.room.put(
            marking,
            where=f"{number} · {names[slots[place].section]}",
            last=not running and not left,
            may_finish=not running,
            folder=folder_beside(self._workplace, marking.asked.deck),
            interviewer="" if running else interviewer.waiting(self._workplace, self._round.key),
        )
        self.entered.emit(place)

    def see_again(self) -> None:
        """Something else of the question has changed."""
        if self.room.marking is not None:
            self.see(self._place, running=self._running)

    def take_over(self) -> None:
        """What the interviewer marked stands for the round."""
        if self._round is not None and (name := interviewer.waiting(self._workplace, self._round.key)):
            interviewer.take_over(self._workplace, self._round.key, name)
            self.mark_next()

    def finish(self) -> None:
        assert self._marks is not None
        self.finished.emit(self._marks.finish())

    def _predicted(self, score: int) -> None:
        assert self._marks is not None
        self._marks.predict(self._place, score)
        self.see(self._place, running=self._running)

    def _keep(self) -> None:
        assert self._marks is not None
        room, score = self.room, self.room.scores.score
        if score is not None:
            self._marks.mark(self._place, score, room.points.hits, room.star.star, room.note.text().strip())
            self.see(self._place, running=self._running)

    @property
    def _place(self) -> int:
        assert self.room.marking is not None
        return self.room.marking.asked.place

    def _go_on(self) -> None:
        if self._running:
            self.went_on.emit()
        else:
            self.mark_next()
