"""Everything in the user's deck files that needs mending, with the place to go to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from interviewprep.errors import Problem, Severity
from interviewprep.journeys.roots import scan
from interviewprep.journeys.workplace import Workplace


@dataclass(frozen=True, slots=True)
class DeckFault:
    deck: str
    """Name of the deck the file is; "" for a file or folder that is not used as a deck."""
    problem: Problem


def faults(workplace: Workplace, more: Iterable[Problem] = ()) -> list[DeckFault]:
    """What the last reading of each deck file found and `more`, such as what a refresh has just said of folders.

    Folders and unused files come first, then decks by name, errors before warnings; each fault stands once.
    """
    files, _ = scan(workplace.roots())
    deck_of = {str(file.path): name for name, file in files.items()}
    found = {*more, *workplace.problems}
    with workplace.database.read() as db:
        rows = db.rows("SELECT name, problems FROM deck WHERE gone = 0 AND problems <> '[]'")
    for name, problems in rows:
        if name in files:
            path = str(files[name].path)
            found |= {
                Problem(path, line, Severity(said), rule, text) for line, said, rule, text in json.loads(problems)
            }
    listed = [DeckFault(deck_of.get(problem.path, ""), problem) for problem in found]
    return sorted(listed, key=lambda one: (one.deck, one.problem.severity, one.problem))
