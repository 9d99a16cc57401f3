"""The tree of decks on screen: generous rows, numbers in columns, a thin bar for what is learned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from interviewprep.journeys.overview import DeckCounts
from interviewprep.ui.decks.model import Column, DecksModel, Index, Row, remarks, share, tree
from interviewprep.ui.decks.rows import bar_colours
from interviewprep.ui.icons import SIZE, renderer
from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import mixed
from interviewprep.words import grouped

_ROW, _INDENT, _CHEVRON = 36, 22, 16
_BAR_WIDTH, _BAR_HEIGHT = 72, 6
_WIDTHS = {Column.DUE: 62, Column.NEW: 62, Column.LEARNED: 148, Column.CARDS: 68, Column.ITEMS: 68}
_BAR_ALONE = 92
"""Width of the column of bars where there is no room for the number beside."""
_NEEDS = {Column.NEW: 360, Column.LEARNED: 460, Column.CARDS: 600, Column.ITEMS: 720}
_NUMBER_BESIDE = 600
"""Widths below which a column gives way to the names."""


class DecksTree(QTreeView):
    chosen = Signal()
    """Other rows are selected."""
    study_wanted = Signal()
    menu_wanted = Signal(QPoint)
    """Where on the screen."""
    folded = Signal(str, bool)
    """A family was folded (True) or unfolded by the user."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName(self.tr("Decks"))
        self._theme = theme
        self._decks: Sequence[DeckCounts] = ()
        self._copied: Collection[str] = ()
        self._folded: frozenset[str] = frozenset()
        self._typed = ""
        self._hovered = QModelIndex()
        self.tree = DecksModel(self)
        self.setModel(self.tree)
        self.setItemDelegate(_Height(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(1)
        for column in Column:
            fixed = QHeaderView.ResizeMode.Stretch if column is Column.NAME else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, fixed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.collapsed.connect(self._was_collapsed)
        self.expanded.connect(self._was_expanded)
        self.doubleClicked.connect(self._double_clicked)
        theme.changed.connect(self._dress)
        self._dress()

    # What is shown

    def show_decks(self, decks: Sequence[DeckCounts], copied: Collection[str], folded: Iterable[str]) -> None:
        """Show these decks; selection and place stay where they can, `folded` families are closed."""
        self._decks, self._copied, self._folded = decks, copied, frozenset(folded)
        self._show()

    def filter(self, typed: str) -> None:
        """Show the decks that fit what is typed; the first is chosen, one with the words in its title before others."""
        self._typed = typed
        self._show()
        fitting = list(self.tree.root.decks())
        if self.is_filtered and fitting:
            words = typed.casefold().split()
            named = [deck for deck in fitting if all(word in deck.title.casefold() for word in words)]
            self.choose((named or fitting)[0].deck)

    @property
    def is_filtered(self) -> bool:
        return bool(self._typed.strip())

    def selected(self) -> list[Row]:
        """The selected rows from top to bottom."""
        return [self.tree.row_at(index) for index in sorted(self.selectionModel().selectedRows(), key=self._height_of)]

    def selected_decks(self) -> list[DeckCounts]:
        """The decks of the selected rows; a family stands for all of its decks."""
        return list({deck.deck: deck for row in self.selected() for deck in row.decks()}.values())

    def choose(self, name: str) -> bool:
        """Select a deck and bring it into sight; False where it is not shown."""
        index = self.tree.find(name)
        if index.isValid():
            # Not `setCurrentIndex`, which selects more while Shift or Ctrl is down.
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        return index.isValid()

    def _show(self) -> None:
        kept = [(row.name, row.deck is None) for row in self.selected()]
        current = self.tree.row_at(self.currentIndex())
        top = self.verticalScrollBar().value()
        signals = self.selectionModel().blockSignals(True)
        self.tree.show_tree(tree(self._decks, self._copied, self._typed))
        self._unfold()
        again = [index for name, family in kept if (index := self.tree.find(name, family=family)).isValid()]
        if not again and self.tree.rowCount():
            again = [self.tree.index(0, 0)]
        chosen = QItemSelection()
        for index in again:
            chosen.select(index, index.siblingAtColumn(len(Column) - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        place = self.tree.find(current.name, family=current.deck is None) if current.name else QModelIndex()
        place = place if place.isValid() else (again[0] if again else QModelIndex())
        self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().blockSignals(signals)
        self.verticalScrollBar().setValue(top)
        self.scrollTo(place)
        self.viewport().update()
        self.chosen.emit()

    def _unfold(self) -> None:
        before = self.blockSignals(True)
        for name, index in self.tree.families():
            self.setExpanded(index, self.is_filtered or name not in self._folded)
        self.blockSignals(before)

    def _height_of(self, index: Index) -> int:
        return self.tree.row_at(index).at

    def _selection_changed(self, *_: object) -> None:
        self.chosen.emit()

    def _was_collapsed(self, index: QModelIndex) -> None:
        if not self.is_filtered:
            self.folded.emit(self.tree.row_at(index).name, True)

    def _was_expanded(self, index: QModelIndex) -> None:
        if not self.is_filtered:
            self.folded.emit(self.tree.row_at(index).name, False)

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.tree.row_at(index).deck is not None:
            self.study_wanted.emit()

    # How it looks

    def _dress(self) -> None:
        px = self._theme.px
        self.setIndentation(px(_INDENT))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, px(width))
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        width, px = self.viewport().width(), self._theme.px
        for column, needed in _NEEDS.items():
            self.setColumnHidden(column, width < px(needed))
        beside = width >= px(_NUMBER_BESIDE)
        self.setColumnWidth(Column.LEARNED, px(_WIDTHS[Column.LEARNED] if beside else _BAR_ALONE))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, px = self.tree.row_at(index), self._theme.px
        area = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, QRect(0, area.top(), self.viewport().width(), area.height()), index)
        name = self._cell(index, Column.NAME, area)
        if row.deck is None:
            self._chevron(painter, name, index)
        self._name(painter, name.adjusted(px(_CHEVRON + 6), 0, -px(8), 0), row)
        for column in (Column.DUE, Column.NEW, Column.CARDS, Column.ITEMS):
            if not self.isColumnHidden(column):
                self._number(painter, self._cell(index, column, area), row, column)
        if not self.isColumnHidden(Column.LEARNED):
            self._learned(painter, self._cell(index, Column.LEARNED, area), row)
        painter.restore()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The chevron is drawn with the row."""

    def _cell(self, index: Index, column: Column, area: QRect) -> QRect:
        left = self.columnViewportPosition(column)
        indent = 0
        if column is Column.NAME:
            above = index.parent()
            while above.isValid():
                indent, above = indent + self.indentation(), above.parent()
            indent += self._theme.px(6)
        return QRect(left + indent, area.top(), self.columnWidth(column) - indent, area.height())

    def _ground(self, painter: QPainter, area: QRect, index: Index) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        box = QRectF(area).adjusted(1, 1, -1, -1)
        selected = self.selectionModel().isSelected(index)
        if selected or index.sibling(index.row(), 0) == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if selected else mixed(tokens.text, tokens.surface, 0.05)))
            painter.drawRoundedRect(box, px(7), px(7))
        if index.sibling(index.row(), 0) == self.currentIndex().siblingAtColumn(0) and self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, px(7), px(7))

    def _chevron(self, painter: QPainter, cell: QRect, index: Index) -> None:
        size = self._theme.px(_CHEVRON)
        place = QRect(cell.left(), cell.center().y() - size // 2 + 1, size, size)
        name = "down" if self.isExpanded(index.sibling(index.row(), 0)) else "next"
        renderer(name, self._theme.tokens.muted).render(painter, QRectF(place))

    def _name(self, painter: QPainter, cell: QRect, row: Row) -> None:
        theme, px = self._theme, self._theme.px
        right = self._remarks(painter, cell, row)
        painter.setFont(theme.font("base" if row.deck else "strong"))
        painter.setPen(theme.colour("muted" if row.suspended else "text"))
        width = max(px(40), right - cell.left())
        title = QFontMetrics(painter.font()).elidedText(row.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(cell.left(), cell.top(), width, cell.height()), Qt.AlignmentFlag.AlignVCenter, title)

    def _remarks(self, painter: QPainter, cell: QRect, row: Row) -> int:
        """What is special about the row, from the right; gives where it begins. Icons stay where words have no room."""
        theme, px = self._theme, self._theme.px
        wanted = QFontMetrics(theme.font("base" if row.deck else "strong")).horizontalAdvance(row.title)
        right, size = cell.right(), px(SIZE - 2)
        for icon, word, colour in remarks(row):
            painter.setFont(theme.font("small"))
            width = QFontMetrics(painter.font()).horizontalAdvance(word) + px(2)
            room = right - cell.left() - wanted - px(16)
            if room >= width + (size + px(4) if icon else 0):
                painter.setPen(theme.colour(colour))
                painter.drawText(QRect(right - width, cell.top(), width, cell.height()), _MIDDLE_RIGHT, word)
                right -= width + px(4)
            elif not icon:
                continue
            if icon:
                place = QRectF(right - size, cell.center().y() - size // 2 + 1, size, size)
                renderer(icon, getattr(theme.tokens, colour)).render(painter, place)
                right -= size
            right -= px(12)
        return right

    def _number(self, painter: QPainter, cell: QRect, row: Row, column: Column) -> None:
        number = row.number(column) or 0
        painter.setFont(self._theme.font("figures"))
        quiet = not number or column in (Column.CARDS, Column.ITEMS) or row.suspended
        painter.setPen(self._theme.colour("muted" if quiet else "text"))
        said = grouped(number) if number or column is Column.CARDS else "–"
        painter.drawText(cell.adjusted(0, 0, -self._theme.px(8), 0), _MIDDLE_RIGHT, said)

    def _learned(self, painter: QPainter, cell: QRect, row: Row) -> None:
        """Learned, being learned, new; the number beside and the words of the row say the same."""
        theme, px = self._theme, self._theme.px
        bar = QRectF(cell.left() + px(8), cell.center().y() - px(_BAR_HEIGHT) // 2 + 1, px(_BAR_WIDTH), px(_BAR_HEIGHT))
        learned, learning, new = bar_colours(theme)
        outline = QPainterPath()
        outline.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.save()
        painter.setClipPath(outline)
        whole = max(1, row.items)
        for count, colour in ((whole, new), (row.started, learning), (row.learned, learned)):
            painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * count / whole, bar.height()), QColor(colour))
        painter.restore()
        if cell.width() > px(_BAR_ALONE):
            painter.setFont(theme.font("figures"))
            painter.setPen(theme.colour("muted"))
            painter.drawText(cell.adjusted(0, 0, -px(8), 0), _MIDDLE_RIGHT, f"{share(row)} %")

    # Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # The ring goes around the whole row; Qt repaints the cells that changed.
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.hasFocus():
            # A message that comes makes the list shorter; what was chosen stays in sight.
            self.scrollTo(self.currentIndex())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.MouseMove):
            self._hover(self.indexAt(event.position().toPoint()))  # type: ignore[attr-defined]
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.HoverLeave):
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        if index.siblingAtColumn(0) != self._hovered:
            self._hovered = index.siblingAtColumn(0)
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        elif self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are the page's keys, not a search in the list: that is what the field above is for."""
        if (
            event.text().strip()
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            and event.text().isalnum()
        ):
            event.ignore()
            return
        super().keyPressEvent(event)


_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Height(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))
