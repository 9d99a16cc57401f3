"""What the window's tests share: the look, the commands, and a data folder with a few small decks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import Commands
from interviewprep.ui.theme import Theme

HABITS = """---
title: Habits
---

# Measuring

## What comes first? {#baseline .junior}

A baseline.

## How often is it measured? {#repeats}

Until the spread is known.
"""
KERNELS = """---
title: Kernels
---

# Memory

## A warp has how many threads? {#warp}

32

## A kernel that moves bytes more than it computes is {{bound by memory}}. {#bound}
"""


@pytest.fixture
def theme(qapp: QApplication, workplace: Workplace) -> Theme:
    made = Theme(workplace.settings)
    made.apply()
    return made


@pytest.fixture
def commands(qapp: QApplication, workplace: Workplace) -> Commands:
    return Commands(workplace.settings)


@pytest.fixture
def decks(write_deck: Callable[[str, str], Path]) -> list[Path]:
    """Two small decks of the user's own: `habits` with two cards, `kernels/memory` with two more."""
    return [write_deck("habits", HABITS), write_deck("kernels/memory", KERNELS)]
