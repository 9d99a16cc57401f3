"""The headless program: the same journeys as the window, for people who script and for tests.

stdout carries data alone; talk, progress and errors go to stderr. Exit codes: 0 done, 1 done with problems,
2 refused or wrong use, 3 locked, 4 no display. `docs/cli.md` is the contract.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from interviewprep import __version__
from interviewprep.errors import Refused, WrongUse

if TYPE_CHECKING:
    from interviewprep.cli.context import Context

    Command = Callable[[Context, argparse.Namespace], int]


def main(words: Sequence[str], open_window: Callable[[argparse.Namespace], int]) -> int:
    """Run one command, or the window where there is none; gives the exit code. No traceback reaches the user."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")
    try:
        arguments, more = _window_parser().parse_known_args(words)
        if not more:
            return open_window(arguments)
        from interviewprep.cli.context import Context

        arguments = _parser().parse_args(words)
        if arguments.command is None:
            return open_window(arguments)
        command: Command = arguments.run
        return command(Context.from_arguments(arguments, os.environ), arguments)
    except Refused as refusal:
        print(f"error: {refusal}", file=sys.stderr)
        return refusal.exit_code
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output left, as `head` does; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except MemoryError:
        print(
            "error: not enough memory for this; nothing was changed; close other programs or take a smaller file",
            file=sys.stderr,
        )
        return 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUse(reason=f"{message}; see: {self.prog} --help")


def _shared() -> _Parser:
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--data", metavar="DIR", help="the folder with your decks and progress")
    shared.add_argument("--now", metavar="TIME", help="pretend it is this time (ISO 8601); for tests")
    shared.add_argument("--no-shipped", action="store_true", help="leave the shipped decks out")
    shared.add_argument("--json", action="store_true", help="print JSON")
    return shared


def _window_parser() -> _Parser:
    """What can be said without a command. The window starts from it alone: the commands take long to load."""
    parser = _Parser(prog="interviewprep", parents=[_shared()], add_help=False)
    parser.add_argument(
        "--page",
        metavar="PAGE",
        help="open the window on this page: home, study, interview, decks, plan, progress, settings, find",
    )
    parser.add_argument(
        "--trace", metavar="FILE", help="write what the window did when, a JSON line each; for measuring"
    )
    parser.add_argument("--speed", type=float, metavar="N", help="the clock goes N times as fast; for tests")
    parser.add_argument(
        "--script", metavar="N", type=int, help="grade N cards by key events, then close; for measuring"
    )
    return parser


def _parser() -> argparse.ArgumentParser:
    from interviewprep.cli import export, files, find, importing, interview, listing, plan, progress, sitting, upkeep

    parser = _Parser(
        prog="interviewprep",
        parents=[_window_parser()],
        description="Flashcards, calculation drills and mock interviews. Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"interviewprep {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    shared = _shared()

    def add(name: str, run: Command, summary: str, **options: Any) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[shared], help=summary, description=summary, **options)
        sub.set_defaults(run=run)
        return sub

    sitting.add_commands(add)
    listing.add_commands(add)
    find.add_commands(add)
    plan.add_commands(add)
    progress.add_commands(add)
    files.add_commands(add)
    importing.add_commands(add)
    export.add_commands(add)
    interview.add_commands(add)
    upkeep.add_commands(add)
    return parser
