"""A text as words and numbers with their places, sentences and clauses. Time is linear in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from interviewprep.interview.stems import stem
from interviewprep.interview.word_lists import JOINTS, STOP_WORDS

_MINUS = "−"
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9, "trillion": 1e12}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_UP_TO_TEN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SAID = {word: value for value, word in enumerate((*_UP_TO_TEN, *_TEENS), 2)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_FACTORS = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0, "triple": 3.0, "tripled": 3.0,
            "triples": 3.0, "tenfold": 10.0, "twofold": 2.0, "halved": 0.5, "half": 0.5, "halves": 0.5}  # fmt: skip

_PIECE = re.compile(
    r"(?P<number>(?<![\w.])(?:10\s?\^\s?-?\d{1,3}|10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{1,4}|\d{1,3}(?:[,\u2009\u202f\xa0]\d{3}){1,6}(?:\.\d{1,9})?"
    r"|\d{1,15}(?:\.\d{1,9})?(?:e[+-]?\d{1,3})?)"
    r"(?:\s?(?P<unit>%|‰|[×x](?![^\W\d_])|per\s?cent\b|times\b)|[\s-]?(?P<scale>thousand|million|billion|trillion|bn)\b"
    r"|(?P<letter>[kKMB])(?![^\W_]))?(?![^\W\d_]*\d))"
    r"|(?P<word>[^\W_]+(?:['’][^\W\d_]{1,3}\b)?)"
    r"|(?P<end>[.!?]+(?=[\s\"'’)”]|\Z)|\n+)"
    r"|(?P<clause>[,;:()–—])"
)

_SIZES = {
    **{word: ("second", size) for size, words in (
        (1e-9, "ns nanosecond"), (1e-6, "us µs μs microsecond"), (1e-3, "ms millisecond"), (1.0, "s sec second"),
        (60.0, "min minut"), (3600.0, "h hour"), (86400.0, "day"), (604800.0, "week"),
    ) for word in words.split()},
    **{word: ("byte", size) for size, words in (
        (1.0, "byte"), (1e3, "kb"), (1024.0, "kib"), (1e6, "mb"), (1024.0**2, "mib"), (1e9, "gb"), (1024.0**3, "gib"),
        (1e12, "tb"), (1024.0**4, "tib"),
    ) for word in words.split()},
    **{word: ("flop", size) for size, words in (
        (1e6, "mflop mflops"), (1e9, "gflop gflops"), (1e12, "tflop tflops"), (1e15, "pflop pflops"),
    ) for word in words.split()},
}  # fmt: skip
"""Of a unit what it measures, and how much of it."""

_HIGHEST = 300
"""Power of ten above which numbers are all one."""
_LONG = 45
"""A sentence with more words is parted at a clause, so that notes without full stops have windows too."""


class Denied(IntEnum):
    """How firmly a word is denied: `LOOSELY` by "no" or "without", which say nothing of the rest of the clause."""

    NOT = 0
    LOOSELY = 1
    FIRMLY = 2


@dataclass(slots=True)
class Token:
    """`stem` compares; `value` and `unit` are a number's. `sentence` counts from 0."""

    text: str
    stem: str
    start: int
    end: int
    sentence: int
    clause: int
    value: float | None = None
    unit: str = ""
    denied: Denied = Denied.NOT

    @property
    def size(self) -> tuple[str, float] | None:
        """What is measured and how much: 0.12 ms is 120 µs."""
        measured = _SIZES.get(self.unit)
        return None if measured is None or self.value is None else (measured[0], self.value * measured[1])

    @property
    def is_stop(self) -> bool:
        return self.text in STOP_WORDS


def tokens(text: str) -> list[Token]:
    """Words and numbers in their order, none of them denied yet."""
    found: list[Token] = []
    sentence = clause = words = 0
    for piece in _PIECE.finditer(text):
        if piece["end"] is not None or (piece["clause"] is not None and words >= _LONG):
            sentence, clause, words = sentence + 1, clause + 1, 0
        elif piece["clause"] is not None:
            clause += 1
        else:
            token = (_number if piece["number"] else _word)(piece, sentence, clause)
            if token.text in JOINTS:
                clause += 1
                token.clause = clause
            found.append(token)
            words += 1
    _give_units(found)
    return found


@lru_cache(maxsize=4096)
def _lower(word: str) -> str:
    return word.lower().replace("’", "'")


def _word(piece: re.Match[str], sentence: int, clause: int) -> Token:
    text = _lower(piece[0])
    bare = text.removesuffix("'s")
    # A stop word is no stem, so that "not" is not "note".
    token = Token(text, f"_{text}" if text in STOP_WORDS else stem(bare), piece.start(), piece.end(), sentence, clause)
    if bare in _SAID:
        token.value = float(_SAID[bare])
    elif bare in _FACTORS:
        token.value, token.unit = _FACTORS[bare], "x"
    return token


def _number(piece: re.Match[str], sentence: int, clause: int) -> Token:
    written = piece["number"]
    unit = piece["unit"] or ""
    scale = piece["scale"] or piece["letter"] or ""
    digits = written[: len(written) - len(unit) - len(scale)].rstrip(" -\xa0\u2009\u202f")
    value = _value(digits) * _SCALES.get(scale.lower(), 1.0)
    unit = {"%": "%", "‰": "‰", "": ""}.get(unit, "%" if unit.lower().startswith("per") else "x")
    return Token(written.lower(), f"{value:g}{unit}", piece.start(), piece.end(), sentence, clause, value, unit)


def _value(digits: str) -> float:
    digits = re.sub(r"[,\u2009\u202f\xa0 ]", "", digits).replace(_MINUS, "-")
    power = digits[3:] if digits.startswith("10^") else digits[2:].translate(_SUPERSCRIPTS)
    if digits.startswith("10^") or (digits.startswith("10") and power != digits[2:]):
        return 10.0 ** min(_HIGHEST, int(power)) if power.removeprefix("-").isdigit() else 10.0
    return min(float(digits), 10.0**_HIGHEST)


def _give_units(found: list[Token]) -> None:
    """A number without a sign of its own is of what is named behind it: `eight times`, `40 ms`."""
    for token, behind in pairwise(found):
        if token.value is None or token.unit:
            continue
        if behind.sentence != token.sentence:
            continue
        if behind.text in ("times", "fold"):
            token.unit = "x"
        elif behind.text == "percent" or behind.text == "per":
            token.unit = "%" if behind.text == "percent" else ""
        elif behind.value is None and not behind.is_stop:
            token.unit = behind.stem
    for token, behind, third in zip(found, found[1:], found[2:], strict=False):
        if token.value is not None and behind.text == "per" and third.text == "cent":
            token.unit = "%"
