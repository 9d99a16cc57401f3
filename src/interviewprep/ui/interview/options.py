"""The options of a choice on the stage: ticked by digit, click or Tab and Space, and changed until one goes on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewprep.interview.choice import LETTERS, Choice, said_as
from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.render import html
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.commands import Commands
from interviewprep.ui.interview.text import label
from interviewprep.ui.rich_row import RichRow
from interviewprep.ui.theme import Theme


class RoundOptions(QWidget):
    ticked = Signal()

    def __init__(self, theme: Theme, commands: Commands, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(1)  # its rows are as wide as it is, and must not keep it so
        self._theme, self._commands, self._typesetter = theme, commands, typesetter
        self._choice: Choice | None = None
        self.rows: list[RichRow] = []
        self._note = label("", "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._note)
        self.hide()

    def put(self, choice: Choice | None, said: str, folder: Path | None) -> None:
        """Show the options with those ticked that the answer so far names; None where the question is no choice."""
        self._choice = choice
        self.setVisible(choice is not None)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        if choice is None:
            return
        self._note.setText(self.tr("Tick all that are right.") if choice.several else self.tr("Tick the right one."))
        self._column.setSpacing(self._theme.px(8))
        picked = choice.picked(said) or ()
        for place, option in enumerate(choice.shown):
            words = html(option.text)
            row = RichRow(self._theme, self)
            key = self._commands.keys_text(f"interview.option.{place + 1}") if place < 9 else ""
            document = self._typesetter.document(words, folder)
            row.put(LETTERS[place], document, plain_text(words), key, checkable=True)
            row.setChecked(place in picked)
            row.clicked.connect(partial(self._clicked, row))
            row.confirmed.connect(row.click)
            self.rows.append(row)
            self._column.addWidget(row)
            row.show()  # at once, so that it can take the focus
        self._fit()

    @property
    def said(self) -> str:
        """The answer: the letters of what is ticked."""
        return said_as([place for place, row in enumerate(self.rows) if row.isChecked()])

    def tick(self, place: int) -> None:
        if place < len(self.rows) and not self.isHidden() and self.isEnabled():
            self.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self.rows[place].click()

    def take_focus(self) -> None:
        row = next((row for row in self.rows if row.isChecked()), self.rows[0])
        row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, clicked: RichRow, *_: object) -> None:
        if self._choice is not None and not self._choice.several:
            for row in self.rows:
                if row is not clicked:
                    row.setChecked(False)
        self.ticked.emit()

    def _fit(self) -> None:
        for row in self.rows:
            row.fit(self.width())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
