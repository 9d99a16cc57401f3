"""The talk of one round: questions to stdout, the clock and everything else to stderr."""

from __future__ import annotations

import shutil
import sys
import textwrap
import time

from interviewprep.cli.context import put, say
from interviewprep.cli.typing import Typing
from interviewprep.interview.phases import Phase, State
from interviewprep.interview.report_text import clock, effect_said, lead, star_said
from interviewprep.interview.round import HIGHEST, Asked
from interviewprep.journeys.interview import report as interview_report
from interviewprep.journeys.interview.marking import Marking, Marks
from interviewprep.journeys.interview.mock_interview import Look, MockInterview
from interviewprep.journeys.workplace import Workplace
from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.render import html

KEEP_EVERY_S = 0.4
_POLL_S = 0.1
_WIDEST = 78
_HELP = (
    "A line with a single . ends what you are at; an empty line ends thinking.  /skip  /back  /time  /end the round"
    "  /pause and /go on in practice"
)


def hold(workplace: Workplace, interview: MockInterview, keyboard: Typing) -> bool:
    """Run the round to its end and mark it; False where the input ended before that. Nothing typed is lost."""
    try:
        _Round(workplace, interview, keyboard).run()
        _Marking(workplace, interview.key, keyboard).all_of_them()
    except EOFError:
        return False
    Marks(workplace, interview.key).finish()
    made = interview_report.report_of(workplace, interview.key)
    say("\n" + lead(made))
    if effect := effect_said(made):
        say(effect)
    if made.round.marked:
        say("\nThree things to do next:")
        for place, one in enumerate(made.advice, 1):
            say(textwrap.fill(f"{place}. {plain(one.said)}", _width(), subsequent_indent="   "))
    return True


class _Round:
    def __init__(self, workplace: Workplace, interview: MockInterview, keyboard: Typing) -> None:
        self._workplace, self._interview, self._keyboard = workplace, interview, keyboard
        self._lines: list[str] = []
        self._shown: tuple[Phase, int | None, int] | None = None
        self._kept_at = 0.0

    def run(self) -> None:
        look = self._interview.look()
        if look.state.phase is Phase.BRIEFING:
            self._brief()
            look = self._interview.begin()
        while not look.state.over:
            if look.state.place != self._shown:
                look = self._moved(look)
            if look.alarm:
                say("\a30 seconds left.")
            if look.state.phase is Phase.MARKING and look.state.question is not None:
                _Marking(self._workplace, self._interview.key, self._keyboard).one(look.state.question)
                look = self._interview.next()
                continue
            look = self._typed(look)
        self._leave()
        say("\nThe round is over." if look.state.phase is Phase.MARKING else "\nThe round was ended.")

    def _brief(self) -> None:
        blueprint = self._interview.blueprint
        say(f"{blueprint.title}\n")
        say(wrapped(plain(blueprint.briefing)))
        minutes = self._interview.times.round_ms / 60_000
        say(f"\n{minutes:g} minutes, seed {self._interview.seed}.\n{_HELP}\n")
        self._keyboard.line("Press Enter to begin. ")

    def _moved(self, look: Look) -> Look:
        """Something else is asked now, or the same in its next phase: then what is being typed goes on."""
        same = self._shown is not None and look.state.place[1:] == self._shown[1:]
        if not same or look.state.phase is Phase.MARKING:
            self._leave()
            look = self._interview.look()
            self._lines = look.text.splitlines()
        if self._keyboard.partial:
            say()
        self._show(look)
        sys.stderr.write(self._keyboard.partial)
        if not same:
            for line in self._lines:
                say(f"  | {line}")
        return look

    def _leave(self) -> None:
        """What is still being typed belongs to what was on the screen until now, and not to what comes."""
        if self._shown is not None and self._keyboard.partial:
            self._interview.answer_text(self._text(), self._shown)
            say()
        self._keyboard.partial = ""

    def _show(self, look: Look) -> None:
        state, asked = look.state, look.asked
        self._shown = state.place
        if asked is None:
            return
        if state.phase is Phase.FOLLOW_UP:
            say(f"\n── follow-up ── {_left(state)}")
            put(wrapped(plain(look.follow_up)))
        elif state.phase is Phase.ANSWER and asked.slot.think_ms:
            say(f"── answer now ── {_left(state)}")
        else:
            number = sum(not slot.talk for slot in self._interview.times.slots[: asked.place + 1])
            section = self._interview.times.names[state.section]
            where = section if asked.slot.talk else f"{section} ── question {number}"
            thinking = " to think" if state.phase is Phase.THINK else ""
            say(f"\n── {where} ── {_left(state)}{thinking}")
            put(wrapped(plain(asked.question)))
        if asked.choice is not None and state.phase is Phase.ANSWER:
            many = "the letters of all that are right" if asked.choice.several else "the letter of the right one"
            say(f"Type {many}.")
        sys.stdout.flush()

    def _typed(self, look: Look) -> Look:
        """Take in what is typed for a moment, keep it, and see where the round stands then."""
        keyboard = self._keyboard
        keyboard.poll(_POLL_S)
        if keyboard.lines:
            return self._line(keyboard.lines.popleft(), look.state)
        if keyboard.ended:
            self._keep(now=True)
            raise EOFError
        self._keep()
        return self._interview.look()

    def _line(self, line: str, state: State) -> Look:
        interview = self._interview
        if line == "." or (not line and state.phase is Phase.THINK):
            self._keep(now=True)
            return interview.next()
        moves = {"/skip": interview.skip, "/back": interview.back, "/pause": interview.pause, "/go": interview.go_on}
        if line in moves:
            self._keep(now=True)
            after = moves[line]()
            if line == "/pause":
                say("The clock stands." if after.state.paused else "Only in practice can the clock be stopped.")
            return after
        if line == "/end":
            self._keep(now=True)
            return interview.interrupt()
        if line == "/time":
            say(f"{_left(state)}; {clock(max(0, state.round_left_ms))} of the round")
        elif line in ("/help", "?"):
            say(_HELP)
        else:
            self._lines.append(line)
            self._keep(now=True)
        return interview.look()

    def _keep(self, *, now: bool = False) -> None:
        """Have what was typed on disk, at most every 0.4 s while it is being typed."""
        at = time.monotonic()
        if not now and at - self._kept_at < KEEP_EVERY_S:
            return
        self._kept_at = at
        self._interview.answer_text(self._text())

    def _text(self) -> str:
        partial = self._keyboard.partial
        command = partial.startswith("/") or partial == "."
        return "\n".join([*self._lines, partial] if partial and not command else self._lines)


