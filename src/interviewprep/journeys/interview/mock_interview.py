"""A timed mock interview while it runs; each change is on disk before the next is asked for. `Marks` come after it.

The window and the terminal `look` as often as they like; the round goes by its own clock, and a key is only taken for
what was on the screen when it was pressed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from interviewprep.cards.parts import follow_ups
from interviewprep.clock import Ticks
from interviewprep.errors import Problem, WrongUse
from interviewprep.interview.blueprint import Blueprint
from interviewprep.interview.blueprint_file import read
from interviewprep.interview.follow_ups import choose, score_of
from interviewprep.interview.phases import Deed, Event, Phase, State
from interviewprep.interview.round import Asked
from interviewprep.interview.run import Run
from interviewprep.interview.steady import Reading, Steady
from interviewprep.journeys.interview import reading as interview_reading
from interviewprep.journeys.interview import rows as interview_rows
from interviewprep.journeys.interview.blueprints import find
from interviewprep.journeys.interview.draft import Wishes, draft
from interviewprep.journeys.interview.point_match import suggested
from interviewprep.journeys.interview.rows import Sign
from interviewprep.journeys.workplace import Workplace, keep_daily_backup

Place = tuple[Phase, int | None, int]
"""Phase, question and follow-up: what `State.place` gives."""

LONGEST_ANSWER = 200_000


class Gap(StrEnum):
    """What becomes of the time between a crash and the next start."""

    COUNTS = "counts"
    """It has passed: an interviewer would not have waited."""
    EXCUSED = "excused"
    """In practice: as if the clock had been stopped. The report says for how long."""
    ENDS = "ends"
    """The round ended when it was last heard of."""


@dataclass(frozen=True, slots=True)
class Look:
    """What to show now."""

    state: State
    asked: Asked | None
    """The question the state is about."""
    follow_up: str
    """Markdown of the follow-up that is being asked, "" for the question itself."""
    text: str
    """What was typed here so far."""
    alarm: bool
    """True once for each answer: its last 30 s have begun since the last look."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    key: int
    title: str
    started_ms: int
    practice: bool
    phase: Phase


