"""Notices that deck files were saved, made, renamed or removed while the window is open, or before it came forward."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from interviewprep.journeys.roots import folders, scan
from interviewprep.journeys.workplace import Workplace

_QUIET_MS = 150
"""Editors save in several steps; wait until nothing more comes."""
_LATEST_MS = 500
"""But no longer than this, where files keep changing."""
_POLL_MS = 1000
_MOST_PATHS = 20_000


class DeckWatcher(QObject):
    """Says `changed` when the deck files should be read again. Call `arm` after the roots were changed."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._file_changed)
        self._watcher.directoryChanged.connect(self._noticed)
        self._quiet = self._timer(_QUIET_MS)
        self._latest = self._timer(_LATEST_MS)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._look)
        self._seen: set[tuple[str, int, int]] = set()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)
        self.arm()

    @property
    def watched(self) -> set[str]:
        """Paths of the files and folders that the system tells of."""
        return {*self._watcher.files(), *self._watcher.directories()}

    def arm(self) -> None:
        """Watch every deck file and every folder that may get one; drop what is no longer there."""
        roots = self._workplace.roots()
        found, _ = scan(roots)
        wanted = [str(folder) for folder in folders(roots)] + [str(file.path) for file in found.values()]
        wanted = wanted[:_MOST_PATHS]
        watched = self.watched
        if gone := watched.difference(wanted):
            self._watcher.removePaths(sorted(gone))
        missing = [path for path in wanted if path not in watched]
        refused = self._watcher.addPaths(missing) if missing else []
        # Systems limit how much can be watched; what is over the limit is looked at every second.
        if any(Path(path).exists() for path in refused) or len(found) > _MOST_PATHS:
            self._seen = self._states()
            self._poll.start(_POLL_MS)
        else:
            self._poll.stop()

    def _timer(self, wait_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(self._settled)
        return timer

    def _file_changed(self, path: str) -> None:
        # After a save by rename the watch sits on the old file, even if the system still calls it by this path.
        self._watcher.removePath(path)
        self._noticed()

    def _noticed(self) -> None:
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def _settled(self) -> None:
        self._quiet.stop()
        self._latest.stop()
        # Armed before the files are read, so that no save falls between.
        self.arm()
        self.changed.emit()

    def _look(self) -> None:
        if self._states() != self._seen:
            self._settled()

    def _states(self) -> set[tuple[str, int, int]]:
        found, _ = scan(self._workplace.roots())
        return {(str(file.path), file.size, file.mtime_ns) for file in found.values()}

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._settled()
