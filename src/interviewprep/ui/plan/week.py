"""Minutes a day: the same on every day, or each weekday its own."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from interviewprep.settings import LIMITS
from interviewprep.ui.calm import Calm
from interviewprep.ui.form import Line
from interviewprep.ui.interview.text import label
from interviewprep.ui.number import Number
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme


class Week(QObject):
    chosen = Signal(int, tuple)
    """Minutes a day, and those of the weekdays from Monday or ()."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._showing = False
        low, high = (int(limit) for limit in LIMITS["weekday_minutes"])
        self.every = Number(low, high, self.tr(" minutes"))
        self.every.setSpecialValueText(self.tr("No limit"))
        self.own = QCheckBox(self.tr("Each weekday its own"))
        self.days = [Number(low, high) for _ in range(7)]
        names = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
        self._row = Row(theme, [self._named(*pair) for pair in zip(names, self.days, strict=True)])
        self._every_line = Line(theme, self.tr("Minutes a day"), self.every)
        self._own_line = Line(theme, self.tr("Days that differ"), self.own, self.tr("0 is a day off."))
        self._days_line = QWidget()
        self._inset = QVBoxLayout(self._days_line)
        self._inset.addWidget(self._row)
        self.lines: tuple[QWidget, ...] = (self._every_line, self._own_line, self._days_line)
        for field in (self.every, *self.days):
            field.setKeyboardTracking(False)
            field.valueChanged.connect(self._changed)
            Calm.on(field)
        self.own.toggled.connect(self._own_toggled)
        theme.changed.connect(self._dress)
        self._dress()

    def show_minutes(self, minutes_a_day: int, weekdays: tuple[int, ...]) -> None:
        self._showing = True
        self.every.setValue(minutes_a_day)
        self.own.setChecked(bool(weekdays))
        for field, minutes in zip(self.days, weekdays or (minutes_a_day,) * 7, strict=True):
            field.setValue(minutes)
        self._showing = False

    @property
    def lines_shown(self) -> tuple[QWidget, ...]:
        return self.lines[1:] if self.own.isChecked() else self.lines[:-1]

    def _named(self, name: str, field: Number) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        word = label(name, "small")
        word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(word)
        column.addWidget(field)
        field.setAccessibleName(self.tr("Minutes on {day}").format(day=name))
        return both

    def _own_toggled(self, own: bool) -> None:
        if own and not self._showing:
            self._showing = True
            for field in self.days:
                field.setValue(self.every.value())
            self._showing = False
        self._changed()

    def _changed(self, *_: object) -> None:
        if not self._showing:
            days = tuple(field.value() for field in self.days) if self.own.isChecked() else ()
            self.chosen.emit(self.every.value(), days)

    def _dress(self) -> None:
        px = self._theme.px
        self._inset.setContentsMargins(px(16), px(10), px(16), px(12))
        self.every.setFixedWidth(self._theme.px(176))
        for field in self.days:
            field.setFixedWidth(self._theme.px(82))
