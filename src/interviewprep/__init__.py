"""Prepare for technical interviews: flashcards, calculation drills and timed mock interviews."""

__version__ = "0.1.0"
