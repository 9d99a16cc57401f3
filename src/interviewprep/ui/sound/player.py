"""Plays a recording or the sound of a card, by Qt, and the short tone of the last half minute."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication

from interviewprep.paths import shipped
from interviewprep.ui.sound.devices import NoSound, Player, require

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QSoundEffect

_TONE_VOLUME = 0.6


class QtPlayer(Player):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._output: QAudioOutput | None = None

    def play(self, file: Path) -> None:
        player = self._ready()
        player.stop()
        player.setSource(QUrl.fromLocalFile(str(file)))
        player.play()

    def stop(self) -> None:
        if self._player is not None:
            self._player.stop()

    def _ready(self) -> QMediaPlayer:
        require("QtMultimedia")
        from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer

        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise NoSound(reason=self.tr("There is nothing to play on: no loudspeaker and no headphones."))
        if self._player is None:
            self._player = QMediaPlayer(self)
            self._output = QAudioOutput(device, self)
            self._player.setAudioOutput(self._output)
            self._player.positionChanged.connect(self._at)
            self._player.playbackStateChanged.connect(self._state)
            self._player.errorOccurred.connect(self._wrong)
        if self._output is not None:
            self._output.setDevice(device)
        return self._player

    def _at(self, at_ms: int) -> None:
        self.moved.emit(at_ms)

    def _state(self, state: QMediaPlayer.PlaybackState) -> None:
        if state.name == "StoppedState":
            self.ended.emit()

    def _wrong(self, _error: QMediaPlayer.Error, said: str) -> None:
        self.failed.emit(said)
        self.ended.emit()


_tones: list[QSoundEffect] = []


def play_tone(parent: QObject) -> None:
    """Two quiet notes; where they cannot be played, the system's own sign."""
    try:
        require("QtMultimedia")
    except NoSound:
        QApplication.beep()
        return
    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

    if QMediaDevices.defaultAudioOutput().isNull():
        QApplication.beep()
        return
    if not _tones:
        tone = QSoundEffect(parent)
        tone.setSource(QUrl.fromLocalFile(str(shipped("resources") / "sounds" / "half-minute.wav")))
        tone.setVolume(_TONE_VOLUME)
        _tones.append(tone)
    _tones[0].play()
