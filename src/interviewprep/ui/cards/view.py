"""Where a text of a card is read: as high as its text, scrolled by the page around it. It shows, and opens nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from interviewprep.ui.cards import maths
from interviewprep.ui.cards.document import CardDocument
from interviewprep.ui.theme import Theme


class CardView(QTextBrowser):
    link_wanted = Signal(str)
    """The whole address; the user sees it before anything is opened."""
    picture_wanted = Signal(str)
    """Name of the picture that was clicked."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text: CardDocument | None = None
        self._pressed: str = ""
        self._reached_by_key = False
        self.setAccessibleName(name)
        self.setObjectName("card")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(self._clicked)

    def put(self, text: CardDocument, plain: str, width: int) -> None:
        """Show a text; the one before is let go. `plain` is what a screen reader says."""
        before, self._text = self._text, text
        text.fit(width)
        # The view would press its own way to break lines upon the text.
        self.setWordWrapMode(text.defaultTextOption().wrapMode())
        self.setDocument(text)
        if before is not None and before is not text:
            # PySide keeps every document that a view was ever given.
            before.let_go()
        self.setAccessibleDescription(plain)
        self.fit(width)

    def fit(self, width: int) -> None:
        """Take this width and the height that the text has there."""
        if self._text is None:
            return
        layout = self._text.documentLayout()
        # A view that hears of the new width before it has it itself takes the text back to its own.
        layout.blockSignals(True)
        height = self._text.fit(width)
        layout.blockSignals(False)
        bar = self.horizontalScrollBar().sizeHint().height() if self._text.idealWidth() > width + 1 else 0
        self.setFixedSize(width, round(height + 0.49) + bar)

    @property
    def text(self) -> CardDocument | None:
        return self._text

    @property
    def links(self) -> list[str]:
        """The addresses in the text, each once, in order."""
        found: dict[str, None] = {}
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                if address := pieces.fragment().charFormat().anchorHref():
                    found[address] = None
                pieces += 1
            block = block.next()
        return list(found)

    def _clicked(self, address: QUrl) -> None:
        self.link_wanted.emit(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def _picture_at(self, event: QMouseEvent) -> str:
        if self._text is None or not self._text.pictures:
            return ""
        shown = self.cursorForPosition(event.position().toPoint())
        for step in (0, 1):
            probe = self.textCursor()
            probe.setPosition(min(shown.position() + step, self._text.characterCount() - 1))
            name = probe.charFormat().toImageFormat().name() if probe.charFormat().isImageFormat() else ""
            if name in self._text.pictures and self._text.documentLayout().imageAt(event.position()) == name:
                return name
        return ""

    # Qt

    def loadResource(self, kind: int, address: QUrl | str) -> object:
        # Never super(): it would read any file.
        return self._text.loadResource(kind, address) if self._text else None

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(maths.selected_text(self.textCursor()))
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._picture_at(event) if event.button() == Qt.MouseButton.LeftButton else ""
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed and self._picture_at(event) == self._pressed:
            self.picture_wanted.emit(self._pressed)
        self._pressed = ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._reached_by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._reached_by_key = False
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._reached_by_key:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(QRect(1, 1, self.viewport().width() - 2, self.viewport().height() - 2))
            painter.end()

    def event(self, event: QEvent) -> bool:
        # The page around scrolls; a wheel that does nothing here must reach it.
        if event.type() == QEvent.Type.Wheel and self.horizontalScrollBar().maximum() == 0:
            event.ignore()
            return False
        return super().event(event)
