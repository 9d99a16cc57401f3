"""Records the answer that is on the screen into its file, until it is stopped or something fails."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from interviewprep.journeys.interview import recordings
from interviewprep.journeys.interview.mock_interview import MockInterview
from interviewprep.journeys.interview.recordings import RecordingRefused, SoundFile
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.message_bar import Message
from interviewprep.ui.sound.devices import Microphone, NoSound, Sound
from interviewprep.ui.sound.samples import loudness

Answer = tuple[int, int]
"""Place of the question, and 0 or the number of the follow-up."""


class Recorder(QObject):
    changed = Signal()
    """It began, or stopped."""
    heard = Signal(float)
    """How loud it is, in 0..1."""
    said = Signal(object)
    """A `Message`: why it could not begin, or stopped."""

    def __init__(self, workplace: Workplace, sound: Sound, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._sound = workplace, sound
        self._microphone: Microphone | None = None
        self._file: SoundFile | None = None
        self._round: MockInterview | None = None
        self.answer: Answer | None = None
        """What is being recorded."""

    @property
    def seconds(self) -> float:
        """Length of the file so far."""
        return self._file.seconds if self._file else 0.0

    def begin(self, round_: MockInterview, answer: Answer) -> bool:
        """Record this answer; what was recorded of it before goes on in the same file. Says why where it cannot."""
        self.stop()
        try:
            name = recordings.name_of(self._workplace, round_.key, *answer)
            self._file = recordings.open_file(self._workplace, name)
            self._open_microphone().begin()
        except (NoSound, RecordingRefused) as fault:
            self._close_file()
            self.said.emit(Message(_sentence(str(fault)), lasting=True))
            return False
        # The row names the file at once, so that a crash loses no more than the last second.
        round_.keep_recording(*answer, name)
        self._round, self.answer = round_, answer
        self.changed.emit()
        return True

    def stop(self) -> None:
        if self.answer is None:
            return
        if self._microphone is not None:
            self._microphone.end()
        self._end()

    def _open_microphone(self) -> Microphone:
        if self._microphone is None:
            self._microphone = self._sound.microphone(self)
            self._microphone.heard.connect(self._add)
            self._microphone.failed.connect(self._failed)
        return self._microphone

    def _add(self, samples: bytes) -> None:
        if self._file is None:
            return
        try:
            self._file.add(samples)
        except OSError as fault:
            self._failed(recordings.reason(fault))
        else:
            self.heard.emit(loudness(samples))

    def _failed(self, why: str) -> None:
        if self.answer is None:
            return
        if self._file is not None and self._file.seconds:
            words = self.tr("The recording stopped: {why}. What was recorded before is kept, and the round goes on.")
        else:
            words = self.tr("Nothing was recorded: {why}. The round goes on.")
        self._end()
        if self._microphone is not None:
            self._microphone.end()
        self.said.emit(Message(words.format(why=why), lasting=True))

    def _end(self) -> None:
        """Close the file; a row names only what is there."""
        round_, answer = self._round, self.answer
        self._round = self.answer = None
        if not self._close_file() and round_ is not None and answer is not None:
            round_.keep_recording(*answer, "")
        self.changed.emit()

    def _close_file(self) -> bool:
        """Whether there is anything in it."""
        file, self._file = self._file, None
        if file is None:
            return False
        try:
            file.close()
        except OSError:
            pass  # told already; the head is as it was a second ago
        return file.seconds > 0


def _sentence(said: str) -> str:
    said = said[:1].upper() + said[1:]
    return said if said.endswith((".", "?")) else said + "."
