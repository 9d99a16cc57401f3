"""The way between the pages: icon and name, icons alone where room is short."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from interviewprep.ui.commands import BY_ID, Commands, title_of
from interviewprep.ui.icons import SIZE
from interviewprep.ui.theme import Theme


class Rail(QWidget):
    chosen = Signal(str)

    def __init__(self, theme: Theme, commands: Commands, places: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(QCoreApplication.translate("Rail", "Pages"))
        self._theme, self._commands = theme, commands
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._folded = False
        layout = QVBoxLayout(self)
        for place in places:
            if place == "settings":
                layout.addStretch(1)
            button = QToolButton(self)
            button.setObjectName("place")
            button.setCheckable(True)
            button.setText(title_of(BY_ID[f"window.{place}"]))
            button.setAccessibleName(button.text())
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._clicked, place))
            self._group.addButton(button)
            self._buttons[place] = button
            layout.addWidget(button)
        theme.changed.connect(self._dress)
        self._dress()

    def show_place(self, place: str) -> None:
        self._buttons[place].setChecked(True)

    def fold(self, folded: bool) -> None:
        if folded != self._folded:
            self._folded = folded
            self._dress()

    def _clicked(self, place: str, *_: object) -> None:
        self.chosen.emit(place)

    def _dress(self) -> None:
        px = self._theme.px
        style = Qt.ToolButtonStyle
        for place, button in self._buttons.items():
            button.setIcon(self._theme.icon(place, "muted"))
            button.setIconSize(QSize(px(SIZE), px(SIZE)))
            button.setToolButtonStyle(style.ToolButtonIconOnly if self._folded else style.ToolButtonTextBesideIcon)
            keys = self._commands.keys_text(f"window.{place}")
            button.setToolTip(f"{button.text()} ({keys})" if keys else button.text())
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(8), px(16), px(8), px(16))
            layout.setSpacing(px(4))
        self.setFixedWidth(px(60) if self._folded else px(176))
