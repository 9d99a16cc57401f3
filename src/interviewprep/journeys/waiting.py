"""What may be asked today, gathered from the database into the queue of a sitting."""

from __future__ import annotations

from collections.abc import Sequence

from interviewprep.errors import WrongUse
from interviewprep.journeys import log
from interviewprep.journeys.live_items import LIVE_ITEMS, NEW_IN_ORDER
from interviewprep.journeys.log import LIVE
from interviewprep.journeys.pace import KIND_OF_ITEM, seconds_by_kind
from interviewprep.journeys.plan import preparation, seconds_on
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import Moment
from interviewprep.memory.load import Load
from interviewprep.memory.planned_queue import build_planned
from interviewprep.memory.queue import Counts, Done, Limit, Limits, Queue, Waiting, build
from interviewprep.memory.review import Memory, State
from interviewprep.store.database import Transaction

_MEMORY = ", ".join(f"item.{name}" for name in log.MEMORY_COLUMNS.split(", "))
_SEEN = f"""
SELECT item.id, card.id, deck.id, {KIND_OF_ITEM}, item.spent_ms, {_MEMORY}
  {LIVE_ITEMS} AND item.state > 0 AND (item.due_day <= :day OR :early)
"""
# What an interview asked does not use up the cards of the day.
_DONE = f"""
SELECT deck_id, entry.state, count(DISTINCT item_id), sum(duration_ms) / 1000.0
  FROM entry JOIN card ON card.id = entry.card_id
 WHERE day = :day AND entry.kind = 'review' AND {LIVE}
   AND NOT EXISTS (SELECT 1 FROM interview WHERE interview.action = entry.action)
 GROUP BY deck_id, entry.state
"""
_SPARE_NEW = 3
"""New items fetched for each that the limit lets through, since siblings of one card wait for another day."""


class Sitting:
    """The queue of one day over some decks, and the load of the days to come."""

    def __init__(self, queue: Queue, waiting: dict[int, Waiting], due: dict[int, float], day: int) -> None:
        self._queue = queue
        self._waiting = waiting
        self._due = due
        self.day = day

    def next(self, now: Moment) -> int | None:
        front = self._queue.next_item(now)
        return None if front is None else front.item

    def after(self, now: Moment) -> int | None:
        """The item behind the one in front."""
        second = self._queue.second_item(now)
        return None if second is None else second.item

    def answered(self, item: int, after: Memory, now: Moment) -> None:
        known = self._waiting.get(item)
        if known is not None:
            self._queue.answered(known, after)
            self._waiting[item] = Waiting(item, known.card, known.deck, after, known.seconds, known.new_order)
        if after.state is State.REVIEW:
            self._due[after.due_day] = self._due.get(after.due_day, 0.0) + 1

    def counts(self) -> Counts:
        return self._queue.counts()

    def next_learning_ms(self) -> int | None:
        return self._queue.next_learning_ms()

    def load_for(self, db: Transaction, item: int) -> Load:
        """The work on the days to come, as this item must see it."""
        siblings = db.rows(
            "SELECT other.due_day FROM item AS own"
            " JOIN item AS other ON other.card_id = own.card_id AND other.id <> own.id"
            " WHERE own.id = ? AND other.state = 2 AND other.retired = 0",
            (item,),
        )
        return Load(due=self._due, siblings={row[0] for row in siblings})


def gather(
    db: Transaction,
    workplace: Workplace,
    now: Moment,
    names: Sequence[str] = (),
    *,
    everything: bool = False,
    with_new: bool = True,
    more_new: int = 0,
) -> Sitting:
    """The sitting of this moment. `everything` passes the day's limits by, for `study --auto`; `more_new` are new
    items that the user asked for beyond the limits.
    """
    chosen = resolve(db, names)
    # Who names decks, or asks for more than the day holds, leaves the plan for that sitting.
    plan = None if everything or chosen or more_new else preparation(db, workplace, now)
    kinds = seconds_by_kind(db)
    found = []
    for item, card, deck, kind, spent_ms, *memory in db.rows(_SEEN, {"day": now.day, "early": plan is not None}):
        if not chosen or deck in chosen:
            known = log.memory_of(memory)
            found.append(Waiting(item, card, deck, known, spent_ms / 1000 / known.reviews if spent_ms else kinds[kind]))
    most_new = -1
    if not with_new:
        most_new = 0
    elif not (everything or chosen or plan):
        most_new = (workplace.settings.new_a_day + more_new) * _SPARE_NEW
    for item, card, deck, kind, place in db.rows(NEW_IN_ORDER, {"day": now.day, "limit": most_new}):
        if not chosen or deck in chosen:
            found.append(Waiting(item, card, deck, Memory(), kinds[kind], place))
    limits = _limits(db, workplace, now, everything=everything, more_new=more_new)
    done = Done() if everything else _done(db, now)
    parameters = workplace.rules().parameters
    if plan:
        queue = build_planned(found, now, plan, limits, done, seed=now.day, parameters=parameters)
    else:
        queue = build(found, now, limits, done, seed=now.day, parameters=parameters)
    due = dict(
        db.rows(
            "SELECT due_day, count(*) FROM item WHERE state = 2 AND due_day > ? AND retired = 0 GROUP BY due_day",
            (now.day,),
        )
    )
    return Sitting(queue, {one.item: one for one in found}, due, now.day)


