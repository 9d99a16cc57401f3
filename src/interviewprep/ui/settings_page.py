"""Settings: few, in plain words, applied at once and kept in a file one can read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from interviewprep.journeys.cost import Cost
from interviewprep.journeys.workplace import Workplace
from interviewprep.settings import LIMITS, THEMES
from interviewprep.ui.calm import Calm
from interviewprep.ui.column import Column
from interviewprep.ui.commands import Commands
from interviewprep.ui.form import Line, Section
from interviewprep.ui.keys_dialog import KeysDialog
from interviewprep.ui.number import Number
from interviewprep.ui.page import Page
from interviewprep.ui.sound.settings import SoundSettings
from interviewprep.ui.theme import TEXT_SIZES, Theme
from interviewprep.words import many, minutes

_WIDEST = 760
_PAUSE_MS = 250
"""A slider that moves is written when it rests."""


class SettingsPage(Page):
    chosen = Signal()
    """A setting was changed; the look and the keys follow."""
    plan_wanted = Signal()

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self.page_name = self.tr("Settings")
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self._cost: Cost | None = None
        self._showing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(self._retention_chosen)
        self._build()
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        self._column = Column(self._theme, _WIDEST)
        self._layout = self._column.layout_inside
        title = QLabel(self.tr("Settings"))
        title.setObjectName("title")
        self._layout.addWidget(title)
        self._sound = SoundSettings(self._theme)
        self._sound.chosen.connect(self._choose)
        self._sections = [self._day(), self._remembering(), self._interview(), self._sound]
        self._sections += [self._look(), self._data(), self._keys()]
        for section in self._sections:
            self._layout.addWidget(section)
        self._layout.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)
        self.setFocusProxy(self._new)

    # Sections

    def _day(self) -> Section:
        self._new = self._number("new_a_day", self.tr(" cards"))
        self._reviews = self._number("reviews_a_day", self.tr(" cards"))
        self._minutes = self._number("minutes_a_day", self.tr(" minutes"))
        self._minutes.setSpecialValueText(self.tr("No limit"))
        self._rollover = QComboBox()
        self._rollover.addItems([f"{hour:02}:00" for hour in range(24)])
        self._rollover.currentIndexChanged.connect(partial(self._choose, "rollover_hour"))
        section = Section(self._theme, self.tr("A day"))
        section.add(Line(self._theme, self.tr("New cards"), self._new, self.tr("For all decks together.")))
        section.add(Line(self._theme, self.tr("Reviews"), self._reviews, self.tr("At most, for all decks together.")))
        section.add(
            Line(
                self._theme, self.tr("Time"), self._minutes, self.tr("Reviews come first; new cards fill what is left.")
            )
        )
        section.add(Line(self._theme, self.tr("A day begins at"), self._rollover))
        return section

    def _remembering(self) -> Section:
        low, high = LIMITS["retention"]
        self._retention = QSlider(Qt.Orientation.Horizontal)
        self._retention.setRange(round(low * 100), round(high * 100))
        self._retention.setPageStep(5)
        self._retention.valueChanged.connect(self._retention_moved)
        self._percent = QLabel()
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._retention, 1)
        row.addWidget(self._percent)
        self._retention_line = Line(
            self._theme, self.tr("Desired retention"), both, " ", named=self._retention, wide=True
        )
        self._longest = self._number("longest_interval_days", self.tr(" days"))
        section = Section(self._theme, self.tr("Remembering"))
        section.add(self._retention_line)
        section.add(
            Line(self._theme, self.tr("Longest interval"), self._longest, self.tr("No card waits longer than this."))
        )
        return section

    def _interview(self) -> Section:
        plan = QPushButton(self.tr("Open the plan"))
        plan.clicked.connect(self.plan_wanted)
        section = Section(self._theme, self.tr("Interview"))
        section.add(
            Line(self._theme, self.tr("Its date, and what will be asked"), plan, self.tr("Every day is used for it."))
        )
        return section

    def _look(self) -> Section:
        self._look_of = QComboBox()
        names = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for theme in THEMES:
            self._look_of.addItem(names[theme], theme)
        self._look_of.currentIndexChanged.connect(self._theme_chosen)
        self._size = QComboBox()
        for size in TEXT_SIZES:
            self._size.addItem(f"{size} %", size)
        self._size.currentIndexChanged.connect(self._size_chosen)
        larger, smaller = (self._commands.keys_text(f"window.{name}") for name in ("larger", "smaller"))
        section = Section(self._theme, self.tr("Look"))
        section.add(Line(self._theme, self.tr("Colours"), self._look_of))
        section.add(Line(self._theme, self.tr("Text size"), self._size, f"{larger}, {smaller}"))
        return section

    def _data(self) -> Section:
        self._editor = QLineEdit()
        self._editor.setPlaceholderText(self.tr("The system's own"))
        self._editor.editingFinished.connect(self._editor_chosen)
        folder = QPushButton(self.tr("Open the folder"))
        folder.clicked.connect(self._open_folder)
        backup = QPushButton(self.tr("Make a backup"))
        backup.clicked.connect(self._back_up)
        places = self._workplace.places
        section = Section(self._theme, self.tr("Files"))
        section.add(Line(self._theme, self.tr("Your decks and progress"), folder, str(places.data)))
        section.add(Line(self._theme, self.tr("Backups"), backup, self.tr("One is made every day you study.")))
        hint = self.tr("{path} and {line} are filled in, as in: code --goto {path}:{line}")
        section.add(Line(self._theme, self.tr("Editor"), self._editor, hint, wide=True))
        return section

    def _keys(self) -> Section:
        show = QPushButton(self.tr("Show and change"))
        show.clicked.connect(self._show_keys)
        self._keys_line = Line(self._theme, self.tr("All keys"), show, " ")
        section = Section(self._theme, self.tr("Keys"))
        section.add(self._keys_line)
        return section

    def _number(self, name: str, suffix: str) -> Number:
        low, high = LIMITS[name]
        field = Number(int(low), int(high), suffix)
        field.setKeyboardTracking(False)
        field.valueChanged.connect(partial(self._choose, name))
        return field

    # Showing and choosing

    def shown(self) -> None:
        self._cost = None
        known = self._workplace.settings
        self._showing = True
        self._new.setValue(known.new_a_day)
        self._reviews.setValue(known.reviews_a_day)
        self._minutes.setValue(known.minutes_a_day)
        self._rollover.setCurrentIndex(known.rollover_hour)
        self._retention.setValue(round(known.retention * 100))
        self._longest.setValue(known.longest_interval_days)
        self._look_of.setCurrentIndex(THEMES.index(known.theme))
        if self._size.findData(known.text_percent) < 0:
            self._size.addItem(f"{known.text_percent} %", known.text_percent)
        self._size.setCurrentIndex(self._size.findData(known.text_percent))
        self._editor.setText(known.editor)
        changed = len(known.keys)
        self._keys_line.say(self.tr("{keys} changed by you.").format(keys=many(changed, "key")) if changed else "")
        self._sound.put(known)
        self._showing = False
        self._say_cost()

    def _choose(self, name: str, value: object) -> None:
        if not self._showing:
            self._workplace.choose(**{name: value})
            self.chosen.emit()
            if name in ("new_a_day", "longest_interval_days"):
                self._cost = None
                self._say_cost()

    def _retention_moved(self, _percent: int) -> None:
        self._say_cost()
        if not self._showing:
            self._rest.start()

    def _retention_chosen(self) -> None:
        self._choose("retention", self._retention.value() / 100)

    def _say_cost(self) -> None:
        percent = self._retention.value()
        self._percent.setText(f"{percent} %")
        if self._showing:
            return
        if self._cost is None:
            self._cost = Cost(self._workplace)
        cost = minutes(self._cost.minutes_a_day(percent / 100) * 60)
        said = self.tr("Of 100 cards that come back you will know {percent}. It takes {time} a day, over three months.")
        self._retention_line.say(said.format(percent=percent, time=cost))

    def _theme_chosen(self, *_: object) -> None:
        self._choose("theme", self._look_of.currentData())

    def _size_chosen(self, *_: object) -> None:
        self._choose("text_percent", self._size.currentData())

    def _editor_chosen(self) -> None:
        if self._editor.text().strip() != self._workplace.settings.editor:
            self._choose("editor", self._editor.text().strip())

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._workplace.places.data)))

    def _back_up(self) -> None:
        action = self._commands.action("window.backup")
        if action is not None:
            action.trigger()

    def _show_keys(self) -> None:
        dialog = KeysDialog(self._workplace, self._theme, self._commands, self)
        dialog.chosen.connect(self.chosen)
        dialog.chosen.connect(self.shown)
        dialog.open()

    def _dress(self) -> None:
        px = self._theme.px
        self._layout.setSpacing(px(24))
        self._percent.setMinimumWidth(px(52))
        for field in self.findChildren(QWidget):
            if isinstance(field, (QSpinBox, QComboBox, QDateEdit, QSlider)):
                Calm.on(field)
            if isinstance(field, (QSpinBox, QComboBox)) and field is not self._sound.voice:
                field.setFixedWidth(px(176))
