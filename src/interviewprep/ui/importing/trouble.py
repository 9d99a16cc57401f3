"""A file that cannot be taken as it is: why, and what can be done about it here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from interviewprep.errors import Refused
from interviewprep.formats.foreign import Choices, TooLarge
from interviewprep.formats.text_bytes import UnknownEncoding
from interviewprep.journeys.importing.carrying import ChangedMeanwhile
from interviewprep.ui.form import Line
from interviewprep.ui.importing.recognised import ENCODINGS
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme

_OPTIONS = (
    ("give another --encoding", "choose another encoding"),
    ("say what each column is with --columns, such as question,answer", "choose below what each column is"),
)
"""What a refusal advises on a command line, and in the window."""


class Trouble(QWidget):
    again_wanted = Signal()
    """Look at the same file again."""
    large_wanted = Signal()
    """Read it although it is large."""
    encoding_wanted = Signal(str)
    other_wanted = Signal()
    """Choose another file."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._then = QLabel(self.tr("Nothing was changed."))
        self._then.setObjectName("muted")
        self.encoding = QComboBox()
        for value, name in ENCODINGS:
            self.encoding.addItem(name, value)
        self._encoding_line = Line(theme, self.tr("Encoding of the file"), self.encoding)
        self.again = self._button(self.tr("Look again"), self.again_wanted.emit)
        self.large = self._button(self.tr("Read it all the same"), self.large_wanted.emit)
        self.encode = self._button("", self._encode)
        self.other = self._button(self.tr("Choose another file …"), self.other_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for one in (self._said, self._then, self._encoding_line):
            column.addWidget(one)
        column.addWidget(Row(theme, (self.encode, self.large, self.again, self.other)))
        column.addStretch(1)
        self.encoding.currentTextChanged.connect(self._name_encoding)

    def show_fault(self, fault: Refused, file: Path, choices: Choices) -> None:
        """Say what is wrong with the file, and offer what helps; the first button shown is the likeliest way on."""
        in_text = isinstance(fault, UnknownEncoding) or choices.encoding is not None
        self._said.setText(sentence_of(fault, file))
        self._said.setAccessibleName(self._said.text())
        wanted = fault.suggested if isinstance(fault, UnknownEncoding) else choices.encoding
        if in_text and wanted:
            if self.encoding.findData(wanted) < 0:
                self.encoding.addItem(wanted, wanted)
            self.encoding.setCurrentIndex(self.encoding.findData(wanted))
        self._name_encoding()
        for part in (self._encoding_line, self.encode):
            part.setVisible(in_text)
        self.large.setVisible(isinstance(fault, TooLarge))
        self.again.setVisible(not in_text and not isinstance(fault, TooLarge))
        if isinstance(fault, ChangedMeanwhile):
            self.again.setFocus()

    @property
    def first(self) -> QPushButton:
        """The likeliest way on."""
        return next(one for one in (self.encode, self.large, self.again) if not one.isHidden())

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(partial(_ignoring, slot))
        return button

    def _name_encoding(self, *_: object) -> None:
        self.encode.setText(self.tr("Read it as {name}").format(name=self.encoding.currentText()))

    def _encode(self) -> None:
        self.encoding_wanted.emit(str(self.encoding.currentData()))


def sentence_of(fault: Refused, file: Path) -> str:
    """The fault in the words of the window, which has named the file already and has no options of a command line."""
    if isinstance(fault, UnknownEncoding):
        where = fault.place.rpartition(": ")[2]
        facts = fault.facts
        return f"{where[:1].upper()}{where[1:]} is not UTF-8. Read as {facts['suggested']} it says “{facts['sample']}”."
    said = str(fault).removeprefix(str(file)).removeprefix(": ")
    for option, here in _OPTIONS:
        said = said.replace(option, here)
    return f"{said[:1].upper()}{said[1:]}."


def _ignoring(slot: object, *_: object) -> None:
    """Qt passes `checked`."""
    if callable(slot):
        slot()
