"""What is to leave, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interviewprep.errors import WrongUse
from interviewprep.formats.leaving import FileKind
from interviewprep.formats.sheet.content import Paper, Sheet

_ENDINGS = {
    ".zip": FileKind.BUNDLE,
    ".apkg": FileKind.ANKI,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.TSV,
    ".txt": FileKind.TSV,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".pdf": FileKind.PDF,
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Cards that all wishes fit; without any wish, everything with the interviews."""

    names: tuple[str, ...] = ()
    """`DECK` (a unique ending will do), a family, `DECK#id` or `DECK:LINE`."""
    words: str = ""
    """Each of these words stands somewhere in the card."""
    tags: tuple[str, ...] = ()
    """The card has each of these tags; levels are tags."""
    only_marked: bool = False
    cards: frozenset[int] | None = None
    """Keys of the cards meant, for a list in the window."""

    @property
    def is_narrow(self) -> bool:
        """Whether single cards are chosen, and not only decks."""
        by_card = any("#" in name or name.rpartition(":")[2].isdigit() for name in self.names)
        return bool(by_card or self.words or self.tags or self.only_marked or self.cards is not None)


@dataclass(frozen=True, slots=True)
class Wanted:
    kind: FileKind
    with_progress: bool = False
    """Scheduling and reviews too, where the format can hold them."""
    sheet: Sheet = Sheet.ANSWERS
    paper: Paper = Paper.A4
    formula_guard: bool = True
    """Of a table: no cell can begin a formula in a spreadsheet."""
    anki_header: bool = False
    """Of a table: lines before it that tell Anki how to read it."""
    replace: bool = False
    """A file that is there already may be replaced."""


def kind_of(target: Path) -> FileKind:
    """The kind that a file's name asks for; a name without an ending is a folder of Markdown."""
    ending = target.suffix.lower()
    if not ending or target.is_dir():
        return FileKind.MARKDOWN
    if ending not in _ENDINGS:
        known = ", ".join(kind.value for kind in FileKind)
        raise WrongUse(target, reason=f"what to write is not clear from {ending}; say it with --format: {known}")
    return _ENDINGS[ending]
