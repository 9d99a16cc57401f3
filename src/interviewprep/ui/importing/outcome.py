"""What an import would do, in counts, and where it goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from interviewprep.journeys.importing.plan import Plan, What
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_DECKS_NAMED = 6


class Outcome(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        title = QLabel(self.tr("What will happen"))
        title.setObjectName("section")
        self._panel = QFrame()
        self._panel.setObjectName("panel")
        self._grid = QGridLayout(self._panel)
        self._grid.setColumnStretch(1, 1)
        self.bring_back = QCheckBox()
        self.bring_back.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for one in (title, self._panel, self.bring_back):
            self._column.addWidget(one)
        theme.changed.connect(self._dress)
        self._dress()

    def show_plan(self, plan: Plan) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, (number, said) in enumerate(counts(plan)):
            self._row(row, number, said)
        deleted = plan.count(What.DELETED)
        back = self.tr("Bring back what was deleted here ({cards})")
        self.bring_back.setText(back.format(cards=many(deleted, "card")))
        self.bring_back.setVisible(deleted > 0)

    def _row(self, row: int, number: str, said: str) -> None:
        count, words = QLabel(number), QLabel(said)
        count.setFont(self._theme.font("figures"))
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        # A reader of the screen says both at once.
        words.setAccessibleName(f"{number} {said}".strip())
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(count, row, 0, Qt.AlignmentFlag.AlignRight | top)
        self._grid.addWidget(words, row, 1)

    def _dress(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(8))
        self._grid.setContentsMargins(px(16), px(12), px(16), px(12))
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(4))


_CARDS = (
    (What.NEW, "new card", "new cards"),
    (What.CHANGED, "card that changes; what you wrote stays", "cards that change; what you wrote stays"),
    (What.CONFLICT, "card that both sides changed; decide below", "cards that both sides changed; decide below"),
    (What.UNCHANGED, "card that is here already, unchanged", "cards that are here already, unchanged"),
    (What.DELETED, "card that you have deleted; it stays away", "cards that you have deleted; they stay away"),
)
_INTERVIEWS = (
    (What.NEW, "new interview", "new interviews"),
    (What.CONFLICT, "interview that is not as yours; decide below", "interviews that are not as yours; decide below"),
    (What.UNCHANGED, "interview that is here already", "interviews that are here already"),
)


def counts(plan: Plan) -> list[tuple[str, str]]:
    """A number and its words for each thing that would happen, and at last where it goes."""
    interviews = [file.what for file in plan.files if file.foreign.is_interview]
    rows = [(plan.count(what), one, several) for what, one, several in _CARDS]
    rows += [(interviews.count(what), one, several) for what, one, several in _INTERVIEWS]
    rows.append((len(plan.foreign.media), "picture or sound", "pictures and sounds"))
    rows.append((len(plan.skipped), "left out; the list at the end says why", "left out; the list at the end says why"))
    said = [(_number(count), one if count == 1 else several) for count, one, several in rows if count]
    if plan.decks:
        more = len(plan.decks) - _DECKS_NAMED
        named = ", ".join(plan.decks[:_DECKS_NAMED]) + (f" and {many(more, 'more deck')}" if more > 0 else "")
        said.append(("→", f"{named}, among your own decks"))
    return said or [("0", "cards in it")]


def _number(count: int) -> str:
    return f"{count:,}".replace(",", " ")
