"""Limits of one deck, or of several at once: they hold besides those of the day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from interviewprep.journeys.overview import DeckCounts
from interviewprep.journeys.set_aside import MOST_A_DAY, DeckLimits
from interviewprep.settings import Settings
from interviewprep.ui.number import Number
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_USUAL_NEW, _USUAL_REVIEWS = 10, 50


class LimitsDialog(Question):
    def __init__(self, decks: Sequence[DeckCounts], settings: Settings, theme: Theme, parent: QWidget) -> None:
        one = len(decks) == 1
        title = f"Limits for {decks[0].title}?" if one else f"Limits for each of these {many(len(decks), 'deck')}?"
        super().__init__(theme, title, "Set the limits", parent)
        self.say(
            f"Besides the limits of the day, which are {settings.new_a_day} new cards and"
            f" {many(settings.reviews_a_day, 'review')}.",
            "muted",
        )
        own = {DeckLimits(deck.new_limit, deck.review_limit) for deck in decks}
        if len(own) > 1:
            self.say("They have different limits now.", "muted")
        now = own.pop() if len(own) == 1 else DeckLimits()
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        self.new_box, self.new = self._line(self.tr("New cards, at most"), now.new, _USUAL_NEW)
        self.reviews_box, self.reviews = self._line(self.tr("Reviews, at most"), now.reviews, _USUAL_REVIEWS)
        self.new_box.setFocus()

    @property
    def limits(self) -> DeckLimits:
        return DeckLimits(
            self.new.value() if self.new_box.isChecked() else None,
            self.reviews.value() if self.reviews_box.isChecked() else None,
        )

    def _line(self, what: str, now: int | None, usual: int) -> tuple[QCheckBox, Number]:
        box = QCheckBox(what)
        number = Number(0, MOST_A_DAY, self.tr(" a day"))
        number.setValue(usual if now is None else now)
        number.setAccessibleName(what)
        number.setEnabled(now is not None)
        box.setChecked(now is not None)
        box.toggled.connect(number.setEnabled)
        row = self._grid.rowCount()
        self._grid.addWidget(box, row, 0)
        self._grid.addWidget(number, row, 1)
        return box, number
