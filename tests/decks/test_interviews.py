"""What every shipped interview must keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interviewprep.errors import Severity
from interviewprep.interview.blueprint_file import read
from interviewprep.interview.blueprint_writer import write
from interviewprep.interview.timetable import SHORTEST_ANSWER_S
from interviewprep.journeys.interview import blueprints
from interviewprep.journeys.interview.draft import Wishes, draft
from interviewprep.journeys.workplace import for_reading
from interviewprep.paths import Places
from stopped_clock import StoppedClock

FOLDER = Path(__file__).parent.parent.parent / "decks" / "interviews"
FILES = sorted(FOLDER.glob("*.md"))


@pytest.fixture(scope="module")
def shipped_workplace(tmp_path_factory):
    with for_reading(Places(tmp_path_factory.mktemp("interviews")), StoppedClock()) as workplace:
        workplace.refresh()
        yield workplace


def test_there_is_a_round_for_each_occasion():
    assert len(FILES) >= 8
    roles = {read(path.read_text(encoding="utf-8"), "").blueprint.role for path in FILES}
    assert {"ML Performance Engineer", "ML Model Optimization Engineer"} <= roles


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_round_has_no_fault_and_a_briefing_that_says_what_is_listened_for(path):
    found = read(path.read_text(encoding="utf-8"), path.name)
    assert found.problems == ()
    assert found.blueprint.description
    words = re.findall(r"\w+", found.blueprint.briefing)
    assert 60 <= len(words) <= 400
    assert "### What is listened for" in found.blueprint.briefing
    assert read(write(found.blueprint), "").blueprint == found.blueprint


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_shipped_decks_can_fill_it_many_times_over(path, shipped_workplace):
    found = blueprints.find(shipped_workplace, f"interviews/{path.stem}")
    draws = set()
    for seed in range(8):
        drafted = draft(shipped_workplace, found, Wishes(seed=str(seed)))
        assert [one.message for one in drafted.problems] == []
        assert min(slot.answer_ms for slot in drafted.times.slots) >= SHORTEST_ANSWER_S * 1000
        draws.add(tuple(one.candidate.name for one in drafted.questions))
    assert len(draws) >= 7


def test_an_adjusted_round_can_be_filled_too(shipped_workplace):
    from interviewprep.cards.model import Level
    from interviewprep.interview.blueprint import Adjustment

    for path in FILES:
        found = blueprints.find(shipped_workplace, f"interviews/{path.stem}")
        for change in (Adjustment(minutes=20), Adjustment(extra_time=2.0), Adjustment(levels=(Level.MID,))):
            drafted = draft(shipped_workplace, found, Wishes(seed="1", change=change))
            assert all(one.severity is Severity.WARNING for one in drafted.problems)
            assert drafted.questions
