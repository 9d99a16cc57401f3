"""What can be found about an answer, and one English sentence for each finding, which a window may translate."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Judged(StrEnum):
    RIGHT = "right"
    RIGHT_BUT = "right but"
    TRAPPED = "trapped"
    WRONG = "wrong"
    WRONG_DIMENSION = "wrong dimension"
    UNREADABLE = "unreadable"


class Finding(StrEnum):
    RIGHT = "right"
    AS_GOOD = "as good"
    ESTIMATE = "estimate"
    BINARY_PREFIX = "binary prefix"
    SHARE = "share for per cent"
    PER_CENT = "per cent for share"
    BASE_UNIT = "base unit"
    ASSUMPTION = "assumption"
    WORD_MISSING = "word missing"
    WORD_WRONG = "word wrong"
    TRAP = "trap"
    STEP = "step"
    BITS = "bits for bytes"
    POWER_OF_TEN = "power of ten"
    POWER_OF_TWO = "power of two"
    FACTOR = "factor"
    NEAR = "near"
    COUNT = "count"
    SIGN = "sign"
    ZERO = "zero"
    DIMENSION = "dimension"
    UNREADABLE = "unreadable"


SAID: dict[Finding, str] = {
    Finding.RIGHT: "Right: {answer}.",
    Finding.AS_GOOD: "As good as the best, which is {answer}.",
    Finding.ESTIMATE: "Close enough for an estimate; exactly it is {answer}.",
    Finding.BINARY_PREFIX: "Right in {other}. In {unit} it is {answer}: 1 {other} is {ratio} {unit}.",
    Finding.SHARE: "Right as a share. In per cent it is {answer}.",
    Finding.PER_CENT: "Right in per cent. As a share it is {answer}.",
    Finding.BASE_UNIT: "Right without the prefix. In the unit asked for it is {answer}.",
    Finding.ASSUMPTION: "Fits what one may assume. With the number one is told when asking it is {answer}.",
    Finding.WORD_MISSING: "The number is right. The second half of the answer is missing: {word}.",
    Finding.WORD_WRONG: "The number is right, the word is not: {word}.",
    Finding.TRAP: "{words}",
    Finding.STEP: "That is a step on the way: {words}. The answer is {answer}.",
    Finding.BITS: "8 times too {way}, as when bits are taken for bytes. It is {answer}.",
    Finding.POWER_OF_TEN: "{factor} times too {way}: check the power of ten. It is {answer}.",
    Finding.POWER_OF_TWO: "{factor} times too {way}, a power of two. It is {answer}.",
    Finding.FACTOR: "{factor} times too {way}. It is {answer}.",
    Finding.NEAR: "{percent} % too {way}. It is {answer}.",
    Finding.COUNT: "Off by {difference}. The whole number asked for is {answer}.",
    Finding.SIGN: "The sign is wrong. It is {answer}.",
    Finding.ZERO: "It is {answer}.",
    Finding.DIMENSION: "{said} is another kind of quantity than the {unit} asked for. It is {answer}.",
    Finding.UNREADABLE: "This cannot be read as an answer: {reason}.",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    judged: Judged
    finding: Finding
    facts: tuple[tuple[str, str], ...] = ()
    reading: str = ""
    """The answer as it was understood, in the unit asked for: `340 GB/s`."""
    note: str = ""
    """How it was read where it can be read in two ways: `1,234 read as 1.234`."""
    value: float | None = field(default=None, compare=False)
    word_right: bool | None = None
    """Whether the second answer was right; None where none is asked for or none was given."""

    @property
    def right(self) -> bool:
        return self.judged in {Judged.RIGHT, Judged.RIGHT_BUT}

    @property
    def said(self) -> str:
        return SAID[self.finding].format(**dict(self.facts))
