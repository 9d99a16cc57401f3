"""Where the window stood, kept in a small file in the data folder."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget


def keep(window: QWidget, path: Path) -> None:
    """A window that cannot be remembered is no reason to complain while it closes."""
    text = json.dumps({"geometry": bytes(window.saveGeometry().toBase64().data()).decode("ascii")})
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError:
        pass


def restore(window: QWidget, path: Path) -> bool:
    """Put the window where it was; Qt keeps it on a screen that is there. False where nothing usable is known."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        packed = QByteArray.fromBase64(str(kept["geometry"]).encode("ascii"))
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return window.restoreGeometry(packed)
