"""The table in decks/README.md: `python tests/decks/table.py` writes it anew, and a test holds that it is up to date."""

from __future__ import annotations

from collections import Counter

from interviewprep.cards.model import Kind, Level
from interviewprep.cards.parts import sources
from shipped import DECKS, Shipped, cards, leaves, points

README = DECKS / "README.md"
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->"


def rows() -> list[list[str]]:
    """Head, one row for each deck of the syllabus, and the sum."""
    kinds, levels = list(Kind), list(Level)
    head = [
        "Deck",
        "Leaves",
        *(kind.value.capitalize() for kind in kinds),
        "All",
        *(level.value.capitalize() for level in levels),
        "Points",
        "Sources",
    ]
    by_deck: dict[str, list[Shipped]] = {row["deck"]: [] for row in leaves().values()}
    for one in cards():
        by_deck[leaves()[one.card.attributes.get("leaf")]["deck"]].append(one)
    table = [head]
    for deck, own in [*by_deck.items(), ("", list(cards()))]:
        titles = [row["deck_title"] for row in leaves().values() if row["deck"] == deck]
        of_deck = [leaf for leaf, row in leaves().items() if row["deck"] == deck or not deck]
        taught = {one.card.attributes.get("leaf") for one in own}
        kind_count = Counter(one.kind for one in own)
        level_count = Counter(one.card.level for one in own)
        asked = {point for point, row in points().items() if row["deck"] == deck or not deck}
        named = asked & {point for one in cards() for point in one.covers}
        table.append(
            [
                titles[0] if deck else "**All**",
                f"{len(taught & set(of_deck))} of {len(of_deck)}",
                *(str(kind_count[kind]) for kind in kinds),
                str(len(own)),
                *(str(level_count[level]) for level in levels),
                f"{len(named)} of {len(asked)}",
                str(len({source for one in own for source in sources(one.card)})),
            ]
        )
    return table


def markdown() -> str:
    head, *rest = rows()
    lines = [head, ["---", *("--:" for _ in head[1:])], *rest]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def written() -> str:
    """README.md with the table as it is now."""
    text = README.read_text(encoding="utf-8")
    start, stop = text.index(BEGIN) + len(BEGIN), text.index(END)
    return text[:start] + markdown() + text[stop:]


if __name__ == "__main__":
    README.write_text(written(), encoding="utf-8")
