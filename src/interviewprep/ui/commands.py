"""Every command of the window in one table, with its keys: shortcuts, tooltips, the palette and docs come from here.

A page binds its commands with `Commands.bind` and never makes a shortcut of its own. A row that is added here has its
key, its line in the palette and its row in `docs/shortcuts.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from shiboken6 import isValid

from interviewprep.settings import Settings


@dataclass(frozen=True, slots=True)
class Command:
    """`keys` are Qt's portable names; two commands of one scope may share a key only if `when` tells them apart."""

    id: str
    title: str
    keys: tuple[str, ...]
    scope: str
    """a key of `SCOPES`: where the keys hold."""
    help: str = ""
    """What the title cannot say; also whose habit a key is."""
    when: str = ""
    """A state of the page in which alone the command can be used, such as `question` or `answer`."""


_ENTER = ("Return", "Enter")
"""The key beside the letters and the one of the keypad: one key to people, two to Qt."""

COMMANDS: tuple[Command, ...] = (
    Command("window.home", "Home", ("Ctrl+1",), "window"),
    Command("window.study", "Study", ("Ctrl+2",), "window"),
    Command("window.interview", "Interview", ("Ctrl+3",), "window"),
    Command("window.decks", "Decks", ("Ctrl+4",), "window"),
    Command("window.plan", "Plan", ("Ctrl+5",), "window", "For the day of the interview."),
    Command("window.progress", "Progress", ("Ctrl+6",), "window", "What is known, and what comes."),
    Command("window.settings", "Settings", ("Ctrl+7", "Ctrl+,"), "window"),
    Command("window.find", "Find a card", ("Ctrl+F",), "window", "By its words, its deck or how far it is."),
    Command("window.palette", "Find a command or a deck", ("Ctrl+K",), "window"),
    Command("window.keys", "Show and change the keys", ("F1",), "window"),
    Command("window.next_part", "Go to the next part of the window", ("F6",), "window", "Page, message, rail."),
    Command(
        "window.refresh", "Read the deck files again", ("Ctrl+R",), "window", "Saved files are read by themselves."
    ),
    Command("window.larger", "Larger text", ("Ctrl++", "Ctrl+="), "window"),
    Command("window.smaller", "Smaller text", ("Ctrl+-",), "window"),
    Command("window.usual_size", "Text at 100 %", ("Ctrl+0",), "window"),
    Command("window.dark", "Switch between light and dark", ("Ctrl+Shift+D",), "window"),
    Command("window.full_screen", "Full screen", ("F11",), "window"),
    Command("window.import", "Import cards", ("Ctrl+Shift+I",), "window", "As in Anki. Or drop files on the window."),
    Command("window.export", "Export cards", ("Ctrl+E",), "window", "As in Anki."),
    Command("window.backup", "Make a backup now", (), "window"),
    Command("window.data_folder", "Open the data folder", (), "window"),
    Command("window.close", "Close the window", ("Ctrl+Q", "Ctrl+W"), "window"),
    Command("home.study", "Study what is due", ("S",), "home", "As in Anki's deck list."),
    Command("study.reveal", "Show the answer", ("Space", *_ENTER), "study", when="question"),
    Command("study.again", "Again", ("1",), "study", when="answer"),
    Command("study.hard", "Hard", ("2",), "study", when="answer"),
    Command("study.good", "Good", ("3",), "study", when="answer"),
    Command("study.easy", "Easy", ("4",), "study", when="answer"),
    Command(
        "study.suggested",
        "Take the suggested rating",
        ("Space", *_ENTER),
        "study",
        "Good, unless your answer says otherwise.",
        "answer",
    ),
    Command("study.undo", "Undo", ("U", "Ctrl+Z"), "study", "Without end, also after a restart."),
    Command("study.edit", "Edit the card in your editor", ("E",), "study"),
    Command("study.edit_last", "Edit the card before this one", ("Shift+E",), "study"),
    Command("study.bury", "Bury the card until tomorrow", ("-",), "study"),
    Command("study.suspend", "Suspend the card", ("@",), "study"),
    Command("study.mark", "Mark the card", ("!", "*"), "study", "* as in Anki."),
    Command("study.history", "Show the card's history", ("I",), "study"),
    Command("study.hint", "Show the hint", ("H",), "study", when="question"),
    Command("study.sound", "Play the sound", ("R",), "study", "As in Anki."),
    Command("study.copy", "Copy the code", ("C",), "study"),
    Command("study.type", "Type the answer", ("T",), "study", when="question"),
    Command("study.mental", "Do drills in the head", ("Alt+M",), "study", when="question"),
    Command("study.ask", "Ask for the missing number", ("Alt+A",), "study", when="question"),
    Command("study.scratchpad", "Go to the scratchpad, and back", ("Alt+S",), "study", when="question"),
    Command("study.clock", "Show the time on a card", (), "study"),
    Command("study.link", "Open a link of the card", ("L",), "study", "Its address is shown first."),
    Command("study.picture", "Look at the picture", ("P",), "study"),
    Command("study.menu", "More for this card", ("M",), "study", "As in Anki."),
    *(Command(f"study.option.{n}", f"Choose option {n}", (str(n),), "study", when="question") for n in range(1, 10)),
    *(Command(f"study.point.{n}", f"Tick key point {n}", (f"Alt+{n}",), "study", when="answer") for n in range(1, 10)),
    Command("study.down", "Scroll down", ("Down", "J"), "study"),
    Command("study.up", "Scroll up", ("Up", "K"), "study"),
    Command("study.page_down", "Scroll a page down", ("PgDown",), "study"),
    Command("study.page_up", "Scroll a page up", ("PgUp",), "study"),
    Command("study.top", "To the top of the card", ("Home",), "study"),
    Command("study.bottom", "To the end of the card", ("End",), "study"),
    Command("study.leave", "Stop and go home", ("Esc",), "study"),
    Command("interview.start", "Start this interview", ("S",), "interview", when="lobby"),
    Command("interview.adjust", "Adjust the round", ("A",), "interview", when="lobby"),
    Command("interview.keep", "Keep the adjusted interview as my own", ("K",), "interview", when="lobby"),
    Command("interview.peer", "Hold it with an interviewer", ("I",), "interview", when="lobby"),
    Command("interview.sheet", "Open the interviewer's sheet", ("Alt+I",), "interview", when="round"),
    Command("interview.begin", "Begin the round", ("Space", *_ENTER), "interview", when="ready"),
    Command(
        "interview.next",
        "Go on",
        ("Ctrl+Enter", "Ctrl+Return"),
        "interview",
        "From thinking to the answer, to each follow-up, to the next question.",
        "round",
    ),
    Command("interview.skip", "Skip the question", ("Alt+S",), "interview", when="round"),
    Command("interview.back", "Back to the question before", ("Alt+B",), "interview", when="round"),
    Command("interview.pause", "Pause, and go on", ("Alt+P",), "interview", "In practice only.", "round"),
    Command("interview.notes", "Go to the notes", ("Alt+N",), "interview", when="round"),
    Command("interview.record", "Record the answer, and stop", ("Alt+R",), "interview", when="round"),
    Command("interview.read", "Read the question out, or be silent", ("Alt+A",), "interview", when="round"),
    Command("interview.listen", "Play the recorded answer, and stop", ("Alt+A",), "interview", when="marking"),
    *(Command(f"interview.option.{n}", f"Tick option {n}", (str(n),), "interview", when="round") for n in range(1, 10)),
    *(Command(f"interview.score.{n}", f"Score {n}", (str(n),), "interview", when="marking") for n in range(1, 5)),
    *(
        Command(f"interview.point.{n}", f"Tick key point {n}", (f"Alt+{n}",), "interview", when="marking")
        for n in range(1, 10)
    ),
    Command(
        "interview.keep_marks",
        "Keep the marks, then go on",
        ("Ctrl+Enter", "Ctrl+Return"),
        "interview",
        when="marking",
    ),
    Command("interview.take_over", "Take the interviewer's marks", ("Alt+T",), "interview", when="marking"),
    Command("interview.html", "Save the report as HTML", ("H",), "interview", when="report"),
    Command("interview.markdown", "Save the report as Markdown", ("M",), "interview", when="report"),
    Command("interview.pdf", "Save the report as PDF", ("P",), "interview", when="report"),
    Command("interview.link", "Open a link of the text", ("Alt+L",), "interview", "Its address is shown first."),
    Command("interview.picture", "Look at the picture", ("Alt+V",), "interview"),
    Command("interview.send", "Send the round to a friend to mark", ("F",), "interview", when="report"),
    Command("interview.read_marks", "Read a friend's marks", ("R",), "interview", when="report"),
    Command("interview.undo", "Take back what the interview did to the cards", ("Ctrl+Z",), "interview", when="report"),
    Command("interview.leave", "Back to all interviews; in a round, leave it", ("Esc",), "interview"),
    Command("sheet.next", "Begin, then go on", ("Ctrl+Enter", "Ctrl+Return"), "sheet"),
    Command("sheet.back", "Back to the question before", ("Alt+B",), "sheet"),
    Command("sheet.skip", "Skip the question", ("Alt+S",), "sheet"),
    Command("sheet.pause", "Pause, and go on", ("Alt+P",), "sheet", "In practice only."),
    *(Command(f"sheet.point.{n}", f"Tick key point {n}", (f"Alt+{n}",), "sheet") for n in range(1, 10)),
    *(Command(f"sheet.score.{n}", f"Score {n}", (str(n),), "sheet") for n in range(1, 5)),
    Command("sheet.note", "Go to the note", ("Alt+N",), "sheet"),
    Command("sheet.close", "Close the sheet; the round goes on", ("Esc",), "sheet"),
    Command("find.suspend", "Suspend the chosen cards, or call them back", ("@",), "find"),
    Command("find.mark", "Mark the chosen cards, or take the mark off", ("!", "*"), "find", "* as in Anki."),
    Command("find.edit", "Edit the card in your editor", ("E",), "find"),
    Command("find.history", "Show the card's history", ("I",), "find"),
    Command("find.copy", "Copy the card's name", ("Ctrl+C",), "find", "As the terminal knows it."),
    Command("find.undo", "Undo", ("U", "Ctrl+Z"), "find", "What was suspended or marked."),
    Command("find.link", "Open a link of the card", ("L",), "find", "Its address is shown first."),
    Command("find.picture", "Look at the picture", ("P",), "find"),
    Command("find.sound", "Play the sound", ("R",), "find"),
    Command("find.page_down", "Scroll the card a page down", ("Space",), "find"),
    Command("find.page_up", "Scroll the card a page up", ("Shift+Space",), "find"),
    Command("find.down", "Scroll the card down", ("Down", "J"), "find", "When Enter has gone to the card."),
    Command("find.up", "Scroll the card up", ("Up", "K"), "find", "When Enter has gone to the card."),
    Command("find.back", "Back to the list, then to the page before", ("Esc", "Alt+Left"), "find"),
    Command("decks.study", "Study this deck", ("S", *_ENTER), "decks"),
    Command("decks.edit", "Open the deck in your editor", ("E",), "decks"),
    Command("decks.folder", "Show the deck in its folder", ("F",), "decks"),
    Command("decks.suspend", "Suspend the deck, or call it back", ("@",), "decks"),
    Command("decks.limits", "Limits for this deck", ("L",), "decks"),
    Command("decks.cards", "Suspended and marked cards", ("C",), "decks"),
    Command("decks.export", "Export what is chosen", ("X",), "decks"),
    Command("decks.compare", "Compare a copy with the shipped deck", ("D",), "decks"),
    Command("decks.details", "About this deck", ("I",), "decks"),
    Command("decks.menu", "More for this deck", ("M",), "decks"),
    Command("decks.new", "New deck", ("Ctrl+N",), "decks"),
    Command("decks.link", "Link a folder", ("Ctrl+L",), "decks"),
    Command("decks.folders", "Folders that decks come from", ("Ctrl+Shift+L",), "decks"),
    Command("decks.get", "How to get decks", ("?",), "decks"),
    Command("decks.find", "Find a deck", ("/",), "decks"),
    Command("decks.next_fault", "Go to the next fault", ("F8",), "decks"),
    Command("decks.previous_fault", "Go to the fault before", ("Shift+F8",), "decks"),
    Command("decks.open_fault", "Open the fault's line in your editor", ("F4",), "decks"),
    Command("decks.back", "Back to the list of decks", ("Esc",), "decks"),
)
SCOPES = {
    "window": "Everywhere",
    "home": "Home",
    "study": "Study",
    "interview": "Interview",
    "sheet": "Interviewer's sheet",
    "find": "Cards",
    "decks": "Decks",
}
"""Where keys hold, and how that is called."""
BY_ID = {command.id: command for command in COMMANDS}


