"""What is known of the selected deck or decks, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from interviewprep.journeys.overview import DeckCounts
from interviewprep.journeys.roots import SHIPPED
from interviewprep.ui.commands import Commands
from interviewprep.ui.decks.model import Row
from interviewprep.ui.decks.rows import bar_colours
from interviewprep.ui.icons import SIZE
from interviewprep.ui.theme import Theme
from interviewprep.words import many, minutes

_ACTIONS = (
    ("decks.edit", "edit"),
    ("decks.folder", "folder"),
    ("decks.limits", "history"),
    ("decks.suspend", "suspend"),
    ("decks.cards", "mark"),
    ("decks.export", "file"),
)
_ONE_DECK_ONLY = ("decks.edit", "decks.folder")


class DeckPanel(QFrame):
    """The page binds the commands; a button of the panel triggers the action of its command."""

    faults_wanted = Signal(str)
    compare_wanted = Signal(str)

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("About the chosen deck"))
        self._theme, self._commands = theme, commands
        self._deck = ""
        self._title = _label("section", self)
        self._said = _label("muted", self)
        self._bar = _Bar(theme, self)
        self._numbers = _label("small", self)
        self._due = _label("", self)
        self.study = QPushButton(self.tr("Study"), self)
        self.study.setObjectName("primary")
        self.study.clicked.connect(partial(self._trigger, "decks.study"))
        self._faults = self._action("warning", self._show_faults)
        self._compare = self._action("copy", self._show_differences)
        self._buttons = {name: self._action(icon, partial(self._trigger, name)) for name, icon in _ACTIONS}
        self._source = _label("small", self)
        self._layout = QVBoxLayout(self)
        for widget in (self._title, self._said, self._bar, self._numbers, self._due, self.study):
            self._layout.addWidget(widget)
        self._rows = QVBoxLayout()
        for button in (self._faults, self._compare, *self._buttons.values()):
            self._rows.addWidget(button)
        self._layout.addLayout(self._rows)
        self._layout.addWidget(self._source)
        theme.changed.connect(self._dress)
        self._dress()

    def show_rows(self, rows: list[Row], decks: list[DeckCounts], *, copied: bool, differing: int | None) -> None:
        """`differing` cards of a copy are not as in the shipped deck; None while that is not known."""
        one = decks[0] if len(rows) == len(decks) == 1 and rows[0].deck is not None else None
        self._deck = one.deck if one is not None else ""
        self.setVisible(bool(decks))
        if not decks:
            return
        self._title.setText(rows[0].title if len(rows) == 1 else many(len(decks), "deck"))
        self._show_words(one, decks)
        self._show_numbers(decks)
        resting = all(deck.suspended for deck in decks)
        self.study.setEnabled(not resting)
        self._buttons["decks.suspend"].setText(self.tr("Call back") if resting else self.tr("Suspend"))
        self._buttons["decks.limits"].setText(_limits(decks))
        for name in _ONE_DECK_ONLY:
            self._buttons[name].setVisible(one is not None)
        faults = sum(len(deck.problems) for deck in decks)
        self._faults.setVisible(faults > 0)
        self._faults.setText(many(faults, "fault"))
        self._compare.setVisible(copied and differing != 0)
        self._compare.setText(self._said_of_copy(differing))
        self._describe()

    def _show_words(self, one: DeckCounts | None, decks: list[DeckCounts]) -> None:
        several = many(len(decks), "deck")
        said = one.description if one is not None else several if several != self._title.text() else ""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._source.setText(_source(one) if one is not None else "")
        self._source.setVisible(one is not None)

    def _show_numbers(self, decks: list[DeckCounts]) -> None:
        cards, items = _sum(decks, "cards"), _sum(decks, "items")
        learned, started, due, new = (_sum(decks, name) for name in ("learned", "started", "due", "new"))
        self._bar.show_shares(learned, started, items)
        size = many(cards, "card") if cards == items else f"{many(cards, 'card')}, {many(items, 'item')}"
        shares = (
            (learned, self.tr("learned")),
            (started - learned, self.tr("being learned")),
            (items - started, self.tr("not begun")),
        )
        self._numbers.setText(f"{size}: {', '.join(f'{count} {what}' for count, what in shares if count)}")
        seconds = sum(deck.seconds for deck in decks)
        if due:
            self._due.setText(f"{due} {self.tr('due')}, {minutes(seconds)}")
        elif new:
            self._due.setText(self.tr("Nothing due; {new} new").format(new=new))
        else:
            self._due.setText(self.tr("Nothing due"))

    def _said_of_copy(self, differing: int | None) -> str:
        if differing is None:
            return self.tr("Compare with the shipped deck")
        return self.tr("Your copy differs in {cards}").format(cards=many(differing, "card"))

    def _action(self, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("row")
        button.setProperty("icon_name", icon)
        # As wide as the panel, not as its words: at large text they are cut rather than the panel.
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(slot)
        return button

    def _trigger(self, command_id: str, *_: object) -> None:
        if action := self._commands.action(command_id):
            action.trigger()

    def _show_faults(self) -> None:
        self.faults_wanted.emit(self._deck)

    def _show_differences(self) -> None:
        self.compare_wanted.emit(self._deck)

    def _describe(self) -> None:
        texts = {"decks.edit": self.tr("Open in editor"), "decks.folder": self.tr("Show in folder")}
        texts |= {"decks.cards": self.tr("Suspended and marked cards"), "decks.export": self.tr("Export …")}
        for name, button in self._buttons.items():
            if name in texts:
                button.setText(texts[name])
            button.setToolTip(self._commands.keys_text(name))
            button.setAccessibleName(button.text())
        self.study.setToolTip(self._commands.keys_text("decks.study"))

    def _dress(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(20), px(18), px(20), px(18))
        self._layout.setSpacing(px(10))
        self._rows.setSpacing(0)
        for button in (self._faults, self._compare, *self._buttons.values()):
            name = str(button.property("icon_name"))
            button.setIcon(self._theme.icon(name, "hard" if name == "warning" else "muted"))
            button.setIconSize(QSize(px(SIZE), px(SIZE)))


class _Bar(QWidget):
    """Learned, being learned and new as one thin bar; the words below it say the same."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares = (0, 0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, learned: int, started: int, items: int) -> None:
        self._shares = (learned, started, max(1, items))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        painter.setClipPath(outline)
        learned, started, items = self._shares
        for count, colour in zip((items, started, learned), reversed(bar_colours(self._theme)), strict=True):
            painter.fillRect(0, 0, round(self.width() * count / items), self.height(), colour)
        painter.end()


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _sum(decks: list[DeckCounts], name: str) -> int:
    return sum(getattr(deck, name) for deck in decks)


def _limits(decks: list[DeckCounts]) -> str:
    """The limits in the words of a button."""
    own = {(deck.new_limit, deck.review_limit) for deck in decks}
    if len(own) > 1:
        return "Limits: not the same for all"
    new, reviews = own.pop()
    parts = [f"{new} new"] if new is not None else []
    parts += [many(reviews, "review")] if reviews is not None else []
    return f"Limits: {', '.join(parts)} a day" if parts else "Limits: those of the day"


def _source(deck: DeckCounts) -> str:
    if deck.root == SHIPPED:
        return f"Comes with the program. Editing it makes a copy of your own first.\n{deck.deck}"
    return _short(deck.path)


def _short(path: Path) -> str:
    """A path as people write it, with its home as ~; blanks let it break into lines."""
    try:
        said = f"~/{path.relative_to(Path.home())}"
    except ValueError:
        said = str(path)
    return said.replace("/", "/\u200b").replace("\\", "\\\u200b")
