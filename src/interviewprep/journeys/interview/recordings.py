"""Recorded answers: sound files in the data folder that the rows of an interview name.

A file grows while it is recorded and is a whole WAV file each second, so a crash loses no more than the last one. What
is deleted is gone: the file goes first, so that no row can promise that it went while it is still there.
"""

from __future__ import annotations

import shutil
import struct
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from interviewprep.errors import Refused
from interviewprep.journeys.interview import rows as interview_rows
from interviewprep.journeys.workplace import Workplace

RATE = 16_000
"""Samples a second, each of 16 bits, one channel: enough for a voice, and 2 MB a minute."""
BYTES_A_SECOND = RATE * 2
LEAST_FREE = 20_000_000
"""Bytes that have to be free on the disk to begin: ten minutes."""

_HEAD = 44
_FORMAT = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, RATE, BYTES_A_SECOND, 2, 16)


class RecordingRefused(Refused):
    sentence = "the answer cannot be recorded: {why}"


class NotDeleted(Refused):
    sentence = "the recording could not be deleted ({why}); it is still there"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The recording of an answer, to the question itself or to one of its follow-ups."""

    place: int
    follow_up: int
    file: Path
    seconds: float
    """0 where the file is gone."""

    @property
    def is_there(self) -> bool:
        return self.seconds > 0


class SoundFile:
    """A WAV file that grows by samples of 16 bits at `RATE`; one that is there already goes on."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._out = path.open("r+b" if path.exists() else "x+b", buffering=0)
        try:
            self._length = self._length_so_far()
        except BaseException:
            self._out.close()
            raise
        self._told = self._length
        self._tell()

    @property
    def seconds(self) -> float:
        return self._length / BYTES_A_SECOND

    def add(self, samples: bytes) -> None:
        """Write at once; raises `OSError` where the disk takes no more, with all before it kept."""
        self._out.seek(_HEAD + self._length)
        view = memoryview(samples)
        while view:
            written = self._out.write(view)
            self._length += written
            view = view[written:]
        if self._length - self._told >= BYTES_A_SECOND:
            self._tell()

    def close(self) -> None:
        """Put the head right a last time; a file without any sound goes."""
        if self._out.closed:
            return
        try:
            self._tell()
        finally:
            self._out.close()
            if not self._length:
                self.path.unlink(missing_ok=True)

    def _length_so_far(self) -> int:
        head = self._out.read(_HEAD)
        if head and (len(head) < _HEAD or head[8:36] != _FORMAT):
            raise OSError(f"{self.path.name} is there already and is no recording of this program")
        # By the file, not by its head: a crash may have left that a second behind.
        return max(0, self._out.seek(0, 2) - _HEAD) // 2 * 2

    def _tell(self) -> None:
        length = self._length // 2 * 2
        self._out.seek(0)
        self._out.write(b"RIFF" + struct.pack("<I", length + _HEAD - 8) + _FORMAT + b"data" + struct.pack("<I", length))
        self._told = self._length


def name_of(workplace: Workplace, key: int, place: int, follow_up: int) -> str:
    """Name below the data folder of the file for this answer; questions count from 1, and 0 is the question itself."""
    with workplace.database.read() as db:
        uid: bytes = db.value("SELECT uid FROM interview WHERE id = ?", (key,))
    return f"recordings/{uid.hex()}/{place + 1:02}-{follow_up}.wav"


def open_file(workplace: Workplace, name: str) -> SoundFile:
    """The file to record into. It is not named by a row yet."""
    try:
        workplace.places.recordings.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(workplace.places.recordings).free < LEAST_FREE:
            raise RecordingRefused(why=f"less than {LEAST_FREE // 1_000_000} MB are free on the disk")
        return SoundFile(workplace.places.data / name)
    except OSError as fault:
        raise RecordingRefused(why=reason(fault)) from fault


def kept(workplace: Workplace, key: int) -> tuple[Recorded, ...]:
    """The recordings of an interview in the order of its questions, those too whose file is gone."""
    with workplace.database.read() as db:
        rows = interview_rows.recordings(db, key)
    found = []
    for place, follow_up, name in rows:
        file = file_of(workplace, name)
        if file is not None:
            found.append(Recorded(place, follow_up, file, _seconds(file)))
    return tuple(found)


def delete(workplace: Workplace, key: int, place: int, follow_up: int) -> None:
    """Delete one recording for ever; the answer's text stays."""
    with workplace.database.read() as db:
        names = {(one, other): name for one, other, name in interview_rows.recordings(db, key)}
    name = names.get((place, follow_up))
    if name is not None:
        _delete_one(workplace, key, place, follow_up, name)


def delete_all(workplace: Workplace, key: int) -> None:
    """Delete every recording of an interview for ever."""
    with workplace.database.read() as db:
        rows = interview_rows.recordings(db, key)
    for place, follow_up, name in rows:
        _delete_one(workplace, key, place, follow_up, name)


def file_of(workplace: Workplace, name: str) -> Path | None:
    """The file that a row names; None where the name leads out of the folder of recordings."""
    steps = PurePosixPath(name).parts
    if len(steps) != 3 or steps[0] != "recordings" or ".." in steps or "\\" in name or ":" in name:
        return None
    return workplace.places.data.joinpath(*steps)


def reason(fault: OSError) -> str:
    """Why the system refused, in words for the end of a sentence."""
    return (fault.strerror or str(fault)).lower()


def _delete_one(workplace: Workplace, key: int, place: int, follow_up: int, name: str) -> None:
    file = file_of(workplace, name)
    if file is not None:
        try:
            file.unlink(missing_ok=True)
        except OSError as fault:
            raise NotDeleted(file.name, why=reason(fault)) from fault
        _remove_if_empty(file.parent)
    with workplace.database.write() as db:
        interview_rows.forget_recording(db, key, place, follow_up)


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        pass  # another recording is in it


def _seconds(file: Path) -> float:
    try:
        return max(0, file.stat().st_size - _HEAD) / BYTES_A_SECOND
    except OSError:
        return 0
