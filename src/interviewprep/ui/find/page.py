"""Cards: find one by its words among thousands, look at it, and suspend, mark or edit it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QSizePolicy, QVBoxLayout

from interviewprep.cards.query import QueryUnclear
from interviewprep.journeys import browse, log, set_aside, undo
from interviewprep.journeys.browse import Found, Results
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.announce import announce
from interviewprep.ui.back_button import BackButton
from interviewprep.ui.column import Column
from interviewprep.ui.commands import Commands
from interviewprep.ui.find.card import FindCard
from interviewprep.ui.find.deeds import DEEDS, Deeds
from interviewprep.ui.find.field import FindField
from interviewprep.ui.find.results import ResultList
from interviewprep.ui.find.side_by_side import SideBySide
from interviewprep.ui.interview.text import label
from interviewprep.ui.message_bar import Message
from interviewprep.ui.page import Page
from interviewprep.ui.row import Row
from interviewprep.ui.study.menu import undo_words
from interviewprep.ui.theme import Theme
from interviewprep.words import grouped, many

if TYPE_CHECKING:
    from interviewprep.journeys.decks import Changes

_WAIT_MS = 150
_WIDEST, _SIDE_BY_SIDE = 1400, 760
_HEAD = 24


class FindPage(Page):
    left = Signal()
    """The user wants back to where he came from."""
    edit_wanted = Signal(str, int)
    """Name of the deck and the line of the card in its file."""

    def __init__(self, workplace: Workplace, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self.page_name = self.tr("Cards")
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self.dialog: QDialog | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self.search)
        self._build()
        self._bind()
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        self._column = Column(self._theme, _WIDEST)
        self._inside = self._column.layout_inside
        self.title = QLabel(self.tr("Cards"))
        self.title.setObjectName("title")
        self.back = BackButton(self._theme, self.tr("Back"), self.left.emit)
        self._inside.addWidget(Row(self._theme, (self.back, self.title)))
        self.field = FindField(self._theme)
        self.field.line.textChanged.connect(lambda *_: self._wait.start())
        self.field.line.installEventFilter(self)
        self._inside.addWidget(self.field)
        self.count = label("", "section")
        self.nothing = label("", "muted")
        self.list = ResultList(self._theme)
        self.card = FindCard(self._theme, self._commands, self)
        self._body = SideBySide(self._theme)
        found = self._body.left
        found.addWidget(self.count)
        found.addWidget(self.nothing)
        found.addWidget(self.list, 100)
        found.addStretch(1)
        self._body.right.addWidget(self.card)
        for part in (self.list, self.card):
            # What they would like is not asked: they scroll by themselves, and would like to be as high as a card.
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._inside.addWidget(self._body, 1)
        self.deeds = Deeds(self._theme, self._commands)
        # Where not even one button fits, it is cut; the page must not become wider for it.
        self.deeds.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._inside.addWidget(self.deeds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)

    def _bind(self) -> None:
        self.list.changed.connect(self._show_card)
        self.list.activated.connect(self._read)
        self.list.left.connect(self.focus_field)
        self.deeds.wanted.connect(self._do)
        extras = self.card.extras
        extras.said.connect(self.said)
        others: dict[str, Callable[[], object]] = {
            "link": extras.choose_link,
            "picture": extras.choose_picture,
            "sound": extras.play_sound,
            "back": self.leave,
        }
        for deed in DEEDS:
            self._commands.bind(f"find.{deed}", self, partial(self._do, deed))
        for name, slot in others.items():
            self._commands.bind(f"find.{name}", self, slot)
        # The list has the arrows for itself.
        for way, owner in (("page_down", self), ("page_up", self), ("down", self.card), ("up", self.card)):
            self._commands.bind(f"find.{way}", owner, partial(self.card.sheet.scroll_to, way))

    # Showing

    def take_focus(self, reason: Qt.FocusReason) -> None:
        self.field.line.setFocus(reason)
        self.field.line.selectAll()

    def focus_field(self) -> None:
        self.take_focus(Qt.FocusReason.ShortcutFocusReason)

    def look_for(self, typed: str) -> None:
        """Find this, as if it were typed."""
        self.field.line.setText(typed)
        self.search()

    def shown(self) -> None:
        self.search(keep=True)

    def decks_changed(self, changes: Changes) -> None:
        self.card.forget()
        self.search(keep=True)

    def search(self, *, keep: bool = False) -> None:
        """Find what is typed. `keep` what is chosen: the same words are looked for again."""
        self._wait.stop()
        try:
            results = browse.find(self._workplace, self.field.line.text())
        except QueryUnclear as fault:
            said = str(fault)
            self._show(Results(0, (), 0), "", f"{said[0].upper()}{said[1:]}.", keep=keep)
            return
        self._show(results, self._counted(results), self._without(results), keep=keep)

    def _show(self, results: Results, counted: str, nothing: str, *, keep: bool) -> None:
        self.count.setText(counted)
        self.count.setVisible(bool(counted))
        self.nothing.setText(nothing)
        self.nothing.setVisible(bool(nothing))
        if not results.cards and self.list.isVisible() and not self.field.line.hasFocus():
            # Qt would give the focus of what is hidden to the rail.
            self.focus_field()
        self.list.setVisible(bool(results.cards))
        self.list.show_cards(results.cards, keep=keep)
        if not keep:
            announce(self.field.line, f"{counted} {nothing}")

    def _counted(self, results: Results) -> str:
        if not results.of:
            return self.tr("There are no cards yet")
        if not self.field.line.text().strip():
            return many(results.of, "card")
        return self.tr("{count} of {cards}").format(count=grouped(results.count), cards=many(results.of, "card"))

    def _without(self, results: Results) -> str:
        """What to do where there is nothing to show."""
        if not results.of:
            return self.tr("Import some, or make a deck of your own: both begin on the page Decks.")
        if not results.count:
            return self.tr(
                "No card has all of this. Take a word away, write less of one, or look whether a filter is too narrow."
            )
        return ""

    def _show_card(self) -> None:
        current = self.list.current
        face = browse.face(self._workplace, current.key) if current else None
        self.card.setVisible(face is not None)
        if current is not None and face is not None:
            self.card.show_card(current, face)
        self.deeds.word(self._chosen())
        self.deeds.setVisible(face is not None)

    # Doing

    def _do(self, deed: str) -> None:
        if deed == "undo":
            self.undo()
        elif self.list.current is not None:
            deeds: dict[str, Callable[[list[Found]], object]] = {
                "edit": self._edit,
                "suspend": self._suspend,
                "mark": self._mark,
                "history": self._show_history,
                "copy": self._copy,
            }
            deeds[deed](self._chosen())

    def _chosen(self) -> list[Found]:
        current = self.list.current
        return self.list.chosen() or ([current] if current else [])

    def _edit(self, _: list[Found]) -> None:
        if (card := self.list.current) is not None:
            self.edit_wanted.emit(card.deck, card.line)

    def _suspend(self, cards: list[Found]) -> None:
        rest = not all(card.suspended for card in cards)
        set_aside.suspend_cards(self._workplace, {card.key: rest for card in cards})
        if len(cards) > 1:
            words = self.tr("{cards} suspended.") if rest else self.tr("{cards} called back.")
        else:
            rests = self.tr("Suspended: it is not asked until you call it back.")
            words = rests if rest else self.tr("Called back: it is asked again.")
        self._done(words.format(cards=many(len(cards), "card")))

    def _mark(self, cards: list[Found]) -> None:
        marked = not all(card.marked for card in cards)
        set_aside.mark_cards(self._workplace, {card.key: marked for card in cards})
        if len(cards) > 1:
            words = self.tr("{cards} marked.") if marked else self.tr("{cards} no longer marked.")
        else:
            words = self.tr("Marked.") if marked else self.tr("No longer marked.")
        self._done(words.format(cards=many(len(cards), "card")))

    def _done(self, words: str) -> None:
        self.search(keep=True)
        self.said.emit(Message(words, self.tr("Undo"), self.undo))

    def undo(self) -> None:
        """Take back the last action where it was a suspension or a mark; answers are taken back where one studies."""
        last = undo.would_undo(self._workplace.database)
        if last is not None and last.kind not in (log.SUSPEND, log.MARK):
            words = self.tr("The last thing done was no suspension and no mark. {undo} is on the page Study.")
            self.said.emit(Message(words.format(undo=undo_words(last))))
            return
        undone = undo.undo(self._workplace)
        self.search(keep=True)
        self.said.emit(Message(undo_words(undone, done=True)))

    def _show_history(self, _: list[Found]) -> None:
        if self.card.face is not None:
            from interviewprep.journeys.history import history
            from interviewprep.ui.study.history_dialog import HistoryDialog

            self.dialog = HistoryDialog(history(self._workplace, self.card.face), self._theme, self.window())
            self.dialog.open()

    def _copy(self, cards: list[Found]) -> None:
        QGuiApplication.clipboard().setText("\n".join(card.address for card in cards))
        if len(cards) > 1:
            words = self.tr("{count} names of cards are on the clipboard.").format(count=len(cards))
        else:
            words = self.tr("{name} is on the clipboard.").format(name=cards[0].address)
        self.said.emit(Message(words))

    def _read(self, *_: object) -> None:
        self.card.take_focus()
        self._column.ensureWidgetVisible(self.card, 0, 0)

    def leave(self) -> None:
        """Out of the card first, then back to the page before."""
        focus = QApplication.focusWidget()
        if focus is not None and self.card.sheet.isAncestorOf(focus):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _dress(self) -> None:
        px = self._theme.px
        self._inside.setSpacing(px(10))
        self._body.arrange(beside=self.width() >= px(_SIDE_BY_SIDE))
        # Both columns begin at one height.
        for head in (self.count, self.card.place):
            head.setMinimumHeight(px(_HEAD))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            onward = (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in onward:
                if self._wait.isActive():
                    self.search()
                if self.list.current is not None:
                    self.list.setFocus(Qt.FocusReason.TabFocusReason)
                    self._column.ensureWidgetVisible(self.list, 0, 0)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()
