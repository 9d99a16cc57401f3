"""All keys: to look at, to search, and to change; a key that is taken is told with who has it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import BY_ID, COMMANDS, SCOPES, Command, Commands, title_of
from interviewprep.ui.entries import Entries, Entry
from interviewprep.ui.fuzzy import fit
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme

_WIDTH, _HEIGHT = 640, 600
_TEXT = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeysDialog(QDialog):
    chosen = Signal()
    """The user's keys were changed."""

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self._changing: Command | None = None
        self._build(parent)
        self._filter("")

    def _build(self, parent: QWidget) -> None:
        px = self._theme.px
        self._typed = QLineEdit()
        self._typed.setPlaceholderText(self.tr("Find a command or a key"))
        self._typed.setAccessibleName(self._typed.placeholderText())
        self._typed.addAction(self._theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._typed.textChanged.connect(self._filter)
        self._list = Entries(self._theme, self.tr("Commands and their keys"))
        self._list.activated.connect(self._change)
        self._list.selectionModel().currentChanged.connect(self._offer)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._press = _Press()
        self._press.pressed.connect(self._pressed)
        self._change_button = self._button(self.tr("Change"), self._change)
        self._none = self._button(self.tr("No key"), self._take_away)
        self._usual = self._button(self.tr("Back to usual"), self._reset)
        close = self._button(self.tr("Close"), self.close)
        window = parent.window()
        width = min(px(_WIDTH), window.width() - px(24))
        buttons = Row(self._theme, (self._change_button, self._none, self._usual, close), pushed=3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(16), px(16), px(16))
        layout.setSpacing(px(12))
        for widget in (self._typed, self._list, self._said, self._press):
            layout.addWidget(widget)
        layout.addWidget(buttons)
        self._press.hide()
        self._said.hide()
        self.resize(width, min(px(_HEIGHT), window.height() - px(24)))

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _filter(self, typed: str) -> None:
        entries: list[Entry] = []
        for scope, name in SCOPES.items():
            fitting = [command for command in COMMANDS if command.scope == scope and self._fits(typed, command)]
            if fitting:
                entries.append(Entry("", self.tr(name)))
                entries += [self._entry(command) for command in fitting]
        self._list.show_entries(entries)
        self._offer()

    def _fits(self, typed: str, command: Command) -> bool:
        keys = [key.toString(_NATIVE).casefold() for key in self._commands.keys(command.id)]
        return not typed or fit(typed, title_of(command)) is not None or typed.casefold() in keys

    def _entry(self, command: Command) -> Entry:
        keys = dict.fromkeys(
            key.toString(_NATIVE).replace("Return", "Enter") for key in self._commands.keys(command.id)
        )
        return Entry(command.id, title_of(command), command.help, tuple(keys))

    def _current(self) -> Command | None:
        entry = self._list.current
        return BY_ID.get(entry.key) if entry is not None else None

    def _offer(self, *_: object) -> None:
        """Which of the buttons make sense for the current command."""
        command = self._current()
        self._end_change()
        self._change_button.setEnabled(command is not None)
        self._none.setEnabled(command is not None and bool(self._commands.keys(command.id)))
        own = dict(self._workplace.settings.keys)
        self._usual.setEnabled(command is not None and command.id in own)

    # Changing

    def _change(self, *_: object) -> None:
        command = self._current()
        if command is None:
            return
        self._changing = command
        self._said.setText(
            self.tr("Press the new key for “{command}”. Esc keeps the old one.").format(command=title_of(command))
        )
        self._said.show()
        self._press.setAccessibleName(self._said.text())
        self._press.setText(self._commands.keys_text(command.id) or self.tr("no key"))
        self._press.show()
        self._press.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed(self, key: QKeySequence) -> None:
        command = self._changing
        if command is None:
            return
        name = key.toString(_NATIVE)
        holders = self._commands.taken(command.id, key)
        if key == QKeySequence(Qt.Key.Key_Escape) and self._commands.keys(command.id) != [key]:
            self._end_change()
            self._list.setFocus()
        elif holders and self._press.text() != name:
            self._press.setText(name)
            others = ", ".join(f"“{title_of(other)}”" for other in holders)
            self._said.setText(
                self.tr(
                    "{key} belongs to {others}. Press it again to take it from there, or press another key."
                ).format(key=name, others=others)
            )
            self._press.setAccessibleName(self._said.text())
        else:
            self._keep(command, key, holders)

    def _keep(self, command: Command, key: QKeySequence, holders: list[Command]) -> None:
        own = dict(self._workplace.settings.keys)
        own[command.id] = key.toString(_TEXT)
        for other in holders:
            left = [one.toString(_TEXT) for one in self._commands.keys(other.id) if one != key]
            own[other.id] = " or ".join(left)
        self._choose(own, command.id)

    def _take_away(self) -> None:
        if (command := self._current()) is not None:
            self._choose({**dict(self._workplace.settings.keys), command.id: ""}, command.id)

    def _reset(self) -> None:
        if (command := self._current()) is not None:
            own = dict(self._workplace.settings.keys)
            own.pop(command.id, None)
            self._choose(own, command.id)

    def _choose(self, own: dict[str, str], command_id: str) -> None:
        self._workplace.choose(keys=tuple(own.items()))
        self.chosen.emit()
        self._filter(self._typed.text())
        self._list.choose(command_id)
        self._list.setFocus()

    def _end_change(self) -> None:
        self._changing = None
        self._press.hide()
        self._said.hide()


class _Press(QLabel):
    """Takes the next key, whatever it is."""

    pressed = Signal(QKeySequence)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("press")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False  # Tab is a key like any other here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr):
            self.pressed.emit(QKeySequence(_without_shift(event)))
        event.accept()


def _without_shift(event: QKeyEvent) -> int:
    """The key with its modifiers, but for a Shift that only made the sign, as in `!`."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.text() and event.text().isprintable() and not event.text().isalnum() and event.text() != " ":
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return event.key() | modifiers.value
