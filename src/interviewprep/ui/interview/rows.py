"""Interviews as a list of rows: a name with what it is below, and a word at the right end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import mixed

Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _SIDE = 56, 12


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """`key` is what is told when the row is chosen."""

    key: str
    title: str
    details: str
    at_the_end: str


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[InterviewRow] = ()

    def put(self, rows: Sequence[InterviewRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.title, row.at_the_end, row.details)))
        return row.details or None if role == Qt.ItemDataRole.ToolTipRole else None


class InterviewRows(QListView):
    """As high as its rows; the page around it scrolls."""

    chosen = Signal(str)
    """The key of a row that was clicked, or on which Enter was pressed."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list")
        self.setAccessibleName(name)
        self._theme = theme
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(theme, self))
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._chosen)
        self.clicked.connect(self._chosen)
        theme.changed.connect(self._fit)

    def put(self, rows: Sequence[InterviewRow]) -> None:
        kept = self.current_key
        self._model.put(rows)
        keys = [row.key for row in rows]
        if rows:
            self.setCurrentIndex(self._model.index(keys.index(kept) if kept in keys else 0))
        self._fit()

    @property
    def current_key(self) -> str:
        index = self.currentIndex()
        return self._model.rows[index.row()].key if index.isValid() else ""

    @property
    def rows(self) -> Sequence[InterviewRow]:
        return self._model.rows

    def _chosen(self, index: Index) -> None:
        self.chosen.emit(self._model.rows[index.row()].key)

    def _fit(self) -> None:
        self.setFixedHeight(self._model.rowCount() * self._theme.px(_HEIGHT) + 2 * (self._theme.px(4) + 1))
        self.scheduleDelayedItemsLayout()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Qt passes it on, and it would press what has the focus by then.
            event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Model)
        row, area, state = model.rows[index.row()], QRect(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, QRectF(area).adjusted(1, 1, -1, -1), state)
        side = self._theme.px(_SIDE)
        self._words(painter, area.adjusted(side, self._theme.px(7), -side, -self._theme.px(7)), row)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        tokens, radius = self._theme.tokens, self._theme.px(7)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(tokens.accent), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if focused else mixed(tokens.text, tokens.surface, 0.05)))
            painter.drawRoundedRect(box, radius, radius)

    def _words(self, painter: QPainter, area: QRect, row: InterviewRow) -> None:
        theme, middle = self._theme, Qt.AlignmentFlag.AlignVCenter
        half = area.height() // 2
        painter.setFont(theme.font("figures"))
        painter.setPen(theme.colour("muted"))
        end = QRect(area.left(), area.top(), area.width(), half)
        painter.drawText(end, middle | Qt.AlignmentFlag.AlignRight, row.at_the_end)
        room = area.width() - QFontMetrics(painter.font()).horizontalAdvance(row.at_the_end) - theme.px(16)
        lines = (("strong", "text", row.title, room), ("small", "muted", row.details, area.width()))
        for place, (font, colour, words, width) in enumerate(lines):
            painter.setFont(theme.font("strong" if font == "strong" else "small"))
            painter.setPen(theme.colour(colour))
            fitting = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(area.left(), area.top() + place * half, width, half), middle, fitting)