def resolve(db: Transaction, names: Sequence[str], *, with_interviews: bool = False) -> set[int]:
    """Ids of the decks with these names, or unique endings of names; raises WrongUse on any other."""
    sql = "SELECT id, name FROM deck WHERE gone = 0 AND (kind = 'deck' OR ?)"
    every = {name: key for key, name in db.rows(sql, (with_interviews,))}
    found = set()
    for name in names:
        wanted = name.removesuffix(".md").strip("/")
        fitting = [full for full in every if full == wanted] or [
            full for full in every if f"/{full}".endswith(f"/{wanted}")
        ]
        family = [full for full in every if full.startswith(f"{wanted}/")]
        if len(fitting) > 1:
            raise WrongUse(name, reason=f"could be {' or '.join(sorted(fitting))}; write more of the name")
        if not fitting and not family:
            raise WrongUse(name, reason="no deck has this name; see them with: interviewprep decks")
        found |= {every[full] for full in fitting or family}
    return found


def find_cards(db: Transaction, names: Sequence[str]) -> list[tuple[str, str, str, int, str, int, str]]:
    """Of the cards with these names, or of all: deck, root, language, line, source, item and face."""
    sql = (
        "SELECT deck.name, deck.root, deck.language, card.line, card.id, item.id, item.face, card.written_id,"
        " deck.id FROM item JOIN card ON card.id = item.card_id JOIN deck ON deck.id = card.deck_id"
        " WHERE item.retired = 0 AND card.retired_ms IS NULL ORDER BY deck.name, card.position, item.position"
    )
    rows = db.rows(sql)
    # Once for each card, since one of many gaps has as many items.
    sources = dict(db.rows("SELECT id, source FROM card WHERE retired_ms IS NULL"))
    if not names:
        return [(*row[:4], sources[row[4]], *row[5:7]) for row in rows]
    found = []
    for name in names:
        deck, mark, key = name.partition("#")
        line = ""
        if not mark and deck.rpartition(":")[2].isdigit():
            deck, _, line = deck.rpartition(":")
        decks = resolve(db, [deck])
        fitting = [row for row in rows if row[8] in decks and (not mark or row[7] == key)]
        if line:
            starts = [row[3] for row in fitting if row[3] <= int(line)]
            fitting = [row for row in fitting if starts and row[3] == max(starts)]
        if not fitting:
            raise WrongUse(name, reason="no card has this name")
        found += [(*row[:4], sources[row[4]], *row[5:7]) for row in fitting]
    return found


def _limits(db: Transaction, workplace: Workplace, now: Moment, *, everything: bool, more_new: int) -> Limits:
    if everything:
        return Limits(Limit(10**9, 10**9))
    settings = workplace.settings
    day = Limit(settings.new_a_day + more_new, settings.reviews_a_day)
    own = db.rows(
        "SELECT id, new_limit, review_limit FROM deck WHERE new_limit IS NOT NULL OR review_limit IS NOT NULL"
    )
    decks = {
        key: Limit(day.new if new is None else new and new + more_new, day.reviews if reviews is None else reviews)
        for key, new, reviews in own
    }
    # Who asks for more new cards has decided that the day is longer.
    seconds = None if more_new else seconds_on(settings, now.day)
    return Limits(day, decks, seconds)


def _done(db: Transaction, now: Moment) -> Done:
    new: dict[int, int] = {}
    reviews: dict[int, int] = {}
    seconds = 0.0
    for deck, state, count, spent in db.rows(_DONE, {"day": now.day}):
        seconds += spent
        if state == State.NEW:
            new[deck] = count
        elif state == State.REVIEW:
            reviews[deck] = count
    cards = {
        row[0] for row in db.rows("SELECT DISTINCT card_id FROM item WHERE last_day = ? AND reviews > 0", (now.day,))
    }
    return Done(new, reviews, seconds, cards)
