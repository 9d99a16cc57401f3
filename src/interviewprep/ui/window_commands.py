"""What can be done from anywhere: the size of the text, light and dark, the palette, the keys, a backup."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.commands import Commands
from interviewprep.ui.message_bar import Message
from interviewprep.ui.theme import TEXT_SIZES, Theme


class WindowCommands(QObject):
    said = Signal(object)
    chosen = Signal()
    """Settings were changed."""
    study_wanted = Signal(list)

    def __init__(self, window: QWidget, workplace: Workplace, theme: Theme, commands: Commands) -> None:
        super().__init__(window)
        self._window, self._workplace, self._theme, self._commands = window, workplace, theme, commands
        for name, slot in (
            ("palette", self._open_palette),
            ("keys", self._show_keys),
            ("larger", partial(self._resize_text, 1)),
            ("smaller", partial(self._resize_text, -1)),
            ("usual_size", partial(self._choose, text_percent=100)),
            ("dark", self._switch_theme),
            ("backup", self._back_up),
            ("data_folder", self._open_folder),
        ):
            commands.bind(f"window.{name}", window, slot)

    def _choose(self, **changes: object) -> None:
        self._workplace.choose(**changes)
        self.chosen.emit()

    def _resize_text(self, step: int) -> None:
        now = self._workplace.settings.text_percent
        others = [size for size in TEXT_SIZES if (size > now if step > 0 else size < now)]
        if others:
            self._choose(text_percent=others[0] if step > 0 else others[-1])
            self.said.emit(Message(self.tr("Text at {size} %.").format(size=self._workplace.settings.text_percent)))

    def _switch_theme(self) -> None:
        self._choose(theme="light" if self._theme.is_dark else "dark")

    def _open_palette(self) -> None:
        from interviewprep.ui.palette_dialog import PaletteDialog

        palette = PaletteDialog(self._workplace, self._theme, self._commands, self._window)
        palette.study_wanted.connect(self.study_wanted)
        palette.open()

    def _show_keys(self) -> None:
        from interviewprep.ui.keys_dialog import KeysDialog

        dialog = KeysDialog(self._workplace, self._theme, self._commands, self._window)
        dialog.chosen.connect(self.chosen)
        dialog.open()

    def _back_up(self) -> None:
        from interviewprep.journeys.upkeep import backup

        made = backup(self._workplace.places, self._workplace.clock)
        self.said.emit(Message(self.tr("A backup is in {file}.").format(file=made)))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._workplace.places.data)))
