"""Beside the list: the chosen card as it looks in study, all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from interviewprep.journeys.browse import Found
from interviewprep.journeys.face import Face
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.cards.extras import CardExtras
from interviewprep.ui.commands import Commands
from interviewprep.ui.interview.text import label
from interviewprep.ui.study.ahead import Ahead
from interviewprep.ui.study.sheet import Sheet
from interviewprep.ui.theme import MEASURE, Theme


class FindCard(QWidget):
    def __init__(self, theme: Theme, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.face: Face | None = None
        self._rough = False
        typesetter = Typesetter(theme, self)
        self._ahead = Ahead(typesetter, theme, self)
        self._ahead.maths_ready.connect(self._set_maths)
        self.place: QLabel = label("", "small")
        self._paper = QFrame(self)
        self._paper.setObjectName("panel")
        self.sheet = Sheet(theme, commands, typesetter, self._paper)
        self.sheet.setAccessibleName(self.tr("The card"))
        self.extras = CardExtras(self.sheet, theme)
        inside = QVBoxLayout(self._paper)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.sheet)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.place)
        self._column.addWidget(self._paper, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def show_card(self, card: Found, face: Face) -> None:
        levels = {"junior": self.tr("junior"), "mid": self.tr("mid"), "senior": self.tr("senior")}
        level = levels[face.card.level.value] if face.card.level else ""
        parts = (card.deck_title, face.topic, level)
        self.place.setText("  ·  ".join(part for part in parts if part))
        self.place.setToolTip(card.address)
        before, self.face = self.face, face
        if before is None or (before.item, before.card, before.path) != (face.item, face.card, face.path):
            self._read()

    def forget(self) -> None:
        """Pictures or the look may have changed: set the card anew when it is shown next."""
        self.face = None
        self._ahead.forget()

    def take_focus(self) -> None:
        """Where reading begins."""
        view = self.sheet.shown_views[0]
        view.setFocus(Qt.FocusReason.TabFocusReason)

    def _read(self) -> None:
        if self.face is not None:
            paper = self._ahead.take(self.face)
            self._rough = paper.rough
            self.sheet.read(paper)

    def _set_maths(self) -> None:
        if self._rough:
            self._read()

    def _dress(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(8))
        self._paper.setMaximumWidth(px(MEASURE))
        self._ahead.forget()
        self._read()

    # Qt

    def hasHeightForWidth(self) -> bool:
        # The words above the paper break their lines, and the layout would ask how high the whole card wants to be.
        return False
