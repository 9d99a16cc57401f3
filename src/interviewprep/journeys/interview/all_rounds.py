"""What all rounds together show: the key points that were missed, by topic, and the scores as they went."""

from __future__ import annotations

from interviewprep.interview.missed import MissedTopic
from interviewprep.interview.report import Earlier, day_of
from interviewprep.interview.round import Round, topic_of
from interviewprep.interview.score import Share, overall, share_of
from interviewprep.journeys.interview import reading
from interviewprep.journeys.interview.report import topic_titles
from interviewprep.journeys.interview.rows import BEGUN
from interviewprep.store.database import Transaction

LATEST = 12
"""Rounds whose scores are told."""

_POINTS = f"""
SELECT card.leaf, coalesce(deck.name, question.deck), deck.name IS NOT NULL AND card.retired_ms IS NULL,
       total(point.hit = 0), count(*)
  FROM interview_point AS point
  JOIN interview_question AS question ON question.id = point.question_id
  JOIN interview ON interview.id = question.interview_id
  LEFT JOIN card ON card.id = question.card_id
  LEFT JOIN deck ON deck.id = card.deck_id AND deck.gone = 0 AND deck.suspended = 0
 WHERE question.score IS NOT NULL AND {BEGUN}
 GROUP BY 1, 2, 3 ORDER BY 2
"""


def missed_topics(db: Transaction, family: str = "") -> tuple[tuple[MissedTopic, ...], int]:
    """Topics with a missed point, most missed first, and how many points were asked for in all; of decks in `family`,
    where one is named.
    """
    missed: dict[str, int] = {}
    asked: dict[str, int] = {}
    decks: dict[str, set[str]] = {}
    leaves: set[str] = set()
    for leaf, deck, is_there, misses, points in db.rows(_POINTS):
        if not _lies_in(deck, family):
            continue
        topic = topic_of(leaf or "", deck)
        if leaf:
            leaves.add(topic)
        missed[topic] = missed.get(topic, 0) + int(misses)
        asked[topic] = asked.get(topic, 0) + points
        if misses and is_there:
            decks.setdefault(topic, set()).add(deck)
    titles = topic_titles()
    found = [
        MissedTopic(
            topic,
            titles.get(topic, topic),
            count,
            asked[topic],
            tuple(sorted(decks.get(topic, ()))),
            topic in leaves,
        )
        for topic, count in missed.items()
        if count
    ]
    return tuple(sorted(found, key=lambda one: (-one.missed, -one.share, one.title))), sum(asked.values())


def scores(db: Transaction, family: str = "") -> tuple[Earlier, ...]:
    """Of the latest rounds that were marked, oldest first; with a family, of its questions alone."""
    keys = db.rows(
        f"SELECT id FROM interview WHERE {BEGUN}"
        " AND EXISTS (SELECT 1 FROM interview_question WHERE interview_id = interview.id AND score IS NOT NULL)"
        " ORDER BY started_ms DESC, id DESC LIMIT ?",
        (LATEST,),
    )
    rounds = [reading.load(db, key) for (key,) in reversed(keys)]
    scored = ((one, _score(one, family)) for one in rounds)
    return tuple(Earlier(day_of(one), one.title, share) for one, share in scored if share is not None)


def _score(round_: Round, family: str) -> Share | None:
    if not family:
        return overall(round_)
    return share_of(one for one in round_.marked if _lies_in(one.deck, family))


def _lies_in(deck: str, family: str) -> bool:
    return not family or f"{deck}/".startswith(f"{family}/")
