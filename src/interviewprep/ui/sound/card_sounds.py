"""The sounds of a card: played here where that can be, else in the system's player, once it was shown what opens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from interviewprep.ui.cards.document import medium
from interviewprep.ui.message_bar import Message
from interviewprep.ui.question import Question
from interviewprep.ui.sound.devices import NoSound, Player, Sound
from interviewprep.ui.theme import Theme

SOUND = "sound:"
"""Scheme of an address that names a sound beside the deck."""


class CardSounds(QObject):
    said = Signal(object)

    def __init__(self, theme: Theme, room: QWidget) -> None:
        """`room` is what a question to the user stands before."""
        super().__init__(room)
        self._theme, self._room = theme, room
        self.sound: Sound = Sound(self)
        self.dialog: Question | None = None
        self._player: Player | None = None
        self._waiting: list[Path] = []

    def play(self, folder: Path | None, addresses: Sequence[str]) -> None:
        """Play these, one after the other; only files that lie below the deck's folder."""
        self.stop()
        files = []
        for address in addresses:
            name = address.removeprefix(SOUND)
            file = medium(folder, name)
            if file is None:
                self.said.emit(Message(self.tr("{name} is not beside the deck.").format(name=name)))
            else:
                files.append(file)
        if not files:
            return
        if self.sound.missing():
            self._ask(files[0], self.sound.missing())
            return
        self._waiting = files
        self._next()

    def stop(self) -> None:
        self._waiting = []
        if self._player is not None:
            self._player.stop()

    def _next(self) -> None:
        if not self._waiting:
            return
        file = self._waiting.pop(0)
        try:
            if self._player is None:
                self._player = self.sound.player(self)
                self._player.ended.connect(self._next)
                self._player.failed.connect(self._failed)
            self._player.play(file)
        except NoSound as fault:
            self._waiting = []
            self._ask(file, str(fault))

    def _failed(self, why: str) -> None:
        self.said.emit(Message(self.tr("The sound could not be played: {why}.").format(why=why.rstrip("."))))

    def _ask(self, file: Path, why: str) -> None:
        window = self._room.window()
        title, verb = self.tr("Open this sound in the system's player?"), self.tr("Open the sound")
        self.dialog = Question(self._theme, title, verb, window, safe=self.tr("Stay here"))
        self.dialog.say(str(file))
        self.dialog.say(why, "small")
        self.dialog.accepted.connect(lambda: self._open(file))
        self.dialog.open()

    def _open(self, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.said.emit(Message(self.tr("{name} could not be played: no player opened it.").format(name=file.name)))
