"""How well a text fits what was typed: all letters in their order, best side by side and at the start of words."""

from __future__ import annotations

_START, _NEXT, _ANYWHERE = 10.0, 12.0, 1.0
_PER_LETTER = 0.02
"""Of two equal fits the shorter text is meant."""


def fit(typed: str, text: str) -> float | None:
    """None where the letters are not in the text in this order, else more for a better fit; words in any order."""
    scores = [_word(word, text.casefold()) for word in typed.casefold().split()]
    if any(score is None for score in scores):
        return None
    return sum(score for score in scores if score is not None) - _PER_LETTER * len(text)


def _word(word: str, text: str) -> float | None:
    """The best way to find the letters, over all places where the first of them stands."""
    best = None
    for start in (place for place, letter in enumerate(text) if letter == word[0]):
        score = _from(word, text, start)
        if score is not None and (best is None or score > best):
            best = score
    return best


def _from(word: str, text: str, start: int) -> float | None:
    score, at = _worth(text, start, -2), start
    for letter in word[1:]:
        follows = text[at + 1 : at + 2] == letter
        found = at + 1 if follows else _starting(text, letter, at + 1)
        if found < 0:
            found = text.find(letter, at + 1)
        if found < 0:
            return None
        score += _worth(text, found, at)
        at = found
    return score


def _starting(text: str, letter: str, begin: int) -> int:
    """The next word that begins with the letter; -1 where there is none."""
    return next((n for n in range(begin, len(text)) if text[n] == letter and not text[n - 1].isalnum()), -1)


def _worth(text: str, place: int, before: int) -> float:
    if place == before + 1:
        return _NEXT
    return _START if place == 0 or not text[place - 1].isalnum() else _ANYWHERE
