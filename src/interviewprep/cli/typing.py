"""What is typed while a clock runs: seen character by character in a terminal, line by line from a pipe."""

from __future__ import annotations

import codecs
import os
import queue
import select
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

_ESCAPE, _END, _KILL, _WORD = "\x1b", "\x04", "\x15", "\x17"


class Typing:
    """`poll` it often. `partial` is the line that is being typed, `lines` are those that were entered."""

    def __init__(self) -> None:
        self.partial = ""
        self.lines: deque[str] = deque()
        self.ended = False

    def poll(self, seconds: float) -> None:
        """Wait so long for something to be typed, and take it in."""
        raise NotImplementedError

    def line(self, prompt: str) -> str:
        """Ask for a line and wait for it; raises EOFError at the end of the input."""
        sys.stderr.write(prompt)
        sys.stderr.flush()
        while not self.lines:
            if self.ended:
                raise EOFError
            self.poll(0.5)
        return self.lines.popleft()


class _Piped(Typing):
    def __init__(self) -> None:
        super().__init__()
        self._read: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        for line in sys.stdin:
            self._read.put(line)
        self._read.put("")

    def poll(self, seconds: float) -> None:
        try:
            line = self._read.get(timeout=seconds)
        except queue.Empty:
            return
        if line:
            self.lines.append(line.rstrip("\r\n"))
        else:
            self.ended = True


class _Keys(Typing):
    """Keys of a terminal that neither waits for the end of the line nor echoes."""

    def take(self, text: str) -> None:
        """Take characters in and show them; a small line editor."""
        escaped = False
        for sign in text:
            if escaped:
                escaped = not (sign.isalpha() or sign == "~")
            elif sign in "\r\n":
                self.lines.append(self.partial)
                self.partial = ""
                self._show("\n")
            elif sign in "\x7f\b":
                self._cut(self.partial[:-1])
            elif sign == _KILL:
                self._cut("")
            elif sign == _WORD:
                self._cut(self.partial.rstrip().rpartition(" ")[0])
            elif sign == _END and not self.partial:
                self.ended = True
            elif sign == _ESCAPE:
                escaped = True
            elif sign.isprintable():
                self.partial += sign
                self._show(sign)

    def _cut(self, left: str) -> None:
        gone = len(self.partial) - len(left)
        self.partial = left
        self._show("\b \b" * gone)

    def _show(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


if sys.platform == "win32":
    import msvcrt
    import time

    class _Terminal(_Keys):
        def poll(self, seconds: float) -> None:
            until = time.monotonic() + seconds
            while not msvcrt.kbhit():
                if time.monotonic() > until:
                    return
                time.sleep(0.02)
            typed = ""
            while msvcrt.kbhit():
                typed += msvcrt.getwch()
            self.take(typed.replace("\x1a", _END))

    @contextmanager
    def _raw() -> Iterator[None]:
        yield

else:
    import termios
    import tty

    class _Terminal(_Keys):
        def __init__(self) -> None:
            super().__init__()
            self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

        def poll(self, seconds: float) -> None:
            ready, _, _ = select.select([sys.stdin.fileno()], [], [], seconds)
            if ready:
                data = os.read(sys.stdin.fileno(), 4096)
                self.ended = self.ended or not data
                self.take(self._decoder.decode(data))

    @contextmanager
    def _raw() -> Iterator[None]:
        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
        try:
            tty.setcbreak(handle)
            yield
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)


@contextmanager
def typing() -> Iterator[Typing]:
    """The keyboard, or the pipe in its place."""
    if not sys.stdin.isatty():
        yield _Piped()
        return
    with _raw():
        yield _Terminal()
