"""The field in which one types what to find, with a line below it that says what can be typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from interviewprep.cards.query import CHOICES
from interviewprep.ui.interview.text import label
from interviewprep.ui.theme import Theme


class FindField(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Words of the card, “a phrase”, or a filter"))
        self.line.setAccessibleName(self.tr("Find cards"))
        self.line.setClearButtonEnabled(True)
        self._glass = self.line.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._glass.setText(self.line.accessibleName())
        self.line.setToolTip(_explained())
        self.line.setAccessibleDescription(_explained())
        self.help = label(_in_short(), "small")
        self.help.setToolTip(_explained())
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.line)
        self._layout.addWidget(self.help)
        self.setFocusProxy(self.line)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._glass.setIcon(self._theme.icon("search", "muted"))
        self._layout.setSpacing(self._theme.px(6))


def _in_short() -> str:
    # No line breaks within an example.
    examples = ('"two words"', "-without", "deck:quant", "tag:senior", "leaf:GPU", "is:due", "kind:drill")
    return _tr("For example:   {examples}").format(
        examples="   ".join(one.replace("-", "\u2011").replace(" ", "\u00a0") for one in examples)
    )


def _explained() -> str:
    return "\n".join(
        (
            _tr("All words must be in the question, the answer, the options, the tags or the name."),
            _tr('"two words" stand together, -word is in none.'),
            _tr("deck: a part of the deck's name or title"),
            _tr("tag: a tag or a level"),
            _tr("leaf: how a topic's code begins"),
            _tr("is: {states}").format(states=", ".join(CHOICES["is"])),
            _tr("kind: {kinds}").format(kinds=", ".join(CHOICES["kind"])),
        )
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("FindField", text)
