"""When to see a card again. Pure functions of a memory, a moment and a seed."""
