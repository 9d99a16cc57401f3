"""The decks as a tree: families are the folders in their names, with the sums of what lies below them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from interviewprep.journeys.overview import DeckCounts
from interviewprep.journeys.roots import OWN, SHIPPED
from interviewprep.ui.tooltip import tooltip
from interviewprep.words import many

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    NAME = 0
    DUE = 1
    NEW = 2
    LEARNED = 3
    CARDS = 4
    ITEMS = 5


_HEADERS = {
    Column.NAME: "Deck",
    Column.DUE: "Due",
    Column.NEW: "New",
    Column.LEARNED: "Learned",
    Column.CARDS: "Cards",
    Column.ITEMS: "Items",
}
_EXPLAINED = {
    Column.DUE: "Items to review today, before the limits of the day.",
    Column.NEW: "Items not seen yet.",
    Column.LEARNED: "Items that are past their learning steps.",
    Column.CARDS: "Cards in the files.",
    Column.ITEMS: "What is asked: each gap of a card and each way round is an item.",
}


@dataclass(slots=True, eq=False)
class Row:
    """A deck, or a family (`deck` is None) with the sums of its decks."""

    name: str
    title: str
    deck: DeckCounts | None = None
    parent: Row | None = None
    place: int = 0
    """Among the rows of its parent."""
    at: int = 0
    """Among all rows from top to bottom."""
    rows: list[Row] = field(default_factory=list)
    due: int = 0
    new: int = 0
    learned: int = 0
    started: int = 0
    cards: int = 0
    items: int = 0
    faults: int = 0
    source: str = ""
    """Where the deck comes from, in a word; "" where all decks come from one place."""
    suspended: bool = False
    """The deck rests; of a family, all of its decks do."""

    def decks(self) -> Iterator[DeckCounts]:
        if self.deck is not None:
            yield self.deck
        for row in self.rows:
            yield from row.decks()

    def number(self, column: Column) -> int | None:
        return {
            Column.DUE: self.due,
            Column.NEW: self.new,
            Column.CARDS: self.cards,
            Column.ITEMS: self.items,
        }.get(column)

    def spoken(self) -> str:
        """The whole row in words."""
        parts = [self.title if self.deck else f"{self.title}, {many(sum(1 for _ in self.decks()), 'deck')}"]
        parts += [word for _, word, _ in remarks(self)]
        parts += [f"{self.due} {_tr('due')}", f"{self.new} {_tr('new')}"]
        parts.append(_tr("{learned} of {items} items learned").format(learned=self.learned, items=self.items))
        parts.append(many(self.cards, "card"))
        return ", ".join(parts)


def tree(decks: Sequence[DeckCounts], copied: Collection[str] = (), typed: str = "") -> Row:
    """The root of the tree of the decks that fit what was typed: all of its words in title, name or description.

    `copied` are the user's copies of shipped decks.
    """
    wanted = typed.casefold().split()
    several = len({deck.root for deck in decks}) > 1
    root = Row("", "")
    families = {"": root}
    for deck in decks:
        words = f"{deck.title} {deck.deck} {deck.description}".replace("-", " ").casefold()
        if all(word in words or word in deck.deck.casefold() for word in wanted):
            _family(deck.deck.rpartition("/")[0], families).rows.append(
                _row(deck, _source(deck, copied) if several else "")
            )
    _settle(root)
    return root


def family_title(name: str) -> str:
    """A folder's name as words: `optimization-techniques` is `Optimization techniques`."""
    words = name.rpartition("/")[2].replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


