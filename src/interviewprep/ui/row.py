"""Buttons and fields side by side, on more lines where room is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from interviewprep.ui.theme import Theme

_GAP = 10


class Row(QWidget):
    """`pushed` is the place of the first widget that stands at the right end, if any does.

    Has no layout: Qt asks a layout for the height, and none of its layouts breaks lines.
    """

    def __init__(self, theme: Theme, widgets: Sequence[QWidget], pushed: int | None = None) -> None:
        super().__init__()
        self._theme, self._widgets = theme, tuple(widgets)
        self._pushed = len(self._widgets) if pushed is None else pushed
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._again)

    def _present(self) -> list[QWidget]:
        # A widget whose window was never shown calls itself hidden, too.
        explicit = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return [one for one in self._widgets if not (one.isHidden() and one.testAttribute(explicit))]

    def _lines(self, width: int) -> list[list[QWidget]]:
        """As many in a line as fit."""
        gap = self._theme.px(_GAP)
        lines: list[list[QWidget]] = []
        used = 0
        for one in self._present():
            wanted = _wanted(one).width()
            if not lines or used + gap + wanted > width:
                lines.append([one])
                used = wanted
            else:
                lines[-1].append(one)
                used += gap + wanted
        return lines

    def _again(self) -> None:
        self.updateGeometry()
        self._arrange()

    def _arrange(self) -> None:
        gap, width, top = self._theme.px(_GAP), self.width(), 0
        lines = self._lines(width)
        for line in lines:
            left, height = 0, max(_wanted(one).height() for one in line)
            for one in line:
                size = _wanted(one)
                if len(lines) == 1 and self._widgets.index(one) == self._pushed:
                    rest = line[line.index(one) :]
                    left = width - sum(_wanted(other).width() for other in rest) - gap * (len(rest) - 1)
                one.setGeometry(left, top + (height - size.height()) // 2, min(size.width(), width), size.height())
                left += size.width() + gap
            top += height + gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._again()
        return super().event(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [max(_wanted(one).height() for one in line) for line in self._lines(width)] or [0]
        return sum(heights) + self._theme.px(_GAP) * (len(heights) - 1)

    def sizeHint(self) -> QSize:
        present = self._present()
        width = sum(_wanted(one).width() for one in present) + self._theme.px(_GAP) * (len(present) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        sizes = [_wanted(one) for one in self._present()] or [QSize(0, 0)]
        return QSize(max(size.width() for size in sizes), max(size.height() for size in sizes))


def _wanted(widget: QWidget) -> QSize:
    return widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
