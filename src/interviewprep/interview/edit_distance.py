"""How far a misspelt word is from the right one, within a bound."""

from __future__ import annotations


def bound_for(length: int) -> int:
    """Slips allowed in a word of so many letters."""
    return 0 if length < 4 else 1 if length < 7 else 2


def within(left: str, right: str, bound: int) -> bool:
    """Whether at most `bound` letters are wrong, missing, too many or swapped with their neighbour."""
    if abs(len(left) - len(right)) > bound:
        return False
    if left == right:
        return True
    far = bound + 1
    older: list[int] = []
    old = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        new = [i] + [far] * len(right)
        for j in range(max(1, i - bound), min(len(right), i + bound) + 1):
            b = right[j - 1]
            new[j] = min(old[j - 1] + (a != b), old[j] + 1, new[j - 1] + 1)
            if older and j > 1 and a == right[j - 2] and left[i - 2] == b:
                new[j] = min(new[j], older[j - 2] + 1)
        if min(new) > bound:
            return False
        older, old = old, new
    return old[-1] <= bound
