"""The sentences of one's progress: what each chart shows, or what will stand there once there is something to show."""

from __future__ import annotations

from collections.abc import Sequence

from interviewprep.interview.missed import MissedTopic
from interviewprep.memory.calibration import ENOUGH, Fit
from interviewprep.memory.day import date_of
from interviewprep.memory.standing import DayComing, DayStudied, Standing
from interviewprep.words import grouped, many, minutes

_NEAR = 0.03
"""An aim is met when so much of it was."""


def known(whole: Standing) -> str:
    if not whole.items:
        return "No deck is in use. What you know of your cards will stand here."
    if not whole.begun:
        return f"All {many(whole.items, 'card')} are new. What you know of them will stand here."
    said = f"You know {grouped(whole.known)} of {many(whole.items, 'card')}."
    if whole.recall is not None:
        said += f" Of those, about {percent(whole.recall)} would come to mind today."
    return said


def fitting(fits: Sequence[tuple[str, Fit]], aim: float) -> str:
    """Whether reviews are known as often as wanted. `fits` by span, such as `the last 30 days`, shortest first."""
    enough = next(((span, one) for span, one in fits if one.is_enough), None)
    if enough is None:
        told = max((one.answers for _, one in fits), default=0)
        so_far = f" So far there are {told}." if told else ""
        return f"After {ENOUGH} reviews it will stand here whether you know as many as was wanted.{so_far}"
    span, one = enough
    pair = (
        f"You knew {percent(one.share)} of {many(one.answers, 'review')} in {span}, {percent(aim)} was the aim, and"
        f" {percent(one.expected)} was to be expected when they came."
    )
    return f"{pair} {_verdict(one, aim)}"


def _verdict(one: Fit, aim: float) -> str:
    if one.high < one.expected:
        return "That is less than chance explains: a higher retention in the settings brings cards back sooner."
    if one.low > one.expected:
        return "That is more than chance explains: with a lower retention in the settings cards may come back later."
    if one.expected < aim - _NEAR:
        return "The scheduling fits you; they were below the aim because they came late."
    if one.expected > aim + _NEAR:
        return "The scheduling fits you; they were above the aim because they came early."
    return "The scheduling fits you."


def weeks(count: int) -> str:
    return f"The same week by week, over {many(count, 'week')}."


def studied(days: Sequence[DayStudied], ever: DayStudied, days_ever: int) -> str:
    if not ever.answers:
        return "The minutes of each day will stand here."
    some = [day for day in days if day.answers]
    answers, seconds = sum(day.answers for day in some), sum(day.seconds for day in some)
    said = "Nothing in the last {weeks}." if not some else "{answers} in {time}, on {days} of the last {weeks}."
    said = said.format(
        answers=many(answers, "answer"),
        time=minutes(seconds),
        days=many(len(some), "day"),
        weeks=many(len(days) // 7, "week"),
    )
    if ever.day < days[0].day:
        whole = f"{many(ever.answers, 'answer')} in {minutes(ever.seconds)}, on {many(days_ever, 'day')}"
        said += f" Since {date_of(ever.day).isoformat()}: {whole}."
    return said


def coming(days: Sequence[DayComing], begun: bool) -> str:
    if not begun:
        return "Once cards are answered, the days on which they come back will stand here."
    due = sum(day.due for day in days)
    if not due:
        return f"Nothing comes back in the next {many(len(days), 'day')}."
    today = f"{grouped(days[0].due)} of them today" if days[0].due else "none of them today"
    said = f"{many(due, 'card')} {'comes' if due == 1 else 'come'} back in the next {many(len(days), 'day')}, {today}."
    planned = [day for day in days if day.planned_reviews is not None]
    if planned:
        reviews = round(sum(day.planned_reviews or 0.0 for day in planned))
        new = round(sum(day.planned_new or 0.0 for day in planned))
        said += (
            f" The plan has {many(reviews, 'review')} and {many(new, 'new card')} for the {many(len(planned), 'day')}"
            " of it."
        )
    return said


def missed(topics: Sequence[MissedTopic], asked: int) -> str:
    """`asked` are all key points that were marked in rounds."""
    if not asked:
        return "After a mock interview, the key points that you missed will stand here, by topic."
    if not topics:
        return f"No key point of {grouped(asked)} was missed."
    worst = topics[0]
    return (
        f"Of {many(asked, 'key point')} that interviews asked for, you missed {grouped(sum(t.missed for t in topics))};"
        f" most in {worst.title}, {grouped(worst.missed)} of {grouped(worst.asked)}."
    )


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"
