"""What docs/scheduling.md says of preparing for a date: `python benchmarks/planning.py [recall|forecast|speed] [--full]`.

The program's own queue is worked off answer by answer by a learner with a memory of its own: FSRS-6 with the default
parameters (alike) or with others, drawn for each run (unlike). The program sees ratings and times only. Every rule gets
the same minutes. Answer times are the defaults of the fsrs-rs 6.6 simulator. Deterministic but for the speeds; two
minutes, and about half an hour with --full.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product
from statistics import mean
from time import perf_counter

import numpy as np

from interviewprep.memory import fsrs, planning
from interviewprep.memory.day import Moment
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, Rating
from interviewprep.memory.plan import Order, Plan, Way
from interviewprep.memory.planned_queue import Preparation, build_planned
from interviewprep.memory.queue import Done, Limit, Limits, Queue, Waiting, build
from interviewprep.memory.rehearsal import NEVER, Cards, Days
from interviewprep.memory.review import DEFAULT_RULES, NEW_MEMORY, Memory, State, answers
from interviewprep.memory.usual import FIRST_SHARES, PASS_SHARES

FIRST_DAY = 20_000
NEW_SECONDS = (19.58, 18.79, 13.78, 10.71)
REVIEW_SECONDS = (19.38, 17.59, 12.38, 8.94)
RELEARN_SECONDS = (16.44, 15.25, 12.32, 8.03)
USUAL_SECONDS, USUAL_WEIGHT = 14.0, 20
"""Of an answer of any kind; the program's own guess weighs as much as so many answers, as in `journeys/pace.py`."""
RELEARN_PASS = 0.75
DAYS, CARDS, MINUTES = (7, 14, 30), (150, 300, 600), (10, 20, 40)
SHORT = ((7, 150, 20), (14, 300, 20), (30, 600, 20))


@dataclass
class Learner:
    """The truth, item by item."""

    w: tuple[float, ...]
    rng: random.Random
    states: dict[int, tuple[float, float, int]] = field(default_factory=dict)

    def rate(self, item: int, memory: Memory, day: int) -> tuple[Rating, float]:
        """Answer, and remember; gives the rating and the seconds it took."""
        known = self.states.get(item)
        if known is None:
            rating = self.rng.choices(list(Rating), FIRST_SHARES)[0]
            self.states[item] = (*fsrs.initial(self.w, rating), day)
            return rating, NEW_SECONDS[rating - 1]
        stability, difficulty, last = known
        if memory.state is State.REVIEW:
            recalled = self.rng.random() < fsrs.retrievability(stability, day - last, self.w)
            rating = self.rng.choices(list(Rating)[1:], PASS_SHARES)[0] if recalled else Rating.AGAIN
            seconds = REVIEW_SECONDS[rating - 1]
        else:
            rating = Rating.GOOD if self.rng.random() < RELEARN_PASS else Rating.AGAIN
            seconds = RELEARN_SECONDS[rating - 1]
        self.states[item] = (*fsrs.step(self.w, stability, difficulty, rating, day - last), day)
        return rating, seconds

    def recall_on(self, day: int) -> float:
        """Sum over all items; one that was never met counts nothing."""
        return sum(fsrs.retrievability(s, day - last, self.w) for s, _, last in self.states.values())


@dataclass
class Program:
    """What the program keeps: memories, and the time that was spent on each item."""

    count: int
    memories: dict[int, Memory] = field(default_factory=dict)
    spent: dict[int, float] = field(default_factory=dict)

    def waiting(self) -> Iterable[Waiting]:
        answered = sum(memory.reviews for memory in self.memories.values())
        usual_seconds = (sum(self.spent.values()) + USUAL_SECONDS * USUAL_WEIGHT) / (answered + USUAL_WEIGHT)
        for item in range(self.count):
            memory = self.memories.get(item, NEW_MEMORY)
            seconds = self.spent[item] / memory.reviews if item in self.spent else usual_seconds
            yield Waiting(item, item, 1, memory, seconds, item)

    def cards(self) -> Cards:
        rows = [
            (one.memory.stability, one.memory.difficulty, one.memory.last_day, one.seconds)
            if one.memory.reviews
            else (0.0, 5.0, NEVER, one.seconds)
            for one in self.waiting()
        ]
        table = np.array(rows)
        return Cards(table[:, 0], table[:, 1], table[:, 2].astype(np.int64), table[:, 3])


Rule = Callable[[Program, Moment, float], Queue]


def at(day: int, minutes: float = 0.0) -> Moment:
    return Moment(day * 86_400_000 + 64_800_000 + round(minutes * 60_000), 0, day)


def usual(program: Program, now: Moment, seconds: float) -> Queue:
    """What is asked without a date: 20 new items a day, reviews when they are due."""
    return build(program.waiting(), now, Limits(Limit(), seconds=seconds))


def usual_without_counts(program: Program, now: Moment, seconds: float) -> Queue:
    """The same with nothing but the minutes as a limit."""
    return build(program.waiting(), now, Limits(Limit(9_999, 9_999), seconds=seconds))


