"""The end of a sitting, or its emptiness: what was done, what tomorrow brings, whether to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from interviewprep.journeys.closing import Closing
from interviewprep.journeys.study import Counts
from interviewprep.ui.commands import Commands
from interviewprep.ui.theme import Theme
from interviewprep.words import many, minutes, span

MORE_NEW = 10


class StudyEnd(QWidget):
    more_wanted = Signal(int)
    """So many more new cards; 0 for those being learned, before their time."""
    home_wanted = Signal()
    decks_wanted = Signal()

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._more_new = MORE_NEW
        self.title = QLabel(self)
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self._undo = QLabel(self)
        self._undo.setObjectName("small")
        self._undo.setText(self.tr("{key} takes back the last answer.").format(key=commands.keys_text("study.undo")))
        self._build_facts()
        self._build_buttons()
        self._column = QVBoxLayout(self)
        for part in (self.title, self.said, self._facts):
            self._column.addWidget(part)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._undo)
        self._column.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def _build_facts(self) -> None:
        self._facts = QFrame(self)
        self._facts.setObjectName("panel")
        self._grid = QGridLayout(self._facts)
        self._grid.setColumnStretch(1, 1)
        self._numbers: list[tuple[QLabel, QLabel]] = []
        for row in range(3):
            number, words = QLabel(self._facts), QLabel(self._facts)
            number.setObjectName("number")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words.setWordWrap(True)
            self._grid.addWidget(number, row, 0)
            self._grid.addWidget(words, row, 1)
            self._numbers.append((number, words))

    def _build_buttons(self) -> None:
        self.home, self.soon, self.more = QPushButton(self), QPushButton(self), QPushButton(self)
        self.decks = QPushButton(self.tr("See the decks"), self)
        self.home.setObjectName("primary")
        self.home.clicked.connect(self.home_wanted)
        self.decks.clicked.connect(self.decks_wanted)
        self.soon.clicked.connect(lambda *_: self.more_wanted.emit(0))
        self.more.clicked.connect(lambda *_: self.more_wanted.emit(self._more_new))
        self.first: QPushButton = self.home
        """Where the focus belongs."""
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in self._all_buttons:
            button.setAutoDefault(True)  # Enter presses it too
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    @property
    def _all_buttons(self) -> tuple[QPushButton, ...]:
        return self.home, self.soon, self.more, self.decks

    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(0, px(48), 0, 0)
        self._column.setSpacing(px(16))
        self._grid.setContentsMargins(px(24), px(20), px(24), px(20))
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(10))
        self._buttons.setSpacing(px(10))

    def put(self, counts: Counts, closing: Closing, soonest_s: float | None) -> None:
        """`soonest_s`: seconds until the next card that is being learned; None where there is none."""
        studied = counts.seen > 0
        self._facts.setVisible(studied)
        self._undo.setVisible(closing.answers_today > 0)
        if studied:
            self.title.setText(self.tr("That was all for now"))
            share = round(100 * counts.right_at_first_sight / counts.seen)
            self._fact(0, str(counts.seen), self._studied(counts, closing))
            self._fact(
                1,
                f"{share} %",
                self.tr("known at first sight, {right} of {seen}").format(
                    right=counts.right_at_first_sight, seen=counts.seen
                ),
            )
            self._fact(2, str(closing.tomorrow), self._tomorrow(closing))
        else:
            self.title.setText(
                self.tr("Nothing is due")
                if closing.new_left or closing.answers_today or closing.tomorrow
                else self.tr("There is nothing to study here yet")
            )
        self.said.setText(self._sentence(closing, soonest_s, studied=studied))
        self.said.setVisible(bool(self.said.text()))
        self._offer(closing, soonest_s)

    def _fact(self, row: int, number: str, words: str) -> None:
        shown, said = self._numbers[row]
        shown.setText(number)
        said.setText(words)

    def _studied(self, counts: Counts, closing: Closing) -> str:
        one = counts.seen == 1
        said = self.tr("card studied") if one else self.tr("cards studied")
        if closing.answers_today > counts.done:
            said += self.tr("; today {answers} in {minutes}").format(
                answers=many(closing.answers_today, "answer"), minutes=minutes(closing.seconds_today)
            )
        elif closing.seconds_today >= 60:
            said += self.tr(", {minutes}").format(minutes=minutes(closing.seconds_today))
        return said

    def _tomorrow(self, closing: Closing) -> str:
        if closing.planned:
            return self.tr("tomorrow by your plan, {minutes}").format(minutes=minutes(closing.tomorrow_seconds))
        if not closing.tomorrow:
            return self.tr("to review tomorrow")
        return self.tr("to review tomorrow, {minutes}").format(minutes=minutes(closing.tomorrow_seconds))

    def _sentence(self, closing: Closing, soonest_s: float | None, *, studied: bool) -> str:
        if soonest_s is not None:
            return self.tr("A card that is being learned comes back in {time}.").format(time=span(soonest_s))
        if studied:
            return ""
        if closing.new_left:
            return self.tr("Today's cards are done. {new} wait for another day.").format(
                new=many(closing.new_left, "new card")
            )
        if closing.tomorrow or closing.answers_today:
            return self.tr("Everything in these decks is learned as far as it can be today.")
        return self.tr("Decks are Markdown files; a card is a heading and the text below it.")

    def _offer(self, closing: Closing, soonest_s: float | None) -> None:
        self._more_new = min(MORE_NEW, closing.new_left)
        self.more.setVisible(self._more_new > 0)
        self.more.setText(self.tr("Study {cards} more").format(cards=many(self._more_new, "new card")))
        self.soon.setVisible(soonest_s is not None)
        self.soon.setText(self.tr("Study it now"))
        empty = not (closing.new_left or closing.tomorrow or closing.answers_today)
        self.decks.setVisible(empty)
        self.home.setVisible(not empty)
        self.home.setText(self.tr("Done for today") if closing.answers_today else self.tr("Back to Home"))
        self.first = self.decks if empty else self.home

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = sum(button.sizeHint().width() for button in self._all_buttons if not button.isHidden())
        room = event.size().width() - 3 * self._buttons.spacing()
        way = QBoxLayout.Direction.LeftToRight if wide <= room else QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(way)
