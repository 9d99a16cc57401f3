"""`import`: decks of other programs, shown before they are taken over."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from interviewprep.cli.context import AddCommand, Context, progress, put, put_json, say
from interviewprep.errors import Refused, WrongUse, legible
from interviewprep.formats.foreign import Choices
from interviewprep.journeys.importing.carrying import Decisions, Imported, carry_out
from interviewprep.journeys.importing.plan import Plan, What, address_of
from interviewprep.journeys.importing.planning import survey
from interviewprep.journeys.workplace import Workplace
from interviewprep.words import many

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_SHOWN = 20
_LONGEST = 500
_WORDS = {
    What.NEW: "new",
    What.CHANGED: "changed",
    What.UNCHANGED: "unchanged",
    What.CONFLICT: "in conflict",
    What.DELETED: "that you have deleted",
}


def add_commands(add: AddCommand) -> None:
    command = add("import", import_, "Take over decks of other programs: Anki packages, tables, our own bundles.")
    command.add_argument("file", nargs="+", help="files or folders; each is whole for itself")
    command.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    command.add_argument("--yes", action="store_true", help="do not ask; in a conflict your own text stays")
    command.add_argument("--with-past", action="store_true", help="take scheduling and the log of reviews over, too")
    command.add_argument("--bring-back", action="store_true", help="cards that you have deleted come again")
    command.add_argument("--deck", metavar="NAME", help="the deck a table goes to")
    command.add_argument("--encoding", metavar="NAME", help="of a text file, such as utf-8 or cp1252")
    command.add_argument("--separator", metavar="C", help="of a table: a sign, or tab, comma, semicolon, pipe, space")
    command.add_argument("--columns", metavar="A,B", help="what each column of a table is; see docs/import.md")
    command.add_argument("--sheet", metavar="NAME", help="of a workbook")
    command.add_argument("--header", choices=("yes", "no"), help="whether a table's first row names its columns")
    command.add_argument("--html", choices=("yes", "no"), help="whether a table's cells are HTML")


def import_(context: Context, arguments: argparse.Namespace) -> int:
    asks = sys.stdin.isatty() and sys.stderr.isatty()
    dry = arguments.dry_run or not (arguments.yes or asks)
    done, worst = [], 0
    with context.reading() if dry else context.writing("import") as workplace:
        for name in arguments.file:
            try:
                result, code = _import(workplace, Path(name), arguments, dry=dry, quiet=context.as_json)
            except Refused as refusal:
                say(f"error: {refusal}")
                worst = 2
                continue
            worst = max(worst, code)
            done.append(result)
    if context.as_json:
        put_json(done)
    if dry and not arguments.dry_run:
        say("Nothing was changed: without a terminal to ask on, --yes is needed to import.")
        return 2
    return worst


def _import(
    workplace: Workplace, file: Path, arguments: argparse.Namespace, *, dry: bool, quiet: bool
) -> tuple[dict[str, object], int]:
    plan = survey(workplace, file, _choices(arguments), progress())
    if not quiet:
        _describe(plan, with_past=arguments.with_past)
    if dry or not (arguments.yes or _agreed(file)):
        return _planned_json(plan), 1 if plan.skipped else 0
    done = carry_out(workplace, plan, _decisions(arguments), progress())
    if not quiet:
        put(
            f"{_quoted(str(file))}: {many(done.added, 'card')} added, {done.updated} updated,"
            f" {done.unchanged} unchanged" + (f", {many(done.reviews, 'review')} taken over" if done.reviews else "")
        )
    return _done_json(plan, done), 1 if done.skipped else 0


def _choices(arguments: argparse.Namespace) -> Choices:
    separator = arguments.separator and _SEPARATORS.get(arguments.separator, arguments.separator)
    if separator and len(separator) != 1:
        raise WrongUse(reason=f"--separator {separator}: give one sign, or one of {', '.join(_SEPARATORS)}")
    return Choices(
        encoding=arguments.encoding,
        separator=separator,
        has_header=arguments.header and arguments.header == "yes",
        columns=tuple(name.strip() for name in arguments.columns.split(",")) if arguments.columns else None,
        is_html=arguments.html and arguments.html == "yes",
        deck=arguments.deck,
        sheet=arguments.sheet,
        with_past=arguments.with_past,
    )


def _decisions(arguments: argparse.Namespace) -> Decisions:
    return Decisions(bring_back=arguments.bring_back)


def _describe(plan: Plan, *, with_past: bool) -> None:
    """What was recognised and what would happen: to stderr, as talk."""
    say(f"{_quoted(str(plan.file))}: {plan.foreign.format}")
    counts = [f"{plan.count(what):,} {_WORDS[what]}" for what in What if plan.count(what)]
    counts += [f"{len(plan.foreign.media):,} media"] if plan.foreign.media else []
    counts += [f"{sum(file.foreign.is_interview for file in plan.files)} interviews"] if plan.files else []
    say(f"  {', '.join(counts) or 'nothing to take over'}")
    if plan.decks:
        more = f" and {len(plan.decks) - _SHOWN} more" if len(plan.decks) > _SHOWN else ""
        say(f"  goes to {', '.join(plan.decks[:_SHOWN])}{more}")
    for notice in plan.foreign.notices:
        say(f"  note: {_quoted(notice)}")
    for one in plan.cards:
        for clash in one.conflicts:
            say(f"  conflict: {address_of(one)}, {clash.field}: you and the file both changed it")
    for skipped in plan.skipped[:_SHOWN]:
        say(f"  skipped: {_quoted(skipped.place)}: {_quoted(skipped.reason)}")
    if len(plan.skipped) > _SHOWN:
        say(f"  and {len(plan.skipped) - _SHOWN} more skipped; --json lists all")
    if plan.foreign.has_past and not with_past:
        say("  It holds scheduling and reviews; --with-past takes them over.")


def _quoted(text: str) -> str:
    return legible(text, _LONGEST)


def _agreed(file: Path) -> bool:
    print(f"Import {_quoted(file.name)}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _json(plan: Plan, added: int, updated: int, unchanged: int, media: int) -> dict[str, object]:
    return {
        "file": str(plan.file),
        "deck": plan.decks[0] if plan.decks else "",
        "decks": list(plan.decks),
        "added": added,
        "updated": updated,
        "unchanged": unchanged,
        "media": media,
        "conflicts": [{"card": address_of(one), "field": clash.field} for one in plan.cards for clash in one.conflicts],
        "skipped": [{"place": one.place, "reason": one.reason} for one in plan.skipped],
        "notices": list(plan.foreign.notices),
    }


def _planned_json(plan: Plan) -> dict[str, object]:
    changed = plan.count(What.CHANGED) + plan.count(What.CONFLICT)
    unchanged = plan.count(What.UNCHANGED) + plan.count(What.DELETED)
    return _json(plan, plan.count(What.NEW), changed, unchanged, len(plan.foreign.media))


def _done_json(plan: Plan, done: Imported) -> dict[str, object]:
    return _json(plan, done.added, done.updated, done.unchanged + done.deleted, done.media) | {
        "reviews": done.reviews,
        "interviews": done.interviews,
    }
