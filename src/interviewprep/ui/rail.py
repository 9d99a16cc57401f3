"""The way between the pages: icon and name, icons alone where room is short."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from interviewprep.ui.commands import BY_ID, Commands, title_of
from interviewprep.ui.icons import SIZE
from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import mixed

_WIDE, _NARROW = 184, 64


class Rail(QWidget):
    chosen = Signal(str)

    def __init__(self, theme: Theme, commands: Commands, places: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(QCoreApplication.translate("Rail", "Pages"))
        self._theme, self._commands = theme, commands
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Place] = {}
        self._folded = False
        self._layout = QVBoxLayout(self)
        for place in places:
            if place == "settings":
                self._layout.addStretch(1)
            button = _Place(theme, place, title_of(BY_ID[f"window.{place}"]), self)
            button.clicked.connect(partial(self._clicked, place))
            self._group.addButton(button)
            self._buttons[place] = button
            self._layout.addWidget(button)
        if "settings" not in places:
            self._layout.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def folded(self) -> bool:
        return self._folded

    def show_place(self, place: str) -> None:
        self._buttons[place].setChecked(True)
        for name, button in self._buttons.items():
            # Tab comes to the page that is open, as in any group of which one is chosen.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if name == place else Qt.FocusPolicy.NoFocus)

    def show_none(self) -> None:
        """No page is open that the rail knows of."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setAutoExclusive(False)
            button.setChecked(False)
            button.setAutoExclusive(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.setExclusive(True)

    def fold(self, folded: bool) -> None:
        if folded != self._folded:
            self._folded = folded
            self._dress()

    def focus_place(self) -> None:
        button = self._group.checkedButton() or next(iter(self._buttons.values()))
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self, place: str, *_: object) -> None:
        self.chosen.emit(place)

    def _dress(self) -> None:
        px = self._theme.px
        for place, button in self._buttons.items():
            button.dress(self._folded)
            button.setToolTip(self._commands.named(button.text(), f"window.{place}"))
        side = px(8)
        self._layout.setContentsMargins(side, px(16), side + 1, px(16))
        self._layout.setSpacing(px(4))
        self.setFixedWidth(px(_NARROW if self._folded else _WIDE))


class _Place(QToolButton):
    """One line of the rail, painted by itself: the style sheet knows no gap between an icon and its word."""

    def __init__(self, theme: Theme, place: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._place, self._folded = theme, place, False
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        # One of several, as screen readers should say; the group does the work.
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, folded: bool) -> None:
        self._folded = folded
        theme = self._theme
        self._usual, self._chosen = theme.icon(self._place, "muted"), theme.icon(self._place, "accent")
        self.setFont(theme.font("base"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(44), self._theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px, tokens = self._theme, self._theme.px, self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = tokens.soft if self.isChecked() else mixed(tokens.text, tokens.paper, 0.06)
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, px(7), px(7))
        icon: QIcon = self._chosen if self.isChecked() else self._usual
        side = px(SIZE)
        left = (self.width() - side) // 2 if self._folded else px(12)
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        place = QRect(left, (self.height() - side) // 2, side, side)
        icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
        if not self._folded:
            painter.setFont(theme.font("strong" if self.isChecked() else "base"))
            painter.setPen(QColor(self._colour()))
            words = self.rect().adjusted(left + side + px(12), 0, -px(8), 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box, px(7), px(7))
        painter.end()

    def _colour(self) -> str:
        tokens = self._theme.tokens
        if not self.isEnabled():
            return tokens.edge
        return tokens.text if self.isChecked() or self.underMouse() else tokens.muted