def planned(interview: int, plans: dict[int, Plan]) -> Rule:
    """The plan, made again every day."""

    def queue(program: Program, now: Moment, seconds: float) -> Queue:
        left = interview - now.day
        days = Days(now.day, (seconds,) * left)
        plan = planning.make(program.cards(), days, DEFAULT_PARAMETERS, begun=FIRST_DAY, seed=now.day)
        plans[now.day] = plan
        preparation = Preparation(plan.way, interview, {1}, seconds * left)
        return build_planned(program.waiting(), now, preparation, Limits(seconds=seconds), Done(), seed=now.day)

    return queue


def study(rule: Rule, learner: Learner, days: int, cards: int, minutes: float) -> float:
    """Work off every day until its minutes are over; gives the mean recall on the day of the interview."""
    program = Program(cards)
    for day in range(FIRST_DAY, FIRST_DAY + days):
        spent = 0.0
        queue = rule(program, at(day), minutes * 60)
        while spent < minutes * 60:
            now = at(day, spent / 60)
            front = queue.next_item(now)
            if front is None:
                break
            rating, seconds = learner.rate(front.item, front.memory, day)
            after = answers(front.memory, now, DEFAULT_RULES, front.item)[rating]
            program.memories[front.item] = after
            program.spent[front.item] = program.spent.get(front.item, 0.0) + seconds
            spent += seconds
            queue.answered(front, after)
    return learner.recall_on(FIRST_DAY + days) / cards


def learner_of(kind: str, run: int) -> Learner:
    alike = kind == "alike"
    w = DEFAULT_PARAMETERS if alike else tuple(planning.learners(DEFAULT_PARAMETERS, 1, np.random.default_rng(run))[0])
    return Learner(w, random.Random(run))


def recall(full: bool) -> None:
    cells = tuple(product(DAYS, CARDS, MINUTES)) if full else SHORT
    print("Mean recall on the day, all items; the same minutes for each rule")
    for kind in ("alike", "unlike"):
        table = []
        for days, cards, minutes in cells:
            scores = []
            for run in range(3):
                rules = (usual, usual_without_counts, planned(FIRST_DAY + days, {}))
                scores.append([study(rule, learner_of(kind, run), days, cards, minutes) for rule in rules])
            table.append([mean(column) for column in zip(*scores, strict=True)])
            print(
                f"  {kind:7}{days:3} days {cards:4} cards {minutes:3} min " + "  ".join(f"{x:.3f}" for x in table[-1])
            )
        whole = [mean(column) for column in zip(*table, strict=True)]
        print(f"  {kind:7} mean: usual {whole[0]:.3f}, minutes alone {whole[1]:.3f}, plan {whole[2]:.3f}")
        print(f"          plan / usual {whole[2] / whole[0]:.2f}, plan / minutes alone {whole[2] / whole[1]:.2f}")


def forecast(full: bool) -> None:
    print("What was foreseen on the first day and in the middle, and what came")
    for kind in ("alike", "unlike"):
        for days, cards, minutes in SHORT:
            inside = {0: 0, days // 2: 0}
            errors = []
            runs = 20 if full else 6
            for run in range(runs):
                plans: dict[int, Plan] = {}
                rule = planned(FIRST_DAY + days, plans)
                came = study(rule, learner_of(kind, 100 + run), days, cards, minutes)
                for ahead in inside:
                    band = plans[FIRST_DAY + ahead].kept
                    inside[ahead] += band.low <= came * cards <= band.high
                errors.append(plans[FIRST_DAY].kept.middle / cards - came)
            shares = ", ".join(f"day {ahead}: {found}/{runs}" for ahead, found in inside.items())
            print(
                f"  {kind:7}{days:3} days {cards:4} cards {minutes:3} min  within the band {shares}; bias {mean(errors):+.3f}"
            )


def speed(_: bool) -> None:
    for days, cards, minutes in ((30, 600, 20), (90, 2_000, 20)):
        program = Program(cards)
        begun = perf_counter()
        seconds = (minutes * 60.0,) * days
        planning.make(program.cards(), Days(FIRST_DAY, seconds), DEFAULT_PARAMETERS, begun=FIRST_DAY, seed=1)
        print(f"plan of {cards} cards over {days} days: {perf_counter() - begun:.2f} s")
    known = Memory(State.REVIEW, 0, 9.0, 5.0, FIRST_DAY + 4, 0, FIRST_DAY - 5, 0, interval=9, reviews=3)
    waiting = [Waiting(item, item, 1, known, 10.0) for item in range(5_000)]
    preparation = Preparation(Way(FIRST_DAY, Order.GAIN), FIRST_DAY + 14, {1}, 20_000.0)
    begun = perf_counter()
    build_planned(waiting, at(FIRST_DAY), preparation, Limits(seconds=1_200.0), Done())
    took = perf_counter() - begun
    begun = perf_counter()
    build(waiting, at(FIRST_DAY + 5), Limits(seconds=1_200.0))
    print(
        f"queue of a day from 5,000 items: {took * 1000:.0f} ms, {took / (perf_counter() - begun):.1f} times the usual one"
    )


def main() -> None:
    names = [word for word in sys.argv[1:] if not word.startswith("-")]
    for name, part in {"recall": recall, "forecast": forecast, "speed": speed}.items():
        if not names or name in names:
            part("--full" in sys.argv)


if __name__ == "__main__":
    main()
