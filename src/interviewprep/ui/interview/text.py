"""A text in Markdown or HTML on a page of the interview: as wide as its place, as high as its words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from interviewprep.rendering.plain_text import plain_text
from interviewprep.ui.cards.document import Size, Typesetter
from interviewprep.ui.cards.view import CardView
from interviewprep.ui.theme import Theme

_LEAST = 40


class Text(QWidget):
    """Holds a `CardView`, which wants to be told its width."""

    link_wanted = Signal(str)
    picture_wanted = Signal(str)

    def __init__(self, theme: Theme, typesetter: Typesetter, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typesetter = typesetter
        self._html = ""
        self._folder: Path | None = None
        self._size: Size = "card"
        self._view = CardView(theme, name, self)
        self._view.link_wanted.connect(self.link_wanted)
        self._view.picture_wanted.connect(self.picture_wanted)
        self.setFocusProxy(self._view)
        theme.changed.connect(self._set_again)
        self.hide()

    def put(self, html: str, *, folder: Path | None = None, size: Size = "card") -> None:
        """Show this; an empty text takes no room."""
        if (html, folder, size) == (self._html, self._folder, self._size):
            return
        self._html, self._folder, self._size = html, folder, size
        self._set_again()

    @property
    def folder(self) -> Path | None:
        """Where the pictures and sounds of the text lie."""
        return self._folder

    @property
    def plain(self) -> str:
        return plain_text(self._html)

    @property
    def links(self) -> list[str]:
        return self._view.links if self._html else []

    @property
    def pictures(self) -> list[str]:
        return self._view.text.pictures if self._html and self._view.text else []

    def picture(self, name: str) -> QImage:
        return self._view.text.picture(name) if self._view.text else QImage()

    def _set_again(self) -> None:
        self.setVisible(bool(self._html))
        if self._html:
            document = self._typesetter.document(self._html, self._folder, size=self._size)
            self._view.put(document, self.plain, max(self.width(), _LEAST))
            self._fit()

    def _fit(self) -> None:
        if self._html and self.width() >= _LEAST:
            self._view.fit(self.width())
            self.setFixedHeight(self._view.height())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def label(text: str, name: str = "") -> QLabel:
    """A paragraph that breaks its lines; `name` is its object name, which says how it looks."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
