"""What a round consists of, as values: its phases, what can happen in them, and how it stands at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    BRIEFING = "briefing"
    THINK = "think"
    ANSWER = "answer"
    FOLLOW_UP = "follow_up"
    MARKING = "marking"
    """Of one question where each is marked when it is over; else of all, when the round is over."""
    YOUR_QUESTIONS = "your_questions"
    DONE = "done"
    INTERRUPTED = "interrupted"


class Deed(StrEnum):
    BEGIN = "begin"
    NEXT = "next"
    """Think → answer → each follow-up → the next question."""
    SKIP = "skip"
    BACK = "back"
    PAUSE = "pause"
    GO_ON = "go_on"
    FOLLOW_UPS = "follow_ups"
    """Which follow-ups are asked, chosen when an answer is over."""
    SEEN = "seen"
    """The clock moved the round on, and somebody was there to see it: a sign of life."""
    MARKED = "marked"
    FINISH = "finish"
    INTERRUPT = "interrupt"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened `at_ms` into the interview. `picks` are places in the card's list of follow-ups."""

    deed: Deed
    at_ms: int
    picks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    phase: Phase
    section: int
    question: int | None
    """Place in the timetable; None in the briefing and when the round is over."""
    follow_up: int
    """0 for the question itself, 1 for the first follow-up."""
    pick: int | None
    """Which of the card's follow-ups is being asked."""
    limit_ms: int | None
    """Time given for this phase; None where no clock runs."""
    remaining_ms: int | None
    """Below zero it is overtime, under a soft stop."""
    round_left_ms: int
    warned: bool
    """The last 30 s of an answer that was given longer than that."""
    paused: bool
    can_back: bool
    can_skip: bool
    can_pause: bool
    awaits_follow_ups: bool
    """An answer is over and it has to be said, with FOLLOW_UPS, what is asked next. The clock waits for that."""
    at_ms: int
    """The instant this state is of: now, or that at which the clock stood still to wait."""

    @property
    def place(self) -> tuple[Phase, int | None, int]:
        """What is on the screen; a key is meant for this and for nothing that came after it."""
        return self.phase, self.question, self.follow_up

    @property
    def over(self) -> bool:
        """Whether the round's clock has stopped for good."""
        return self.phase in (Phase.DONE, Phase.INTERRUPTED) or (self.phase is Phase.MARKING and self.question is None)


@dataclass(frozen=True, slots=True)
class Spent:
    """The time one question took, and what became of it."""

    think_ms: int = 0
    answer_ms: int = 0
    follow_up_ms: tuple[int, ...] = ()
    reached: bool = False
    skipped: bool = False
    timed_out: bool = False
    """The clock ended the answer."""
    picks: tuple[int, ...] = ()
