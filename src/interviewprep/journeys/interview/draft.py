"""An interview before it begins: its questions drawn and its times shared out, nothing kept yet."""

from __future__ import annotations

import random
from dataclasses import dataclass

from interviewprep.cards.model import Card, Kind
from interviewprep.errors import Problem, Refused
from interviewprep.interview.blueprint import AS_IT_IS, ASKED_BY_DEFAULT, Adjustment, Blueprint, adjusted
from interviewprep.interview.draw import NOTHING_KNOWN, Candidate, Drawn, draw
from interviewprep.interview.timetable import Timetable, timetable
from interviewprep.journeys import drill_values
from interviewprep.journeys.face import parse
from interviewprep.journeys.interview.blueprints import Listed, usable
from interviewprep.journeys.interview.question_pool import candidates, snapshot
from interviewprep.journeys.workplace import Workplace

_SEEDS = 10**8


class NothingToAsk(Refused):
    sentence = "no card can be asked in this interview ({why})"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a candidate wants a round. Without a `seed` one is drawn, and then the draw looks at what is weak."""

    seed: str = ""
    adapt: bool | None = None
    """Look at what is weak and what was asked lately; None: only where no seed is given."""
    change: Adjustment = AS_IT_IS
    practice: bool = False
    mark_each: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    name: str
    blueprint: Blueprint
    seed: str
    adapted: bool
    questions: tuple[Drawn, ...]
    times: Timetable
    sources: tuple[str, ...]
    """The Markdown of each question's card."""
    given: tuple[str, ...]
    """The values of each question that is a drill, as JSON."""
    problems: tuple[Problem, ...]

    def cards(self) -> tuple[Card, ...]:
        return tuple(parse(source) for source in self.sources)


def draft(workplace: Workplace, found: Listed, wishes: Wishes) -> Draft:
    """Draw an interview; raises BlueprintFaulty or NothingToAsk. The same seed gives the same one."""
    blueprint = adjusted(usable(found), wishes.change)
    seed = wishes.seed or str(random.SystemRandom().randrange(_SEEDS))
    adapts = not wishes.seed if wishes.adapt is None else wishes.adapt
    now, parameters = workplace.now(), workplace.rules().parameters
    asking = [section.source for section in blueprint.sections if section.questions]
    kinds = {kind for source in asking for kind in source.kinds or ASKED_BY_DEFAULT}
    with workplace.database.read() as db:
        pool = candidates(db, workplace, kinds, with_tags=any(source.tags for source in asking))
        known = snapshot(db, now, parameters, pool) if adapts else NOTHING_KNOWN
        sources = {one.card: db.value("SELECT source FROM card WHERE id = ?", (one.card,)) for one in pool}
    while True:
        drawing = draw(blueprint, pool, seed, known, path=str(found.path))
        given = [_given(drawn.candidate, sources[drawn.candidate.card], seed) for drawn in drawing.questions]
        broken = {
            drawn.candidate.name for drawn, values in zip(drawing.questions, given, strict=True) if values is None
        }
        if not broken:
            break
        pool = [one for one in pool if one.name not in broken]
    if asking and not drawing.questions:
        raise NothingToAsk(found.path, why=drawing.problems[0].message if drawing.problems else "no deck fits")
    return Draft(
        name=found.name,
        blueprint=blueprint,
        seed=seed,
        adapted=adapts,
        questions=drawing.questions,
        times=timetable(blueprint, drawing.questions, practice=wishes.practice, mark_each=wishes.mark_each),
        sources=tuple(sources[drawn.candidate.card] for drawn in drawing.questions),
        given=tuple(values or "" for values in given),
        problems=drawing.problems,
    )


def _given(candidate: Candidate, source: str, seed: str) -> str | None:
    """The values of a drill, "" for other kinds; None for a drill that cannot be drawn, which `check` names."""
    if candidate.kind is not Kind.DRILL:
        return ""
    drawn = drill_values.drawn(parse(source), f"{seed}|{candidate.name}")
    return None if drawn is None else drill_values.to_json(drawn)
