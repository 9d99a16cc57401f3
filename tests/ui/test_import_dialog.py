"""Import in the window: read, shown, decided, taken over, undone. Nothing is written until the user agrees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget

from interview_decks import QUIZ
from interviewprep.cards.merging import Side
from interviewprep.formats import recognise
from interviewprep.formats.foreign import Choices, Table
from interviewprep.formats.table.columns import Column
from interviewprep.ui.decks.get_decks import GetDecks
from interviewprep.ui.decks.link_dialog import LinkDialog
from interviewprep.ui.importing.columns import MEANINGS, Columns
from interviewprep.ui.importing.dialog import ImportDialog
from lines_format import FORMAT, PICTURE_NAME, writer

LONG_MS = 10_000
TWO = ("1|What is a cell?|The unit of life.", "2|What is a nucleus?|A part of it.")


@pytest.fixture
def write(tmp_path, monkeypatch) -> Callable[..., Path]:
    """Writes a file of a small foreign format, which can be read beside all others."""
    monkeypatch.setattr(recognise, "FORMATS", (FORMAT, *recognise.FORMATS))
    return writer(tmp_path)


@pytest.fixture
def bring(qtbot, window) -> Callable[..., ImportDialog]:
    """Gives files to the window and waits until the first is read."""

    def begin(*files: Path) -> ImportDialog:
        window.open_transfers().bring(list(files))
        return settled(qtbot, window)

    return begin


def settled(qtbot, window) -> ImportDialog:
    imports = window.transfers.imports
    qtbot.waitUntil(lambda: imports.dialog is not None and not imports.dialog.is_busy, timeout=LONG_MS)
    imports.dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is imports.dialog, timeout=LONG_MS)
    return imports.dialog


def agree(qtbot, window, dialog: ImportDialog) -> None:
    """Press the one button and wait for what the window says of it."""
    imports = window.transfers.imports
    with qtbot.waitSignal(imports.said, timeout=LONG_MS):
        dialog.answer.click()
    qtbot.waitUntil(lambda: imports.dialog is not dialog, timeout=LONG_MS)


def questions(workplace) -> list[str]:
    with workplace.database.read() as db:
        return [row[0] for row in db.rows("SELECT question FROM card WHERE retired_ms IS NULL ORDER BY id")]


def deck_file(workplace, name: str = "cells") -> Path:
    return workplace.places.decks / f"{name}.md"


def edit(workplace, old: str, new: str) -> None:
    text = deck_file(workplace).read_text()
    assert old in text
    deck_file(workplace).write_text(text.replace(old, new))
    workplace.refresh()


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_file_is_shown_first_and_taken_over_when_that_is_agreed_to(qtbot, window, workplace, write, bring):
    before = questions(workplace)
    dialog = bring(write(*TWO))
    assert questions(workplace) == before
    assert not deck_file(workplace).exists()
    assert dialog.answer.text() == "Import 2 cards"
    assert dialog.answer.hasFocus()
    assert "new cards" in words(dialog)
    assert "Lines" in words(dialog)
    agree(qtbot, window, dialog)
    assert window.bar.shown.text == "Imported 2 cards into cells."
    assert questions(workplace) == [*before, "What is a cell?", "What is a nucleus?"]
    assert window.page.isVisible()


def test_the_message_takes_the_import_back_as_one_step(qtbot, window, workplace, write, bring):
    before = questions(workplace)
    agree(qtbot, window, bring(write(*TWO)))
    with qtbot.waitSignal(window.transfers.said, timeout=LONG_MS):
        window.bar._act.click()
    assert window.bar.shown.text == "cells.lines is taken back."
    assert questions(workplace) == before
    assert not deck_file(workplace).exists()


def test_an_undo_that_would_lose_an_edit_says_so_and_changes_nothing(qtbot, window, workplace, write, bring):
    agree(qtbot, window, bring(write(*TWO)))
    edit(workplace, "The unit of life.", "My own words.")
    with qtbot.waitSignal(window.transfers.said, timeout=LONG_MS):
        window.transfers.imports.undo(Path("cells.lines"))
    assert "edited since the import" in window.bar.shown.text
    assert "My own words." in deck_file(workplace).read_text()


def test_an_import_under_something_newer_is_not_undone_in_its_place(qtbot, window, workplace, write, bring):
    agree(qtbot, window, bring(write(*TWO)))
    agree(qtbot, window, bring(write("7|Seven?|Yes.", name="other.lines")))
    window.transfers.imports.undo(Path("cells.lines"))
    assert "since cells.lines was imported" in window.bar.shown.text
    assert "Seven?" in questions(workplace)


def test_the_decks_on_the_page_follow_the_import_and_its_undo(qtbot, window, write, bring):
    window.go("decks")
    agree(qtbot, window, bring(write(*TWO)))
    tree = window.page.tree
    assert "cells" in {deck.deck for deck in window.page._decks}
    with qtbot.waitSignal(window.transfers.changed, timeout=LONG_MS):
        window.bar._act.click()
    assert "cells" not in {deck.deck for deck in window.page._decks}
    assert tree.isVisible()


def test_cancelling_leaves_nothing(qtbot, window, workplace, write, bring):
    before = questions(workplace)
    dialog = bring(write(*TWO))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.transfers.imports.dialog is None, timeout=LONG_MS)
    assert questions(workplace) == before
    assert not deck_file(workplace).exists()


def test_cancelling_while_it_is_written_takes_it_back(qtbot, window, workplace, write, bring):
    before = questions(workplace)
    dialog = bring(write(*TWO, "!picture", f"3|Which?|![dot]({PICTURE_NAME})"))
    dialog.answer.click()
    dialog.reject()
    qtbot.waitUntil(lambda: window.transfers.imports.dialog is None, timeout=LONG_MS)
    assert questions(workplace) == before
    assert not deck_file(workplace).exists()
    assert not workplace.places.incoming.exists()
    assert not window.files._held


def test_files_that_are_still_moving_do_not_look_as_if_they_were_gone(window, workplace, decks):
    window.files.hold(True)
    kept = decks[0].read_text()
    decks[0].unlink()
    window.files.read()
    assert "What comes first?" in questions(workplace)
    decks[0].write_text(kept)
    window.files.hold(False)
    window.files.read()
    assert "What comes first?" in questions(workplace)


def test_the_first_cards_look_as_they_will_with_pictures_that_are_on_no_disk(write, bring):
    dialog = bring(write("1|Which?|![dot](" + PICTURE_NAME + ")", "2|Next?|Yes.", "!picture"))
    cards = dialog.cards
    assert cards.question.text.toPlainText() == "Which?"
    assert cards.answer.text.picture(PICTURE_NAME).width() == 40
    assert cards.answer.text.pictures == [PICTURE_NAME]
    assert not cards.before.isEnabled()
    cards.next.click()
    assert cards.question.text.toPlainText() == "Next?"
    assert not cards.next.isEnabled()


def test_a_picture_that_the_file_does_not_hold_is_looked_for_nowhere(write, bring, workplace):
    (workplace.places.decks / "media").mkdir()
    (workplace.places.decks / "media" / "mine.png").write_bytes(b"\x89PNG")
    dialog = bring(write("1|Which?|![dot](media/mine.png)"))
    assert dialog.cards.answer.text.pictures == []
    assert dialog.cards.answer.text.picture("media/mine.png").isNull()


def test_what_is_left_out_is_listed_with_place_and_reason_and_can_be_copied(write, bring):
    dialog = bring(write(*TWO, "!skip line 9", "!notice 3 pictures are elsewhere."))
    assert dialog.notes.skipped.toPlainText() == "line 9: it has no question"
    assert "3 pictures are elsewhere." in words(dialog)
    dialog.notes.copy.click()
    assert QGuiApplication.clipboard().text() == "line 9: it has no question"


def test_a_conflict_keeps_mine_until_a_side_is_chosen(qtbot, window, workplace, write, bring):
    agree(qtbot, window, bring(write(*TWO)))
    edit(workplace, "The unit of life.", "My own words.")
    dialog = bring(write("1|What is a cell?|Their newer words.", TWO[1]))
    assert dialog.answer.text() == "Keep mine in 1 conflict"
    (pair,) = dialog.conflicts.shown
    assert pair.mine.isChecked()
    assert [text.toPlainText() for text in pair._texts] == ["My own words.", "Their newer words."]
    pair.both.click()
    assert dialog.decisions.fields == {("line 1", "text"): Side.BOTH}
    assert dialog.answer.text() == "Import 1 card"
    agree(qtbot, window, dialog)
    text = deck_file(workplace).read_text()
    assert text.index("My own words.") < text.index("Their newer words.")


def test_all_conflicts_are_decided_at_once_and_one_of_them_otherwise(qtbot, window, workplace, write, bring):
    agree(qtbot, window, bring(write(*TWO)))
    edit(workplace, "The unit of life.", "My first.")
    edit(workplace, "A part of it.", "My second.")
    dialog = bring(write("1|What is a cell?|Their first.", "2|What is a nucleus?|Their second."))
    dialog.conflicts.all_theirs.click()
    assert dialog.answer.text() == "Import 2 cards"
    dialog.conflicts.list.setCurrentRow(1)
    dialog.conflicts.shown[0].mine.click()
    assert dialog.answer.text() == "Import 1 card"
    dialog.conflicts.all_theirs.click()
    assert dialog.conflicts.shown[0].theirs.isChecked()
    assert dialog.answer.text() == "Import 2 cards"
    dialog.conflicts.shown[0].mine.click()
    agree(qtbot, window, dialog)
    text = deck_file(workplace).read_text()
    assert "Their first." in text
    assert "My second." in text
    assert "Their second." not in text


def test_a_conflict_is_decided_with_the_keyboard_alone(qtbot, window, workplace, write, bring):
    agree(qtbot, window, bring(write(*TWO)))
    edit(workplace, "The unit of life.", "My own words.")
    dialog = bring(write("1|What is a cell?|Theirs.", TWO[1]))
    pair = dialog.conflicts.shown[0]
    for _ in range(40):
        if pair.mine.hasFocus():
            break
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert pair.mine.hasFocus()
    QTest.keyClick(pair.mine, Qt.Key.Key_Right)
    assert pair.theirs.isChecked()
    assert dialog.decisions.fields == {("line 1", "text"): Side.THEIRS}


def test_what_was_deleted_here_comes_back_only_on_wish(qtbot, window, workplace, write, bring):
    agree(qtbot, window, bring(write(*TWO)))
    path = deck_file(workplace)
    path.write_text(path.read_text().partition("## What is a nucleus?")[0])
    workplace.refresh()
    dialog = bring(write(*TWO))
    assert not dialog.answer.isVisible()
    assert dialog.leave.text() == "Close"
    dialog.outcome.bring_back.click()
    assert dialog.answer.text() == "Import 1 card"
    agree(qtbot, window, dialog)
    assert "What is a nucleus?" in questions(workplace)


def test_the_past_is_taken_over_on_wish(qtbot, window, workplace, write, bring):
    dialog = bring(write(*TWO, "!past"))
    assert not dialog.recognised.past.isChecked()
    dialog.recognised.past.click()
    settled(qtbot, window)
    agree(qtbot, window, dialog)
    with workplace.database.read() as db:
        assert db.value("SELECT count(*) FROM item WHERE reviews = 7") == 2


def test_several_files_are_asked_about_one_after_the_other(qtbot, window, workplace, write, bring):
    first = bring(write(*TWO), write("7|Seven?|Yes.", name="other.lines"))
    assert first.file.name == "cells.lines"
    assert "1 of 2" in words(first)
    first.reject()
    second = settled(qtbot, window)
    assert second.file.name == "other.lines"
    agree(qtbot, window, second)
    assert questions(workplace)[-1] == "Seven?"
    assert "What is a cell?" not in questions(workplace)
    assert window.transfers.imports.dialog is None


def test_a_refused_file_says_why_and_what_can_be_done(qtbot, window, workplace, write, bring):
    path = write("!broken")
    dialog = bring(path)
    assert "Line 2: it is damaged; download it anew." in words(dialog)
    assert "Nothing was changed." in words(dialog)
    assert not dialog.answer.isVisible()
    assert dialog.trouble.again.hasFocus()
    write(*TWO)
    dialog.trouble.again.click()
    settled(qtbot, window)
    assert dialog.answer.text() == "Import 2 cards"


def test_a_large_file_is_read_when_that_is_agreed_to(qtbot, window, write, bring):
    dialog = bring(write(*TWO, "!large"))
    assert "It would take 3 GB." in words(dialog)
    dialog.trouble.large.click()
    settled(qtbot, window)
    assert dialog.answer.text() == "Import 2 cards"


def test_a_deck_that_changed_meanwhile_is_looked_at_again(qtbot, window, workplace, write, bring):
    agree(qtbot, window, bring(write(*TWO)))
    dialog = bring(write(*TWO, "3|Three?|Yes."))
    edit(workplace, "The unit of life.", "My own words.")
    dialog.answer.click()
    qtbot.waitUntil(lambda: dialog.trouble.isVisible(), timeout=LONG_MS)
    assert "changed since the import was looked at" in words(dialog)
    dialog.trouble.again.click()
    settled(qtbot, window)
    agree(qtbot, window, dialog)
    assert questions(workplace)[-1] == "Three?"
    assert "My own words." in deck_file(workplace).read_text()


def test_an_encoding_is_suggested_and_can_be_changed(qtbot, window, workplace, tmp_path, bring):
    path = tmp_path / "words.csv"
    path.write_bytes("Größe,size\nMünze,coin\n".encode("cp1252"))
    dialog = bring(path)
    assert "Line 1 is not UTF-8. Read as cp1252 it says “Größe,size”." in words(dialog)
    dialog.trouble.encode.click()
    settled(qtbot, window)
    assert dialog.recognised.encoding.currentData() == "cp1252"
    agree(qtbot, window, dialog)
    assert "Münze" in questions(workplace)


def test_a_table_s_columns_header_separator_and_deck_can_be_changed(qtbot, window, workplace, tmp_path, bring):
    path = tmp_path / "words.csv"
    path.write_text("Term;Meaning;Comment\nwarp;32 threads;of a block\nSM;a processor;\n")
    dialog = bring(path)
    recognised = dialog.recognised
    assert recognised.separator.currentData() == ";"
    assert recognised.header.isChecked()
    boxes = recognised.columns.boxes
    assert [box.currentData() for box in boxes] == ["question", "answer", "why"]
    boxes[2].setCurrentIndex(boxes[2].findData("hint"))
    settled(qtbot, window)
    recognised.deck.setFocus()
    QTest.keyClicks(recognised.deck, "gpu::words")
    QTest.keyClick(recognised.deck, Qt.Key.Key_Tab)
    settled(qtbot, window)
    agree(qtbot, window, dialog)
    text = deck_file(workplace, "gpu/words").read_text()
    assert "### Hint\n\nof a block" in text


def test_a_choice_that_cannot_be_is_told_and_taken_back_in_place(qtbot, window, tmp_path, bring):
    path = tmp_path / "words.csv"
    path.write_text("Term,Meaning\nwarp,32 threads\n")
    dialog = bring(path)
    box = dialog.recognised.columns.boxes[0]
    box.setCurrentIndex(box.findData(""))
    settled(qtbot, window)
    assert dialog.refusal.isVisible()
    assert box.isVisible()
    assert "No column of it is the question; choose below what each column is." in words(dialog)
    assert not dialog.answer.isEnabled()
    box.setCurrentIndex(box.findData("question"))
    settled(qtbot, window)
    assert dialog.answer.isEnabled()
    assert not dialog.refusal.isVisible()


def test_every_meaning_of_a_column_can_be_chosen():
    assert {value for value, _ in MEANINGS} == set(Column)


def test_what_stands_in_a_table_is_never_taken_for_html(qtbot, theme):
    columns = Columns(theme)
    qtbot.addWidget(columns)
    columns.show_table(Table("utf-8", ",", True, ("question",), ("<b>T</b>",), (("<img src=/etc/passwd>",),)))
    columns.show()
    for label in columns.findChildren(QLabel):
        if "<" in label.text():
            assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_dropped_folder_can_be_copied_in_instead_of_linked(qtbot, window, workplace, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "ideas.md").write_text("## What is copied?\n\nThis.\n")
    window._offer_folder(folder)
    asked = next(one for one in window.findChildren(LinkDialog) if one.isVisible())
    asked.copy_wanted.emit()
    asked.reject()
    dialog = settled(qtbot, window)
    assert dialog.answer.text() == "Import 1 card"
    agree(qtbot, window, dialog)
    assert "What is copied?" in questions(workplace)
    assert workplace.settings.linked_folders == ()


def test_an_interview_that_is_not_as_mine_is_shown_beside_it_as_a_whole(
    qtbot, window, workplace, write_deck, tmp_path, bring
):
    write_deck("screen", QUIZ)
    newer = tmp_path / "screen.md"
    newer.write_text(QUIZ.replace("Ten minutes", "A few minutes"))
    dialog = bring(newer)
    (pair,) = dialog.conflicts.shown
    assert not pair.both.isVisible()
    assert "Ten minutes of choices." in pair._texts[0].toPlainText()
    assert "A few minutes of choices." in pair._texts[1].toPlainText()
    assert dialog.answer.text() == "Keep mine in 1 conflict"
    pair.theirs.click()
    assert dialog.answer.text() == "Import 1 interview"
    agree(qtbot, window, dialog)
    assert "A few minutes" in deck_file(workplace, "screen").read_text()
    assert window.bar.shown.text == "Imported 1 interview into screen."


def test_the_ways_to_decks_lead_to_the_choice_of_a_file(qtbot, window):
    window.go("decks")
    window.page.show_ways()
    ways = window.findChild(GetDecks)
    ways.take.click()
    chooser = window.findChild(QFileDialog)
    assert chooser.isVisible()
    assert "*.apkg" in chooser.nameFilters()[0]
    chooser.reject()


def test_choices_reach_the_reader(write, bring, qtbot, window):
    dialog = bring(write(*TWO, "!past"))
    seen: list[Choices] = []
    dialog.recognised.chosen.connect(seen.append)
    dialog.recognised.past.click()
    assert seen == [Choices(with_past=True)]
    settled(qtbot, window)


def test_every_control_has_a_name(qtbot, window, workplace, write, bring):
    agree(qtbot, window, bring(write(*TWO)))
    edit(workplace, "The unit of life.", "My own words.")
    dialog = bring(write("1|What is a cell?|Theirs.", TWO[1], "!past", "!skip line 9"))
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            named = QAccessible.queryAccessibleInterface(widget)
            assert named.text(QAccessible.Text.Name), widget
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_"):
            assert button.text() or button.accessibleName(), button
