"""`interview` and `report`: a timed round here in the terminal, its sheet on paper, and what came of it."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from interviewprep.cards.model import Level
from interviewprep.cli import pdf
from interviewprep.cli.context import AddCommand, Context, problem_json, put, put_json, say
from interviewprep.cli.round import hold
from interviewprep.cli.typing import typing
from interviewprep.clock import chosen, faster, ticks, usable_speed
from interviewprep.errors import Severity, WrongUse
from interviewprep.interview.blueprint import EXTRA_TIMES, Adjustment, Stop
from interviewprep.interview.report_json import values
from interviewprep.interview.report_markdown import markdown
from interviewprep.journeys.interview import blueprints, peer_sheet, second_rater
from interviewprep.journeys.interview import report as interview_report
from interviewprep.journeys.interview.draft import Wishes, draft
from interviewprep.journeys.interview.mock_interview import Gap, MockInterview, unfinished
from interviewprep.journeys.workplace import Workplace
from interviewprep.words import many


def add_commands(add: AddCommand) -> None:
    command = add("interview", interview, "Hold a timed mock interview; without a name, list them.")
    command.add_argument("blueprint", nargs="?", help="an interview file; a unique ending of its name is enough")
    command.add_argument("--seed", metavar="S", default="", help="draw by this seed alone: the same questions again")
    command.add_argument("--adapt", action="store_true", help="with --seed: look at what is weak all the same")
    command.add_argument("--minutes", type=float, metavar="N", help="make the round so long")
    command.add_argument("--level", action="append", default=[], choices=[level.value for level in Level])
    command.add_argument("--topic", action="append", default=[], metavar="DECK", help="a deck, a family, or a leaf")
    command.add_argument("--extra-time", type=float, choices=EXTRA_TIMES, metavar="F", help="1.25, 1.5 or 2")
    command.add_argument("--stop", choices=[stop.value for stop in Stop], help="whether the clock ends an answer")
    command.add_argument("--practice", action="store_true", help="a pause is allowed")
    command.add_argument("--mark-each", action="store_true", help="mark each question when it is over")
    command.add_argument("--sheet", choices=("md", "html"), help="print the round for a human interviewer instead")
    command.add_argument("--resume", action="store_true", help="go on with the round that was cut short")
    command.add_argument("--excuse", action="store_true", help="with --resume, in practice: the clock stood meanwhile")
    command.add_argument("--end", action="store_true", help="with --resume: end the round where it was cut short")
    command.add_argument(
        "--speed", type=float, default=1.0, metavar="N", help="the clock goes N times as fast; for tests"
    )
    command = add("report", report, "Print the report of an interview, or of the last one.")
    command.add_argument("id", nargs="?", type=int, help="its number, as `interview` without a name lists it")
    command.add_argument("--format", choices=("html", "md", "pdf", "json"), help="md where nothing is said")
    command.add_argument("--out", metavar="FILE", help="write it there")
    command.add_argument("--for-rater", metavar="FILE", help="write the round as a page for a second rater to mark")
    command.add_argument("--marks", metavar="FILE", help="take in the file that a second rater sent back")


def interview(context: Context, arguments: argparse.Namespace) -> int:
    if arguments.resume:
        return _resume(_with_running_clock(context, arguments), arguments)
    if arguments.blueprint is None:
        return _list(context)
    wishes = Wishes(
        seed=arguments.seed,
        adapt=True if arguments.adapt else None,
        change=Adjustment(
            minutes=arguments.minutes,
            levels=tuple(Level(level) for level in arguments.level),
            topics=tuple(arguments.topic),
            extra_time=arguments.extra_time,
            stop=Stop(arguments.stop) if arguments.stop else None,
        ),
        practice=arguments.practice,
        mark_each=arguments.mark_each,
    )
    if arguments.minutes is not None and not 1 <= arguments.minutes <= 480:
        raise WrongUse(reason=f"--minutes {arguments.minutes:g}: a round has 1 to 480 minutes")
    if arguments.sheet:
        return _sheet(context, arguments, wishes)
    running = _with_running_clock(context, arguments)
    with running.writing("interview") as workplace:
        workplace.refresh()
        begun = MockInterview.start(workplace, arguments.blueprint, wishes, ticks(arguments.speed))
        for problem in begun.problems:
            say(problem.message)
        return _hold(running, workplace, begun)


def _resume(context: Context, arguments: argparse.Namespace) -> int:
    with context.writing("interview") as workplace:
        workplace.refresh()
        waiting = unfinished(workplace)
        if not waiting:
            raise WrongUse(reason="no interview waits to be gone on with")
        gap = Gap.ENDS if arguments.end else Gap.EXCUSED if arguments.excuse else Gap.COUNTS
        resumed = MockInterview.resume(workplace, waiting[0].key, gap, ticks(arguments.speed))
        say(f"Going on with {resumed.title}.")
        return _hold(context, workplace, resumed)


def _hold(context: Context, workplace: Workplace, held: MockInterview) -> int:
    with typing() as keyboard:
        finished = hold(workplace, held, keyboard)
    if not finished:
        say("Left as it is. Go on with: interviewprep interview --resume")
        return 1
    made = interview_report.report_of(workplace, held.key)
    if context.as_json:
        put_json(values(made))
    else:
        say(f"The whole report: interviewprep report {held.key}")
    return 0


def _with_running_clock(context: Context, arguments: argparse.Namespace) -> Context:
    """`--now` is where the clock starts: in an interview it goes on."""
    clock = chosen(vars(arguments).get("now"), os.environ, running=True)
    return replace(context, clock=faster(clock, usable_speed(arguments.speed)))


def _list(context: Context) -> int:
    with context.reading() as workplace:
        workplace.refresh()
        found = blueprints.listed(workplace)
        held = interview_report.listed(workplace)
    if context.as_json:
        put_json(
            {
                "interviews": [
                    {
                        "blueprint": one.name,
                        "title": one.blueprint.title if one.blueprint else "",
                        "minutes": one.blueprint.minutes if one.blueprint else None,
                        "role": one.blueprint.role if one.blueprint else "",
                        "path": str(one.path),
                        "problems": [problem_json(problem) for problem in one.problems],
                    }
                    for one in found
                ],
                "held": [
                    {"interview": one.key, "title": one.title, "outcome": one.outcome.value or "open"} for one in held
                ],
            }
        )
    else:
        for one in found:
            if one.blueprint is not None:
                put(f"{one.name:<40} {one.blueprint.minutes:>4g} min  {one.blueprint.title}")
        for past in held:
            say(f"Held: {past.key}  {past.title} ({past.outcome.value or 'not finished'})")
    errors = [problem for one in found for problem in one.problems if problem.severity is Severity.ERROR]
    for problem in errors:
        say(str(problem))
    return 1 if errors or not found else 0


def _sheet(context: Context, arguments: argparse.Namespace, wishes: Wishes) -> int:
    with context.reading() as workplace:
        workplace.refresh()
        drafted = draft(workplace, blueprints.find(workplace, arguments.blueprint), wishes)
        put((peer_sheet.page if arguments.sheet == "html" else peer_sheet.markdown)(drafted).rstrip("\n"))
    for problem in drafted.problems:
        say(problem.message)
    return 0


def report(context: Context, arguments: argparse.Namespace) -> int:
    if arguments.marks:
        with context.writing("report") as workplace:
            taken = second_rater.take(workplace, Path(arguments.marks))
        say(f"{taken.rater} marked {many(taken.questions, 'question')} of interview {taken.interview}, {taken.title}.")
        if arguments.id is None:
            arguments.id = taken.interview
    with context.reading() as workplace:
        made = interview_report.report_of(workplace, arguments.id)
        page = second_rater.page(workplace, made.round.key) if arguments.for_rater else ""
    if arguments.for_rater:
        return _write(Path(arguments.for_rater), page)
    kind = arguments.format or ("json" if context.as_json else "md")
    if kind == "pdf":
        target = Path(arguments.out or f"interview-{made.round.key}.pdf")
        pdf.write(interview_report.printable(made), made.round.title, target)
        put(str(target))
        return 0
    if kind == "json":
        put_json(values(made))
        return 0
    text = interview_report.page(made) if kind == "html" else markdown(made)
    if arguments.out:
        return _write(Path(arguments.out), text)
    put(text.rstrip("\n"))
    return 0


def _write(target: Path, text: str) -> int:
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise WrongUse(target, reason=f"could not be written ({fault.strerror})") from fault
    put(str(target))
    return 0
