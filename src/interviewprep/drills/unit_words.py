"""Units as people write them: `TB/s`, `KiB per token`, `GBps`, `M params`, `k$`, `usec`, `TFLOPS`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from interviewprep.drills.quantity import Unit, registry

_COUNTED = frozenset({
    "accelerator", "arm", "batch", "block", "chip", "concurrent", "core", "cycle", "device", "element", "expert",
    "failure", "fold", "gpu", "head", "image", "item", "lane", "launch", "layer", "node", "param", "parameter", "query",
    "rank", "replica", "req", "request", "row", "run", "sample", "seq", "sequence", "slot", "sm", "stage", "step",
    "term", "thread", "times", "tok", "token", "user", "value", "warp", "way", "weight", "word", "worker", "x", "×",
})  # fmt: skip
_SPELLINGS = {
    "%": "percent", "pct": "percent", "$": "USD", "usd": "USD", "dollars": "USD", "eur": "EUR", "€": "EUR",
    "sec": "second", "secs": "second", "S": "second", "mins": "minute", "hrs": "hour",
    "msec": "millisecond", "msecs": "millisecond", "usec": "microsecond", "usecs": "microsecond", "nsec": "nanosecond",
    "hz": "hertz", "khz": "kilohertz", "mhz": "megahertz", "ghz": "gigahertz", "db": "decibel",
    "kw": "kilowatt", "kwh": "kilowatthour", "Kb": "kilobit", "mbit": "megabit", "gbit": "gigabit",
    "kb": "kilobyte", "mb": "megabyte", "gb": "gigabyte", "tb": "terabyte",
    "kib": "kibibyte", "mib": "mebibyte", "gib": "gibibyte", "tib": "tebibyte",
    "mflop": "megaFLOP", "gflop": "gigaFLOP", "tflop": "teraFLOP", "pflop": "petaFLOP",
}  # fmt: skip
"""Spellings that pint would not know or, being all small, would read as millibits and the like."""
_MULTIPLIERS = {
    "k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "B": 10**9, "bn": 10**9, "mn": 10**6, "T": 10**12, "P": 10**15,
    "Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "m": 10**6, "b": 10**9, "t": 10**12, "g": 10**9,
}  # fmt: skip
_PER_SECOND = frozenset({"tps", "rps", "qps", "fps"})
_WORD = re.compile(r"[A-Za-zµ%$€×][A-Za-zµ×$%-]*")


class UnknownUnit(ValueError):
    def __init__(self, word: str) -> None:
        self.word = word
        super().__init__(f"'{word}' is no unit known here")


def unit_of(text: str) -> Unit:
    """The first reading of a unit as a deck names it."""
    return units_of(text)[0]


@lru_cache(maxsize=1024)
def units_of(text: str, labels: bool = True) -> tuple[Unit, ...]:
    """Every reading of a unit text, the plainest first: `TB/s`, `KiB per token`, `million parameters`, `GBps`, `k$`.

    Words that only name what is counted are passed over; with `labels` any small word may be one.
    """
    numerator, *denominators = re.split(r"/|\bper\b", _spelled(text))
    words = [(word, 1) for word in _words(numerator)]
    words += [(word, -1) for part in denominators for word in _words(part)]
    found: list[Unit] = [Unit(registry().Unit("count"))]
    for place, (word, sign) in enumerate(words):
        readings = _word(word, first=place == 0, alone=len(words) == 1, label=labels or sign < 0)
        found = [
            Unit(
                before.pint * reading.pint if sign > 0 else before.pint / reading.pint,
                before.factor * reading.factor if sign > 0 else before.factor / reading.factor,
                before.note or reading.note,
            )
            for before in found
            for reading in readings
        ][:8]
    return tuple(found)


def _spelled(text: str) -> str:
    text = re.sub(r"\bUS ?\$", "$", text)
    text = re.sub(r"\bper cent\b", "%", text)
    return re.sub(r"\b([kKMGTP]?i?(?:B|b|bit|bits))ps\b", r"\1/s", text)


def _words(part: str) -> list[str]:
    words: list[str] = []
    for piece in re.split(r"[\s*·()]+", part):
        if piece in {"", "-", "1", "a", "of", "the", "each", "in", "s/"}:
            continue
        if not _WORD.fullmatch(piece.lstrip("-")):
            raise UnknownUnit(piece)
        words.append(piece.lstrip("-"))
    return words


def _word(word: str, first: bool, alone: bool, label: bool) -> list[Unit]:
    units = registry()
    found: list[Unit] = []
    if word in {"KB", "Kbyte", "Kbytes"}:
        return [Unit(units.Unit("kilobyte"), note="1 KB read as 1000 bytes"),
                Unit(units.Unit("kibibyte"), note="1 KB read as 1024 bytes")]  # fmt: skip
    if word.endswith("$") and word[:-1] in _MULTIPLIERS:
        return [Unit(units.Unit("USD"), Fraction(_MULTIPLIERS[word[:-1]]))]
    if word.lower() in _PER_SECOND:
        return [Unit(units.Unit("count/second"))]
    rate = re.fullmatch(r"([kKMGTPE]?)(?:FLOP|OP|flop)[Ss]", word)
    if rate:
        name = f"{rate.group(1).replace('K', 'k')}FLOP"
        found = [Unit(units.Unit(f"{name}/second")), Unit(units.Unit(name))]
        return found if word.endswith("S") else found[::-1]
    name = _known(word)
    if name:
        found.append(Unit(units.Unit(name)))
    if word == "m":
        found.append(Unit(units.Unit("minute")))
    if not name and word[0] in "kKMGT" and _is_counted(word[1:]):
        found.append(Unit(units.Unit("count"), Fraction(_MULTIPLIERS[word[0]])))
    if first and word in _MULTIPLIERS:
        multiplier = Unit(units.Unit("count"), Fraction(_MULTIPLIERS[word]))
        found = [*found, multiplier] if alone else [multiplier, *found]
    if not found and (_is_counted(word) or (label and re.fullmatch(r"[A-Za-z][A-Za-z-]*", word))):
        found.append(Unit(units.Unit("count")))
    if not found:
        raise UnknownUnit(word)
    return found


def _is_counted(word: str) -> bool:
    lowered = word.lower()
    return lowered in _COUNTED or (lowered.endswith("s") and lowered[:-1] in _COUNTED)


def _known(word: str) -> str:
    """pint's name of a unit written in full, as a symbol, in the plural or in small letters; "" where there is none."""
    if _is_counted(word):
        return ""
    candidates = [word]
    if len(word) > 2 and word.endswith("s"):
        candidates.append(word[:-1])
    for candidate in candidates:
        if candidate in _SPELLINGS:
            return _SPELLINGS[candidate]
        if registry().parse_unit_name(candidate):
            return candidate
    lowered = [candidate.lower() for candidate in candidates]
    for candidate in lowered:
        if candidate in _SPELLINGS:
            return _SPELLINGS[candidate]
        if len(candidate) > 3 and registry().parse_unit_name(candidate):
            return candidate
    return ""
