"""Begin a deck of one's own: what it is about, and what its file starts with."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QWidget

from interviewprep.errors import Refused
from interviewprep.journeys.edit import file_name
from interviewprep.journeys.templates import TEMPLATES
from interviewprep.ui.question import Question
from interviewprep.ui.theme import Theme


class NewDeckDialog(Question):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent.tr("What is the new deck about?"), parent.tr("Create the deck"), parent)
        self.title = QLineEdit()
        self.title.setAccessibleName(self.tr("Title of the deck"))
        self.title.setPlaceholderText(self.tr("GPU memory"))
        self.title.textChanged.connect(self._typed)
        self.body.addWidget(self.title)
        self._file = self.say("", "small")
        self.say(self.tr("It begins with"))
        self._templates = QButtonGroup(self)
        self._keys = list(TEMPLATES)
        for place, template in enumerate(TEMPLATES.values()):
            choice = QRadioButton(template.name)
            choice.setAccessibleDescription(template.about)
            choice.setChecked(not place)
            self._templates.addButton(choice, place)
            self.body.addWidget(choice)
            self.say(template.about, "small").setIndent(theme.px(34))
        self.open_it = QCheckBox(self.tr("Open it in the editor"))
        self.open_it.setChecked(True)
        self.body.addWidget(self.open_it)
        self._typed("")
        self.title.setFocus()

    @property
    def template(self) -> str:
        return self._keys[self._templates.checkedId()]

    def refuse(self, reason: str) -> None:
        """Say why the title cannot be used; it stays to be changed."""
        self._file.setText(f"{reason[:1].upper()}{reason[1:]}.")
        self._file.setObjectName("wrong")
        self._restyle()
        self.fit()
        self.title.setFocus()
        self.title.selectAll()

    def _typed(self, title: str) -> None:
        self._file.setObjectName("small")
        try:
            said = self.tr("Its file will be {name}.md in your decks folder.").format(name=file_name(title))
            self.answer.setEnabled(True)
        except Refused as fault:
            said = str(fault) if title.strip() else self.tr("The title names the file too.")
            self.answer.setEnabled(False)
        self._file.setText(said[:1].upper() + said[1:])
        self._restyle()

    def _restyle(self) -> None:
        self._file.style().unpolish(self._file)
        self._file.style().polish(self._file)
