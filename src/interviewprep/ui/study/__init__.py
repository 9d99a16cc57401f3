"""Studying: the page, the sheet on it, its keys and what it says at the end."""
