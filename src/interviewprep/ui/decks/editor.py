"""Opens a deck file at a line in the editor of the user's choice, or else one that is found, or else the system's."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from PySide6.QtCore import QCoreApplication, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from interviewprep.errors import Refused
from interviewprep.journeys.edit import Opening, to_edit
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.message_bar import Message

_COLON = ("{path}:{line}",)
_PLUS = ("+{line}", "{path}")
_LINE = ("--line", "{line}", "{path}")
_L = ("-l", "{line}", "{path}")

_GRAPHICAL: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("code", "codium", "vscodium", "code-insiders", "cursor", "windsurf"), ("-g", "{path}:{line}")),
    **dict.fromkeys(("subl", "zed", "zeditor", "lapce"), _COLON),
    **dict.fromkeys(("gvim", "mvim", "gedit", "xed", "pluma", "emacsclient", "emacs", "bbedit"), _PLUS),
    **dict.fromkeys(("kate", "kwrite", "mate", "geany"), _L),
    **dict.fromkeys(("mousepad", "pycharm", "idea"), _LINE),
    "gnome-text-editor": ("{path}",),
    "notepad++": ("-n{line}", "{path}"),
    "nvim-qt": ("--", "+{line}", "{path}"),
    "neovide": ("--", "+{line}", "{path}"),
}
"""How editors with a window take a file and a line; they are looked for in this order."""

_INSTALLED = {
    "win32": (
        r"%LOCALAPPDATA%\Programs\Microsoft VS Code\bin\code.cmd",
        r"%PROGRAMFILES%\Microsoft VS Code\bin\code.cmd",
        r"%PROGRAMFILES%\Sublime Text\subl.exe",
        r"%PROGRAMFILES%\Notepad++\notepad++.exe",
        r"%PROGRAMFILES(X86)%\Notepad++\notepad++.exe",
    ),
    "darwin": (
        "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code",
        "/Applications/Sublime Text.app/Contents/SharedSupport/bin/subl",
        "/Applications/BBEdit.app/Contents/Helpers/bbedit_tool",
    ),
}
"""Where editors lie that put themselves on no search path."""

Which = Callable[[str], str | None]


class EditorMissing(Refused):
    sentence = "the editor '{editor}' could not be started; give another in Settings"


@dataclass(frozen=True, slots=True)
class Editor:
    """A command with `{path}` and `{line}` in its arguments."""

    program: str
    arguments: tuple[str, ...]

    @property
    def takes_lines(self) -> bool:
        return any("{line}" in argument for argument in self.arguments)

    def filled(self, path: Path, line: int) -> list[str]:
        """The arguments for this file; line 0, the whole file, is its first line."""
        return [one.replace("{path}", str(path)).replace("{line}", str(max(1, line))) for one in self.arguments]


def chosen(setting: str, environ: Mapping[str, str], which: Which = shutil.which) -> Editor | None:
    """The editor to use: of the settings, of VISUAL or EDITOR if it has a window, else the first that is found."""
    if setting.strip():
        return _written(setting)
    for variable in ("VISUAL", "EDITOR"):
        if found := _known(environ.get(variable, ""), which):
            return found
    for name in _GRAPHICAL:
        # Without a file of its own, `emacs` may be the one that needs a terminal.
        if not name.startswith("emacs") and (program := which(name)):
            return Editor(program, _GRAPHICAL[name])
    for place in _INSTALLED.get(sys.platform, ()):
        program = os.path.expandvars(place)
        if Path(program).is_file():
            return Editor(program, _arguments_of(program))
    return None


def open_deck(workplace: Workplace, deck: str, line: int = 0) -> Message:
    """Open a deck at a line; a shipped one is copied first. Gives what to tell the user."""
    opening = to_edit(workplace, deck, line)
    said = open_file(opening.path, opening.line, workplace.settings.editor)
    return Message(f"{_copied(opening)} {said}" if opening.copied else said)


def open_file(path: Path, line: int, setting: str) -> str:
    """Start the editor and leave it running; gives one sentence that says so. Raises EditorMissing."""
    editor = chosen(setting, os.environ)
    name = path.name
    if editor is not None:
        if not QProcess.startDetached(editor.program, editor.filled(path, line), str(path.parent))[0]:
            raise EditorMissing(editor=setting.strip() or editor.program)
        if editor.takes_lines or not line:
            return _tr("{name} is open in your editor.").format(name=name)
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise EditorMissing(editor=_tr("of the system"))
    if not line:
        return _tr("{name} is open in your editor.").format(name=name)
    return _tr("{name} is open; the place is line {line}.").format(name=name, line=line)


def show_in_folder(path: Path) -> None:
    """Open the folder, with the file chosen where the system can."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer.exe", ["/select,", str(path)])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))


def _written(setting: str) -> Editor | None:
    """A command as the user wrote it; without `{path}` it gets the arguments its program is known to take."""
    words = _words(setting)
    if not words:
        return None
    program, arguments = words[0], tuple(words[1:])
    if not any("{path}" in argument for argument in arguments):
        arguments = (*arguments, *_arguments_of(program))
    return Editor(program, arguments)


def _known(command: str, which: Which) -> Editor | None:
    """An editor from the environment, which has no placeholders; None for one that needs a terminal."""
    words = _words(command)
    if not words or _name(words[0]) not in _GRAPHICAL or not which(words[0]):
        return None
    if {"-nw", "-t", "-tty", "--no-window-system"} & set(words[1:]):
        return None
    waits = {"-w", "--wait", "-f", "--nofork", "-b", "--block"}
    kept = [word for word in words[1:] if word not in waits]
    return Editor(words[0], (*kept, *_GRAPHICAL[_name(words[0])]))


def _arguments_of(program: str) -> tuple[str, ...]:
    return _GRAPHICAL.get(_name(program), ("{path}",))


def _name(program: str) -> str:
    return PurePath(program.replace("\\", "/")).name.casefold().removesuffix(".exe").removesuffix(".cmd")


def _words(command: str) -> list[str]:
    """As a shell would part them; backslashes are part of Windows' paths."""
    try:
        words = shlex.split(command, posix=sys.platform != "win32")
    except ValueError:
        words = command.split()
    return [word.strip('"') for word in words] if sys.platform == "win32" else words


def _copied(opening: Opening) -> str:
    return _tr("This deck came with the program, so it was copied to {path} and your copy is used from now on.").format(
        path=opening.path
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Editor", text)
