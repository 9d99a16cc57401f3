"""The braces at the end of a heading or list item: `{#id .tag key=value}`.

They are attributes only where every token is one of the three; else they are text, as in `{1, 2}`.
"""

from __future__ import annotations

import re

from interviewprep.cards.model import Attributes

NONE = Attributes()

_ID = re.compile(r"[A-Za-z0-9._-]+")
_TAG = re.compile(r"[^\W\d][\w:/+.&'-]*")
_PAIR = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)=([^\s{}]+)")
# The order in which people write them, read at one go; every other order is read token by token.
_USUAL = re.compile(r"#([A-Za-z0-9._-]+)((?: \.[a-z][a-z-]*)*)((?: [a-z]+=[^\s{}]+)*)")
_NO_ID = re.compile(r"[^A-Za-z0-9._-]")
_NO_TAG = re.compile(r"[^\w:/+.&'-]")
_NO_VALUE = re.compile(r"[\s{}]")

# Behind these a brace belongs to a formula, a format string or a cloze: `\frac{…}`, `x_{…}`, `${…}`, `{{…}}`.
_BOUND = frozenset("\\$_^{}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def split_attributes(text: str) -> tuple[str, Attributes]:
    """The text before its attributes, and the attributes; the whole text where it ends in none."""
    if not text.endswith("}"):
        return text, NONE
    opened = text.rfind("{")
    if opened < 0 or (opened and text[opened - 1] in _BOUND):
        return text, NONE
    attributes = parse(text[opened + 1 : -1])
    if attributes is None:
        return text, NONE
    return text[:opened].rstrip(" \t"), attributes


def parse(inner: str) -> Attributes | None:
    """What stands between the braces; None where a token is no attribute or there is none."""
    if usual := _USUAL.fullmatch(inner):
        found = tuple((key, value) for key, _, value in (pair.partition("=") for pair in usual[3].split()))
        return Attributes(usual[1], tuple(usual[2].replace(" .", " ").split()), found)
    written_id = ""
    tags: list[str] = []
    values: list[tuple[str, str]] = []
    for token in inner.split():
        first = token[0]
        if first == "#":
            if not _ID.fullmatch(token, 1):
                return None
            written_id = written_id or token[1:]
        elif first == ".":
            if not _TAG.fullmatch(token, 1):
                return None
            tags.append(token[1:])
        else:
            pair = _PAIR.fullmatch(token)
            if pair is None:
                return None
            values.append((pair[1], pair[2]))
    if written_id or tags or values:
        return Attributes(written_id, tuple(tags), tuple(values))
    return None


def fault_of(text: str, given: Attributes) -> str:
    """What is wrong with the braces at the end of a text, from which `given` was read; "" for nothing."""
    if not text.endswith("}"):
        return ""
    opened = text.rfind("{")
    if given is not NONE:
        two_ids = text.count("#", opened) > 1 and sum(token[0] == "#" for token in text[opened + 1 : -1].split()) > 1
        return "two ids in one pair of braces; the first is used" if two_ids else ""
    tokens = text[opened + 1 : -1].split() if opened >= 0 else []
    if not any(_looks_meant(token) for token in tokens):
        return ""
    wrong = next((token for token in tokens if parse(token) is None), "")
    if opened and text[opened - 1] in _BOUND:
        meant = text[opened - 1].isalnum() and tokens[0][0] in "#." and not wrong
        return "the braces at the end are text; write a blank before { to make them attributes" if meant else ""
    return f"the braces at the end are text, since {wrong!r} is no #id (A-Z a-z 0-9 - _ .), .tag or key=value"


def _looks_meant(token: str) -> bool:
    """A token that hardly stands in plain braces, as in `{1, 2}` or `{...}`."""
    return len(token) > 1 and (token[0] == "#" or "=" in token[1:-1] or (token[0] == "." and parse(token) is not None))


def written(attributes: Attributes) -> str:
    """The braces as the writer puts them, "" for none. What could not be read back is replaced by a dash."""
    tokens: list[str] = []
    if attributes.id:
        tokens.append("#" + _NO_ID.sub("-", attributes.id))
    for tag in attributes.tags:
        clean = _NO_TAG.sub("-", tag)
        tokens.append("." + (clean if _TAG.fullmatch(clean) else "_" + clean))
    for key, value in attributes.values:
        pair = f"{_NO_ID.sub('-', key)}={_NO_VALUE.sub('-', value) or '-'}"
        tokens.append(pair if _PAIR.fullmatch(pair) else "x-" + pair.replace(".", "-"))
    return "{" + " ".join(tokens) + "}" if tokens else ""
