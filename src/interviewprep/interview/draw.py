"""Which questions an interview asks: a function of seed, candidates and what is known of the candidate's weak spots.

Chance comes from hashes of seed and question, not from a stream of random numbers: the same on every machine, and a
card added to a deck changes the draw only where it is drawn itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interviewprep.cards.model import Kind, Level
from interviewprep.errors import Problem, Severity
from interviewprep.interview.blueprint import ASKED_BY_DEFAULT, Blueprint, Section, Source

FOLLOW_UP_S = 60
USUAL_THINK_S = {Kind.OPEN: 30, Kind.CODE: 30, Kind.DRILL: 15, Kind.RECALL: 5, Kind.CLOZE: 5, Kind.CHOICE: 10}
USUAL_ANSWER_S = {Kind.OPEN: 300, Kind.CODE: 240, Kind.DRILL: 180, Kind.RECALL: 60, Kind.CLOZE: 45, Kind.CHOICE: 60}
STRETCH = 1.3
"""A section takes questions that would need so many times its minutes: in a round one is briefer than at leisure."""

UNCOVERED = 0.75
"""How much a question that was never met needs to be asked; 1 is one that was missed altogether."""
_BANDS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked. `name` is the same on every machine: its id, or its deck and question."""

    name: str
    card: int
    deck: str
    kind: Kind
    level: Level | None = None
    leaf: str = ""
    tags: frozenset[str] = frozenset()
    think_s: int | None = None
    answer_s: int | None = None
    follow_ups: int = 0
    """How many its author wrote."""

    @property
    def topic(self) -> str:
        return self.leaf or self.deck


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one question before the round."""

    recall: float | None = None
    """Chance that its weakest item is recalled today; None where it was never studied."""
    missed: float | None = None
    """Share that was missed when an interview asked it last; None where none did."""
    asked_ago: int | None = None
    """1 for the last interview, 2 for the one before it."""

    @property
    def need(self) -> float:
        """0..1: how much the question needs to be asked."""
        if self.recall is None and self.missed is None:
            return UNCOVERED
        return max(1 - self.recall if self.recall is not None else 0.0, self.missed or 0.0)


Snapshot = Mapping[str, Known]
"""By the candidates' names; a name that is missing was never met."""
NOTHING_KNOWN: Snapshot = {}


@dataclass(frozen=True, slots=True)
class Drawn:
    section: int
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Drawing:
    questions: tuple[Drawn, ...]
    problems: tuple[Problem, ...] = ()


def draw(
    blueprint: Blueprint,
    candidates: Iterable[Candidate],
    seed: str,
    snapshot: Snapshot = NOTHING_KNOWN,
    *,
    path: str = "",
) -> Drawing:
    """The questions of each section in the order they are asked, from easy to hard.

    Weak and uncovered topics come first, one question of a topic before two of another, and none that the last
    interviews asked as long as there are others. What the decks cannot give is said in `problems`.
    """
    ordered = sorted(candidates, key=lambda one: one.name)
    taken: dict[str, Candidate] = {}
    questions: list[Drawn] = []
    problems: list[Problem] = []
    for place, section in enumerate(blueprint.sections):
        if not section.questions:
            continue
        fitting = [one for one in ordered if one.name not in taken and fits(section.source, one)]
        fresh = [one for one in fitting if not _asked_lately(one, snapshot, blueprint.avoid_last)]
        topics = {one.topic for one in taken.values()}
        ranked = _ranked(fresh, fitting, f"{seed}|{place}", snapshot)
        chosen = _chosen(ranked, section, topics)
        if len(chosen) < section.questions:
            stale = [one for one in fitting if one not in fresh]
            again = sorted(stale, key=lambda one: (-(snapshot[one.name].asked_ago or 0), one.name))
            again = again[: section.questions - len(chosen)]
            chosen += again
            problems += _shortage(section, len(chosen), len(again), path)
        if over := _overlong(chosen, section):
            problems.append(_warning(path, section, "tight", over))
        taken.update((one.name, one) for one in chosen)
        questions += [Drawn(place, one) for one in sorted(chosen, key=lambda one: _ease(one, seed))]
    return Drawing(tuple(questions), tuple(problems))


def fits(source: Source, one: Candidate) -> bool:
    """Whether a section with this source may ask the card."""
    return (
        one.kind in (source.kinds or ASKED_BY_DEFAULT)
        and (not source.levels or one.level in source.levels)
        and (not source.tags or not one.tags.isdisjoint(source.tags))
        and (not source.decks or any(names_deck(wanted, one.deck) for wanted in source.decks))
        and (not source.leaves or any(one.leaf == leaf or one.leaf.startswith(f"{leaf}-") for leaf in source.leaves))
    )


