from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from interviewprep.journeys.recovery import backups, helps, look_into, why
from interviewprep.journeys.study import Study
from interviewprep.journeys.upkeep import backup
from interviewprep.journeys.workplace import ProgressMissing, for_writing
from interviewprep.memory.fsrs import Rating
from interviewprep.paths import Places
from interviewprep.settings import Settings
from interviewprep.store.database import DatabaseDamaged, DatabaseNewer
from interviewprep.ui.recovery_page import RecoveryPage

DECK = "## One? {#one}\n\nYes.\n\n## Two? {#two}\n\nNo.\n"


@pytest.fixture
def places(tmp_path: Path, clock) -> Places:
    """A data folder with two backups, the newer with one answer more."""
    where = Places(tmp_path / "kept")
    with for_writing(where, clock, "test", with_shipped=False) as workplace:
        (where.decks / "small.md").write_text(DECK)
        workplace.refresh()
        study = Study(workplace)
        study.start()
        for _ in range(2):
            study.grade(Rating.GOOD, 1000)
            backup(where, clock)
            clock.pass_seconds(60)
    return where


def damage(places: Places) -> None:
    data = bytearray(places.database.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    places.database.write_bytes(data)


@pytest.fixture
def page(qtbot, places, clock, theme):
    damage(places)
    made = RecoveryPage(DatabaseDamaged(places.database, what="a page is torn"), places, clock, theme)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: not made._waiting)
    return made


def spoken(page) -> list[str]:
    return [entry.spoken for entry in page._list._model.entries]


def test_the_backups_are_listed_with_what_they_hold(page):
    assert len(spoken(page)) == 2
    assert "2 cards, 2 answers, the last 1 Mar 2026, 09:01" in spoken(page)[0]
    assert "2 cards, 1 answer" in spoken(page)[1]


def test_the_reason_is_told_without_a_command_for_the_terminal():
    assert why(DatabaseDamaged("progress.db", what="a page is torn")) == (
        "progress.db is damaged (a page is torn). It was left as it is."
    )
    assert "interviewprep restore" not in why(ProgressMissing("folder", count=2))


def test_a_backup_is_put_back_and_the_damaged_file_kept(qtbot, page, places, clock):
    with qtbot.waitSignals([page.said, page.restored]):
        page._restore_button.click()
    with for_writing(places, clock, "test", with_shipped=False) as workplace, workplace.database.read() as db:
        assert db.value("SELECT count(*) FROM entry WHERE kind = 'review'") == 2
    assert len(list(places.data.glob("progress-replaced-*.db"))) == 1


def test_a_bad_backup_is_named_and_cannot_be_chosen(qtbot, places, clock, theme):
    newest = backups(places)[0]
    newest.write_bytes(b"nothing")
    assert look_into(places, newest).fault
    page = RecoveryPage(ProgressMissing(places.data, count=2), places, clock, theme)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: not page._waiting)
    assert "cannot be used" in spoken(page)[0]
    assert not page._restore_button.isEnabled()


def test_backups_are_not_offered_where_they_are_no_help(qtbot, places, clock, theme):
    fault = DatabaseNewer(places.database, found=9, known=1)
    assert not helps(fault)
    page = RecoveryPage(fault, places, clock, theme)
    qtbot.addWidget(page)
    assert page._restore_button.isHidden()
    assert "Nothing was changed" in page._said.text()


def test_large_text_in_a_small_window_is_scrolled_and_not_cut(qtbot, page, theme):
    theme.take(Settings(text_percent=200))
    page.resize(570, 480)
    page.show()
    qtbot.waitUntil(lambda: page._column.verticalScrollBar().maximum() > 0)
    assert page._column.horizontalScrollBar().maximum() == 0
    for label in page.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
    button = page._restore_button
    assert button.parent().rect().contains(button.geometry())
    assert button.height() >= button.sizeHint().height()
