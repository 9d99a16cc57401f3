"""Where progress is kept: one SQLite file."""
