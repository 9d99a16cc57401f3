"""What every command is given, and how it speaks."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from interviewprep.clock import Clock, chosen, ticks
from interviewprep.errors import Problem
from interviewprep.journeys.workplace import Workplace, for_reading, for_writing
from interviewprep.paths import Places, places

_LINE_EVERY_MS = 200


class AddCommand(Protocol):
    def __call__(
        self, name: str, run: Callable[[Context, argparse.Namespace], int], summary: str, **options: Any
    ) -> argparse.ArgumentParser: ...


@dataclass(frozen=True, slots=True)
class Context:
    places: Places
    clock: Clock
    with_shipped: bool
    as_json: bool

    @classmethod
    def from_arguments(cls, arguments: argparse.Namespace, environ: Mapping[str, str]) -> Context:
        given = vars(arguments)
        return cls(
            places(given.get("data"), environ),
            chosen(given.get("now"), environ),
            not given.get("no_shipped", False),
            given.get("json", False),
        )

    def writing(self, what: str) -> AbstractContextManager[Workplace]:
        return for_writing(self.places, self.clock, f"interviewprep {what}", with_shipped=self.with_shipped)

    def reading(self) -> AbstractContextManager[Workplace]:
        return for_reading(self.places, self.clock, with_shipped=self.with_shipped)


def say(text: str = "") -> None:
    """Talk: to stderr, so that stdout stays data."""
    print(text, file=sys.stderr, flush=True)


def progress() -> Callable[[str], None]:
    """Talk on one line that is written over, a few times a second; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return lambda _: None
    clock, last = ticks(), -_LINE_EVERY_MS

    def over(text: str) -> None:
        nonlocal last
        if clock.read() - last >= _LINE_EVERY_MS:
            last = clock.read()
            print(f"\r\x1b[K{text}", end="\r", file=sys.stderr, flush=True)

    return over


def put(text: str = "") -> None:
    """Data: a line on stdout."""
    print(text)


def put_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))


def problem_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "severity": problem.severity.value,
        "rule": problem.rule,
        "message": problem.message,
    }