def names_deck(wanted: str, deck: str) -> bool:
    """Whether a deck goes by this name: its own, an ending of it, or the family it is in."""
    wanted = wanted.removesuffix(".md").strip("/")
    return f"/{deck}".endswith(f"/{wanted}") or deck.startswith(f"{wanted}/")


def think_s(one: Candidate, section: Section) -> int:
    if section.think_s is not None:
        return section.think_s
    if one.think_s is not None:
        return one.think_s
    return 15 if "behavioural" in one.tags else USUAL_THINK_S[one.kind]


def answer_s(one: Candidate, section: Section) -> int:
    """What the question needs, before a section's time is shared out."""
    if section.answer_s is not None:
        return section.answer_s
    return one.answer_s if one.answer_s is not None else USUAL_ANSWER_S[one.kind]


def needed_s(one: Candidate, section: Section) -> int:
    """Seconds for thinking, answering and follow-ups."""
    follow_ups = min(section.follow_ups, one.follow_ups)
    return think_s(one, section) + answer_s(one, section) + follow_ups * FOLLOW_UP_S


def chance(*words: str) -> float:
    """A number in 0..1 that these words always give, on every machine."""
    digest = hashlib.blake2b("|".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def _asked_lately(one: Candidate, snapshot: Snapshot, last: int) -> bool:
    ago = snapshot[one.name].asked_ago if one.name in snapshot else None
    return ago is not None and ago <= last


def _ranked(fresh: Sequence[Candidate], fitting: Sequence[Candidate], seed: str, snapshot: Snapshot) -> list[Candidate]:
    """The weakest topics first, in them the weakest questions; equals as the seed says."""
    needs: dict[str, list[float]] = {}
    for one in fitting:
        needs.setdefault(one.topic, []).append(_need(one, snapshot))
    bands = {topic: _band(sum(known) / len(known)) for topic, known in needs.items()}
    return sorted(
        fresh, key=lambda one: (-bands[one.topic], -_band(_need(one, snapshot)), chance(seed, one.name), one.name)
    )


def _need(one: Candidate, snapshot: Snapshot) -> float:
    return snapshot[one.name].need if one.name in snapshot else UNCOVERED


def _band(need: float) -> int:
    """Small differences are noise, so that the seed decides between them."""
    return min(_BANDS - 1, int(need * _BANDS))


def _chosen(ranked: Sequence[Candidate], section: Section, topics: set[str]) -> list[Candidate]:
    """As many as the section asks for, by rank, as far as its minutes allow and topics are not repeated."""
    room = section.minutes * 60 * STRETCH
    left = list(ranked)
    chosen: list[Candidate] = []
    topics = set(topics)
    while left and len(chosen) < section.questions:
        shortest = sorted(needed_s(one, section) for one in left)
        to_come = section.questions - len(chosen) - 1
        fitting = [
            one for one in left if needed_s(one, section) + sum(_others(shortest, one, section, to_come)) <= room
        ] or [min(left, key=lambda one: needed_s(one, section))]
        picked = next((one for one in fitting if one.topic not in topics), fitting[0])
        chosen.append(picked)
        left.remove(picked)
        topics.add(picked.topic)
        room -= needed_s(picked, section)
    return chosen


def _others(shortest: Sequence[int], one: Candidate, section: Section, count: int) -> Sequence[int]:
    """What the shortest `count` questions besides `one` need."""
    own = needed_s(one, section)
    among = list(shortest[: count + 1])
    if own in among:
        among.remove(own)
    return among[:count]


def _ease(one: Candidate, seed: str) -> tuple[int, float, str]:
    levels = list(Level)
    return (levels.index(one.level or Level.MID), chance(seed, "order", one.name), one.name)


def _overlong(chosen: Sequence[Candidate], section: Section) -> str:
    needed = sum(needed_s(one, section) for one in chosen)
    if needed <= section.minutes * 60 * STRETCH * 1.01:
        return ""
    return (
        f"{section.name}: these {len(chosen)} questions are meant for {needed / 60:.0f} minutes and the section has"
        f" {section.minutes:g}; answers are cut to fit"
    )


def _shortage(section: Section, found: int, again: int, path: str) -> list[Problem]:
    problems = []
    if found < section.questions:
        message = f"{section.name}: {section.questions} questions are wanted and the decks give {found}"
        problems.append(_warning(path, section, "too-few", f"{message}; widen its decks, levels or kinds"))
    if again:
        message = f"{section.name}: {again} of the questions were asked lately; the decks give no others"
        problems.append(_warning(path, section, "asked-lately", message))
    return problems


def _warning(path: str, section: Section, rule: str, message: str) -> Problem:
    return Problem(path, section.line, Severity.WARNING, rule, message)
