"""Small pieces of the drill grammar: list items, parts between commas, a unit behind an expression."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewprep.cards.model import Part

_OPERAND_END = re.compile(r"[\w)\]]")
_KEYWORDS = frozenset({"if", "else", "and", "or", "not"})
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def without_comments(text: str) -> str:
    """The text with as many lines as before."""
    return _COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)


def split_unit(text: str) -> tuple[str, str]:
    """`choice(1, 2) TB/s` → (`choice(1, 2)`, `TB/s`): a unit begins at a word behind a complete operand."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        before = text[:at].rstrip()
        if depth or not before or not _OPERAND_END.match(before[-1]) or (sign in ")]"):
            continue
        if sign == "%" and re.match(r"%\s*(?:$|/|of\b|per\b)", text[at:]):
            return before, text[at:].strip()
        if not text[at - 1].isspace() or sign.isspace() or sign in "+-*/%<>=!()[],.0123456789":
            continue
        last, word = re.search(r"\w*$", before), re.match(r"\w*", text[at:])
        if (last and last.group() in _KEYWORDS) or (word and word.group() in _KEYWORDS):
            continue
        return before, text[at:].strip()
    return text.strip(), ""


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
