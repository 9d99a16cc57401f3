"""What the window does when something goes wrong: a fault a user can meet gets its sentence, a fault of ours gets a
log entry and an apology, and the window stays usable.
"""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QMessageBox, QWidget

from interviewprep import __version__
from interviewprep.clock import system
from interviewprep.errors import Refused

_LARGEST_LOG = 1_000_000


def tr(text: str) -> str:
    return QCoreApplication.translate("Problem", text)


class Problems:
    """Takes every exception that nobody caught while the window is open."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._told: set[str] = set()
        self._open: QMessageBox | None = None
        self.parent: QWidget | None = None

    def install(self) -> None:
        self._before = sys.excepthook
        sys.excepthook = self._caught
        qInstallMessageHandler(self._qt_said)

    def remove(self) -> None:
        sys.excepthook = self._before
        qInstallMessageHandler(None)

    def tell(self, fault: BaseException) -> None:
        """Show a fault once; the same one again only while its message is not open."""
        if isinstance(fault, Refused):
            self._show(tr("That could not be done"), str(fault), "")
            return
        details = "".join(traceback.format_exception(fault))
        self._write(details)
        place = details.rstrip().rpartition("\n")[2]
        if place not in self._told:
            self._told.add(place)
            said = tr("Something in the program failed. Your answers so far are on disk, and you can go on.")
            where = tr("The details are in {file}. Please report them.").format(file=self._log)
            self._show(tr("An unexpected fault"), f"{said}\n\n{where}", details)

    def _caught(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        self.tell(fault.with_traceback(trace))

    def _show(self, title: str, text: str, details: str) -> None:
        if self._open is not None:
            return
        box = QMessageBox(QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.NoButton, self.parent)
        box.addButton(tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        if details:
            box.setDetailedText(details)
        box.finished.connect(self._closed)
        self._open = box
        box.open()

    def _closed(self) -> None:
        if self._open is not None:
            self._open.deleteLater()
            self._open = None

    def _qt_said(self, kind: QtMsgType, _context: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg:
            self._write(f"Qt: {text}\n")

    def _write(self, text: str) -> None:
        at = datetime.fromtimestamp(system()[0] / 1000, UTC).isoformat(timespec="seconds")
        try:
            if self._log.exists() and self._log.stat().st_size > _LARGEST_LOG:
                self._log.replace(self._log.with_suffix(".old.log"))
            with self._log.open("a", encoding="utf-8") as out:
                out.write(f"{at} interviewprep {__version__}\n{text}\n")
        except OSError:
            sys.stderr.write(text)
