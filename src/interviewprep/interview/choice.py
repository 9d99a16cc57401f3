"""A choice as it is answered in a round: by the letters of its options, so that it judges itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interviewprep.cards.parts import Option

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PICKS = re.compile(r"\W*\w\b(?:\W+(?:and\W+)?\w\b)*\W*")


class Judged(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    """Some of several right ones, and no wrong one."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Choice:
    """The options as they are shown. `order` has their places in the file."""

    written: tuple[Option, ...]
    order: tuple[int, ...]

    @property
    def shown(self) -> tuple[Option, ...]:
        return tuple(self.written[index] for index in self.order)

    @property
    def several(self) -> bool:
        return sum(option.right for option in self.written) > 1

    @property
    def right(self) -> tuple[int, ...]:
        return tuple(place for place, option in enumerate(self.shown) if option.right)

    def picked(self, said: str) -> tuple[int, ...] | None:
        """Places on the screen that the last line names, by letters or numbers; None where it is no pick of any."""
        lines = [line for line in said.splitlines() if line.strip()]
        if not lines or not _PICKS.fullmatch(lines[-1]):
            return None
        places = {self._place(word) for word in re.findall(r"\b\w\b", lines[-1])}
        return None if -1 in places else tuple(sorted(places))

    def _place(self, word: str) -> int:
        place = int(word) - 1 if word.isdecimal() else LETTERS.find(word.upper())
        return place if place < len(self.order) else -1

    def judge(self, picked: Collection[int]) -> Judged:
        right = set(self.right)
        if set(picked) == right:
            return Judged.RIGHT
        return Judged.PARTLY if set(picked) < right else Judged.WRONG

    def verdict(self, judged: Judged) -> str:
        names = said_as(self.right)
        if judged is Judged.RIGHT:
            return f"Right: {names}."
        if judged is Judged.PARTLY:
            return f"Part of it. Right are {names}."
        return f"Wrong. Right {'are' if len(self.right) > 1 else 'is'} {names}."


def said_as(places: Sequence[int]) -> str:
    """What is kept as the answer: `B`, or `A, C`."""
    return ", ".join(LETTERS[place] for place in sorted(places))
