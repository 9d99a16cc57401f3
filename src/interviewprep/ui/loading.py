"""Loading of a large library beside the window, which keeps answering keys meanwhile."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

_TURN_S = 0.0005
"""How long the loading thread may run before the window gets its turn; Python's default is ten times that."""


def beside(name: str, load: Callable[[], object]) -> threading.Thread:
    """Run `load` on a thread of its own."""
    thread = threading.Thread(target=_run, args=(load,), name=name, daemon=True)
    thread.start()
    return thread


def _run(load: Callable[[], object]) -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        load()
    finally:
        sys.setswitchinterval(max(usual, _TURN_S * 10))
