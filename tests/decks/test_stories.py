"""How well the guess at Situation, Task, Action and Result tells a thin result from one that is there."""

from __future__ import annotations

from pathlib import Path

from interviewprep.cards.model import PartName
from interviewprep.interview.star import shares
from shipped import cards

THIN = (Path(__file__).parent.parent / "samples" / "thin_stories.txt").read_text(encoding="utf-8").splitlines()


def stories() -> dict[str, str]:
    """The model answers of the shipped behavioural questions, by the cards' ids."""
    told = [one for one in cards() if "behavioural" in one.card.attributes.tags]
    return {one.id: one.card.part(PartName.ANSWER) for one in told if one.card.has(PartName.ANSWER)}


def test_complete_stories_are_hardly_ever_called_thin():
    told = stories()
    assert len(told) >= 50
    assert len([name for name, text in told.items() if shares(text).thin_result]) <= 3


def test_stories_without_a_result_are_hardly_ever_called_complete():
    assert len(THIN) == 20
    assert len([text for text in THIN if not shares(text).thin_result]) <= 1


def test_a_number_near_the_end_is_a_result_and_one_at_the_start_is_none():
    told = "We had a slow job of 90 minutes. I had to mend it. I profiled the loader. I moved decoding. {end}"
    assert not shares(told.format(end="It runs for 40 minutes now and has done so ever since.")).thin_result
    assert shares(
        "It ran for 90 minutes. I had to mend it. I profiled it. I moved decoding. I wrote a test."
    ).thin_result
