"""Export in the window: what leaves, as what, what that cannot hold, and where it goes."""
