"""Single keys from a terminal, whole lines from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


def ask(prompt: str) -> str:
    """One key where there is a terminal, else one line; raises EOFError at the end of the input."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    if not sys.stdin.isatty():
        return _line()
    key = _key()
    sys.stderr.write("\n")
    if key in ("\x03", "\x04", ""):
        raise EOFError
    return key


def ask_line(prompt: str) -> str:
    """A line of text; raises EOFError at the end of the input."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return _line()


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


if sys.platform == "win32":
    import msvcrt

    def _key() -> str:
        return msvcrt.getwch()

else:
    import termios
    import tty

    def _key() -> str:
        with _raw():
            return sys.stdin.read(1)

    @contextmanager
    def _raw() -> Iterator[None]:
        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
        try:
            tty.setcbreak(handle)
            yield
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)
