"""Other names of one thing in the field, so that `TTFT` is found where the point says "time to first token".

A line of `synonyms.txt` is a set of names with commas between; a name may be several words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from interviewprep.interview.stems import stem
from interviewprep.interview.tokens import Token, tokens


def concepts_in(text: Sequence[Token]) -> dict[int, tuple[str, int]]:
    """Of each place where a name begins, what it names and how many words it has; the longest name is taken."""
    names = _names()
    found: dict[int, tuple[str, int]] = {}
    at = 0
    while at < len(text):
        length = 1
        for name, concept in names.get(text[at].stem, ()):
            if tuple(token.stem for token in text[at : at + len(name)]) == name:
                found[at] = concept, len(name)
                length = len(name)
                break
        at += length
    return found


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    lines = (files(__package__) / "synonyms.txt").read_text("utf-8").split("\n")
    for number, line in enumerate(lines):
        if line.startswith("#"):
            continue
        for name in filter(None, (part.strip() for part in line.split(","))):
            words = tuple(token.stem or stem(token.text) for token in tokens(name))
            by_first[words[0]].append((words, f"={number}"))
    return {first: tuple(sorted(names, key=lambda one: -len(one[0]))) for first, names in by_first.items()}
