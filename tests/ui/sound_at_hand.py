"""Sound devices that a test holds in its hand: it says what the microphone hears, and reads what the voice was told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from interviewprep.ui.sound.devices import Microphone, NoSound, Player, Sound, Speaker


class HandMicrophone(Microphone):
    def __init__(self, sound: HandSound, parent: QObject) -> None:
        super().__init__(parent)
        self._sound = sound
        self.listens = False

    def begin(self) -> None:
        if self._sound.no_microphone:
            raise NoSound(reason=self._sound.no_microphone)
        self.listens = True

    def end(self) -> None:
        self.listens = False


class HandPlayer(Player):
    playing: Path | None = None

    def play(self, file: Path) -> None:
        self.playing = file

    def stop(self) -> None:
        self.playing = None
        self.ended.emit()


class HandSpeaker(Speaker):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.voices = ("English", "English (Scotland)")
        self.told: list[tuple[str, str, int]] = []
        self.reads = ""

    def say(self, text: str, voice: str, speed: int) -> None:
        self.told.append((text, voice, speed))
        self.reads = text
        self.speaking.emit(True)

    def hush(self) -> None:
        self.reads = ""
        self.speaking.emit(False)


class HandSound(Sound):
    def __init__(self) -> None:
        super().__init__()
        self.lacks = ""
        self.no_microphone = ""
        self.no_voice = ""
        self.warned = 0
        self.mic: HandMicrophone | None = None
        self.players: list[HandPlayer] = []
        self.voice: HandSpeaker | None = None

    def missing(self) -> str:
        return self.lacks

    def microphone(self, parent: QObject) -> Microphone:
        self.mic = HandMicrophone(self, parent)
        return self.mic

    def player(self, parent: QObject) -> Player:
        self.players.append(HandPlayer(parent))
        return self.players[-1]

    def speaker(self, parent: QObject) -> Speaker:
        if self.no_voice:
            raise NoSound(reason=self.no_voice)
        self.voice = HandSpeaker(parent)
        return self.voice

    def warn(self) -> None:
        self.warned += 1

    def hear(self, seconds: float, value: int = 8000) -> None:
        """Let the microphone hear something, if it listens."""
        if self.mic is not None and self.mic.listens:
            self.mic.heard.emit(value.to_bytes(2, "little") * round(16_000 * seconds))
