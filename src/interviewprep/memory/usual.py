"""How people usually answer, where the program has to foresee it: the defaults of the fsrs-rs 6.6 simulator."""

from __future__ import annotations

FIRST_SHARES = (0.24, 0.094, 0.495, 0.171)
"""Again, Hard, Good and Easy among the first answers to new items."""
PASS_SHARES = (0.224, 0.631, 0.145)
"""Hard, Good and Easy among the answers that were right."""

# Answers that an item takes before it is done for the day, from the same source and the default steps.
ANSWERS_NEW = 2.9
ANSWERS_LEARNING = 1.8
ANSWERS_RELEARNING = 1.3
"""Also the further answers on the day of a lapse."""
