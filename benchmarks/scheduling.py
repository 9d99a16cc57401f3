"""What docs/scheduling.md says of the scheduler, measured: `python benchmarks/scheduling.py [spread|order|leech|speed]`.

The learner of all simulations is FSRS-6 itself; answer times and the mix of ratings are the defaults of the
fsrs-rs 6.6 simulator. Everything is deterministic but for the speeds. The whole takes about two minutes.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from math import exp
from statistics import mean, pstdev
from time import perf_counter

from interviewprep.memory import fsrs
from interviewprep.memory.day import Moment, weekday
from interviewprep.memory.fsrs import DEFAULT_PARAMETERS, Rating
from interviewprep.memory.gain import AHEAD_DAYS, gain_of
from interviewprep.memory.leech import Leech, chance_of_lapses, leech
from interviewprep.memory.load import Load, fuzz_range
from interviewprep.memory.queue import Limit, Limits, Waiting, build
from interviewprep.memory.review import DEFAULT_RULES, NEW_MEMORY, Memory, Rules, State, answers
from interviewprep.memory.usual import FIRST_SHARES, PASS_SHARES

RELEARN_PASS = 0.75
REVIEW_SECONDS = (19.38, 17.59, 12.38, 8.94)
RELEARN_SECONDS = (16.44, 15.25, 12.32, 8.03)
ANOTHER_LEARNER = (
    *(0.1683, 0.7683, 2.2073, 5.4237, 6.5689, 0.5514, 3.275, 0.029, 1.7138, 0.3069, 0.6614),
    *(1.5947, 0.0118, 0.4161, 1.8018, 0.6016, 1.8729, 0.8052, 0.0579, 0.1226, 0.2271),
)
"""Fitted to a real log of 12,580 answers (py-fsrs test data, MIT)."""

FIRST_DAY = 20_000
EVERY_DAY = Rules(longest_interval=365)
LIGHT_WEEKEND = Rules(longest_interval=365, light_days=(1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0))


def noon(day: int) -> Moment:
    return Moment(day * 86_400_000 + 43_200_000, 0, day)


def first_rating(rng: random.Random) -> Rating:
    return rng.choices(list(Rating), FIRST_SHARES)[0]


def rating_for(recall: float, rng: random.Random) -> Rating:
    return rng.choices(list(Rating)[1:], PASS_SHARES)[0] if rng.random() < recall else Rating.AGAIN


# How even the work of a day is


def given(mode: str, after: Memory, rules: Rules, rng: random.Random) -> int:
    wanted = fsrs.interval(after.stability, rules.retention, rules.parameters)
    if mode == "exact":
        return min(max(1, round(wanted)), rules.longest_interval)
    if mode == "chance":
        return rng.randint(*fuzz_range(wanted, 1, rules.longest_interval))
    return after.interval


def spread_of_a_run(mode: str, rules: Rules, seed: int, days: int = 300) -> tuple[float, float, float, list[float]]:
    """12 new items a day for 120 days, then none; days 30 to 240 count."""
    rng = random.Random(seed)
    load: dict[int, float] = defaultdict(float)
    due: dict[int, list[tuple[int, Memory]]] = defaultdict(list)
    answered, moved, items = [0] * days, [], 0
    for day in range(days):
        today = [(item, memory, False) for item, memory in due.pop(day, ())]
        load[FIRST_DAY + day] = 0
        answered[day] = len(today)
        if day < 120:
            today += [(items + extra, NEW_MEMORY, True) for extra in range(12)]
            items += 12
        for item, memory, is_new in today:
            now = noon(FIRST_DAY + day)
            recall = 0.0 if is_new else fsrs.retrievability(memory.stability, now.day - memory.last_day)
            rating = first_rating(rng) if is_new else rating_for(recall, rng)
            memory = answers(memory, now, rules, item, Load(load))[rating]
            while memory.state is not State.REVIEW:
                memory = answers(memory, now, rules, item, Load(load))[Rating.GOOD]
            interval = given(mode, memory, rules, rng)
            exact = given("exact", memory, rules, rng)
            moved.append(abs(interval / exact - 1))
            memory = replace(memory, interval=interval, due_day=now.day + interval)
            load[memory.due_day] += 1
            due[day + interval].append((item, memory))
    counted = answered[30:240]
    trend = [mean(answered[day - 7 : day + 8]) for day in range(30, 240)]
    off_trend = pstdev(here - usual for here, usual in zip(counted, trend, strict=True)) / mean(trend)
    busiest = max(here / usual for here, usual in zip(counted, trend, strict=True))
    by_weekday = [mean(answered[day] for day in range(30, 240) if weekday(FIRST_DAY + day) == k) for k in range(7)]
    return off_trend, busiest, mean(moved), by_weekday


def spread(seeds: range = range(10)) -> None:
    print("Spread of the daily reviews (sd / mean, around a trend of 15 days), 12 new items a day, mean of 10 runs")
    for name, mode, rules in (
        ("FSRS interval as it is", "exact", EVERY_DAY),
        ("random day of the range", "chance", EVERY_DAY),
        ("as the product does", "load", EVERY_DAY),
        ("the same, Saturday 0.5, Sunday 0", "load", LIGHT_WEEKEND),
    ):
        runs = [spread_of_a_run(mode, rules, seed) for seed in seeds]
        off_trend, busiest, moved = (mean(column) for column in zip(*(run[:3] for run in runs), strict=True))
        print(
            f"  {name:33} spread {off_trend:.3f}  busiest day {busiest:.2f} x trend  mean |change| {moved:.1%}", end=""
        )
        print("  Mon..Sun " + " ".join(f"{mean(run[3][k] for run in runs):.0f}" for k in range(7)))


# In which order to work off what has piled up


Item = tuple[Memory, float, float]
"""What the scheduler knows, and the learner's true stability and difficulty."""


