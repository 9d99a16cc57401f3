"""Sound, where there is any: microphone, player, voice and tone behind one small border.

Qt's modules for sound come with the [speech] extra and are loaded when they are first used. Without them, or without
a device, each says why it cannot, and everything else goes on.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, qVersion

from interviewprep.errors import Refused


class NoSound(Refused):
    """Sound is wanted and there is none; the sentence says what to do."""

    sentence = "{reason}"


class Microphone(QObject):
    """Gives what it hears from `begin` to `end`."""

    heard = Signal(bytes)
    """A piece of sound as recordings keep it."""
    failed = Signal(str)
    """It stopped by itself; the rest of a sentence says why."""

    def begin(self) -> None:
        """Listen; raises `NoSound`."""
        raise NotImplementedError

    def end(self) -> None:
        """Give what is left and stop listening; without effect where it does not listen."""
        raise NotImplementedError


class Player(QObject):
    """Plays one file at a time."""

    moved = Signal(int)
    """Milliseconds played so far."""
    ended = Signal()
    """It plays no more, whatever the reason."""
    failed = Signal(str)

    def play(self, file: Path) -> None:
        """Play from the beginning, in the place of any other; raises `NoSound`."""
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError


class Speaker(QObject):
    """Reads texts aloud. What it is told before it is ready waits."""

    opened = Signal()
    """`voices` are known."""
    speaking = Signal(bool)
    """From when it was told to until it has ended."""
    failed = Signal(str)
    voices: tuple[str, ...] = ()
    """Names of those that speak the language, the usual one first."""

    def say(self, text: str, voice: str, speed: int) -> None:
        """In the place of what it is saying; `speed` from -100 to 100."""
        raise NotImplementedError

    def hush(self) -> None:
        raise NotImplementedError


class Sound(QObject):
    """Makes each of them; tests make others."""

    def missing(self) -> str:
        """Why there is no sound, as a sentence that says how to get it; "" where there may be some."""
        return _missing()

    def microphone(self, parent: QObject) -> Microphone:
        from interviewprep.ui.sound.microphone import QtMicrophone

        return QtMicrophone(parent)

    def player(self, parent: QObject) -> Player:
        from interviewprep.ui.sound.player import QtPlayer

        return QtPlayer(parent)

    def speaker(self, parent: QObject) -> Speaker:
        from interviewprep.ui.sound.voice import QtSpeaker

        return QtSpeaker(parent)

    def warn(self) -> None:
        """The short tone of the last half minute; where none can be played, the system's own sign."""
        from interviewprep.ui.sound.player import play_tone

        play_tone(self)


def require(name: str) -> None:
    """Load one of Qt's modules for sound; raises `NoSound` where it cannot be."""
    if missing := _missing():
        raise NoSound(reason=missing)
    if _given_up:
        raise NoSound(reason=_tr("The sound system stopped answering. Start the program again for sound."))
    try:
        import_module(f"PySide6.{name}")
    except ImportError as fault:
        library = str(fault).split(":")[0]
        debian = _tr(" On Debian or Ubuntu: apt-get install libpulse0") if "libpulse" in library else ""
        raise NoSound(reason=_tr("Sound needs the system library {name}.").format(name=library) + debian) from fault


_given_up: list[bool] = []


def give_up() -> None:
    """No sound until the next start: PulseAudio's library ends the program that uses a server which died."""
    if sys.platform.startswith("linux"):
        _given_up.append(True)


def how_to_get() -> str:
    """The command that brings the [speech] extra to this very program."""
    checkout = Path(__file__).parents[4] / "run.py"
    if checkout.is_file():
        return "python3 run.py speech"
    return f'"{sys.executable}" -m pip install "PySide6-Addons=={qVersion()}"'


def _missing() -> str:
    if find_spec("PySide6.QtMultimedia") is not None:
        return ""
    return _tr("Sound comes with the [speech] extra: {command}").format(command=how_to_get())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sound", text)
