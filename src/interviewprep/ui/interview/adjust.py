"""How do you want the round? Minutes, levels, topics and times, practice, and when it is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from interviewprep.cards.model import Level
from interviewprep.interview.blueprint import EXTRA_TIMES, Adjustment, Blueprint, Stop
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.ui.number import Number
from interviewprep.ui.question import Question
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme

_FIELD, _ROW = 264, 32
_LONGEST = 480
_LONGEST_SEED = 60


class AdjustDialog(Question):
    def __init__(
        self,
        blueprint: Blueprint,
        wishes: Wishes,
        topics: Sequence[tuple[str, str]],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """`topics` are decks: their names, and what they are called."""
        super().__init__(theme, parent.tr("How do you want the round?"), parent.tr("Take these"), parent)
        self._blueprint, self._wishes, self._theme = blueprint, wishes, theme
        change = wishes.change
        self.minutes = Number(5, _LONGEST, self.tr(" minutes"))
        self.minutes.setValue(round(change.minutes or blueprint.minutes))
        self._add(self.tr("Length"), self.minutes)
        self.extra = QComboBox()
        for factor in EXTRA_TIMES:
            self.extra.addItem(self.tr("usual time") if factor == 1 else f"{factor:g} ×", factor)
        self.extra.setCurrentIndex(EXTRA_TIMES.index(change.extra_time or blueprint.extra_time))
        self._add(self.tr("Time for everything"), self.extra)
        self.stop = QComboBox()
        self.stop.addItem(self.tr("the clock ends it"), Stop.HARD.value)
        self.stop.addItem(self.tr("the clock goes on below zero"), Stop.SOFT.value)
        self.stop.setCurrentIndex(int((change.stop or blueprint.stop) is Stop.SOFT))
        self._add(self.tr("When an answer's time is up"), self.stop)
        self.levels = [self._level(level, level in change.levels) for level in Level]
        self.say(self.tr("Levels; none ticked leaves them as the interview has them"), "section")
        self.body.addWidget(Row(theme, self.levels))
        self._add_topics(topics, change.topics, theme)
        self.practice = self._box(self.tr("Practice: the clock may be paused"), wishes.practice)
        self.mark_each = self._box(self.tr("Mark each question when it is over, not all at the end"), wishes.mark_each)
        self._add_seed(wishes)
        self.minutes.setFocus()

    @property
    def wishes(self) -> Wishes:
        blueprint = self._blueprint
        extra, stop = float(self.extra.currentData()), Stop(self.stop.currentData())
        minutes = self.minutes.value()
        change = Adjustment(
            minutes=None if minutes == round(blueprint.minutes) else minutes,
            levels=tuple(level for level, box in zip(Level, self.levels, strict=True) if box.isChecked()),
            topics=tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in self._ticked()),
            extra_time=None if extra == blueprint.extra_time else extra,
            stop=None if stop is blueprint.stop else stop,
        )
        seed = " ".join(self.seed.text().split())
        return replace(
            self._wishes,
            seed=seed,
            # Of a seed that was there already it is known whether it looks at what is weak.
            adapt=self._wishes.adapt if seed == self._wishes.seed else None,
            change=change,
            practice=self.practice.isChecked(),
            mark_each=self.mark_each.isChecked(),
        )

    def _add(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        field.setMinimumWidth(self._theme.px(_FIELD))
        caption = QLabel(name)
        caption.setBuddy(field)
        self.body.addWidget(Row(self._theme, (caption, field), pushed=1))

    def _level(self, level: Level, ticked: bool) -> QCheckBox:
        box = QCheckBox(level.value)
        box.setChecked(ticked)
        return box

    def _box(self, words: str, ticked: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(ticked)
        self.body.addWidget(box)
        return box

    def _add_topics(self, topics: Sequence[tuple[str, str]], chosen: Sequence[str], theme: Theme) -> None:
        self.say(self.tr("Topics; none ticked leaves them as the interview has them"), "section")
        self.sought = QLineEdit()
        self.sought.setPlaceholderText(self.tr("Find a deck"))
        self.sought.setAccessibleName(self.tr("Find a deck"))
        self.sought.textChanged.connect(self._filter)
        self.topics = QListWidget()
        self.topics.setObjectName("list")
        self.topics.setAccessibleName(self.tr("Topics"))
        self.topics.setFixedHeight(theme.px(6 * _ROW + 10))
        self.topics.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for name, title in sorted(topics, key=lambda topic: (topic[0] not in chosen, topic[1].casefold())):
            item = QListWidgetItem(title, self.topics)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(name)
            item.setSizeHint(QSize(0, theme.px(_ROW)))
            item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
        self.topics.setCurrentRow(0)
        self.body.addWidget(self.sought)
        self.body.addWidget(self.topics)

    def _add_seed(self, wishes: Wishes) -> None:
        self.seed = QLineEdit(wishes.seed)
        self.seed.setMaxLength(_LONGEST_SEED)
        self.seed.setPlaceholderText(self.tr("none: look at what is weak"))
        self._add(self.tr("Seed"), self.seed)
        self.say(
            self.tr(
                "The same seed gives the same interview again, to you and to anybody with the same decks. Each report"
                " says the seed of its round."
            ),
            "small",
        )

    def _ticked(self) -> list[QListWidgetItem]:
        items = [self.topics.item(place) for place in range(self.topics.count())]
        return [item for item in items if item.checkState() is Qt.CheckState.Checked]

    def _filter(self, text: str) -> None:
        for place in range(self.topics.count()):
            item = self.topics.item(place)
            item.setHidden(text.casefold() not in f"{item.text()} {item.toolTip()}".casefold())


class OwnDialog(Question):
    """What the adjusted interview is called as a file of one's own."""

    def __init__(self, title: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent.tr("What is your own interview called?"), parent.tr("Keep it"), parent)
        self.title = QLineEdit(title)
        self.title.setAccessibleName(self.tr("Title"))
        self.body.addWidget(self.title)
        self._said = self.say(self.tr("It becomes a file in the folder interviews of your decks."), "small")
        self.title.textChanged.connect(lambda text: self.answer.setEnabled(bool(text.strip())))
        self.title.setFocus()
        self.title.selectAll()
