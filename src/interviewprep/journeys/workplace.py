"""The data folder, opened: what every journey works with, built once by the window or the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from interviewprep import settings as settings_file
from interviewprep.clock import Clock
from interviewprep.errors import Problem, Refused
from interviewprep.journeys import decks
from interviewprep.journeys.importing.incoming import settle
from interviewprep.journeys.roots import OWN, SHIPPED, Root
from interviewprep.memory.day import Moment, moment
from interviewprep.memory.review import Rules
from interviewprep.paths import Places, shipped
from interviewprep.settings import Settings
from interviewprep.store import backup
from interviewprep.store.database import Database, DatabaseDamaged
from interviewprep.store.lock import FolderLock

CHECK_EVERY_DAYS = 7
_CHECKED = "last_check_day"


class ProgressMissing(Refused):
    sentence = (
        "progress.db is not here, but {count} backups of it are; put the newest back with: interviewprep restore latest"
        " (or move the folder 'backups' away to start afresh)"
    )


@dataclass(slots=True)
class Workplace:
    """One thread's view of the data folder. `settings` is replaced as a whole when the user changes one."""

    places: Places
    settings: Settings
    database: Database
    clock: Clock
    with_shipped: bool = True
    problems: tuple[Problem, ...] = field(default=())
    rests: bool = False
    """Whether `rest` is called now and then: what can wait for it then does."""
    _written: int = field(default=0, init=False, repr=False)
    _folded: int = field(default=0, init=False, repr=False)

    def now(self) -> Moment:
        at_ms, offset_min = self.clock()
        return moment(at_ms, offset_min, self.settings.rollover_hour)

    def rules(self) -> Rules:
        chosen = self.settings
        return Rules(
            retention=chosen.retention,
            longest_interval=chosen.longest_interval_days,
            rollover_hour=chosen.rollover_hour,
        )

    def roots(self) -> tuple[Root, ...]:
        own = (Root(OWN, self.places.decks),)
        came = (Root(SHIPPED, shipped("decks")),) if self.with_shipped else ()
        linked = tuple(Root(folder, Path(folder)) for folder in self.settings.linked_folders)
        return came + own + linked

    def refresh(self) -> decks.Changes:
        """Take over what changed in the deck files since last time."""
        return decks.refresh(self.database, self.roots(), self.now())

    def choose(self, **changes: object) -> None:
        """Change settings, here and in their file."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]  # names are checked by replace
        settings_file.save(self.places.settings, self.settings)

    def rest(self) -> None:
        """Once nothing was written since the last call: fold the log into the file, and make the day's backup."""
        written = self.database.connection.total_changes
        if written == self._written != self._folded:
            _back_up_today(self)
            self.database.checkpoint()
            written = self._folded = self.database.connection.total_changes
        self._written = written

    def beside(self) -> Workplace:
        """The same folder on a connection of its own, for a job on another thread."""
        return Workplace(self.places, self.settings, Database.open(self.places.database), self.clock, self.with_shipped)


@contextmanager
def for_writing(places: Places, clock: Clock, holder: str, *, with_shipped: bool = True) -> Iterator[Workplace]:
    """Lock the folder, check and upgrade the database, and let go of both at the end."""
    places.prepare()
    with FolderLock(places.lock, holder) as lock, opened(places, clock, lock, with_shipped=with_shipped) as workplace:
        yield workplace


@contextmanager
def opened(places: Places, clock: Clock, lock: FolderLock, *, with_shipped: bool = True) -> Iterator[Workplace]:
    """The same for a folder that is prepared and locked already: the window locks before it has anything to show."""
    at_ms, _ = clock()
    _refuse_to_start_empty(places)
    chosen, problems = settings_file.load(places.settings)
    database = Database.open(
        places.database, lambda connection: _copy_away(connection, places, at_ms, "before-upgrade")
    )
    try:
        workplace = Workplace(places, chosen, database, clock, with_shipped, problems)
        _check_when_due(workplace, lock.ended_well)
        settle(places, database)
        yield workplace
        if workplace.rests:
            _back_up_today(workplace)
    finally:
        database.close()


@contextmanager
def for_reading(places: Places, clock: Clock, *, with_shipped: bool = True) -> Iterator[Workplace]:
    """A private copy in memory: readers need no lock and write nothing, not even what they find in the deck files."""
    chosen, problems = settings_file.load(places.settings)
    database = Database.copy(places.database)
    try:
        yield Workplace(places, chosen, database, clock, with_shipped, problems)
    finally:
        database.close()


def keep_daily_backup(workplace: Workplace) -> None:
    """On the first answer of a study day: a copy of all that came before it, unless there will be a rest for that."""
    if not workplace.rests:
        _back_up(workplace)


def _back_up_today(workplace: Workplace) -> None:
    """Make the day's backup, late, if anything was answered today."""
    with workplace.database.read() as db:
        studied = db.value("SELECT 1 FROM entry WHERE day = ? LIMIT 1", (workplace.now().day,))
    if studied:
        _back_up(workplace)


def _back_up(workplace: Workplace) -> None:
    day = str(workplace.now().day)
    with workplace.database.read() as db:
        if db.value("SELECT value FROM fact WHERE name = 'backup_day'") == day:
            return
        any_review = db.value("SELECT 1 FROM entry LIMIT 1")
    at_ms, _ = workplace.clock()
    if any_review:
        _copy_away(workplace.database.connection, workplace.places, at_ms, "daily")
    with workplace.database.write() as db:
        db.run("INSERT OR REPLACE INTO fact (name, value) VALUES ('backup_day', ?)", (day,))


def back_up(workplace: Workplace, reason: str) -> None:
    """A copy of the database before something large."""
    at_ms, _ = workplace.clock()
    _copy_away(workplace.database.connection, workplace.places, at_ms, reason)


def _copy_away(connection: object, places: Places, at_ms: int, reason: str) -> None:
    backup.make(connection, places.backups, at_ms, reason)  # type: ignore[arg-type]
    backup.thin_out(places.backups, at_ms)


def _refuse_to_start_empty(places: Places) -> None:
    if places.database.exists():
        return
    half_restored = places.database.with_suffix(".restoring")
    if half_restored.exists():
        half_restored.replace(places.database)  # a restore that was cut short between its two renames
    elif count := len(backup.listed(places.backups)):
        raise ProgressMissing(places.data, count=count)


def _check_when_due(workplace: Workplace, ended_well: bool) -> None:
    today = workplace.now().day
    with workplace.database.read() as db:
        last = int(db.value("SELECT value FROM fact WHERE name = ?", (_CHECKED,)) or 0)
    if ended_well and 0 <= today - last < CHECK_EVERY_DAYS:
        return
    if found := workplace.database.faults():
        raise DatabaseDamaged(workplace.places.database, what=found[0])
    with workplace.database.write() as db:
        db.run("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (_CHECKED, str(today)))
