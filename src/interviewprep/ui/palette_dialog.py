"""The palette: type a few letters of a command or a deck, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from interviewprep.journeys.overview import DeckCounts, decks
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import BY_ID, Commands, title_of
from interviewprep.ui.entries import Entries, Entry
from interviewprep.ui.fuzzy import fit
from interviewprep.ui.theme import Theme

_WIDTH, _HEIGHT = 560, 420
_PAGE = 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}


class PaletteDialog(QDialog):
    study_wanted = Signal(list)

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands, parent: QWidget) -> None:
        # A popup leaves when one clicks beside it.
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Find a command or a deck"))
        self._theme, self._window = theme, parent
        self._highest = 0
        self._actions = {action.objectName(): action for action in commands.usable()}
        self._entries = [
            Entry(name, title_of(BY_ID[name]), BY_ID[name].help, tuple(filter(None, [commands.keys_text(name)])))
            for name in self._actions
            if name != "window.palette"
        ]
        self._entries += [
            Entry(f"deck {deck.deck}", self.tr("Study {deck}").format(deck=deck.title), _waiting(deck))
            for deck in decks(workplace)
            if not deck.suspended
        ]
        self._build()

    def _build(self) -> None:
        px = self._theme.px
        self._typed = QLineEdit()
        self._typed.setAccessibleName(self.windowTitle())
        self._typed.setPlaceholderText(self.windowTitle())
        self._typed.addAction(self._theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._typed.textChanged.connect(self._filter)
        self._typed.returnPressed.connect(self._run)
        self._typed.installEventFilter(self)
        self._list = Entries(self._theme, self.windowTitle())
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._run)
        self._list.selectionModel().currentChanged.connect(self._tell)
        self._nothing = QLabel(self.tr("Nothing has these letters."))
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        frame = QFrame(self)
        frame.setObjectName("popup")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(px(12), px(12), px(12), px(12))
        inner.setSpacing(px(8))
        for widget in (self._typed, self._list, self._nothing):
            inner.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._filter("")

    def open(self) -> None:
        """Over the upper middle of the window it belongs to."""
        window = self._window
        width = min(self._theme.px(_WIDTH), window.width() - self._theme.px(32))
        height = min(self._theme.px(_HEIGHT), window.height() - self._theme.px(32))
        self._highest = height
        self.setFixedWidth(width)
        self._fit()
        corner = QPoint((window.width() - width) // 2, min(self._theme.px(72), (window.height() - height) // 2))
        self.move(window.mapToGlobal(corner))
        self.show()
        self._typed.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filter(self, typed: str) -> None:
        found = [(fit(typed, entry.title), entry) for entry in self._entries]
        ranked = [(score, entry) for score, entry in found if score is not None]
        if typed:
            ranked.sort(key=lambda one: -one[0])
        self._list.show_entries([entry for _, entry in ranked])
        self._list.setVisible(bool(ranked))
        self._fit()
        self._nothing.setVisible(not ranked)

    def _fit(self) -> None:
        """As high as what was found, up to a limit."""
        if self._highest:
            wanted = self._typed.sizeHint().height() + self._list.full_height() + self._theme.px(36)
            self.setFixedHeight(min(self._highest, max(wanted, self._theme.px(110))))

    def _run(self, *_: object) -> None:
        chosen = self._list.current
        if chosen is None or self._list.isHidden():
            return
        self.close()
        if action := self._actions.get(chosen.key):
            # Once the popup is gone, so that the page has its focus back.
            QTimer.singleShot(0, action, action.trigger)
        else:
            self.study_wanted.emit([chosen.key.removeprefix("deck ")])

    def _tell(self, *_: object) -> None:
        """The focus stays in the field, so the choice is said aloud."""
        if self.isVisible() and (chosen := self._list.current) is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._typed, chosen.spoken))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = _STEPS.get(Qt.Key(event.key()))
            if steps is not None:
                self._list.move(steps)
                return True
        return super().eventFilter(watched, event)


def _waiting(deck: DeckCounts) -> str:
    if deck.due:
        return f"{deck.due} due"
    return f"{deck.new} new" if deck.new else ""
