"""The system's microphone, by Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMicrophonePermission, QObject, Qt, QTimer

from interviewprep.journeys.interview.recordings import RATE
from interviewprep.ui.sound.devices import Microphone, NoSound, give_up, require
from interviewprep.ui.sound.samples import Kind, Voice16

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource

_PIECE_MS = 60
_BUFFER_S = 4
"""A window that stands still for so long loses nothing."""
_DEAF_PIECES = 50
"""After so many pieces without a single sample (and silence is samples too) the device is taken for gone."""
_KINDS: dict[str, Kind] = {"UInt8": "u8", "Int16": "i16", "Int32": "i32", "Float": "f32"}


class QtMicrophone(Microphone):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._voice = Voice16(RATE, 1, "i16")
        self._deaf, self._device = 0, b""
        self._timer = QTimer(self)
        self._timer.setInterval(_PIECE_MS)
        self._timer.timeout.connect(self._take)

    def begin(self) -> None:
        self.end()
        require("QtMultimedia")
        from PySide6.QtMultimedia import QAudioSource, QMediaDevices

        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            raise NoSound(reason=self.tr("There is no microphone. Plug one in and try again."))
        self._require_permission()
        wanted, self._voice = _format(device)
        source = QAudioSource(device, wanted, self)
        source.setBufferSize(wanted.bytesForDuration(_BUFFER_S * 1_000_000))
        self._source, self._deaf, self._device = source, 0, bytes(device.id().data())
        self._stream = source.start()
        if self._stream is None or source.error().name != "NoError":
            self._let_go()
            words = self.tr("The microphone “{name}” did not open. Another program may have it, or it is not allowed.")
            raise NoSound(reason=words.format(name=device.description()))
        self._timer.start()

    def end(self) -> None:
        if self._source is not None:
            self._give()
            self._let_go()

    def _take(self) -> None:
        source = self._source
        if source is None:
            return
        # An instant, not a signal: PySide cannot pass the state that Qt's signal carries.
        stopped = source.state().name == "StoppedState"
        self._deaf = 0 if self._give() else self._deaf + 1
        if self._source is not source:
            return  # what was heard made somebody end it
        if stopped:
            self._let_go()
            self.failed.emit(self.tr("the microphone is gone"))
        elif self._deaf > _DEAF_PIECES:
            unplugged = self._device not in _devices()
            if not unplugged:
                give_up()  # a server that lives would have told of the device that went
            self._let_go()
            silent = self.tr("no more sound came from the microphone")
            self.failed.emit(self.tr("the microphone is gone") if unplugged else silent)

    def _give(self) -> bool:
        """Pass on what has come; says whether anything has."""
        data = bytes(self._stream.readAll().data()) if self._stream is not None else b""
        if data and (piece := self._voice.take(data)):
            self.heard.emit(piece)
        return bool(data)

    def _let_go(self) -> None:
        self._timer.stop()
        source, self._source, self._stream = self._source, None, None
        if source is not None:
            source.stop()
            source.deleteLater()

    def _require_permission(self) -> None:
        """The user may have to allow it (macOS asks once); until then nothing is recorded."""
        application = QCoreApplication.instance()
        status = application.checkPermission(QMicrophonePermission()) if application else Qt.PermissionStatus.Granted
        if status == Qt.PermissionStatus.Denied:
            words = self.tr("The system does not let this program listen. Allow it in the system's privacy settings.")
            raise NoSound(reason=words)
        if application is not None and status == Qt.PermissionStatus.Undetermined:
            application.requestPermission(QMicrophonePermission(), self, lambda *_: None)
            raise NoSound(reason=self.tr("Allow the microphone where the system asks for it, then record again."))


def _devices() -> list[bytes]:
    from PySide6.QtMultimedia import QMediaDevices

    return [bytes(one.id().data()) for one in QMediaDevices.audioInputs()]


def _format(device: QAudioDevice) -> tuple[QAudioFormat, Voice16]:
    """What is kept where the device gives that, else what it likes best, to be made into it."""
    from PySide6.QtMultimedia import QAudioFormat

    wanted = QAudioFormat()
    wanted.setSampleRate(RATE)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if not device.isFormatSupported(wanted):
        wanted = device.preferredFormat()
        if wanted.sampleFormat().name not in _KINDS:
            wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return wanted, Voice16(wanted.sampleRate(), wanted.channelCount(), _KINDS[wanted.sampleFormat().name])
