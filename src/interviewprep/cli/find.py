"""`find`: the cards that hold some words."""

from __future__ import annotations

import argparse

from interviewprep.cli.context import AddCommand, Context, put, put_json, say
from interviewprep.errors import legible
from interviewprep.journeys import browse
from interviewprep.words import grouped, many


def add_commands(add: AddCommand) -> None:
    command = add("find", find, "Find cards by their words.")
    command.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help='words, "phrases" and filters such as deck:quant or is:due; put -- before one that begins with a dash',
    )
    command.add_argument("--limit", type=int, metavar="N", help="the best N only")


def find(context: Context, arguments: argparse.Namespace) -> int:
    with context.reading() as workplace:
        workplace.refresh()
        found = browse.find(workplace, " ".join(arguments.words), arguments.limit)
    if context.as_json:
        put_json(
            {
                "count": found.count,
                "cards": [
                    {
                        "card": card.address,
                        "deck": card.deck,
                        "title": card.deck_title,
                        "question": card.question,
                        "kind": card.kind,
                        "state": card.standing,
                        "suspended": card.suspended or card.deck_suspended,
                        "marked": card.marked,
                    }
                    for card in found.cards
                ],
            }
        )
    else:
        for card in found.cards:
            put("\t".join(map(legible, (card.address, card.question, card.kind, card.state))))
        say(f"{grouped(found.count)} of {many(found.of, 'card')}.")
    return 0 if found.count else 1
