"""`backup`, `restore` and `doctor`: looking after the data folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from interviewprep.cli.context import AddCommand, Context, put, put_json, say
from interviewprep.errors import WrongUse
from interviewprep.journeys import upkeep


def add_commands(add: AddCommand) -> None:
    add("backup", backup, "Copy the progress while the program may be running.")
    restoring = add(
        "restore", restore, "Put a backup back; what it replaces is kept. Without a name, list the backups."
    )
    restoring.add_argument("backup", nargs="?", help="a file from the list, or: latest")
    checking = add("doctor", doctor, "Check the database and the log, and change nothing.")
    checking.add_argument("--acks", metavar="FILE", help="name the reviews that FILE acknowledges and the log lacks")


def backup(context: Context, _: argparse.Namespace) -> int:
    made = upkeep.backup(context.places, context.clock)
    put_json({"backup": str(made)}) if context.as_json else put(str(made))
    return 0


def restore(context: Context, arguments: argparse.Namespace) -> int:
    listed = upkeep.backups(context.places)
    if arguments.backup is None:
        if context.as_json:
            put_json([{"backup": str(one.path), "made": one.made.isoformat(), "reason": one.reason} for one in listed])
        else:
            for one in listed:
                put(f"{one.made:%Y-%m-%d %H:%M:%S} UTC  {one.reason:<15} {one.path}")
        return 0 if listed else 1
    if arguments.backup == "latest" and not listed:
        raise WrongUse(context.places.backups, reason="there is no backup here")
    chosen = listed[0].path if arguments.backup == "latest" else Path(arguments.backup)
    if not chosen.exists():
        chosen = context.places.backups / arguments.backup
    if not chosen.is_file():
        raise WrongUse(arguments.backup, reason="no such backup; see the list with: interviewprep restore")
    kept = upkeep.restore(context.places, context.clock, chosen)
    if context.as_json:
        put_json({"restored": str(chosen), "kept": str(kept) if kept else None})
    else:
        put(f"Restored {chosen}" + (f"; what was there is kept as {kept}" if kept else ""))
    return 0


def doctor(context: Context, arguments: argparse.Namespace) -> int:
    with context.reading() as workplace:
        found = upkeep.examine(workplace, say)
        missing = upkeep.missing_acks(workplace, Path(arguments.acks)) if arguments.acks else []
    faults = [*found.faults, *(f"review {key} was acknowledged and is not in the log" for key in missing)]
    if context.as_json:
        put_json(
            {"cards": found.cards, "items": found.items, "reviews": found.reviews, "faults": faults, "missing": missing}
        )
    else:
        put(f"{found.cards} cards, {found.items} items, {found.reviews} reviews in the log")
        for fault in faults:
            put(fault)
        if not faults:
            put("All is well.")
    return 1 if faults else 0
