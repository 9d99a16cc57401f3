"""How far one is: what is known, whether the scheduling fits, what was done, what comes, and where interviews hurt."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from interviewprep.interview.missed import MissedTopic
from interviewprep.interview.report import Earlier
from interviewprep.journeys.interview.all_rounds import missed_topics, scores
from interviewprep.journeys.live_items import LIVE_ITEMS
from interviewprep.journeys.log import LIVE
from interviewprep.journeys.plan import kept_in
from interviewprep.journeys.waiting import resolve
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory import fsrs
from interviewprep.memory.calibration import DayReviews, Fit, Week, by_week, fit
from interviewprep.memory.day import elapsed_days
from interviewprep.memory.plan import PlannedDay
from interviewprep.memory.review import State
from interviewprep.memory.standing import DayComing, DayStudied, Standing, weakest_first
from interviewprep.store.database import Transaction

DAYS_BACK = 84
DAYS_AHEAD = 28
WEEKS_OF_FIT = 26
SPANS = (30, 90, None)
"""Days over which the fit is told; None for all."""

_IN_FAMILY = "(:family = '' OR substr(deck.name || '/', 1, length(:family) + 1) = :family || '/')"
"""Condition on `deck`: it is this one, or lies in this folder."""
_OF_FAMILY = f"""(:family = '' OR entry.card_id IN (
  SELECT card.id FROM card JOIN deck ON deck.id = card.deck_id WHERE {_IN_FAMILY}))"""
_WHATEVER_THE_DAY = -1
"""For SQL that leaves out what is buried on a day."""
_SEEN = f"""
SELECT deck.name, item.state, item.stability, item.last_day, item.due_day, item.buried_day
  {LIVE_ITEMS} AND item.state > 0 AND {_IN_FAMILY}
"""
_DECKS = f"""
SELECT deck.name, deck.title, total(item.state = 0) {LIVE_ITEMS} AND {_IN_FAMILY} GROUP BY deck.id ORDER BY deck.name
"""
_STUDIED = f"""
SELECT entry.day, count(*), sum(entry.duration_ms) / 1000.0
  FROM entry WHERE entry.kind IN ('review', 'past') AND {LIVE} AND {_OF_FAMILY} GROUP BY entry.day ORDER BY entry.day
"""
# An interview asks more than a card does, so its answers say nothing of how well the days were chosen.
_REVIEWS = f"""
SELECT entry.day, entry.rating, entry.before
  FROM entry WHERE entry.kind = 'review' AND entry.state = 2 AND {LIVE} AND {_OF_FAMILY}
   AND NOT EXISTS (SELECT 1 FROM interview WHERE interview.action = entry.action)
 ORDER BY entry.day
