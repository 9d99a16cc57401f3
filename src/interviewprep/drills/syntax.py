"""Small pieces of the drill grammar: list items, parts between commas, a unit behind an expression."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewprep.cards.model import Part

_OPERAND_END = re.compile(r"[\w)\]]")
_KEYWORDS = frozenset({"if", "else", "and", "or", "not"})
_PER_CENT = re.compile(r"%\s*(?:$|/|of\b|per\b)")


def without_comments(text: str) -> str:
    """The text with as many lines as before; a comment that never ends is text."""
    out: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        out += (text[at:start], "\n" * text.count("\n", start, end))
        at = end + 3
    return "".join(out) + text[at:]


def split_unit(text: str) -> tuple[str, str]:
    """`choice(1, 2) TB/s` → (`choice(1, 2)`, `TB/s`): a unit begins at a word behind a complete operand."""
    depth, last = 0, -1
    for at, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if sign.isspace():
            continue
        before, last = last, at
        if depth or before < 0 or sign in ")]" or not _OPERAND_END.match(text[before]):
            continue
        percent = sign == "%" and _PER_CENT.match(text, at)
        if percent or (
            before < at - 1 and sign not in "+-*/%<>=!()[],.0123456789" and not _is_keyword(text, before, at)
        ):
            return text[: before + 1].strip(), text[at:].strip()
    return text.strip(), ""


def _is_keyword(text: str, before: int, at: int) -> bool:
    """Whether one of the words around a blank is `if`, `else` and the like."""
    left = re.search(r"\w*$", text[max(0, before - 9) : before + 1])
    right = re.match(r"\w*", text[at : at + 9])
    return bool(left and left.group() in _KEYWORDS) or bool(right and right.group() in _KEYWORDS)


def items(part: Part | None) -> Iterator[tuple[int, str]]:
    """The list items of a part with their lines; a line indented below an item goes on with it."""
    if part is None:
        return
    text = without_comments(part.text)
    current: list[str] = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=part.text_line):
        if re.match(r"[-*+] ", line):
            if current:
                yield start, " ".join(current)
            current, start = [line[2:].strip()], number
        elif current and line.startswith("  ") and line.strip():
            current.append(line.strip())
        elif line.strip():
            if current:
                yield start, " ".join(current)
            current, start = [line.strip()], number
    if current:
        yield start, " ".join(current)


def arguments(text: str) -> list[str]:
    """Parts between commas outside brackets and quotes."""
    found, depth, quoted, start = [], 0, False, 0
    for at, sign in enumerate(text):
        quoted ^= sign == '"'
        depth += 0 if quoted else (sign in "([") - (sign in ")]")
        if sign == "," and not depth and not quoted:
            found.append(text[start:at].strip())
            start = at + 1
    return [*found, text[start:].strip()]
