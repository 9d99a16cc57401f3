"""The three things to do next, by what a round gives most reason for: kinds with facts, and a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interviewprep.cards.model import Kind
from interviewprep.interview.round import Asked, Round
from interviewprep.interview.score import Calibration, Competency, Share

HOW_MANY = 3
_BIASED = 0.75
_UNUSED = 0.5
_STRONG, _WEAK = 0.8, 0.7


class Do(StrEnum):
    STUDY_TOPIC = "study topic"
    REPAIR_POINTS = "repair points"
    LEAD = "lead with the answer"
    USE_TIME = "use the time"
    PREDICT_LOWER = "predict lower"
    PREDICT_HIGHER = "predict higher"
    RESULT = "say the result"
    SOLVE = "solve the drill again"
    ANSWER_ALL = "answer everything"
    HARDER = "take a harder round"
    AGAIN = "hold it again"


SAID: dict[Do, str] = {
    Do.STUDY_TOPIC: "Study {topic}: it came to {share} %, the least of this round.",
    Do.REPAIR_POINTS: "Learn the {count} you missed; they are among your cards from tomorrow. First: {points}.",
    Do.LEAD: "Say the answer in your first sentence: the clock cut off {cut} of {asked} answers.",
    Do.USE_TIME: "Use your time: the answers that missed points took {share} % of what they were given.",
    Do.PREDICT_LOWER: "Check yourself against the points before you feel done: you predicted {bias} points too high.",
    Do.PREDICT_HIGHER: "Trust what you know: you predicted {bias} points too low.",
    Do.RESULT: "End each story with what came of it, with a number: {count} had less than a sixth of result.",
    Do.SOLVE: "Solve this kind of estimate again: {drill}. {verdict}",
    Do.ANSWER_ALL: "Say something to every question: {count} got no answer. Half an answer scores, silence does not.",
    Do.HARDER: "Take a harder round, or a shorter one: this one leaves little to find.",
    Do.AGAIN: "Hold another round in a week, when the missed points have been studied once or twice.",
}


@dataclass(frozen=True, slots=True)
class Advice:
    do: Do
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> str:
        return SAID[self.do].format(**dict(self.facts))


def advice(
    round_: Round,
    competencies: Sequence[Competency],
    overall: Share | None,
    calibrated: Calibration | None,
    titles: Mapping[str, str],
) -> tuple[Advice, ...]:
    """Three things, the one with most reason first. `titles` are the names of competencies as people say them."""
    found = [
        *_about_points(round_.marked),
        *_about_topics(competencies, titles),
        *_about_time(round_.questions),
        *_about_prediction(calibrated),
        *_about_stories(round_.marked),
        *_about_drills(round_.marked),
    ]
    found.sort(key=lambda one: -one[0])
    chosen = [one for _, one in found]
    if overall is not None and overall.value >= _STRONG:
        chosen.insert(min(len(chosen), HOW_MANY - 1), Advice(Do.HARDER))
    chosen.append(Advice(Do.AGAIN))
    return tuple(chosen[:HOW_MANY])


_Weighed = tuple[float, Advice]
"""How much reason there is for it, about 0 to 1."""


def _about_points(asked: Sequence[Asked]) -> Iterator[_Weighed]:
    missed = [point.text for one in asked for point in one.points if point.hit is False]
    total = sum(len(one.points) for one in asked)
    if missed:
        count = "key point" if len(missed) == 1 else f"{len(missed)} key points"
        facts = (("count", count), ("points", "; ".join(_short(text) for text in missed[:2])))
        yield 0.5 + 0.5 * len(missed) / total, Advice(Do.REPAIR_POINTS, facts)


def _about_topics(competencies: Sequence[Competency], titles: Mapping[str, str]) -> Iterator[_Weighed]:
    weakest = competencies[0] if competencies else None
    if weakest is not None and weakest.share.value < _WEAK:
        facts = (("topic", titles.get(weakest.name, weakest.name)), ("share", f"{weakest.share.value * 100:.0f}"))
        yield 0.95 - weakest.share.value, Advice(Do.STUDY_TOPIC, facts)


def _about_time(asked: Sequence[Asked]) -> Iterator[_Weighed]:
    reached = [one for one in asked if one.spent.reached]
    silent = [one for one in reached if not one.answered]
    if silent and len(silent) < len(reached):
        count = "one question" if len(silent) == 1 else f"{len(silent)} questions"
        yield 0.4 + 0.6 * len(silent) / len(reached), Advice(Do.ANSWER_ALL, (("count", count),))
    answered = [one for one in reached if one.answered]
    cut = sum(one.spent.timed_out for one in answered)
    if cut * 3 >= len(answered) > 0:
        facts = (("cut", str(cut)), ("asked", str(len(answered))))
        yield 0.3 + 0.5 * cut / len(answered), Advice(Do.LEAD, facts)
    thin = [one for one in answered if any(point.hit is False for point in one.points) and not one.spent.timed_out]
    given = sum(one.slot.answer_ms for one in thin)
    used = sum(one.spent.answer_ms for one in thin) / given if given else 1.0
    if used < _UNUSED:
        yield 0.8 - used, Advice(Do.USE_TIME, (("share", f"{used * 100:.0f}"),))


def _about_prediction(calibrated: Calibration | None) -> Iterator[_Weighed]:
    if calibrated is not None and len(calibrated.pairs) >= 3 and abs(calibrated.bias) >= _BIASED:
        do = Do.PREDICT_LOWER if calibrated.bias > 0 else Do.PREDICT_HIGHER
        yield abs(calibrated.bias) / 2, Advice(do, (("bias", f"{abs(calibrated.bias):.1f}"),))


def _about_stories(asked: Sequence[Asked]) -> Iterator[_Weighed]:
    thin = sum(one.star is not None and one.star.thin_result for one in asked)
    if thin:
        yield 0.55, Advice(Do.RESULT, (("count", "one" if thin == 1 else str(thin)),))


def _about_drills(asked: Sequence[Asked]) -> Iterator[_Weighed]:
    wrong = [one for one in asked if one.kind is Kind.DRILL and (one.score or 1) < 3 and one.answered]
    if wrong:
        first = wrong[0]
        drill = first.card.heading if first.card else first.name
        yield 0.6, Advice(Do.SOLVE, (("drill", drill), ("verdict", first.verdict)))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else line[:88].rstrip() + " …"
