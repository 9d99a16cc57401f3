"""The plan for the day of an interview: the best of a few ways to use the days, and what it promises, as bands.

Each way is played through on the learner's own model a few times; the one that knows most on the day is kept. The
forecast draws the learner's memory anew for each life, around the parameters in use, so that its band tells how
unlike learners are and not only how luck falls. Who made the plan makes it again every day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from interviewprep.memory import rehearsal
from interviewprep.memory.fsrs_arrays import HIGHEST, LOWEST, Floats, Parameters
from interviewprep.memory.plan import Band, Order, Plan, PlannedDay, Way
from interviewprep.memory.rehearsal import NEVER, Cards, Days, rehearse
from interviewprep.memory.usual import ANSWERS_NEW

PACES = (0.0, 0.5, 0.75, 1.0)
"""Parts of the time until which every new item will have been met."""
LIVES = 3
"""For each way that is tried: the ways differ by more than the luck that is left in their mean."""
AS_GOOD = 0.003
"""A difference in mean recall that is not worth days of nothing but new items."""
FORECAST_LIVES = 60
BAND = (0.05, 0.95)
_SPREAD = np.array([0.5] * 4 + [0.2] * 16 + [0.35])
"""How learners differ: standard deviation of the logarithm of each parameter."""


def ways(begun: int, days: Days) -> Iterator[Way]:
    """Every way that is tried. `begun` is the day on which the preparation began, so that tomorrow's are the same."""
    whole = days.interview - begun
    for pace in PACES:
        for order in Order:
            yield Way(begun + round(pace * whole), order)


def make(
    cards: Cards,
    days: Days,
    parameters: Parameters,
    *,
    begun: int,
    seed: int,
    say: Callable[[float], object] = lambda _share: None,
) -> Plan:
    """Try every way and foresee the best. `say` is told the share that is done, often; it may raise to end it."""
    reached = cards.within_reach(sum(days.seconds))
    tried = list(dict.fromkeys(ways(begun, days)))
    scores = {}
    for place, way in enumerate(tried):
        say(place / (len(tried) + 3))
        outcome = rehearse(reached, days, way, parameters, np.random.default_rng([seed, 1]), lives=LIVES)
        scores[way] = float(outcome.recall.mean())
    best = _evenest(scores, len(cards))
    say(len(tried) / (len(tried) + 3))
    rng = np.random.default_rng([seed, 2])
    true = learners(parameters, FORECAST_LIVES, rng)
    kept = rehearse(reached, days, best, parameters, rng, lives=FORECAST_LIVES, true=true)
    new = cards.last_day == NEVER
    return Plan(
        way=best,
        items=len(cards),
        met=float(kept.met.mean()),
        kept=_band(kept.recall),
        stopped=_band(rehearsal.untouched(cards, days.interview, true)),
        days=tuple(
            PlannedDay(days.first + place, float(new_on), float(reviews_on), float(seconds_on))
            for place, (new_on, reviews_on, seconds_on) in enumerate(
                zip(kept.new_on, kept.reviews_on, kept.seconds_on, strict=True)
            )
        ),
        seconds_to_meet_all=float((cards.seconds[new] * ANSWERS_NEW).sum()),
    )


def learners(parameters: Parameters, count: int, rng: np.random.Generator) -> Floats:
    """Parameter sets of `count` learners around these, of shape (count, 21); the first four keep their order."""
    sets = np.asarray(parameters, float) * np.exp(rng.normal(0, 1, (count, 21)) * _SPREAD)
    sets = np.asarray(np.clip(sets, LOWEST, HIGHEST))
    sets[:, :4] = np.sort(sets[:, :4], axis=1)
    return sets


def _evenest(scores: dict[Way, float], items: int) -> Way:
    """Of the ways that are as good as the best, the one that spreads the new items widest."""
    enough = max(scores.values()) - AS_GOOD * items
    return max((way for way, score in scores.items() if score >= enough), key=lambda way: (way.met_by, scores[way]))


def _band(recall: Floats) -> Band:
    low, high = np.quantile(recall, BAND)
    return Band(float(low), float(recall.mean()), float(high))
