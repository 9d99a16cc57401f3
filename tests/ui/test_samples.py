from __future__ import annotations

import array
import math

import pytest

from interviewprep.ui.sound.samples import Voice16, loudness


def tone(hertz: float, rate: int, seconds: float, loud: float = 0.5) -> list[float]:
    return [loud * math.sin(2 * math.pi * hertz * n / rate) for n in range(round(rate * seconds))]


def share_of(samples: array.array[int], hertz: float) -> float:
    """Which part of the sound is a tone of this frequency, at 16,000 samples a second."""
    turns = [2 * math.pi * hertz * n / 16_000 for n in range(len(samples))]
    along = sum(value * math.cos(turn) for value, turn in zip(samples, turns, strict=True))
    across = sum(value * math.sin(turn) for value, turn in zip(samples, turns, strict=True))
    energy = sum(value * value for value in samples)
    return 2 * (along**2 + across**2) / (len(samples) * energy)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize(("kind", "code", "full"), [("f32", "f", 1.0), ("i16", "h", 32767), ("i32", "i", 2**31 - 1)])
def test_any_device_gives_the_same_tone_in_the_same_time(rate, kind, code, full):
    frames = [value for one in tone(440, rate, 0.5) for value in (one, one)]
    data = array.array(code, [value * full if code == "f" else int(value * full) for value in frames]).tobytes()
    voice, kept = Voice16(rate, 2, kind), b""
    for at in range(0, len(data), 999):  # pieces that end within a frame
        kept += voice.take(data[at : at + 999])
    samples = array.array("h", kept)
    assert abs(len(samples) - 8000) <= 2
    assert share_of(samples, 440) > 0.98
    assert 15_000 < max(samples) < 17_500


def test_bytes_without_a_sign_are_centred():
    voice = Voice16(16_000, 1, "u8")
    assert array.array("h", voice.take(bytes([0, 128, 255]))).tolist() == [-32768, 0, 32512]


def test_numbers_out_of_range_do_not_break_a_recording():
    voice = Voice16(16_000, 1, "f32")
    data = array.array("f", [2.0, -3.0, math.nan]).tobytes()
    assert array.array("h", voice.take(data)).tolist() == [32767, -32768, 0]


def test_loudness_goes_from_silence_to_the_loudest():
    def of(loud: float) -> float:
        return loudness(array.array("h", [int(32767 * value) for value in tone(440, 16_000, 0.1, loud)]).tobytes())

    assert loudness(b"") == of(0) == 0
    assert 0.2 < of(0.01) < of(0.1) < of(1) <= 1
