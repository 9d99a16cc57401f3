"""The library of units, loaded beside the window while the user reads, so that the first answer is judged at once."""

from __future__ import annotations

import threading

from interviewprep.ui.loading import beside

_loading: threading.Thread | None = None


def load_units() -> None:
    """Begin to load; a second call does nothing."""
    global _loading
    if _loading is None:
        _loading = beside("units", _load)


def wait_for_units() -> None:
    """Be sure that they are loaded. Two threads must not build the registry at once, as units of two do not mix."""
    load_units()
    if _loading is not None:
        _loading.join()


def _load() -> None:
    from interviewprep.drills.quantity import registry

    registry()
