"""Days of study played through, many lives at once (numpy): what would be known on the day of the interview.

The learner is FSRS-6. What the scheduler believes and what is true can differ: it sees ratings only. Every life meets
the same items under the same way of studying, and has its own luck and, where given, its own memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from interviewprep.memory import fsrs_arrays as model
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.fsrs_arrays import Floats, Ints, Parameters
from interviewprep.memory.plan import Order, Way
from interviewprep.memory.preparing import LEAST_GAIN, WAITING
from interviewprep.memory.usual import ANSWERS_NEW, ANSWERS_RELEARNING, FIRST_SHARES, PASS_SHARES

NEVER = -(10**6)
"""Last day of an item that was never asked."""
_REPEATS_OF_FIRST = np.array([2, 2, 1, 0])
"""Good answers, by first rating, until the steps of one and ten minutes are done."""
_FIRST = 1e9
"""Larger than any value of a review."""


@dataclass(frozen=True, slots=True)
class Cards:
    """The items that count, new ones in the order in which they are met. Arrays of one length."""

    stability: Floats
    difficulty: Floats
    last_day: Ints
    """Study day of the last answer, or NEVER."""
    seconds: Floats
    """Of one answer."""

    def __len__(self) -> int:
        return len(self.seconds)

    def within_reach(self, seconds: float) -> Cards:
        """Without new items that not even all of `seconds` would reach."""
        new = self.last_day == NEVER
        spent = np.cumsum(np.where(new, self.seconds * ANSWERS_NEW, 0.0))
        kept = ~new | (spent - self.seconds * ANSWERS_NEW <= seconds)
        return Cards(self.stability[kept], self.difficulty[kept], self.last_day[kept], self.seconds[kept])


@dataclass(frozen=True, slots=True)
class Days:
    """The study days from `first` to the eve of the interview, and the seconds that each has."""

    first: int
    seconds: tuple[float, ...]

    @property
    def interview(self) -> int:
        return self.first + len(self.seconds)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of it. Sums over items; shape (lives,) or (days,), the latter the mean of the lives."""

    recall: Floats
    met: Ints
    new_on: Floats
    reviews_on: Floats
    seconds_on: Floats


@dataclass(slots=True)
class _Lives:
    """Memories of shape (lives, items), as the scheduler believes them and as they are."""

    believed: Parameters
    """21 numbers."""
    true: Floats
    """Shape (21, lives)."""
    stability: Floats
    difficulty: Floats
    true_stability: Floats
    true_difficulty: Floats
    last: Ints


def rehearse(
    cards: Cards,
    days: Days,
    way: Way,
    believed: Parameters,
    rng: np.random.Generator,
    *,
    lives: int = 3,
    true: Floats | None = None,
) -> Rehearsal:
    """Play every day through. `true` has shape (lives, 21); without it the learner is as believed."""
    shape = (lives, len(cards))
    stability, difficulty = np.broadcast_to(cards.stability, shape), np.broadcast_to(cards.difficulty, shape)
    own = np.tile(np.asarray(believed, float)[:, None], (1, lives)) if true is None else np.asarray(true, float).T
    last = np.broadcast_to(cards.last_day, shape).copy()
    state = _Lives(believed, own, stability.copy(), difficulty.copy(), stability.copy(), difficulty.copy(), last)
    new_on, reviews_on, seconds_on = (np.zeros(len(days.seconds)) for _ in range(3))
    for place, seconds in enumerate(days.seconds):
        if seconds > 0 and len(cards):
            new, reviews, spent = _study(state, cards, days, place, way, rng)
            new_on[place], reviews_on[place], seconds_on[place] = new / lives, reviews / lives, spent / lives
    known, met = recall_on(state.last, state.true_stability, state.true, days.interview)
    return Rehearsal(known, met, new_on, reviews_on, seconds_on)


def untouched(cards: Cards, day: int, true: Floats) -> Floats:
    """The sum of recall on `day` if nothing is studied until then; one for each set in `true` (lives, 21)."""
    shape = (len(true), len(cards))
    last, stability = np.broadcast_to(cards.last_day, shape), np.broadcast_to(cards.stability, shape)
    return recall_on(last, stability, np.asarray(true, float).T, day)[0]


def recall_on(last: Ints, stability: Floats, true: Floats, day: int) -> tuple[Floats, Ints]:
    """Summed recall, and items met, of each life."""
    seen = last != NEVER
    elapsed = np.where(seen, day - last, 1)
    recall = model.retrievability(true[:, :, None], np.where(seen, stability, 1.0), elapsed)
    return np.where(seen, recall, 0.0).sum(axis=1), seen.sum(axis=1)