def studied(item: Item, rating: Rating, now: Moment, seed: int, truth: tuple[float, ...]) -> Item:
    memory, stability, difficulty = item
    days = now.day - memory.last_day
    new = memory.state is State.NEW
    after = fsrs.initial(truth, rating) if new else fsrs.step(truth, stability, difficulty, rating, days)
    return answers(memory, now, DEFAULT_RULES, seed)[rating], *after


def sitting(item: Item, rng: random.Random, now: Moment, seed: int, truth: tuple[float, ...]) -> tuple[Item, float]:
    """One review with its repeats on the same day: the item after it, and the seconds it took."""
    recall = fsrs.retrievability(item[1], now.day - item[0].last_day, truth)
    rating = rating_for(recall, rng)
    item, seconds = studied(item, rating, now, seed, truth), REVIEW_SECONDS[rating - 1]
    while item[0].state is not State.REVIEW:
        rating = Rating.GOOD if rng.random() < RELEARN_PASS else Rating.AGAIN
        item, seconds = studied(item, rating, now, seed, truth), seconds + RELEARN_SECONDS[rating - 1]
    return item, seconds


def after_a_break(cards: int, gap: int, rng: random.Random, truth: tuple[float, ...]) -> list[Item]:
    """A deck begun evenly over 120 days and studied on time, then left alone for `gap` days."""
    items = []
    for card in range(cards):
        day = FIRST_DAY - gap - 120 + card * 120 // cards
        item: Item = studied((NEW_MEMORY, 0.0, 0.0), first_rating(rng), noon(day), card, truth)
        while item[0].state is not State.REVIEW:
            item = studied(item, Rating.GOOD, noon(day), card, truth)
        while item[0].due_day < FIRST_DAY - gap:
            item, _ = sitting(item, rng, noon(item[0].due_day), card, truth)
        items.append(item)
    return items


Order = Callable[[list[Waiting], int, random.Random], list[Waiting]]


def by_queue(due: list[Waiting], day: int, rng: random.Random) -> list[Waiting]:
    queue, ordered = build(due, noon(day), Limits(Limit(0, len(due)))), []
    while one := queue.next_item(noon(day)):
        ordered.append(one)
        queue.answered(one, replace(one.memory, due_day=day + 1))
    return ordered


