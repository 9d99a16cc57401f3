"""Which key points a typed answer seems to have, without a model: words weighed by how rare they are, and what denies them.

A point is sought in windows of one or two sentences. Its own words count by inverse document frequency; an `also` phrase counts
by how much of it is there and how telling it is; `needs`, `never`, denial and wrong numbers are judged apart and are final.
`docs/matcher.md` says how sure it is and what it cannot see. Time is linear in the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp

from interviewprep.cards.parts import KeyPoint
from interviewprep.interview.answer_index import AnswerIndex, Found
from interviewprep.interview.corpus import Corpus, shipped_corpus
from interviewprep.interview.point_terms import Phrase, Terms, terms_of

__all__ = ["THRESHOLD", "Corpus", "Evidence", "Hit", "evidence_for", "match_points"]

LONGEST_ANSWER = 20_000
"""Characters looked at: an hour of speech."""
THRESHOLD = 0.5

TELLING = 6.0
"""Weight of words from which a phrase alone can carry a point: one rare word, or two common ones."""
_NEXT = 0.9
"""Worth of words that stand in the next sentence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`score` is 0 to 1 and `hit` whether it reaches the threshold. `spans`: what in the answer speaks for it, or refutes it."""

    point_id: str
    hit: bool
    score: float
    spans: tuple[tuple[int, int], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the best window says for a point; each from 0 to 1."""

    own: float = 0.0
    """Share of the point's own words, by weight."""
    mass: float = 0.0
    """How telling all words found are together."""
    phrase: float = 0.0
    """The best `also` phrase."""
    second: float = 0.0
    """The next best."""
    needed: float = 0.0
    """1 where the point names needed words and all are there."""
    found: tuple[Found, ...] = ()
    refuted: str = ""
    against: tuple[tuple[int, int], ...] = ()

    @property
    def score(self) -> float:
        raw = -4.2 + 5.0 * self.own + 1.5 * self.mass + 4.0 * self.phrase + 1.5 * self.second + 1.5 * self.needed
        return 0.0 if self.refuted else 1 / (1 + exp(-raw))


def match_points(answer: str, points: tuple[KeyPoint, ...], *, corpus: Corpus | None = None) -> tuple[Hit, ...]:
    """One for each point, in order. Without a `corpus` words weigh as they do in the shipped decks."""
    found = zip(points, evidence_for(answer, points, corpus=corpus), strict=True)
    return tuple(_hit(point, evidence) for point, evidence in found)


def evidence_for(answer: str, points: Sequence[KeyPoint], *, corpus: Corpus | None = None) -> tuple[Evidence, ...]:
    """The same before it is judged, for who wants to see how a score came about."""
    corpus = corpus or shipped_corpus()
    index = AnswerIndex(answer[:LONGEST_ANSWER], corpus)
    return tuple(_evidence(terms, index) for terms in terms_of(points, corpus))


def _hit(point: KeyPoint, evidence: Evidence) -> Hit:
    score = round(evidence.score, 3)
    if evidence.refuted:
        return Hit(point.id, False, score, evidence.against, evidence.refuted)
    words = ", ".join(f"“{word}”" for word in dict.fromkeys(found.text for found in evidence.found[:5]))
    if score >= THRESHOLD:
        return Hit(point.id, True, score, _merged(found.span for found in evidence.found), f"Has {words}.")
    return Hit(point.id, False, score, (), f"Only {words} of it." if words else "Nothing of it was found.")


def _evidence(terms: Terms, index: AnswerIndex) -> Evidence:
    for phrase in terms.never:
        place = index.exactly(phrase.stems)
        if place:
            return Evidence(refuted=f"Says “{phrase.text}”, which refutes it.", against=(place,))
    missing = next((group for group in terms.needs if not any(index.has(phrase) for phrase in group)), None)
    if missing:
        named = " or ".join(f"“{phrase.text}”" for phrase in missing)
        return Evidence(refuted=f"Nothing like {named} in it.")
    windows = [_window(terms, index, at) for at in index.sentences_with(terms)]
    best = max(windows, key=lambda evidence: (not evidence.refuted, evidence.score), default=Evidence())
    return max(windows, key=_as_if_not_refuted) if best.score < THRESHOLD and windows else best


def _as_if_not_refuted(evidence: Evidence) -> float:
    return Evidence(evidence.own, evidence.mass, evidence.phrase, evidence.second, evidence.needed).score


def _window(terms: Terms, index: AnswerIndex, at: int) -> Evidence:
    found = index.found(terms.own, at, _NEXT)
    own = sum(one.worth * one.weight for one in found) / terms.weight if terms.weight else 0.0
    phrases: list[tuple[float, list[Found]]] = []
    for phrase in terms.also:
        strength, words = _strength(phrase, index, at)
        if strength:
            phrases.append((strength, words))
    phrases.sort(key=lambda one: -one[0])
    everything = {one.span: one for one in found}
    for _, words in phrases[:3]:
        everything |= {one.span: one for one in words}
    every = tuple(sorted(everything.values(), key=lambda one: one.span))
    evidence = Evidence(
        own=own,
        mass=min(1.0, sum(one.weight * one.worth for one in every) / (2 * TELLING)),
        phrase=phrases[0][0] if phrases else 0.0,
        second=phrases[1][0] if len(phrases) > 1 else 0.0,
        needed=float(bool(terms.needs)),
        found=every,
    )
    return _unless_refuted(evidence, terms, index, at)


def _strength(phrase: Phrase, index: AnswerIndex, at: int) -> tuple[float, list[Found]]:
    """How well a phrase is there: all of it and near together, and how much its words tell."""
    words = index.found(phrase.terms, at, 0.0)
    if not words:
        return 0.0, []
    share = sum(one.weight * one.worth for one in words) / phrase.weight
    width = max(one.place for one in words) - min(one.place for one in words) + 1
    near = 1.0 if width <= len(phrase.terms) + 4 else 0.6
    return share * share * near * min(1.0, phrase.weight / TELLING), words


def _unless_refuted(evidence: Evidence, terms: Terms, index: AnswerIndex, at: int) -> Evidence:
    against = [one for one in evidence.found if one.contrary]
    if sum(one.weight for one in against) > 0.5 * sum(one.weight for one in evidence.found):
        spans = _merged(one.span for one in against)
        reason = "Says the opposite: denied here." if not terms.is_denial else "The point is a denial, and nothing is denied here."
        return _refuted(evidence, reason, spans)
    wrong = index.wrong_number(terms.numbers, at)
    if wrong:
        return _refuted(evidence, f"Another number: “{index.text[wrong[0]:wrong[1]]}”.", (wrong,))
    return evidence


def _refuted(evidence: Evidence, reason: str, spans: tuple[tuple[int, int], ...]) -> Evidence:
    return Evidence(
        evidence.own, evidence.mass, evidence.phrase, evidence.second, evidence.needed, evidence.found, reason, spans
    )


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In their order; neighbours are one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