def _study(
    state: _Lives, cards: Cards, days: Days, place: int, way: Way, rng: np.random.Generator
) -> tuple[int, int, float]:
    """One day in all lives; gives new items, reviews and seconds, over all of them."""
    day, budget = days.first + place, days.seconds[place]
    keys = _keys(state, cards, day, days.interview - day, way)
    most = min(len(cards), int(budget / cards.seconds.min()) + 1)
    asked = np.argsort(-keys, axis=1, kind="stable")[:, :most]
    life = np.arange(len(asked))[:, None]
    is_new = state.last[life, asked] == NEVER
    elapsed = np.where(is_new, 1, day - state.last[life, asked]).astype(float)
    recall = model.retrievability(state.true[:, :, None], _known(state.true_stability[life, asked]), elapsed)
    rating = _ratings(is_new, recall, rng)
    lapsed = ~is_new & (rating == Rating.AGAIN)
    cost = cards.seconds[asked] * np.where(is_new, ANSWERS_NEW, 1 + lapsed * ANSWERS_RELEARNING)
    # The last one that is begun is finished.
    done = (np.cumsum(cost, axis=1) - cost < budget) & (keys[life, asked] > -np.inf)
    row, column = np.nonzero(done)
    item = asked[row, column]
    answers = _Answers(row, item, rating[row, column], is_new[row, column], elapsed[row, column])
    _learn(state.stability, state.difficulty, state.believed, answers)
    _learn(state.true_stability, state.true_difficulty, state.true[:, row], answers)
    state.last[row, item] = day
    new = int(answers.is_new.sum())
    return new, len(row) - new, float(cost[row, column].sum())


def _keys(state: _Lives, cards: Cards, day: int, days_left: int, way: Way) -> Floats:
    """The larger the earlier, of shape (lives, items); minus infinity for what is not asked. As in `preparing`."""
    unseen = state.last == NEVER
    rank = np.cumsum(unseen, axis=1)
    wait = way.met_by - day
    total = rank[:, -1:]
    first = total if wait <= 0 else np.ceil(total / wait)
    keys = np.where(unseen, np.where(rank <= first, _FIRST - rank, -_FIRST - rank), -np.inf)
    row, column = np.nonzero(~unseen & (state.last < day))
    stability, difficulty = state.stability[row, column], state.difficulty[row, column]
    elapsed = (day - state.last[row, column]).astype(float)
    gain, recall = model.gains(state.believed, stability, difficulty, elapsed, days_left)
    value = -recall
    if way.order is Order.GAIN:
        later = np.zeros_like(gain)
        if days_left > 1:
            later = WAITING * model.gains(state.believed, stability, difficulty, elapsed + 1, days_left - 1)[0]
        value = (gain - later) / (cards.seconds[column] * (1 + (1 - recall) * ANSWERS_RELEARNING))
    keys[row, column] = np.where(gain < LEAST_GAIN, -np.inf, value)
    return keys


@dataclass(frozen=True, slots=True)
class _Answers:
    """Flat, one of each item that is asked."""

    life: Ints
    item: Ints
    rating: Ints
    is_new: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    elapsed: Floats

    def only(self, which: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> _Answers:
        return replace(
            self,
            life=self.life[which],
            item=self.item[which],
            rating=self.rating[which],
            is_new=self.is_new[which],
            elapsed=self.elapsed[which],
        )


def _learn(stability: Floats, difficulty: Floats, w: Parameters, answers: _Answers) -> None:
    """Move the memories (lives, items) by the answers; `w` is one set, or has one for each answer."""
    for which, after in ((answers.is_new, _met), (~answers.is_new, _reviewed)):
        if which.any():
            part = answers.only(which)
            own = w[:, which] if isinstance(w, np.ndarray) and w.ndim == 2 else w
            place = part.life, part.item
            stability[place], difficulty[place] = after(own, stability[place], difficulty[place], part)


def _met(w: Parameters, _stability: Floats, _difficulty: Floats, answers: _Answers) -> tuple[Floats, Floats]:
    stability, difficulty = model.initial(w, answers.rating)
    left = _REPEATS_OF_FIRST[answers.rating - 1]
    for done in range(int(_REPEATS_OF_FIRST.max())):
        stability = np.where(done < left, model.within_a_day(w, stability), stability)
        difficulty = np.where(done < left, model.next_difficulty(w, difficulty, Rating.GOOD), difficulty)
    return stability, difficulty


def _reviewed(w: Parameters, stability: Floats, difficulty: Floats, answers: _Answers) -> tuple[Floats, Floats]:
    recall = model.retrievability(w, stability, answers.elapsed)
    lapsed = answers.rating == Rating.AGAIN
    relearned = model.within_a_day(w, model.after_lapse(w, stability, difficulty, recall))
    grown = model.after_success(w, stability, difficulty, recall, answers.rating)
    harder = model.next_difficulty(w, difficulty, answers.rating)
    return np.where(lapsed, relearned, grown), np.where(lapsed, model.next_difficulty(w, harder, Rating.GOOD), harder)


def _ratings(is_new: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], recall: Floats, rng: np.random.Generator) -> Ints:
    first = 1 + np.searchsorted(np.cumsum(FIRST_SHARES)[:-1], rng.random(recall.shape), side="right")
    passed = 2 + np.searchsorted(np.cumsum(PASS_SHARES)[:-1], rng.random(recall.shape), side="right")
    later = np.where(rng.random(recall.shape) < recall, passed, int(Rating.AGAIN))
    return np.asarray(np.where(is_new, first, later))


def _known(stability: Floats) -> Floats:
    """New items have no stability; any number does, since it is not used."""
    return np.maximum(stability, 1e-3)
