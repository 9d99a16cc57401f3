"""Progress: what one asks before an interview, each as a sentence, a chart and its numbers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout

from interviewprep.charts import progress_words
from interviewprep.interview.missed import MissedTopic
from interviewprep.interview.report import Earlier
from interviewprep.journeys.decks import Changes
from interviewprep.journeys.progress import Progress, family_title, progress, round_scores
from interviewprep.journeys.progress_told import interviews_told, told
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.standing import Standing
from interviewprep.ui.calm import Calm
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.column import Column
from interviewprep.ui.interview.text import label
from interviewprep.ui.latest_job import LatestJob
from interviewprep.ui.message_bar import Message
from interviewprep.ui.page import Page
from interviewprep.ui.progress.part import Part
from interviewprep.ui.progress.rows import Row, Rows
from interviewprep.ui.row import Row as ButtonRow
from interviewprep.ui.theme import Theme
from interviewprep.words import grouped, many

_WIDEST = 760
_FEW = 8
"""Decks that are shown until all are asked for."""


class ProgressPage(Page):
    study_wanted = Signal(list)
    """Names of the decks to study."""
    find_wanted = Signal(str)
    """What to look for among the cards."""
    scored = Signal()
    """The scores of the interviews are there, too."""

    def __init__(self, workplace: Workplace, theme: Theme) -> None:
        super().__init__()
        self.page_name = self.tr("Progress")
        self._workplace, self._theme = workplace, theme
        self._all_decks = False
        self._rounds: tuple[Earlier, ...] = ()
        self._scoring = LatestJob(workplace, self)
        self._scoring.failed.connect(self._not_scored)
        self._build(Typesetter(theme))
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self, typesetter: Typesetter) -> None:
        theme = self._theme
        self._column = Column(theme, _WIDEST)
        self._layout = self._column.layout_inside
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Decks that are looked at"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.setMinimumWidth(1)  # a long name gives way where room is short
        self.choice.currentIndexChanged.connect(self._chosen)
        Calm.on(self.choice)
        self.families = self._rows(self.tr("Families, weakest first"))
        self.decks = self._rows(self.tr("Decks, weakest first"))
        self.topics = self._rows(self.tr("Topics, most missed first"))
        for rows in (self.families, self.decks):
            rows.wanted.connect(self._study)
        self.topics.wanted.connect(self.find_wanted)
        self._families_say = label(self.tr("Families, by what you would know today"), "section")
        self._decks_say = label(self.tr("Decks, the weakest first"), "section")
        self.more = QPushButton(self.tr("All decks"))
        self.more.setObjectName("quiet")
        self.more.clicked.connect(self._show_all)
        self._more, self._unbegun = ButtonRow(theme, [self.more]), label("", "small")
        below = (self._families_say, self.families, self._decks_say, self.decks, self._more, self._unbegun)
        part = partial(Part, theme, typesetter)
        self.parts = (part(below=below), part(), part(), part(), part(above=(self.topics,)))
        self._layout.addWidget(label(self.page_name, "title"))
        self._layout.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        for each in self.parts:
            self._layout.addWidget(each)
        self._layout.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)
        self.setFocusProxy(self.choice)

    def _rows(self, name: str) -> Rows:
        rows = Rows(self._theme, name)
        rows.selectionModel().currentChanged.connect(partial(self._keep_in_sight, rows))
        return rows

    def _study(self, deck: str) -> None:
        self.study_wanted.emit([deck])

    # Showing

    def shown(self) -> None:
        family = self.family
        now = progress(self._workplace, family)
        self._show(now)
        if now.points_asked:
            self._scoring.start(lambda beside, _say: round_scores(beside, family), partial(self._scored, now))

    def decks_changed(self, _changes: Changes) -> None:
        self.shown()

    @property
    def family(self) -> str:
        """The one that is looked at; "" for all."""
        return self.choice.currentData() or ""

    def _chosen(self) -> None:
        self._all_decks, self._rounds = False, ()
        self.shown()

    def _show_all(self) -> None:
        self._all_decks = True
        self.shown()
        self.decks.setFocus()

    def _show(self, now: Progress) -> None:
        self._offer(now)
        for part, one in zip(self.parts, told(now, self._rounds), strict=True):
            part.put(one)
        self.families.put([standing_row(one) for one in now.by_family] if now.standing.begun else [])
        self._families_say.setVisible(bool(self.families.rows))
        self._show_decks(now)
        self.topics.put([topic_row(one) for one in now.missed])

    def _scored(self, now: Progress, rounds: tuple[Earlier, ...]) -> None:
        self._rounds = rounds
        self.parts[-1].put(interviews_told(now, rounds))
        self.scored.emit()

    def _not_scored(self, fault: BaseException) -> None:
        self.said.emit(Message(self.tr("The scores of interviews could not be read: {fault}").format(fault=fault)))

    def _show_decks(self, now: Progress) -> None:
        begun = [one for one in now.by_deck if one.begun]
        shown = now.by_deck if self._all_decks else begun[:_FEW]
        self.decks.put([standing_row(one) for one in shown] if begun else [])
        self._decks_say.setVisible(bool(begun))
        is_short = bool(begun) and len(shown) < len(now.by_deck)
        self._more.setVisible(is_short)
        untouched = many(len(now.by_deck) - len(begun), "deck").capitalize()
        self._unbegun.setText(self.tr("{decks} not begun yet.").format(decks=untouched))
        self._unbegun.setVisible(is_short and len(begun) < len(now.by_deck))

    def _offer(self, now: Progress) -> None:
        """The families that can be looked at; one that is gone gives way to all."""
        chosen = self.family
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItem(self.tr("All decks"), "")
        for name in now.families:
            self.choice.addItem(family_title(name), name)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self.choice.blockSignals(False)

    def _keep_in_sight(self, rows: Rows, now: QModelIndex, _before: QModelIndex) -> None:
        if rows.hasFocus():
            area = rows.visualRect(now)
            place = rows.viewport().mapTo(self._column.inside, area.center())
            self._column.ensureVisible(place.x(), place.y(), 0, area.height())

    def _dress(self) -> None:
        self._layout.setSpacing(self._theme.px(24))


def standing_row(one: Standing) -> Row:
    share = progress_words.percent(one.known_today)
    spoken = (
        f"{one.title}: {grouped(one.known)} of {many(one.items, 'card')} known, {grouped(one.learning)} being learned,"
        f" {grouped(one.new)} new, {grouped(one.due)} due"
    )
    if one.recall is not None:
        spoken += f"; of the known ones {progress_words.percent(one.recall)} would come to mind today"
    return Row(
        one.name,
        one.title,
        ((one.known / one.items, "accent"), (one.learning / one.items, "edge")),
        share if one.begun else "new",
        f"{grouped(one.due)} due" if one.due else "",
        spoken,
    )


def topic_row(one: MissedTopic) -> Row:
    said = f"{grouped(one.missed)} of {grouped(one.asked)}"
    leads = f"is:missed {'leaf' if one.leaf else 'deck'}:{one.name}" if one.decks else ""
    return Row(leads, one.title, ((one.share, "hard"),), said, "", f"{one.title}: {said} key points missed")
