"""What is left when the database cannot be opened: the backups, what each holds, and putting one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interviewprep.clock import Clock
from interviewprep.errors import Refused
from interviewprep.journeys.workplace import ProgressMissing
from interviewprep.paths import Places
from interviewprep.store import backup as copies
from interviewprep.store.backup import BackupBad
from interviewprep.store.database import DatabaseDamaged


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup, looked into."""

    path: Path
    made: datetime
    reason: str
    cards: int = 0
    reviews: int = 0
    last_review_ms: int | None = None
    fault: str = ""
    """Why it cannot be used; "" for a good one."""


def helps(fault: Refused) -> bool:
    """Whether a backup would mend this: not where the file is from a newer version, or the disk is full."""
    return isinstance(fault, (DatabaseDamaged, ProgressMissing))


def why(fault: Refused) -> str:
    """What happened, for a reader who has the backups before their eyes and needs no command for them."""
    if isinstance(fault, DatabaseDamaged):
        return f"{fault.place} is damaged ({fault.facts['what']}). It was left as it is."
    if isinstance(fault, ProgressMissing):
        return f"progress.db is not in {fault.place}, but backups of it are."
    return str(fault)


def backups(places: Places) -> list[Path]:
    """Newest first."""
    return [one.path for one in copies.listed(places.backups)]


def look_into(places: Places, path: Path) -> Copy:
    """Open a backup, check all of it and count what it holds; takes up to a second for a large one."""
    found = next(one for one in copies.listed(places.backups) if one.path == path)
    try:
        inside = copies.look_into(path)
    except BackupBad as fault:
        return Copy(path, found.made, found.reason, fault=str(fault.facts["why"]))
    return Copy(path, found.made, found.reason, inside.cards, inside.reviews, inside.last_review_ms)


def put_back(places: Places, clock: Clock, chosen: Path) -> Path | None:
    """Make a backup the database, for who holds the folder's lock; gives the file that keeps what was there."""
    return copies.put_back(chosen, places.database, clock()[0])
