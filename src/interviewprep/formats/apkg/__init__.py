"""Anki packages, written."""
