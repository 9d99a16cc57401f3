"""The clock of a round as a thin ring that empties, and the questions as dots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from interviewprep.interview.phases import Phase, State
from interviewprep.interview.timetable import Timetable
from interviewprep.ui.interview.text import label
from interviewprep.ui.theme import Theme

_SIDE, _SMALL_SIDE, _STROKE = 52, 32, 4
_DOT, _DOT_GAP, _SECTION_GAP = 8, 6, 14


class RoundClock(QWidget):
    """The ring, the time of this phase in words beside it, and what is left of the round below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ring = _Ring(theme, self)
        self.words = label("", "section")
        self.words.setWordWrap(False)
        self.round_words = label("", "small")
        self.round_words.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.ring)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.words)
        words.addWidget(self.round_words)
        words.addStretch(1)
        row.addLayout(words)

    def take_little_room(self, little: bool) -> None:
        """Leave out what can be done without, where the window is low."""
        self.round_words.setVisible(not little)
        self.ring.make_small(little)

    def put(self, state: State) -> None:
        limit, left = state.limit_ms, state.remaining_ms
        self.setVisible(limit is not None and left is not None)
        if limit is None or left is None:
            return
        last = state.warned
        self.ring.put(max(0.0, left / limit) if limit else 0.0, urgent=last or left < 0, still=state.paused)
        said = left_said(left)
        if state.paused:
            said = self.tr("paused, {left}").format(left=said)
        elif state.phase is Phase.THINK:
            said = self.tr("{left} to think").format(left=said.removesuffix(" left"))
        _say(self.words, said)
        left_of_round = max(0, state.round_left_ms)
        minutes = left_of_round // 60_000
        rest = self.tr("{n} min of the round").format(n=minutes) if minutes else self.tr("the round's last minute")
        _say(self.round_words, rest)
        self.ring.setAccessibleName(self.tr("Clock: {said}, {rest}").format(said=said, rest=rest))

    def warn(self) -> None:
        """Say once that the last half minute has begun, for those who do not look at the ring."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.tr("30 seconds left")))


def left_said(left_ms: int) -> str:
    """`4 min 10 s left`, or the time over in a round that goes on below zero."""
    seconds = abs(left_ms) // 1000 if left_ms < 0 else -(-left_ms // 1000)
    said = f"{seconds // 60} min {seconds % 60:02} s" if seconds >= 60 else f"{seconds} s"
    return f"{said} over" if left_ms < 0 else f"{said} left"


def _say(words: QLabel, text: str) -> None:
    if words.text() != text:
        words.setText(text)


class _Ring(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share, self._urgent, self._still = 1.0, False, False
        self._side = _SIDE

    def put(self, share: float, *, urgent: bool, still: bool) -> None:
        if (share, urgent, still) != (self._share, self._urgent, self._still):
            self._share, self._urgent, self._still = share, urgent, still
            self.update()

    def make_small(self, small: bool) -> None:
        self._side = _SMALL_SIDE if small else _SIDE
        self.updateGeometry()

    @property
    def urgent(self) -> bool:
        return self._urgent

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._side)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = theme.px(_STROKE)
        side = min(self.width(), self.height()) - stroke
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(theme.colour("line"), stroke))
        painter.drawEllipse(box)
        colour = "muted" if self._still else "again" if self._urgent else "accent"
        painter.setPen(QPen(theme.colour(colour), stroke, c=Qt.PenCapStyle.RoundCap))
        if self._share > 0:
            # It empties clockwise, as the hand of a clock would wipe it away.
            painter.drawArc(box, 90 * 16, round(360 * 16 * self._share))
        if self._still:
            for left in (0.4, 0.6):
                x = box.left() + box.width() * left
                painter.drawLine(QPointF(x, box.center().y() - side / 6), QPointF(x, box.center().y() + side / 6))
        painter.end()


class Dots(QWidget):
    """A dot for each question, in groups by section; the one being asked is larger."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sections: Sequence[int] = ()
        self._here = 0

    def put(self, times: Timetable, here: int | None) -> None:
        """`here` is the place of the question being asked, None before the first."""
        self._sections = [slot.section for slot in times.slots]
        self._here = -1 if here is None else here
        self.setAccessibleName(
            self.tr("Question {n} of {all}").format(n=self._here + 1, all=len(self._sections))
            if here is not None
            else self.tr("{all} questions").format(all=len(self._sections))
        )
        self.updateGeometry()
        self.update()

    def _centres(self) -> list[float]:
        px, at, found = self._theme.px, self._theme.px(_DOT), []
        for place, section in enumerate(self._sections):
            if place:
                at += px(_DOT) + px(_DOT_GAP if section == self._sections[place - 1] else _SECTION_GAP)
            found.append(float(at))
        return found

    def sizeHint(self) -> QSize:
        centres = self._centres()
        return QSize(round(centres[-1] if centres else 0) + self._theme.px(_DOT), self._theme.px(_DOT * 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(_DOT * 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tokens = self._theme, self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, x in enumerate(self._centres()):
            radius = theme.px(_DOT) / 2
            if place == self._here:
                radius *= 1.35
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.accent))
            elif place < self._here:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.edge))
            else:
                painter.setPen(QPen(QColor(tokens.edge), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, self.height() / 2), radius, radius)
        painter.end()
