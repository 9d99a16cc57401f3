"""What stands in a deck shows in a tooltip as it is written, whatever it looks like."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

from interviewprep.ui.tooltip import tooltip


def test_a_tooltip_shows_the_words_and_no_picture_of_the_disk():
    written = '<img src="file:///etc/passwd"> & <b>bold</b>\nnext line'
    shown = QTextDocument()
    shown.setHtml(tooltip(written))
    assert shown.toPlainText() == written
    assert tooltip("") == ""
