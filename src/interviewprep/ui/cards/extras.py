"""What a card holds besides its words: links, pictures, sounds, code. Nothing of it opens without being asked."""

from __future__ import annotations

import re
from functools import partial
from html import unescape

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu

from interviewprep.ui.cards.document import CardDocument, file_of
from interviewprep.ui.cards.paper_face import PaperFace
from interviewprep.ui.message_bar import Message
from interviewprep.ui.sound.card_sounds import SOUND, CardSounds
from interviewprep.ui.study.sheet import Sheet
from interviewprep.ui.theme import Theme

_CODE = re.compile(r"<pre[^>]*><code>(.*?)</code></pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class CardExtras(QObject):
    said = Signal(object)

    def __init__(self, sheet: Sheet, theme: Theme) -> None:
        super().__init__(sheet)
        self._sheet, self._theme = sheet, theme
        self.dialog: QDialog | None = None
        self.sound = CardSounds(theme, sheet)
        self.sound.said.connect(self.said)
        sheet.asked.connect(self.sound.stop)
        sheet.link_wanted.connect(self.open_link)
        sheet.picture_wanted.connect(self.open_picture)

    @property
    def links(self) -> list[str]:
        """Addresses in what is shown, without sounds."""
        return [one for one in self._addresses() if not one.startswith(SOUND)]

    @property
    def sounds(self) -> list[str]:
        return [one for one in self._addresses() if one.startswith(SOUND)]

    @property
    def pictures(self) -> list[tuple[str, CardDocument]]:
        found = []
        for view in self._sheet.shown_views:
            if view.text is not None:
                found += [(name, view.text) for name in view.text.pictures]
        return found

    def choose_link(self) -> None:
        """Open the only link, or offer the links in a menu."""
        links = self.links
        if len(links) == 1:
            self.open_link(links[0])
        elif links:
            menu = QMenu(self._sheet)
            for address in links[:20]:
                menu.addAction(address.replace("&", "&&")).triggered.connect(partial(self._chosen, address))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._sheet.mapToGlobal(QPoint(40, 40)))

    def open_link(self, address: str) -> None:
        if address.startswith(SOUND):
            self._play(address)
        else:
            from interviewprep.ui.address_dialog import AddressDialog

            self._open(AddressDialog(address, self._theme, self._sheet.window()))

    def choose_picture(self) -> None:
        if self.pictures:
            self.open_picture(*self.pictures[0])

    def open_picture(self, name: str, text: CardDocument) -> None:
        picture = text.picture(name)
        if not picture.isNull():
            from interviewprep.ui.cards.picture_dialog import PictureDialog

            self._open(PictureDialog(picture, file_of(name), self._theme, self._sheet.window()))

    def play_sound(self) -> None:
        """The sounds of what is shown, one after the other."""
        if self.sounds:
            self._play(*self.sounds)
        else:
            self.said.emit(Message(self.tr("This card has no sound.")))

    def copy_code(self, paper: PaperFace) -> None:
        """The code of the answer when it is shown and has any, else that of the question."""
        blocks = self._codes(paper)
        if not blocks:
            self.said.emit(Message(self.tr("This card shows no code.")))
            return
        text = "\n\n".join(blocks)
        QGuiApplication.clipboard().setText(text)
        lines = len(text.splitlines())
        said = (
            self.tr("1 line of code is on the clipboard.")
            if lines == 1
            else self.tr("{lines} lines of code are on the clipboard.")
        )
        self.said.emit(Message(said.format(lines=lines)))

    def has_code(self, paper: PaperFace) -> bool:
        return bool(self._codes(paper))

    def _codes(self, paper: PaperFace) -> list[str]:
        shown = paper.sight.shown
        return (codes(shown.answer) if self._sheet.revealed else []) or codes(shown.question)

    def _addresses(self) -> list[str]:
        return list(dict.fromkeys(address for view in self._sheet.shown_views for address in view.links))

    def _chosen(self, address: str, *_: object) -> None:
        self.open_link(address)

    def _play(self, *addresses: str) -> None:
        text = self._sheet.question.text
        self.sound.play(text.folder if text else None, addresses)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.destroyed.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None


def codes(html: str) -> list[str]:
    """The blocks of code in HTML of `render`."""
    return [unescape(_TAG.sub("", block)).rstrip("\n") for block in _CODE.findall(html)]
