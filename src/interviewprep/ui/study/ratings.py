"""The four ratings in a row: each with its word, its key and when the card would come back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from interviewprep.memory.fsrs import Rating
from interviewprep.ui.commands import Commands
from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import mixed
from interviewprep.words import span


class RatingButton(QAbstractButton):
    """Filled with its colour where it is suggested."""

    def __init__(self, rating: Rating, word: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rating, self.suggested = rating, False
        self._theme = theme
        self._key = self._wait = ""
        self._over = False
        self.setText(word)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def say(self, key: str, wait: str, *, suggested: bool) -> None:
        """`wait` is the time until the card comes back."""
        self.suggested = suggested
        self._key, self._wait = key, wait
        self.setAccessibleName(self.tr("{rating}, again in {time}").format(rating=self.text(), time=wait))
        hints = [self.tr("key {key}").format(key=key)] if key else []
        self.setAccessibleDescription(", ".join([*hints, self.tr("suggested")] if suggested else hints))
        self.setToolTip(self.accessibleName() + (f" ({key})" if key else ""))
        self.update()

    def _colours(self) -> tuple[str, str, str, str]:
        """Ground, edge, word and the line below it."""
        tokens = self._theme.tokens
        own = str(getattr(tokens, self.rating.name.lower()))
        ground, below = (own, tokens.on_accent) if self.suggested else (tokens.surface, tokens.muted)
        if self._over or self.isDown():
            ground = mixed(tokens.text, ground, 0.12 if self.isDown() else 0.06)
        edge = own if not self.hasFocus() else tokens.text if self.suggested else tokens.accent
        return ground, edge, tokens.on_accent if self.suggested else own, below

    # Qt

    def sizeHint(self) -> QSize:
        strong, small = QFontMetrics(self._theme.font("strong")), QFontMetrics(self._theme.font("small"))
        wide = max(strong.horizontalAdvance(self.text()) + self._theme.px(28), small.horizontalAdvance(self._wait))
        return QSize(wide + self._theme.px(16), strong.height() + small.height() + self._theme.px(16))

    def minimumSizeHint(self) -> QSize:
        # Where room is short the key is left to the tooltip.
        return self.sizeHint() - QSize(self._theme.px(28), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses a button with Space only; here Enter does too.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        ground, edge, word, below = self._colours()
        width = 2.0 if self.hasFocus() else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.px(7), theme.px(7))
        strong, small = theme.font("strong"), theme.font("small")
        height = QFontMetrics(strong).height()
        roomy = self._key and self.width() >= self.sizeHint().width()
        cap, gap = (theme.px(18), theme.px(7)) if roomy else (0, 0)
        left = (self.width() - QFontMetrics(strong).horizontalAdvance(self.text()) - cap - gap) // 2
        if roomy:
            box = QRectF(left, theme.px(8) + (height - cap) / 2, cap, cap)
            painter.setPen(QPen(QColor(below), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
            painter.setFont(small)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.setFont(strong)
        painter.setPen(QColor(word))
        line = QRect(left + cap + gap, theme.px(8), self.width(), height)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(small)
        painter.setPen(QColor(below))
        line = QRect(0, line.bottom() + theme.px(1), self.width(), QFontMetrics(small).height())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self._wait)
        painter.end()


class RatingRow(QWidget):
    rated = Signal(int)

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setAccessibleName(self.tr("How well did you know it?"))
        words = {
            Rating.AGAIN: self.tr("Again"),
            Rating.HARD: self.tr("Hard"),
            Rating.GOOD: self.tr("Good"),
            Rating.EASY: self.tr("Easy"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.buttons: dict[Rating, RatingButton] = {}
        for rating, word in words.items():
            button = self.buttons[rating] = RatingButton(rating, word, theme, self)
            button.clicked.connect(partial(self._clicked, rating))
            row.addWidget(button)
        self._row, self._theme = row, theme
        theme.changed.connect(self._dress)
        self._dress()

    def offer(self, waits_s: Mapping[Rating, int], suggested: Rating) -> None:
        for rating, button in self.buttons.items():
            key = self._commands.keys_text(f"study.{rating.name.lower()}")
            button.say(key, span(waits_s[rating]), suggested=rating is suggested)

    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(8))
        for button in self.buttons.values():
            button.updateGeometry()

    def _clicked(self, rating: Rating, *_: object) -> None:
        self.rated.emit(int(rating))
