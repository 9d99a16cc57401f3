"""Write a selection to a file or a folder: whole or not at all, and never over something without being asked."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from interviewprep import __version__
from interviewprep.errors import WrongUse
from interviewprep.formats.apkg.writer import Setting, write_package
from interviewprep.formats.bundle.shape import Manifest
from interviewprep.formats.bundle.writer import write_bundle
from interviewprep.formats.foreign import Say
from interviewprep.formats.leaving import FileKind, LeavingDeck, Loss, study_decks
from interviewprep.formats.losses import losses
from interviewprep.formats.sheet.content import Printable, printable
from interviewprep.formats.sheet.html import page
from interviewprep.formats.table.writer import write_anki_text, write_table
from interviewprep.journeys.exporting.choosing import chosen
from interviewprep.journeys.exporting.target import file_to_be, folder_to_be, write_file
from interviewprep.journeys.exporting.wishes import Selection, Wanted
from interviewprep.journeys.workplace import Workplace
from interviewprep.paths import shipped

ToPdf = Callable[[Printable, Path], None]
"""Lays a sheet out and writes it as PDF; the terminal and the window bring their own, since only they know Qt."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an export would hold, for the dialog to show before."""

    decks: int
    cards: int
    interviews: int
    media: int
    reviews: int
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    files: tuple[Path, ...]
    """The file, or the folder."""
    content: Content

    @property
    def losses(self) -> tuple[Loss, ...]:
        return self.content.losses


def preview(workplace: Workplace, selection: Selection, wanted: Wanted, say: Say = lambda _: None) -> Content:
    """What `export` would write; the decks must be fresh."""
    return _content(chosen(workplace, selection, with_progress=wanted.with_progress, say=say), wanted)


def export(
    workplace: Workplace,
    selection: Selection,
    wanted: Wanted,
    target: Path,
    say: Say = lambda _: None,
    to_pdf: ToPdf | None = None,
) -> Exported:
    """Write what was chosen; the decks must be fresh. `say` raises to cancel, and then nothing is left behind."""
    decks = chosen(workplace, selection, with_progress=wanted.with_progress, say=say)
    content = _content(decks, wanted)
    if wanted.kind is FileKind.MARKDOWN:
        with folder_to_be(target, replace=wanted.replace) as folder:
            _write_folder(decks, folder, say)
    else:
        if wanted.kind is not FileKind.BUNDLE and not content.cards:
            raise WrongUse(reason="no card fits; nothing was written")
        with file_to_be(target, replace=wanted.replace) as beside:
            _write_file(workplace, decks, wanted, beside, say, to_pdf)
    return Exported((target,), content)


def _content(decks: Sequence[LeavingDeck], wanted: Wanted) -> Content:
    cards = [card for deck in decks for card in deck.cards]
    return Content(
        decks=len(study_decks(decks)),
        cards=len(cards),
        interviews=sum(deck.is_interview for deck in decks),
        media=sum(len(deck.media) for deck in decks),
        reviews=sum(len(card.reviews) for card in cards),
        losses=losses(wanted.kind, decks),
    )


def _write_file(
    workplace: Workplace, decks: list[LeavingDeck], wanted: Wanted, beside: Path, say: Say, to_pdf: ToPdf | None
) -> None:
    now = workplace.now()
    match wanted.kind:
        case FileKind.BUNDLE:
            at = datetime.fromtimestamp(now.at_ms / 1000, UTC).isoformat(timespec="seconds")
            with beside.open("wb") as out:
                write_bundle(decks, out, Manifest(program=__version__, made=at), say)
        case FileKind.ANKI:
            with tempfile.TemporaryDirectory(prefix="interviewprep-") as folder, beside.open("wb") as out:
                setting = Setting(now, workplace.settings.rollover_hour, _resource("anki.css"), Path(folder))
                write_package(study_decks(decks), out, setting, say)
        case FileKind.CSV | FileKind.TSV:
            separator = "," if wanted.kind is FileKind.CSV else "\t"
            with beside.open("wb") as out:
                if wanted.anki_header:
                    write_anki_text(study_decks(decks), out, separator=separator, say=say)
                else:
                    guard = wanted.formula_guard
                    write_table(study_decks(decks), out, separator=separator, formula_guard=guard, say=say)
        case FileKind.HTML:
            made = printable(study_decks(decks), wanted.sheet, wanted.paper, say)
            with beside.open("w", encoding="utf-8", newline="\n") as text:
                text.writelines(page(made, _resource("sheet.css")))
        case FileKind.PDF:
            if to_pdf is None:
                raise WrongUse(reason="nothing is here that lays out a PDF")
            to_pdf(printable(study_decks(decks), wanted.sheet, wanted.paper, say), beside)


def _resource(name: str) -> str:
    return (shipped("resources") / "export" / name).read_text(encoding="utf-8")


def _write_folder(decks: Sequence[LeavingDeck], folder: Path, say: Say) -> None:
    written: set[str] = set()
    for number, deck in enumerate(decks):
        say(f"Deck {number + 1:,} of {len(decks):,}: {deck.name}")
        write_file(folder / f"{deck.name}.md", deck.text.encode("utf-8"))
        for medium in deck.media:
            if medium.place not in written:
                written.add(medium.place)
                write_file(folder / medium.place, b"".join(medium.chunks()))
