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
from interviewprep.interview.tokens import Denied, Token, tokens
from interviewprep.interview.word_lists import NEITHER_WAY, ROUGH_FACTORS

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
_SMALL = 12
_UNIT = 0.3
"""Worth of a word that is the unit of the number before it."""
_SAYING = 3.5
"""Weight of a phrase of common words only, such as "since then", which must be there word by word."""
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
    size: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    terms: tuple[Term, ...]
    stems: tuple[str, ...]
    weight: float
    is_denial: bool
    as_said: float = 0.0
    """Weight where all its words stand side by side, if that tells more than its rare words do."""


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
    either_way: bool
    """Whether one cannot tell from a denied word in the answer that the point is denied."""


def terms_of(points: Sequence[KeyPoint], corpus: Corpus) -> list[Terms]:
    """Of all points of a card at once, since a word that several have tells them apart less."""
    texts = [judged_tokens(_COMMENT.sub(" ", point.text[:_LONGEST])) for point in points]
    hints = [" ".join(point.also[:_MOST])[:_LONGEST] for point in points]
    stems = [
        {token.stem for token in text} | {t.stem for t in tokens(hint)} for text, hint in zip(texts, hints, strict=True)
    ]
    shared = Counter(stem for one in stems for stem in one)
    return [_terms(point, text, corpus, shared) for point, text in zip(points, texts, strict=True)]


def _terms(point: KeyPoint, text: list[Token], corpus: Corpus, shared: Counter[str]) -> Terms:
    own = _weighed(text, corpus, shared)
    return Terms(
        own=own,
        weight=sum(term.weight for term in own),
        also=tuple(_phrase(phrase, corpus) for phrase in point.also[:_MOST]),
        needs=tuple(tuple(_phrase(phrase, corpus) for phrase in group[:_MOST]) for group in point.needs[:_MOST]),
        never=tuple(_phrase(phrase, corpus) for phrase in point.never[:_MOST]),
        numbers=tuple(term for term in own if term.value is not None and term.unit and term.word not in ROUGH_FACTORS),
        is_denial=sum(term.weight for term in own if term.denied) > _MOSTLY * sum(term.weight for term in own),
        either_way="?" in point.text or any(token.text in NEITHER_WAY for token in text),
    )


def _phrase(text: str, corpus: Corpus) -> Phrase:
    words = judged_tokens(text[:_LONGEST])
    terms = _weighed(words, corpus, Counter())
    weight, is_denial = sum(term.weight for term in terms), any(term.denied for term in terms)
    if len(words) > 1 and weight < _SAYING and any(word.is_stop for word in words):
        return Phrase(text[:_SHOWN], terms, tuple(token.stem for token in words), weight, is_denial, _SAYING)
    return Phrase(text[:_SHOWN], terms, tuple(token.stem for token in words), weight, is_denial)


def _weighed(text: list[Token], corpus: Corpus, shared: Counter[str]) -> tuple[Term, ...]:
    terms: list[Term] = []
    seen: set[str] = set()
    concepts = concepts_in(text)
    at = 0
    while at < len(text):
        token = text[at]
        named, length = concepts.get(at, ((), 1))
        words = text[at : at + length]
        at += length
        if not named and (token.stem in seen or (token.is_stop and token.value is None)):
            continue
        seen.update(word.stem for word in words)
        if token.value is not None and not named:
            telling = token.unit or (token.text[0].isdigit() and token.value > _SMALL)
            number = _NUMBER if telling else _SMALL_NUMBER
            terms.append(
                Term((), token.text, number, token.denied is not Denied.NOT, token.value, token.unit, token.size)
            )
            continue
        weight = max((corpus.weight(word.stem) for word in words if not word.is_stop), default=1.0)
        if shared[token.stem] > 1:
            weight *= _SHARED
        if at > length and text[at - length - 1].unit == token.stem:
            weight *= _UNIT
        joined = "".join([word.text for word in words[:-1]] + [words[-1].stem.removeprefix("_")])
        keys = (*named, joined) if length > 1 else (token.stem, *named)
        terms.append(Term(keys, token.text if length == 1 else "", weight, token.denied is not Denied.NOT))
    return tuple(terms)
