"""A question to the user: a title that asks, and a button that answers with its verb."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from interviewprep.ui.theme import Theme

_WIDTH = 520
_AROUND = 24


class Question(QDialog):
    """`body` takes what is asked about. It answers by `accepted`, and goes when it is closed.

    It is never larger than the screen: where text is large, the body scrolls and the buttons stay.
    """

    def __init__(self, theme: Theme, title: str, verb: str, parent: QWidget, *, safe: str = "") -> None:
        """`safe` is the word for leaving everything as it is; without a `verb` it is the only answer."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        px = theme.px
        self._room = px(_AROUND)
        heading = QLabel(title)
        heading.setObjectName("heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        inner = QWidget()
        self._scroll = _Body(inner, min(px(_WIDTH), parent.window().width() - 3 * self._room))
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(2, 2, 2, 2)
        self.body.setSpacing(px(10))
        self.deeds = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.deeds.setSpacing(px(8))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(px(8))
        self.answer = QPushButton(verb)
        self.answer.setObjectName("primary")
        self.answer.clicked.connect(self.accept)
        self.leave = QPushButton(safe or self.tr("Cancel"))
        self.leave.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.leave)
        self.buttons.addWidget(self.answer)
        self.answer.setVisible(bool(verb))
        self.answer.setDefault(bool(verb))
        self.leave.setAutoDefault(not verb)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self._room, px(20), self._room, px(20))
        layout.setSpacing(px(16))
        layout.addWidget(heading)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(self.buttons)

    def deed(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """A button for something that can be done while the question stays open; `deeds` is put into the body."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda *_: slot())
        self.deeds.addWidget(button)
        return button

    def say(self, text: str, name: str = "") -> QLabel:
        """One more paragraph in the body."""
        label = QLabel(text)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.body.addWidget(label)
        return label

    def open(self) -> None:
        self.fit()
        super().open()

    def fit(self) -> None:
        """As large as what it says, as far as the screen goes; for words that came later too."""
        there = self.screen().availableSize() - QSize(self._room, 2 * self._room)
        self._scroll.updateGeometry()
        least = self.size() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else QSize(0, 0)
        # Qt alone would stop at two thirds of the screen, which is little at large text.
        self.resize(self.sizeHint().expandedTo(least).boundedTo(there))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The deeds stand below each other where they have no room beside each other."""
        super().resizeEvent(event)
        buttons = [item.widget() for place in range(self.deeds.count()) if (item := self.deeds.itemAt(place))]
        needed = sum(button.sizeHint().width() + self.deeds.spacing() for button in buttons if button is not None)
        room = event.size().width() - 3 * self._room
        sideways = QBoxLayout.Direction.LeftToRight
        self.deeds.setDirection(sideways if needed <= room else QBoxLayout.Direction.TopToBottom)


class _Body(QScrollArea):
    def __init__(self, inner: QWidget, width: int) -> None:
        super().__init__()
        self._inner, self._width = inner, width
        self.setObjectName("clear")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        inner = self._inner
        wanted = inner.sizeHint()
        width = max(self._width, min(wanted.width(), self._width * 2))
        height = inner.heightForWidth(width) if inner.hasHeightForWidth() else wanted.height()
        return QSize(width, max(height, 1))
