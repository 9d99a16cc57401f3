"""Below the notes of a round: the button that records, how loud it is, and how long it has been."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from interviewprep.ui.commands import Commands
from interviewprep.ui.icons import SIZE
from interviewprep.ui.interview.text import label
from interviewprep.ui.theme import Theme

_STEPS = 14
_AUDIBLE = 0.2
"""Of `loudness`: below it nobody speaks, at -48 dB of the loudest."""
_QUIET_PIECES = 70
"""Pieces of sound without a voice, about four seconds, after which the microphone may be muted."""


class RecordingBar(QWidget):
    toggled = Signal()

    def __init__(self, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self._theme, self._commands = theme, commands
        self._recording = self._room = False
        self._seconds, self._quiet = 0.0, 0
        self.button = QPushButton()
        self.button.clicked.connect(self.toggled)
        # The notes keep the focus: who speaks may want to type a word, too.
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.meter = LevelMeter(theme)
        self.words = label("", "small")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.button)
        self._row.addWidget(self.meter)
        self._row.addWidget(self.words, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def put(self, *, recording: bool, allowed: bool, seconds: float) -> None:
        """`allowed`: an answer is being given. `seconds`: what is recorded of it."""
        if recording != self._recording:
            self._recording, self._quiet = recording, 0
            self._dress()
        self._seconds = seconds
        self.button.setEnabled(allowed)
        self._say()

    def hear(self, loud: float, seconds: float) -> None:
        self._seconds = seconds
        self._quiet = 0 if loud > _AUDIBLE else self._quiet + 1
        self.meter.put(loud)
        self._say()

    def _say(self) -> None:
        time = f"{int(self._seconds) // 60}:{int(self._seconds) % 60:02}"
        if self._recording and self._quiet > _QUIET_PIECES:
            said = self.tr("{time}. Nothing is heard: is the microphone muted?").format(time=time)
        elif self._recording:
            said = self.tr("{time}, kept on this computer only").format(time=time)
        else:
            said = self.tr("{time} recorded").format(time=time) if self._seconds else ""
        if self.words.text() != said:
            self.words.setText(said)

    def _dress(self) -> None:
        px, words = self._theme.px, self.tr("Stop recording") if self._recording else self.tr("Record")
        keys = self._commands.keys_text("interview.record")
        self.button.setText(self._commands.named(words, "interview.record"))
        self.button.setAccessibleName(words)
        self.button.setToolTip(keys)
        self.button.setIcon(self._theme.icon("stop", "again") if self._recording else self._theme.icon("record"))
        self.button.setIconSize(QSize(px(SIZE), px(SIZE)))
        self.meter.setVisible(self._recording)
        self.meter.put(0)
        self._row.setSpacing(px(14))
        self._say()


class LevelMeter(QWidget):
    """Steps that fill with the voice; the last two say that it is too loud."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lit = 0
        self.setAccessibleName(self.tr("Level of the microphone"))

    @property
    def lit(self) -> int:
        return self._lit

    def put(self, loud: float) -> None:
        lit = round(loud * _STEPS)
        # It falls a step at a time, so that it is not a flicker.
        lit = max(lit, self._lit - 1) if loud else 0
        if lit != self._lit:
            self._lit = lit
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_STEPS * 8), self._theme.px(16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / _STEPS
        for place in range(_STEPS):
            colour = "line" if place >= self._lit else "again" if place >= _STEPS - 2 else "accent"
            painter.setBrush(theme.colour(colour))
            height = theme.px(14)
            box = QRectF(place * step, (self.height() - height) / 2, step * 0.6, height)
            painter.drawRoundedRect(box, step * 0.2, step * 0.2)
        painter.end()
