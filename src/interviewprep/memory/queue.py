"""What comes next in a sitting: which items of today, in which order, and how much is left.

Reviews are ordered by what a second spent on them brings: the expected gain in recall thirty days ahead.
The order is computed once for the day; taking the next item then costs next to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf
from operator import itemgetter

from interviewprep.memory.day import Moment, elapsed_days
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS
from interviewprep.memory.gain import gain_of
from interviewprep.memory.review import Memory, State
from interviewprep.memory.usual import ANSWERS_LEARNING, ANSWERS_NEW, ANSWERS_RELEARNING

LEARN_AHEAD_MS = 20 * 60_000
LONGEST_OVERRUN_S = 60.0
"""How far the last item of a day may pass the time that was set."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that may be asked today."""

    item: int
    card: int
    deck: int
    memory: Memory
    seconds: float = 15.0
    """Expected time of one answer: from the item's own log, else usual for its kind."""
    new_order: int = 0
    """Place among the new items; lower comes first."""


@dataclass(frozen=True, slots=True)
class Limit:
    new: int = 20
    reviews: int = 200


@dataclass(frozen=True, slots=True)
class Limits:
    day: Limit = Limit()
    decks: Mapping[int, Limit] = field(default_factory=dict)
    """Limits of single decks; they hold besides the day's."""
    seconds: float | None = None
    """Time for one day, where the learner has set any."""


@dataclass(frozen=True, slots=True)
class Done:
    """What has been answered today already; new items and reviews are counted at their first answer, by deck."""

    new: Mapping[int, int] = field(default_factory=dict)
    reviews: Mapping[int, int] = field(default_factory=dict)
    seconds: float = 0.0
    cards: Collection[int] = ()
    """Cards of which an item was answered: their other items are buried for the day."""


DEFAULT_LIMITS = Limits()
NOTHING_DONE = Done()


@dataclass(frozen=True, slots=True)
class Counts:
    new: int
    learning: int
    """Being learned or relearned, and due before the day ends."""
    due: int
    seconds: float
    """Expected time for all of them, with the repeats of what is not known."""

    @property
    def minutes(self) -> float:
        return self.seconds / 60


Planned = tuple[Waiting, float]
"""An item and the seconds it is expected to take today, repeats included."""


