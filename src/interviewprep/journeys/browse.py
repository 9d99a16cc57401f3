"""Finding cards by their words: what the page of cards and `interviewprep find` show.

One read of plain SQL, then Python: the words are folded (case and accents), which SQLite cannot do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from interviewprep.cards.faces import POINT
from interviewprep.cards.query import Filter, Query, fold, parse
from interviewprep.journeys.face import Face, face_of
from interviewprep.journeys.leeches import leeches
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.load import NO_LOAD
from interviewprep.rendering.one_line import one_line
from interviewprep.store.database import Transaction
from interviewprep.words import span

_DAY_S = 86_400
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SQL = """
SELECT card.id, deck.name, deck.title, card.line, card.written_id, card.kind, card.leaf, card.tags, card.question,
       card.answer, card.marked, deck.suspended, items.suspended, items.learning, items.known, items.due_day, items.due,
       items.buried
  FROM card JOIN deck ON deck.id = card.deck_id
  JOIN (SELECT card_id, max(suspended) AS suspended, max(state IN (1, 3)) AS learning, max(state = 2) AS known,
               min(CASE WHEN state > 0 THEN due_day END) AS due_day,
               max(state > 0 AND due_day <= :day AND suspended = 0 AND buried_day <> :day) AS due,
               max(buried_day = :day) AS buried
          FROM item WHERE retired = 0 GROUP BY card_id) AS items ON items.card_id = card.id
 WHERE card.retired_ms IS NULL AND deck.gone = 0 AND deck.kind = 'deck'
 ORDER BY deck.name, card.position
