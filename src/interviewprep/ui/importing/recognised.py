"""How a file was understood, for the user to change: each change reads it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from interviewprep.formats.foreign import NO_CHOICES, Choices, Foreign, Table
from interviewprep.ui.form import Line, Section
from interviewprep.ui.importing.columns import Columns
from interviewprep.ui.theme import Theme

ENCODINGS = (
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16", "Unicode (UTF-16)"),
    ("cp1252", "Western (Windows 1252)"),
    ("iso8859-15", "Western (ISO 8859-15)"),
    ("cp1250", "Central European (Windows 1250)"),
    ("cp1251", "Cyrillic (Windows 1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("cp1253", "Greek (Windows 1253)"),
    ("cp1254", "Turkish (Windows 1254)"),
    ("cp1255", "Hebrew (Windows 1255)"),
    ("cp1256", "Arabic (Windows 1256)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc_jp", "Japanese (EUC)"),
    ("gb18030", "Chinese, simplified (GB 18030)"),
    ("big5", "Chinese, traditional (Big5)"),
    ("cp949", "Korean (Windows 949)"),
)
_SEPARATORS = (
    (",", "Comma"),
    (";", "Semicolon"),
    ("\t", "Tab"),
    ("|", "Vertical bar"),
    (":", "Colon"),
    (" ", "Space"),
)
_WIDE = 240


class Recognised(QWidget):
    chosen = Signal(object)
    """The `Choices` that the file is to be read with now."""

    def __init__(self, theme: Theme, decks: Sequence[str], parent: QWidget | None = None) -> None:
        """`decks` are the user's own, offered as the place for a table's cards."""
        super().__init__(parent)
        self._theme, self._decks = theme, decks
        self._choices = NO_CHOICES
        self._section: Section | None = None
        self._built: tuple[bool, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(16))
        self.columns = Columns(theme, self)
        self.columns.chosen.connect(self._columns_chosen)
        self._column.addWidget(self.columns)

    def show_foreign(self, foreign: Foreign, choices: Choices) -> None:
        """Show what was recognised, with what the user has chosen instead."""
        self._choices = choices
        table = foreign.table
        wanted = (table is not None, len(foreign.sheets) > 1, foreign.has_past)
        if wanted != self._built:
            self._build(*wanted)
            self._built = wanted
        self.setVisible(any(wanted))
        blockers = [QSignalBlocker(one) for one in self._controls()]
        if len(foreign.sheets) > 1:
            self.sheet.clear()
            self.sheet.addItems(list(foreign.sheets))
            self.sheet.setCurrentText(foreign.sheet or foreign.sheets[0])
        if table is not None:
            _offer(self.encoding, ENCODINGS, table.encoding.removesuffix("-sig"))
            _offer(self.separator, _SEPARATORS, table.separator)
            self.header.setChecked(table.has_header)
            self.html.setChecked(table.is_html)
            if not self.deck.hasFocus():
                self.deck.setText(choices.deck or "")
                self.deck.setPlaceholderText("::".join(foreign.decks[0].names) if foreign.decks else "")
            self._fit_lines(table)
        self.past.setChecked(choices.with_past)
        del blockers
        self.columns.show_table(table)

    def _build(self, is_table: bool, has_sheets: bool, has_past: bool) -> None:
        if self._section is not None:
            self._section.deleteLater()
        title = self.tr("How it is read") if is_table or has_sheets else self.tr("Take over, too")
        self._section = section = Section(self._theme, title)
        self.sheet, self.encoding, self.separator = _combo(), _combo(), _combo()
        self.header, self.html = QCheckBox(self.tr("Yes")), QCheckBox(self.tr("Yes"))
        self.past, self.deck = QCheckBox(self.tr("Yes")), QLineEdit()
        self.deck.setMinimumWidth(self._theme.px(_WIDE))
        self.deck.setCompleter(QCompleter(list(self._decks), self.deck))
        self._text_lines: list[QWidget] = []
        if has_sheets:
            section.add(self._line(self.tr("Sheet of the workbook"), self.sheet))
        if is_table:
            said = self.tr("A name of your own, or of a deck you have; :: goes one deck deeper.")
            section.add(Line(self._theme, self.tr("Deck"), self.deck, said, wide=True))
            separator = self._line(self.tr("Between two columns stands"), self.separator)
            encoding = self._line(self.tr("Encoding"), self.encoding, self.tr("Change it where letters look wrong."))
            self._text_lines = [separator, encoding]
            header = self._line(self.tr("The first row names the columns"), self.header)
            said = self.tr("Tags such as <b> become bold, not text.")
            html = self._line(self.tr("Cells are HTML"), self.html, said)
            for line in (separator, header, html, encoding):
                section.add(line)
        if has_past:
            said = self.tr("Due dates, intervals and every review; what you have learnt here stands.")
            section.add(self._line(self.tr("Scheduling and reviews"), self.past, said))
        self._column.insertWidget(0, section)
        self._connect()

    def _line(self, name: str, control: QWidget, hint: str = "") -> Line:
        return Line(self._theme, name, control, hint)

    def _connect(self) -> None:
        self.sheet.currentTextChanged.connect(lambda text: self._choose(sheet=text, columns=None))
        self.encoding.currentIndexChanged.connect(lambda _: self._choose(encoding=self.encoding.currentData()))
        self.separator.currentIndexChanged.connect(
            lambda _: self._choose(separator=self.separator.currentData(), columns=None)
        )
        self.header.toggled.connect(lambda yes: self._choose(has_header=yes))
        self.html.toggled.connect(lambda yes: self._choose(is_html=yes))
        self.past.toggled.connect(lambda yes: self._choose(with_past=yes))
        self.deck.editingFinished.connect(self._deck_named)

    def _controls(self) -> list[QWidget]:
        return [self.sheet, self.encoding, self.separator, self.header, self.html, self.past, self.deck]

    def _fit_lines(self, table: Table) -> None:
        """A workbook has neither encoding nor separator."""
        for line, value in zip(self._text_lines, (table.separator, table.encoding), strict=True):
            line.setVisible(bool(value))

    def _deck_named(self) -> None:
        named = self.deck.text().strip()
        if named and named != (self._choices.deck or ""):
            self._choose(deck=named)

    def _columns_chosen(self, columns: tuple[str, ...]) -> None:
        self._choose(columns=columns)

    def _choose(self, **changes: object) -> None:
        self._choices = replace(self._choices, **changes)  # type: ignore[arg-type]  # names are checked by replace
        self.chosen.emit(self._choices)


def _combo() -> QComboBox:
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo


def _offer(combo: QComboBox, known: Sequence[tuple[str, str]], now: str) -> None:
    """What can be chosen, with the present value among it whatever it is."""
    words: Mapping[str, str] = dict(known)
    if not combo.count():
        for value, name in known:
            combo.addItem(name, value)
    if now and now not in words and combo.findData(now) < 0:
        combo.addItem(now, now)
    combo.setCurrentIndex(combo.findData(now))
