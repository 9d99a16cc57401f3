"""The Decks page, its dialogs, and what watches and opens deck files."""
