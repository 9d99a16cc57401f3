"""The page of one's progress."""
