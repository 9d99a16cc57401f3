"""The page of the plan: the day of the interview, what counts for it, and what to expect."""
