"""What one sees when the progress cannot be opened: why, the backups with what each holds, and the way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from interviewprep.clock import Clock
from interviewprep.errors import Refused
from interviewprep.journeys.recovery import Copy, backups, helps, look_into, put_back, why
from interviewprep.paths import Places
from interviewprep.ui.column import Column
from interviewprep.ui.entries import Entries, Entry
from interviewprep.ui.message_bar import Message
from interviewprep.ui.page import Page
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_WIDEST = 760
_LEAST_LIST = 140


class RecoveryPage(Page):
    restored = Signal()
    """The folder is worth another try."""

    def __init__(self, fault: Refused, places: Places, clock: Clock, theme: Theme) -> None:
        super().__init__()
        self.page_name = self.tr("Recovery")
        self._places, self._clock, self._theme = places, clock, theme
        self._waiting: list[Path] = backups(places) if helps(fault) else []
        self._found: list[Copy] = []
        self._build(fault)
        theme.changed.connect(self._dress)
        self._dress()
        self._look_at_next()

    def _build(self, fault: Refused) -> None:
        title = QLabel(self.tr("Your progress could not be opened"))
        title.setObjectName("title")
        title.setWordWrap(True)
        reason = QLabel(why(fault))
        reason.setWordWrap(True)
        reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said = QLabel()
        self._said.setObjectName("muted")
        self._said.setWordWrap(True)
        self._list = Entries(self._theme, self.tr("Backups"))
        self._list.selectionModel().currentChanged.connect(self._offer)
        self._list.activated.connect(self._restore)
        self._restore_button = QPushButton(self.tr("Put this backup back"))
        self._restore_button.setObjectName("primary")
        self._restore_button.clicked.connect(self._restore)
        again = QPushButton(self.tr("Try again"))
        again.clicked.connect(self.restored)
        folder = QPushButton(self.tr("Open the folder"))
        folder.clicked.connect(self._open_folder)
        buttons = Row(self._theme, (self._restore_button, again, folder))
        self._column = Column(self._theme, _WIDEST)
        self._layout = self._column.layout_inside
        for widget in (title, reason, self._said):
            self._layout.addWidget(widget)
        self._layout.addWidget(self._list, 1)
        self._layout.addWidget(buttons)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._column)
        self._list.setVisible(bool(self._waiting))
        self._restore_button.setVisible(bool(self._waiting))
        self._restore_button.setEnabled(False)
        if self._waiting:
            text = self.tr("Choose the backup to go on with. What is there now is kept under another name.")
        else:
            text = self.tr("Nothing was changed.")
        self._said.setText(text)
        if not self._waiting:
            self._layout.addStretch(1)

    def _look_at_next(self) -> None:
        """One backup at a time, since each is checked as a whole."""
        if self._waiting:
            self._found.append(look_into(self._places, self._waiting.pop(0)))
            self._show()
            QTimer.singleShot(0, self._look_at_next)

    def _show(self) -> None:
        kept = self._list.current
        self._list.show_entries([self._entry(one) for one in self._found])
        if kept is not None:
            self._list.choose(kept.key)
        self._offer()

    def _entry(self, copy: Copy) -> Entry:
        when = self._time(round(copy.made.timestamp() * 1000))
        if copy.fault:
            return Entry(str(copy.path), when, self.tr("cannot be used: {why}").format(why=copy.fault))
        parts = [many(copy.cards, "card"), many(copy.reviews, "answer")]
        if copy.last_review_ms is not None:
            parts.append(self.tr("the last {time}").format(time=self._time(copy.last_review_ms)))
        return Entry(str(copy.path), when, ", ".join(parts))

    def _time(self, at_ms: int) -> str:
        _, offset_min = self._clock()
        at = QDateTime.fromMSecsSinceEpoch(at_ms).toOffsetFromUtc(offset_min * 60)
        return QLocale().toString(at, "d MMM yyyy, HH:mm")

    def _chosen(self) -> Copy | None:
        entry = self._list.current
        return next((one for one in self._found if entry is not None and str(one.path) == entry.key), None)

    def _offer(self, *_: object) -> None:
        chosen = self._chosen()
        self._restore_button.setEnabled(chosen is not None and not chosen.fault)

    def _restore(self, *_: object) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.fault:
            return
        kept = put_back(self._places, self._clock, chosen.path)
        text = self.tr("The backup of {time} is in use.").format(time=self._time(round(chosen.made.timestamp() * 1000)))
        if kept is not None:
            text += " " + self.tr("What was there is kept as {file}.").format(file=kept.name)
        self._waiting.clear()
        self.said.emit(Message(text, lasting=True))
        self.restored.emit()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._places.data)))

    def shown(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def day_changed(self) -> None:
        """Nothing here hangs on the day."""

    def _dress(self) -> None:
        px = self._theme.px
        self._list.setMinimumHeight(px(_LEAST_LIST))
        self._layout.setSpacing(px(16))
