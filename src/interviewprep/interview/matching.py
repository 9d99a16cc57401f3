"""Which key points a typed answer seems to have, without a model: words weighed by rarity, and what denies them.

A point is sought in windows of two sentences. Its own words count by inverse document frequency; an `also` phrase
counts by how much of it is there and how telling it is; `needs`, `never`, denial and wrong numbers are judged apart and
are final. `docs/matcher.md` says how sure it is and what it cannot see. Time is linear in the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp

from interviewprep.cards.parts import KeyPoint
from interviewprep.interview.answer_index import AnswerIndex, Found
from interviewprep.interview.corpus import Corpus, shipped_corpus
from interviewprep.interview.point_terms import Phrase, Terms, terms_of

__all__ = ["THRESHOLD", "Corpus", "Evidence", "Hit", "evidence_for", "match_points"]

LONGEST_ANSWER = 20_000
"""Characters looked at: an hour of speech."""
THRESHOLD = 0.5
NOTHING_FOUND = "Nothing of it was found."

TELLING = 6.0
"""Weight of words from which a phrase alone can carry a point: one rare word, or two common ones."""
_USUAL_TOPIC = 0.4
"""What a card's one point would find of others."""
_DENIED = 0.65
"""Worth of a window that denies the point beside another that does not."""
_WHOLE = 0.75
"""Share of a phrase from which it is there."""
_NOT_AS_SAID = 0.5
"""Worth of the telling words of a phrase that is mostly common ones."""
_NEXT = 0.9
"""Worth of words that stand in the next sentence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`score` is 0 to 1, `hit` whether it reaches the threshold, `spans` what speaks for it or refutes it."""

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
    whole: float = 0.0
    """How much of a phrase is there at best, however common its words."""
    told: float = 0.0
    """1 where a phrase of several words, or of a rare one, is wholly there."""
    needed: float = 0.0
    """How telling the needed words are."""
    topic: float = 0.0
    """How well the other points of the card are found: an answer off the point has none of them."""
    found: tuple[Found, ...] = ()
    refuted: str = ""
    doubted: str = ""
    """Why it would be refuted if there were not enough besides."""
    against: tuple[tuple[int, int], ...] = ()

    @property
    def direct(self) -> float:
        """What the point's own evidence adds up to."""
        phrases = 0.2 * self.phrase + 0.7 * self.second + 0.4 * self.whole
        return 2.4 * self.own + 0.9 * self.mass + phrases + 1.8 * self.needed + 2.0 * self.told

    @property
    def score(self) -> float:
        """Logistic in the evidence; the weights are those of a regression on the first of the tuning parts.

        An answer that is on the topic makes weak evidence likelier to be meant, but is none by itself.
        """
        any_of_it = min(1.0, 3 * max(self.own, self.whole, self.needed, self.mass))
        return 0.0 if self.refuted else 1 / (1 + exp(3.05 - self.direct - 3.8 * self.topic * any_of_it))


def match_points(answer: str, points: tuple[KeyPoint, ...], *, corpus: Corpus | None = None) -> tuple[Hit, ...]:
    """One for each point, in order. Without a `corpus` words weigh as they do in the shipped decks."""
    found = zip(points, evidence_for(answer, points, corpus=corpus), strict=True)
    return tuple(_hit(point, evidence) for point, evidence in found)


def evidence_for(answer: str, points: Sequence[KeyPoint], *, corpus: Corpus | None = None) -> tuple[Evidence, ...]:
    """The same before it is judged, for who wants to see how a score came about."""
    corpus = corpus or shipped_corpus()
    index = AnswerIndex(answer[:LONGEST_ANSWER], corpus)
    each = [_evidence(terms, index) for terms in terms_of(points, corpus)]
    seen = [0.0 if one.refuted else min(1.0, one.own + one.phrase) for one in each]
    total = sum(seen) + _USUAL_TOPIC
    return tuple(replace(one, topic=(total - mine) / len(each)) for one, mine in zip(each, seen, strict=True))


def _hit(point: KeyPoint, evidence: Evidence) -> Hit:
    score = round(evidence.score, 3)
    if evidence.refuted:
        return Hit(point.id, False, score, evidence.against, evidence.refuted)
    words = ", ".join(f"“{word}”" for word in dict.fromkeys(found.text for found in evidence.found[:5]))
    if score >= THRESHOLD:
        return Hit(point.id, True, score, _merged(found.span for found in evidence.found), f"Has {words}.")
    if evidence.doubted:
        return Hit(point.id, False, score, evidence.against, evidence.doubted)
    return Hit(point.id, False, score, (), f"Only {words} of it." if words else NOTHING_FOUND)


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
    # Said once and denied elsewhere: the stronger of the two is meant.
    return max(windows, key=lambda one: one.direct * (_DENIED if one.refuted else 1.0), default=Evidence())


