"""What is told of one's progress: the sentences, and charts that fit the width they get."""

from __future__ import annotations

import pytest

from interviewprep.charts import progress_figures, progress_words
from interviewprep.charts.interview_figures import scores
from interviewprep.charts.marks import Dot, Label, Line, Rect, width_of
from interviewprep.interview.missed import MissedTopic
from interviewprep.interview.report import Earlier
from interviewprep.interview.score import Share
from interviewprep.memory.calibration import DayReviews, Fit, by_week, fit, wilson
from interviewprep.memory.day import date_of
from interviewprep.memory.standing import DayComing, DayStudied, Standing, weakest_first

TODAY = 20_513
"""2026-03-01."""


def a_fit(answers: int, known: int, expected: float) -> Fit:
    return Fit(answers, known, expected, *wilson(known, answers))


def said(text: str) -> str:
    return text.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("known", "expected", "verdict"),
    [
        (88, 0.90, "You knew 88 % of 100 reviews in all the time, 90 % was the aim, and 90 % was to be expected"),
        (88, 0.90, "The scheduling fits you."),
        (75, 0.90, "less than chance explains"),
        (99, 0.85, "more than chance explains"),
        (80, 0.82, "because they came late"),
        (96, 0.95, "because they came early"),
    ],
)
def test_one_sentence_says_whether_the_scheduling_fits(known, expected, verdict):
    assert verdict in progress_words.fitting([("all the time", a_fit(100, known, expected))], 0.9)


def test_below_fifty_reviews_nothing_is_said_of_the_fit():
    few = a_fit(49, 10, 0.9)
    spans = [("the last 30 days", few), ("all the time", few)]
    assert progress_words.fitting(spans, 0.9) == (
        "After 50 reviews it will stand here whether you know as many as was wanted. So far there are 49."
    )
    assert progress_figures.fits(spans, 0.9) is None
    # The shortest span with enough of them is told.
    told = progress_words.fitting([("the last 30 days", few), ("all the time", a_fit(50, 45, 0.9))], 0.9)
    assert "50 reviews in all the time" in told


@pytest.mark.parametrize(
    # From Newcombe, Statistics in Medicine 1998, table I, method 3.
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_that_of_wilson(successes, trials, low, high):
    assert wilson(successes, trials) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_a_week_has_seven_days_and_the_last_one_ends_today():
    days = [DayReviews(TODAY - ago, 10, 9, 8.5) for ago in (0, 6, 7, 13, 14, 70)]
    weeks = by_week(days, TODAY, 4)
    assert [(week.first_day - TODAY, week.fit.answers) for week in weeks] == [(-20, 10), (-13, 20), (-6, 20)]
    assert fit(days).expected == pytest.approx(0.85)


def test_what_is_not_begun_comes_after_what_is_weak():
    def standing(name, known, new, recall=None):
        return Standing(name, name, known, 0, new, 0, recall)

    found = [standing("new", 0, 9), standing("strong", 9, 1), standing("weak", 2, 8), standing("faded", 9, 1, 0.2)]
    assert [one.name for one in weakest_first(found)] == ["faded", "weak", "strong", "new"]


def test_work_done_is_told_without_a_streak():
    days = [DayStudied(TODAY - 83 + n, 0, 0.0) for n in range(84)]
    days[-1], days[-3] = DayStudied(TODAY, 10, 120.0), DayStudied(TODAY - 2, 5, 60.0)
    assert progress_words.studied(days, DayStudied(TODAY - 2, 15, 180.0), 2) == (
        "15 answers in about 3 minutes, on 2 days of the last 12 weeks."
    )
    longer = progress_words.studied(days, DayStudied(TODAY - 200, 35, 380.0), 4)
    assert longer.endswith("Since 2025-08-13: 35 answers in about 6 minutes, on 4 days.")


def test_what_is_coming_is_counted_with_the_plan_beside():
    days = [DayComing(TODAY, 1), DayComing(TODAY + 1, 2)]
    assert progress_words.coming(days, True) == "3 cards come back in the next 2 days, 1 of them today."
    planned = [DayComing(TODAY, 0, 3.6, 2.0), DayComing(TODAY + 1, 1)]
    assert progress_words.coming(planned, True) == (
        "1 card comes back in the next 2 days, none of them today."
        " The plan has 4 reviews and 2 new cards for the 1 day of it."
    )
    figure = progress_figures.coming(planned)
    assert figure is not None
    assert figure.table.rows == (("2026-03-01", "0", "4", "2"), ("2026-03-02", "1", "–", "–"))


def test_the_worst_topic_is_named():
    topics = [MissedTopic("QUANT", "Quantization", 6, 8, (), True), MissedTopic("GPU", "GPUs", 1, 8, (), True)]
    assert progress_words.missed(topics, 20) == (
        "Of 20 key points that interviews asked for, you missed 7; most in Quantization, 6 of 8."
    )
    assert progress_words.missed([], 20) == "No key point of 20 was missed."


def figures(width: float):
    share = Share(0.5, 0.3, 0.7, 10, 5)
    spans = [("the last 30 days", a_fit(400, 350, 0.9)), ("all the time", a_fit(1000, 900, 0.91))]
    weeks = by_week([DayReviews(TODAY - 7 * n, 40, 36, 35.0) for n in range(20)], TODAY, 26)
    days = [DayStudied(TODAY - 83 + n, n, n * 60.0) for n in range(84)]
    coming = [DayComing(TODAY + n, 400 - n, 30.0, 5.0) for n in range(28)]
    return (
        progress_figures.known(Standing("", "", 1476, 12, 885, 35, 0.95), width),
        progress_figures.fits(spans, 0.9, width),
        progress_figures.weeks(weeks, 0.9, width),
        progress_figures.studied(days, DayStudied(TODAY - 83, 3486, 209_160.0), 83, width),
        progress_figures.coming(coming, width),
        scores([Earlier(date_of(TODAY + n), "Round", share) for n in range(3)], width),
    )


def edges(mark) -> list[float]:
    match mark:
        case Rect():
            return [mark.x, mark.x + mark.width]
        case Line():
            return [x for x, _ in mark.points]
        case Dot():
            return [mark.x - mark.radius, mark.x + mark.radius]
        case Label():
            wide = width_of(mark.text, mark.size)
            left = mark.x - {"start": 0.0, "middle": wide / 2, "end": wide}[mark.anchor]
            return [left, left + wide]


@pytest.mark.parametrize("width", [120.0, 200.0, 340.0, 640.0])
def test_charts_stay_within_the_width_they_get(width):
    for figure in figures(width):
        assert figure is not None
        assert figure.width == width
        outside = [mark for mark in figure.marks if min(edges(mark)) < -3 or max(edges(mark)) > width + 3]
        assert outside == [], figure.name
        assert all(0 <= mark.y <= figure.height for mark in figure.marks if isinstance(mark, Label))
        assert all(len(row) == len(figure.table.head) for row in figure.table.rows)
