"""A list of cards: the question in one line, below it in small words what is the matter with it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from interviewprep.ui.decks.model import Index
from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import mixed
from interviewprep.ui.tooltip import tooltip

_SMALL, _CARD = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ROW = 52
"""Height of a row at 100 % text."""


class CardList(QListWidget):
    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def show_cards(self, cards: Iterable[tuple[str, str, object]]) -> None:
        """Question, small words and the value that stands for the card; the current row stays where it can."""
        row = max(0, self.currentRow())
        self.clear()
        for question, small, card in cards:
            item = QListWidgetItem(question or "…")
            item.setData(_SMALL, small)
            item.setData(_CARD, card)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{question}: {small}")
            item.setToolTip(tooltip(question))
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))

    def word(self, item: QListWidgetItem, small: str) -> None:
        """Put other small words below a question."""
        item.setData(_SMALL, small)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}: {small}")

    def current(self) -> object:
        item = self.currentItem()
        return None if item is None else item.data(_CARD)

    def chosen(self) -> list[object]:
        return [item.data(_CARD) for item in self.selectedItems()]


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, option.rect, option.state, theme)
        area = option.rect.adjusted(px(12), px(7), -px(12), -px(7))
        for name, colour, role, side in (
            ("base", "text", Qt.ItemDataRole.DisplayRole, Qt.AlignmentFlag.AlignTop),
            ("small", "muted", _SMALL, Qt.AlignmentFlag.AlignBottom),
        ):
            font = theme.font("base" if name == "base" else "small")
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            said = QFontMetrics(font).elidedText(str(index.data(role)), Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, side, said)
        painter.restore()


def ground(painter: QPainter, area: QRect, state: QStyle.StateFlag, theme: Theme) -> None:
    """What lies under a row that is selected, under the mouse, or has the focus."""
    tokens, px = theme.tokens, theme.px
    selected = bool(state & QStyle.StateFlag.State_Selected)
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    box = QRectF(area).adjusted(1, 1, -1, -1)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft if selected else mixed(tokens.text, tokens.surface, 0.05)))
        painter.drawRoundedRect(box, px(7), px(7))
    if focused:
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, px(7), px(7))
