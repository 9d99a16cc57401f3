"""Anki packages, read."""
