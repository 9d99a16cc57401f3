"""What another program's file says, in this program's words: decks, cards, media and the learner's past.

A reader of a format gives one `Foreign`. It has written nothing and has fetched nothing; what it could not take is
counted and named in `skipped`. Where the file as a whole cannot be read it raises `NotReadable`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from interviewprep.cards.model import Card
from interviewprep.errors import Refused
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import Memory, State

Say = Callable[[str], None]
"""Takes a line of progress and raises where the user has cancelled; a reader calls it about ten times a second."""

LONGEST_FIELD = 200_000
"""Characters of one field of a foreign file."""
LARGEST_TEXT = 50_000_000
"""Bytes of one text file."""
MOST_NOTES = 200_000


class NotReadable(Refused):
    """The file as a whole is refused. The place is FILE or FILE: PLACE: `a.apkg: entry 7`, `a.csv: row 12`."""

    sentence = "{reason}"


class TooLarge(NotReadable):
    """It is sound as far as one can see, but holds more than is read without being asked for: `allow_large`."""

    sentence = "{reason}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is not taken over, where it stood, and why."""

    place: str
    """As the user would find it: `note 1389 "What is…"`, `row 12`, `heart.png`."""
    reason: str


@dataclass(frozen=True, slots=True)
class PastReview:
    """One answer that was given in another program, or in another copy of this one."""

    face: str
    at_ms: int
    rating: Rating
    state: State
    """What the item was when it was asked."""
    duration_ms: int
    interval: int
    """Days given; 0 while learning."""
    offset_min: int | None = None
    """Minutes that the clock was ahead of UTC then; None where that program does not know it."""


@dataclass(frozen=True, slots=True)
class PastMemory:
    """Where one face stands in another program. Clamped and finite: a reader lets no other number through."""

    face: str
    state: State
    stability: float
    """Days until recall has fallen to 0.9; 0 where that program does not know it."""
    difficulty: float
    """1..10; 0 where that program does not know it."""
    due_ms: int
    last_ms: int
    interval: int
    reviews: int
    lapses: int
    suspended: bool = False
    exact: Memory | None = None
    """What another copy of this program knew, with study days and steps: taken as it is."""


@dataclass(frozen=True, slots=True)
class ForeignCard:
    card: Card
    """Ready to be written; media are named as in `Foreign.media`, relative to its deck's file."""
    place: str
    key: str = ""
    """Names this card in every version of the file (`anki:<guid>:<template>`); "" where only its text tells."""
    reviews: tuple[PastReview, ...] = ()
    memories: tuple[PastMemory, ...] = ()
    marked: bool = False
    written: str = ""
    """Our own Markdown of it from before it left, where its media have other names on the way back."""


@dataclass(frozen=True, slots=True)
class ForeignDeck:
    names: tuple[str, ...]
    """From the outermost deck inwards, as that program shows them."""
    cards: tuple[ForeignCard, ...]
    description: str = ""
    text: str = ""
    """The deck file itself where the format is ours; it is kept byte for byte. Also an interview's file."""
    is_interview: bool = False
    is_shipped: bool = False
    """It came with the program: where a deck of its name is there, only the learner's past is taken from here."""
    is_named_here: bool = False
    """Its name is that of a deck of ours, so that cards without an id are looked for there."""


@dataclass(frozen=True, slots=True)
class ForeignMedium:
    """A picture or sound whose content was looked at: what its name says is what it is."""

    name: str
    """`media/<safe name>-<hash8>.<ending>`, as the cards name it; hash8 begins the SHA-1 of the content."""
    size: int
    chunks: Callable[[], Iterator[bytes]]
    """Reads it again from the foreign file, in pieces of at most 1 MiB."""
    has_place: bool = False
    """The name is a path below the folder of all decks, as in our bundles; else it lies beside decks that show it."""


@dataclass(frozen=True, slots=True)
class Table:
    """How a table was understood, for the dialog to show and the user to change."""

    encoding: str
    separator: str
    has_header: bool
    columns: tuple[str, ...]
    """Of each column what it becomes: a `Column` value, "" for nothing."""
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first rows, as they are."""
    cells: str = "plain"
    """What the cells are: `plain`, `html` or `markdown`."""
    is_html: bool = False
    """Whether cells were taken as HTML."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user has chosen instead of what was recognised; None leaves it to the reader."""

    encoding: str | None = None
    separator: str | None = None
    has_header: bool | None = None
    columns: tuple[str, ...] | None = None
    is_html: bool | None = None
    is_markdown: bool | None = None
    deck: str | None = None
    sheet: str | None = None
    with_past: bool = False
    """Take scheduling and the log of reviews over, too."""
    allow_large: bool = False


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Foreign:
    format: str
    """As the dialog says it: `Anki package`, `CSV table`."""
    decks: tuple[ForeignDeck, ...]
    media: tuple[ForeignMedium, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[str, ...] = ()
    """What else the user should know before agreeing: remote pictures that are not fetched, what has no counterpart."""
    table: Table | None = None
    has_past: bool = False
    """The file holds scheduling or reviews, whether or not they were asked for."""
    sheets: tuple[str, ...] = field(default=())
    sheet: str = ""
    """The one that was read."""
