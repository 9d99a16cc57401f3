"""SQL for the items that may be asked, and the order in which new ones are met."""

from __future__ import annotations

LIVE_ITEMS = """
  FROM item JOIN card ON card.id = item.card_id JOIN deck ON deck.id = card.deck_id
 WHERE item.retired = 0 AND card.retired_ms IS NULL AND item.suspended = 0 AND item.buried_day <> :day
   AND deck.gone = 0 AND deck.suspended = 0
"""
# What a beginner can answer comes first, and a calculation after the cards that explain it, in its deck or another.
_STAGE = "CASE level WHEN 'junior' THEN 0 WHEN 'senior' THEN 2 ELSE 1 END + (card.kind = 'drill')"
_BEFORE_DRILLS = 5
NEW_IN_ORDER = f"""
SELECT id, card_id, deck_id, kind, place FROM (
  SELECT item.id, card.id AS card_id, deck.id AS deck_id, card.kind, deck.name,
         row_number() OVER (PARTITION BY deck.id ORDER BY {_STAGE}, card.position, item.position)
         + {_BEFORE_DRILLS} * (card.kind = 'drill') AS place
  {LIVE_ITEMS} AND item.state = 0)
 ORDER BY place, name LIMIT :limit
"""
"""Item, card, deck, kind and place in its deck; the decks take turns. `limit` -1 is none."""
