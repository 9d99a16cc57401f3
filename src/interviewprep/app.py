"""Start the window: find out early what would keep it from opening, paint it, then open the data folder behind it."""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import sys
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from interviewprep import settings as settings_file
from interviewprep.clock import Clock, Ticks, chosen, faster, ticks, usable_speed
from interviewprep.errors import Locked, NoDisplay, Refused
from interviewprep.paths import Places, places
from interviewprep.store.lock import FolderLock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from interviewprep.journeys.workplace import Workplace
    from interviewprep.ui.trace import Trace

_X11_LIBRARIES = ("libEGL.so.1", "libxkbcommon-x11.so.0", "libxcb-cursor.so.0", "libxcb-icccm.so.4")


class LibraryMissing(Refused):
    sentence = (
        "the window needs the system library {name}; on Debian or Ubuntu: apt-get install libegl1 libgl1"
        " libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4; or study in the terminal with: {command}"
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the window and stay until it is closed; gives the exit code."""
    gc.disable()  # nothing made while starting is garbage; looking for it costs a tenth of the start
    given = vars(arguments)
    where = places(given.get("data"), os.environ)
    speed = usable_speed(given.get("speed") or 1.0)
    clock = faster(chosen(given.get("now"), os.environ, running=True), speed)
    _require_display()
    where.prepare()
    # Qt spends much of its start outside Python; meanwhile the layers below are loaded.
    Thread(target=_load_ahead, daemon=True).start()
    application = _application()
    from interviewprep.ui.trace import Trace

    trace = Trace(given.get("trace"))
    trace.note("imports")
    with ExitStack() as stack:
        lock = FolderLock(where.lock, "the interviewprep window")
        try:
            stack.enter_context(lock)
        except Locked:
            # Another process has the folder: a window shows itself, anything else is told of.
            from interviewprep.ui import first_window

            if first_window.raise_other(where.data):
                return 0
            raise
        opening = partial(_open, stack, where, clock, lock, with_shipped=not given.get("no_shipped", False))
        return _show(application, where, (clock, ticks(speed)), opening, given, trace)


def _load_ahead() -> None:
    import_module("interviewprep.journeys.study")


def _open(stack: ExitStack, where: Places, clock: Clock, lock: FolderLock, *, with_shipped: bool) -> Workplace:
    from interviewprep.journeys.workplace import opened

    return stack.enter_context(opened(where, clock, lock, with_shipped=with_shipped))


def _show(
    application: QApplication,
    where: Places,
    clocks: tuple[Clock, Ticks],
    opening: partial[Workplace],
    given: dict[str, object],
    trace: Trace,
) -> int:
    from interviewprep.ui.commands import Commands
    from interviewprep.ui.problem import Problems
    from interviewprep.ui.theme import Theme
    from interviewprep.ui.window import Window

    problems = Problems(where.log)
    problems.install()
    settings, _ = settings_file.load(where.settings)
    theme, commands = Theme(settings), Commands(settings)
    theme.apply()
    clock, steady = clocks
    first = str(given.get("page") or "")
    window = Window(opening, where, clock, theme, commands, trace, first=first, steady=steady)
    problems.parent = window
    window.begun.connect(_end_of_start)
    if cards := int(str(given.get("script") or 0)):
        from interviewprep.ui.script import Script

        script = Script(window, commands, trace, cards)
        script.setParent(window)
    window.show()
    code = application.exec()
    trace.end()
    problems.remove()
    return code


def _end_of_start() -> None:
    """Count all that was loaded as lasting, so that no answer waits for a look through it."""
    gc.freeze()
    gc.enable()


def _require_display() -> None:
    command = "interviewprep study"
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    on_x11 = platform.startswith("xcb") or (not platform and bool(os.environ.get("DISPLAY")))
    if not platform and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise NoDisplay(command=command)
    # Qt ends the process when its plug-in lacks a library, so they are tried first.
    for name in _X11_LIBRARIES if on_x11 else _X11_LIBRARIES[:1]:
        try:
            ctypes.CDLL(name)
        except OSError as fault:
            raise LibraryMissing(name=name, command=command) from fault


def _application() -> QApplication:
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as fault:
        raise LibraryMissing(name=str(fault).split(":")[0], command="interviewprep study") from fault
    application = QApplication([sys.argv[0]])
    application.setApplicationName("interviewprep")
    application.setApplicationDisplayName("interviewprep")
    application.setDesktopFileName("interviewprep")
    return application
