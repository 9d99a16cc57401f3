"""The few words that a rendered card adds of its own, so that a window in another language can give its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    note: str = "Note"
    tip: str = "Tip"
    important: str = "Important"
    warning: str = "Warning"
    caution: str = "Caution"
    right: str = "right"
    wrong: str = "wrong"
    your_answer: str = "your answer"
    blank: str = "blank"
    picture: str = "picture"
    sound: str = "sound"
    missing_point: str = "A good answer has these points. Which one is missing?"
    """Asks for a key point that an interview missed."""
    only_point: str = "Which point belongs in the answer?"
    area: str = "{left} % from the left and {top} % from the top"
    asked_areas: str = "What is hidden at {places}?"
    outlined_areas: str = "Outlined at {places}."
    covered_areas: str = "Other covered areas: {count}."
    no_picture: str = "[picture not shown: {name}]"
    """Where a picture is not a file beside the deck."""
    too_much: str = "Shown as plain text: this card has more than {count} {what}."
    """`what` is a key of `limits.LIMITS`."""
    cut: str = "The last {count} characters are left out."


ENGLISH = Words()
