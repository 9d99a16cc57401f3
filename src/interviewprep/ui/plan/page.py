"""The plan: when the interview is, how much time there is, what counts, and what to expect on the day."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QDateEdit, QPushButton, QVBoxLayout, QWidget

from interviewprep.charts import plan_figures
from interviewprep.charts.figure_html import table_html
from interviewprep.charts.marks import Figure
from interviewprep.journeys import overview
from interviewprep.journeys.plan import LONGEST_DAYS, Kept, days_to_plan, interview_on, is_among
from interviewprep.journeys.workplace import Workplace
from interviewprep.memory.day import date_of, day_of
from interviewprep.ui.calm import Calm
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.charts import FluidChart
from interviewprep.ui.column import Column
from interviewprep.ui.form import Line, Section
from interviewprep.ui.interview.text import Text, label
from interviewprep.ui.message_bar import Message
from interviewprep.ui.page import Page
from interviewprep.ui.plan.decks_dialog import CountingDecksDialog
from interviewprep.ui.plan.keeper import PlanKeeper
from interviewprep.ui.plan.week import Week
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_WIDEST = 760


class PlanPage(Page):
    def __init__(self, workplace: Workplace, theme: Theme, keeper: PlanKeeper) -> None:
        super().__init__()
        self.page_name = self.tr("Plan")
        self._workplace, self._theme, self._keeper = workplace, theme, keeper
        self._typesetter = Typesetter(theme)
        self._showing = False
        self._build()
        keeper.made.connect(self._show_plan)
        keeper.progressed.connect(self._progressed)
        keeper.failed.connect(self._failed)
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        self._column = Column(self._theme, _WIDEST)
        self._layout = self._column.layout_inside
        self.heading = label("", "title")
        self.summary = label("", "muted")
        self._layout.addWidget(self.heading)
        self._layout.addWidget(self.summary)
        self._layout.addWidget(self._day())
        self._layout.addWidget(self._subjects())
        self._outlook = Section(self._theme, self.tr("What to expect"))
        inside = QWidget()
        self._charts = QVBoxLayout(inside)
        self._figures = QWidget()
        self._charts.addWidget(self._figures)
        self._outlook.add(inside)
        self._layout.addWidget(self._outlook)
        self._layout.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)
        self.setFocusProxy(self.known)

    def _day(self) -> Section:
        self.known = QCheckBox(self.tr("Known"))
        self.known.toggled.connect(self._date_chosen)
        self.date = QDateEdit()
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("d MMM yyyy")
        self.date.dateChanged.connect(self._date_chosen)
        Calm.on(self.date)
        both = Row(self._theme, (self.known, self.date))
        self.week = Week(self._theme)
        self.week.chosen.connect(self._minutes_chosen)
        self._days = Section(self._theme, self.tr("The day, and the days until then"))
        self._date_line = Line(self._theme, self.tr("Date of the interview"), both, named=self.date)
        for line in (self._date_line, *self.week.lines):
            self._days.add(line)
        return self._days

    def _subjects(self) -> Section:
        choose = QPushButton(self.tr("Choose"))
        choose.setAccessibleName(self.tr("Choose what you will be asked about"))
        choose.clicked.connect(self._choose_decks)
        self.choose = choose
        self._subject_line = Line(self._theme, self.tr("What will be asked"), choose, " ")
        section = Section(self._theme, self.tr("Subjects"))
        section.add(self._subject_line)
        return section

    # Showing

    def shown(self) -> None:
        settings = self._workplace.settings
        self._showing = True
        today = self._today()
        on = interview_on(settings)
        self.known.setChecked(on is not None)
        self.date.setEnabled(on is not None)
        self.date.setDate(QDate(on.year, on.month, on.day) if on else today.addDays(30))
        self.week.show_minutes(settings.minutes_a_day, settings.weekday_minutes)
        self._show_lines()
        self._showing = False
        self._say_subjects()
        self._keeper.freshen()
        self._show_plan()

    def _today(self) -> QDate:
        today = date_of(self._workplace.now().day)
        return QDate(today.year, today.month, today.day)

    def _say_subjects(self) -> None:
        decks = [deck for deck in overview.decks(self._workplace) if not deck.suspended]
        wanted = self._workplace.settings.interview_decks
        counting = [deck for deck in decks if is_among(deck.deck, wanted)] or decks
        said = self.tr("{decks} with {cards}.").format(
            decks=many(len(counting), "deck").capitalize(), cards=many(sum(deck.items for deck in counting), "card")
        )
        if len(counting) == len(decks):
            said = self.tr("All decks in use: {decks}").format(decks=said[0].lower() + said[1:])
        self._subject_line.say(said)

    def _show_plan(self) -> None:
        kept = self._keeper.kept()
        self.heading.setText(self._headline())
        self.summary.setText(self._summed_up(kept))
        self._outlook.setVisible(kept is not None)
        if kept is not None:
            self._draw(kept)

    def _headline(self) -> str:
        on = interview_on(self._workplace.settings)
        if on is None:
            return self.tr("When is your interview?")
        left = day_of(on) - self._workplace.now().day
        if left < 0:
            return self.tr("The interview is over")
        if left < 2:
            return self.tr("Interview tomorrow") if left else self.tr("Interview today")
        return self.tr("Interview in {days}").format(days=many(left, "day"))

    def _summed_up(self, kept: Kept | None) -> str:
        settings, now = self._workplace.settings, self._workplace.now()
        on = interview_on(settings)
        if on is None:
            return self.tr("With a date, each day is used for what you will know on that day.")
        if day_of(on) <= now.day:
            return self.tr("Cards come back at their usual intervals again.")
        if day_of(on) - now.day > LONGEST_DAYS:
            return self.tr("The plan begins {days} before. Until then the usual intervals serve best.").format(
                days=many(LONGEST_DAYS, "day")
            )
        if not days_to_plan(self._workplace, now):
            return self.tr("Say how many minutes a day you have, and every day is planned for the interview.")
        if kept is None:
            return self.tr("Planning …")
        return self._enough(kept)

    def _enough(self, kept: Kept) -> str:
        """Whether the time is enough, in numbers; never a promise."""
        plan = kept.plan
        if not plan.items:
            return self.tr("There are no cards that count yet.")
        met = round(plan.met)
        if met >= plan.items:
            return self.tr("Your minutes are enough to meet all {cards} that count.").format(
                cards=many(plan.items, "card")
            )
        days = sum(day.seconds > 0 for day in plan.days) or 1
        least = max(1, round(plan.seconds_to_meet_all / days / 60))
        return self.tr(
            "In this time you will meet about {met} of {cards}. To meet them all takes at least {minutes} a day."
            " Choose what matters most, or give more time."
        ).format(met=met, cards=many(plan.items, "card"), minutes=many(least, "minute"))

    def _draw(self, kept: Kept) -> None:
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(10))
        plan = kept.plan
        self._add_figure(column, partial(plan_figures.outlook, plan), with_table=False)
        if plan.days:
            column.addSpacing(self._theme.px(8))
            self._add_figure(column, partial(plan_figures.days, plan), with_table=True)
        self._charts.replaceWidget(self._figures, fresh)
        self._figures.deleteLater()
        self._figures = fresh

    def _add_figure(self, column: QVBoxLayout, draw: Callable[[float], Figure], *, with_table: bool) -> None:
        chart = FluidChart(self._theme, draw, plan_figures.NARROWEST)
        figure = chart.figure
        column.addWidget(label(figure.says))
        column.addWidget(chart)
        if with_table:
            show = QPushButton(self.tr("Day by day"))
            show.setObjectName("quiet")
            show.setCheckable(True)
            table = Text(self._theme, self._typesetter, figure.says)
            show.toggled.connect(lambda on: table.put(table_html(figure.table) if on else ""))
            column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(table)

    # Choosing

    def _date_chosen(self, *_: object) -> None:
        known = self.known.isChecked()
        self.date.setEnabled(known)
        self._choose(interview_date=self.date.date().toString(Qt.DateFormat.ISODate) if known else "")

    def _show_lines(self) -> None:
        self._days.show_only([self._date_line, *self.week.lines_shown])

    def _minutes_chosen(self, minutes_a_day: int, weekday_minutes: tuple[int, ...]) -> None:
        self._show_lines()
        self._choose(minutes_a_day=minutes_a_day, weekday_minutes=weekday_minutes)

    def _choose(self, **changes: object) -> None:
        if not self._showing:
            self._workplace.choose(**changes)
            self._keeper.freshen()
            self._show_plan()

    def _choose_decks(self) -> None:
        dialog = CountingDecksDialog(self._workplace, overview.decks(self._workplace), self._theme, self)
        dialog.accepted.connect(partial(self._decks_chosen, dialog))
        dialog.open()

    def _decks_chosen(self, dialog: CountingDecksDialog) -> None:
        self._choose(interview_decks=dialog.chosen)
        self._say_subjects()

    # The plan beside the window

    def _progressed(self, words: str) -> None:
        if self._keeper.kept() is None:
            self.summary.setText(words)

    def _failed(self, fault: BaseException) -> None:
        self.said.emit(Message(self.tr("The plan could not be made: {fault}").format(fault=fault), lasting=True))

    def _dress(self) -> None:
        px = self._theme.px
        self._layout.setSpacing(px(16))
        self._charts.setContentsMargins(px(16), px(14), px(16), px(14))
