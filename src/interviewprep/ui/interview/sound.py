"""The sound of a round: it records answers, reads questions out and lets the last half minute be heard, as wished."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from interviewprep.cards.model import Kind
from interviewprep.interview.phases import Phase, State
from interviewprep.journeys.interview.mock_interview import Look, MockInterview
from interviewprep.journeys.workplace import Workplace
from interviewprep.rendering.render import html
from interviewprep.rendering.spoken import spoken
from interviewprep.ui.announce import announce
from interviewprep.ui.commands import Commands
from interviewprep.ui.message_bar import Message
from interviewprep.ui.sound.devices import NoSound, Sound, Speaker
from interviewprep.ui.sound.recorder import Answer, Recorder
from interviewprep.ui.sound.recording_bar import RecordingBar
from interviewprep.ui.sound.recording_rows import RecordingRows
from interviewprep.ui.theme import Theme

if TYPE_CHECKING:
    from interviewprep.ui.interview.lobby import Lobby
    from interviewprep.ui.interview.marking import MarkingRoom
    from interviewprep.ui.interview.report import ReportRoom
    from interviewprep.ui.interview.stage import Stage

_ANSWERS = (Phase.ANSWER, Phase.FOLLOW_UP, Phase.YOUR_QUESTIONS)
_TYPED = (Kind.DRILL, Kind.CHOICE)
"""Answered by a number or a tick; recording does not begin by itself there."""


class RoundSound(QObject):
    said = Signal(object)
    deleted = Signal()
    """A recording of what is shown."""

    def __init__(
        self, workplace: Workplace, theme: Theme, commands: Commands, sound: Sound | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workplace, self._commands = workplace, commands
        self.sound = sound or Sound(self)
        self.recorder = Recorder(workplace, self.sound, self)
        self.recorder.said.connect(self.said)
        self.recorder.changed.connect(self._recorder_changed)
        self.recorder.heard.connect(self._heard)
        self.bar = RecordingBar(theme, commands)
        self.bar.toggled.connect(self.toggle_recording)
        self.of_question = RecordingRows(workplace, theme, self.sound, whole=False)
        self.of_interview = RecordingRows(workplace, theme, self.sound, whole=True)
        for rows in (self.of_question, self.of_interview):
            rows.said.connect(self.said)
            rows.deleted.connect(self.deleted)
        self._speaker: Speaker | None = None
        self._speaking = self._refused = self._voiceless = False
        self._room: QWidget | None = None
        self._round: MockInterview | None = None
        self._look: Look | None = None
        self._lengths: dict[Answer, float] = {}
        self._decided: set[Answer] = set()
        """Answers for which recording was begun or stopped by hand, or has begun by itself: it is not begun again."""

    @property
    def slots(self) -> dict[str, Callable[[], object]]:
        """What its commands do, by their names."""
        return {"record": self.toggle_recording, "read": self.read_again, "listen": self.of_question.toggle}

    def stand_in(self, lobby: Lobby, stage: Stage, marking: MarkingRoom, report: ReportRoom) -> None:
        """Put its parts into the rooms of the interview page."""
        self._lobby, self._stage, self._report = lobby, stage, report
        stage.put_below_notes(self.bar)
        below = marking.layout_inside
        below.insertWidget(below.indexOf(marking.verdict), self.of_question)
        below = report.layout_inside
        below.insertWidget(below.count() - 2, self.of_interview)  # above the exports

    def take(self) -> None:
        """A round begins, or goes on."""
        self.leave()
        self._lengths, self._decided = {}, set()
        self._refused = self._voiceless = False
        if self._workplace.settings.read_aloud:
            self._voice()  # it may need a second to be ready

    def follow(self, round_: MockInterview, look: Look) -> None:
        """The round is at this point now."""
        self.bar.setVisible(look.state.phase is not Phase.BRIEFING and not self.sound.missing())
        before, self._round, self._look = self._look, round_, look
        settings, answer = self._workplace.settings, _answer(look.state)
        if before is None or _answer(before.state) != answer:
            self._arrive(look, answer)
        if look.state.paused and self.recorder.answer is not None:
            self._decided.discard(self.recorder.answer)
        if look.state.paused or self.recorder.answer not in (None, answer):
            self.recorder.stop()
        if look.state.paused:
            self._hush()
        if look.alarm and settings.warning_sound:
            self.sound.warn()
        self._begin_by_itself(look, answer)
        self._show()

    def enter(self, room: QWidget) -> None:
        """This room is shown; what sounds belongs to the one before it."""
        if room is not self._stage and room is not self._room:
            self.leave()
        self._room = room
        if room is self._lobby:
            self._lobby.sound.setText(self._lobby_words())

    def leave(self) -> None:
        """The stage or a room with recordings is left: nothing is recorded, read or played any more."""
        self.recorder.stop()
        self._hush()
        self._round = self._look = None
        self.of_question.stop()
        self.of_interview.stop()

    def show_question(self, key: int, place: int) -> None:
        """The recordings of the question that is marked."""
        self.of_question.put(key, {place: ""})

    def show_interview(self) -> None:
        """The recordings of the interview whose report is shown."""
        if report := self._report.report:
            names = {one.place: one.card.heading if one.card else one.name for one in report.round.asked}
            self.of_interview.put(report.round.key, names)

    def toggle_recording(self) -> None:
        """Record the answer that is on the screen, or stop."""
        round_, look = self._round, self._look
        answer = _answer(look.state) if look is not None else None
        if missing := self.sound.missing():
            self.said.emit(Message(missing))
        elif self.recorder.answer is not None:
            self.recorder.stop()
        elif round_ is None or look is None or answer is None or not _may_record(look.state):
            self.said.emit(Message(self.tr("An answer can be recorded once its clock runs.")))
        else:
            self._hush()
            self._decided.add(answer)
            self.recorder.begin(round_, answer)

    def read_again(self) -> None:
        """Read what is asked, or be silent."""
        if self._speaking:
            self._hush()
        elif self._look is not None and self._look.state.phase is not Phase.BRIEFING:
            self._read(self._look)

    def _lobby_words(self) -> str:
        """What a candidate may want to know of sound before the round."""
        if missing := self.sound.missing():
            return self.tr("Answers can be recorded and questions read out. {missing}").format(missing=missing)
        keys = [self._commands.keys_text(f"interview.{name}") for name in ("record", "read")]
        words = self.tr("In the round, {record} records an answer, and {read} reads the question out.")
        return words.format(record=keys[0], read=keys[1]) if all(keys) else ""

    def _arrive(self, look: Look, answer: Answer | None) -> None:
        self._hush()
        wanted = self._workplace.settings.read_aloud and not (self._voiceless or look.state.paused)
        if answer is not None and wanted:
            self._read(look)

    def _begin_by_itself(self, look: Look, answer: Answer | None) -> None:
        kind = look.asked.kind if look.asked else None
        wanted = self._workplace.settings.record_answers and not (self._refused or self._speaking)
        by_itself = look.state.phase is not Phase.YOUR_QUESTIONS and kind not in _TYPED and _may_record(look.state)
        if not (wanted and by_itself) or answer is None or answer in self._decided or self._round is None:
            return
        self._decided.add(answer)
        # Where it was refused once it is not tried, and told of, at each question.
        self._refused = bool(self.sound.missing()) or not self.recorder.begin(self._round, answer)

    def _recorder_changed(self) -> None:
        words = self.tr("Recording stopped") if self.recorder.answer is None else self.tr("Recording")
        announce(self.bar, words)
        self._show()

    def _heard(self, loud: float) -> None:
        answer = self.recorder.answer
        if answer is not None:
            self._lengths[answer] = self.recorder.seconds
            self.bar.hear(loud, self.recorder.seconds)

    def _show(self) -> None:
        state = self._look.state if self._look is not None else None
        if state is not None:
            seconds = self._lengths.get(_answer(state) or (-1, 0), 0.0)
            recording = self.recorder.answer is not None
            self.bar.put(recording=recording, allowed=_may_record(state), seconds=seconds)

    def _read(self, look: Look) -> None:
        speaker, settings = self._voice(), self._workplace.settings
        if speaker is not None:
            speaker.say(read_out(look), settings.voice, settings.voice_speed)

    def _voice(self) -> Speaker | None:
        """The voice, opened when it is first wanted; None, said once, where there is none."""
        if self._speaker is None:
            try:
                self._speaker = self.sound.speaker(self)
            except NoSound as fault:
                self._voiceless = True
                self.said.emit(Message(str(fault)))
                return None
            self._speaker.speaking.connect(self._spoke)
            self._speaker.failed.connect(self._voice_failed)
        return self._speaker

    def _spoke(self, speaking: bool) -> None:
        self._speaking = speaking

    def _voice_failed(self, why: str) -> None:
        self.said.emit(Message(self.tr("The voice cannot read: {why}.").format(why=why.rstrip("."))))

    def _hush(self) -> None:
        if self._speaker is not None:
            self._speaker.hush()


def read_out(look: Look) -> str:
    """What is asked, as it is read out."""
    if look.follow_up:
        return spoken(html(look.follow_up))
    asked = look.asked
    if asked is None or asked.slot.talk:
        return "Which questions do you have?"
    return spoken(html(asked.question))


def _answer(state: State) -> Answer | None:
    return None if state.question is None else (state.question, state.follow_up)


def _may_record(state: State) -> bool:
    return state.phase in _ANSWERS and not state.paused
