"""Cards that both sides changed: field by field, mine or theirs or both. Mine stands until the user says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from interviewprep.cards.merging import TEXT, Conflict, Side
from interviewprep.cards.parts import answer_of, question_of
from interviewprep.journeys.importing.carrying import Decisions
from interviewprep.journeys.importing.plan import What
from interviewprep.journeys.importing.preview import Preview
from interviewprep.rendering.one_line import one_line
from interviewprep.ui.cards.list import ROW, CardList
from interviewprep.ui.importing.side_by_side import SideBySide
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_MOST_LISTED = 2000
"""Rows; where there are more, the rest goes by what was said for all."""
_ROWS = 4
_WORDS = {Side.MINE: "mine", Side.THEIRS: "theirs", Side.BOTH: "both"}


@dataclass(frozen=True, slots=True)
class _Clash:
    """A card or an interview that both sides changed."""

    place: str
    title: str
    fields: tuple[Conflict, ...]
    is_file: bool = False
    body: str = "answer"
    """What the text below the question is: it is the answer where nothing else is."""

    def name_of(self, field: str) -> str:
        return self.body if field == TEXT else field


class Conflicts(QWidget):
    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clashes: list[_Clash] = []
        self._count = 0
        self._otherwise = Side.MINE
        self._fields: dict[tuple[str, str], Side] = {}
        self._title = QLabel()
        self._title.setObjectName("section")
        self._title.setWordWrap(True)
        self.all_mine = self._for_all(self.tr("All mine"), Side.MINE)
        self.all_theirs = self._for_all(self.tr("All theirs"), Side.THEIRS)
        self._more = QLabel()
        self._more.setObjectName("small")
        self._more.setWordWrap(True)
        self.list = CardList(theme, self.tr("Cards that both sides changed"))
        self.list.currentItemChanged.connect(self._show_current)
        self._place = QVBoxLayout()
        self._holder: QWidget | None = None
        self.shown: list[SideBySide] = []
        """The fields of the current card."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addWidget(Row(theme, (self.all_mine, self.all_theirs)))
        self._column.addWidget(self._more)
        self._column.addWidget(self.list)
        self._column.addLayout(self._place)
        theme.changed.connect(self._dress)
        self._dress()

    def show_conflicts(self, preview: Preview) -> None:
        """Show those of this plan; what was decided of a place before stays decided."""
        found = _clashes(preview)
        self._count = preview.plan.count(What.CONFLICT) + sum(one.what is What.CONFLICT for one in preview.plan.files)
        self._clashes = [one for one, _ in zip(found, range(_MOST_LISTED), strict=False)]
        self.setVisible(bool(self._clashes))
        said = self.tr("You and the file both changed {cards}").format(cards=many(self._count, "card"))
        self._title.setText(said)
        over = self._count - len(self._clashes)
        self._more.setText(self.tr("{count} more go by what you choose for all.").format(count=over))
        self._more.setVisible(over > 0)
        self.list.setVisible(len(self._clashes) > 1)
        self._dress()
        self._list_all()
        self._show_current()

    @property
    def decisions(self) -> Decisions:
        files = {place: side for (place, field), side in self._fields.items() if not field}
        fields = {(place, field): side for (place, field), side in self._fields.items() if field}
        return Decisions(otherwise=self._otherwise, fields=fields, files=files)

    @property
    def taken(self) -> tuple[int, int]:
        """In how many cards, and in how many interviews, something of theirs will be written."""
        listed = [
            one.is_file for one in self._clashes if any(self._side(one, clash) is not Side.MINE for clash in one.fields)
        ]
        over = self._count - len(self._clashes) if self._otherwise is not Side.MINE else 0
        return listed.count(False) + over, listed.count(True)

    def _for_all(self, text: str, side: Side) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._choose_all, side))
        return button

    def _choose_all(self, side: Side, *_: object) -> None:
        self._otherwise = side
        self._fields.clear()
        self._list_all()
        for one in self.shown:
            one.take(side)
        self.changed.emit()

    def _choose(self, clash: _Clash, field: str, side: Side) -> None:
        self._fields[clash.place, "" if clash.is_file else field] = side
        item = self.list.currentItem()
        if item is not None:
            self.list.word(item, self._small(clash))
        self.changed.emit()

    def _side(self, one: _Clash, conflict: Conflict) -> Side:
        return self._fields.get((one.place, "" if one.is_file else conflict.field), self._otherwise)

    def _small(self, one: _Clash) -> str:
        return ", ".join(f"{one.name_of(clash.field)}: {_WORDS[self._side(one, clash)]}" for clash in one.fields)

    def _list_all(self) -> None:
        self.list.show_cards((one.title, self._small(one), one) for one in self._clashes)

    def _show_current(self, *_: object) -> None:
        one = self.list.current()
        if self._holder is not None:
            self._holder.deleteLater()
        self._holder, self.shown = QWidget(), []
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        if isinstance(one, _Clash):
            for conflict in one.fields:
                named, side = _capital(one.name_of(conflict.field)), self._side(one, conflict)
                pair = SideBySide(conflict, named, side, self._theme, may_be_both=not one.is_file)
                pair.chosen.connect(partial(self._choose, one))
                column.addWidget(pair)
                self.shown.append(pair)
        self._place.addWidget(self._holder)

    def _dress(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(8))
        self.list.setFixedHeight(px(ROW) * min(_ROWS, len(self._clashes)) + px(10) + 2)


def _clashes(preview: Preview) -> Iterator[_Clash]:
    for one in preview.plan.cards:
        if one.what is What.CONFLICT and one.merged is not None:
            card = one.merged.card
            body = "answer" if answer_of(card) == card.body else "more of the question"
            yield _Clash(one.foreign.place, one_line(question_of(card)), one.conflicts, body=body)
    yield from _files(preview, preview.mine)


def _files(preview: Preview, mine: Mapping[str, str]) -> Iterator[_Clash]:
    for file in preview.plan.files:
        if file.what is What.CONFLICT:
            whole = Conflict("the interview", mine.get(file.name, ""), file.text)
            yield _Clash(file.name, file.name, (whole,), is_file=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
