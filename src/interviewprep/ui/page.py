"""What every page of the window has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from interviewprep.journeys.decks import Changes


class Page(QWidget):
    """One title, one purpose, one primary button. It pulls its data when it is shown."""

    page_name = ""
    said = Signal(object)
    """A `Message` for the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Begin where one reads or acts first.

        A focus proxy says the same where nothing that Tab reaches stands before it; Tab would pass over that.
        """
        self.setFocus(reason)

    def shown(self) -> None:
        """The page is visible now; pull what it shows."""

    def decks_changed(self, changes: Changes) -> None:
        """The deck files changed and were read again; called for the visible page only."""

    def day_changed(self) -> None:
        """A new study day has begun while the page is visible."""
        self.shown()
