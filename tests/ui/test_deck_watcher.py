from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from interviewprep.journeys import folders
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.decks.watcher import DeckWatcher

CARD = "## What is a warp?\n\n32 threads.\n"
LONG_MS = 10_000


@pytest.fixture
def watch(qtbot, workplace: Workplace) -> Iterator[Callable[[], DeckWatcher]]:
    made: list[DeckWatcher] = []

    def begin() -> DeckWatcher:
        made.append(DeckWatcher(workplace))
        return made[-1]

    yield begin
    for one in made:
        one.deleteLater()


@contextmanager
def told(qtbot, watcher: DeckWatcher) -> Iterator[None]:
    """The block changes files; the watcher says so, once, after it."""
    with qtbot.waitSignal(watcher.changed, timeout=LONG_MS):
        yield


def test_a_save_in_place_is_noticed(qtbot, workplace, write_deck, watch):
    path = write_deck("gpu", CARD)
    watcher = watch()
    for text in (CARD + "Lanes.\n", CARD + "Lanes again.\n"):
        with told(qtbot, watcher):
            path.write_text(text)
        assert workplace.refresh().changed == 1


def test_a_save_by_rename_is_noticed_again_and_again(qtbot, workplace, write_deck, watch):
    path = write_deck("gpu", CARD)
    watcher = watch()
    for turn in range(3):
        with told(qtbot, watcher):
            beside = path.with_name(".gpu.md.new")
            beside.write_text(CARD + f"Turn {turn}.\n")
            beside.replace(path)
        assert workplace.refresh().changed == 1


def test_a_save_that_keeps_the_old_file_as_a_backup_is_noticed_again(qtbot, workplace, write_deck, watch):
    path = write_deck("gpu", CARD)
    watcher = watch()
    for turn in range(2):
        with told(qtbot, watcher):
            backup = path.with_name(f"gpu.md.{turn}~")
            os.link(path, backup)
            beside = path.with_name(".gpu.md.new")
            beside.write_text(CARD + f"Turn {turn}.\n")
            beside.replace(path)
        assert workplace.refresh().changed == 1
    with told(qtbot, watcher):
        path.write_text(CARD + "In place.\n")
    assert workplace.refresh().changed == 1


def test_new_and_deleted_files_are_noticed(qtbot, workplace, write_deck, watch):
    path = write_deck("gpu", CARD)
    watcher = watch()
    with told(qtbot, watcher):
        path.with_name("tpu.md").write_text(CARD.replace("warp", "core"))
    assert workplace.refresh().added == 1
    with told(qtbot, watcher):
        path.unlink()
    assert workplace.refresh().retired == 1


def test_a_file_in_a_new_folder_is_noticed(qtbot, workplace, watch):
    watcher = watch()
    folder = workplace.places.decks / "cuda" / "memory"
    with told(qtbot, watcher):
        folder.mkdir(parents=True)
    with told(qtbot, watcher):
        (folder / "gpu.md").write_text(CARD)
    assert workplace.refresh().added == 1


def test_many_saves_at_once_are_told_once(qtbot, workplace, write_deck, watch):
    paths = [write_deck(f"family-{n % 10}/deck-{n}", CARD.replace("warp", f"thing {n}")) for n in range(100)]
    watcher = watch()
    said: list[int] = []
    watcher.changed.connect(lambda: said.append(1))
    with told(qtbot, watcher):
        for path in paths:
            path.write_text(path.read_text() + "More.\n")
    assert workplace.refresh().changed == 100
    assert len(said) == 1


def test_a_linked_folder_is_watched_after_arming(qtbot, workplace, tmp_path: Path, watch):
    watcher = watch()
    (tmp_path / "notes").mkdir()
    folders.link(workplace, tmp_path / "notes")
    watcher.arm()
    with told(qtbot, watcher):
        (tmp_path / "notes" / "gpu.md").write_text(CARD)
    folders.unlink(workplace, str(tmp_path / "notes"))
    watcher.arm()
    assert not any(path.startswith(str(tmp_path / "notes")) for path in watcher.watched)


def test_coming_back_to_the_window_looks_at_the_files(qtbot, qapp: QApplication, watch):
    watcher = watch()
    with told(qtbot, watcher):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
