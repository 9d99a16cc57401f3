"""A report as JSON values; `docs/interviews.md` lists every key."""

from __future__ import annotations

from interviewprep.interview.report import QuestionLine, Report, day_of
from interviewprep.interview.score import Agreement, Share

Json = dict[str, object]


def values(report: Report) -> Json:
    round_ = report.round
    known = report.calibration
    return {
        "interview": round_.key,
        "blueprint": round_.blueprint,
        "title": round_.title,
        "date": day_of(round_).isoformat(),
        "outcome": round_.outcome.value or "open",
        "seed": round_.seed,
        "adapted": round_.adapted,
        "minutes_given": round(round_.times.round_ms / 60_000, 2),
        "minutes_used": round(report.used_ms / 60_000, 2),
        "minutes_stood": round(round_.stood_ms / 60_000, 2),
        "score": _share(report.overall),
        "competencies": [
            {"competency": one.name, "title": report.title_of(one.name), **_known(one.share)}
            for one in report.competencies
        ],
        "questions": [_question(line) for line in report.questions],
        "calibration": None
        if known is None
        else {"questions": len(known.pairs), "bias": round(known.bias, 3), "error": round(known.error, 3)},
        "raters": [_agreement(one) for one in report.agreements],
        "changes": [
            {"competency": one.name, "before": _share(one.before), "now": _share(one.now), "clear": one.clear}
            for one in report.changes
        ],
        "advice": [{"do": one.do.value, "text": one.said} for one in report.advice] if round_.marked else [],
        "effect": {"missed": report.missed, "reviewed": report.reviewed, "undone": round_.effect_undone},
    }


def _question(line: QuestionLine) -> Json:
    asked, star = line.asked, line.asked.star
    return {
        "number": line.number,
        "section": line.section,
        "card": asked.name,
        "deck": asked.deck,
        "kind": asked.kind.value if asked.kind else "",
        "question": asked.question,
        "answers": list(asked.answers),
        "follow_ups": list(asked.follow_ups),
        "ended": line.fate.value,
        "score": line.score,
        "own_score": asked.score,
        "predicted": asked.predicted,
        "seconds_given": round(line.given_ms / 1000, 1),
        "seconds_used": round(line.used_ms / 1000, 1),
        "points": [
            {"id": point.id, "text": shown.text, "hit": shown.hit, "evidence": list(shown.evidence), "why": shown.why}
            for point, shown in zip(asked.points, line.points, strict=True)
        ],
        "judged": asked.judged,
        "star": None
        if star is None
        else {
            "situation": round(star.situation, 3),
            "task": round(star.task, 3),
            "action": round(star.action, 3),
            "result": round(star.result, 3),
        },
        "note": asked.note,
    }


def _known(share: Share) -> Json:
    return {
        "score": round(share.value, 4),
        "low": round(share.low, 4),
        "high": round(share.high, 4),
        "questions": share.questions,
        "marks": share.points,
    }


def _share(share: Share | None) -> Json | None:
    return None if share is None else _known(share)


def _agreement(one: Agreement) -> Json:
    return {
        "rater": one.rater,
        "questions": one.questions,
        "weighted_kappa": None if one.score_kappa is None else round(one.score_kappa, 4),
        "points": one.points,
        "point_kappa": None if one.point_kappa is None else round(one.point_kappa, 4),
        "mean_difference": round(one.mean_difference, 4),
    }
