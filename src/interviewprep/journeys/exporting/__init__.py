"""Leaving with everything: decks and progress in our own format and in those of other programs."""
