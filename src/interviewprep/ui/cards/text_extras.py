"""Links and pictures in the texts of an interview: nothing opens unasked, and an address is shown first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from interviewprep.ui.cards.document import file_of
from interviewprep.ui.interview.text import Text
from interviewprep.ui.page import Page
from interviewprep.ui.sound.card_sounds import SOUND, CardSounds
from interviewprep.ui.theme import Theme

_MOST = 20


class TextExtras(QObject):
    """`room` is the page that the texts stand in."""

    def __init__(self, theme: Theme, room: Page) -> None:
        super().__init__(room)
        self._theme, self._room = theme, room
        self.sound = CardSounds(theme, room)
        self.sound.said.connect(room.said)

    def watch(self, *texts: Text) -> None:
        for text in texts:
            text.link_wanted.connect(partial(self._open_in, text))
            text.picture_wanted.connect(partial(self.open_picture, text))

    def choose_link(self, texts: Sequence[Text]) -> None:
        """Open the only link of these texts, or offer them in a menu."""
        found = dict.fromkeys(address for text in texts for address in text.links if not address.startswith(SOUND))
        links = list(found)[:_MOST]
        if len(links) == 1:
            self.open_link(links[0])
        elif links:
            menu = QMenu(self._room)
            for address in links:
                menu.addAction(address.replace("&", "&&")).triggered.connect(partial(self.open_link, address))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._room.mapToGlobal(QPoint(40, 40)))

    def choose_picture(self, texts: Sequence[Text]) -> None:
        for text in texts:
            for name in text.pictures[:1]:
                self.open_picture(text, name)
                return

    def _open_in(self, text: Text, address: str) -> None:
        if address.startswith(SOUND):
            self.sound.play(text.folder, [address])
        else:
            self.open_link(address)

    def open_link(self, address: str, *_: object) -> None:
        from interviewprep.ui.address_dialog import AddressDialog

        AddressDialog(address, self._theme, self._room.window()).open()

    def open_picture(self, text: Text, name: str) -> None:
        picture = text.picture(name)
        if not picture.isNull():
            from interviewprep.ui.cards.picture_dialog import PictureDialog

            PictureDialog(picture, file_of(name), self._theme, self._room.window()).open()