def by(key: Callable[[Memory, int, random.Random], float]) -> Order:
    return lambda due, day, rng: sorted(due, key=lambda one: key(one.memory, day, rng))


def recall_of(memory: Memory, day: int) -> float:
    return fsrs.retrievability(memory.stability, day - memory.last_day)


ORDERS: dict[str, Order] = {
    "gain for each second (queue)": by_queue,
    "day it was due": by(lambda memory, day, rng: memory.due_day),
    "lowest recall first": by(lambda memory, day, rng: recall_of(memory, day)),
    "random": by(lambda memory, day, rng: rng.random()),
    "highest recall first": by(lambda memory, day, rng: -recall_of(memory, day)),
}


def worked_off(
    order: Order, items: list[Item], minutes: float, days: int, seed: int, truth: tuple[float, ...], unlike: float
) -> tuple[float, float]:
    """Mean recall over all items: on the last day, and on average over the days. `unlike` is the sd of log seconds."""
    items, rng, recalls = list(items), random.Random(seed), []
    pace = [exp(rng.gauss(0, unlike)) for _ in items]
    for day in range(FIRST_DAY, FIRST_DAY + days):
        due = [Waiting(k, k, 0, item[0], 13 * pace[k]) for k, item in enumerate(items) if item[0].due_day <= day]
        left = minutes * 60
        for one in order(due, day, rng):
            if left <= 0:
                break
            items[one.item], seconds = sitting(items[one.item], rng, noon(day), one.item, truth)
            left -= seconds * pace[one.item]
        recalls.append(mean(fsrs.retrievability(s, day - memory.last_day, truth) for memory, s, _ in items))
    return recalls[-1], mean(recalls)


def order(runs: int = 6) -> None:
    for minutes, name, truth, unlike in (
        (20, "the learner that the model expects", DEFAULT_PARAMETERS, 0.0),
        (10, "the learner that the model expects", DEFAULT_PARAMETERS, 0.0),
        (10, "another learner", ANOTHER_LEARNER, 0.0),
        (10, "items that take unlike times", DEFAULT_PARAMETERS, 0.7),
    ):
        print(f"1,500 cards after a break of 30 days, {minutes} minutes a day for 30 days, {name}: mean recall")
        decks = [after_a_break(1500, 30, random.Random(run), truth) for run in range(runs)]
        for label, one in ORDERS.items():
            found = [worked_off(one, deck, minutes, 30, 100 + run, truth, unlike) for run, deck in enumerate(decks)]
            last, average = mean(run[0] for run in found), mean(run[1] for run in found)
            print(f"  {label:30} all days {average:.4f}  last day {last:.4f}")


# Whom the leech test names


Named = tuple[Leech, int]
"""Why an item was named, and at which review."""


def at_one_in_twenty(results: list[tuple[float, bool]]) -> Leech | None:
    """What a usual significance would name."""
    return Leech.WORSE_THAN_PREDICTED if chance_of_lapses(results) <= 0.05 else None


def named_at(
    true_recall: Callable[[float], float],
    reviews: int,
    rng: random.Random,
    test: Callable[[list[tuple[float, bool]]], Leech | None] = leech,
) -> Named | None:
    stability, difficulty = fsrs.initial(DEFAULT_PARAMETERS, first_rating(rng))
    results: list[tuple[float, bool]] = []
    for review in range(1, reviews + 1):
        days = max(1, round(fsrs.interval(stability, 0.9)))
        predicted = fsrs.retrievability(stability, days)
        rating = rating_for(true_recall(predicted), rng)
        results.append((predicted, rating is not Rating.AGAIN))
        if found := test(results):
            return found, review
        stability, difficulty = fsrs.step(DEFAULT_PARAMETERS, stability, difficulty, rating, days)
        if rating is Rating.AGAIN:
            stability, difficulty = fsrs.step(DEFAULT_PARAMETERS, stability, difficulty, Rating.GOOD, 0)
    return None


