"""A form that reads like a list: a panel for each section, in it lines with words left and a control right."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from interviewprep.ui.theme import Theme

_NARROW = 460


class Line(QWidget):
    """One setting. Where room is short, the control stands below its words."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        control: QWidget,
        hint: str = "",
        *,
        named: QWidget | None = None,
        wide: bool = False,
    ) -> None:
        """`named` is the field inside `control` that has the name, where `control` only holds it."""
        super().__init__()
        self._theme, self._wide, self._control = theme, wide, control
        self._name = QLabel(name)
        self._hint = QLabel(hint)
        self._hint.setObjectName("small")
        self._hint.setWordWrap(True)
        for label in (self._name, self._hint):
            label.setTextFormat(Qt.TextFormat.PlainText)  # they may say what stands in a file
        self._field = named or control
        self._field.setAccessibleName(name)
        self._name.setBuddy(self._field)
        control.setParent(self)
        if wide:
            control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._hint)
        words.addStretch(1)
        self._words = words
        self._row.addLayout(words, 1)
        self._row.addWidget(control, 1 if wide else 0)
        self.say(hint)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, hint: str) -> None:
        """The small words below the name."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._field.setAccessibleDescription(hint.strip())

    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16), px(10), px(16), px(10))
        self._row.setSpacing(px(16))
        self._words.setSpacing(px(2))
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self._theme.px(_NARROW)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(self._theme.px(6 if narrow else 16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class Section(QWidget):
    """A heading and a panel of lines, parted by hairlines."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._above: dict[QWidget, QFrame] = {}
        self._insets: list[QHBoxLayout] = []
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        heading = QLabel(name)
        heading.setObjectName("section")
        self._panel = QFrame()
        self._panel.setObjectName("panel")
        self._panel.setAccessibleName(name)
        self._lines = QVBoxLayout(self._panel)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)
        self._outer.addWidget(heading)
        self._outer.addWidget(self._panel)
        theme.changed.connect(self._dress)
        self._dress()

    def add(self, line: QWidget) -> None:
        if self._lines.count():
            hairline = QFrame()
            hairline.setObjectName("hairline")
            inset = QHBoxLayout()
            inset.addWidget(hairline)
            self._lines.addLayout(inset)
            self._insets.append(inset)
            self._above[line] = hairline
        self._lines.addWidget(line)
        self._dress()

    def show_only(self, shown: Collection[QWidget]) -> None:
        """Hide the other lines, and the hairlines that would part nothing."""
        lines = [item.widget() for place in range(self._lines.count()) if (item := self._lines.itemAt(place))]
        is_first = True
        for line in lines:
            if line is not None:
                line.setVisible(line in shown)
                if line in self._above:
                    self._above[line].setVisible(line in shown and not is_first)
                is_first = is_first and line not in shown

    def _dress(self) -> None:
        self._outer.setSpacing(self._theme.px(8))
        for inset in self._insets:
            inset.setContentsMargins(self._theme.px(16), 0, self._theme.px(16), 0)
