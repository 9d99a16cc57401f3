"""A typed answer to a recall card, and how it differs from the one on the card."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewprep.cards.comparison import Comparison, Place, compare
from interviewprep.ui.cards.answer_field import AnswerField
from interviewprep.ui.cards.paper_face import PaperFace
from interviewprep.ui.theme import Theme

_STYLES = {
    Place.SAME: "color: {text};",
    Place.MISSING: "color: {again}; text-decoration: underline;",
    Place.EXTRA: "color: {hard}; text-decoration: line-through;",
}


class TypedAnswer(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = AnswerField(self)
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setPlaceholderText(self.tr("Type your answer, then Enter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self._theme = theme
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.field.setFont(self._theme.font("card"))

    def put(self) -> None:
        self.field.clear()
        self.field.setReadOnly(False)

    def compared(self, paper: PaperFace) -> Comparison | None:
        """What was typed beside the card's answer; None where nothing was."""
        self.field.setReadOnly(True)
        typed = self.field.text().strip()
        return compare(typed, paper.sight.shown.plain_answer) if typed else None


def comparison_html(comparison: Comparison, theme: Theme) -> str:
    """The words in colour and line, and their counts in a sentence."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("TypedAnswer", text)

    tokens = theme.tokens
    colours = {"text": tokens.text, "again": tokens.again, "hard": tokens.hard}
    words = " ".join(
        f'<span style="{_STYLES[piece.place].format(**colours)}">{escape(piece.text)}</span>'
        for piece in comparison.pieces
    )
    if comparison.equal:
        said = tr("✓ Word for word.")
    else:
        counts = dict.fromkeys(Place, 0)
        for piece in comparison.pieces:
            counts[piece.place] += len(piece.text.split())
        said = tr(
            "{same} of {words} words are there, {missing} missing (underlined), {extra} more (struck out)."
        ).format(same=comparison.same, words=comparison.words, missing=counts[Place.MISSING], extra=counts[Place.EXTRA])
    title = escape(tr("You typed"))
    return (
        f'<blockquote class="quote"><p class="box-title">{title}</p><p>{words}</p>'
        f'<p class="reason">{escape(said)}</p></blockquote>'
    )
