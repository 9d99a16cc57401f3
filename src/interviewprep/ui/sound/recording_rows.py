"""Recorded answers to hear again, by question, and to delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from interviewprep.errors import Refused
from interviewprep.journeys.interview import recordings
from interviewprep.journeys.interview.recordings import Recorded
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.icons import SIZE
from interviewprep.ui.interview.text import label
from interviewprep.ui.message_bar import Message
from interviewprep.ui.question import Question
from interviewprep.ui.sound.devices import NoSound, Player, Sound
from interviewprep.ui.theme import Theme
from interviewprep.words import many


class RecordingRows(QWidget):
    """The recordings of an interview, or of one of its questions; no room is taken where there are none."""

    said = Signal(object)
    deleted = Signal()
    """What the interview says of its answers is no longer what it was."""

    def __init__(self, workplace: Workplace, theme: Theme, sound: Sound, *, whole: bool) -> None:
        """`whole`: of a whole interview, with the way to delete them all."""
        super().__init__()
        self._workplace, self._theme, self._sound, self._whole = workplace, theme, sound, whole
        self._player: Player | None = None
        self._key = 0
        self._names: Mapping[int, str] = {}
        self._recorded: Sequence[Recorded] = ()
        self._playing: Recorded | None = None
        self.rows: list[_Row] = []
        self.title = label(self.tr("Recordings") if whole else self.tr("Recording"), "section")
        self.delete_all = _button(theme, "", self.ask_to_delete_all, "quiet")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(self.title)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.delete_all)
        self._column.addLayout(foot)
        theme.changed.connect(self._show)
        self.hide()

    def put(self, key: int, names: Mapping[int, str]) -> None:
        """`names` are what the questions to show are called, by their places. The same as before plays on."""
        recorded = [one for one in recordings.kept(self._workplace, key) if one.place in names]
        if (key, names, recorded) != (self._key, self._names, self._recorded):
            self.stop()
            self._key, self._names, self._recorded = key, names, recorded
            self._show()

    def toggle(self, place: int = 0) -> None:
        """Play one of the rows, or stop it."""
        if place >= len(self.rows):
            return
        recorded = self.rows[place].recorded
        if recorded == self._playing:
            self.stop()
            return
        self.stop()
        if self._player is None:
            self._player = self._sound.player(self)
            self._player.moved.connect(self._moved)
            self._player.ended.connect(self._ended)
            self._player.failed.connect(self._failed)
        try:
            self._player.play(recorded.file)
        except NoSound as fault:
            self.said.emit(Message(str(fault)))
            return
        self._playing = recorded
        self.rows[place].put(0)

    def stop(self) -> None:
        if self._player is not None and self._playing is not None:
            self._player.stop()
        self._ended()

    def ask_to_delete(self, recorded: Recorded) -> None:
        words = self.tr("“{name}” is deleted for ever and cannot be brought back. What you wrote and your marks stay.")
        self._ask(
            self.tr("Delete this recording?"),
            words.format(name=self._name(recorded)),
            self.tr("Delete the recording"),
            partial(recordings.delete, self._workplace, self._key, recorded.place, recorded.follow_up),
        )

    def ask_to_delete_all(self) -> None:
        count = many(len(self._recorded), "recording")
        self._ask(
            self.tr("Delete all recordings of this interview?"),
            self.tr(
                "{count} are deleted for ever and cannot be brought back. The report, what you wrote and your marks"
                " stay."
            ).format(count=count),
            self.tr("Delete {count}").format(count=count),
            partial(recordings.delete_all, self._workplace, self._key),
        )

    def _ask(self, title: str, words: str, verb: str, deed: Callable[[], None]) -> None:
        self.stop()
        dialog = Question(self._theme, title, verb, self, safe=self.tr("Keep them") if self._whole else "")
        dialog.say(words)
        dialog.leave.setDefault(True)
        dialog.leave.setFocus()
        dialog.accepted.connect(partial(self._delete, deed))
        dialog.open()

    def _delete(self, deed: Callable[[], None]) -> None:
        if self._player is not None:
            # Windows deletes no file that is open.
            self._player.stop()
        try:
            deed()
        except Refused as fault:
            self.said.emit(Message(str(fault), lasting=True))
        else:
            self.said.emit(Message(self.tr("Deleted.")))
        self.put(self._key, self._names)
        self.deleted.emit()

    def _show(self) -> None:
        for row in self.rows:
            row.setParent(None)
            row.deleteLater()
        self.rows = []
        for place, recorded in enumerate(self._recorded):
            row = _Row(self._theme, recorded, self._name(recorded), partial(self.toggle, place), self.ask_to_delete)
            self.rows.append(row)
            self._column.insertWidget(1 + place, row)
        self.delete_all.setText(self.tr("Delete all {count} …").format(count=len(self._recorded)))
        self.delete_all.setVisible(self._whole and len(self._recorded) > 1)
        self.setVisible(bool(self._recorded))

    def _name(self, recorded: Recorded) -> str:
        name = self._names[recorded.place]
        if recorded.follow_up:
            part = self.tr("Follow-up {n}").format(n=recorded.follow_up)
            return f"{name} – {part}" if name else part
        return name or self.tr("Your answer")

    def _moved(self, at_ms: int) -> None:
        for row in self.rows:
            if row.recorded == self._playing:
                row.put(at_ms)

    def _ended(self) -> None:
        self._playing = None
        for row in self.rows:
            row.put(None)

    def _failed(self, why: str) -> None:
        self.said.emit(Message(self.tr("The recording could not be played: {why}.").format(why=why.rstrip("."))))


class _Row(QWidget):
    def __init__(
        self,
        theme: Theme,
        recorded: Recorded,
        name: str,
        play: Callable[[], object],
        delete: Callable[[Recorded], object],
    ) -> None:
        super().__init__()
        self._theme, self.recorded, self._name = theme, recorded, name
        self.play = _button(theme, "", play)
        self.play.setEnabled(recorded.is_there)
        self.words = label(name)
        self.time = label("", "small")
        self.time.setWordWrap(False)
        self.delete = _button(theme, self.tr("Delete …"), partial(delete, recorded), "quiet")
        self.delete.setAccessibleDescription(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.play)
        row.addWidget(self.words, 1)
        row.addWidget(self.time)
        row.addWidget(self.delete)
        self.put(None)

    def put(self, at_ms: int | None) -> None:
        """How far it has been played; None where it is not."""
        playing = at_ms is not None
        words = self.tr("Stop") if playing else self.tr("Play")
        if self.play.text() != words:
            self.play.setText(words)
            self.play.setAccessibleDescription(self._name)
            self.play.setIcon(self._theme.icon("stop" if playing else "play"))
        length = _clock(self.recorded.seconds)
        gone = self.tr("the file is gone")
        shown = f"{_clock((at_ms or 0) / 1000)} / {length}" if playing else length if self.recorded.is_there else gone
        if self.time.text() != shown:
            self.time.setText(shown)


def _clock(seconds: float) -> str:
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"


def _button(theme: Theme, text: str, slot: Callable[[], object], name: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setIconSize(QSize(theme.px(SIZE), theme.px(SIZE)))
    button.clicked.connect(lambda *_: slot())
    return button
