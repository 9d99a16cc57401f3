"""Import in the window: what a file is, what it would change, and the question whether it should."""
