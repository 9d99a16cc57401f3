"""Rows that say how a subject stands: its name, a bar, its numbers; each leads to its cards."""

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
_ROW, _BELOW, _NARROW = 40, 36, 470
_INSET, _GAP = 6, 12
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
_BAR, _BAR_HEIGHT, _SHORTEST = 144, 6, 12


@dataclass(frozen=True, slots=True)
class Row:
    leads: str
    """What is wanted by it, such as a deck; "" where it leads nowhere."""
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

    wanted = Signal(str)
    """What the row leads to."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(name)
        self._theme = theme
        self._columns = (0, 0)
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
    def columns(self) -> tuple[int, int]:
        """How wide the figures of the bar and those at the right end are, so that the bars can be compared."""
        return self._columns

    @property
    def rows(self) -> Sequence[Row]:
        return self._model.rows

    def put(self, rows: Sequence[Row]) -> None:
        """Show these; the row that one was at stays the current one."""
        kept = self.currentIndex().row()
        before = self.rows[kept].leads if 0 <= kept < len(self.rows) else ""
        self._model.put(rows)
        self.setVisible(bool(rows))
        self._fit()
        again = next((place for place, row in enumerate(rows) if row.leads and row.leads == before), 0)
        self.setCurrentIndex(self._model.index(again))

    def _activated(self, index: Index) -> None:
        if leads := self.rows[index.row()].leads:
            self.wanted.emit(leads)

    def _fit(self) -> None:
        figures = QFontMetrics(self._theme.font("figures"))
        share = max((figures.horizontalAdvance(row.share) for row in self.rows), default=0)
        side = max((figures.horizontalAdvance(row.side) for row in self.rows), default=0)
        self._columns = share, side
        self.setFixedHeight(max(1, sum(self._painter.height(row, self.width()) for row in self.rows)))
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

    def height(self, row: Row, width: int) -> int:
        px = self._theme.px
        return self._title_height(row.title, width - 2 * px(_INSET)) + px(_BELOW) if self._narrow(width) else px(_ROW)

    def _title_height(self, title: str, width: int) -> int:
        return QFontMetrics(self._theme.font("base")).boundingRect(0, 0, width, 10_000, _WRAPPED, title).height()

    def _narrow(self, width: int) -> bool:
        return width < self._theme.px(_NARROW)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height(self._view.rows[index.row()], self._view.width()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.rows[index.row()]
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, option.state, leads=bool(row.leads))
        px = self._theme.px
        inner = area.adjusted(px(_INSET), 0, -px(_INSET), 0)
        if self._narrow(self._view.width()):
            self._tall(painter, inner.adjusted(0, px(6), 0, -px(6)), row)
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
        end = self._figures(painter, area, row) - px(_GAP)
        top = area.center().y() - px(_BAR_HEIGHT) // 2
        self._bar(painter, QRectF(end - px(_BAR), top, px(_BAR), px(_BAR_HEIGHT)), row)
        painter.setFont(self._theme.font("base"))
        painter.setPen(self._theme.colour("text"))
        name = QRect(area.left(), area.top(), end - px(_BAR + _GAP) - area.left(), area.height())
        said = QFontMetrics(painter.font()).elidedText(row.title, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)

    def _tall(self, painter: QPainter, area: QRect, row: Row) -> None:
        """The bar and the figures under the name, which has as many lines as it takes."""
        px = self._theme.px
        painter.setFont(self._theme.font("base"))
        painter.setPen(self._theme.colour("text"))
        high = self._title_height(row.title, area.width())
        painter.drawText(QRect(area.left(), area.top(), area.width(), high), _WRAPPED, row.title)
        lower = area.adjusted(0, high, 0, 0)
        width = self._figures(painter, lower, row) - px(_GAP) - lower.left()
        if width >= px(_SHORTEST):
            top = lower.center().y() - px(_BAR_HEIGHT) // 2
            self._bar(painter, QRectF(lower.left(), top, width, px(_BAR_HEIGHT)), row)

    def _figures(self, painter: QPainter, area: QRect, row: Row) -> int:
        """At the right of the area; gives where they begin, which is the same for all rows."""
        share, side = self._view.columns
        gap = self._theme.px(_GAP) if side else 0
        painter.setFont(self._theme.font("figures"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for text, cut, colour in ((row.side, 0, "text"), (row.share, side + gap, "muted")):
            painter.setPen(self._theme.colour(colour))
            painter.drawText(area.adjusted(0, 0, -cut, 0), right, text)
        return area.right() - share - side - gap

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