class Queue:
    """The items of one day. Made by `build`; the one value of this package that changes."""

    def __init__(self, ordered: Sequence[Planned], learning: Iterable[Waiting], day: int) -> None:
        """`ordered` are new items and reviews as they come. On another `day` a new queue has to be built."""
        self.day = day
        self._last: int | None = None
        self._ordered = list(reversed(ordered))
        self._seconds = {waiting.item: seconds for waiting, seconds in ordered}
        self._kind = {waiting.item: waiting.memory.state for waiting, _ in ordered}
        self._learning: dict[int, Waiting] = {}
        self._by_time: list[tuple[int, int]] = []
        for waiting in learning:
            self._wait(waiting)
        self._left = {State.NEW: 0, State.REVIEW: 0}
        for state in self._kind.values():
            self._left[state] += 1

    def next_item(self, now: Moment) -> Waiting | None:
        """The item to show; it stays in front until it is answered. None while there is nothing to do."""
        soonest = self._soonest()
        if soonest and soonest.memory.due_ms <= now.at_ms:
            return soonest
        while self._ordered and self._ordered[-1][0].item not in self._kind:
            self._ordered.pop()
        if self._ordered:
            return self._ordered[-1][0]
        ahead = [one for one in self._learning.values() if one.memory.due_ms <= now.at_ms + LEARN_AHEAD_MS]
        # What was on the screen a second ago says little about memory: anything else first.
        return min(ahead, key=lambda one: (one.item == self._last, one.memory.due_ms, one.item), default=None)

    def second_item(self, now: Moment) -> Waiting | None:
        """What would be shown now if the item in front were not there: to make its page ready beforehand."""
        if (front := self.next_item(now)) is None:
            return None
        rest = [one for one in self._learning.values() if one.item != front.item]
        rest.sort(key=lambda one: (one.memory.due_ms, one.item))
        if rest and rest[0].memory.due_ms <= now.at_ms:
            return rest[0]
        for one, _ in reversed(self._ordered):
            if one.item in self._kind and one.item != front.item:
                return one
        return rest[0] if rest and rest[0].memory.due_ms <= now.at_ms + LEARN_AHEAD_MS else None

    def answered(self, waiting: Waiting, after: Memory) -> None:
        """Take an item away; if it is still being learned, it comes again at its time."""
        self._last = waiting.item
        self._learning.pop(waiting.item, None)
        self._seconds.pop(waiting.item, None)
        if (kind := self._kind.pop(waiting.item, None)) is not None:
            self._left[kind] -= 1
        if after.state in (State.LEARNING, State.RELEARNING):
            self._wait(Waiting(waiting.item, waiting.card, waiting.deck, after, waiting.seconds, waiting.new_order))

    def counts(self) -> Counts:
        today = [waiting for waiting in self._learning.values() if waiting.memory.due_day <= self.day]
        seconds = sum(self._seconds.values()) + sum(waiting.seconds * _answers_left(waiting) for waiting in today)
        return Counts(self._left[State.NEW], len(today), self._left[State.REVIEW], seconds)

    def next_learning_ms(self) -> int | None:
        """When the next item that is being learned is due: for "come back in ..." when nothing else is left."""
        soonest = self._soonest()
        return soonest.memory.due_ms if soonest else None

    def _wait(self, waiting: Waiting) -> None:
        self._learning[waiting.item] = waiting
        heappush(self._by_time, (waiting.memory.due_ms, waiting.item))

    def _soonest(self) -> Waiting | None:
        while self._by_time:
            due_ms, item = self._by_time[0]
            waiting = self._learning.get(item)
            if waiting and waiting.memory.due_ms == due_ms:
                return waiting
            heappop(self._by_time)
        return None


def build(
    waiting: Iterable[Waiting],
    now: Moment,
    limits: Limits = DEFAULT_LIMITS,
    done: Done = NOTHING_DONE,
    *,
    seed: int = 0,
    parameters: Sequence[float] = DEFAULT_PARAMETERS,
) -> Queue:
    """The queue of the study day of `now`. Items that are not due may be among `waiting`; they are left out.

    The same arguments give the same order: `seed` and the day decide between equals.
    """
    new, due, learning = by_state(waiting, now.day)
    new.sort(key=lambda one: (one.new_order, shuffled(one.item, seed, now.day)))
    fresh = [(one, one.seconds * ANSWERS_NEW) for one in new]
    due_first = ranked(due, now.day, seed, parameters)
    taken = set(done.cards).union(one.card for one in learning)
    due_first = one_of_each_card(due_first, taken)
    fresh = one_of_each_card(fresh, taken)
    seconds = inf if limits.seconds is None else limits.seconds - done.seconds
    reviews, seconds = _within(
        due_first,
        limits.day.reviews,
        {deck: limit.reviews for deck, limit in limits.decks.items()},
        done.reviews,
        seconds,
    )
    fresh = _without_backlog(fresh, due_first, limits, done)
    fresh, _ = _within(
        fresh, limits.day.new, {deck: limit.new for deck, limit in limits.decks.items()}, done.new, seconds
    )
    return Queue(mixed(reviews, fresh), learning, now.day)


def by_state(waiting: Iterable[Waiting], today: float) -> tuple[list[Waiting], list[Waiting], list[Waiting]]:
    """The new, those due for review today, and those being learned."""
    new: list[Waiting] = []
    due: list[Waiting] = []
    learning: list[Waiting] = []
    for one in waiting:
        state = one.memory.state
        if state is State.NEW:
            new.append(one)
        elif state is not State.REVIEW:
            learning.append(one)
        elif one.memory.due_day <= today:
            due.append(one)
    return new, due, learning


