"""The formats that cards can leave in, each with one line on what it is for and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from interviewprep.formats.leaving import FileKind


@dataclass(frozen=True, slots=True)
class Kind:
    kind: FileKind
    title: str
    about: str
    ending: str
    """Of the file; "" for a folder."""
    with_progress: bool = False
    """It can hold scheduling and reviews."""
    is_table: bool = False
    is_paper: bool = False


KINDS: tuple[Kind, ...] = (
    Kind(
        FileKind.BUNDLE,
        "Bundle",
        "All there is, with your progress if you like: for another copy of this program.",
        ".zip",
        with_progress=True,
    ),
    Kind(
        FileKind.ANKI,
        "Anki package",
        "For Anki on any device, with pictures, and your progress if you like.",
        ".apkg",
        with_progress=True,
    ),
    Kind(
        FileKind.CSV,
        "Table, commas",
        "One row a card, for a spreadsheet; no pictures and no progress.",
        ".csv",
        is_table=True,
    ),
    Kind(
        FileKind.TSV,
        "Table, tabs",
        "The same with tabs between the columns, as many programs paste it.",
        ".tsv",
        is_table=True,
    ),
    Kind(
        FileKind.MARKDOWN,
        "Markdown files",
        "The deck files as they are, with pictures, in a folder; no progress.",
        "",
    ),
    Kind(
        FileKind.PDF,
        "PDF to print",
        "Questions, questions with answers, or cards to cut out.",
        ".pdf",
        is_paper=True,
    ),
    Kind(
        FileKind.HTML,
        "Web page to print",
        "The same as one file that any browser opens, also without a network.",
        ".html",
        is_paper=True,
    ),
)
