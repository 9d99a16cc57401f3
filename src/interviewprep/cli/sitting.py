"""`study`: a sitting in the terminal, and `study --auto`, which answers by itself for tests."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
import time
import uuid

from interviewprep.cards.model import Kind
from interviewprep.cli.context import AddCommand, Context, put, put_json, say
from interviewprep.cli.keys import ask, ask_line
from interviewprep.journeys.auto import AutoStudy
from interviewprep.journeys.face import Face
from interviewprep.journeys.showing import sight
from interviewprep.journeys.study import Counts, Study
from interviewprep.memory.fsrs import Rating
from interviewprep.rendering.plain_text import plain_text
from interviewprep.words import many, minutes, span

_RATINGS = {
    "1": Rating.AGAIN,
    "2": Rating.HARD,
    "3": Rating.GOOD,
    "4": Rating.EASY,
    "": Rating.GOOD,
    "\r": Rating.GOOD,
    "\n": Rating.GOOD,
}
_HELP = "u undo   - not today   @ never again   ! mark   q stop"
_WIDEST = 78


def add_commands(add: AddCommand) -> None:
    command = add("study", study, "Study what is due, here in the terminal.")
    command.add_argument("deck", nargs="*", help="only these decks; a unique ending of a name is enough")
    command.add_argument("--auto", type=int, metavar="N", help="answer N items by itself; for tests")
    command.add_argument("--seed", type=int, default=0, metavar="S", help="with --auto: the seed of its answers")


def study(context: Context, arguments: argparse.Namespace) -> int:
    with context.writing("study") as workplace:
        changes = workplace.refresh()
        for problem in changes.problems:
            if problem.severity == "error":
                say(str(problem))
        if arguments.auto is not None:
            return _auto(context, AutoStudy(workplace, arguments.deck, arguments.seed), arguments.auto)
        sitting = Study(workplace, arguments.deck)
        sitting.start()
        if sitting.face is None:
            say("Nothing is due. Come back tomorrow, or study one deck with: interviewprep study DECK")
            return 1
        _Sitting(sitting).run()
        return 0


def _auto(context: Context, auto: AutoStudy, count: int) -> int:
    done = 0
    for review in auto.run(count):
        done += 1
        key = str(uuid.UUID(bytes=review))
        put_json({"ack": key}) if context.as_json else put(f"ACK {key}")
        _flush()
    if done < count:
        say(f"{done} of {count} items answered: there are no more.")
    return 0 if done == count else 1


def _flush() -> None:
    sys.stdout.flush()


class _Sitting:
    """The talk of one sitting. Cards go to stdout, everything else to stderr."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._width = min(_WIDEST, shutil.get_terminal_size().columns)

    def run(self) -> None:
        say(_HELP)
        try:
            while (face := self._study.face) is not None:
                if not self._one(face):
                    break
        except EOFError:
            pass
        self._farewell(self._study.counts())

    def _one(self, face: Face) -> bool:
        """Show a face until it is answered or set aside; False to stop."""
        counts = self._study.counts()
        level = face.card.level
        where = " · ".join(part for part in (face.deck_title, face.topic, level.value if level else "") if part)
        say(f"\n── {where} ── {counts.done + 1} of {counts.done + counts.left}")
        begun = time.monotonic()
        seen = sight(face)
        self._put(seen.shown.plain_question)
        if seen.help:
            self._put(seen.plain_help)
        typed = ask_line("Your answer: ") if seen.kind is Kind.DRILL else ""
        key = typed if seen.kind is Kind.DRILL else ask("[Enter] show the answer ")
        if key in ("q", "u", "-", "@", "!"):
            return self._other(key)
        put()
        if typed and (judged := seen.judge(typed)):
            self._put(judged.said)
        self._put(seen.plain_answer)
        if seen.shown.why:
            self._put(plain_text(seen.shown.why))
        while True:
            key = ask("   ".join(f"{r.value} {r.name.capitalize()} {span(face.waits_s[r])}" for r in Rating) + "  ")
            if key in _RATINGS:
                self._study.grade(_RATINGS[key], int((time.monotonic() - begun) * 1000), note=typed)
                if self._study.last and self._study.last.leech:
                    say("This card keeps slipping away. Reword or split it: a clearer question is learned faster.")
                return True
            if key in ("q", "u", "-", "@", "!"):
                return self._other(key)
            say(f"1 to 4, Enter for 3, or: {_HELP}")

    def _other(self, key: str) -> bool:
        if key == "q":
            return False
        if key == "u":
            undone = self._study.undo()
            said = (
                "There is nothing to undo."
                if undone is None
                else f"Undone: {undone.kind} of “{_short(undone.question)}”"
            )
            say(said)
        elif key == "-":
            self._study.bury()
            say("Not today.")
        elif key == "@":
            self._study.suspend()
            say("Suspended; call it back in the window, or undo with u.")
        else:
            say("Marked." if self._study.mark().marked else "No longer marked.")
        return True

    def _put(self, text: str) -> None:
        for paragraph in text.splitlines():
            indent = " " * (len(paragraph) - len(paragraph.lstrip()))
            put(
                textwrap.fill(paragraph, self._width, subsequent_indent=indent)
                if not indent.startswith("    ")
                else paragraph
            )
        _flush()

    def _farewell(self, counts: Counts) -> None:
        if not counts.seen:
            return
        say(f"\n{many(counts.seen, 'card')} studied, {counts.right_at_first_sight} of them right at first sight.")
        if counts.left:
            say(f"{many(counts.left, 'card')} left for today, {minutes(counts.seconds_left)}.")
        else:
            say("That was all for today.")


def _short(text: str) -> str:
    return textwrap.shorten(text, 60, placeholder=" …")