def title_of(command: Command) -> str:
    return QCoreApplication.translate("Command", command.title)


class Commands(QObject):
    """The commands with the keys the user has for them."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own = dict(settings.keys)
        self._bound: dict[str, list[QAction]] = {}
        self._watched: set[QObject] = set()

    def bind(self, command_id: str, owner: QWidget, slot: Callable[[], object], *, enabled: bool = True) -> QAction:
        """An action on `owner` that holds the command's keys there: in the whole window for window commands, else
        while `owner` or something in it has the focus. Disable it while the command makes no sense.
        """
        command = BY_ID[command_id]
        action = QAction(title_of(command), owner)
        action.setObjectName(command_id)
        action.setShortcuts(self.keys(command_id))
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut
            if command.scope == "window"
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        action.setEnabled(enabled)
        # Qt passes `checked`, which is no argument of ours.
        action.triggered.connect(partial(_without_arguments, slot))
        owner.addAction(action)
        self._bound.setdefault(command_id, []).append(action)
        if owner not in self._watched:
            self._watched.add(owner)
            owner.installEventFilter(self)
        return action

    def action(self, command_id: str) -> QAction | None:
        """The action that was bound last, if any page has bound this command."""
        alive = [action for action in self._bound.get(command_id, []) if isValid(action)]
        self._bound[command_id] = alive
        return alive[-1] if alive else None

    def usable(self) -> list[QAction]:
        """What can be done at this moment: enabled, on what is on the screen, in the order of the table."""
        found = []
        for command in COMMANDS:
            action = self.action(command.id)
            owner = action.parent() if action is not None else None
            if action is not None and action.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
                found.append(action)
        return found

    def keys(self, command_id: str) -> list[QKeySequence]:
        own = self._own.get(command_id)
        names = BY_ID[command_id].keys if own is None else tuple(name for name in own.split(" or ") if name)
        return [QKeySequence(name, QKeySequence.SequenceFormat.PortableText) for name in names]

    def taken(self, command_id: str, key: QKeySequence) -> list[Command]:
        """The other commands that have this key where `command_id` would have it too."""
        wanted = BY_ID[command_id]
        return [
            other for other in COMMANDS if other is not wanted and _meet(wanted, other) and key in self.keys(other.id)
        ]

    def keys_text(self, command_id: str) -> str:
        """The first key as people write it, for labels and tooltips: `Ctrl+K`; "" where there is none."""
        keys = self.keys(command_id)
        return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""

    def named(self, words: str, command_id: str) -> str:
        """The words of a control with the key that does the same, as they stand everywhere: `Show answer (Space)`."""
        keys = self.keys_text(command_id)
        return f"{words} ({keys})" if keys else words

    def take(self, settings: Settings) -> None:
        """Follow changed settings."""
        self._own = dict(settings.keys)
        for command_id, actions in self._bound.items():
            for action in filter(isValid, actions):
                action.setShortcuts(self.keys(command_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The manners of keys on a page: a focused button or box keeps Space and Enter, which are shortcuts of the
        page around it; Enter presses the button; a digit key is a digit on layouts that want Shift for it.
        """
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        focus = QApplication.focusWidget()
        held = isinstance(focus, (QAbstractButton, QComboBox)) and focus is not watched and _is_press(event)
        if event.type() == QEvent.Type.ShortcutOverride and held:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if held and isinstance(focus, QAbstractButton) and event.key() != Qt.Key.Key_Space:
            focus.click()
            return True
        return self._press_by_place(watched, event)

    def _press_by_place(self, owner: QWidget, event: QKeyEvent) -> bool:
        digit = _digit_at(event)
        if not digit:
            return False
        for action in owner.actions():
            if action.isEnabled() and QKeySequence(digit) in action.shortcuts():
                action.trigger()
                return True
        return False


def _without_arguments(slot: Callable[[], object], *_: object) -> None:
    slot()


def _meet(one: Command, other: Command) -> bool:
    """Whether both can be meant at one moment."""
    place = one.scope == other.scope or "window" in (one.scope, other.scope)
    return place and (one.when == other.when or not one.when or not other.when)


def _is_press(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain == Qt.KeyboardModifier.NoModifier and event.key() in (
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    )


_DIGIT_PLACES = {
    # Codes of the keys that have 1 to 9 on a US keyboard.
    "darwin": dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25), "123456789", strict=True)),
    "win32": dict(zip(range(2, 11), "123456789", strict=True)),
    "linux": dict(zip(range(10, 19), "123456789", strict=True)),
}


def _digit_at(event: QKeyEvent) -> str:
    """The digit at this place of the keyboard, for layouts that need Shift for digits; "" for any other key."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    if modifiers != Qt.KeyboardModifier.NoModifier:
        return ""
    code = event.nativeVirtualKey() if sys.platform == "darwin" else event.nativeScanCode()
    return _DIGIT_PLACES.get(sys.platform, {}).get(code, "")
