"""Other names of one thing in the field, so that `TTFT` is found where the point says "time to first token".

A line of `synonyms.txt` is a set of names with commas between; a name may be several words, and stand in several sets.
The names of a set that begins with `~` are looser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from interviewprep.interview.edit_distance import bound_for, within
from interviewprep.interview.stems import stem
from interviewprep.interview.tokens import Token, tokens

_SHORTEST = 3
LOOSE = "~"
"""What such a set names begins with it: its names say much the same, not the same."""


Named = tuple[tuple[str, ...], int]
"""What some words may name, and how many they are."""


@lru_cache(maxsize=4096)
def respelt(word: str) -> str:
    """The stem of the word that a misspelt one is nearest to among all names; empty if there is none."""
    bound = bound_for(len(word))
    near = [
        name
        for name in _spellings().get(word[:1], ())
        if abs(len(name) - len(word)) <= bound and bound <= bound_for(len(name)) and within(word, name, bound)
    ]
    return stem(next((name for name in near if within(word, name, 1)), near[0])) if near else ""


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Longer words of the names, by first letter."""
    words: dict[str, set[str]] = defaultdict(set)
    for line in _lines():
        for token in tokens(line):
            if len(token.text) > _SHORTEST and not token.is_stop and token.text.isalpha():
                words[token.text[0]].add(token.text)
    return {first: tuple(sorted(some)) for first, some in words.items()}


def concepts_in(text: Sequence[Token], instead: Mapping[str, str] = MappingProxyType({})) -> dict[int, Named]:
    """Of each place where a name begins, what it may name and how many words it has; the longest name is taken.

    `instead` has the right stem of a word that is misspelt.
    """
    names = _names()
    found: dict[int, Named] = {}
    stems = [instead.get(token.text) or token.stem for token in text]
    at = 0
    while at < len(text):
        length = 1
        for name, concepts in names.get(stems[at], ()):
            if tuple(stems[at : at + len(name)]) == name:
                found[at] = concepts, len(name)
                length = len(name)
                break
        at += length
    return found


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    meant: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for number, line in enumerate(_lines()):
        sign = LOOSE if line.startswith("~") else "="
        for name in filter(None, (part.strip() for part in line.removeprefix("~").split(","))):
            words = tuple(token.stem or stem(token.text) for token in tokens(name))
            if words and f"{sign}{number}" not in meant[words]:
                meant[words].append(f"{sign}{number}")
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for words, concepts in sorted(meant.items(), key=lambda one: -len(one[0])):
        by_first[words[0]].append((words, tuple(concepts)))
    return {first: tuple(names) for first, names in by_first.items()}


@cache
def _lines() -> tuple[str, ...]:
    lines = (files(__package__) / "synonyms.txt").read_text("utf-8").split("\n")
    return tuple(line for line in lines if line and not line.startswith("#"))
