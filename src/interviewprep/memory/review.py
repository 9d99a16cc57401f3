"""The scheduler of one item: what each of the four answers would do to it.

All four are computed once, for the face on the screen. The interval on a button is then the interval given,
even if the day rolls over between showing and answering.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from interviewprep.memory import fsrs
from interviewprep.memory.day import Moment, elapsed_days, study_day
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.load import EVERY_DAY_ALIKE, NO_LOAD, Load, chance, fuzz_range, lightest


class State(IntEnum):
    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one item. It is a cache: the log of answers is the truth."""

    state: State = State.NEW
    step: int = 0
    """Which (re)learning step it waits in."""
    stability: float = 0.0
    """Days until recall has fallen to 0.9; 0 while new."""
    difficulty: float = 0.0
    """1..10; 0 while new."""
    due_day: int = 0
    due_ms: int = 0
    """When a (re)learning item is due, in UTC milliseconds; 0 in the other states, which are due by day."""
    last_day: int = 0
    last_ms: int = 0
    interval: int = 0
    """Days that were given at the last answer; 0 while new, learning or relearning."""
    reviews: int = 0
    """Answers given so far, of any kind."""
    lapses: int = 0
    """Times that Again was answered in review."""


NEW_MEMORY = Memory()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the learner has set."""

    parameters: tuple[float, ...] = fsrs.DEFAULT_PARAMETERS
    retention: float = 0.90
    learning_steps_s: tuple[int, ...] = (60, 600)
    relearning_steps_s: tuple[int, ...] = (600,)
    longest_interval: int = 36_500
    light_days: tuple[float, ...] = EVERY_DAY_ALIKE
    """How much of a day's work each weekday takes, from Monday: 1 all, 0.5 half, 0 none if it can be helped."""
    rollover_hour: int = 4


DEFAULT_RULES = Rules()


def answers(memory: Memory, now: Moment, rules: Rules, seed: int, load: Load = NO_LOAD) -> dict[Rating, Memory]:
    """The memory after each possible answer. `seed` is the item's own and never changes."""
    after = {rating: _waiting(memory, rating, now, rules) for rating in Rating}
    for rating, days in _intervals(memory, after, now, rules, seed, load).items():
        after[rating] = replace(after[rating], interval=days, due_day=now.day + days)
    return after


def _intervals(
    memory: Memory, after: dict[Rating, Memory], now: Moment, rules: Rules, seed: int, load: Load
) -> dict[Rating, int]:
    """Days for each answer that leads to review, with Hard < Good < Easy as long as the longest interval allows."""
    wanted = {
        rating: fsrs.interval(outcome.stability, rules.retention, rules.parameters)
        for rating, outcome in after.items()
        if outcome.state is State.REVIEW
    }
    ranges = _ranges(wanted, memory.interval if memory.state is State.REVIEW else 1, rules.longest_interval)
    own_chance = chance(seed, memory.reviews)
    given: dict[Rating, int] = {}
    # Good first: it is the usual answer, so Hard and Easy make room for it and not it for them.
    for rating in sorted(ranges, key=(Rating.GOOD, Rating.HARD, Rating.EASY, Rating.AGAIN).index):
        first, last = ranges[rating]
        if rating is Rating.GOOD:
            last = min(last, ranges[Rating.EASY][1] - 1)
        elif rating is Rating.EASY and Rating.GOOD in given:
            first = max(first, min(given[Rating.GOOD] + 1, rules.longest_interval))
        elif rating is Rating.HARD:
            last = min(last, given[Rating.GOOD] - 1)
        given[rating] = lightest(
            wanted[rating],
            first,
            last,
            today=now.day,
            chance=own_chance,
            load=load,
            light_days=rules.light_days,
        )
    return given


def _ranges(wanted: dict[Rating, float], floor: int, longest: int) -> dict[Rating, tuple[int, int]]:
    """The first and last interval each answer may get; `floor` holds for all but Again."""
    ranges: dict[Rating, tuple[int, int]] = {}
    earlier = 0
    for rating, interval in wanted.items():
        if rating is Rating.AGAIN:
            ranges[rating] = fuzz_range(interval, 1, longest)
            continue
        first, last = fuzz_range(interval, min(max(floor, 1), longest), longest)
        first = earlier = max(first, min(earlier + 1, longest))
        ranges[rating] = first, max(first, last)
    return ranges


def wait_s(after: Memory, now: Moment) -> int:
    """Seconds until an item is due again; whole days where it is due by day."""
    if after.state is State.REVIEW:
        return max(0, after.due_day - now.day) * 86_400
    return max(0, after.due_ms - now.at_ms) // 1000


def recall(memory: Memory, day: int, parameters: tuple[float, ...] = fsrs.DEFAULT_PARAMETERS) -> float | None:
    """Chance of recall on a study day; None where the model has nothing to say: new, or answered that very day."""
    days = elapsed_days(memory.last_day, day)
    if memory.state is State.NEW or days == 0:
        return None
    return fsrs.retrievability(memory.stability, days, parameters)


def _waiting(memory: Memory, rating: Rating, now: Moment, rules: Rules) -> Memory:
    """The outcome but for its interval: a state in REVIEW still has to be given its day."""
    if memory.state is State.NEW:
        stability, difficulty = fsrs.initial(rules.parameters, rating)
    else:
        days = elapsed_days(memory.last_day, now.day)
        stability, difficulty = fsrs.step(rules.parameters, memory.stability, memory.difficulty, rating, days)
    lapsed = memory.state is State.REVIEW and rating is Rating.AGAIN
    state, step, wait = _next_step(memory, rating, rules)
    due_ms = now.at_ms + wait * 1000 if state is not State.REVIEW else 0
    return Memory(
        state=state,
        step=step,
        stability=stability,
        difficulty=difficulty,
        due_day=study_day(due_ms, now.offset_min, rules.rollover_hour) if due_ms else 0,
        due_ms=due_ms,
        last_day=now.day,
        last_ms=now.at_ms,
        reviews=memory.reviews + 1,
        lapses=memory.lapses + lapsed,
    )


def _next_step(memory: Memory, rating: Rating, rules: Rules) -> tuple[State, int, int]:
    """State, step and seconds to wait, by the table "The numbers on the buttons" in docs/scheduling.md."""
    graduated = (State.REVIEW, 0, 0)
    if memory.state is State.REVIEW:
        if rating is not Rating.AGAIN or not rules.relearning_steps_s:
            return graduated
        return State.RELEARNING, 0, rules.relearning_steps_s[0]
    relearning = memory.state is State.RELEARNING
    state = State.RELEARNING if relearning else State.LEARNING
    steps = rules.relearning_steps_s if relearning else rules.learning_steps_s
    step = min(memory.step, len(steps) - 1)
    if not steps or rating is Rating.EASY:
        return graduated
    if rating is Rating.AGAIN:
        return state, 0, steps[0]
    if rating is Rating.HARD:
        return state, step, _hard_wait(steps, step, averaged=not relearning)
    if step + 1 < len(steps):
        return state, step + 1, steps[step + 1]
    return graduated


def _hard_wait(steps: tuple[int, ...], step: int, *, averaged: bool) -> int:
    """Between Again and Good on the first step of a new item; the same step again everywhere else."""
    if averaged and step == 0:
        # With a single step Good graduates, so there is no second step to average with.
        return (steps[0] + steps[1]) // 2 if len(steps) > 1 else steps[0] * 3 // 2
    return steps[step]