class _Marking:
    def __init__(self, workplace: Workplace, key: int, keyboard: Typing) -> None:
        self._marks, self._keyboard = Marks(workplace, key), keyboard

    def all_of_them(self) -> None:
        places = self._marks.to_mark()
        if places:
            say("\nNow the marking: first what you expect, then what is there.")
        for place in places:
            self.one(place)

    def one(self, place: int) -> None:
        seen = self._marks.see(place)
        asked = seen.asked
        if asked.marked:
            return
        say(f"\n── {plain(asked.card.heading if asked.card else asked.name)} ──")
        self._answer(asked)
        if not seen.may_look:
            seen = self._marks.predict(place, self._score("Which score do you expect, 1 to 4? ", None))
        if asked.verdict:
            say(wrapped(plain(asked.verdict)))
        hits = self._points(seen)
        for score, anchor in enumerate(asked.anchors, 1) if not asked.judges_itself else ():
            say(wrapped(f"{score}  {plain(anchor)}", "   "))
        suggested = seen.suggested_score
        said = f" [{suggested}]" if suggested else ""
        score = self._score(f"Your score, 1 to 4{said}: ", suggested)
        if seen.star is not None and asked.answered:
            say(wrapped(star_said(seen.star)))
        marked = self._marks.mark(place, score, hits, seen.star)
        if marked.model_answer:
            say("\nA model answer:")
            put(wrapped(plain(marked.model_answer)))

    def _answer(self, asked: Asked) -> None:
        for place, answer in enumerate(asked.answers):
            if place and place <= len(asked.follow_ups):
                say(f"  → {plain(asked.follow_ups[place - 1])}")
            for line in answer.splitlines() or ["(nothing)"]:
                say(wrapped(line, "  | ", first="  | "))

    def _points(self, seen: Marking) -> dict[str, bool]:
        if not seen.points:
            return {}
        for number, point in enumerate(seen.points, 1):
            tick = "x" if point.seen else " "
            why = f"  ({point.why})" if point.seen and point.why else ""
            say(wrapped(f"{number} [{tick}] {plain(point.text)}{why}", "      "))
        ticked = {number for number, point in enumerate(seen.points, 1) if point.seen}
        while True:
            line = self._keyboard.line("Which points are there? Numbers, 0 for none, Enter for those ticked: ")
            words = line.replace(",", " ").split()
            if all(word.isdigit() and int(word) <= len(seen.points) for word in words):
                chosen = {int(word) for word in words} if words else ticked
                return {point.id: number in chosen for number, point in enumerate(seen.points, 1)}

    def _score(self, prompt: str, default: int | None) -> int:
        while True:
            line = self._keyboard.line(prompt).strip()
            if not line and default:
                return default
            if line.isdigit() and 1 <= int(line) <= HIGHEST:
                return int(line)


def plain(markdown: str) -> str:
    return plain_text(html(markdown))


def wrapped(text: str, indent: str = "", first: str = "") -> str:
    """Every line to the width of the terminal; code keeps its own."""
    lines = []
    for line in text.splitlines() or [""]:
        own = line[: len(line) - len(line.lstrip())]
        if own.startswith("    "):
            lines.append(first + line)
        else:
            lines.append(
                textwrap.fill(line, _width(), initial_indent=first, subsequent_indent=indent + own) if line else first
            )
    return "\n".join(lines)


def _left(state: State) -> str:
    left = state.remaining_ms or 0
    return f"{clock(left)} left" if left >= 0 else f"{clock(-left)} over"


def _width() -> int:
    return min(_WIDEST, shutil.get_terminal_size().columns)