def ranked(due: list[Waiting], today: int, seed: int, parameters: Sequence[float]) -> list[Planned]:
    """Reviews, the one that gains most for each second first."""
    gain_now = gain_of(parameters)
    keyed = []
    for one in due:
        memory = one.memory
        gain, recall = gain_now(memory.stability, memory.difficulty, elapsed_days(memory.last_day, today))
        seconds = one.seconds * (1 + (1 - recall) * ANSWERS_RELEARNING)
        keyed.append((-gain / seconds, shuffled(one.item, seed, today), (one, seconds)))
    keyed.sort(key=itemgetter(0, 1))
    return [planned for _, _, planned in keyed]


def one_of_each_card(ordered: Iterable[Planned], taken: set[int]) -> list[Planned]:
    """Siblings stay away for the day: the first of a card is kept, and its card added to `taken`."""
    kept = []
    for planned in ordered:
        if planned[0].card not in taken:
            taken.add(planned[0].card)
            kept.append(planned)
    return kept


def _within(
    ordered: list[Planned], day: int, decks: Mapping[int, int], done: Mapping[int, int], seconds: float
) -> tuple[list[Planned], float]:
    """As many as the limits still allow, and the seconds that are then left."""
    kept = in_time(under_deck_limits(ordered, decks, done), seconds)[: max(0, day - sum(done.values()))]
    return kept, seconds - sum(cost for _, cost in kept)


def under_deck_limits(ordered: list[Planned], limits: Mapping[int, int], done: Mapping[int, int]) -> list[Planned]:
    """Without what the limits of single decks forbid today."""
    left = {deck: limit - done.get(deck, 0) for deck, limit in limits.items()}
    kept = []
    for planned in ordered:
        deck = planned[0].deck
        if deck in left:
            left[deck] -= 1
            if left[deck] < 0:
                continue
        kept.append(planned)
    return kept


def in_time(ordered: list[Planned], seconds: float) -> list[Planned]:
    """As many as there is time for. What would run far over waits for a day that it can begin."""
    kept: list[Planned] = []
    for planned in ordered:
        if seconds <= 0:
            break
        if not kept or planned[1] <= seconds + LONGEST_OVERRUN_S:
            kept.append(planned)
            seconds -= planned[1]
    return kept


def _without_backlog(fresh: list[Planned], ranked: list[Planned], limits: Limits, done: Done) -> list[Planned]:
    """New items stay back while more reviews wait than one day takes, in the whole or in their deck.

    What was answered today counts as waiting too, so that the answer is the same all day.
    """
    waiting = Counter(done.reviews)
    waiting.update(one.deck for one, _ in ranked)
    seconds = done.seconds + sum(cost for _, cost in ranked)
    if waiting.total() > limits.day.reviews or (limits.seconds is not None and seconds > limits.seconds):
        return []
    crowded = {deck for deck, limit in limits.decks.items() if waiting[deck] > limit.reviews}
    return [planned for planned in fresh if planned[0].deck not in crowded]


def mixed(reviews: list[Planned], fresh: list[Planned]) -> list[Planned]:
    """New items spread evenly among the reviews, both in their own order."""
    placed = [((place + 0.5) / len(reviews), planned) for place, planned in enumerate(reviews)]
    placed += [((place + 0.5) / len(fresh), planned) for place, planned in enumerate(fresh)]
    return [planned for _, planned in sorted(placed, key=itemgetter(0))]


def shuffled(item: int, seed: int, day: int) -> int:
    """Decides between equals, differently every day."""
    return ((item ^ (seed << 7) ^ (day << 23)) * 0x9E3779B97F4A7C15) >> 13 & 0xFFFF_FFFF


def _answers_left(waiting: Waiting) -> float:
    return ANSWERS_LEARNING if waiting.memory.state is State.LEARNING else ANSWERS_RELEARNING
