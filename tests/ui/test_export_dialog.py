"""Export in the window: what, as what, what that cannot hold, where to, and the file that comes of it."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget

from interviewprep.formats.leaving import FileKind
from interviewprep.formats.sheet.content import Sheet
from interviewprep.journeys.set_aside import mark_cards
from interviewprep.journeys.study import Study
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.exporting.dialog import ExportDialog
from interviewprep.ui.exporting.kinds import KINDS, Kind

LONG_MS = 20_000


def kind(wanted: FileKind) -> Kind:
    return next(one for one in KINDS if one.kind is wanted)


@pytest.fixture
def give(qtbot, window) -> Callable[..., ExportDialog]:
    """Asks the window to export these decks and waits until they are counted."""

    def begin(*decks: str) -> ExportDialog:
        window.open_transfers().give(list(decks))
        dialog = window.transfers.exports.dialog
        counted(qtbot, dialog)
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=LONG_MS)
        return dialog

    return begin


def counted(qtbot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=LONG_MS)


def write(qtbot, dialog: ExportDialog, target: Path) -> None:
    with qtbot.waitSignal(dialog.exported, timeout=LONG_MS):
        dialog.write(str(target))


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_every_kind_that_can_be_written_is_offered():
    assert {one.kind for one in KINDS} == set(FileKind)


def test_the_chosen_decks_come_first_and_everything_can_be_taken_instead(qtbot, give):
    dialog = give("habits")
    assert dialog.wishes.part.decks == ("habits",)
    assert "2 cards in 1 deck" in words(dialog)
    assert dialog.answer.text() == "Export 2 cards …"
    dialog.wishes.choose_part(1)
    counted(qtbot, dialog)
    assert dialog.wishes.part.decks == ()
    assert "4 cards in 2 decks" in words(dialog)


def test_a_deck_chosen_on_the_decks_page_is_exported_by_its_key(qtbot, window):
    window.go("decks")
    window.page.tree.choose("habits")
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=LONG_MS)
    QTest.keySequence(window.page.tree, "X")
    assert window.transfers.exports.dialog.wishes.part.decks == ("habits",)


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        (FileKind.BUNDLE, lambda path: any(name.endswith("habits.md") for name in zipfile.ZipFile(path).namelist())),
        (FileKind.ANKI, lambda path: any(name.startswith("collection.") for name in zipfile.ZipFile(path).namelist())),
        (FileKind.CSV, lambda path: "A baseline." in path.read_text(encoding="utf-8-sig")),
        (FileKind.TSV, lambda path: "A baseline." in path.read_text(encoding="utf-8-sig")),
        (FileKind.MARKDOWN, lambda path: "## What comes first?" in (path / "habits.md").read_text()),
        (FileKind.PDF, lambda path: path.read_bytes().startswith(b"%PDF")),
        (FileKind.HTML, lambda path: "A baseline." in path.read_text()),
    ],
    ids=lambda value: value.value if isinstance(value, FileKind) else "",
)
def test_each_kind_is_written_and_told(qtbot, window, give, tmp_path, wanted, holds):
    dialog = give("habits")
    dialog.wishes.choose(kind(wanted))
    counted(qtbot, dialog)
    target = tmp_path / f"out{kind(wanted).ending}"
    write(qtbot, dialog, target)
    assert holds(target)
    assert f"{target.name} is written: 2 cards in 1 deck" in window.bar.shown.text
    assert window.bar.shown.action == "Show folder"
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_user_is_asked_where_and_a_name_is_proposed(give, qtbot):
    dialog = give("kernels/memory")
    dialog.answer.click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert Path(chooser.selectedFiles()[0]).name == "memory.zip"
    chooser.reject()
    dialog.wishes.choose(kind(FileKind.MARKDOWN))
    counted(qtbot, dialog)
    dialog.answer.click()
    assert dialog.findChildren(QFileDialog)[-1].fileMode() is QFileDialog.FileMode.Directory


def test_progress_is_counted_when_it_goes_along(qtbot, workplace, give):
    study = Study(workplace)
    study.start()
    study.grade(Rating.GOOD, 2000)
    dialog = give()
    assert "review" not in words(dialog).partition("cards in")[2].partition("\n")[0]
    dialog.wishes.progress.click()
    counted(qtbot, dialog)
    assert "4 cards in 2 decks, 1 review" in words(dialog)
    dialog.wishes.choose(kind(FileKind.CSV))
    counted(qtbot, dialog)
    assert not dialog.wishes.wanted.with_progress
    assert not dialog.wishes.progress.isVisible()


def test_what_a_format_cannot_hold_is_said_before(qtbot, give, write_deck):
    write_deck("shown", "---\ntitle: Shown\ndescription: About it.\n---\n\n## What?\n\nThat.\n")
    dialog = give("shown")
    assert not dialog.losses.isVisible()
    dialog.wishes.choose(kind(FileKind.CSV))
    counted(qtbot, dialog)
    assert "1 × decks lose their description" in dialog.losses.text()


def test_only_marked_cards_leave_where_that_is_wished(qtbot, workplace, give):
    dialog = give()
    dialog.wishes.marked.click()
    counted(qtbot, dialog)
    assert not dialog.answer.isEnabled()
    assert "Nothing fits" in words(dialog)
    with workplace.database.read() as db:
        key = db.value("SELECT id FROM card LIMIT 1")
    mark_cards(workplace, {key: True})
    dialog.reject()
    dialog = give()
    dialog.wishes.marked.click()
    counted(qtbot, dialog)
    assert dialog.answer.text() == "Export 1 card …"


def test_the_formula_guard_is_a_switch(qtbot, give, write_deck, tmp_path):
    write_deck("sums", "## What is it?\n\n=1+1\n")
    for guarded, cell in ((True, "'=1+1"), (False, "=1+1")):
        dialog = give("sums")
        dialog.wishes.choose(kind(FileKind.CSV))
        counted(qtbot, dialog)
        if not guarded:
            dialog.wishes.guard.click()
            counted(qtbot, dialog)
        target = tmp_path / f"{guarded}.csv"
        write(qtbot, dialog, target)
        with open(target, encoding="utf-8-sig", newline="") as file:
            assert cell in [value for row in csv.reader(file) for value in row]


def test_what_is_printed_can_be_chosen(qtbot, give, tmp_path):
    dialog = give("habits")
    dialog.wishes.choose(kind(FileKind.HTML))
    dialog.wishes.sheet.setCurrentIndex(dialog.wishes.sheet.findData(Sheet.QUESTIONS.value))
    counted(qtbot, dialog)
    write(qtbot, dialog, tmp_path / "out.html")
    assert "A baseline." not in (tmp_path / "out.html").read_text()


def test_files_in_a_folder_are_replaced_only_when_that_is_wished(qtbot, window, give, tmp_path):
    (tmp_path / "habits.md").write_text("mine")
    dialog = give("habits")
    dialog.wishes.choose(kind(FileKind.MARKDOWN))
    counted(qtbot, dialog)
    dialog.write(str(tmp_path))
    qtbot.waitUntil(lambda: dialog.replace.isVisible(), timeout=LONG_MS)
    assert "files of these names" in words(dialog)
    assert (tmp_path / "habits.md").read_text() == "mine"
    with qtbot.waitSignal(dialog.exported, timeout=LONG_MS):
        dialog.replace.click()
    assert "What comes first?" in (tmp_path / "habits.md").read_text()


def test_a_place_that_cannot_be_written_is_told_and_the_form_stays(qtbot, give, tmp_path):
    dialog = give("habits")
    dialog.write(str(tmp_path / "nowhere" / "out.zip"))
    qtbot.waitUntil(lambda: dialog.refusal.isVisible(), timeout=LONG_MS)
    assert dialog.wishes.isVisible()
    assert dialog.answer.isEnabled()
    write(qtbot, dialog, tmp_path / "out.zip")
    assert (tmp_path / "out.zip").exists()


def test_a_cancel_leaves_no_file_and_keeps_the_form(qtbot, give, tmp_path):
    dialog = give("habits")
    dialog.write(str(tmp_path / "out.zip"))
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=LONG_MS)
    assert dialog.wishes.isVisible()
    assert list(tmp_path.glob("*out.zip*")) == []


def test_every_control_has_a_name(qtbot, give):
    dialog = give("habits")
    for one in KINDS:
        dialog.wishes.choose(one)
        counted(qtbot, dialog)
        for widget in dialog.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                named = QAccessible.queryAccessibleInterface(widget)
                assert named.text(QAccessible.Text.Name), widget
        for button in dialog.findChildren(QAbstractButton):
            if button.isVisible() and not button.objectName().startswith("qt_"):
                assert button.text() or button.accessibleName(), button
