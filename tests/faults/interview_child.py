"""Holds interviews in processes that are killed at random instants, and says what it found on the way.

    python interview_child.py DATA KILLS SEED

Each child goes on where the last one was killed, checks that everything acknowledged is there and that the clock is
honest, and then types, moves and marks until it is killed itself. A line `FAULT …` is a promise broken.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import interviewprep.drills.answer
import interviewprep.drills.solution  # noqa: F401  # loaded once here and not by each child
from interviewprep.clock import Ticks
from interviewprep.interview.phases import Phase
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.interview.marking import Marks
from interviewprep.journeys.interview.mock_interview import MockInterview, unfinished
from interviewprep.journeys.workplace import Workplace, for_writing
from interviewprep.paths import Places

SPEED = 40
"""A round of half an hour in three quarters of a minute."""
SLACK_MS = 2_000
"""Of the round's own time: 50 ms on the wall."""
_BEGUN = time.time()


def clock() -> tuple[int, int]:
    return int((_BEGUN + (time.time() - _BEGUN) * SPEED) * 1000), 0


class Child:
    def __init__(self, workplace: Workplace, log: Path, rng: random.Random) -> None:
        self.workplace, self.rng = workplace, rng
        self.log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def say(self, what: str, **facts: object) -> None:
        os.write(self.log, f"{what} {json.dumps(facts)}\n".encode())

    def run(self, past: list[tuple[str, dict]]) -> None:
        waiting = unfinished(self.workplace)
        if waiting:
            interview = MockInterview.resume(self.workplace, waiting[0].key, ticks=self.ticks())
            self.check(interview, [one for one in past if one[1].get("key") == interview.key])
        else:
            seed = str(self.rng.randrange(10**6))
            interview = MockInterview.start(self.workplace, "small", Wishes(seed=seed), self.ticks())
        while True:
            self.acknowledge(interview)
            if interview.look().state.over:
                self.mark(interview)
                seed = str(self.rng.randrange(10**6))
                interview = MockInterview.start(self.workplace, "small", Wishes(seed=seed), self.ticks())
            else:
                self.act(interview)

    def ticks(self):
        return Ticks(lambda: int(time.monotonic() * SPEED * 1000))

    def act(self, interview: MockInterview) -> None:
        look = interview.look()
        if look.state.phase is Phase.BRIEFING:
            interview.begin()
            return
        if self.rng.random() < 0.75:
            words = f"{look.text} word{self.rng.randrange(1000)}".strip()
            self.say("TRY", key=interview.key, place=look.state.place[1:], text=words)
            interview.answer_text(words)
            self.say("ACK", key=interview.key, place=look.state.place[1:], text=words)
            return
        move = self.rng.choice([interview.next, interview.next, interview.next, interview.skip, interview.back])
        move()

    def acknowledge(self, interview: MockInterview) -> None:
        at_ms, _ = clock()
        state = interview.look().state
        self.say("SAW", key=interview.key, place=state.place, left=state.round_left_ms, at=at_ms, over=state.over)

    def mark(self, interview: MockInterview) -> None:
        marks = Marks(self.workplace, interview.key)
        for place in marks.to_mark():
            points = marks.predict(place, 2).points
            marks.mark(place, self.rng.randint(1, 4), {point.id: self.rng.random() < 0.5 for point in points})
            self.say("MARKED", key=interview.key, question=place)
        marks.finish()
        self.say("FINISHED", key=interview.key)

    def check(self, interview: MockInterview, past: list[tuple[str, dict]]) -> None:
        """Hold what is found against what was acknowledged before the kill."""
        at_ms, _ = clock()
        state = interview.look().state
        self.say("RESUMED", key=interview.key, over=state.over)
        texts: dict[tuple, set[str]] = {}
        for what, facts in past:
            if what in ("TRY", "ACK"):
                place = tuple(facts["place"])
                texts[place] = {facts["text"]} if what == "ACK" else texts.get(place, {""}) | {facts["text"]}
        with self.workplace.database.read() as db:
            kept = {
                (question, follow_up): text
                for question, follow_up, text in db.rows(
                    "SELECT place, follow_up, text FROM interview_answer JOIN interview_question AS question"
                    " ON question.id = question_id WHERE interview_id = ?",
                    (interview.key,),
                )
            }
            marked = {
                place
                for (place,) in db.rows(
                    "SELECT place FROM interview_question WHERE interview_id = ? AND score IS NOT NULL",
                    (interview.key,),
                )
            }
        for place, allowed in texts.items():
            if kept.get(place, "") not in allowed:
                self.say("FAULT", lost=place, kept=kept.get(place, ""), acknowledged=sorted(allowed))
        for question in (facts["question"] for what, facts in past if what == "MARKED"):
            if question not in marked:
                self.say("FAULT", unmarked=question)
        seen = [facts for what, facts in past if what == "SAW"]
        if seen and not seen[-1]["over"]:
            self.check_clock(state, seen[-1], at_ms)

    def check_clock(self, state, last: dict, at_ms: int) -> None:
        passed = at_ms - last["at"]
        briefing = last["place"][0] == Phase.BRIEFING.value
        if state.round_left_ms > last["left"]:
            self.say("FAULT", clock="gave time back", before=last["left"], now=state.round_left_ms)
        if not state.over and not briefing and abs(last["left"] - state.round_left_ms - passed) > SLACK_MS:
            self.say("FAULT", clock="dishonest", before=last["left"], now=state.round_left_ms, passed=passed)
        if state.phase is Phase.BRIEFING and not briefing:
            self.say("FAULT", place="back in the briefing")


def read(log: Path) -> list[tuple[str, dict]]:
    """What was said, without a line that the kill cut short."""
    lines = log.read_text().split("\n")[:-1] if log.exists() else []
    return [(what, json.loads(facts)) for what, _, facts in (line.partition(" ") for line in lines)]


def wait_until_longer(log: Path) -> None:
    """Until the child has said something."""
    size, until = log.stat().st_size if log.exists() else 0, time.monotonic() + 20
    while (log.stat().st_size if log.exists() else 0) == size and time.monotonic() < until:
        time.sleep(0.005)


def main() -> int:
    data, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    log, rng = data / "said.log", random.Random(seed)
    for round_ in range(kills):
        past = read(log)
        pid = os.fork()
        if pid == 0:
            try:
                with for_writing(Places(data), clock, "test", with_shipped=False) as workplace:
                    workplace.refresh()
                    Child(workplace, log, random.Random(f"{seed}/{round_}")).run(past)
            finally:
                os._exit(0)
        if rng.random() < 0.8:
            wait_until_longer(log)  # mostly in the middle of the round, now and then while it is taken up again
        time.sleep(rng.uniform(0.0, 0.25))  # the instant is the point
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        with log.open("a") as out:
            print("KILLED", json.dumps({"alive": os.WIFSIGNALED(status)}), file=out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
