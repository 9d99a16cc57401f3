"""The voice that reads, by Qt and the system's speech engine.

Opening the engine of Linux takes a second or two, so it lives on a thread of its own there.
"""

from __future__ import annotations

import atexit
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QThread, Signal, Slot

from interviewprep.ui.sound.devices import NoSound, Speaker, require

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

_TRIAL = "mock"
"""Qt's own engine for tests, which makes no sound."""


class QtSpeaker(Speaker):
    _say = Signal(int, str, str, float)
    _hush = Signal()

    def __init__(self, parent: QObject) -> None:
        """Opens the engine; raises `NoSound` where there is none."""
        super().__init__(parent)
        require("QtTextToSpeech")
        from PySide6.QtTextToSpeech import QTextToSpeech

        if not [name for name in QTextToSpeech.availableEngines() if name != _TRIAL]:
            raise NoSound(reason=self.tr("The system has no voice to read with."))
        self._said = 0
        """Number of the last text, so that the end of one before it is not taken for its end."""
        self._engine = _Engine()
        self._engine.opened.connect(self._opened)
        self._engine.ended.connect(self._ended)
        self._engine.failed.connect(self.failed)
        self._say.connect(self._engine.say)
        self._hush.connect(self._engine.hush)
        if sys.platform.startswith("linux"):
            thread = QThread()
            _threads.append(thread)
            self._engine.moveToThread(thread)
            thread.started.connect(self._engine.open)
            self.destroyed.connect(partial(_end, thread))
            atexit.register(_end, thread)
            thread.start()
        else:
            self._engine.open()

    def say(self, text: str, voice: str, speed: int) -> None:
        self._said += 1
        self.speaking.emit(True)
        self._say.emit(self._said, text, voice, speed / 100)

    def hush(self) -> None:
        self._said += 1
        self._hush.emit()
        self.speaking.emit(False)

    def _ended(self, number: int) -> None:
        if number == self._said:
            self.speaking.emit(False)

    def _opened(self, voices: tuple[str, ...]) -> None:
        self.voices = voices
        self.opened.emit()


_threads: list[QThread] = []


def _end(thread: QThread, *_: object) -> None:
    """Qt ends the program where a thread is let go that still runs."""
    thread.quit()
    thread.wait()
    if thread in _threads:
        _threads.remove(thread)


class _Engine(QObject):
    """Lives where the engine does; it is asked by signals alone."""

    opened = Signal(tuple)
    ended = Signal(int)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._saying, self._begun = 0, False
        self._speech: QTextToSpeech | None = None
        self._voices: dict[str, QVoice] = {}

    @Slot()
    def open(self) -> None:
        from PySide6.QtTextToSpeech import QTextToSpeech

        engine = next(name for name in QTextToSpeech.availableEngines() if name != _TRIAL)
        self._speech = QTextToSpeech(engine, self)
        if self._speech.state() == QTextToSpeech.State.Error:
            self.failed.emit(self._speech.errorString())
        # The shipped cards are English; a voice of another tongue would read them as its own.
        for territory in (QLocale.system(), QLocale("en_US"), QLocale("en_GB")):
            if territory.language() == QLocale.Language.English:
                self._speech.setLocale(territory)
                self._add_voices()
        self._speech.stateChanged.connect(self._changed)
        self._speech.errorOccurred.connect(self._wrong)
        self.opened.emit(tuple(self._voices))

    @Slot(int, str, str, float)
    def say(self, number: int, text: str, voice: str, rate: float) -> None:
        if self._speech is None:
            return
        self._speech.stop()
        self._saying, self._begun = number, False
        chosen = self._voices.get(voice) or next(iter(self._voices.values()), None)
        if chosen is not None:
            self._speech.setVoice(chosen)
        self._speech.setRate(rate)
        self._speech.say(text)

    @Slot()
    def hush(self) -> None:
        if self._speech is not None:
            self._speech.stop()

    def _add_voices(self) -> None:
        assert self._speech is not None
        found = {voice.name(): voice for voice in self._speech.availableVoices()}
        for name, voice in found.items():
            # espeak lists each of its voices a hundred times over, as `English+Adam`.
            if name.partition("+")[0] not in found or "+" not in name:
                self._voices.setdefault(name, voice)

    def _changed(self, state: QTextToSpeech.State) -> None:
        if state.name in ("Speaking", "Synthesizing"):
            self._begun = True
        elif self._begun:
            self.ended.emit(self._saying)

    def _wrong(self, _reason: QTextToSpeech.ErrorReason, said: str) -> None:
        self.failed.emit(said)
        self.ended.emit(self._saying)
