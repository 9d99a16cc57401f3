"""How much one card may hold before it is shown as plain text.

Parsing here is close to linear, but Qt's layout is not, and a foreign deck must never freeze the window. So a card is
counted: its text before parsing, its blocks before their text is looked at, its tables and depth when it is HTML.
The numbers are an order above what a long card of ten thousand characters needs; `test_render_limits.py` holds the
worst card that passes each of them to its time.
"""

from __future__ import annotations

import re

from interviewprep.rendering.blocks import DEEPEST, Block

LIMITS = {
    "characters": 40_000,
    "lines": 2_000,
    "characters without a blank": 2_000,
    "blocks": 3_000,
    "boxes": 300,
    "levels of lists and quotes": DEEPEST,
    "table cells": 1_000,
    "links": 300,
    "pictures": 40,
    "HTML tags": 300,
    "signs of markup": 6_000,
    "boxes inside each other": 4,
    "elements inside each other": 40,
}
"""What is counted, in the words of the notice, and how much of it passes."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_EMPTY = frozenset(("br", "hr", "img"))
_FRAMES = frozenset(("table", "blockquote", "pre"))
# Blanks, and scripts that are written without them and may be broken anywhere.
_BREAKS = re.compile(r"[\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffff\U00020000-\U0003ffff]")
_SIGNS = re.compile(r"[*_~`$\[\]\\<&]")


COLOURED = 6_000
"""Characters of code that are coloured on one card; the rest is shown without colours."""


class TooMuch(Exception):
    """A card goes over the limit named `what`."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"more than {LIMITS[what]} {what}")


class Budget:
    """What the texts of one card have used up together."""

    def __init__(self) -> None:
        self._spent = dict.fromkeys(LIMITS, 0)
        self._uncoloured = COLOURED

    def spend(self, what: str, count: int = 1) -> None:
        self._spent[what] += count
        if self._spent[what] > LIMITS[what]:
            raise TooMuch(what)

    def colour(self, code: str) -> bool:
        """Whether a block of code may still be coloured; it counts if so."""
        if len(code) > self._uncoloured:
            return False
        self._uncoloured -= len(code)
        return True

    def text(self, text: str) -> None:
        """Count a text before it is parsed."""
        self.spend("characters", len(text))
        self.spend("lines", text.count("\n") + 1)
        if max(map(len, _BREAKS.split(text))) > LIMITS["characters without a blank"]:
            raise TooMuch("characters without a blank")

    def blocks(self, block: Block) -> None:
        """Count a tree of blocks before the text in them is looked at."""
        self.spend("blocks", len(block.children))
        for child in block.children:
            if child.kind in ("quote", "code", "table"):
                self.spend("boxes")
            if child.kind == "table":
                self.spend("table cells", len(child.columns) * len(child.lines))
            if child.kind not in ("code", "maths"):
                self.spend("signs of markup", sum(len(_SIGNS.findall(line)) for line in child.lines))
            self.blocks(child)


def check_depth(html: str) -> None:
    """Refuse clean HTML that nests deeper than Qt lays out in good time."""
    depth = frames = 0
    for closing, tag in _TAG.findall(html):
        if tag in _EMPTY:
            continue
        step = -1 if closing else 1
        depth += step
        frames += step * (tag in _FRAMES)
        if frames > LIMITS["boxes inside each other"]:
            raise TooMuch("boxes inside each other")
        if depth > LIMITS["elements inside each other"]:
            raise TooMuch("elements inside each other")
