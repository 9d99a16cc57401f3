"""The interview files: which there are, what they say, and a copy of one's own with other times or topics."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from interviewprep.errors import Problem, Refused, Severity, WrongUse
from interviewprep.interview.blueprint import Adjustment, Blueprint, adjusted
from interviewprep.interview.blueprint_file import read
from interviewprep.interview.blueprint_writer import write
from interviewprep.journeys import files
from interviewprep.journeys.decks import folder_of
from interviewprep.journeys.workplace import Workplace

FOLDER = "interviews"


class BlueprintFaulty(Refused):
    sentence = "this interview cannot be held ({why}); see all its faults with: interviewprep check"


@dataclass(frozen=True, slots=True)
class Listed:
    """One interview file. `blueprint` is None where its faults leave nothing to hold."""

    name: str
    path: Path
    shipped: bool
    blueprint: Blueprint | None
    problems: tuple[Problem, ...]


def listed(workplace: Workplace) -> list[Listed]:
    """Every interview file, by name."""
    with workplace.database.read() as db:
        rows = db.rows("SELECT name, root FROM deck WHERE gone = 0 AND kind = 'interview' ORDER BY name")
    return [_listed(workplace, name, root) for name, root in rows]


def find(workplace: Workplace, name: str) -> Listed:
    """The interview file of this name, or with this unique ending of a name; raises where there is none."""
    wanted = name.removesuffix(".md").strip("/")
    every = listed(workplace)
    fitting = [one for one in every if one.name == wanted] or [
        one for one in every if f"/{one.name}".endswith(f"/{wanted}")
    ]
    if len(fitting) > 1:
        raise WrongUse(name, reason=f"could be {' or '.join(one.name for one in fitting)}; write more of the name")
    if not fitting:
        raise WrongUse(name, reason="no interview has this name; see them with: interviewprep interview")
    return fitting[0]


def usable(found: Listed) -> Blueprint:
    """Its blueprint; raises BlueprintFaulty where there is none."""
    if found.blueprint is None:
        errors = [one for one in found.problems if one.severity is Severity.ERROR]
        raise BlueprintFaulty(found.path, why=errors[0].message if errors else "it is empty")
    return found.blueprint


def keep_own(workplace: Workplace, blueprint: Blueprint, change: Adjustment, title: str) -> Path:
    """Write the adjusted interview as a file of one's own; gives the file."""
    own = replace(adjusted(blueprint, change), title=" ".join(title.split()) or blueprint.title)
    path = workplace.places.decks / FOLDER / f"{_file_name(own.title)}.md"
    files.create(path, write(own).encode("utf-8"))
    workplace.refresh()
    return path


def _listed(workplace: Workplace, name: str, root: str) -> Listed:
    path = (folder_of(workplace.roots(), root) or Path(root)) / f"{name}.md"
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError as fault:
        problem = Problem(str(path), 0, Severity.ERROR, "unreadable", f"could not be read ({fault.strerror})")
        return Listed(name, path, root == "shipped", None, (problem,))
    found = read(text, str(path))
    return Listed(name, path, root == "shipped", found.blueprint, found.problems)


def _file_name(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "interview"
