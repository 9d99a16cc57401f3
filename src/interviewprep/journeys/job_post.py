"""Which decks fit a job post: each telling word of the post leads to the decks that speak most of it."""

from __future__ import annotations

import re
from collections import Counter
from math import log

from interviewprep.journeys.workplace import Workplace

_WORD = re.compile(r"[a-z][a-z0-9+#-]*[a-z0-9+#]")
_LEAST = 0.3
"""Logarithm of the decks there are for each that has a word, from which on the word tells something."""
_SHARE = 0.15
"""Part of a deck's cards that have the word, if the deck speaks of it."""
_FEW_CARDS = 10
"""Added to the cards of each deck, so that one card in five does not make a subject."""
_ENOUGH, _OF_THE_BEST = 0.2, 0.3
"""Scores below these are chance."""
_LEADS = 3
"""Decks that one word leads to."""
_SHORTEST = 3
_ENDINGS = ("ations", "ation", "izing", "ising", "ized", "ised", "ings", "ing", "ers", "er", "es", "ed", "s")


def fitting_decks(workplace: Workplace, post: str) -> list[str]:
    """Names of decks in use, the best first; none where no deck speaks of what the post does."""
    with workplace.database.read() as db:
        rows = db.rows(
            "SELECT deck.name, deck.title, card.source FROM card JOIN deck ON deck.id = card.deck_id"
            " WHERE card.retired_ms IS NULL AND deck.gone = 0 AND deck.suspended = 0 AND deck.kind = 'deck'"
        )
    decks: dict[str, Counter[str]] = {}
    cards: Counter[str] = Counter()
    for name, title, source in rows:
        decks.setdefault(name, Counter(_stems(title))).update(set(_stems(source)))
        cards[name] += 1
    scores: dict[str, float] = {}
    for word in set(_stems(post)):
        shares = {name: words[word] / (cards[name] + _FEW_CARDS) for name, words in decks.items() if words[word]}
        if shares and (weight := log(len(decks) / len(shares))) >= _LEAST:
            speaking = sorted((name for name, share in shares.items() if share >= _SHARE), key=shares.__getitem__)
            for name in speaking[-_LEADS:]:
                scores[name] = scores.get(name, 0.0) + weight * shares[name]
    enough = max(_ENOUGH, _OF_THE_BEST * max(scores.values(), default=0.0))
    return sorted((name for name, score in scores.items() if score >= enough), key=lambda name: -scores[name])


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
