"""Where a round stands at an instant: a fold over what happened, without a timer.

Nothing ticks. `Run.at(now)` lets time pass over the events so far, and every time-out happens at its own instant, so
a window that froze or a machine that slept finds the round where it would have been.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from interviewprep.interview.phases import Deed, Event, Phase, Spent, State
from interviewprep.interview.timetable import Slot, Timetable

__all__ = ["WARNING_MS", "Deed", "Event", "Phase", "Run", "Spent", "State"]

WARNING_MS = 30_000


class Run:
    """A round: its timetable and what happened so far. `Run` itself never changes."""

    def __init__(self, times: Timetable, events: Iterable[Event] = ()) -> None:
        self.times = times
        self.events = tuple(events)

    def and_then(self, event: Event) -> Run:
        return Run(self.times, (*self.events, event))

    def at(self, now_ms: int) -> State:
        return self._fold(now_ms).state()

    def spent(self, now_ms: int) -> tuple[Spent, ...]:
        """The time of each question so far, in the order of the timetable."""
        return tuple(question.spent() for question in self._fold(now_ms).questions)

    def _fold(self, now_ms: int) -> _Fold:
        fold = _Fold(self.times)
        for event in self.events:
            fold.pass_to(event.at_ms)
            fold.happen(event)
        fold.pass_to(now_ms)
        return fold


class _Progress(StrEnum):
    UNSEEN = "unseen"
    HERE = "here"
    LEFT = "left"
    """Skipped, and may be come back to."""
    OVER = "over"


class _Question:
    """One slot and what has happened in it."""

    def __init__(self, slot: Slot) -> None:
        self.slot = slot
        self.progress = _Progress.UNSEEN
        self.think_ms = self.answer_ms = 0
        self.follow_up_ms: list[int] = []
        self.picks: tuple[int, ...] | None = None
        self.skipped = self.timed_out = False

    @property
    def answer_left_ms(self) -> int:
        return self.slot.answer_ms - self.answer_ms

    def spent(self) -> Spent:
        reached = self.progress is not _Progress.UNSEEN
        picks = self.picks or ()
        asked = picks[: len(self.follow_up_ms)]
        return Spent(
            self.think_ms,
            self.answer_ms,
            tuple(self.follow_up_ms),
            reached,
            self.skipped,
            self.timed_out,
            asked,
        )


_TIMED = (Phase.THINK, Phase.ANSWER, Phase.FOLLOW_UP, Phase.YOUR_QUESTIONS)
_WARNS = (Phase.ANSWER, Phase.FOLLOW_UP, Phase.YOUR_QUESTIONS)


class _Fold:
    def __init__(self, times: Timetable) -> None:
        self.times = times
        self.questions = [_Question(slot) for slot in times.slots]
        self.now_ms = 0
        self.phase = Phase.BRIEFING
        self.here: int | None = None
        self.follow_up = 0
        self.round_ms = 0
        self.paused = self.awaits = False

    # --- time passes ------------------------------------------------------------------------------------------------

    def pass_to(self, to_ms: int) -> None:
        while self.now_ms < to_ms:
            if not self._clock_runs():
                # A choice of follow-ups belongs to the instant that asks for it, however late it is made.
                self.now_ms = self.now_ms if self.awaits else to_ms
                return
            ends_in = self._ends_in_ms()
            if ends_in is None or self.now_ms + ends_in > to_ms:
                self._spend(to_ms - self.now_ms)
                self.now_ms = to_ms
                return
            self._spend(ends_in)
            self.now_ms += ends_in
            self._time_out()

    def _clock_runs(self) -> bool:
        return self.phase in _TIMED and not self.paused and not self.awaits

    def _ends_in_ms(self) -> int | None:
        """Milliseconds until the clock ends this phase; None where it does not."""
        left = max(0, self._remaining_ms())
        if not self.times.hard:
            return left if self.phase is Phase.THINK else None
        return min(left, max(0, self.times.round_ms - self.round_ms))

    def _time_out(self) -> None:
        if self.times.hard and self.round_ms >= self.times.round_ms:
            self._question().timed_out |= self.phase is Phase.ANSWER
            self._end_round()
        elif self.phase is Phase.THINK:
            self._begin_answer()
        elif self.phase is Phase.ANSWER:
            self._question().timed_out = True
            self._end_answer()
        else:
            self._next_follow_up()

    def _spend(self, ms: int) -> None:
        self.round_ms += ms
        question = self._question()
        if self.phase is Phase.THINK:
            question.think_ms += ms
        elif self.phase is Phase.FOLLOW_UP:
            question.follow_up_ms[self.follow_up - 1] += ms
        else:
            question.answer_ms += ms

    def _limit_ms(self) -> int:
        slot = self._question().slot
        if self.phase is Phase.THINK:
            return slot.think_ms
        return slot.follow_up_ms if self.phase is Phase.FOLLOW_UP else slot.answer_ms

    def _remaining_ms(self) -> int:
        question = self._question()
        if self.phase is Phase.THINK:
            return question.slot.think_ms - question.think_ms
        if self.phase is Phase.FOLLOW_UP:
            return question.slot.follow_up_ms - question.follow_up_ms[self.follow_up - 1]
        return question.answer_left_ms

    def _question(self) -> _Question:
        assert self.here is not None
        return self.questions[self.here]

    # --- something happens ------------------------------------------------------------------------------------------

    def happen(self, event: Event) -> None:
        """Take an event in. One that the round has no place for, such as a key pressed too late, changes nothing."""
        deed = event.deed
        if deed is Deed.INTERRUPT and not self._is_over():
            self.phase, self.here, self.awaits, self.paused = Phase.INTERRUPTED, None, False, False
        elif deed is Deed.FOLLOW_UPS and self.awaits:
            self._question().picks = event.picks
            self.awaits = False
            self._next_follow_up()
        elif deed is Deed.BEGIN and self.phase is Phase.BRIEFING:
            self._go_to(0) if self.questions else self._end_round()
        elif deed is Deed.PAUSE and self.times.practice and self._clock_runs():
            self.paused = True
        elif deed is Deed.GO_ON:
            self.paused = False
        elif deed is Deed.MARKED and self.phase is Phase.MARKING and self.here is not None:
            self._go_on()
        elif deed is Deed.FINISH and self.phase is Phase.MARKING and self.here is None:
            self.phase = Phase.DONE
        elif self._clock_runs():
            self._move(deed)

    def _is_over(self) -> bool:
        return self.phase in (Phase.MARKING, Phase.DONE, Phase.INTERRUPTED) and self.here is None

    def _move(self, deed: Deed) -> None:
        if deed is Deed.NEXT and self.phase is Phase.THINK:
            self._begin_answer()
        elif deed is Deed.NEXT and self.phase is Phase.ANSWER:
            self._end_answer()
        elif deed is Deed.NEXT:
            self._next_follow_up()
        elif deed is Deed.SKIP:
            self._skip()
        elif deed is Deed.BACK and (earlier := self._earlier()) is not None:
            answered = self.phase is Phase.FOLLOW_UP
            self._question().progress = _Progress.OVER if answered else _Progress.LEFT
            self._go_to(earlier)

    def _begin_answer(self) -> None:
        self.phase = Phase.ANSWER

    def _end_answer(self) -> None:
        question = self._question()
        if question.slot.follow_ups and question.picks is None:
            self.phase, self.follow_up, self.awaits = Phase.FOLLOW_UP, 0, True
        else:
            self._close()

    def _next_follow_up(self) -> None:
        """The next follow-up of this question, or its end; also the end of a stretch of talk."""
        question = self._question()
        if self.follow_up < len(question.picks or ()):
            self.phase = Phase.FOLLOW_UP
            self.follow_up += 1
            question.follow_up_ms.append(0)
        else:
            self._close()

    def _skip(self) -> None:
        question = self._question()
        if self.phase in (Phase.THINK, Phase.ANSWER):
            first_time = not question.skipped
            question.skipped = True
            if first_time and self._may_return(question):
                question.progress = _Progress.LEFT
                self._go_on()
                return
        self._close()

    def _close(self) -> None:
        question = self._question()
        question.progress = _Progress.OVER
        if self.times.mark_each and not question.slot.talk:
            self.phase, self.follow_up = Phase.MARKING, 0
        else:
            self._go_on()

    def _go_on(self) -> None:
        assert self.here is not None
        following = self._following(self.here)
        out_of_time = not self.times.hard and self.round_ms >= self.times.round_ms
        if following is None or out_of_time:
            self._end_round()
        else:
            self._go_to(following)

    def _following(self, here: int) -> int | None:
        """The next question of the section that is not over, else one that was skipped, else the next section."""
        section = self.questions[here].slot.section
        own = [place for place, one in enumerate(self.questions) if one.slot.section == section]
        open_ = (_Progress.UNSEEN, _Progress.LEFT)
        for place in [*(place for place in own if place > here), *(place for place in own if place < here)]:
            if self.questions[place].progress in open_:
                return place
        return next((place for place in range(here + 1, len(self.questions)) if place not in own), None)

    def _go_to(self, place: int) -> None:
        self.here, self.follow_up = place, 0
        question = self._question()
        question.progress = _Progress.HERE
        if question.slot.talk:
            self.phase = Phase.YOUR_QUESTIONS
        elif question.think_ms < question.slot.think_ms and not question.answer_ms:
            self.phase = Phase.THINK
        else:
            self._begin_answer()

    def _end_round(self) -> None:
        self.phase, self.here, self.follow_up, self.awaits = Phase.MARKING, None, 0, False

    # --- what is allowed --------------------------------------------------------------------------------------------

    def _may_return(self, question: _Question) -> bool:
        """Whether a question may be come back to: in its section, unmarked, with time left on its clock."""
        in_time = question.answer_left_ms > 0 or not self.times.hard
        return self.times.backs[question.slot.section] and not self.times.mark_each and in_time

    def _earlier(self) -> int | None:
        """The question before this one in its section that may be come back to."""
        if self.here is None:
            return None
        section = self._question().slot.section
        for place in range(self.here - 1, -1, -1):
            question = self.questions[place]
            if question.slot.section == section and not question.slot.talk and self._may_return(question):
                return place
        return None

    def state(self) -> State:
        running = self.phase in _TIMED and not self.awaits
        limit = self._limit_ms() if running else None
        remaining = self._remaining_ms() if running else None
        warned = self.phase in _WARNS and limit is not None and limit > WARNING_MS
        picks = self._question().picks or () if self.here is not None else ()
        return State(
            phase=self.phase,
            section=self._question().slot.section if self.here is not None else 0,
            question=self.here,
            follow_up=self.follow_up,
            pick=picks[self.follow_up - 1] if self.phase is Phase.FOLLOW_UP and self.follow_up else None,
            limit_ms=limit,
            remaining_ms=remaining,
            round_left_ms=self.times.round_ms - self.round_ms,
            warned=warned and remaining is not None and remaining <= WARNING_MS,
            paused=self.paused,
            can_back=self._clock_runs() and self._earlier() is not None,
            can_skip=self._clock_runs() and self.phase is not Phase.YOUR_QUESTIONS,
            can_pause=self.times.practice and self._clock_runs(),
            awaits_follow_ups=self.awaits,
            at_ms=self.now_ms,
        )
