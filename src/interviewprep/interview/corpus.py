"""How rare each word is in the field, so that a rare word proves more than a common one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log

from interviewprep.interview.tokens import tokens

_UNKNOWN = 1.5
"""Texts that a word never seen is taken to stand in."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """In how many of `size` texts each stem stands."""

    size: int
    counts: Mapping[str, int] = field(repr=False)

    def weight(self, stem: str) -> float:
        """Inverse document frequency: about 1 for a word of every other text, 7 for one of a handful."""
        return log(1 + self.size / max(_UNKNOWN, self.counts.get(stem, 0)))

    def knows(self, stem: str) -> bool:
        return stem in self.counts


def corpus_of(texts: Iterable[str]) -> Corpus:
    """Counted from texts, for instance one for each card."""
    counts: Counter[str] = Counter()
    size = 0
    for text in texts:
        size += 1
        counts.update({token.stem for token in tokens(text) if token.stem})
    return Corpus(size, counts)


@cache
def shipped_corpus() -> Corpus:
    """The table that `benchmarks/matcher.py count` wrote from the shipped decks."""
    first, *lines = (files(__package__) / "word_counts.txt").read_text("utf-8").split("\n")
    counts: dict[str, int] = {}
    for line in lines:
        count, _, words = line.partition(" ")
        counts |= dict.fromkeys(words.split(), int(count)) if words else {}
    return Corpus(int(first), counts)


def as_table(corpus: Corpus) -> str:
    """The text that `shipped_corpus` reads: the number of texts, then a line of stems for each count above one."""
    by_count: dict[int, list[str]] = {}
    for stem, count in corpus.counts.items():
        if count > 1 and stem.isalnum() and not stem.isdigit():
            by_count.setdefault(count, []).append(stem)
    lines = [f"{count} {' '.join(sorted(stems))}" for count, stems in sorted(by_count.items())]
    return "\n".join([str(corpus.size), *lines, ""])