class DecksModel(QAbstractItemModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Row("", "")
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}

    def show_tree(self, root: Row) -> None:
        """Show this tree; where the decks are the same ones, the rows stay and only their numbers change."""
        rows = list(_below(root))
        places = {}
        for at, row in enumerate(rows):
            row.at = at
            places[_key(row)] = at
        if list(places) == list(self._places):
            self._root, self._rows = root, rows
            for row in (root, *rows):
                if row.rows:
                    self.dataChanged.emit(self._index(row.rows[0], 0), self._index(row.rows[-1], len(Column) - 1))
            return
        self.beginResetModel()
        self._root, self._rows, self._places = root, rows, places
        self.endResetModel()

    @property
    def root(self) -> Row:
        return self._root

    def row_at(self, index: Index) -> Row:
        """The row of an index; the root of an invalid one."""
        return self._rows[index.internalId()] if index.isValid() else self._root

    def find(self, name: str, *, family: bool = False) -> QModelIndex:
        """The index of a deck or family; an invalid one where it is not shown."""
        at = self._places.get(f"{name}/" if family else name)
        return _NOWHERE if at is None else self._index(self._rows[at], 0)

    def families(self) -> Iterator[tuple[str, QModelIndex]]:
        for row in self._rows:
            if row.deck is None:
                yield row.name, self._index(row, 0)

    def _index(self, row: Row, column: int) -> QModelIndex:
        return self.createIndex(row.place, column, row.at)

    # Qt

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        rows = self.row_at(parent).rows
        return self._index(rows[row], column) if 0 <= row < len(rows) and 0 <= column < len(Column) else _NOWHERE

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = self.row_at(index).parent
        return _NOWHERE if above is None or above is self._root else self._index(above, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self.row_at(parent).rows)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        return len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.row_at(index), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            if column is Column.NAME:
                return row.title
            if column is Column.LEARNED:
                return f"{share(row)} %"
            return str(row.number(column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken() if column is Column.NAME else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(row, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = Column(section)
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _tr(_HEADERS[column])
        if role == Qt.ItemDataRole.ToolTipRole and column in _EXPLAINED:
            return _tr(_EXPLAINED[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = column in (Column.NAME, Column.LEARNED)
            side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def share(row: Row) -> int:
    """Per cent of the items that are learned."""
    return round(100 * row.learned / row.items) if row.items else 0


def _tooltip(row: Row, column: Column) -> str | None:
    if column is Column.NAME and row.deck is not None:
        return tooltip("\n".join(part for part in (row.deck.description, row.name) if part))
    if column is Column.LEARNED:
        return _tr("{learned} learned, {learning} being learned, {new} new").format(
            learned=row.learned, learning=row.started - row.learned, new=row.items - row.started
        )
    return None


def remarks(row: Row) -> list[tuple[str, str, str]]:
    """What is special about a row: icon, words and colour, the most important first."""
    found = []
    if row.faults:
        found.append(("warning", many(row.faults, "fault"), "hard"))
    if row.suspended:
        found.append(("suspend", _tr("suspended"), "muted"))
    if row.source:
        found.append(("", row.source, "muted"))
    return found


def _source(deck: DeckCounts, copied: Collection[str]) -> str:
    if deck.root == SHIPPED:
        return ""
    if deck.root != OWN:
        return _tr("linked")
    return _tr("your copy") if deck.deck in copied else _tr("yours")


def _row(deck: DeckCounts, source: str) -> Row:
    return Row(
        deck.deck,
        deck.title,
        deck,
        source=source,
        due=deck.due,
        new=deck.new,
        learned=deck.learned,
        started=deck.started,
        cards=deck.cards,
        items=deck.items,
        faults=len(deck.problems),
        suspended=deck.suspended,
    )


def _family(name: str, families: dict[str, Row]) -> Row:
    if name not in families:
        families[name] = Row(name, family_title(name))
        _family(name.rpartition("/")[0], families).rows.append(families[name])
    return families[name]


def _settle(row: Row) -> None:
    """Decks before families, places and parents filled in, sums made from below."""
    row.rows.sort(key=lambda one: (one.deck is None, one.title.casefold(), one.name))
    for place, one in enumerate(row.rows):
        one.parent, one.place = row, place
        if one.deck is None:
            _settle(one)
    for name in ("due", "new", "learned", "started", "cards", "items", "faults"):
        setattr(row, name, sum(getattr(one, name) for one in row.rows))
    row.suspended = all(one.suspended for one in row.rows)


def _below(row: Row) -> Iterator[Row]:
    for one in row.rows:
        yield one
        yield from _below(one)


def _key(row: Row) -> str:
    """A deck and a family can have one name."""
    return row.name if row.deck is not None else f"{row.name}/"


def _tr(text: str) -> str:
    return QCoreApplication.translate("DecksModel", text)
