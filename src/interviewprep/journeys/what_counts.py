"""Which decks count for the interview, by name: checked before they are kept, and told when they are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewprep.errors import WrongUse
from interviewprep.journeys.plan import counting, is_among
from interviewprep.journeys.waiting import resolve
from interviewprep.journeys.workplace import Workplace
from interviewprep.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Counting:
    decks: int
    absent: tuple[str, ...]
    """Of the chosen names, those that no deck in use has; where all are, every deck counts."""


def what_counts(workplace: Workplace) -> Counting:
    chosen = workplace.settings.interview_decks
    with workplace.database.read() as db:
        counted = counting(db, workplace.settings)
        names = _names_in_use(db)
    absent = tuple(one for one in chosen if not any(is_among(name, [one]) for name in names.values()))
    return Counting(len(counted), absent)


def full_names(workplace: Workplace, names: Sequence[str]) -> tuple[str, ...]:
    """The names of decks and families in full, each once; raises WrongUse on one that is none, or is not in use."""
    found = {}
    with workplace.database.read() as db:
        in_use = _names_in_use(db)
        for name in names:
            keys = resolve(db, [name])
            here = [in_use[key] for key in keys if key in in_use]
            if not here:
                raise WrongUse(name, reason="is suspended, so nothing of it is asked; take it into use again first")
            wanted = name.removesuffix(".md").strip("/")
            is_family = all(full.startswith(f"{wanted}/") for full in here)
            found[wanted if is_family else here[0]] = True
    return tuple(found)


def _names_in_use(db: Transaction) -> dict[int, str]:
    return dict(db.rows("SELECT id, name FROM deck WHERE gone = 0 AND suspended = 0 AND kind = 'deck'"))
