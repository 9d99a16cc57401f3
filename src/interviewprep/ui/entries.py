"""A list of things one can choose, each with a title, small words and keys: for the palette and the list of keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import mixed

Index = QModelIndex | QPersistentModelIndex
_ROW, _HEADING = 36, 40


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` is what the asker knows it by; "" for a heading."""

    key: str
    title: str
    hint: str = ""
    keys: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        return ". ".join(part for part in (self.title, self.hint, " or ".join(self.keys)) if part)


class Entries(QListView):
    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list")
        self.setAccessibleName(name)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(theme, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, with the first that can be chosen as the current one."""
        self._model.show_entries(entries)
        first = next((n for n, entry in enumerate(entries) if entry.key), None)
        if first is not None:
            self.setCurrentIndex(self._model.index(first))
            self.scrollToTop()

    def full_height(self) -> int:
        """What all entries together take."""
        rows = self._model.rowCount()
        return sum(self.sizeHintForRow(row) for row in range(rows)) + 2 * self.frameWidth()

    @property
    def current(self) -> Entry | None:
        return self.entry(self.currentIndex())

    def entry(self, index: Index) -> Entry | None:
        return self._model.entries[index.row()] if index.isValid() else None

    def choose(self, key: str) -> None:
        for place, entry in enumerate(self._model.entries):
            if entry.key == key:
                self.setCurrentIndex(self._model.index(place))

    def move(self, steps: int) -> None:  # type: ignore[override]
        """Make another entry the current one; headings are passed over."""
        places = [n for n, entry in enumerate(self._model.entries) if entry.key]
        if places:
            now = self.currentIndex().row()
            at = places.index(now) if now in places else 0
            self.setCurrentIndex(self._model.index(places[max(0, min(len(places) - 1, at + steps))]))


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        return entry.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.entries[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, _Model)
        return QSize(0, self._theme.px(_ROW if model.entries[index.row()].key else _HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Model)
        entry = model.entries[index.row()]
        theme, px = self._theme, self._theme.px
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.key:
            self._ground(painter, area, state)
        inner = area.adjusted(px(12), 0, -px(10), 0)
        right = self._caps(painter, inner, entry.keys)
        painter.setFont(theme.font("base" if entry.key else "strong"))
        painter.setPen(theme.colour("text"))
        place = QRect(inner.left(), inner.top(), right - px(12) - inner.left(), inner.height())
        bottom = Qt.AlignmentFlag.AlignVCenter if entry.key else Qt.AlignmentFlag.AlignBottom
        metrics = QFontMetrics(painter.font())
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place.adjusted(0, 0, 0, 0 if entry.key else -px(8)), bottom, title)
        used = metrics.horizontalAdvance(title) + px(10)
        if entry.hint and place.width() - used > px(60):
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("muted"))
            hint = QFontMetrics(painter.font()).elidedText(
                entry.hint, Qt.TextElideMode.ElideRight, place.width() - used
            )
            painter.drawText(place.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, hint)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        current = bool(state & QStyle.StateFlag.State_Selected)
        if not current and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft if current else mixed(tokens.text, tokens.surface, 0.05)))
        box = QRectF(area).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, px(7), px(7))
        if current and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, px(7), px(7))

    def _caps(self, painter: QPainter, area: QRect, keys: Sequence[str]) -> int:
        """The keys as caps from the right; gives where the leftmost begins."""
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font("small"))
        metrics = QFontMetrics(painter.font())
        right = area.right()
        for key in reversed(keys):
            width = max(metrics.horizontalAdvance(key) + px(14), px(26))
            cap = QRectF(right - width + 0.5, area.center().y() - px(12) + 0.5, width - 1, px(24) - 1)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(theme.colour("paper"))
            painter.drawRoundedRect(cap, px(5), px(5))
            painter.setPen(theme.colour("muted"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            right -= width + px(6)
        return right
