"""Foreign HTML as Markdown that shows alike."""
