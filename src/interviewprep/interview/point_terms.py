"""A key point as weighed terms: its own words, the phrases as good as them, its numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from interviewprep.cards.parts import KeyPoint
from interviewprep.interview.corpus import Corpus
from interviewprep.interview.denial import judged_tokens
from interviewprep.interview.synonyms import concepts_in
from interviewprep.interview.tokens import Token

_LONGEST = 600
"""Characters of a point or phrase that are looked at."""
_SHOWN = 80
_MOST = 24
"""Phrases of a point that are looked at."""
_COMMENT = re.compile(r"<!--[^>]{0,400}-->")
_SHARED = 0.6
"""Worth of a word that other points of the card have too."""
_NUMBER = 4.0
_SMALL_NUMBER = 1.5
"""Weight of "two" or "three" without a unit."""
_MOSTLY = 0.6
"""A point with a larger share of denied words is a denial."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find, by any of its `keys`."""

    keys: tuple[str, ...]
    word: str
    weight: float
    denied: bool
    value: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    terms: tuple[Term, ...]
    stems: tuple[str, ...]
    weight: float
    is_denial: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """A point as it is sought."""

    own: tuple[Term, ...]
    weight: float
    also: tuple[Phrase, ...]
    needs: tuple[tuple[Phrase, ...], ...]
    never: tuple[Phrase, ...]
    numbers: tuple[Term, ...]
    is_denial: bool


def terms_of(points: Sequence[KeyPoint], corpus: Corpus) -> list[Terms]:
    """Of all points of a card at once, since a word that several have tells them apart less."""
    texts = [judged_tokens(_COMMENT.sub(" ", point.text[:_LONGEST])) for point in points]
    shared = Counter(stem for text in texts for stem in {token.stem for token in text})
    return [_terms(point, text, corpus, shared) for point, text in zip(points, texts, strict=True)]


def _terms(point: KeyPoint, text: list[Token], corpus: Corpus, shared: Counter[str]) -> Terms:
    own = _weighed(text, corpus, shared)
    return Terms(
        own=own,
        weight=sum(term.weight for term in own),
        also=tuple(_phrase(phrase, corpus) for phrase in point.also[:_MOST]),
        needs=tuple(tuple(_phrase(phrase, corpus) for phrase in group[:_MOST]) for group in point.needs[:_MOST]),
        never=tuple(_phrase(phrase, corpus) for phrase in point.never[:_MOST]),
        numbers=tuple(term for term in own if term.value is not None and term.unit),
        is_denial=sum(term.weight for term in own if term.denied) > _MOSTLY * sum(term.weight for term in own),
    )


def _phrase(text: str, corpus: Corpus) -> Phrase:
    words = judged_tokens(text[:_LONGEST])
    terms = _weighed(words, corpus, Counter())
    weight, is_denial = sum(term.weight for term in terms), any(term.denied for term in terms)
    return Phrase(text[:_SHOWN], terms, tuple(token.stem for token in words), weight, is_denial)


def _weighed(text: list[Token], corpus: Corpus, shared: Counter[str]) -> tuple[Term, ...]:
    terms: list[Term] = []
    seen: set[str] = set()
    concepts = concepts_in(text)
    at = 0
    while at < len(text):
        token = text[at]
        concept, length = concepts.get(at, ("", 1))
        words = text[at : at + length]
        at += length
        if not concept and (token.stem in seen or (token.is_stop and token.value is None)):
            continue
        seen.update(word.stem for word in words)
        if token.value is not None and not concept:
            number = _NUMBER if token.unit or token.text[0].isdigit() else _SMALL_NUMBER
            terms.append(Term((), token.text, number, token.denied, token.value, token.unit))
            continue
        weight = max((corpus.weight(word.stem) for word in words if not word.is_stop), default=1.0)
        if shared[token.stem] > 1:
            weight *= _SHARED
        keys = (concept,) if length > 1 else (token.stem, *((concept,) if concept else ()))
        terms.append(Term(keys, token.text if length == 1 else "", weight, token.denied))
    return tuple(terms)
