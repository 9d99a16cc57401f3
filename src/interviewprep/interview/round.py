"""A round as it was held: what was asked, answered and marked. Read from the rows; score and report follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interviewprep.cards.model import Card, Kind
from interviewprep.cards.parts import rubric
from interviewprep.interview.choice import Choice
from interviewprep.interview.phases import Spent
from interviewprep.interview.star import Star
from interviewprep.interview.timetable import Slot, Timetable

HIGHEST = 4
ANCHORS = (
    "Little of it, or nothing that holds",
    "Part of it, with gaps that matter",
    "All that matters, in order and with reasons",
    "More than was asked: trade-offs, numbers, limits",
)
"""What the scores mean for questions whose card has no rubric."""
JUDGED_ANCHORS = ("Wrong", "Wrong, but part of it was right", "Right, but for a slip", "Right")
"""What they mean for an answer that judges itself."""


class Outcome(StrEnum):
    OPEN = ""
    """Still running, or not yet marked to the end."""
    DONE = "done"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class PointMark:
    """A key point and how it was marked. `seen` is what the match of the typed answer suggested."""

    id: str
    text: str
    hit: bool | None = None
    seen: bool | None = None
    spans: tuple[tuple[int, int], ...] = ()
    """Places in the answer that show the point."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """Somebody else's marks of one question."""

    rater: str
    score: int | None
    points: tuple[tuple[str, bool], ...] = ()
    note: str = ""


def topic_of(leaf: str, deck: str) -> str:
    """The family of a leaf, such as QUANT of `QUANT-03`, or the deck's own name where there is no leaf."""
    return leaf.rpartition("-")[0] or leaf or deck.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the round, or a stretch of talk, which has no card."""

    place: int
    slot: Slot
    spent: Spent
    name: str
    deck: str
    card_key: int | None = None
    item: int | None = None
    """The item that the question reviews as a whole; None where the face is gone."""
    face: str = ""
    card: Card | None = None
    kind: Kind | None = None
    question: str = ""
    """Markdown; of a drill with its numbers."""
    answers: tuple[str, ...] = ("",)
    """To the question itself, then to each follow-up asked."""
    follow_ups: tuple[str, ...] = ()
    """Those that were asked, as Markdown."""
    recordings: tuple[tuple[int, str], ...] = ()
    """Sound files by follow-up, 0 for the question itself."""
    predicted: int | None = None
    score: int | None = None
    points: tuple[PointMark, ...] = ()
    star: Star | None = None
    note: str = ""
    judged: str = ""
    """Of an answer that judges itself: how, as `drills.findings.Judged` and `interview.choice.Judged` name it."""
    verdict: str = ""
    """Of such an answer: what is said of it."""
    right_answer: str = ""
    """Markdown: the model answer; of a drill the number."""
    ratings: tuple[Rating, ...] = ()
    choice: Choice | None = None
    """The options as they were shown."""

    @property
    def topic(self) -> str:
        """The family of its leaf, such as QUANT, or the deck where the card has none."""
        return topic_of((self.card.attributes.get("leaf") if self.card else "") or "", self.deck)

    @property
    def anchors(self) -> tuple[str, ...]:
        """What the scores 1 to 4 mean, as Markdown."""
        if self.judges_itself:
            return JUDGED_ANCHORS
        written = rubric(self.card) if self.card else ()
        return written if len(written) == HIGHEST else ANCHORS

    @property
    def judges_itself(self) -> bool:
        """A drill, or a choice that was answered by letters; one in free words is marked as an answer in words is."""
        return self.kind is Kind.DRILL or (self.choice is not None and bool(self.judged or not self.answered))

    @property
    def behavioural(self) -> bool:
        return self.card is not None and "behavioural" in self.card.attributes.tags

    @property
    def marked(self) -> bool:
        return self.score is not None

    @property
    def answered(self) -> bool:
        return bool(self.recordings) or any(text.strip() for text in self.answers)


@dataclass(frozen=True, slots=True)
class Round:
    key: int
    uid: str
    blueprint: str
    """Name of its file."""
    title: str
    role: str
    seed: str
    adapted: bool
    """The draw knew what was weak and what was asked lately."""
    started_ms: int
    offset_min: int
    ended_ms: int | None
    outcome: Outcome
    times: Timetable
    asked: tuple[Asked, ...]
    effect_undone: bool = False
    """What it did to the memory was taken back."""
    stood_ms: int = 0
    """Time for which the clock was stopped, by a pause or after a crash."""

    @property
    def questions(self) -> tuple[Asked, ...]:
        """Without talk."""
        return tuple(one for one in self.asked if not one.slot.talk)

    @property
    def marked(self) -> tuple[Asked, ...]:
        return tuple(one for one in self.questions if one.marked)
