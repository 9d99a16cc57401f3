"""What can be done to the chosen cards, as buttons that say to how many."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from interviewprep.journeys.browse import Found
from interviewprep.ui.commands import Commands
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme
from interviewprep.words import many

DEEDS = ("edit", "suspend", "mark", "history", "copy", "undo")
"""Each has its command, `find.edit` and so on."""


class Deeds(Row):
    wanted = Signal(str)
    """One of the `DEEDS`."""

    def __init__(self, theme: Theme, commands: Commands) -> None:
        self.buttons = {deed: QPushButton() for deed in DEEDS}
        super().__init__(theme, list(self.buttons.values()))
        self._commands = commands
        for deed, button in self.buttons.items():
            button.clicked.connect(partial(self._clicked, deed))

    def word(self, chosen: Sequence[Found]) -> None:
        """Say what each would do to these cards."""
        count = len(chosen)
        rests = bool(chosen) and all(card.suspended for card in chosen)
        marked = bool(chosen) and all(card.marked for card in chosen)
        if count > 1:
            cards = many(count, "card")
            suspend = self.tr("Call back {cards}") if rests else self.tr("Suspend {cards}")
            mark = self.tr("Unmark {cards}") if marked else self.tr("Mark {cards}")
            suspend, mark = suspend.format(cards=cards), mark.format(cards=cards)
            copy = self.tr("Copy {names}").format(names=many(count, "name"))
        else:
            suspend = self.tr("Call back") if rests else self.tr("Suspend")
            mark = self.tr("Unmark") if marked else self.tr("Mark")
            copy = self.tr("Copy name")
        words = {"edit": self.tr("Edit"), "suspend": suspend, "mark": mark, "history": self.tr("History")}
        words |= {"copy": copy, "undo": self.tr("Undo")}
        for deed, said in words.items():
            button, command = self.buttons[deed], f"find.{deed}"
            # The one with the long key would be too wide for a narrow window.
            button.setText(said if deed == "copy" else self._commands.named(said, command))
            button.setToolTip(self._commands.named(said, command))
            button.setEnabled(bool(chosen) or deed == "undo")

    def _clicked(self, deed: str, *_: object) -> None:
        self.wanted.emit(deed)
