"""The form of an export: what is to leave, as what, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from interviewprep.formats.sheet.content import Paper, Sheet
from interviewprep.journeys.exporting.wishes import Selection, Wanted
from interviewprep.ui.exporting.kinds import KINDS, Kind
from interviewprep.ui.form import Line, Section
from interviewprep.ui.theme import Theme

_SHEETS = (
    (Sheet.ANSWERS, "Questions with answers"),
    (Sheet.QUESTIONS, "Questions alone, with room to write"),
    (Sheet.CARDS, "Cards to cut out, printed on both sides"),
)
_INDENT = 34


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can be exported: its name for the user, and the names of its decks; () for everything."""

    title: str
    decks: tuple[str, ...]
    file_name: str
    """What the file is called where the user gives no other name."""


class Wishes(QWidget):
    changed = Signal()

    def __init__(self, parts: Sequence[Part], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self._theme = parts, theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._what, self._as = QButtonGroup(self), QButtonGroup(self)
        self._heading(self.tr("What"))
        for place, part in enumerate(parts):
            self._radio(self._what, place, part.title, "")
        self.marked = QCheckBox(self.tr("Only cards that I have marked"))
        self.marked.toggled.connect(self._tell)
        self._column.addWidget(self.marked)
        self._column.addSpacing(theme.px(8))
        self._heading(self.tr("As"))
        for place, kind in enumerate(KINDS):
            self._radio(self._as, place, f"{kind.title} ({kind.ending})" if kind.ending else kind.title, kind.about)
        self._column.addSpacing(theme.px(8))
        self._build_options()
        self._fit()

    @property
    def part(self) -> Part:
        return self._parts[self._what.checkedId()]

    @property
    def kind(self) -> Kind:
        return KINDS[self._as.checkedId()]

    @property
    def selection(self) -> Selection:
        return Selection(self.part.decks, only_marked=self.marked.isChecked())

    @property
    def wanted(self) -> Wanted:
        kind = self.kind
        return Wanted(
            kind.kind,
            with_progress=kind.with_progress and self.progress.isChecked(),
            sheet=Sheet(self.sheet.currentData()),
            paper=Paper(self.paper.currentData()),
            formula_guard=self.guard.isChecked(),
            anki_header=kind.is_table and self.anki.isChecked(),
        )

    def take_focus(self) -> None:
        self._what.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, kind: Kind) -> None:
        self._as.button(KINDS.index(kind)).click()

    def choose_part(self, place: int) -> None:
        self._what.button(place).click()

    def _heading(self, text: str) -> None:
        label = QLabel(text)
        label.setObjectName("section")
        self._column.addWidget(label)

    def _radio(self, group: QButtonGroup, place: int, title: str, about: str) -> None:
        radio = QRadioButton(title)
        radio.setAccessibleDescription(about)
        radio.setChecked(not place)
        radio.clicked.connect(self._chosen)
        group.addButton(radio, place)
        together = QVBoxLayout()
        together.setSpacing(0)
        together.addWidget(radio)
        if about:
            label = QLabel(about)
            label.setObjectName("small")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(self._theme.px(_INDENT), 0, 0, 0)
            together.addWidget(label)
        self._column.addLayout(together)

    def _build_options(self) -> None:
        self.progress, self.guard, self.anki = (QCheckBox(self.tr("Yes")) for _ in range(3))
        self.guard.setChecked(True)
        self.sheet, self.paper = QComboBox(), QComboBox()
        for sheet, name in _SHEETS:
            self.sheet.addItem(name, sheet.value)
        for paper in Paper:
            self.paper.addItem(paper.value, paper.value)
        for box in (self.progress, self.guard, self.anki):
            box.toggled.connect(self._tell)
        for combo in (self.sheet, self.paper):
            combo.currentIndexChanged.connect(self._tell)
        said = self.tr("So a spreadsheet takes no cell for a formula; importing it here takes the guard off again.")
        self._lines = {
            "progress": self._line(self.tr("My progress, too"), self.progress, self.tr("Scheduling and every review")),
            "table": self._line(self.tr("Guard cells that begin with = + - @"), self.guard, said),
            "anki": self._line(
                self.tr("Lines on top that tell Anki what it is"),
                self.anki,
                self.tr("Then it is Anki's own text format, with HTML in its cells."),
            ),
            "sheet": self._line(self.tr("On paper"), self.sheet, ""),
            "paper": self._line(self.tr("Paper"), self.paper, ""),
        }
        self._options = Section(self._theme, self.tr("How"))
        for line in self._lines.values():
            self._options.add(line)
        self._column.addWidget(self._options)

    def _line(self, name: str, control: QWidget, hint: str) -> Line:
        return Line(self._theme, name, control, hint)

    def _chosen(self, *_: object) -> None:
        self._fit()
        self._tell()

    def _tell(self, *_: object) -> None:
        self.guard.setEnabled(not self.anki.isChecked())
        self.changed.emit()

    def _fit(self) -> None:
        """Only what the format can do."""
        kind = self.kind
        shown = {"progress": kind.with_progress, "table": kind.is_table, "anki": kind.is_table}
        shown |= {"sheet": kind.is_paper, "paper": kind.is_paper}
        self._options.show_only([self._lines[name] for name, wanted in shown.items() if wanted])
        self._options.setVisible(any(shown.values()))
