"""The list of cards that were found: the question on two lines, below it where the card is and how far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from interviewprep.journeys.browse import Found
from interviewprep.rendering.render import direction
from interviewprep.ui.cards.list import ground
from interviewprep.ui.decks.model import Index
from interviewprep.ui.theme import Theme
from interviewprep.ui.tooltip import tooltip

_CARD = Qt.ItemDataRole.UserRole
_SIDE, _PAD, _GAP = 12, 9, 3


class ResultList(QListView):
    changed = Signal()
    """Another card is the current one, or others are chosen."""
    left = Signal()
    """The arrow up on the first row."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rows")
        self.setAccessibleName(self.tr("Cards found"))
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().selectionChanged.connect(self._changed)
        self.selectionModel().currentChanged.connect(self._changed)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_cards(self, cards: Sequence[Found], *, keep: bool) -> None:
        """`keep`: the same cards stay chosen, and where the current one is gone, the one in its place is."""
        chosen, current = {card.key for card in self.chosen()}, self.current
        row = self.currentIndex().row()
        self.selectionModel().blockSignals(True)
        self._model.show_cards(cards)
        places = {card.key: place for place, card in enumerate(cards)}
        if not keep or row < 0:
            self._choose(0, [])
            self.scrollToTop()
        else:
            place = places.get(current.key, min(row, len(cards) - 1)) if current else 0
            self._choose(place, [places[key] for key in chosen if key in places])
        self.selectionModel().blockSignals(False)
        self.viewport().update()
        self.changed.emit()

    @property
    def current(self) -> Found | None:
        return self._model.card(self.currentIndex())

    def chosen(self) -> list[Found]:
        """In the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._model.cards[row] for row in rows]

    def _choose(self, current: int, rows: Sequence[int]) -> None:
        picked = QItemSelection()
        for row in rows or [current]:
            picked.select(self._model.index(row), self._model.index(row))
        selection = self.selectionModel()
        selection.setCurrentIndex(self._model.index(current), QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _changed(self, *_: object) -> None:
        self.changed.emit()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up and not event.modifiers() and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; words are looked for in the field above."""


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: Sequence[Found] = ()
        self._questions: dict[tuple[int, str], str] = {}

    def show_cards(self, cards: Sequence[Found]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def card(self, index: Index) -> Found | None:
        return self.cards[index.row()] if index.isValid() and index.row() < len(self.cards) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._question(card)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._question(card)}: {card.state}, {kind_words(card.kind)}, {card.deck_title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._question(card))
        return card if role == _CARD else None

    def _question(self, card: Found) -> str:
        # Rows are painted often, and what is on the screen is a few of thousands.
        place = card.key, card.markdown
        if place not in self._questions:
            self._questions[place] = card.question or "…"
        return self._questions[place]


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = self._theme.px
        lines = 2 * QFontMetrics(self._theme.font("base")).lineSpacing()
        return QSize(0, lines + QFontMetrics(self._theme.font("small")).height() + px(_GAP) + 2 * px(_PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        card = index.data(_CARD)
        assert isinstance(card, Found)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, option.rect, option.state, theme)
        area: QRect = option.rect.adjusted(px(_SIDE), px(_PAD), -px(_SIDE), -px(_PAD))
        font, small = theme.font("base"), theme.font("small")
        question = str(index.data(Qt.ItemDataRole.DisplayRole))
        lines = two_lines(question, QFontMetrics(font), area.width())
        step = QFontMetrics(font).lineSpacing()
        high = len(lines) * step + px(_GAP) + QFontMetrics(small).height()
        top = area.top() + max(0, (area.height() - high) // 2)
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if card.suspended or card.deck_suspended else "text"))
        # In a layout from the right, Qt takes left for right.
        painter.setLayoutDirection(_direction(question))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for line in lines:
            painter.drawText(QRect(area.left(), top, area.width(), step), side, line)
            top += step
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(small)
        self._paint_small(painter, QRect(QPoint(area.left(), top + px(_GAP)), area.bottomRight()), card)
        painter.restore()

    def _paint_small(self, painter: QPainter, area: QRect, card: Found) -> None:
        """Kind and deck, and at the other end how far the card is, which never gives way."""
        theme, metrics = self._theme, painter.fontMetrics()
        state = f"★ {card.state}" if card.marked else card.state
        painter.setPen(theme.colour("text" if card.standing == "due" or card.marked else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, state)
        room = area.width() - metrics.horizontalAdvance(state) - theme.px(16)
        where = f"{kind_words(card.kind)}  ·  {card.deck_title}"
        painter.setPen(theme.colour("muted"))
        said = metrics.elidedText(where, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, said)


def _direction(text: str) -> Qt.LayoutDirection:
    rtl = direction("", text) == "rtl"
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight


def kind_words(kind: str) -> str:
    def tr(text: str) -> str:
        return QCoreApplication.translate("Card", text)

    kinds = {
        "recall": tr("recall"),
        "cloze": tr("cloze"),
        "choice": tr("choice"),
        "open": tr("open question"),
        "code": tr("code"),
        "drill": tr("drill"),
    }
    return kinds.get(kind, kind)


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A text broken at words into at most two lines, the second cut with an ellipsis."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    first = ""
    for word in text.split(" "):
        longer = f"{first} {word}" if first else word
        if metrics.horizontalAdvance(longer) > width:
            break
        first = longer
    if not first:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    return [first, metrics.elidedText(text[len(first) + 1 :], Qt.TextElideMode.ElideRight, width)]
