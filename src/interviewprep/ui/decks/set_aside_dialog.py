"""The suspended and the marked cards of some decks, to be looked at and called back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewprep.journeys.set_aside import SetAside
from interviewprep.ui.cards.list import CardList
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme
from interviewprep.words import many


class SetAsideDialog(Question):
    call_back_wanted = Signal(list)
    """Keys of cards."""
    unmark_wanted = Signal(list)
    edit_wanted = Signal(object)
    """The one card."""

    def __init__(self, title: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(
            theme, parent.tr("Set aside in {deck}").format(deck=title), "", parent, safe=parent.tr("Close")
        )
        self._theme = theme
        self._said = self.say("", "muted")
        self._list = CardList(theme, self.tr("Suspended and marked cards"))
        self._list.setSelectionMode(CardList.SelectionMode.ExtendedSelection)
        self._list.setMinimumHeight(theme.px(120))
        self._list.itemSelectionChanged.connect(self._offer)
        self._list.itemActivated.connect(self._edit)
        self.body.addWidget(self._list, 1)
        self._call_back = self.deed(self.tr("Call back"), self._ask_call_back)
        self._unmark = self.deed(self.tr("Take the mark off"), self._ask_unmark)
        self._open = self.deed(self.tr("Open in editor"), self._edit)
        self.body.addLayout(self.deeds)
        self.resize(theme.px(640), min(theme.px(480), parent.window().height()))

    def show_cards(self, cards: Sequence[SetAside]) -> None:
        self._list.show_cards((card.question, self._what(card), card) for card in cards)
        self._said.setText(
            self.tr("{count}. Choose one or several.").format(count=many(len(cards), "card"))
            if cards
            else self.tr("No card is suspended or marked here. @ suspends the card you study, ! marks it.")
        )
        self._list.setVisible(bool(cards))
        (self._list if cards else self.leave).setFocus()
        self._offer()

    def _what(self, card: SetAside) -> str:
        said = [self.tr("suspended")] * card.suspended + [self.tr("marked")] * card.marked
        return ", ".join(said)

    def _chosen(self) -> list[SetAside]:
        return [card for card in self._list.chosen() if isinstance(card, SetAside)]

    def _offer(self) -> None:
        chosen = self._chosen()
        self._call_back.setEnabled(any(card.suspended for card in chosen))
        self._unmark.setEnabled(any(card.marked for card in chosen))
        self._open.setEnabled(len(chosen) == 1)

    def _ask_call_back(self) -> None:
        self.call_back_wanted.emit([card.key for card in self._chosen() if card.suspended])

    def _ask_unmark(self) -> None:
        self.unmark_wanted.emit([card.key for card in self._chosen() if card.marked])

    def _edit(self, *_: object) -> None:
        if len(chosen := self._chosen()) == 1:
            self.edit_wanted.emit(chosen[0])
