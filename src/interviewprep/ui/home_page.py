"""Home: what is due today, the one button to begin, the decks, and the last five weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from interviewprep.charts import plan_figures
from interviewprep.journeys.home import Home, home
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.column import Column
from interviewprep.ui.commands import Commands
from interviewprep.ui.decks.rows import DeckRows
from interviewprep.ui.five_weeks import FiveWeeks
from interviewprep.ui.page import Page
from interviewprep.ui.theme import Theme
from interviewprep.words import many, minutes

if TYPE_CHECKING:
    from interviewprep.journeys.decks import Changes
    from interviewprep.ui.plan.keeper import PlanKeeper

_WIDEST = 1040
_TWO_COLUMNS = 860
_SIDE = 292


class HomePage(Page):
    study_wanted = Signal(list)
    """Names of the decks to study; none for all."""
    decks_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands, keeper: PlanKeeper) -> None:
        super().__init__()
        self.page_name = self.tr("Home")
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self._keeper = keeper
        self._headline_said, self._left, self._anything = "", 0, False
        self._build()
        commands.bind("home.study", self, self._begin)
        keeper.made.connect(self._plan_made)
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        self._headline = _label("title")
        self._headline.setTextFormat(Qt.TextFormat.RichText)
        self._headline.setWordWrap(True)
        self._details = _label("muted")
        self._details.setWordWrap(True)
        self._study = QPushButton(self.tr("Study"))
        self._study.setObjectName("primary")
        self._study.clicked.connect(self._begin)
        self._decks = DeckRows(self._theme)
        self._decks.study_wanted.connect(self._begin_deck)
        self._decks.selectionModel().currentChanged.connect(self._keep_in_sight)
        self._resting = QPushButton()
        self._resting.setObjectName("quiet")
        self._resting.clicked.connect(self.decks_wanted)
        self._column = Column(self._theme, _WIDEST)
        self._outer = self._column.layout_inside
        self._outer.addLayout(self._top())
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        left = QVBoxLayout()
        left.addWidget(self._decks)
        left.addWidget(self._resting, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        self._body.addLayout(left, 1)
        self._side = self._build_side()
        self._body.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        self._outer.addLayout(self._body)
        self._outer.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)
        self.setFocusProxy(self._study)

    def _top(self) -> QVBoxLayout:
        self._top_layout = QVBoxLayout()
        self._top_layout.addWidget(self._headline)
        self._top_layout.addWidget(self._details)
        self._gap = QSpacerItem(0, 0)
        self._top_layout.addItem(self._gap)
        self._top_layout.addWidget(self._study, 0, Qt.AlignmentFlag.AlignLeft)
        return self._top_layout

    def _build_side(self) -> QWidget:
        side = QWidget()
        self._side_layout = QVBoxLayout(side)
        self._side_layout.setContentsMargins(0, 0, 0, 0)
        self._interview = _label("section")
        self._interview_date = _label("small")
        self._weeks = FiveWeeks(self._theme)
        self._weeks_said = _label("small")
        self._weeks_said.setWordWrap(True)
        self._today_said = _label("small")
        self._today_said.setWordWrap(True)
        self._expected = _label("small")
        self._expected.setWordWrap(True)
        self._plan = QPushButton(self.tr("Plan"))
        self._plan.clicked.connect(self.plan_wanted)
        self._interview_panel = _panel((self._interview, self._interview_date, self._expected, self._plan))
        weeks = _label("section")
        weeks.setText(self.tr("The last five weeks"))
        self._weeks_panel = _panel((weeks, self._weeks, self._weeks_said, self._today_said))
        for panel in (self._interview_panel, self._weeks_panel):
            self._side_layout.addWidget(panel)
        return side

    def shown(self) -> None:
        self._keeper.freshen()
        self._show(home(self._workplace))

    def _plan_made(self) -> None:
        if self.isVisible():
            self._show(home(self._workplace))

    def decks_changed(self, _changes: Changes) -> None:
        self.shown()

    def _show(self, known: Home) -> None:
        self._show_top(known)
        self._decks.show_decks(known.decks)
        self._decks.setVisible(bool(known.decks))
        self._resting.setVisible(known.resting > 0)
        self._resting.setText(self.tr("{decks} suspended. See all").format(decks=many(known.resting, "deck")))
        self._interview_panel.setVisible(known.interview is not None and known.days_to_interview >= 0)
        if known.interview is not None:
            self._interview.setText(self._until(known.days_to_interview))
            on = QDate(known.interview.year, known.interview.month, known.interview.day)
            self._interview_date.setText(QLocale().toString(on, QLocale.FormatType.LongFormat))
            self._expected.setText(self._expectation(known))
        self._weeks_said.setText(self._weeks.show_days(known.strip))
        done = known.done
        spent = f"{many(done.reviews, 'answer')}, {minutes(done.minutes * 60)}"
        self._today_said.setText(
            self.tr("Today: {done}").format(done=spent if done.reviews else self.tr("nothing yet"))
        )

    def _show_top(self, known: Home) -> None:
        left = known.today
        self._anything = bool(known.decks) or known.resting > 0
        self._left = left.cards
        self._study.setText(self.tr("Study") if self._anything else self.tr("Go to the decks"))
        self._study.setVisible(left.cards > 0 or not self._anything)
        if left.cards:
            headline = f"{many(left.cards, 'card')}, {minutes(left.seconds)}"
            parts = [(left.cards - left.new, self.tr("to review")), (left.new, self.tr("new"))]
            said = ", ".join(f"{count} {what}" for count, what in parts if count)
        elif self._anything:
            headline = self.tr("Done for today") if known.done.reviews else self.tr("Nothing is due")
            said = self.tr("{cards} tomorrow.").format(cards=many(known.tomorrow, "card").capitalize())
        else:
            headline = self.tr("No decks yet")
            said = self.tr(
                "A deck is a text file with questions and answers. Import an Anki package or a table, link a folder of"
                " your own, or begin with a template."
            )
        self._headline_said = headline
        self._headline.setAccessibleName(headline)
        self._details.setText(said)
        self._dress_headline()

    def _dress_headline(self) -> None:
        """The number is the one large thing of the page."""
        number, blank, rest = self._headline_said.partition(" ")
        if self._left:
            size = self._theme.px(40)
            self._headline.setText(f'<span style="font-size: {size}px">{number}</span>{blank}{rest}')
        else:
            self._headline.setText(self._headline_said)

    def _until(self, days: int) -> str:
        if days == 0:
            return self.tr("Interview today")
        return (
            self.tr("Interview in {days}").format(days=many(days, "day")) if days > 1 else self.tr("Interview tomorrow")
        )

    def _expectation(self, known: Home) -> str:
        if known.plan is not None and known.plan.plan.items:
            plan = known.plan.plan
            return self.tr("If you keep the plan, you will know {cards} on the day.").format(
                cards=plan_figures.counted(plan)
            )
        if self._keeper.is_making:
            return self.tr("Planning …")
        settings = self._workplace.settings
        if not (settings.minutes_a_day or any(settings.weekday_minutes)):
            return self.tr("Say how many minutes a day you have, and each day is planned for it.")
        return ""

    def _begin(self) -> None:
        if self._left:
            self.study_wanted.emit([])
        elif not self._anything:
            self.decks_wanted.emit()

    def _begin_deck(self, deck: str) -> None:
        self.study_wanted.emit([deck])

    def _keep_in_sight(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._decks.hasFocus():
            area = self._decks.visualRect(now)
            place = self._decks.viewport().mapTo(self._column.inside, area.center())
            self._column.ensureVisible(place.x(), place.y(), 0, area.height())

    def _dress(self) -> None:
        px = self._theme.px
        self._outer.setSpacing(px(28))
        self._dress_headline()
        self._top_layout.setSpacing(px(6))
        self._gap.changeSize(0, px(12))
        self._body.setSpacing(px(24))
        self._side_layout.setSpacing(px(16))
        for panel in (self._interview_panel, self._weeks_panel):
            layout = panel.layout()
            if layout is not None:
                layout.setContentsMargins(px(16), px(14), px(16), px(14))
                layout.setSpacing(px(8))
        keys = self._commands.keys_text("home.study")
        self._study.setToolTip(keys)
        self._study.setMinimumWidth(px(128))
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        wide = self.width() >= px(_TWO_COLUMNS)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        if wide:
            self._side.setFixedWidth(self._theme.px(_SIDE))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        self._side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _panel(widgets: tuple[QWidget, ...]) -> QFrame:
    panel = QFrame()
    panel.setObjectName("panel")
    layout = QVBoxLayout(panel)
    for widget in widgets:
        layout.addWidget(widget)
    return panel