class MockInterview:
    """One interview. Made by `start` or `resume`."""

    def __init__(self, workplace: Workplace, key: int, steady: Steady, ticks: Ticks | None) -> None:
        self.workplace, self.key = workplace, key
        self._steady, self._ticks = steady, ticks
        self.problems: tuple[Problem, ...] = ()
        with workplace.database.read() as db:
            source = db.value("SELECT source FROM interview WHERE id = ?", (key,))
            round_ = interview_reading.load(db, key)
            self._run = Run(round_.times, interview_rows.events(db, key))
        blueprint = read(source, "").blueprint
        assert blueprint is not None  # it was written from one
        self.blueprint: Blueprint = blueprint
        self.seed, self.title, self.times = round_.seed, round_.title, round_.times
        self._asked = {one.place: one for one in round_.asked}
        self._heard: dict[int, tuple[Mapping[str, bool], int | None]] = {}
        self._warned: set[tuple[int | None, int]] = set()
        self._place: Place = (Phase.BRIEFING, None, 0)
        self._place_before: Place = self._place
        self.look()

    # --- beginning ------------------------------------------------------------------------------------------------

    @classmethod
    def start(
        cls, workplace: Workplace, name: str, wishes: Wishes | None = None, ticks: Ticks | None = None
    ) -> MockInterview:
        """Draw the questions of an interview file and keep them; the clock waits in the briefing."""
        drafted = draft(workplace, find(workplace, name), wishes or Wishes())
        keep_daily_backup(workplace)
        with workplace.database.write() as db:
            key = interview_rows.add(db, drafted, workplace.now())
        begun = cls(workplace, key, Steady(_reading(workplace, ticks)), ticks)
        begun.problems = drafted.problems
        return begun

    @classmethod
    def resume(
        cls,
        workplace: Workplace,
        key: int,
        gap: Gap = Gap.COUNTS,
        ticks: Ticks | None = None,
    ) -> MockInterview:
        """Go on with an interview that a crash or a closed window cut short."""
        now = _reading(workplace, ticks)
        with workplace.database.read() as db:
            if db.value("SELECT 1 FROM interview WHERE id = ? AND outcome = ''", (key,)) is None:
                raise WrongUse(reason=f"interview {key} is not one that can be gone on with")
            sign = interview_rows.last_sign(db, key)
            times = interview_reading.load(db, key).times
        steady = Steady.resumed(now, sign.passed_ms, sign.at_ms)
        passed_ms = steady.at(now)
        if gap is Gap.EXCUSED and not times.practice:
            raise WrongUse(reason="only in practice does the clock wait; go on with it running, or end the round")
        if gap is not Gap.COUNTS:
            with workplace.database.write() as db:
                if gap is Gap.ENDS:
                    interview_rows.add_step(db, key, Event(Deed.INTERRUPT, sign.passed_ms), now.wall_ms)
                else:
                    interview_rows.add_step(db, key, Event(Deed.PAUSE, sign.passed_ms), sign.at_ms)
                    interview_rows.add_step(db, key, Event(Deed.GO_ON, passed_ms), now.wall_ms)
        return cls(workplace, key, steady, ticks)

    # --- the round ------------------------------------------------------------------------------------------------

    def look(self) -> Look:
        """Where the round stands now. Follow-ups of an answer that has ended are chosen here."""
        passed_ms = self._passed_ms()
        state = self._run.at(passed_ms)
        while state.awaits_follow_ups:
            self._step(Event(Deed.FOLLOW_UPS, state.at_ms, self._picks(state)))
            state = self._run.at(passed_ms)
        if state.place != self._place and state.at_ms > self._run.events[-1].at_ms:
            self._step(Event(Deed.SEEN, state.at_ms))
        if state.place != self._place:
            self._place_before, self._place = self._place, state.place
        asked = None
        if state.question is not None:
            asked = replace(self._asked[state.question], spent=self._run.spent(passed_ms)[state.question])
        alarm = state.warned and (state.question, state.follow_up) not in self._warned
        if alarm:
            self._warned.add((state.question, state.follow_up))
        return Look(state, asked, self._follow_up(state), self._text(state), alarm)

    def begin(self) -> Look:
        return self._do(Deed.BEGIN)

    def next(self) -> Look:
        """Think → answer → each follow-up → the next question; from the marking of one question to the next."""
        marking_one = self._place[0] is Phase.MARKING and self._place[1] is not None
        return self._do(Deed.MARKED if marking_one else Deed.NEXT)

    def skip(self) -> Look:
        return self._do(Deed.SKIP)

    def back(self) -> Look:
        return self._do(Deed.BACK)

    def pause(self) -> Look:
        return self._do(Deed.PAUSE)

    def go_on(self) -> Look:
        return self._do(Deed.GO_ON)

    def interrupt(self) -> Look:
        """End the round here; what was answered can be marked."""
        return self._do(Deed.INTERRUPT)

    def answer_text(self, text: str, place: Place | None = None) -> None:
        """Keep the whole text typed so far: one write. It belongs to what the last look showed.

        `place` says for which look's `state.place` it was typed, where that may be the one before: so words typed just
        before the clock ran out are not lost, however late the caller notices.
        """
        phase, question, follow_up = place or self._place
        on_screen = place is None or place in (self._place, self._place_before)
        if question is None or phase is Phase.MARKING or not on_screen:
            return
        text = text[:LONGEST_ANSWER]
        answers = self._asked[question].answers
        if follow_up < len(answers) and answers[follow_up] == text:
            return
        sign = self._sign()
        with self.workplace.database.write() as db:
            interview_rows.keep_answer(db, self.key, question, follow_up, text, sign)
        self._set_answer(question, follow_up, text)

    def hear(self, question: int, hits: Mapping[str, bool], score: int | None) -> None:
        """What an interviewer has ticked so far; the follow-ups of this question go by it and not by what was typed."""
        self._heard[question] = dict(hits), score

    def keep_recording(self, question: int, follow_up: int, file: str) -> None:
        """`file` is the name of a sound file below the data folder, "" when it was deleted."""
        sign = self._sign()
        with self.workplace.database.write() as db:
            interview_rows.keep_recording(db, self.key, question, follow_up, file, sign)
        kept = dict(self._asked[question].recordings) | {follow_up: file}
        recordings = tuple((place, name) for place, name in kept.items() if name)
        self._asked[question] = replace(self._asked[question], recordings=recordings)

    # --- within ---------------------------------------------------------------------------------------------------

    def _passed_ms(self) -> int:
        return self._steady.at(_reading(self.workplace, self._ticks))

    def _sign(self) -> Sign:
        return Sign(self._passed_ms(), self.workplace.clock()[0])

    def _do(self, deed: Deed) -> Look:
        """Take a key for what was last shown; where the clock has moved on since, it only brings the new state."""
        shown = self._place
        now = self.look()
        if now.state.place != shown:
            return now
        self._step(Event(deed, now.state.at_ms))
        return self.look()

    def _step(self, event: Event) -> None:
        # A step may belong to an earlier instant: that it was written late must not move the clocks apart.
        sign = self._sign()
        at_ms = sign.at_ms - (sign.passed_ms - event.at_ms)
        with self.workplace.database.write() as db:
            interview_rows.add_step(db, self.key, event, at_ms)
        self._run = self._run.and_then(event)

    def _picks(self, state: State) -> tuple[int, ...]:
        assert state.question is not None
        asked = self._asked[state.question]
        if asked.card is None:
            return ()
        slot = asked.slot
        room = max(0, state.round_left_ms) // slot.follow_up_ms if slot.follow_up_ms else 0
        most = min(slot.follow_ups, room)
        if state.question in self._heard:
            ticked, score = self._heard[state.question]
            return choose(follow_ups(asked.card), most, ticked, score or score_of(ticked))
        points = suggested(asked.card, asked.answers[0])
        hits = {point.id: point.seen for point in points if point.seen is not None}
        known = hits if len(hits) == len(points) else None
        return choose(follow_ups(asked.card), most, known, score_of(known or {}))

    def _follow_up(self, state: State) -> str:
        card = self._asked[state.question].card if state.question is not None else None
        return follow_ups(card)[state.pick].text if card and state.pick is not None else ""

    def _text(self, state: State) -> str:
        if state.question is None:
            return ""
        answers = self._asked[state.question].answers
        return answers[state.follow_up] if state.follow_up < len(answers) else ""

    def _set_answer(self, question: int, follow_up: int, text: str) -> None:
        answers = list(self._asked[question].answers)
        answers += [""] * (follow_up + 1 - len(answers))
        answers[follow_up] = text
        self._asked[question] = replace(self._asked[question], answers=tuple(answers))


def unfinished(workplace: Workplace) -> list[Unfinished]:
    """Interviews that were begun and not closed, the newest first."""
    with workplace.database.read() as db:
        rows = db.rows(f"SELECT id FROM interview WHERE outcome = '' AND {interview_rows.BEGUN} ORDER BY id DESC")
        found = []
        for (key,) in rows:
            round_ = interview_reading.load(db, key)
            sign = interview_rows.last_sign(db, key)
            phase = Run(round_.times, interview_rows.events(db, key)).at(sign.passed_ms).phase
            found.append(Unfinished(key, round_.title, round_.started_ms, round_.times.practice, phase))
    return found


def _reading(workplace: Workplace, ticks: Ticks | None) -> Reading:
    wall_ms, _ = workplace.clock()
    return Reading(wall_ms, wall_ms) if ticks is None else Reading(wall_ms, ticks.read(), ticks.counts_sleep)