"""
# The last time that a point was marked counts: what was missed once and said since is no longer missed.
_MISSED = """
SELECT DISTINCT card_id FROM (
  SELECT asked.card_id, hit, row_number() OVER (PARTITION BY asked.card_id, point ORDER BY marked_ms DESC) AS place
    FROM interview_point JOIN interview_question AS asked ON asked.id = question_id
   WHERE marked_ms IS NOT NULL)
 WHERE place = 1 AND hit = 0
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A card that fits."""

    key: int
    deck: str
    deck_title: str
    line: int
    written_id: str
    kind: str
    markdown: str
    """The question as it stands in the file."""
    standing: str
    """How far it is, in words: `new`, `learning`, `due`, `in 4 days`."""
    suspended: bool
    deck_suspended: bool
    marked: bool

    @property
    def question(self) -> str:
        """One line of plain words; worked out when asked for, since few of many are looked at."""
        return one_line(self.markdown)

    @property
    def state(self) -> str:
        resting = "suspended" if self.suspended else "deck suspended" if self.deck_suspended else self.standing
        return f"{resting}, marked" if self.marked else resting

    @property
    def address(self) -> str:
        return f"{self.deck}#{self.written_id}" if self.written_id else f"{self.deck}:{self.line}"


@dataclass(frozen=True, slots=True)
class Results:
    """`cards` are the first of the `count` that fit, best first."""

    count: int
    cards: tuple[Found, ...]
    of: int
    """How many cards there are."""


def find(workplace: Workplace, typed: str, limit: int | None = None) -> Results:
    """The cards that hold all that was typed; all cards where that is nothing. Raises `QueryUnclear`."""
    query = parse(typed)
    now = workplace.now()
    with workplace.database.read() as db:
        rows = db.rows(_SQL, {"day": now.day})
        special = _special(db, workplace, query)
    fitting = []
    checks = [_check(one, special) for one in query.filters]
    for place, row in enumerate(rows):
        if all(check(row) for check in checks) and (cost := _cost(query, row)) is not None:
            fitting.append((cost, place))
    fitting.sort()
    return Results(len(fitting), tuple(_found(rows[place], now.day) for _, place in fitting[:limit]), len(rows))


def face(workplace: Workplace, key: int) -> Face | None:
    """The first face of a card, to be looked at; None where it is gone."""
    now = workplace.now()
    with workplace.database.read() as db:
        item = db.value(
            "SELECT item.id FROM item JOIN card ON card.id = card_id WHERE card_id = ? AND retired = 0"
            f" AND retired_ms IS NULL ORDER BY face LIKE '{POINT}%', item.position LIMIT 1",
            (key,),
        )
        return None if item is None else face_of(db, item, workplace.roots(), now, workplace.rules(), NO_LOAD)


def _special(db: Transaction, workplace: Workplace, query: Query) -> dict[str, set[int]]:
    """Cards in states that stand in no row of theirs, where they are asked for."""
    found: dict[str, set[int]] = {}
    if query.asks("is", "leech"):
        items = leeches(db, workplace.rules())
        found["leech"] = {card for item, card in db.rows("SELECT id, card_id FROM item") if item in items}
    if query.asks("is", "missed"):
        found["missed"] = {card for (card,) in db.rows(_MISSED)}
    return found


def _check(wanted: Filter, special: dict[str, set[int]]) -> Callable[[tuple[object, ...]], bool]:
    def fits(row: tuple[object, ...]) -> bool:
        return _is(wanted, row, special) is wanted.wanted

    return fits


def _is(wanted: Filter, row: tuple[object, ...], special: dict[str, set[int]]) -> bool:
    value = wanted.value
    key, deck, title, _, _, kind, leaf, tags = row[:8]
    match wanted.name:
        case "deck":
            return value in fold(str(deck)) or value in fold(str(title))
        case "leaf":
            return fold(str(leaf)).startswith(value)
        case "tag":
            return value in fold(str(tags)).split()
        case "kind":
            return kind == value
    return key in special[value] if value in special else _stands(value, row)


def _stands(state: str, row: tuple[object, ...]) -> bool:
    marked, deck_suspended, suspended, learning, known, due_day, due = row[10:17]
    return bool(
        {
            "new": due_day is None,
            "learning": learning,
            "due": due and not deck_suspended,
            "known": known and not learning,
            "suspended": suspended or deck_suspended,
            "marked": marked,
        }[state]
    )


def _cost(query: Query, row: tuple[object, ...]) -> int | None:
    """None where the card does not fit; less is better: in the question before elsewhere, whole words before parts."""
    if not query.words and not query.without:
        return 0
    question, rest = fold(str(row[8])), ""
    # The options of a choice are no part of what is asked.
    head = question.partition("\n- [")[0]
    cost = 0
    for words in query.words:
        if words.is_in(head):
            cost += not words.is_whole_in(head)
            continue
        rest = rest or _rest(row)
        if not words.is_in(question) and not words.is_in(rest):
            return None
        cost += 2 + (not words.is_whole_in(question) and not words.is_whole_in(rest))
    if query.without:
        rest = rest or _rest(row)
        if any(words.is_in(question) or words.is_in(rest) for words in query.without):
            return None
    return cost


def _rest(row: tuple[object, ...]) -> str:
    """All but the question in which words are looked for."""
    written_id, tags, answer = str(row[4]), str(row[7]), str(row[9])
    said = _COMMENT.sub("", answer) if "<!--" in answer else answer
    return fold(f"{said}\n{tags}\n{written_id}")


def _found(row: tuple[object, ...], today: int) -> Found:
    key, deck, title, line, written_id, kind, _, _, question, _, marked, deck_suspended, suspended = row[:13]
    learning, _, due_day, due, buried = row[13:]
    if due_day is None:
        standing = "new"
    elif buried:
        standing = "buried until tomorrow"
    elif learning:
        standing = "learning"
    else:
        standing = "due" if due else f"in {span((int(str(due_day)) - today) * _DAY_S)}"
    return Found(
        int(str(key)),
        str(deck),
        str(title) or str(deck),
        int(str(line)),
        str(written_id),
        str(kind),
        str(question),
        standing,
        bool(suspended),
        bool(deck_suspended),
        bool(marked),
    )
