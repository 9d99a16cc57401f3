"""What a round is worth: by competency with its range, calibration, and agreement with a second rater."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from interviewprep.interview.interval import jeffreys
from interviewprep.interview.round import HIGHEST, Asked, Round

ALIKE = 0.3
"""How much the points of one question go together: who has one is more likely to have the next."""
RIGHT_FROM = 3
"""The score from which a drill or a choice counts as solved."""


@dataclass(frozen=True, slots=True)
class Share:
    """What was achieved of what could be, from 0 to 1, and the range in which the truth lies nine times of ten."""

    value: float
    low: float
    high: float
    points: int
    """Single marks it rests on."""
    questions: int


@dataclass(frozen=True, slots=True)
class Competency:
    """`name` is a family of the syllabus, such as QUANT, or a deck."""

    name: str
    share: Share


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predicted against marked scores. `bias` above 0: predicted too high, on average by so much."""

    pairs: tuple[tuple[int, float], ...]
    bias: float
    error: float
    """Mean distance."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a second rater agrees. Kappas are None where all marks are the same, so that chance explains them."""

    rater: str
    questions: int
    score_kappa: float | None
    """Cohen's kappa with quadratic weights on the scores."""
    points: int
    point_kappa: float | None
    mean_difference: float
    """The other's score less one's own."""


def share_of(asked: Iterable[Asked]) -> Share | None:
    """Of all marked questions together; None without any.

    Each key point is a trial. A question without points is one trial, worth (score - 1) / 3, and one that judges itself
    is solved or not. The points of one question go together, so n of them are worth n / (1 + (n - 1) ALIKE) trials, as
    in a survey by clusters. The range is a Jeffreys interval on what that leaves.
    """
    successes = trials = 0.0
    marks = questions = 0
    for one in asked:
        hits = trial_marks(one)
        if not hits:
            continue
        worth = 1 / (1 + (len(hits) - 1) * ALIKE)
        successes += sum(hits) * worth
        trials += len(hits) * worth
        marks += len(hits)
        questions += 1
    if not questions:
        return None
    low, high = jeffreys(successes, trials)
    return Share(successes / trials, low, high, marks, questions)


def trial_marks(one: Asked) -> tuple[float, ...]:
    """What each single mark of a question achieved, 0 to 1; with second raters the mean of all."""
    if one.score is None:
        return ()
    if one.points and not one.judges_itself:
        return tuple(combined_point(one, point.id, bool(point.hit)) for point in one.points)
    score = combined_score(one)
    if one.judges_itself:
        return (float(score >= RIGHT_FROM),)
    return ((score - 1) / (HIGHEST - 1),)


def combined_score(one: Asked) -> float:
    """The mean of one's own score and those of the other raters, each with the same weight."""
    scores = [float(one.score or 1), *(float(rating.score) for rating in one.ratings if rating.score is not None)]
    return sum(scores) / len(scores)


def combined_point(one: Asked, point: str, own: bool) -> float:
    """The share of raters who found the point."""
    found = [float(own), *(float(dict(rating.points)[point]) for rating in one.ratings if point in dict(rating.points))]
    return sum(found) / len(found)


def by_competency(asked: Sequence[Asked]) -> tuple[Competency, ...]:
    """Weakest first."""
    names = dict.fromkeys(one.topic for one in asked)
    found = [(name, share_of(one for one in asked if one.topic == name)) for name in names]
    kept = [Competency(name, share) for name, share in found if share is not None]
    return tuple(sorted(kept, key=lambda one: (one.share.value, one.name)))


def overall(round_: Round) -> Share | None:
    """The sections' shares by their weights; the range from the sections' own, taken as independent."""
    sections = dict.fromkeys(one.slot.section for one in round_.marked)
    shares = []
    for section in sections:
        share = share_of(one for one in round_.marked if one.slot.section == section)
        weight = round_.times.weights[section]
        if share is not None and weight > 0:
            shares.append((weight, share))
    total = sum(weight for weight, _ in shares)
    if not total:
        return None
    value = sum(weight * share.value for weight, share in shares) / total
    below = sqrt(sum((weight * (share.value - share.low)) ** 2 for weight, share in shares)) / total
    above = sqrt(sum((weight * (share.high - share.value)) ** 2 for weight, share in shares)) / total
    return Share(
        value,
        max(0.0, value - below),
        min(1.0, value + above),
        sum(share.points for _, share in shares),
        sum(share.questions for _, share in shares),
    )


def calibration(asked: Iterable[Asked]) -> Calibration | None:
    """Over the questions that were predicted and marked."""
    pairs = tuple(
        (one.predicted, combined_score(one)) for one in asked if one.predicted is not None and one.score is not None
    )
    if not pairs:
        return None
    differences = [predicted - marked for predicted, marked in pairs]
    return Calibration(pairs, sum(differences) / len(pairs), sum(abs(one) for one in differences) / len(pairs))


def agreements(asked: Sequence[Asked]) -> tuple[Agreement, ...]:
    """One's own marks against those of each second rater."""
    raters = dict.fromkeys(rating.rater for one in asked for rating in one.ratings)
    return tuple(_agreement(asked, rater) for rater in raters)


def _agreement(asked: Sequence[Asked], rater: str) -> Agreement:
    scores: list[tuple[int, int]] = []
    points: list[tuple[int, int]] = []
    for one in asked:
        for rating in one.ratings:
            if rating.rater != rater or one.score is None:
                continue
            if rating.score is not None:
                scores.append((one.score, rating.score))
            theirs = dict(rating.points)
            points += [(int(bool(point.hit)), int(theirs[point.id])) for point in one.points if point.id in theirs]
    return Agreement(
        rater,
        len(scores),
        weighted_kappa(scores, range(1, HIGHEST + 1)),
        len(points),
        weighted_kappa(points, range(2)),
        sum(theirs - own for own, theirs in scores) / len(scores) if scores else 0.0,
    )


def weighted_kappa(pairs: Sequence[tuple[int, int]], values: range) -> float | None:
    """Cohen's kappa with quadratic weights (Cohen, Psychological Bulletin 1968); of two values it is the plain one."""
    if not pairs:
        return None
    widest = (len(values) - 1) ** 2
    count = len(pairs)
    seen = sum((own - theirs) ** 2 for own, theirs in pairs) / widest / count
    chance = sum((own - theirs) ** 2 for own, _ in pairs for _, theirs in pairs) / widest / count**2
    return None if chance == 0 else 1 - seen / chance
