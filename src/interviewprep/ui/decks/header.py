"""The top of the decks page: its title, the field that finds, the buttons, and in a sentence what there is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from interviewprep.journeys.faults import DeckFault
from interviewprep.journeys.overview import DeckCounts
from interviewprep.ui.commands import Commands
from interviewprep.ui.icons import SIZE
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_FIELD = 240
_ANY = 16_777_215


class DecksHeader(QWidget):
    found = Signal()
    """Enter or the arrow down in the field: on to what was found."""

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._commands = theme, commands
        self._decks: Sequence[DeckCounts] = ()
        self._faults: Sequence[DeckFault] = ()
        self._wide, self._browsing = True, True
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self.back = QPushButton(self.tr("All decks"), self)
        self.back.setObjectName("back")
        self.typed = QLineEdit(self)
        self.typed.setPlaceholderText(self.tr("Find a deck"))
        self.typed.setAccessibleName(self.typed.placeholderText())
        self.typed.setClearButtonEnabled(True)
        self.typed.installEventFilter(self)
        self._glass = self.typed.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._glass.setText(self.typed.placeholderText())
        self.new = QPushButton(self.tr("New deck"), self)
        self.import_ = QPushButton(self.tr("Import …"), self)
        self.folders = QPushButton(self.tr("Folders"), self)
        self.more = QToolButton(self)
        self.more.setAccessibleName(self.tr("More for this deck"))
        self._said = QLabel(self)
        self._said.setObjectName("muted")
        self.faults = QPushButton(self)
        self.faults.setObjectName("quiet")
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def show_counts(self, decks: Sequence[DeckCounts], faults: Sequence[DeckFault]) -> None:
        self._decks, self._faults = decks, faults
        self._arrange()

    def show_view(self, title: str, *, browsing: bool) -> None:
        """The title of the view below; only the tree of decks has the field and the buttons."""
        self._title.setText(title)
        self._browsing = browsing
        self._arrange()

    def fit(self, *, wide: bool) -> None:
        self._wide = wide
        self._arrange()

    def focus_field(self) -> None:
        self.typed.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.typed.selectAll()

    def _lay_out(self) -> None:
        self._top, self._line, self._field_row = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._top.addWidget(self.back)
        self._top.addWidget(self._title)
        self._top.addStretch(1)
        for button in (self.folders, self.import_, self.new, self.more):
            self._top.addWidget(button)
        self._line.addWidget(self._said)
        self._line.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for row in (self._top, self._line, self._field_row):
            self._layout.addLayout(row)
        for before, after in pairwise(
            (self.back, self.typed, self.folders, self.import_, self.new, self.more, self.faults)
        ):
            self.setTabOrder(before, after)

    def _arrange(self) -> None:
        """Where room is short, the field has a line of its own and the sentence gives way."""
        wide, browsing = self._wide, self._browsing
        if wide and self._top.indexOf(self.typed) < 0:
            self._top.insertWidget(self._top.indexOf(self.folders), self.typed)
            self._line.insertWidget(1, self.faults)
        elif not wide and self._field_row.indexOf(self.typed) < 0:
            self._field_row.addWidget(self.typed)
            self._top.insertWidget(self._top.indexOf(self.more), self.faults)
        self.typed.setMaximumWidth(self._theme.px(_FIELD) if wide else _ANY)
        self.back.setVisible(not browsing and bool(self._decks))
        self.typed.setVisible(browsing)
        self.more.setVisible(browsing)
        self.new.setVisible(browsing and wide)
        self.import_.setVisible(browsing and wide)
        self.folders.setVisible(browsing and wide)
        self._said.setVisible(browsing and wide)
        self.faults.setVisible(browsing and bool(self._faults))
        self._say(wide=wide)

    def _say(self, *, wide: bool) -> None:
        cards, resting = sum(deck.cards for deck in self._decks), sum(deck.suspended for deck in self._decks)
        said = f"{many(len(self._decks), 'deck')}, {many(cards, 'card')}"
        self._said.setText(f"{said}; {resting} {self.tr('suspended')}" if resting else said)
        count = many(len(self._faults), "fault")
        files = many(len({fault.problem.path for fault in self._faults}), "file")
        self.faults.setText(self.tr("{faults} in {files}").format(faults=count, files=files) if wide else count)

    def _dress(self) -> None:
        px, theme = self._theme.px, self._theme
        self._layout.setSpacing(px(12))
        self._top.setSpacing(px(8))
        self._line.setSpacing(px(8))
        self._glass.setIcon(theme.icon("search", "muted"))
        for button, icon, colour in (
            (self.back, "back", "muted"),
            (self.more, "more", "muted"),
            (self.faults, "warning", "hard"),
        ):
            button.setIcon(theme.icon(icon, colour))
            button.setIconSize(QSize(px(SIZE), px(SIZE)))
        for control, command in (
            (self.more, "decks.menu"),
            (self.new, "decks.new"),
            (self.import_, "window.import"),
            (self.folders, "decks.folders"),
            (self.faults, "decks.next_fault"),
            (self.back, "decks.back"),
        ):
            control.setToolTip(self._commands.keys_text(command))
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, Enter and the arrow down are its own; they are keys of the page elsewhere."""
        if watched is self.typed and isinstance(event, QKeyEvent):
            onward = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
            if onward and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if onward and event.type() == QEvent.Type.KeyPress:
                self.found.emit()
                return True
        return super().eventFilter(watched, event)
