"""The faults of the deck files as a list: what is wrong, in which line, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from interviewprep.errors import Severity
from interviewprep.journeys.faults import DeckFault
from interviewprep.ui.cards.list import ground
from interviewprep.ui.commands import Commands
from interviewprep.ui.decks.model import Index
from interviewprep.ui.icons import SIZE, renderer
from interviewprep.ui.theme import Theme
from interviewprep.ui.tooltip import tooltip
from interviewprep.words import many

_NOWHERE = QModelIndex()
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_TALLEST = 10_000
_NARROW = 520


class FaultsView(QWidget):
    open_wanted = Signal(object)
    """The fault to go to."""
    check_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._commands = theme, commands
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setObjectName("muted")
        self._check = QPushButton(self.tr("Check everything"), self)
        self._check.setToolTip(self.tr("Also pictures, drills, numbers and ids over all decks"))
        self._check.clicked.connect(self.check_wanted)
        self.list = _List(theme, self)
        self.list.activated.connect(self._activated)
        self._open = QPushButton(self.tr("Open in editor"), self)
        self._open.setObjectName("primary")
        self._open.clicked.connect(self.open_current)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(self._said, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._check)
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        self._top.addLayout(buttons)
        self._layout.addLayout(self._top)
        self._layout.addWidget(self.list, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def show_faults(self, faults: Sequence[DeckFault], checking: str = "") -> None:
        """`checking` says how far a check of everything is; "" while none is made."""
        self.list.show_faults(faults)
        files = len({fault.problem.path for fault in faults})
        errors = sum(fault.problem.severity is Severity.ERROR for fault in faults)
        if checking:
            said = checking
        elif not faults:
            said = self.tr("No fault is known in any deck file.")
        else:
            count = many(errors, "error") if errors else ""
            small = many(len(faults) - errors, "warning") if len(faults) > errors else ""
            both = self.tr(" and ").join(part for part in (count, small) if part)
            said = self.tr("{count} in {files}. Everything else in the files is used.").format(
                count=both, files=many(files, "file")
            )
        self._said.setText(said)
        self._check.setText(self.tr("Stop checking") if checking else self.tr("Check everything"))
        self._open.setEnabled(bool(faults))

    def choose(self, deck: str) -> None:
        """Make the first fault of a deck the current one; "" for the first of all."""
        for place, fault in enumerate(self.list.faults):
            if not deck or fault.deck == deck:
                self.list.setCurrentIndex(self.list.model().index(place, 0))
                return

    def step(self, by: int) -> None:
        """Go to the next fault, or round to the other end."""
        if count := len(self.list.faults):
            self.list.setCurrentIndex(self.list.model().index((self.list.currentIndex().row() + by) % count, 0))

    def open_current(self) -> None:
        self._activated(self.list.currentIndex())

    def _activated(self, index: Index) -> None:
        if index.isValid():
            self.open_wanted.emit(self.list.faults[index.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._theme.px(_NARROW)
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _dress(self) -> None:
        self._layout.setSpacing(self._theme.px(12))
        self._top.setSpacing(self._theme.px(8))
        self._open.setToolTip(self._commands.keys_text("decks.open_fault"))


class _List(QListView):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName(self.tr("Faults"))
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(theme, self))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def faults(self) -> Sequence[DeckFault]:
        return self._model.faults

    def show_faults(self, faults: Sequence[DeckFault]) -> None:
        if list(faults) == list(self._model.faults):
            return
        place = self.currentIndex().row()
        self._model.show_faults(faults)
        if faults:
            self.setCurrentIndex(self._model.index(max(0, min(place, len(faults) - 1))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.faults: Sequence[DeckFault] = ()

    def show_faults(self, faults: Sequence[DeckFault]) -> None:
        self.beginResetModel()
        self.faults = faults
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.faults)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        fault = self.faults[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence(fault)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{place(fault)}, {fault.problem.severity}: {sentence(fault)}"
        return tooltip(fault.problem.path) if role == Qt.ItemDataRole.ToolTipRole else None


def place(fault: DeckFault) -> str:
    """`gpu-memory.md, line 12`; the whole path for what is no deck."""
    name = Path(fault.problem.path).name if fault.deck else fault.problem.path
    return f"{name}, line {fault.problem.line}" if fault.problem.line else name


def sentence(fault: DeckFault) -> str:
    said = fault.problem.message
    return f"{said[:1].upper()}{said[1:]}" + ("" if said.endswith((".", "?")) else ".")


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = self._theme.px
        width = self._list.viewport().width()
        return QSize(width, self._words(width, index).height() + self._place_height() + px(22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        model = index.model()
        assert isinstance(model, _Model)
        fault = model.faults[index.row()]
        area = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground(painter, area, option.state, theme)
        wrong = fault.problem.severity is Severity.ERROR
        icon = QRectF(area.left() + px(12), area.top() + px(10), px(SIZE), px(SIZE))
        renderer("warning", theme.tokens.again if wrong else theme.tokens.hard).render(painter, icon)
        left, top = area.left() + px(44), area.top() + px(10)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        word = self.tr("error") if wrong else self.tr("warning")
        width = area.width() - px(56)
        # The line and the kind stand at the end, and are worth more than the middle of a name.
        said = painter.fontMetrics().elidedText(f"{place(fault)}  ·  {word}", Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(QRect(left, top, width, self._place_height()), 0, said)
        painter.setFont(theme.font("base"))
        painter.setPen(theme.colour("text"))
        words = self._words(area.width(), index).translated(left, top + self._place_height() + px(2))
        painter.drawText(words, _WRAP, sentence(fault))
        painter.restore()

    def _words(self, width: int, index: Index) -> QRect:
        room = QRect(0, 0, max(self._theme.px(80), width - self._theme.px(56)), _TALLEST)
        said = index.data(Qt.ItemDataRole.DisplayRole)
        height = QFontMetrics(self._theme.font("base")).boundingRect(room, _WRAP, str(said)).height()
        return QRect(0, 0, room.width(), height)

    def _place_height(self) -> int:
        return QFontMetrics(self._theme.font("small")).height()
