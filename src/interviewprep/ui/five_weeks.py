"""The last five weeks as a strip: a bar for each day, as high as the minutes studied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from interviewprep.journeys.home import StripDay
from interviewprep.ui.theme import Theme
from interviewprep.words import many, minutes

_HEIGHT, _BAR, _GAP, _WEEK_GAP = 56, 5, 2, 6
_SHORTEST_SCALE = 15
"""Minutes at which a bar is full height at least, so that one short day does not look like a feat."""


class FiveWeeks(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: Sequence[StripDay] = ()
        self.setAccessibleName(self.tr("The last five weeks"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_days(self, days: Sequence[StripDay]) -> str:
        """Show these days, today last; gives the sentence that says the same."""
        self._days = days
        studied = [day for day in days if day.answers]
        spent = sum(day.minutes for day in studied) * 60
        sentence = self.tr("{days} of {all} days, {time}").format(
            days=len(studied), all=len(days), time=minutes(spent) if studied else self.tr("not begun yet")
        )
        self.setAccessibleDescription(
            sentence
            + ". "
            + self.tr("Today {answers}.").format(answers=many(days[-1].answers if days else 0, "answer"))
        )
        self.update()
        return sentence

    def _wide(self, pixels: float) -> float:
        """Pixels across; fewer where there is less room than it wants."""
        return self._theme.px(pixels) * min(1.0, self.width() / self.sizeHint().width())

    def _left(self, place: int) -> float:
        wide = self._wide
        return place * (wide(_BAR) + wide(_GAP)) + place // 7 * (wide(_WEEK_GAP) - wide(_GAP))

    def _place_at(self, x: float) -> int | None:
        step = self._wide(_BAR) + self._wide(_GAP)
        return next((n for n in range(len(self._days)) if self._left(n) <= x < self._left(n) + step), None)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(35 * px(_BAR) + 30 * px(_GAP) + 4 * px(_WEEK_GAP), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() // 3, self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        most = max([_SHORTEST_SCALE, *(day.minutes for day in self._days)])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        last = len(self._days) - 1
        for place, day in enumerate(self._days):
            # A day of rest keeps a foot, so that the days can be counted.
            height = max(px(3), round(self.height() * min(1.0, day.minutes / most))) if day.answers else px(2)
            painter.setBrush(QColor(tokens.accent if day.answers else tokens.edge if place == last else tokens.line))
            bar = QRectF(self._left(place), self.height() - height, self._wide(_BAR), height)
            painter.drawRoundedRect(bar, px(1.5), px(1.5))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(event.pos().x())
            if place is not None:
                day = self._days[place]
                name = QLocale().toString(QDate(day.date.year, day.date.month, day.date.day), "ddd d MMM")
                done = f"{many(day.answers, 'answer')}, {minutes(day.minutes * 60)}" if day.answers else self.tr("rest")
                QToolTip.showText(event.globalPos(), f"{name}: {done}", self)
            return True
        return super().event(event)
