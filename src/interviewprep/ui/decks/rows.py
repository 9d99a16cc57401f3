"""The decks of the home screen as rows: name, how much of it is known, what is due and how long that takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from interviewprep.journeys.overview import DeckCounts
from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import mixed
from interviewprep.ui.tooltip import tooltip
from interviewprep.words import minutes

Index = QModelIndex | QPersistentModelIndex
_ROW, _HEADING, _BAR_WIDTH, _BAR_HEIGHT = 40, 44, 72, 6
_DUE_WIDTH, _TIME_WIDTH = 64, 60
_NARROW = 440


@dataclass(frozen=True, slots=True)
class Row:
    """A deck, or the family that the decks below it belong to."""

    name: str
    """What can be studied by this row; "" for decks that lie in no folder together."""
    title: str
    due: int
    seconds: float
    deck: DeckCounts | None = None


def rows_of(decks: Sequence[DeckCounts]) -> list[Row]:
    """The decks under their families; a lone family needs no heading."""
    families: dict[str, list[DeckCounts]] = {}
    for deck in decks:
        families.setdefault(deck.deck.partition("/")[0] if "/" in deck.deck else "", []).append(deck)
    rows: list[Row] = []
    for family, members in families.items():
        if len(families) > 1:
            title = family.replace("-", " ").capitalize() or QCoreApplication.translate("DeckRows", "Single decks")
            rows.append(Row(family, title, sum(one.due for one in members), sum(one.seconds for one in members)))
        rows += [Row(deck.deck, deck.title, deck.due, deck.seconds, deck) for deck in members]
    return rows


class DeckModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show_decks(self, decks: Sequence[DeckCounts]) -> None:
        self.beginResetModel()
        self._rows = rows_of(decks)
        self.endResetModel()

    def row(self, index: Index) -> Row:
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and row.deck is not None:
            return tooltip(row.deck.description) or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.row(index).name:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _spoken(row: Row) -> str:
    due = f"{row.due} due" + (f", {minutes(row.seconds)}" if row.due else "")
    if (deck := row.deck) is None:
        return f"{row.title}: {due}"
    learning = deck.started - deck.learned
    return f"{row.title}: {due}; {deck.learned} known, {learning} being learned, {deck.items - deck.started} new"


class DeckRows(QListView):
    """As high as its rows; the page around it scrolls."""

    study_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list")
        self.setAccessibleName(self.tr("Decks"))
        self._theme = theme
        self._model = DeckModel(self)
        self.setModel(self._model)
        self._delegate = _Painter(theme, self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._activated)
        self.clicked.connect(self._activated)
        theme.changed.connect(self._fit)

    def show_decks(self, decks: Sequence[DeckCounts]) -> None:
        kept = self._name_at(self.currentIndex())
        self._model.show_decks(decks)
        self._fit()
        rows = [self._model.index(n) for n in range(self._model.rowCount())]
        fitting = [one for one in rows if self._name_at(one)]
        again = [one for one in fitting if self._name_at(one) == kept]
        if fitting:
            self.setCurrentIndex((again or fitting)[0])

    def _name_at(self, index: Index) -> str:
        return self._model.row(index).name if index.isValid() else ""

    def _activated(self, index: Index) -> None:
        if name := self._name_at(index):
            self.study_wanted.emit(name)

    def _fit(self) -> None:
        height = sum(
            self._delegate.height(self._model.row(self._model.index(n))) for n in range(self._model.rowCount())
        )
        frame = 2 * (self._theme.px(4) + 1)
        self.setFixedHeight(height + frame)
        self.scheduleDelayedItemsLayout()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def height(self, row: Row) -> int:
        return self._theme.px(_ROW if row.deck else _HEADING)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, DeckModel)
        return QSize(0, self.height(model.row(index)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, DeckModel)
        row = model.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if row.name:
            self._ground(painter, area, state)
        self._words(painter, area.adjusted(self._theme.px(12), 0, -self._theme.px(12), 0), row)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        box = QRectF(area).adjusted(1, 1, -1, -1)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mixed(tokens.text, tokens.surface, 0.05)))
            painter.drawRoundedRect(box, px(7), px(7))
        if focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft))
            painter.drawRoundedRect(box, px(7), px(7))
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, px(7), px(7))

    def _words(self, painter: QPainter, area: QRect, row: Row) -> None:
        theme, px = self._theme, self._theme.px
        right, middle = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
        time = QRect(area.right() - px(_TIME_WIDTH), area.top(), px(_TIME_WIDTH), area.height())
        painter.setFont(theme.font("figures"))
        said = f"{row.due} due" if row.due else f"{row.deck.items - row.deck.started} new" if row.deck else ""
        # A deck of a thousand new cards pushes the bar aside rather than lose a digit.
        width = max(px(_DUE_WIDTH), painter.fontMetrics().horizontalAdvance(said))
        due = QRect(time.left() - width, area.top(), width, area.height())
        if row.due:
            painter.setPen(theme.colour("text" if row.deck else "muted"))
            painter.drawText(due, right | middle, said)
            painter.setPen(theme.colour("muted"))
            painter.drawText(time, right | middle, f"{max(1, round(row.seconds / 60))} min")
        elif row.deck is not None and row.deck.items > row.deck.started:
            painter.setPen(theme.colour("muted"))
            painter.drawText(due, right | middle, said)
        end = due.left() - px(12) if said else area.right()
        if row.deck is not None and area.width() > px(_NARROW):
            top = area.center().y() - px(_BAR_HEIGHT) // 2
            self._bar(painter, QRectF(end - px(_BAR_WIDTH), top, px(_BAR_WIDTH), px(_BAR_HEIGHT)), row.deck)
            end -= px(_BAR_WIDTH + 20)
        painter.setFont(theme.font("base" if row.deck else "strong"))
        painter.setPen(theme.colour("text"))
        title = QFontMetrics(painter.font()).elidedText(row.title, Qt.TextElideMode.ElideRight, end - area.left())
        painter.drawText(QRect(area.left(), area.top(), end - area.left(), area.height()), middle, title)

    def _bar(self, painter: QPainter, bar: QRectF, deck: DeckCounts) -> None:
        """Known, being learned, new; the words beside and the spoken text say the same."""
        known, learning, new = bar_colours(self._theme)
        whole = max(1, deck.items)
        outline = QPainterPath()
        outline.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.save()
        painter.setClipPath(outline)
        for count, colour in ((whole, new), (deck.started, learning), (deck.learned, known)):
            painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * count / whole, bar.height()), QColor(colour))
        painter.restore()


def bar_colours(theme: Theme) -> tuple[str, str, str]:
    """Known, being learned, new."""
    tokens = theme.tokens
    return tokens.accent, mixed(tokens.accent, tokens.surface, 0.45), tokens.line
