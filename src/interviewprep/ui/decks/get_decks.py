"""How one comes by decks: what a stranger sees who has none, and anyone who asks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from interviewprep.ui.theme import Theme

_WIDEST, _NARROW = 640, 440
_EXAMPLE = """## What does arithmetic intensity measure?

FLOPs done per byte moved between memory and the chip."""


class GetDecks(QScrollArea):
    import_wanted = Signal()
    new_wanted = Signal()
    link_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, theme: Theme, *, with_shipped: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setObjectName("page")
        # Side by side with nothing: only so Qt asks for the height at the width that the panels have.
        beside = QHBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        beside.addWidget(self._inside, 100)
        beside.addStretch(1)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._panels: list[QFrame] = []
        self._rows: list[QBoxLayout] = []
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offer_ways(with_shipped=with_shipped)
        self._column.addStretch(1)
        self.setWidget(holder)
        self.setFocusProxy(self.take)
        theme.changed.connect(self._dress)
        self._dress()

    def _offer_ways(self, *, with_shipped: bool) -> None:
        self.new = QPushButton(self.tr("New deck"))
        self.new.clicked.connect(self.new_wanted)
        folder = QPushButton(self.tr("Show my decks folder"))
        folder.clicked.connect(self.folder_wanted)
        link = QPushButton(self.tr("Link a folder"))
        link.clicked.connect(self.link_wanted)
        self.take = QPushButton(self.tr("Import …"))
        self.take.setObjectName("primary")
        self.take.clicked.connect(self.import_wanted)
        self._panel(
            self.tr("Take them from a file"),
            self.tr(
                "Anki packages, tables (CSV, Excel) and bundles of decks. Drop the file on this window or choose it:"
                " you see what would come before anything is written. Decks that others share for Anki are found in"
                " Anki itself, under Get Shared; export them there as a package."
            ),
            self.take,
        )
        self._panel(
            self.tr("Write one"),
            self.tr(
                "A deck is a text file in Markdown. Two number signs begin a card; what stands below is the answer. A"
                " new deck begins with a template and opens in your editor; what you save shows up here at once."
            ),
            self.new,
            folder,
            example=_EXAMPLE,
        )
        self._panel(
            self.tr("Link a folder"),
            self.tr(
                "Decks can lie anywhere, such as among your notes or in a git checkout. Link the folder, or drop it on"
                " this window: its files stay where they are, and what you save or pull with your own git shows up here"
                " at once."
            ),
            link,
        )
        self._panel(
            self.tr("Use the ones that come with the program"),
            self.tr(
                "They are in the list beside your own. Suspend those you do not need; editing one makes a copy first."
            )
            if with_shipped
            else self.tr("They are left out now, since the program was started with --no-shipped."),
        )

    def _panel(self, title: str, said: str, *buttons: QPushButton, example: str = "") -> None:
        panel = QFrame()
        panel.setObjectName("panel")
        column = QVBoxLayout(panel)
        heading, words = QLabel(title), QLabel(said)
        heading.setObjectName("section")
        words.setObjectName("muted")
        heading.setWordWrap(True)
        words.setWordWrap(True)
        column.addWidget(heading)
        column.addWidget(words)
        if example:
            code = QLabel(example)
            code.setObjectName("example")
            code.setTextFormat(Qt.TextFormat.PlainText)
            code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            code.setWordWrap(True)
            column.addWidget(code)
        if buttons:
            row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            for button in buttons:
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            row.addStretch(1)
            column.addLayout(row)
            self._rows.append(row)
        self._panels.append(panel)
        self._column.addWidget(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._theme.px(_NARROW)
        for row in self._rows:
            row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _dress(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(12))
        for row in self._rows:
            row.setSpacing(px(8))
        self._inside.setMaximumWidth(px(_WIDEST))
        for panel in self._panels:
            layout = panel.layout()
            if layout is not None:
                layout.setContentsMargins(px(20), px(16), px(20), px(18))
                layout.setSpacing(px(10))
