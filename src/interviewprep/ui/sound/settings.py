"""The settings of sound: the warning, recording by itself, and the voice that reads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QSlider, QWidget

from interviewprep.settings import LIMITS, Settings
from interviewprep.ui.form import Line, Section
from interviewprep.ui.sound.devices import NoSound, Sound, Speaker
from interviewprep.ui.theme import Theme

_SAMPLE = "What would you measure first, and why?"


class SoundSettings(Section):
    chosen = Signal(str, object)
    """Name of the setting and its value."""

    def __init__(self, theme: Theme, sound: Sound | None = None) -> None:
        super().__init__(theme, self.tr("Sound in interviews"))
        self._sound = sound or Sound(self)
        self._speaker: Speaker | None = None
        self._speaking = False
        self._showing = False
        self._voice_name = ""
        self.warning = self._box(self.tr("A short tone"), "warning_sound")
        self.warning.toggled.connect(self._try_tone)
        self.record = self._box(self.tr("Begin with each answer"), "record_answers")
        self.read = self._box(self.tr("Read them out"), "read_aloud")
        self.voice = QComboBox()
        self.voice.setMinimumContentsLength(12)
        self.voice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.voice.currentIndexChanged.connect(self._voice_chosen)
        self.speed = QSlider(Qt.Orientation.Horizontal)
        low, high = LIMITS["voice_speed"]
        self.speed.setRange(int(low), int(high))
        self.speed.setSingleStep(10)
        self.speed.setPageStep(25)
        self.speed.setTracking(False)  # a voice that is tried is not written at each step
        self.speed.valueChanged.connect(self._speed_chosen)
        self.listen = QPushButton(self.tr("Listen"))
        self.listen.clicked.connect(self._listen)
        self._add_lines(theme)

    def _add_lines(self, theme: Theme) -> None:
        missing = self._sound.missing()
        self.add(Line(theme, self.tr("When 30 seconds are left"), self.warning))
        self._record_line = Line(theme, self.tr("Recording"), self.record, self._record_words(missing))
        self._read_line = Line(theme, self.tr("Questions and follow-ups"), self.read)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.voice, 1)
        row.addWidget(self.listen)
        self._voice_line = Line(theme, self.tr("Voice"), both, named=self.voice, wide=True)
        words = self.tr("Slower to the left, faster to the right; the middle is the voice's own.")
        self._speed_line = Line(theme, self.tr("Speed"), self.speed, words, wide=True)
        self.add(self._record_line)
        self.add(self._read_line)
        for box in (self.record, self.read):
            box.setEnabled(not missing)
        for line in (self._voice_line, self._speed_line):
            if missing:
                line.setParent(self)
                line.hide()
            else:
                self.add(line)

    def _record_words(self, missing: str) -> str:
        if missing:
            return missing
        return self.tr("2 MB a minute, in the data folder and nowhere else. You delete recordings in the report.")

    def put(self, settings: Settings) -> None:
        """Show what is chosen. The voices are asked for only where reading is wanted."""
        self._showing = True
        self.warning.setChecked(settings.warning_sound)
        self.record.setChecked(settings.record_answers)
        self.read.setChecked(settings.read_aloud)
        self.speed.setValue(settings.voice_speed)
        self._voice_name = settings.voice
        self._showing = False
        self._follow()

    def _follow(self) -> None:
        wanted = self.read.isChecked() and not self._sound.missing()
        if wanted and self._speaker is None:
            self._open()
        for line in (self._voice_line, self._speed_line):
            line.setEnabled(wanted and self._speaker is not None)

    def _open(self) -> None:
        try:
            self._speaker = self._sound.speaker(self)
        except NoSound as fault:
            self._read_line.say(str(fault))
            return
        self._read_line.say(self.tr("Looking for voices …"))
        self._speaker.opened.connect(self._fill)
        self._speaker.speaking.connect(self._spoke)
        self._speaker.failed.connect(self._read_line.say)
        if self._speaker.voices:
            self._fill()

    def _fill(self) -> None:
        assert self._speaker is not None
        voices = self._speaker.voices
        self._showing = True
        self.voice.clear()
        for name in voices:
            self.voice.addItem(name, name)
        self.voice.setCurrentIndex(max(0, self.voice.findData(self._voice_name)))
        self._showing = False
        self._read_line.say("" if voices else self.tr("The system has no voice that speaks English."))

    def _voice_chosen(self, *_: object) -> None:
        if not self._showing:
            self._voice_name = str(self.voice.currentData() or "")
            self._choose("voice", self._voice_name)

    def _speed_chosen(self, speed: int) -> None:
        self._choose("voice_speed", speed)

    def _try_tone(self, wanted: bool) -> None:
        if wanted and not self._showing:
            self._sound.warn()

    def _listen(self, *_: object) -> None:
        if self._speaker is None:
            return
        if self._speaking:
            self._speaker.hush()
        else:
            self._speaker.say(_SAMPLE, self._voice_name, self.speed.value())

    def _spoke(self, speaking: bool) -> None:
        self._speaking = speaking
        self.listen.setText(self.tr("Stop") if speaking else self.tr("Listen"))

    def _box(self, words: str, name: str) -> QCheckBox:
        box = QCheckBox(words)
        box.toggled.connect(partial(self._choose, name))
        return box

    def _choose(self, name: str, value: object) -> None:
        if self._showing:
            return
        self.chosen.emit(name, value)
        if name == "read_aloud":
            self._follow()
