"""A second start raises the window that is open already, instead of failing on its lock."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000


def server_name(data: Path) -> str:
    """What the window on this data folder listens to."""
    return "interviewprep-" + hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]


def raise_other(data: Path) -> bool:
    """Ask the window on this data folder to come to the front; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(data))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(_WAIT_MS)
    # The answer proves that a live window took it, and not a socket left behind.
    answered = socket.waitForReadyRead(_WAIT_MS)
    socket.disconnectFromServer()
    return answered


class FirstWindow(QObject):
    """Listens for later starts on the same data folder."""

    called = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(server_name(data))
        self._server.listen(server_name(data))
        self._server.newConnection.connect(self._answer)

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.write(b"here\n")
        socket.flush()
        socket.disconnected.connect(socket.deleteLater)
        self.called.emit()
