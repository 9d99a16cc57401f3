"""Cards on paper: question sheets, answer sheets and cards to cut out, as one HTML file that needs nothing else."""

from __future__ import annotations

from enum import StrEnum


class Sheet(StrEnum):
    QUESTIONS = "questions"
    ANSWERS = "answers"
    CARDS = "cards"
    """Eight to a page, fronts and backs in turn, for printing on both sides along the long edge."""


class Paper(StrEnum):
    A4 = "A4"
    LETTER = "Letter"
