"""Everything in the user's deck files that needs mending, with the place to go to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from interviewprep.errors import Problem, Severity
from interviewprep.journeys.decks import folder_of
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
    roots = workplace.roots()
    found = {*more, *workplace.problems}
    # Only these may name files that are no decks in use; what is stored is of decks alone.
    deck_of = {str(file.path): name for name, file in scan(roots)[0].items()} if found else {}
    with workplace.database.read() as db:
        rows = db.rows("SELECT name, root, problems FROM deck WHERE gone = 0 AND problems <> '[]'")
    for name, root, problems in rows:
        path = str((folder_of(roots, root) or Path(root)) / f"{name}.md")
        deck_of[path] = name
        found |= {Problem(path, line, Severity(how), rule, text) for line, how, rule, text in json.loads(problems)}
    listed = [DeckFault(deck_of.get(problem.path, ""), problem) for problem in found]
    return sorted(listed, key=lambda one: (one.deck, one.problem.severity, one.problem))
