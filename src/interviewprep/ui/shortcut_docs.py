"""`docs/shortcuts.md` from the table of commands: `python -m interviewprep.ui.shortcut_docs docs/shortcuts.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from interviewprep.ui.commands import COMMANDS, SCOPES, Command

_HEAD = """# Keys

Everything in the window can be done with the keyboard. Tab goes from one control to the next, F6 from the page to the
message and to the rail. Ctrl+K finds any command by a few letters of its name, F1 lists all keys and changes them.

Coming from Anki, you can keep your hands where they are: Space or Enter shows the answer and then means Good, 1 to 4
rate, U or Ctrl+Z undoes, E edits, `-` buries, `@` suspends, `*` marks, I shows the history, R plays the sound, M opens
the menu, S studies. Different here: `!` marks too, and what Anki suspends or buries as a note is a card here.

On a Mac, Ctrl is the Command key. The keypad works as the keys above the letters do. On keyboards that need Shift for
digits, the digit keys rate without it.

This page is made from the table in `src/interviewprep/ui/commands.py`; a test keeps the two alike.
"""

_WHEN = {
    "question": "On the question.",
    "answer": "On the answer.",
    "lobby": "Before the round.",
    "ready": "Before the round.",
    "round": "In the round.",
    "marking": "While marking.",
    "report": "In the report.",
}


def page() -> str:
    """The whole page as Markdown."""
    return _HEAD + "".join(_scope(scope, name) for scope, name in SCOPES.items())


def _scope(scope: str, name: str) -> str:
    rows = "".join(_rows([command for command in COMMANDS if command.scope == scope]))
    return f"\n## {name}\n\n| Command | Keys | Note |\n|---|---|---|\n{rows}"


def _rows(commands: list[Command]) -> Iterator[str]:
    for command in commands:
        names = dict.fromkeys(key.replace("Return", "Enter") for key in command.keys)
        keys = " or ".join(f"`{name}`" for name in names)
        when = _WHEN.get(command.when, "")
        yield f"| {command.title} | {keys} | {' '.join(filter(None, (command.help, when)))} |\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
