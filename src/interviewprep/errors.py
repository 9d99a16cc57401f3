"""Every fault a user can meet: a kind with its facts, and one English sentence for each kind.

A fault in a user's text is a value (`Problem`), since the rest of the file is still used.
Anything that stops what the user asked for is an exception (`Refused` and its children).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

# Control signs, the ends of lines and paragraphs, signs that turn the writing, and halves of characters.
_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault in a text file: where it is, which rule it breaks, what is wrong and what would be right.

    `line` counts from 1; 0 means the file as a whole. `path` is as the user would name the file.
    """

    path: str
    line: int
    severity: Severity
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}[{self.rule}]: {self.message}"


def legible(text: str, most: int = 4000) -> str:
    """A text that may quote a stranger's file, as one line that steers no terminal and turns no writing around."""
    return _STEERS.sub("?", text if len(text) <= most else f"{text[:most]}…")


class Refused(Exception):
    """The program will not do what was asked; nothing was changed. `sentence` is filled with the facts given."""

    sentence = "{reason}"
    exit_code = 2

    def __init__(self, place: object = "", **facts: object) -> None:
        self.place = str(place)
        self.facts = facts
        super().__init__(str(self))

    def __str__(self) -> str:
        said = self.sentence.format(**self.facts)
        return legible(f"{self.place}: {said}" if self.place else said)


class WrongUse(Refused):
    sentence = "{reason}"


class Locked(Refused):
    """Another process writes to the data folder."""

    sentence = "in use by {holder}; close it first, or give another folder with --data"
    exit_code = 3


class NoDisplay(Refused):
    sentence = "there is no display to open a window on; study in the terminal with: {command}"
    exit_code = 4
