"""`due` and `decks`: what is there, and what today asks."""

from __future__ import annotations

import argparse

from interviewprep.cli.context import AddCommand, Context, put, put_json, say
from interviewprep.journeys import overview


def add_commands(add: AddCommand) -> None:
    add("due", due, "Show what is due today, by deck.")
    add("decks", decks, "List every deck with its cards.")


def due(context: Context, _: argparse.Namespace) -> int:
    with context.reading() as workplace:
        workplace.refresh()
        found = [deck for deck in overview.decks(workplace) if not deck.suspended]
        today = overview.today(workplace)
    rows = [deck for deck in found if deck.due or deck.new]
    if context.as_json:
        put_json(
            {
                "due": sum(deck.due for deck in found),
                "new": sum(deck.new for deck in found),
                "today": {"cards": today.cards, "new": today.new, "minutes": round(today.seconds / 60, 1)},
                "decks": [{"deck": deck.deck, "due": deck.due, "new": deck.new} for deck in rows],
            }
        )
    else:
        for deck in rows:
            put(f"{deck.deck:<50} {deck.due:>6} due {deck.new:>6} new")
        say(f"Today: {today.cards} cards, {today.new} of them new, about {round(today.seconds / 60)} minutes.")
    return 0 if today.cards else 1


def decks(context: Context, _: argparse.Namespace) -> int:
    with context.reading() as workplace:
        changes = workplace.refresh()
        found = overview.decks(workplace)
    if context.as_json:
        put_json(
            [
                {
                    "deck": deck.deck,
                    "path": str(deck.path),
                    "cards": deck.cards,
                    "items": deck.items,
                    "due": deck.due,
                    "new": deck.new,
                }
                for deck in found
            ]
        )
    else:
        for deck in found:
            put(f"{deck.deck:<50} {deck.cards:>6} cards {deck.items:>6} items {deck.due:>6} due {deck.new:>6} new")
    problems = [problem for deck in found for problem in deck.problems] + [
        one for one in changes.problems if one.line == 0
    ]
    errors = {str(problem) for problem in problems if problem.severity == "error"}
    for line in sorted(errors):
        say(line)
    return 1 if errors or not found else 0