def _window(terms: Terms, index: AnswerIndex, at: int) -> Evidence:
    own = index.found(terms.own, at, _NEXT)
    phrases = [(_strength(phrase, terms, index, at), phrase) for phrase in terms.also]
    phrases = sorted((one for one in phrases if one[0].words), key=lambda one: -one[0].strength)
    everything = {one.span: one for one in own}
    for strength, _ in phrases[:3]:
        everything |= {one.span: one for one in strength.words}
    every = tuple(sorted(everything.values(), key=lambda one: one.span))
    against = _against(every, terms, index, at)
    wrong = index.wrong_number(terms.numbers, at)
    refuted, doubted = _denied(every, against, terms)
    if wrong and not refuted:
        refuted = f"Another number: “{index.text[wrong[0] : wrong[1]]}”."
    if not refuted:
        # What is denied says nothing. Where it refutes, the window counts with all of it, and so is the one looked at.
        spans = {one.span for one in against}
        own = [one for one in own if one.span not in spans]
        every = tuple(one for one in every if one.span not in spans)
    return Evidence(
        own=sum(one.worth * one.weight for one in own) / terms.weight if terms.weight else 0.0,
        mass=min(1.0, sum(one.weight * one.worth for one in every) / (2 * TELLING)),
        phrase=phrases[0][0].strength if phrases else 0.0,
        second=phrases[1][0].strength if len(phrases) > 1 else 0.0,
        whole=max((one[0].share for one in phrases), default=0.0),
        told=float(any(one[0].is_whole for one in phrases)),
        needed=_needed(terms, index, at),
        found=every,
        refuted=refuted,
        doubted=doubted,
        against=(wrong,) if wrong and "number" in refuted else _merged(one.span for one in against),
    )


def _denied(every: tuple[Found, ...], against: list[Found], terms: Terms) -> tuple[str, str]:
    """Why the window refutes the point, and why it may: where most of what was found stands there denied."""
    weight = sum(one.weight for one in against)
    if weight <= 0.5 * sum(one.weight for one in every):
        return "", ""
    if terms.is_denial:
        return "The point denies this; the answer does not.", ""
    reason = "The answer denies it here."
    firmly = 2 * sum(one.weight for one in against if one.firmly) > weight
    return (reason, "") if firmly else ("", reason)


def _needed(terms: Terms, index: AnswerIndex, at: int) -> float:
    """How telling the needed words are that stand in the window."""
    told = 0.0
    for group in terms.needs:
        found = [one for phrase in group for one in index.found(phrase.terms, at, _NEXT)]
        told += max((one.weight * one.worth for one in found), default=0.0)
    return min(1.0, told / TELLING)


@dataclass(frozen=True, slots=True)
class _Strength:
    strength: float
    share: float
    words: list[Found]
    is_whole: bool = False


def _strength(phrase: Phrase, terms: Terms, index: AnswerIndex, at: int) -> _Strength:
    """How well a phrase is there: all of it and near together, and how much its words tell."""
    said = index.as_said(phrase.stems).get(at) if phrase.as_said else None
    if said:
        return _Strength(phrase.as_said / TELLING, 1.0, [replace(said, weight=phrase.as_said)])
    words = index.found(phrase.terms, at, 0.0)
    if phrase.is_denial or not (terms.either_way or terms.is_denial):
        words = [one for one in words if not one.contrary]
    if not words:
        return _Strength(0.0, 0.0, [])
    share = sum(one.weight * one.worth for one in words) / phrase.weight
    width = max(one.place for one in words) - min(one.place for one in words) + 1
    near = 1.0 if width <= len(phrase.terms) + 4 else 0.6
    share = share * share * near * (_NOT_AS_SAID if phrase.as_said else 1.0)
    several = len({one.text.lower() for one in words}) > 1
    is_whole = share >= _WHOLE and (several or phrase.weight >= TELLING)
    return _Strength(share * min(1.0, phrase.weight / TELLING), share, words, is_whole)


def _against(every: tuple[Found, ...], terms: Terms, index: AnswerIndex, at: int) -> list[Found]:
    """Words that stand there denied, and so say nothing for the point, or the other way round."""
    if terms.either_way or (terms.is_denial and index.denies_something(at)):
        return []
    # Of "subtract it so that nothing overflows" the first half may not be denied; the second may be said either way.
    return [one for one in every if one.contrary and (terms.is_denial or not one.denied_in_point)]


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In their order; neighbours are one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
