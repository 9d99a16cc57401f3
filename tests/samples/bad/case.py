"""What a bad file is: how it is made, and what has to come of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Make = Callable[[], bytes] | Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    """`refused` is a pattern that the refusal holds; None where the file is taken, with so many cards and so much skipped."""

    name: str
    """`family/file name`: what the file is called when it is given to the program."""
    make: Callable[[Path], None]
    refused: str | None
    cards: int | None
    skipped: int | None
    arguments: tuple[str, ...] = ()
    has: str = ""
    """A pattern that what was taken must say somewhere: in a place, a reason or a notice."""

    @property
    def family(self) -> str:
        return self.name.partition("/")[0]

    @property
    def changes_home(self) -> bool:
        """Whether it may change the deck that was there."""
        return "replaces-home" in self.name

    @property
    def file(self) -> str:
        return self.name.partition("/")[2]


CASES: list[Case] = []


def bad(
    name: str,
    content: bytes | Callable[[], bytes],
    refused: str | None = None,
    *,
    cards: int | None = None,
    skipped: int | None = None,
    arguments: tuple[str, ...] = (),
    has: str = "",
) -> None:
    """A file of these bytes. With neither a pattern nor a number of cards, either fate is good."""

    def make(path: Path) -> None:
        path.write_bytes(content if isinstance(content, bytes) else content())

    bad_place(name, make, refused, cards=cards, skipped=skipped, arguments=arguments, has=has)


def bad_place(
    name: str,
    make: Callable[[Path], None],
    refused: str | None = None,
    *,
    cards: int | None = None,
    skipped: int | None = None,
    arguments: tuple[str, ...] = (),
    has: str = "",
) -> None:
    """Something at a path that is not merely a file."""
    if any(one.name == name for one in CASES):
        raise ValueError(f"two cases are called {name}")
    CASES.append(Case(name, make, refused, cards, skipped, arguments, has))


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that no packer makes smaller, the same each time."""
    return random.Random(seed).randbytes(size)
