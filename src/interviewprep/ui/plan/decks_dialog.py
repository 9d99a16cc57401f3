"""Which decks will be asked about: families and decks to tick, or a job post that says it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from interviewprep.journeys.job_post import fitting_decks
from interviewprep.journeys.overview import DeckCounts
from interviewprep.journeys.plan import is_among
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_NAME = Qt.ItemDataRole.UserRole


class CountingDecksDialog(Question):
    """Answers with `chosen`; none chosen means all."""

    def __init__(self, workplace: Workplace, decks: Sequence[DeckCounts], theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent.tr("What will you be asked about?"), parent.tr("Use these decks"), parent)
        self._workplace, self._theme = workplace, theme
        self._decks = [deck for deck in decks if not deck.suspended]
        self.say(
            self.tr("Until the interview only these are planned; the others are reviewed when they are due."), "muted"
        )
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(self.tr("Decks that count"))
        self.tree.setMinimumHeight(theme.px(220))
        self._leaves: dict[str, QTreeWidgetItem] = {}
        self._fill()
        self.tree.itemChanged.connect(self._count)
        self.body.addWidget(self.tree, 1)
        self._said = self.say("", "muted")
        self.post = QPlainTextEdit()
        self.post.setPlaceholderText(self.tr("Or paste the job post here, and the decks that fit it are ticked."))
        self.post.setAccessibleName(self.tr("Job post"))
        self.post.setTabChangesFocus(True)
        self.post.setFixedHeight(theme.px(84))
        self.body.addWidget(self.post)
        self._match = self.deed(self.tr("Tick what fits the post"), self._tick_fitting)
        self._match.setEnabled(False)
        self.post.textChanged.connect(lambda: self._match.setEnabled(bool(self.post.toPlainText().strip())))
        self._all: QPushButton = self.deed(self.tr("Tick all"), self._tick_all)
        self.deeds.addStretch(1)
        self.body.addLayout(self.deeds)
        chosen = workplace.settings.interview_decks
        fitting = {name for name in self._leaves if is_among(name, chosen)}
        self._tick(fitting or set(self._leaves))
        self.resize(theme.px(560), min(theme.px(640), parent.window().height()))
        self.tree.setFocus()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Names of the ticked decks; none where all are."""
        ticked = [name for name, leaf in self._leaves.items() if leaf.checkState(0) is Qt.CheckState.Checked]
        return () if len(ticked) == len(self._leaves) else tuple(ticked)

    def _fill(self) -> None:
        families: dict[str, QTreeWidgetItem] = {}
        for deck in self._decks:
            family, _, _ = deck.deck.rpartition("/")
            above: QTreeWidget | QTreeWidgetItem = self.tree
            if family:
                if family not in families:
                    families[family] = self._item(self.tree, family.replace("-", " ").replace("/", ", ").capitalize())
                    families[family].setFlags(families[family].flags() | Qt.ItemFlag.ItemIsAutoTristate)
                above = families[family]
            leaf = self._item(above, deck.title)
            leaf.setData(0, _NAME, deck.deck)
            self._leaves[deck.deck] = leaf
        if len(families) <= 1:
            self.tree.expandAll()

    def _item(self, above: QTreeWidget | QTreeWidgetItem, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above, [text])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        return item

    def _tick(self, names: Collection[str]) -> None:
        self.tree.blockSignals(True)
        for name, leaf in self._leaves.items():
            leaf.setCheckState(0, Qt.CheckState.Checked if name in names else Qt.CheckState.Unchecked)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._count()

    def _tick_all(self) -> None:
        self._tick(set(self._leaves))

    def _tick_fitting(self) -> None:
        found = set(fitting_decks(self._workplace, self.post.toPlainText())) & set(self._leaves)
        if not found:
            self._said.setText(self.tr("No deck fits these words. Tick what you expect."))
            return
        self._tick(found)
        for leaf in self._leaves.values():
            if (family := leaf.parent()) is not None and leaf.checkState(0) is Qt.CheckState.Checked:
                family.setExpanded(True)

    def _count(self, *_: object) -> None:
        ticked = {name for name, leaf in self._leaves.items() if leaf.checkState(0) is Qt.CheckState.Checked}
        cards = sum(deck.items for deck in self._decks if deck.deck in ticked)
        self._said.setText(
            self.tr("{decks} with {cards} count.").format(decks=many(len(ticked), "deck"), cards=many(cards, "card"))
        )
        self.answer.setEnabled(bool(ticked))