def leeches(lives: int = 4000, reviews: int = 20) -> None:
    print(f"Items named as leeches within {reviews} reviews, at a retention of 0.90")
    for name, true_recall in (
        ("recalled as predicted", lambda recall: recall),
        ("recalled 5 points worse", lambda recall: recall - 0.05),
        ("recalled 3 times in 4", lambda recall: 0.75),
        ("recalled every other time", lambda recall: 0.5),
        ("recalled 3 times in 10", lambda recall: 0.3),
    ):
        rng = random.Random(7)
        found = [named for _ in range(lives) if (named := named_at(true_recall, reviews, rng))]
        worse = sorted(review for why, review in found if why is Leech.WORSE_THAN_PREDICTED)
        many = len(found) - len(worse)
        middle = worse[len(worse) // 2] if worse else "-"
        print(
            f"  {name:26} by the test {len(worse) / lives:.1%} (median review {middle}), by six lapses {many / lives:.1%}"
        )
    rng = random.Random(7)
    usual = sum(named_at(lambda recall: recall, reviews, rng, at_one_in_twenty) is not None for _ in range(lives))
    print(f"  recalled as predicted, at a significance of 1 in 20: {usual / lives:.1%}")


# How fast


def some_due(count: int, rng: random.Random) -> list[Waiting]:
    waiting = []
    for item in range(count):
        stability = exp(rng.uniform(-1, 6))
        last = FIRST_DAY - max(1, round(stability * exp(rng.gauss(0.3, 0.6))))
        memory = Memory(State.REVIEW, 0, stability, rng.uniform(1, 10), FIRST_DAY, 0, last, 0, 1, 5, 0)
        waiting.append(Waiting(item, item, item % 7, memory, 8 + 10 * rng.random()))
    return waiting


def exact_gain(stability: float, difficulty: float, elapsed: int) -> float:
    now = fsrs.retrievability(stability, elapsed)
    shares = [1 - now, *(now * share for share in PASS_SHARES)]
    after = [fsrs.step(DEFAULT_PARAMETERS, stability, difficulty, rating, elapsed)[0] for rating in Rating]
    with_review = sum(share * fsrs.retrievability(s, AHEAD_DAYS) for share, s in zip(shares, after, strict=True))
    return with_review - fsrs.retrievability(stability, elapsed + AHEAD_DAYS)


def speed() -> None:
    waiting, now = some_due(10_000, random.Random(1)), noon(FIRST_DAY)
    limits = Limits(Limit(20, 10_000))
    best = min(timed(lambda: build(waiting, now, limits)) for _ in range(5))
    queue, start, shown = build(waiting, now, limits), perf_counter(), 0
    while one := queue.next_item(now):
        queue.answered(one, replace(one.memory, due_day=FIRST_DAY + 9))
        shown += 1
    print(
        f"Queue of {shown:,} reviews: built in {best * 1e3:.0f} ms, {(perf_counter() - start) / shown * 1e6:.1f} us an item"
    )
    load = Load({FIRST_DAY + day: 40.0 for day in range(400)})
    best = min(timed(lambda: answers(waiting[0].memory, now, DEFAULT_RULES, 1, load)) for _ in range(200))
    print(f"The four answers of an item: {best * 1e6:.0f} us")
    quick = gain_of(DEFAULT_PARAMETERS)
    facts = [(one.memory.stability, one.memory.difficulty, FIRST_DAY - one.memory.last_day) for one in waiting]
    exact = [exact_gain(*fact) for fact in facts]
    chosen = sorted(range(len(facts)), key=lambda k: -quick(*facts[k])[0])[:2000]
    kept = sum(exact[k] for k in chosen) / sum(sorted(exact)[-2000:])
    off = max(abs(quick(*fact)[0] - value) for fact, value in zip(facts, exact, strict=True))
    print(
        f"Quick gain against exact gain: off by at most {off:.4f}; its best 2,000 of 10,000 bring {kept:.2%} of the best"
    )


def timed(deed: Callable[[], object]) -> float:
    start = perf_counter()
    deed()
    return perf_counter() - start


PARTS: dict[str, Callable[[], None]] = {"spread": spread, "order": order, "leech": leeches, "speed": speed}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
