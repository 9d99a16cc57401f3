"""Rows that say how a subject stands: its name, a bar, its numbers; each leads to studying it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import mixed

Index = QModelIndex | QPersistentModelIndex
_ROW, _TALL, _NARROW = 40, 58, 470
_BAR, _BAR_HEIGHT, _SHARE, _SIDE = 144, 6, 56, 68


@dataclass(frozen=True, slots=True)
class Row:
    decks: tuple[str, ...]
    """What it leads to; none where there is nothing to study."""
    title: str
    parts: tuple[tuple[float, str], ...]
    """Of the bar, as shares of the whole with their colours."""
    share: str
    """What the bar says, in figures."""
    side: str
    """At the right end."""
    spoken: str


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def put(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Rows(QListView):
    """As high as its rows; the page around it scrolls."""

    wanted = Signal(list)
    """Names of the decks of a row."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(name)
        self._theme = theme
        self._model = _Model(self)
        self.setModel(self._model)
        self._painter = _Painter(theme, self)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._activated)
        self.clicked.connect(self._activated)
        theme.changed.connect(self._fit)
        self.hide()

    @property
    def rows(self) -> Sequence[Row]:
        return self._model.rows

    def put(self, rows: Sequence[Row]) -> None:
        """Show these; the row that one was at stays the current one."""
        kept = self.currentIndex().row()
        before = self.rows[kept].decks if 0 <= kept < len(self.rows) else ()
        self._model.put(rows)
        self.setVisible(bool(rows))
        self._fit()
        again = next((place for place, row in enumerate(rows) if row.decks and row.decks == before), 0)
        self.setCurrentIndex(self._model.index(again))

    def _activated(self, index: Index) -> None:
        if decks := self.rows[index.row()].decks:
            self.wanted.emit(list(decks))

    def _fit(self) -> None:
        self.setFixedHeight(max(1, len(self.rows) * self._painter.height(self.width())))
        self.scheduleDelayedItemsLayout()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: Rows) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def height(self, width: int) -> int:
        return self._theme.px(_TALL if self._narrow(width) else _ROW)

    def _narrow(self, width: int) -> bool:
        return width < self._theme.px(_NARROW)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height(self._view.width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.rows[index.row()]
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, option.state, leads=bool(row.decks))
        px = self._theme.px
        inner = area.adjusted(px(8), 0, -px(8), 0)
        if self._narrow(self._view.width()):
            half = inner.height() // 2
            self._tall(painter, inner.adjusted(0, px(4), 0, -half), inner.adjusted(0, half, 0, -px(4)), row)
        else:
            self._flat(painter, inner, row)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag, *, leads: bool) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        box = QRectF(area).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(QColor(tokens.soft))
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box, px(7), px(7))
        elif leads and state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(mixed(tokens.text, tokens.surface, 0.05)))
            painter.drawRoundedRect(box, px(7), px(7))

    def _flat(self, painter: QPainter, area: QRect, row: Row) -> None:
        """All in one line."""
        px = self._theme.px
        end = area.right() - self._figures(painter, area, row.side, _SIDE, "text")
        share = area.adjusted(0, 0, end - area.right(), 0)
        end -= self._figures(painter, share, row.share, _SHARE, "muted") + px(12)
        top = area.center().y() - px(_BAR_HEIGHT) // 2
        self._bar(painter, QRectF(end - px(_BAR), top, px(_BAR), px(_BAR_HEIGHT)), row)
        self._title(painter, area.adjusted(0, 0, end - px(_BAR + 16) - area.right(), 0), row.title)

    def _tall(self, painter: QPainter, upper: QRect, lower: QRect, row: Row) -> None:
        """The bar and its figures under the name."""
        px = self._theme.px
        used = self._figures(painter, upper, row.side, 0, "text")
        self._title(painter, upper.adjusted(0, 0, -used - px(8), 0), row.title)
        used = self._figures(painter, lower, row.share, 0, "muted") + px(12)
        top = lower.center().y() - px(_BAR_HEIGHT) // 2
        self._bar(painter, QRectF(lower.left(), top, max(0, lower.width() - used), px(_BAR_HEIGHT)), row)

    def _figures(self, painter: QPainter, area: QRect, text: str, least: int, colour: str) -> int:
        """Right in the area; gives the room they take."""
        painter.setFont(self._theme.font("figures"))
        painter.setPen(self._theme.colour(colour))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return max(self._theme.px(least), painter.fontMetrics().horizontalAdvance(text))

    def _title(self, painter: QPainter, area: QRect, title: str) -> None:
        painter.setFont(self._theme.font("base"))
        painter.setPen(self._theme.colour("text"))
        said = QFontMetrics(painter.font()).elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)

    def _bar(self, painter: QPainter, bar: QRectF, row: Row) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(bar, self._theme.colour("line"))
        left = bar.left()
        for share, colour in row.parts:
            painter.fillRect(QRectF(left, bar.top(), bar.width() * share, bar.height()), self._theme.colour(colour))
            left += bar.width() * share
        painter.restore()
