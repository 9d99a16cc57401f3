"""An answer made ready to be asked where a term stands in it: as it is, joined, parted, by another name, misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from interviewprep.interview.corpus import Corpus
from interviewprep.interview.denial import judged_tokens
from interviewprep.interview.edit_distance import bound_for, within
from interviewprep.interview.point_terms import Phrase, Term, Terms
from interviewprep.interview.stems import stem
from interviewprep.interview.synonyms import LOOSE, concepts_in, respelt
from interviewprep.interview.tokens import Denied
from interviewprep.interview.word_lists import DENIERS, NEGATIVE_CUES, PARTICLES, PREFIXES, ROUGH_FACTORS

_SYNONYM = 0.85
_LOOSE_SYNONYM = 0.6
_MISSPELT = 0.9
_PART = 0.85
_SHORTEST_PART = 4
_CUT = 0.75
"""Worth of `comm` for `communication`."""
_SHORTEST_CUT = 4
_NEAR = 0.02
"""Numbers that differ by less are the same, said more roughly."""
_MOST_UNKNOWN = 400
"""Words looked at as slips; a text with more is no English."""


@dataclass(frozen=True, slots=True)
class Found:
    """A term in the answer.

    `contrary`: denied here and not in the point, or the other way round; `firmly`: by a verb.
    """

    span: tuple[int, int]
    text: str
    place: int
    weight: float
    worth: float
    contrary: bool
    firmly: bool
    denied_in_point: bool


@dataclass(frozen=True, slots=True)
class _Place:
    first: int
    last: int
    worth: float


class AnswerIndex:
    """Places of every key of the answer, by sentence."""

    def __init__(self, text: str, corpus: Corpus) -> None:
        self.text = text
        self._tokens = judged_tokens(text)
        self._places: dict[str, list[_Place]] = defaultdict(list)
        self._numbers: dict[int, list[int]] = defaultdict(list)
        self._unknown: dict[str, list[int]] = defaultdict(list)
        self._known: dict[Term, dict[int, _Place]] = {}
        self._said: dict[tuple[str, ...], dict[int, Found]] = {}
        self._negative = {
            token.sentence
            for token in self._tokens
            if token.denied is not Denied.NOT or token.text in NEGATIVE_CUES or token.text in DENIERS
        }
        self._fill(corpus)

    def _fill(self, corpus: Corpus) -> None:
        words = self._tokens
        for at, token in enumerate(words):
            if token.value is not None:
                self._numbers[token.sentence].append(at)
            self._places[token.stem].append(_Place(at, at, 1.0))
            if at and words[at - 1].sentence == token.sentence:
                self._places[words[at - 1].text + token.stem.removeprefix("_")].append(_Place(at - 1, at, 1.0))
            part = _part(token.text)
            if part:
                self._places[part].append(_Place(at, at, _PART))
            strange = len(token.text) > 3 and not token.is_stop and not corpus.knows(token.stem)
            if strange and (token.text in self._unknown or len(self._unknown) < _MOST_UNKNOWN):
                self._unknown[token.text].append(at)
        slips = {word: respelt(word) for word in self._unknown if word.isalpha()}
        for at, (concepts, length) in concepts_in(words, slips).items():
            for concept in concepts:
                worth = _LOOSE_SYNONYM if concept.startswith(LOOSE) else _SYNONYM
                self._places[concept].append(_Place(at, at + length - 1, worth))

    def sentences_with(self, terms: Terms) -> list[int]:
        """Sentences in which anything of the point stands."""
        every = [*terms.own, *(term for phrase in terms.also for term in phrase.terms)]
        said = {sentence for phrase in terms.also if phrase.as_said for sentence in self.as_said(phrase.stems)}
        return sorted(said | {sentence for term in every for sentence in self._by_sentence(term)})

    def found(self, terms: Iterable[Term], at: int, worth_of_next: float) -> list[Found]:
        """Where the terms stand in sentence `at`, or else in the next one."""
        found = []
        for term in terms:
            places = self._by_sentence(term)
            place = places.get(at)
            worth = 1.0
            if place is None and worth_of_next:
                place, worth = places.get(at + 1), worth_of_next
            if place is not None:
                found.append(self._as_found(term, place, worth))
        return found

    def has(self, phrase: Phrase) -> bool:
        """Whether all of a phrase stands in one sentence and is not denied."""
        if not phrase.terms:
            return self.exactly(phrase.stems) is not None
        for sentence in self._by_sentence(phrase.terms[0]):
            found = self.found(phrase.terms, sentence, 0.0)
            if len(found) == len(phrase.terms):
                return True
        return False

    def exactly(self, stems: tuple[str, ...]) -> tuple[int, int] | None:
        """Where these words stand side by side without being denied."""
        for place in self._places.get(stems[0], ()) if stems else ():
            words = self._tokens[place.first : place.first + len(stems)]
            if tuple(word.stem for word in words) == stems and not words[0].denied:
                return words[0].start, words[-1].end
        return None

    def denies_something(self, at: int) -> bool:
        """Whether anything negative stands in the window, however it is said."""
        return at in self._negative or at + 1 in self._negative

    def as_said(self, stems: tuple[str, ...]) -> dict[int, Found]:
        """Of each sentence that has these words side by side, where."""
        known = self._said.get(stems)
        if known is None:
            known = {}
            for place in self._places.get(stems[0], ()):
                words = self._tokens[place.first : place.first + len(stems)]
                if tuple(word.stem for word in words) == stems:
                    span = (words[0].start, words[-1].end)
                    text = self.text[span[0] : span[1]]
                    known[words[0].sentence] = Found(span, text, place.first, 1.0, 1.0, False, False, False)
            self._said[stems] = known
        return known

    def wrong_number(self, numbers: tuple[Term, ...], at: int) -> tuple[int, int] | None:
        """A number of the same unit in the window, where none that the point has of that unit is in the answer."""
        for unit in dict.fromkeys(term.unit for term in numbers):
            if any(self._by_sentence(term) for term in numbers if term.unit == unit):
                continue
            for one in (*self._numbers.get(at, ()), *self._numbers.get(at + 1, ())):
                token = self._tokens[one]
                if token.unit == unit and token.text not in ROUGH_FACTORS:
                    return token.start, token.end
        return None

    def _as_found(self, term: Term, place: _Place, worth: float) -> Found:
        first, last = self._tokens[place.first], self._tokens[place.last]
        span = (first.start, last.end)
        text = self.text[span[0] : span[1]]
        contrary = (last.denied is not Denied.NOT) != term.denied
        firmly = last.denied is not Denied.LOOSELY
        return Found(span, text, place.first, term.weight, worth * place.worth, contrary, firmly, term.denied)

    def _by_sentence(self, term: Term) -> dict[int, _Place]:
        """The best place of a term in each sentence: not contrary before contrary."""
        known = self._known.get(term)
        if known is None:
            known = {}
            for place in self._search(term):
                token = self._tokens[place.last]
                old = known.get(token.sentence)
                if old is None or self._rank(term, place) > self._rank(term, old):
                    known[token.sentence] = place
            self._known[term] = known
        return known

    def _rank(self, term: Term, place: _Place) -> tuple[bool, float]:
        return (self._tokens[place.last].denied is not Denied.NOT) == term.denied, place.worth

    def _search(self, term: Term) -> list[_Place]:
        if term.value is not None:
            every = (at for places in self._numbers.values() for at in places)
            return [_Place(at, at, 1.0) for at in every if self._equal(term, at)]
        places = [place for key in term.keys for place in self._places.get(key, ())]
        return places or self._misspelt(term)

    def _misspelt(self, term: Term) -> list[_Place]:
        word, bound = term.word, bound_for(len(term.word))
        if not bound:
            return []
        cut = [
            _Place(at, at, _CUT)
            for unknown, places in self._unknown.items()
            if len(word) >= len(unknown) + 2 and len(unknown) >= _SHORTEST_CUT and word.startswith(unknown)
            for at in places
        ]
        return cut or [
            _Place(at, at, _MISSPELT)
            for unknown, places in self._unknown.items()
            if abs(len(unknown) - len(word)) <= bound + 1
            and (unknown[0] == word[0] or unknown[1] == word[1])
            and (within(unknown, word, bound) or within(unknown.removesuffix("s"), word.removesuffix("s"), bound))
            for at in places
        ]

    def _equal(self, term: Term, at: int) -> bool:
        token = self._tokens[at]
        if token.value is None or term.value is None or (term.unit in ("%", "x")) != (token.unit in ("%", "x")):
            return False
        size = token.size
        if size and term.size and size[0] == term.size[0]:
            return abs(size[1] - term.size[1]) <= _NEAR * term.size[1] or (
                token.unit == term.unit and abs(token.value - term.value) <= _rounding(token.text, term.word)
            )
        off = abs(token.value - term.value)
        return off <= _NEAR * abs(term.value) or off <= _rounding(token.text, term.word)


def _rounding(left: str, right: str) -> float:
    """Half of the last digit that both show, so that 3.17 is 3.2; whole numbers are taken as they are."""
    shown = min((len(text.partition(".")[2].rstrip(" %×x")) for text in (left, right) if "." in text), default=0)
    return 0.501 * 10.0**-shown if shown and all("." in text for text in (left, right)) else 0.0


@lru_cache(maxsize=4096)
def _part(word: str) -> str:
    """The stem of `tune` in `autotune`, of `warm` in `warmup`; mostly none."""
    for prefix in PREFIXES if word.startswith(PREFIXES) else ():
        if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST_PART:
            return stem(word[len(prefix) :])
    for particle in PARTICLES if word.endswith(PARTICLES) else ():
        if word.endswith(particle) and len(word) >= len(particle) + _SHORTEST_PART:
            return stem(word[: -len(particle)])
    return ""
