"""What a microphone gives, made into what is kept: samples of 16 bits, one channel, 16,000 a second."""

from __future__ import annotations

import array
from math import log10
from typing import Literal

from interviewprep.journeys.interview.recordings import RATE

Kind = Literal["u8", "i16", "i32", "f32"]
_CODES = {"u8": "B", "i16": "h", "i32": "i", "f32": "f"}


class Voice16:
    """Turns the pieces of one stream, as they come, into pieces of what is kept."""

    def __init__(self, rate: int, channels: int, kind: Kind) -> None:
        self._rate, self._channels, self._kind = rate, channels, kind
        self._rest = b""
        self._next = 0
        """Where the next sample kept begins, in samples of the stream times `RATE`."""
        self._tail: list[int] = []
        self._seen = 0

    def take(self, data: bytes) -> bytes:
        one = self._whole(data)
        if (self._rate, self._channels) == (RATE, 1):
            return array.array("h", one).tobytes()
        return self._at_rate(one)

    def _whole(self, data: bytes) -> list[int]:
        """One channel of the frames that are complete; what is left of a frame waits for its rest."""
        values = array.array(_CODES[self._kind])
        frame = values.itemsize * self._channels
        data = self._rest + data
        end = len(data) // frame * frame
        self._rest = data[end:]
        values.frombytes(data[:end])
        if self._kind == "f32":
            heard = [max(-32768, min(32767, round(value * 32767))) if value == value else 0 for value in values]
        elif self._kind == "i32":
            heard = [int(value) >> 16 for value in values]
        elif self._kind == "u8":
            heard = [(int(value) - 128) << 8 for value in values]
        else:
            heard = [int(value) for value in values]
        count = self._channels
        if count == 1:
            return heard
        return [sum(heard[at : at + count]) // count for at in range(0, len(heard), count)]

    def _at_rate(self, heard: list[int]) -> bytes:
        """Each sample kept is the mean of those in its time, or the one that lasts through it."""
        heard = self._tail + heard
        first = self._seen - len(self._tail)
        kept = array.array("h")
        while True:
            low = self._next // RATE - first
            high = max(low + 1, (self._next + self._rate) // RATE - first)
            if high > len(heard):
                break
            kept.append(sum(heard[low:high]) // (high - low))
            self._next += self._rate
        self._seen = first + len(heard)
        self._tail = heard[max(0, self._next // RATE - first) :]
        return kept.tobytes()


def loudness(samples: bytes) -> float:
    """How loud samples of 16 bits are, in 0..1: silence to the loudest, in steps as the ear takes them."""
    values = array.array("h", samples[: len(samples) // 2 * 2])
    if not values:
        return 0.0
    mean = sum(value * value for value in values) / len(values)
    decibels = 10 * log10(mean / 32768**2) if mean else -100.0
    return max(0.0, min(1.0, 1 + decibels / 60))
