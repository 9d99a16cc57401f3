"""The queue of a day before an interview: what the plan asks today, within the day's minutes.

Reviews come in the order of the plan, due or not, and new items at its pace. What does not count for the interview is
reviewed when it is due, in the time that is left, and its new items wait until the day is over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from operator import itemgetter

from interviewprep.memory.day import Moment, elapsed_days
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS
from interviewprep.memory.plan import Way
from interviewprep.memory.preparing import new_today, value_of
from interviewprep.memory.queue import (
    Done,
    Limits,
    Planned,
    Queue,
    Waiting,
    by_state,
    in_time,
    mixed,
    one_of_each_card,
    ranked,
    shuffled,
    under_deck_limits,
)
from interviewprep.memory.usual import ANSWERS_NEW

LAST_DAYS = 3
"""So many days before the interview, items of one card need no longer keep apart."""


@dataclass(frozen=True, slots=True)
class Preparation:
    way: Way
    interview_day: int
    decks: Collection[int]
    """What counts."""
    seconds: float
    """Of all days until then, today's included: new items beyond their reach are not waited for."""


def build_planned(
    waiting: Iterable[Waiting],
    now: Moment,
    preparation: Preparation,
    limits: Limits,
    done: Done,
    *,
    seed: int = 0,
    parameters: Sequence[float] = DEFAULT_PARAMETERS,
) -> Queue:
    """`waiting` holds reviews that are not due as well. Of `limits` the day's counts do not matter, its seconds do."""
    day, days_left = now.day, preparation.interview_day - now.day
    new, seen, learning = by_state(waiting, inf)
    new = [one for one in new if one.deck in preparation.decks]
    new.sort(key=lambda one: (one.new_order, shuffled(one.item, seed, day)))
    fresh = under_deck_limits(
        [(one, one.seconds * ANSWERS_NEW) for one in new],
        {deck: limit.new for deck, limit in limits.decks.items()},
        done.new,
    )
    fresh = _within_reach(fresh, preparation.seconds)
    met = sum(count for deck, count in done.new.items() if deck in preparation.decks)
    first = max(0, new_today(len(fresh) + met, preparation.way, day) - met)
    counting = _ranked([one for one in seen if one.deck in preparation.decks], day, days_left, preparation, parameters)
    others = [one for one in seen if one.deck not in preparation.decks and one.memory.due_day <= day]
    reviews = under_deck_limits(
        counting + ranked(others, day, seed, parameters),
        {deck: limit.reviews for deck, limit in limits.decks.items()},
        done.reviews,
    )
    counted = [one for one in reviews if one[0].deck in preparation.decks]
    ordered = fresh[:first] + counted + fresh[first:] + reviews[len(counted) :]
    if days_left > LAST_DAYS:
        ordered = one_of_each_card(ordered, set(done.cards).union(one.card for one in learning))
    seconds = inf if limits.seconds is None else limits.seconds - done.seconds
    kept = in_time(ordered, seconds)
    is_new = {one.item for one in new}
    return Queue(
        mixed([one for one in kept if one[0].item not in is_new], [one for one in kept if one[0].item in is_new]),
        learning,
        day,
    )


def _ranked(
    seen: list[Waiting], day: int, days_left: int, preparation: Preparation, parameters: Sequence[float]
) -> list[Planned]:
    """What is worth asking today, in the order of the plan."""
    value = value_of(parameters, preparation.way.order, days_left)
    keyed = []
    for one in seen:
        memory = one.memory
        # What was answered today gains nothing today, so it is left out as well.
        elapsed = elapsed_days(memory.last_day, day)
        worth, seconds = value(memory.stability, memory.difficulty, elapsed, one.seconds)
        if worth > -inf:
            keyed.append((-worth, one.item, (one, seconds)))
    keyed.sort(key=itemgetter(0, 1))
    return [planned for _, _, planned in keyed]


def _within_reach(fresh: list[Planned], seconds: float) -> list[Planned]:
    """As many of the first as all the days could hold if they held nothing else."""
    return [
        one
        for one, spent in zip(fresh, accumulate(cost for _, cost in fresh), strict=True)
        if spent - one[1] <= seconds
    ]
