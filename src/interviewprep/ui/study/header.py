"""Above the card, small and quiet: where it comes from, how far the sitting is, and a menu for everything else."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from interviewprep.journeys.face import Face
from interviewprep.journeys.study import Counts
from interviewprep.ui.commands import Commands
from interviewprep.ui.theme import Theme
from interviewprep.ui.tooltip import tooltip


class StudyHeader(QWidget):
    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = _Elided(self)
        self._mark = QLabel(self)
        self._mark.setObjectName("small")
        self._clock = QLabel(self)
        self._clock.setObjectName("small")
        self._clock.setAccessibleName(self.tr("Time on this card"))
        self._position = QLabel(self)
        self._position.setObjectName("small")
        self._bar = _Bar(theme, self)
        self._bar.setAccessibleName(self.tr("Progress of this sitting"))
        self.menu_button = QToolButton(self)
        self.menu_button.setObjectName("quiet")
        self.menu_button.setText("⋯")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setAccessibleName(self.tr("More for this card"))
        keys = commands.keys_text("study.menu")
        self.menu_button.setToolTip(self.tr("More for this card ({key})").format(key=keys))
        row = QHBoxLayout()
        row.addWidget(self._place, 1)
        for widget in (self._mark, self._clock, self._position, self.menu_button):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._bar)
        self._row, self._column = row, column
        theme.changed.connect(self._dress)
        self._dress()

    def put(self, face: Face, counts: Counts) -> None:
        level = face.card.level
        levels = {"junior": self.tr("junior"), "mid": self.tr("mid"), "senior": self.tr("senior")}
        parts = (face.deck_title or face.deck, face.topic, levels[level.value] if level else "")
        self._place.setText("  ·  ".join(part for part in parts if part))
        self._mark.setText(self.tr("★ marked") if face.marked else "")
        self._mark.setVisible(face.marked)
        total = counts.done + counts.left
        at = min(counts.done + 1, total) if total else counts.done
        self._position.setText(self.tr("{at} of {total}").format(at=at, total=total))
        said = self.tr("{new} new, {learning} being learned, {due} to review")
        self._position.setToolTip(said.format(new=counts.new, learning=counts.learning, due=counts.due))
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(counts.done)

    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(14))
        self._column.setSpacing(self._theme.px(4))
        self._bar.setFixedHeight(max(2, self._theme.px(3)))

    def say_time(self, seconds: float | None, given_minutes: float = 0) -> None:
        """The time on this card beside the time given; None hides it."""
        self._clock.setVisible(seconds is not None)
        if seconds is None:
            return
        minutes, rest = divmod(int(seconds), 60)
        spent = f"{minutes}:{rest:02d}"
        if given_minutes:
            spent = self.tr("{spent} of {given} min").format(spent=spent, given=f"{given_minutes:g}")
        self._clock.setText(spent)


class _Elided(QLabel):
    """Small words that give way when room is short."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("small")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)
        painter.end()
        self.setToolTip(tooltip(self.text()) if shown != self.text() else "")


class _Bar(QProgressBar):
    """A line that fills."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextVisible(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(QColor(self._theme.tokens.line))
        painter.drawRoundedRect(whole, radius, radius)
        share = self.value() / max(1, self.maximum())
        if share > 0:
            painter.setBrush(QColor(self._theme.tokens.accent))
            painter.drawRoundedRect(whole.adjusted(0, 0, -whole.width() * (1 - share), 0), radius, radius)
        painter.end()
