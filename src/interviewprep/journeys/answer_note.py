"""What the user did to answer, kept in the `note` of the review as JSON: words typed, options picked, points ticked.

A note that is no JSON is what was typed, as the terminal keeps it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class AnswerNote:
    typed: str = ""
    picked: tuple[int, ...] = ()
    """Of a choice: the options' places in the file."""
    ticked: tuple[str, ...] = ()
    """Of an open question: the ids of the key points that were there."""
    scratch: str = ""
    """Of a drill: the lines of the scratchpad."""
    judged: str = ""
    help: str = ""
    """Of a drill: `formula`, `none` or `case`."""
    mental: bool = False
    asked: bool = False
    """Of a case: the missing number was asked for."""

    def text(self) -> str:
        """The note, "" where there is nothing to keep."""
        kept = {field.name: value for field in fields(self) if (value := getattr(self, field.name))}
        return json.dumps(kept, ensure_ascii=False) if kept else ""


def read_note(text: str) -> AnswerNote:
    """The note in a review; never raises, since an older or newer version may have written it."""
    try:
        raw = json.loads(text)
    except ValueError:
        return AnswerNote(typed=text)
    if not isinstance(raw, dict):
        return AnswerNote(typed=text)
    default = AnswerNote()
    kept = {}
    for field in fields(AnswerNote):
        value = raw.get(field.name)
        if isinstance(value, list):
            value = tuple(value)
        if isinstance(value, type(getattr(default, field.name))):
            kept[field.name] = value
    return AnswerNote(**kept)
