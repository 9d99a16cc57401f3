"""Sound as it is: a sound server of our own with a room in it, a tone that is recorded, and a voice that is heard.

Skipped where the [speech] extra, PulseAudio or a speech engine is not installed.
"""

from __future__ import annotations

import array
import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

CHILD = Path(__file__).parent / "sound_child.py"
RATE = 16_000
TRIES = 400

pytestmark = [
    pytest.mark.skipif(find_spec("PySide6.QtMultimedia") is None, reason="needs the [speech] extra"),
    pytest.mark.skipif(
        not all(map(shutil.which, ("pulseaudio", "pactl", "pacat", "parec"))),
        reason="needs PulseAudio and its utilities for a room of its own",
    ),
]
speaks = pytest.mark.skipif(
    not all(map(shutil.which, ("speech-dispatcher", "espeak-ng"))), reason="needs speech-dispatcher and espeak-ng"
)


class Room:
    """A sound server with one loudspeaker and a microphone that hears it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        socket = folder / "native"
        self.environ = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_SERVER": f"unix:{socket}",
            "HOME": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
        }
        script = folder / "room.pa"
        script.write_text(
            f"load-module module-native-protocol-unix socket={socket} auth-anonymous=1\n"
            "load-module module-null-sink sink_name=room\n"
            # Programs are not offered the monitor of a loudspeaker as a microphone; this passes for one.
            "load-module module-remap-source master=room.monitor source_name=ear source_properties=device.description=Ear\n"
            "set-default-sink room\nset-default-source ear\n"
        )
        command = ["pulseaudio", "-n", "-F", str(script), "--exit-idle-time=-1", "--daemonize=no"]
        self.server = subprocess.Popen(command, env=self.environ, stderr=subprocess.DEVNULL)
        for _ in range(TRIES):
            if subprocess.run(["pactl", "info"], env=self.environ, capture_output=True, check=False).returncode == 0:
                break

    def close(self) -> None:
        spoken = self.folder / "speech-dispatcher" / "pid" / "speech-dispatcher.pid"
        if spoken.exists():
            os.kill(int(spoken.read_text()), signal.SIGTERM)
        self.server.kill()
        self.server.wait()

    def child(self, deed: str, data: Path) -> str:
        command = [sys.executable, str(CHILD), deed, str(data)]
        run = subprocess.run(command, env=self.environ, capture_output=True, text=True, timeout=120, check=False)
        assert run.returncode == 0, run.stderr
        return run.stdout

    @contextmanager
    def tone(self, hertz: float) -> Iterator[None]:
        """Played for as long as the block lasts."""
        sound = array.array("h", [round(8000 * math.sin(2 * math.pi * hertz * n / RATE)) for n in range(RATE * 60)])
        (self.folder / "tone.raw").write_bytes(sound.tobytes())
        command = ["pacat", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le", str(self.folder / "tone.raw")]
        player = subprocess.Popen(command, env=self.environ)
        try:
            yield
        finally:
            player.kill()
            player.wait()

    @contextmanager
    def listening(self) -> Iterator[list[int]]:
        """What the loudspeaker gave within the block, once it is over."""
        heard: list[int] = []
        command = [
            "parec",
            "-d",
            "room.monitor",
            f"--rate={RATE}",
            "--channels=1",
            "--format=s16le",
            "--latency-msec=50",
        ]
        out = (self.folder / "heard.raw").open("wb")
        listener = subprocess.Popen(command, env=self.environ, stdout=out)
        try:
            while not (self.folder / "heard.raw").stat().st_size:
                assert listener.poll() is None
            yield heard
        finally:
            listener.terminate()
            listener.wait()
            out.close()
        data = (self.folder / "heard.raw").read_bytes()
        heard += array.array("h", data[: len(data) // 2 * 2])


@pytest.fixture
def room() -> Iterator[Room]:
    # The path of a socket may not be long, as those of pytest are.
    with tempfile.TemporaryDirectory(prefix="room") as folder:
        made = Room(Path(folder))
        try:
            yield made
        finally:
            made.close()


def share_of(samples: list[int], hertz: float) -> float:
    """Which part of the sound is a tone of this frequency."""
    along = sum(value * math.cos(2 * math.pi * hertz * n / RATE) for n, value in enumerate(samples))
    across = sum(value * math.sin(2 * math.pi * hertz * n / RATE) for n, value in enumerate(samples))
    return 2 * (along**2 + across**2) / (len(samples) * (sum(value * value for value in samples) or 1))


def loud_seconds(samples: list[int]) -> float:
    tenth = RATE // 10
    return sum(max(map(abs, samples[at : at + tenth])) > 1000 for at in range(0, len(samples), tenth)) / 10


def samples_of(file: Path) -> list[int]:
    with wave.open(str(file)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        return list(array.array("h", sound.readframes(sound.getnframes())))


def test_a_tone_in_the_room_is_the_tone_in_the_recording(room, tmp_path):
    with room.tone(440):
        said = room.child("record", tmp_path / "data")
    file = Path(said.split("file ")[1].strip())
    assert file.is_relative_to(tmp_path / "data" / "recordings")
    samples = samples_of(file)
    assert 2 <= len(samples) / RATE < 3
    middle = samples[RATE // 2 : RATE * 3 // 2]
    assert max(middle) > 4000
    assert share_of(middle, 440) > 0.95
    assert share_of(middle, 523) < 0.01


def test_a_kill_in_the_middle_leaves_a_recording_that_can_be_played(room, tmp_path):
    command = [sys.executable, str(CHILD), "record-on", str(tmp_path / "data")]
    with room.tone(440):
        child = subprocess.Popen(command, env=room.environ, stdout=subprocess.PIPE, text=True)
        folder = tmp_path / "data" / "recordings"
        while not [file for file in folder.rglob("*.wav") if file.stat().st_size > 44 + 5 * RATE]:
            assert child.poll() is None
        child.kill()
        child.wait()
    (file,) = folder.rglob("*.wav")
    samples = samples_of(file)
    assert file.stat().st_size - 44 - 2 * len(samples) <= 2 * RATE + 8000
    assert len(samples) >= RATE
    assert share_of(samples[-RATE // 2 :], 440) > 0.95


def test_a_server_that_ends_stops_the_recording_and_says_so(room, tmp_path):
    command = [sys.executable, str(CHILD), "record-on", str(tmp_path / "data")]
    child = subprocess.Popen(command, env=room.environ, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "recording"
    folder = tmp_path / "data" / "recordings"
    while not [file for file in folder.rglob("*.wav") if file.stat().st_size > 44 + RATE]:
        assert child.poll() is None
    room.server.kill()
    said, _ = child.communicate(timeout=60)
    assert child.returncode == 0
    assert "The recording stopped" in said
    assert "What was recorded before is kept" in said
    assert "Start the program again for sound." in said
    assert len(samples_of(next(folder.rglob("*.wav")))) > RATE // 2


def test_a_microphone_that_is_unplugged_without_another_stops_the_recording_and_says_so(room, tmp_path):
    command = [sys.executable, str(CHILD), "record-on", str(tmp_path / "data")]
    child = subprocess.Popen(command, env=room.environ, stdout=subprocess.PIPE, text=True)
    folder = tmp_path / "data" / "recordings"
    while not [file for file in folder.rglob("*.wav") if file.stat().st_size > 44 + RATE]:
        assert child.poll() is None
    for module in ("module-remap-source", "module-null-sink"):
        subprocess.run(["pactl", "unload-module", module], env=room.environ, check=True)
    said, _ = child.communicate(timeout=60)
    assert child.returncode == 0
    assert "The recording stopped" in said
    # Qt may or may not have heard that there is none left.
    assert "There is no microphone." in said or "Start the program again for sound." in said
    assert len(samples_of(next(folder.rglob("*.wav")))) > RATE // 2


def test_a_recording_is_heard_when_it_is_played(room, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    with wave.open(str(data / "tone.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        sound = array.array("h", [round(8000 * math.sin(2 * math.pi * 660 * n / RATE)) for n in range(RATE)])
        file.writeframes(sound.tobytes())
    with room.listening() as heard:
        assert "ended True" in room.child("play", data)
    assert 0.8 <= loud_seconds(heard) <= 1.3
    first = next(n for n, value in enumerate(heard) if abs(value) > 1000)
    assert share_of(heard[first + 1600 : first + 9600], 660) > 0.9


def test_the_tone_of_the_last_half_minute_is_short(room, tmp_path):
    with room.listening() as heard:
        room.child("warn", tmp_path / "data")
    assert 0.2 <= loud_seconds(heard) <= 0.8


@speaks
def test_the_voice_is_heard_and_ends(room, tmp_path):
    with room.listening() as heard:
        assert "ended True" in room.child("speak", tmp_path / "data")
    assert loud_seconds(heard) > 2.5


@speaks
def test_the_voice_is_silent_at_once_when_it_is_told(room, tmp_path):
    with room.listening() as heard:
        assert "ended True" in room.child("hush", tmp_path / "data")
    assert 0.3 < loud_seconds(heard) < 2
