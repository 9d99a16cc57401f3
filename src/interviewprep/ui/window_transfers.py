"""What comes into the window from files, and what leaves it as files; each part is loaded when it is first wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from interviewprep.journeys.decks import Changes
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.theme import Theme

if TYPE_CHECKING:
    from interviewprep.ui.exporting.exports import Exports
    from interviewprep.ui.importing.imports import Imports


class WindowTransfers(QObject):
    said = Signal(object)
    changed = Signal(object)
    """Decks have come or gone, and were read already: empty `Changes`."""
    writing = Signal(bool)
    """Deck files are being written from now on, and no longer."""

    def __init__(self, workplace: Workplace, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._workplace, self._theme, self._window = workplace, theme, window
        self.imports: Imports | None = None
        self.exports: Exports | None = None

    def bring(self, files: Sequence[Path]) -> None:
        """Ask whether to import these; where none is named, let the user choose."""
        if self.imports is None:
            from interviewprep.ui.importing.imports import Imports

            self.imports = Imports(self._workplace, self._theme, self._window)
            self.imports.said.connect(self.said)
            self.imports.changed.connect(self._changed)
            self.imports.writing.connect(self.writing)
        if files:
            self.imports.begin(files)
        else:
            self.imports.choose()

    def give(self, decks: Sequence[str]) -> None:
        """Ask what these decks, or all, are to be written to."""
        if self.exports is None:
            from interviewprep.ui.exporting.exports import Exports

            self.exports = Exports(self._workplace, self._theme, self._window)
            self.exports.said.connect(self.said)
        self.exports.begin(decks)

    def _changed(self) -> None:
        self.changed.emit(Changes())
