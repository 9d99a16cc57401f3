"""`check` and `render`: for people who write decks."""

from __future__ import annotations

import argparse
from pathlib import Path

from interviewprep.cli.context import AddCommand, Context, problem_json, put, put_json, say
from interviewprep.errors import Severity
from interviewprep.journeys import check as checking
from interviewprep.journeys import showing
from interviewprep.journeys.roots import OWN, SHIPPED, Root
from interviewprep.paths import shipped
from interviewprep.words import many


def add_commands(add: AddCommand) -> None:
    command = add("check", check, "Find the faults of deck files, each with its line.")
    command.add_argument("path", nargs="*", help="files or folders; without any, all your decks")
    command.add_argument("--fix", action="store_true", help="write an id to each card that has none")
    command.add_argument("--strict", action="store_true", help="warnings count as faults")
    command = add("render", render, "Print cards as the window would show them, in HTML.")
    command.add_argument("card", nargs="*", help="DECK#id, DECK:LINE or FILE; without any, every card")
    command.add_argument("--seed", type=int, default=0, metavar="S", help="for drills and the order of options")


def check(context: Context, arguments: argparse.Namespace) -> int:
    paths = [Path(path) for path in arguments.path] or [root.folder for root in _roots(context) if root.folder.is_dir()]
    fixed = checking.fix(paths) if arguments.fix else 0
    found = checking.check(paths, say)
    counted = [one for one in found.problems if arguments.strict or one.severity is Severity.ERROR]
    if context.as_json:
        put_json(
            {
                "files": found.files,
                "cards": found.cards,
                "fixed": fixed,
                "problems": [problem_json(one) for one in found.problems],
            }
        )
    else:
        for problem in found.problems:
            put(str(problem))
    errors = sum(one.severity is Severity.ERROR for one in found.problems)
    say(
        f"{many(found.cards, 'card')} in {many(found.files, 'file')}: {many(errors, 'error')},"
        f" {many(len(found.problems) - errors, 'warning')}"
        + (f"; {many(fixed, 'id')} written" if arguments.fix else "")
    )
    return 1 if counted or not found.files else 0


def render(context: Context, arguments: argparse.Namespace) -> int:
    shown = 0
    with context.reading() as workplace:
        workplace.refresh()
        for sight in showing.rendered(workplace, arguments.card, arguments.seed):
            shown += 1
            question = sight.shown.notice + sight.shown.question_with_options() + sight.help
            if context.as_json:
                put_json(
                    {
                        "card": sight.address,
                        "face": sight.face,
                        "kind": sight.kind.value,
                        "question": question,
                        "answer": sight.shown.answer,
                        "plain_question": sight.shown.plain_question,
                        "plain_answer": sight.shown.plain_answer,
                    }
                )
            else:
                put(f"<!-- {sight.address} {sight.face} -->\n{question}\n<hr>\n{sight.shown.answer}\n")
    return 0 if shown else 1


def _roots(context: Context) -> list[Root]:
    came = [Root(SHIPPED, shipped("decks"))] if context.with_shipped else []
    return [*came, Root(OWN, context.places.decks)]
