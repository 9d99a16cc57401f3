"""Where decks come from: the shipped ones, the user's own folder, and the folders they linked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from interviewprep.journeys.folders import Place, places
from interviewprep.journeys.roots import OWN, SHIPPED
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.decks.editor import show_in_folder
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme
from interviewprep.words import many


class FoldersDialog(Question):
    link_wanted = Signal()
    unlink_wanted = Signal(str)

    def __init__(self, workplace: Workplace, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent.tr("Where your decks come from"), "", parent, safe=parent.tr("Close"))
        self._workplace, self._theme = workplace, theme
        self.body.addStretch(1)
        link = QPushButton(self.tr("Link a folder …"))
        link.setAutoDefault(False)
        link.clicked.connect(self.link_wanted)
        self.buttons.insertWidget(0, link)
        self._holder: QWidget | None = None
        self.show_places()

    def show_places(self) -> None:
        if self._holder is not None:
            self._holder.deleteLater()
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        for place in places(self._workplace):
            column.addWidget(self._panel(place))
        self.body.insertWidget(0, self._holder)

    def _panel(self, place: Place) -> QFrame:
        px = self._theme.px
        panel = QFrame()
        panel.setObjectName("panel")
        name = {SHIPPED: self.tr("With the program"), OWN: self.tr("Your own decks")}.get(place.key, place.folder.name)
        title, small = QLabel(name), QLabel(f"{place.folder}\n{self._said(place)}")
        title.setObjectName("section")
        small.setObjectName("small")
        small.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(title)
        words.addWidget(small)
        row = QHBoxLayout(panel)
        row.setContentsMargins(px(16), px(12), px(12), px(12))
        row.addLayout(words, 1)
        show = QPushButton(self.tr("Show"))
        show.setAccessibleName(self.tr("Show {name}").format(name=name))
        show.clicked.connect(partial(self._show, place.folder))
        show.setEnabled(place.there)
        row.addWidget(show)
        if place.key not in (SHIPPED, OWN):
            unlink = QPushButton(self.tr("Unlink"))
            unlink.setAccessibleName(self.tr("Unlink {name}").format(name=name))
            unlink.clicked.connect(partial(self._unlink, place.key))
            row.addWidget(unlink)
        for button in panel.findChildren(QPushButton):
            button.setAutoDefault(False)
        return panel

    def _said(self, place: Place) -> str:
        if not place.there:
            return self.tr("The folder is not there; its cards rest and come back with it")
        return many(place.decks, "deck")

    def _show(self, folder: Path, *_: object) -> None:
        show_in_folder(folder)

    def _unlink(self, key: str, *_: object) -> None:
        self.unlink_wanted.emit(key)
        self.show_places()
