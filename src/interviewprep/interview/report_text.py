"""The sentences of a report, for its page, its Markdown and the terminal: a letter before it is a table."""

from __future__ import annotations

from collections.abc import Iterator

from interviewprep.cards.model import Kind
from interviewprep.interview.phases import Spent
from interviewprep.interview.report import Change, Fate, QuestionLine, Report, day_of, outcome_said
from interviewprep.interview.score import Agreement, Share
from interviewprep.interview.star import Star

_KAPPA_WORDS = (
    (0.8, "almost the same eyes"),
    (0.6, "much the same eyes"),
    (0.4, "somewhat alike"),
    (-2.0, "different"),
)


def heading(report: Report) -> str:
    said = outcome_said(report.round)
    return f"{report.round.title}, {day_of(report.round).isoformat()}" + (f" ({said})" if said else "")


def lead(report: Report) -> str:
    """What the round came to, in two or three sentences."""
    asked = [line for line in report.questions if line.asked.spent.reached]
    answered = sum(line.asked.answered for line in asked)
    minutes, given = report.used_ms / 60_000, report.round.times.round_ms / 60_000
    said = [
        f"You answered {answered} of {_many(len(report.questions), 'question')} in {minutes:.0f} of {given:g} minutes."
    ]
    if report.overall is not None:
        said.append(f"Your marks come to {share_said(report.overall)}.")
    if not report.round.marked:
        said.append("Nothing is marked yet.")
    return " ".join(said)


def share_said(share: Share) -> str:
    likely = f"between {_percent(share.low)} and {_percent(share.high)}"
    return f"{_percent(share.value)}; nine times of ten the truth lies {likely}"


def effect_said(report: Report) -> str:
    """What the interview did to the cards; "" where nothing."""
    if report.round.effect_undone:
        return "What this interview did to your cards was undone."
    if not report.missed and not report.reviewed:
        return ""
    missed = "Nothing comes back" if not report.missed else f"{_many(report.missed, 'card')} from it come back"
    missed = missed.replace("1 card from it come", "1 card from it comes")
    return f"{missed} on the next study day; {_many(report.reviewed, 'other')} counted as reviewed."


def notes(report: Report) -> Iterator[str]:
    """What a reader of the figures should know."""
    round_ = report.round
    if round_.stood_ms:
        yield f"The clock stood still for {round_.stood_ms / 60_000:.0f} minutes: this was practice."
    if unmarked := sum(line.asked.spent.reached and line.score is None for line in report.questions):
        yield f"{_many(unmarked, 'question')} not marked, and left out of every figure."
    if lost := sum(line.fate is Fate.NOT_REACHED for line in report.questions):
        yield f"{_many(lost, 'question')} not reached, and left out of every figure."
    drawn = "by what was weak and what was asked lately" if round_.adapted else "by its seed alone"
    yield f"Drawn {drawn}; seed {round_.seed}."


def score_said(line: QuestionLine) -> str:
    if line.score is None:
        return line.fate.value
    parts = [f"score {line.score:g} of 4"]
    if line.points:
        parts.append(f"{line.hits} of {_many(len(line.points), 'point')}")
    if line.asked.predicted is not None:
        parts.append(f"predicted {line.asked.predicted}")
    if line.fate is not Fate.ANSWERED:
        parts.append(line.fate.value)
    return ", ".join(parts)


def ratings_said(line: QuestionLine) -> Iterator[str]:
    """One's own score beside those of others, and what they wrote."""
    if not line.asked.ratings or line.asked.score is None:
        return
    scores = [f"you {line.asked.score}"]
    scores += [f"{one.rater} {one.score}" for one in line.asked.ratings if one.score is not None]
    yield "Scores: " + ", ".join(scores) + "."
    yield from (f"{one.rater}: {one.note}" for one in line.asked.ratings if one.note)


def time_said(line: QuestionLine) -> str:
    return f"{clock(line.used_ms)} of {clock(line.given_ms)}" + _thinking(line.asked.spent)


def _thinking(spent: Spent) -> str:
    return f", {clock(spent.think_ms)} of them thinking" if spent.think_ms >= 1000 else ""


def star_said(star: Star) -> str:
    shares = ("Situation", star.situation), ("Task", star.task), ("Action", star.action), ("Result", star.result)
    said = ", ".join(f"{name} {_percent(share)}" for name, share in shares)
    thin = " The result is thin: say what came of it, with a number." if star.thin_result else ""
    return f"{said}.{thin}"


def change_said(report: Report, change: Change) -> str:
    way = "up" if change.now.value > change.before.value else "down"
    if abs(change.now.value - change.before.value) < 0.005:
        way = "unchanged"
    surely = "" if change.clear or way == "unchanged" else ", which may be luck: the ranges meet"
    title = report.title_of(change.name)
    return f"{title}: {_percent(change.before.value)} before, {_percent(change.now.value)} now, {way}{surely}."


def agreement_said(agreement: Agreement) -> str:
    said = [f"{agreement.rater} marked {_many(agreement.questions, 'question')}"]
    if agreement.score_kappa is not None:
        word = next(word for limit, word in _KAPPA_WORDS if agreement.score_kappa >= limit)
        said.append(f"weighted kappa of the scores {agreement.score_kappa:.2f} ({word})")
    if agreement.point_kappa is not None:
        said.append(f"kappa of {_many(agreement.points, 'point')} {agreement.point_kappa:.2f}")
    if agreement.questions:
        way = "higher" if agreement.mean_difference > 0 else "lower"
        difference = abs(agreement.mean_difference)
        said.append(f"{difference:.1f} points {way} than you on average" if difference >= 0.05 else "as high as you")
    return ", ".join(said) + "."


def kind_said(line: QuestionLine) -> str:
    card = line.asked.card
    level = card.level.value if card and card.level else ""
    kind = "estimate" if line.asked.kind is Kind.DRILL else ""
    return ", ".join(part for part in (line.section, level, kind) if part)


def clock(ms: int) -> str:
    """`4:07`."""
    return f"{ms // 60_000}:{ms % 60_000 // 1000:02}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
