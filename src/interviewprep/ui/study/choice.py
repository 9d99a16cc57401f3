"""The options of a choice: picked by digit, click or Tab and Space; several right ones are confirmed with Enter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from interviewprep.ui.cards.paper_face import PaperFace
from interviewprep.ui.commands import Commands
from interviewprep.ui.rich_row import RichRow, Verdict
from interviewprep.ui.theme import Theme


class Options(QWidget):
    decided = Signal()
    """The choice is made: the answer is to be shown."""

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._commands = theme, commands
        self._paper: PaperFace | None = None
        self._rows: list[RichRow] = []
        self._several = self._revealed = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._note = QLabel(self)
        self._note.setObjectName("small")
        self._note.setWordWrap(True)
        self._column.addWidget(self._note)
        theme.changed.connect(self._dress)
        self._dress()

    def put(self, paper: PaperFace) -> None:
        self._paper, self._revealed = paper, False
        shown = paper.sight.shown.options
        self._several = sum(option.right for option in shown) > 1
        self._note.setText(self.tr("Choose all that are right, then press Enter."))
        self._note.setVisible(self._several)
        while len(self._rows) < len(shown):
            self._add_row()
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(shown))
            if place < len(shown):
                option = shown[place]
                key = self._commands.keys_text(f"study.option.{place + 1}") if place < 9 else ""
                row.put(option.letter, paper.options[place], option.plain, key, checkable=True)

    @property
    def picked(self) -> tuple[int, ...]:
        """Places in the file of what is picked."""
        if self._paper is None:
            return ()
        shown = self._paper.sight.shown.options
        return tuple(option.index for option, row in zip(shown, self._rows, strict=False) if row.isChecked())

    @property
    def right(self) -> tuple[int, ...]:
        return tuple(one.index for one in self._paper.sight.shown.options if one.right) if self._paper else ()

    def pick(self, place: int) -> None:
        """Pick the option in this place on the screen, as a click on it does."""
        if self._paper is not None and place < len(self._paper.sight.shown.options) and not self._revealed:
            self._rows[place].click()

    def check(self, picked: tuple[int, ...]) -> None:
        """Pick these places of the file, and show no answer."""
        shown = self._paper.sight.shown.options if self._paper else ()
        for option, row in zip(shown, self._rows, strict=False):
            row.setChecked(option.index in picked)

    def reveal(self) -> None:
        """Say of each option whether it is right, and why."""
        if self._paper is None:
            return
        self._revealed = True
        self._note.hide()
        self._paper.finish()
        for option, row, reason in zip(self._paper.sight.shown.options, self._rows, self._paper.reasons, strict=False):
            words = self.tr("✓ right") if option.right else self.tr("✗ wrong")
            if row.isChecked():
                words += self.tr(" · your answer")
            colour = "good" if option.right else "again"
            row.tell(Verdict(words, colour, reason))

    def fit(self, width: int) -> None:
        for row in self._rows:
            row.fit(width)

    def _dress(self) -> None:
        self._column.setSpacing(self._theme.px(8))

    def _add_row(self) -> None:
        row = RichRow(self._theme, self)
        row.clicked.connect(partial(self._clicked, row))
        row.confirmed.connect(partial(self._confirmed, row))
        self._rows.append(row)
        self._column.addWidget(row)

    def _clicked(self, row: RichRow, *_: object) -> None:
        if not self._revealed and not self._several and row.isChecked():
            self.decided.emit()

    def _confirmed(self, row: RichRow) -> None:
        if self._revealed:
            return
        if self._several:
            self.decided.emit()
        else:
            row.click()
