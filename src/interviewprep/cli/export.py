"""`export`: leave with everything, or take a part of it elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path

from interviewprep.cli import pdf
from interviewprep.cli.context import AddCommand, Context, progress, put, put_json, say
from interviewprep.formats.leaving import FileKind, Loss
from interviewprep.formats.sheet.content import Paper, Sheet
from interviewprep.journeys.exporting import carrying
from interviewprep.journeys.exporting.wishes import Selection, Wanted, kind_of
from interviewprep.words import many

_NAMED = 5


def add_commands(add: AddCommand) -> None:
    command = add("export", export, "Write decks and progress to a file: ours, Anki's, a table, Markdown, paper.")
    command.add_argument("deck", nargs="*", help="decks, families, DECK#id or DECK:LINE; without any, everything")
    command.add_argument("--to", required=True, metavar="FILE", help="the file to write, or a folder for md")
    command.add_argument("--format", choices=[kind.value for kind in FileKind], help="where the name does not say it")
    command.add_argument("--with-progress", action="store_true", help="scheduling and reviews too")
    command.add_argument("--matching", metavar="WORDS", default="", help="only cards with all these words")
    command.add_argument("--tag", action="append", default=[], metavar="TAG", help="only cards with it, such as junior")
    command.add_argument("--marked", action="store_true", help="only cards that you have marked")
    command.add_argument("--sheet", choices=[sheet.value for sheet in Sheet], help="what a page or PDF shows")
    command.add_argument("--paper", choices=[paper.value for paper in Paper], help="A4 where nothing is said")
    command.add_argument("--no-formula-guard", action="store_true", help="of a table: write = + - @ as they are")
    command.add_argument("--anki-header", action="store_true", help="of a table: so that Anki reads it as notes")
    command.add_argument("--replace", action="store_true", help="replace a file that is there already")


def export(context: Context, arguments: argparse.Namespace) -> int:
    target = Path(arguments.to)
    kind = FileKind(arguments.format) if arguments.format else kind_of(target)
    selection = Selection(tuple(arguments.deck), arguments.matching, tuple(arguments.tag), only_marked=arguments.marked)
    wanted = Wanted(
        kind,
        with_progress=arguments.with_progress,
        sheet=Sheet(arguments.sheet or Sheet.ANSWERS),
        paper=Paper(arguments.paper or Paper.A4),
        formula_guard=not arguments.no_formula_guard,
        anki_header=arguments.anki_header,
        replace=arguments.replace,
    )
    with context.reading() as workplace:
        workplace.refresh()
        done = carrying.export(workplace, selection, wanted, target, progress(), pdf.write_sheet)
    content = done.content
    if context.as_json:
        put_json(
            {
                "file": str(target),
                "format": kind.value,
                "decks": content.decks,
                "cards": content.cards,
                "interviews": content.interviews,
                "media": content.media,
                "reviews": content.reviews,
                "losses": [{"what": loss.what, "count": loss.count, "names": list(loss.names)} for loss in done.losses],
            }
        )
    else:
        put(str(target))
        say(_said(content))
        for loss in done.losses:
            say(_loss_said(loss))
    return 0


def _said(content: carrying.Content) -> str:
    counts = [many(content.cards, "card"), f"in {many(content.decks, 'deck')}"]
    more = [
        many(count, *words)
        for count, *words in (
            (content.interviews, "interview file"),
            (content.media, "picture or sound", "pictures and sounds"),
            (content.reviews, "review"),
        )
        if count
    ]
    return ", ".join([" ".join(counts), *more])


def _loss_said(loss: Loss) -> str:
    names = ", ".join(loss.names[:_NAMED]) + (" …" if len(loss.names) > _NAMED else "")
    return f"note: {loss.count:,} × {loss.what}" + (f" ({names})" if names else "")
