"""Paper beside a drill: each line is worked out as it is typed, with units and with the drill's own names."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from interviewprep.drills.draw import Draw
from interviewprep.drills.scratchpad import Scratch, amounts, scratch
from interviewprep.ui.theme import Theme
from interviewprep.ui.units import wait_for_units

_PAUSE_MS = 120
_MOST_LINES = 60


class Scratchpad(QFrame):
    """The lines on the left, what comes out on the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw: Draw | None = None
        self._lines = _Lines(theme, self)
        self._lines.setAccessibleName(self.tr("Scratchpad"))
        self._lines.setPlaceholderText(self.tr("2*80*8*128*2 B in KiB"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.work_out)
        self._lines.textChanged.connect(self._pause.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lines)
        self.setFocusProxy(self._lines)

    def put(self, draw: Draw) -> None:
        """Clean paper for another drill."""
        self._draw = draw
        self._lines.clear()
        self._pause.stop()
        self._lines.results = []
        names = ", ".join(sorted(amounts(draw)))
        self._lines.setToolTip(self.tr("Names you can use: {names}, and ans for the line above").format(names=names))

    @property
    def text(self) -> str:
        return self._lines.toPlainText().strip()

    def work_out(self) -> None:
        """Work out every line; a name that one sets can be used below it."""
        if self._draw is None:
            return
        self._pause.stop()
        wait_for_units()
        names = amounts(self._draw)
        results: list[Scratch | None] = []
        for line in self._lines.toPlainText().split("\n")[:_MOST_LINES]:
            worked = scratch(line, names) if line.strip() else None
            if worked and worked.amount is not None:
                names[worked.name] = names["ans"] = worked.amount
            results.append(worked)
        self._lines.show_results(results)

    @property
    def results(self) -> list[str]:
        return [one.text if one else "" for one in self._lines.results]


class _Lines(QPlainTextEdit):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.results: list[Scratch | None] = []
        self.setTabChangesFocus(True)
        self._margin = _Results(self)
        self.updateRequest.connect(self._scrolled)
        theme.changed.connect(self._dress)
        self._dress()

    def show_results(self, results: list[Scratch | None]) -> None:
        self.results = results
        said = [one.text for one in results if one]
        self.setAccessibleDescription("; ".join(said))
        self._margin.update()

    def paint_results(self, painter: QPainter, width: int) -> None:
        theme = self._theme
        font = theme.font("small")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        block = self.firstVisibleBlock()
        while block.isValid() and block.blockNumber() < len(self.results):
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > self.height():
                break
            if worked := self.results[block.blockNumber()]:
                good = worked.amount is not None
                painter.setPen(QColor(theme.tokens.text if good else theme.tokens.muted))
                said = f"= {worked.text}" if good else worked.text
                line = QRectF(0, box.top(), width - theme.px(8), box.height())
                said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, int(line.width()))
                painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)
            block = block.next()

    def _dress(self) -> None:
        self.setFont(self._theme.font("code"))

    def _scrolled(self, _rect: QRect, _by: int) -> None:
        self._margin.update()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.contentsRect()
        wide = round(inner.width() * 0.45)
        self.setViewportMargins(0, 0, wide, 0)
        self._margin.setGeometry(inner.right() - wide, inner.top(), wide, inner.height())


class _Results(QWidget):
    def __init__(self, lines: _Lines) -> None:
        super().__init__(lines)
        self._lines = lines
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._lines.paint_results(painter, self.width())
        painter.end()