"""
_FAMILIES = "SELECT name FROM deck WHERE gone = 0 AND suspended = 0 AND kind = 'deck' AND instr(name, '/') > 0"


@dataclass(frozen=True, slots=True)
class Progress:
    family: str
    """What it was asked for; "" for all decks in use."""
    families: tuple[str, ...]
    """Those that can be asked for."""
    today: int
    standing: Standing
    by_family: tuple[Standing, ...]
    """Weakest first, as the decks; none where a family was asked for."""
    by_deck: tuple[Standing, ...]
    aim: float
    """The share of reviews that shall be known."""
    fits: tuple[Fit, ...]
    """Over `SPANS`."""
    weeks: tuple[Week, ...]
    studied: tuple[DayStudied, ...]
    """Each of the last `DAYS_BACK` days, today last."""
    ever: DayStudied
    """All answers and seconds together, since `day`, the first."""
    days_ever: int
    """On which anything was answered."""
    coming: tuple[DayComing, ...]
    """Each of the next `DAYS_AHEAD` days, today first."""
    missed: tuple[MissedTopic, ...]
    """Most missed first."""
    points_asked: int
    """Key points that were marked in rounds."""

    @property
    def begun(self) -> bool:
        return self.ever.answers > 0


def progress(workplace: Workplace, family: str = "") -> Progress:
    """Of all decks in use, or of one family; `family` may be the name of a deck, too."""
    now, settings = workplace.now(), workplace.settings
    parameters = workplace.rules().parameters
    asked = {"family": family, "day": _WHATEVER_THE_DAY}
    with workplace.database.read() as db:
        families = {name.partition("/")[0] for (name,) in db.rows(_FAMILIES)}
        tallies, due = _tallies(db, asked, now.day, parameters)
        studied = [DayStudied(*row) for row in db.rows(_STUDIED, asked)]
        reviews = _day_reviews(db.rows(_REVIEWS, asked), parameters)
        kept = None if family else kept_in(db, workplace, now)
        missed, points_asked = missed_topics(db, family)
    planned = {one.day: one for one in kept.plan.days} if kept else {}
    since = [now.day - span if span else 0 for span in SPANS]
    return Progress(
        family=family,
        families=tuple(sorted(families)),
        today=now.day,
        standing=_sum(tallies).standing("", ""),
        by_family=() if family else weakest_first(_by_family(tallies)),
        by_deck=weakest_first([one.standing(one.name, one.title) for one in tallies]),
        aim=settings.retention,
        fits=tuple(fit(one for one in reviews if one.day > first) for first in since),
        weeks=by_week(reviews, now.day, WEEKS_OF_FIT),
        studied=_each_day(studied, now.day),
        ever=DayStudied(
            studied[0].day if studied else now.day,
            sum(one.answers for one in studied),
            sum(one.seconds for one in studied),
        ),
        days_ever=len(studied),
        coming=tuple(_coming(day, due, planned) for day in range(now.day, now.day + DAYS_AHEAD)),
        missed=missed,
        points_asked=points_asked,
    )


def round_scores(workplace: Workplace, family: str = "") -> tuple[Earlier, ...]:
    """Of the latest interviews that were marked, oldest first. Takes up to 10 ms for each, since all is worked out anew
    from its rows; so the window asks for it beside.
    """
    with workplace.database.read() as db:
        return scores(db, family)


def full_name(workplace: Workplace, name: str) -> str:
    """The deck or family that is meant by a name or a unique ending of one; raises WrongUse on any other."""
    with workplace.database.read() as db:
        decks = [str(db.value("SELECT name FROM deck WHERE id = ?", (key,))) for key in resolve(db, [name])]
    wanted = name.removesuffix(".md").strip("/")
    return decks[0] if len(decks) == 1 and f"/{decks[0]}".endswith(f"/{wanted}") else wanted


def family_title(name: str) -> str:
    return name.replace("-", " ").capitalize()


@dataclass(slots=True)
class _Tally:
    """Counts of one deck, or of several."""

    name: str = ""
    title: str = ""
    new: int = 0
    states: Counter[State] = field(default_factory=Counter)
    due: int = 0
    recall: float = 0.0
    recalled: int = 0
    """Items that `recall` is the sum over."""

    def standing(self, name: str, title: str) -> Standing:
        known = self.states[State.REVIEW]
        mean = self.recall / self.recalled if self.recalled else None
        return Standing(name, title, known, self.states.total() - known, self.new, self.due, mean)


def _tallies(
    db: Transaction, asked: dict[str, object], today: int, parameters: Sequence[float]
) -> tuple[list[_Tally], Counter[int]]:
    """The decks, and how many items are due on each day from today."""
    decks = {name: _Tally(name, title, int(new)) for name, title, new in db.rows(_DECKS, asked)}
    due: Counter[int] = Counter()
    for name, state, stability, last_day, due_day, buried_day in db.rows(_SEEN, asked):
        tally = decks[name]
        tally.states[state] += 1
        # What was left for tomorrow comes tomorrow.
        comes = max(due_day, today + (buried_day == today))
        due[comes] += 1
        tally.due += comes == today
        if state == State.REVIEW and (days := elapsed_days(last_day, today)):
            tally.recall += fsrs.retrievability(stability, days, parameters)
            tally.recalled += 1
    return list(decks.values()), due


def _sum(tallies: Iterable[_Tally]) -> _Tally:
    whole = _Tally()
    for one in tallies:
        whole.new += one.new
        whole.states.update(one.states)
        whole.due += one.due
        whole.recall += one.recall
        whole.recalled += one.recalled
    return whole


def _by_family(tallies: Sequence[_Tally]) -> list[Standing]:
    families: dict[str, list[_Tally]] = {}
    for one in tallies:
        family, slash, _ = one.name.partition("/")
        if slash:
            families.setdefault(family, []).append(one)
    return [_sum(members).standing(name, family_title(name)) for name, members in families.items()]


def _day_reviews(rows: list[tuple[int, int, str]], parameters: Sequence[float]) -> list[DayReviews]:
    """By day, oldest first. The model has nothing to say of a second answer on one day."""
    days: dict[int, list[float]] = {}
    # One text is read many times as fast as thousands.
    memories = json.loads(f"[{','.join(before for _, _, before in rows)}]")
    for (day, rating, _), (_, _, stability, _, _, _, last_day, *_) in zip(rows, memories, strict=True):
        if elapsed := elapsed_days(last_day, day):
            one = days.setdefault(day, [0, 0, 0.0])
            one[0] += 1
            one[1] += rating > fsrs.Rating.AGAIN
            one[2] += fsrs.retrievability(stability, elapsed, parameters)
    return [DayReviews(day, int(answers), int(known), expected) for day, (answers, known, expected) in days.items()]


def _each_day(studied: Sequence[DayStudied], today: int) -> tuple[DayStudied, ...]:
    known = {one.day: one for one in studied}
    return tuple(known.get(day, DayStudied(day, 0, 0.0)) for day in range(today - DAYS_BACK + 1, today + 1))


def _coming(day: int, due: Counter[int], planned: dict[int, PlannedDay]) -> DayComing:
    plan = planned.get(day)
    return DayComing(day, due[day], plan.reviews if plan else None, plan.new if plan else None)
