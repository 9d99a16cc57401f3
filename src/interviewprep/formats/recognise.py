"""Which format a foreign file has, and the one table of those that can be read.

A reader is asked by content; the name's ending decides nothing but the words of a refusal.
"""

from __future__ import annotations

import sqlite3
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from interviewprep.formats.anki import package as anki_package
from interviewprep.formats.bundle import reader as bundle
from interviewprep.formats.foreign import NO_CHOICES, Choices, Foreign, NotReadable, Say
from interviewprep.formats.head import Head, head_of, unreadable
from interviewprep.formats.table import reader as table
from interviewprep.formats.table import workbook

__all__ = ["FORMATS", "Format", "Head", "format_of", "head_of", "read_foreign"]


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    """A short word for scripts: `anki`."""
    title: str
    """As a dialog says it: `Anki package`."""
    endings: tuple[str, ...]
    """What such files are called, for a file dialog; with the dot."""
    recognises: Callable[[Head], bool]
    read: Callable[[Path, Choices, Say], Foreign]


FORMATS: tuple[Format, ...] = (
    Format(
        "anki",
        "Anki packages",
        (".apkg", ".colpkg", ".anki2", ".anki21"),
        anki_package.recognises,
        anki_package.read,
    ),
    Format("workbook", "workbooks (.xlsx)", (".xlsx",), workbook.recognises, workbook.read),
    Format("deck", "deck files, folders and bundles of them", (".md", ".zip"), bundle.recognises, bundle.read),
    Format("table", "tables (CSV, TSV, Anki's text export)", (".csv", ".tsv", ".txt"), table.recognises, table.read),
)
"""Asked in this order; the first that recognises a file reads it."""

_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF; decks cannot be taken from it, so export a table (CSV) or an Anki package where it was made"),
    (b"\x1f\x8b", "packed with gzip; unpack it and give the file that is in it"),
    (b"BZh", "packed with bzip2; unpack it and give the file that is in it"),
    (b"\xfd7zXZ\x00", "packed with xz; unpack it and give the file that is in it"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd; unpack it and give the file that is in it"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it and give the folder or the files that are in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it and give the folder or the files that are in it"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .xlsx or CSV"),
    (b"\x7fELF", "a program, no deck"),
    (b"MZ", "a program, no deck"),
    (b"\x89PNG", "a picture, no deck; a picture comes with the deck that shows it"),
    (b"\xff\xd8\xff", "a picture, no deck; a picture comes with the deck that shows it"),
    (b"GIF8", "a picture, no deck; a picture comes with the deck that shows it"),
    (b"ID3", "a sound, no deck; a sound comes with the deck that plays it"),
    (b"OggS", "a sound, no deck; a sound comes with the deck that plays it"),
)
_PICKLE = tuple(bytes((0x80, protocol)) for protocol in range(2, 6))
_IN_ZIPS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "a workbook in its binary form; save it as .xlsx or CSV"),
    ("word/document.xml", "a Word document; save its table as CSV, or the cards as Markdown"),
    ("ppt/presentation.xml", "a presentation, no deck"),
    ("content.xml", "an OpenDocument file; save it as .xlsx or CSV"),
    ("META-INF/container.xml", "a book (EPUB), no deck"),
)


def format_of(head: Head) -> Format | None:
    """The first format that recognises the file."""
    return next((format_ for format_ in FORMATS if format_.recognises(head)), None)


def read_foreign(path: Path, choices: Choices = NO_CHOICES, say: Say = lambda _: None) -> Foreign:
    """What a file or folder says. Raises NotReadable where it cannot be read, and whatever `say` raises."""
    try:
        head = head_of(path)
        found = None if _is_known(head) else format_of(head)
        if found is None:
            raise NotReadable(path, reason=_refusal(head))
        return found.read(path, choices, say)
    except OSError as fault:
        raise unreadable(path, fault) from fault
    except (MemoryError, RecursionError) as fault:
        raise NotReadable(path, reason="it needs more memory than there is; export a part of it") from fault
    except (ArithmeticError, LookupError, ValueError, struct.error, sqlite3.Error, zlib.error) as fault:
        raise NotReadable(path, reason=f"it is damaged ({type(fault).__name__}); export or download it anew") from fault


def _is_known(head: Head) -> bool:
    """Whether its first bytes are those of something that is not read; a table may begin with the letters of some."""
    if head.start.startswith(_PICKLE):
        return True
    found = next((start for start, _ in _KNOWN if head.start.startswith(start)), b"")
    return bool(found) and (
        b"\0" in head.start or found == b"%PDF-" or not found.isascii() or not found.decode().isprintable()
    )


def _refusal(head: Head) -> str:
    """Why nothing reads it, and what to do."""
    if head.is_folder:
        return "there is no deck in this folder; decks are files that end in .md"
    if not head.size:
        return "it is empty; export or download it anew"
    known = next((what for start, what in _KNOWN if head.start.startswith(start)), "")
    if head.start.startswith(_PICKLE):
        known = "a Python pickle, which could run a program when read; export a table or a package where it was made"
    if head.is_zip:
        known = next((what for name, what in _IN_ZIPS if name in head.members), "a zip without a deck in it")
    if head.is_sqlite:
        known = "a database of another program; export an Anki package or a table there"
    titles = ", ".join(format_.title for format_ in FORMATS)
    return f"it is {known}" if known else f"it is none of the formats that can be read: {titles}"
