"""The decks page by keys and signals, with small decks and with faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget

from interviewprep.cards.difference import differences
from interviewprep.journeys import folders
from interviewprep.journeys.copies import Copy
from interviewprep.journeys.overview import decks as all_decks
from interviewprep.journeys.set_aside import set_aside
from interviewprep.journeys.study import Study
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import COMMANDS, Commands
from interviewprep.ui.decks.copy_dialog import CopyDialog
from interviewprep.ui.decks.folder_drop import FolderDrop
from interviewprep.ui.decks.folders_dialog import FoldersDialog
from interviewprep.ui.decks.limits_dialog import LimitsDialog
from interviewprep.ui.decks.link_dialog import LinkDialog
from interviewprep.ui.decks.model import Column, remarks, tree
from interviewprep.ui.decks.new_deck_dialog import NewDeckDialog
from interviewprep.ui.decks.page import DecksPage
from interviewprep.ui.decks.set_aside_dialog import SetAsideDialog
from interviewprep.ui.message_bar import Message
from interviewprep.ui.theme import Theme

LONG_MS = 10_000
FAULTY = "---\ntitel: Calls\n---\n\n## What is it?\n\n## Pick one\n\n- [x] a\n- [x] b\n"


@pytest.fixture
def open_page(qtbot, workplace: Workplace, theme: Theme, commands: Commands) -> Callable[..., DecksPage]:
    def show(width: int = 1000, height: int = 700) -> DecksPage:
        page = DecksPage(workplace, theme, commands)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.heard = []  # type: ignore[attr-defined]
        page.said.connect(page.heard.append)  # type: ignore[attr-defined]
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.shown()
        page.take_focus(Qt.FocusReason.OtherFocusReason)
        return page

    return show


@pytest.fixture
def editor(workplace: Workplace, tmp_path: Path) -> Path:
    """An editor that writes down what it was asked to open."""
    script, seen = tmp_path / "edit", tmp_path / "opened"
    script.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{seen}.new"\nmv "{seen}.new" "{seen}"\n')
    script.chmod(0o755)
    workplace.choose(editor=f"{script} {{path}}:{{line}}")
    return seen


def names(page: DecksPage) -> list[str]:
    """What the tree shows, from top to bottom, families with a slash."""
    found = []

    def walk(row):
        for one in row.rows:
            found.append(one.name if one.deck else f"{one.name}/")
            walk(one)

    walk(page.tree.tree.root)
    return found


def press(widget: QWidget, *keys: str) -> None:
    for key in keys:
        QTest.keySequence(widget, key)


def dialog(qtbot, page: DecksPage, kind: type):
    """The open dialog, once it has the keys."""
    found = next(one for one in page.findChildren(kind) if one.isVisible())
    found.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is found, timeout=LONG_MS)
    return found


def heard(page: DecksPage) -> Message:
    return page.heard[-1]  # type: ignore[attr-defined]


# The tree


def test_families_are_branches_with_the_sums_of_their_decks(workplace, write_deck, decks, open_page):
    write_deck("kernels/cuda/warps", "## How many lanes?\n\n32\n\n## {{a}} and {{b}}\n")
    page = open_page()
    assert names(page) == ["habits", "kernels/", "kernels/memory", "kernels/cuda/", "kernels/cuda/warps"]
    family = page.tree.tree.row_at(page.tree.tree.find("kernels", family=True))
    assert (family.cards, family.items, family.new, family.due) == (4, 5, 5, 0)


def test_numbers_are_those_of_the_decks(workplace, decks, open_page, clock):
    study = Study(workplace, ["habits"])
    study.start()
    study.suspend()
    page = open_page()
    model = page.tree.tree
    index = model.find("habits")
    shown = [model.index(index.row(), column).data() for column in Column]
    assert shown == ["Habits", "0", "1", "0 %", "2", "2"]


def test_a_row_says_all_it_shows(workplace, write_deck, open_page):
    write_deck("calls", FAULTY)
    page = open_page()
    spoken = page.tree.tree.find("calls").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Calls, 3 faults, 0 due, 2 new, 0 of 2 items learned, 2 cards"


def test_the_field_finds_by_title_name_and_description(qtbot, workplace, decks, write_deck, open_page):
    write_deck("x/y", "---\ntitle: Scheduling\ndescription: Warps and blocks\n---\n\n## A?\n\nB, certainly.\n")
    page = open_page()
    press(page.tree, "/")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    for typed, found in (("warps", ["x/", "x/y"]), ("kernels mem", ["kernels/", "kernels/memory"]), ("nothing", [])):
        field.setText(typed)
        assert names(page) == found
    field.setText("warps")
    press(field, "Return")
    assert page.tree.hasFocus()
    assert [row.name for row in page.tree.selected()] == ["x/y"]
    press(page.tree, "Esc")
    assert len(names(page)) == 5


def test_of_the_decks_found_one_with_the_words_in_its_title_is_chosen(workplace, write_deck, open_page):
    write_deck("a", "---\ntitle: Scheduling\ndescription: Warps and blocks\n---\n\n## A?\n\nB, certainly.\n")
    write_deck("b", "---\ntitle: Warps\n---\n\n## C?\n\nD, certainly.\n")
    page = open_page()
    page.tree.filter("warps")
    assert names(page) == ["a", "b"]
    assert [row.name for row in page.tree.selected()] == ["b"]


def test_typing_a_letter_into_the_field_is_no_command(qtbot, workplace, decks, open_page):
    page = open_page()
    wanted: list[list[str]] = []
    page.study_wanted.connect(wanted.append)
    press(page.tree, "/")
    QTest.keyClicks(QApplication.focusWidget(), "self@")
    assert QApplication.focusWidget().text() == "self@"
    assert not wanted
    assert not any(deck.suspended for deck in all_decks(workplace))


def test_folded_families_stay_folded(workplace, decks, open_page, theme):
    page = open_page()
    page.tree.collapse(page.tree.tree.find("kernels", family=True))
    assert workplace.settings.folded == ("kernels",)
    page.shown()
    assert not page.tree.isExpanded(page.tree.tree.find("kernels", family=True))
    again = open_page()
    assert not again.tree.isExpanded(again.tree.tree.find("kernels", family=True))
    again.tree.expand(again.tree.tree.find("kernels", family=True))
    assert workplace.settings.folded == ()


def test_the_selection_stays_when_decks_come_and_go(workplace, write_deck, decks, open_page):
    page = open_page()
    page.tree.choose("kernels/memory")
    write_deck("a-new-one", "## A?\n\nB, certainly.\n")
    page.shown()
    assert [row.name for row in page.tree.selected()] == ["kernels/memory"]


def test_words_beside_a_deck_tell_where_it_comes_from(workplace, write_deck, decks, tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "linked.md").write_text("## A?\n\nB, certainly.\n")
    folders.link(workplace, tmp_path / "notes")
    workplace.refresh()
    root = tree(all_decks(workplace), copied={"habits"})
    said = {row.name: [word for _, word, _ in remarks(row)] for row in root.rows if row.deck}
    assert said == {"habits": ["your copy"], "linked": ["linked"]}
    assert [word for _, word, _ in remarks(root.rows[-1].rows[0])] == ["yours"]


# Actions by keys


def test_a_deck_and_a_family_are_studied(qtbot, workplace, decks, open_page):
    page = open_page()
    wanted: list[list[str]] = []
    page.study_wanted.connect(wanted.append)
    page.tree.choose("habits")
    press(page.tree, "S")
    press(page.tree, "Down", "Return")
    assert wanted == [["habits"], ["kernels/memory"]]
    assert page.tree.selected()[0].deck is None


def test_several_decks_are_suspended_called_back_and_undone(workplace, decks, open_page):
    page = open_page()
    page.tree.choose("habits")
    press(page.tree, "Shift+Down", "@")
    assert [deck.suspended for deck in all_decks(workplace)] == [True, True]
    assert heard(page).text == "2 decks rest until called back."
    heard(page).act()
    assert [deck.suspended for deck in all_decks(workplace)] == [False, False]
    press(page.tree, "@", "@")
    assert [deck.suspended for deck in all_decks(workplace)] == [False, False]
    assert "back among" in heard(page).text


def test_a_suspended_deck_is_not_studied_but_told(workplace, decks, open_page):
    page = open_page()
    wanted: list[list[str]] = []
    page.study_wanted.connect(wanted.append)
    page.tree.choose("habits")
    press(page.tree, "@", "S")
    assert not wanted
    assert "Call it back with @" in heard(page).text


def test_limits_are_set_and_undone(qtbot, workplace, decks, open_page):
    page = open_page()
    page.tree.choose("habits")
    press(page.tree, "L")
    asked = dialog(qtbot, page, LimitsDialog)
    asked.new_box.setChecked(True)
    asked.new.setValue(3)
    asked.answer.click()
    assert [(deck.new_limit, deck.review_limit) for deck in all_decks(workplace)] == [(3, None), (None, None)]
    heard(page).act()
    assert all(deck.new_limit is None for deck in all_decks(workplace))


def test_a_deck_is_opened_in_the_editor(qtbot, workplace, decks, open_page, editor):
    page = open_page()
    page.tree.choose("kernels/memory")
    press(page.tree, "E")
    qtbot.waitUntil(editor.exists, timeout=LONG_MS)
    assert editor.read_text() == f"{decks[1]}:1"


def test_an_editor_that_is_missing_is_told_in_the_bar(workplace, decks, open_page):
    workplace.choose(editor="/nowhere/editor")
    page = open_page()
    page.tree.choose("habits")
    press(page.tree, "E")
    assert "could not be started" in heard(page).text


def test_a_new_deck_is_begun_and_chosen(qtbot, workplace, decks, open_page):
    page = open_page()
    press(page.tree, "Ctrl+N")
    asked = dialog(qtbot, page, NewDeckDialog)
    assert not asked.answer.isEnabled()
    asked.open_it.setChecked(False)
    QTest.keyClicks(asked.title, "habits")
    press(asked.title, "Return")
    assert asked.isVisible()
    assert "already" in " ".join(label.text() for label in asked.findChildren(type(asked._file)))
    QTest.keyClicks(asked.title, "GPU memory")
    press(asked.title, "Return")
    assert (workplace.places.decks / "gpu-memory.md").exists()
    assert [row.title for row in page.tree.selected()] == ["GPU memory"]


def test_suspended_cards_are_called_back_and_undone(qtbot, workplace, decks, open_page):
    study = Study(workplace, ["habits"])
    study.start()
    study.suspend()
    page = open_page()
    page.tree.choose("habits")
    press(page.tree, "C")
    asked = dialog(qtbot, page, SetAsideDialog)
    asked._call_back.click()
    assert set_aside(workplace, ["habits"]) == []
    heard(page).act()
    assert len(set_aside(workplace, ["habits"])) == 1


def test_every_deck_command_is_bound_and_without_conflict(workplace, decks, open_page, commands):
    open_page()
    wanted = [command for command in COMMANDS if command.scope == "decks"]
    assert [command.id for command in wanted if commands.action(command.id) is None] == []
    keys = [key for command in wanted for key in command.keys]
    assert len(keys) == len(set(keys))


# Faults


def test_faults_are_listed_and_one_key_opens_the_line(qtbot, workplace, write_deck, decks, open_page, editor):
    path = write_deck("calls", FAULTY)
    page = open_page()
    press(page.tree, "F8")
    assert page.faults.list.hasFocus()
    assert [(fault.deck, fault.problem.line) for fault in page.faults.list.faults] == [
        ("calls", 5),
        ("calls", 2),
        ("calls", 9),
    ]
    press(page.faults.list, "F8", "F4")
    qtbot.waitUntil(editor.exists, timeout=LONG_MS)
    assert editor.read_text() == f"{path}:2"
    editor.unlink()
    press(page.faults.list, "Shift+F8", "Return")
    qtbot.waitUntil(editor.exists, timeout=LONG_MS)
    assert editor.read_text() == f"{path}:5"
    press(page.faults.list, "Esc")
    assert page.tree.hasFocus()


def test_a_mended_file_leaves_the_list(workplace, write_deck, open_page):
    write_deck("calls", FAULTY)
    page = open_page()
    page.show_faults()
    write_deck("calls", "## What is it?\n\nA call.\n")
    page.shown()
    assert list(page.faults.list.faults) == []


def test_checking_everything_finds_what_reading_does_not(qtbot, workplace, write_deck, open_page):
    write_deck("calls", "## What is it?\n\n![a picture](missing.png)\n")
    page = open_page()
    assert not page._faults
    page.show_faults()
    page.faults._check.click()
    qtbot.waitUntil(lambda: bool(page.faults.list.faults), timeout=LONG_MS)
    assert "missing.png" in page.faults.list.faults[0].problem.message
    qtbot.waitUntil(lambda: not page._check.is_running, timeout=LONG_MS)


# Folders


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "checkout").mkdir()
    (tmp_path / "checkout" / "linked.md").write_text("## What is linked?\n\nThis deck is.\n")
    return tmp_path / "checkout"


def test_a_folder_is_looked_through_asked_about_linked_and_undone(qtbot, workplace, decks, checkout, open_page):
    page = open_page()
    page.offer_folder(checkout)
    asked = dialog(qtbot, page, LinkDialog)
    qtbot.waitUntil(lambda: asked.answer.text() == "Link 1 deck", timeout=LONG_MS)
    with qtbot.waitSignal(page.roots_changed, timeout=LONG_MS):
        asked.answer.click()
    assert "linked" in names(page)
    assert heard(page).text == "checkout is linked: 1 deck, 1 card."
    heard(page).act()
    assert "linked" not in names(page)
    assert workplace.settings.linked_folders == ()


def test_a_folder_that_cannot_be_linked_is_told(workplace, decks, open_page):
    page = open_page()
    page.offer_folder(workplace.places.decks)
    assert "data folder" in heard(page).text


def test_a_folder_is_unlinked_in_the_list_of_folders(qtbot, workplace, decks, checkout, open_page):
    folders.link(workplace, checkout)
    page = open_page()
    press(page.tree, "Ctrl+Shift+L")
    asked = dialog(qtbot, page, FoldersDialog)
    next(one for one in asked.findChildren(QPushButton) if one.accessibleName() == "Unlink checkout").click()
    assert workplace.settings.linked_folders == ()
    assert "linked" not in names(page)


def test_a_folder_dropped_on_the_window_is_offered_and_files_are_imported(qtbot, checkout):
    window = QWidget()
    qtbot.addWidget(window)
    drop = FolderDrop(window)
    folders_seen: list[Path] = []
    files_seen: list[list[Path]] = []
    drop.dropped.connect(folders_seen.append)
    drop.files_dropped.connect(files_seen.append)
    file = checkout / "linked.md"
    for paths, taken in (([file], True), ([checkout], True), ([checkout, file], True), ([], False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths] or [QUrl("https://example.org/a.apkg")])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
        enter.ignore()
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted() is taken
        QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert folders_seen == [checkout]
    assert files_seen == [[file], [checkout, file]]


# Copies


def test_a_copy_shows_each_card_that_differs_and_offers_the_way_back(qtbot, theme, tmp_path):
    base = "## What is a warp? {#warp}\n\n32 threads.\n\n## What is a block? {#block}\n\nWarps.\n"
    yours, theirs = base.replace("32 threads.", "Mine."), base.replace("Warps.", "Up to 32 warps.")
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = CopyDialog("GPU", theme, parent)
    asked.show_copy(Copy("gpu", tmp_path, tmp_path, differences(yours, theirs, base), untouched=False))
    said = [asked._list.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(asked._list.count())]
    assert said == ["What is a warp?: changed by you", "What is a block?: changed in the shipped deck"]
    assert asked._text.toPlainText().splitlines()[2:] == ["− 32 threads.", "+ Mine."]
    taken = []
    asked.take_wanted.connect(taken.append)
    asked._list.setCurrentRow(1)
    asked._take.click()
    assert [one.question for one in taken] == ["What is a block?"]


# No decks, little room, names


def test_without_decks_the_page_says_how_to_get_some(qtbot, workplace, open_page):
    page = open_page()
    assert page.get_decks.isVisible()
    press(page, "Ctrl+N")
    asked = dialog(qtbot, page, NewDeckDialog)
    asked.open_it.setChecked(False)
    QTest.keyClicks(asked.title, "First")
    press(asked.title, "Return")
    assert page.tree.isVisible()
    assert names(page) == ["first"]


def test_in_a_narrow_window_the_details_have_a_view_of_their_own(workplace, decks, open_page):
    page = open_page(600, 500)
    assert not page.panel.isVisible()
    page.tree.choose("habits")
    press(page.tree, "I")
    assert page.panel.isVisible()
    assert page.panel.study.hasFocus()
    press(page.panel.study, "Esc")
    assert page.tree.isVisible()
    page.resize(1200, 700)
    assert page.panel.isVisible()
    assert page.tree.isVisible()


def test_every_control_has_a_name(qtbot, workplace, write_deck, decks, open_page):
    write_deck("calls", FAULTY)
    page = open_page()
    for view in (lambda: None, page.show_faults, lambda: page._visit(page.get_decks)):
        view()
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                named = QAccessible.queryAccessibleInterface(widget)
                assert named.text(QAccessible.Text.Name), widget
        for button in page.findChildren(QAbstractButton):
            if button.isVisible() and not button.objectName().startswith("qt_"):
                assert button.text() or button.accessibleName() or button.toolTip(), button


# In the window


def test_the_way_from_a_told_fault_ends_at_its_line(qtbot, window, decks):
    with qtbot.waitSignal(window.files.watcher.changed, timeout=LONG_MS):
        decks[0].write_text(FAULTY)
    qtbot.waitUntil(lambda: window.bar.shown is not None, timeout=LONG_MS)
    window.bar.shown.act()
    page = window.page
    assert isinstance(page, DecksPage)
    assert page.faults.isVisible()
    assert page.faults.list.faults[0].problem.line == 5


def test_a_deck_saved_in_a_folder_that_was_just_linked_is_told(qtbot, window, checkout):
    window.go("decks")
    window._offer_folder(checkout)
    asked = dialog(qtbot, window.page, LinkDialog)
    with qtbot.waitSignal(window.page.roots_changed, timeout=LONG_MS):
        asked.answer.click()
    with qtbot.waitSignal(window.files.watcher.changed, timeout=LONG_MS):
        (checkout / "linked.md").write_text("## What is linked?\n\nThis deck is, and more.\n")
    assert window.bar.shown.text == "linked: 1 card changed."
