"""What is wrong with the areas of a card's pictures."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from interviewprep.cards.areas import MOST, fault_of
from interviewprep.cards.cloze import ClozeFault, Gap
from interviewprep.cards.media import picture_addresses


def area_faults(text: str, gaps: Sequence[Gap]) -> Iterator[ClozeFault]:
    """The faults of the gaps of a cloze text, in its order."""
    meant = [gap for gap in gaps if gap.area or gap.text.startswith("area:")]
    pictures = [end for _, end, _ in picture_addresses(text)] if meant else []
    counts: Counter[int] = Counter()
    for gap in meant:
        if message := fault_of(gap.source):
            yield ClozeFault(gap.start, "area", message)
        if gap.area is None:
            continue
        before = bisect_right(pictures, gap.start)
        counts[before] += 1
        if not before:
            message = "no picture stands before this area; write it below the ![…](…) that it hides a part of"
            yield ClozeFault(gap.start, "area-picture", message)
        elif counts[before] == MOST + 1:
            message = f"{MOST} areas of one picture are the limit; this one and those behind it are not hidden"
            yield ClozeFault(gap.start, "area-many", message)
