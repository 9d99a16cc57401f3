"""What most tests need: a data folder of their own, a clock that stands still until it is told, and small decks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from interviewprep.journeys.workplace import Workplace, for_writing
from interviewprep.paths import Places
from stopped_clock import StoppedClock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "ours", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("ours")


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def workplace(tmp_path: Path, clock: StoppedClock) -> Iterator[Workplace]:
    """An empty data folder, open for writing, without the shipped decks."""
    with for_writing(Places(tmp_path / "data"), clock, "test", with_shipped=False) as opened:
        yield opened


@pytest.fixture
def write_deck(workplace: Workplace, clock: StoppedClock) -> Callable[[str, str], Path]:
    """Write a deck file of the user's own and take it over."""

    def write(name: str, text: str) -> Path:
        path = workplace.places.decks / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        workplace.refresh()
        return path

    return write
