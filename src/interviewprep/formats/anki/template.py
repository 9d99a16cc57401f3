"""Anki's template language: which fields a side of a card shows, when, and through which filters.

A template is parsed once into nodes; a note is rendered by walking them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from interviewprep.formats.foreign import LONGEST_FIELD

_ANSWER_LINE = re.compile(r"<hr\b[^<>]*\bid\s*=\s*[\"']?answer\b[^<>]*>", re.I)
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*+", re.I)
_TAG = re.compile(r"<[^<>]*>")
_RUBY = re.compile(r" ?([^ >\[\]]{1,100})\[(?!sound:)([^\[\]]{1,200})\]")
_CLOZE = re.compile(r"\{\{(?=c\d)")
_DEEPEST = 50
_MOST_STEPS = 50_000_000
"""Of all cards of a package together: parts of templates that were looked at, and a step for each 100 characters."""
_MOST_NODES = 20_000
_LONGEST_SIDE = 3 * LONGEST_FIELD
SPECIAL = frozenset(("Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag"))
"""Fields that no note has and each card fills."""

_KEPT = frozenset(("text", "cloze", "cloze-only", "furigana", "kana", "kanji", "type", "nc", "hint", "edit"))


class TooLong(ValueError):
    """A side of a card is longer than a field may be."""


class Endless(ValueError):
    """The templates and notes of a package are such that rendering them all would take hours."""


@dataclass(frozen=True, slots=True)
class Show:
    """A field, by its name, through its filters from the innermost outwards."""

    name: str
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A part that is shown only where the field holds something, or only where it does not."""

    name: str
    negated: bool
    parts: tuple[Node, ...]


Node = str | Show | When


@dataclass(slots=True)
class Side:
    """What one side of one card says, as HTML."""

    html: str = ""
    size: int = 0
    steps: int = 0
    hints: list[str] = field(default_factory=list)
    """What stands behind a link on the question, to be looked at before answering."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a template. `back` is what the answer adds to the question."""

    front: tuple[Node, ...]
    back: tuple[Node, ...]
    told: tuple[str, ...] = ()
    """What has no counterpart here, such as speech."""
    names_card: bool = False
    """Whether a side shows a special field, such as the deck's name."""


def sides(front: str, back: str, *, is_cloze: bool) -> Sides:
    """Parse both sides of a template.

    The answer begins behind `<hr id=answer>`. Without that line it is all but the parts that stand on the front, too.
    """
    told: dict[str, None] = {}
    asked = _parse(front, told)
    parted = _ANSWER_LINE.split(_without_comments(back), maxsplit=1)
    given = _parse(parted[-1], told)
    repeated = Show("FrontSide") in given or len(parted) > 1
    given = tuple(node for node in given if node != Show("FrontSide"))
    if is_cloze:
        asked_too = [node for node in asked if not isinstance(node, str)]
        given = tuple(node for node in given if node not in asked_too and not _is_cloze(node))
    elif not repeated:
        size = 0
        while size < min(len(asked), len(given)) and asked[size] == given[size]:
            size += 1
        given = given[size:] if size == len(asked) else given
    return Sides(asked, given, tuple(told), not _names(asked + given).isdisjoint(SPECIAL))


def is_field_empty(html: str) -> bool:
    return not html or _EMPTY.fullmatch(html) is not None


def cloze_fields(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The fields whose gaps make the cards of a cloze type."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, When):
            found += cloze_fields(node.parts)
        elif isinstance(node, Show) and _is_cloze(node):
            found.append(node.name)
    return tuple(dict.fromkeys(found))


def rendered(nodes: Sequence[Node], values: Mapping[str, str], *, asks: bool, is_cloze: bool = False) -> Side:
    """One side of a note. `values` are its fields and the special ones; on the side that `asks`, hints are apart."""
    if len(nodes) == 1 and isinstance(nodes[0], Show) and not nodes[0].filters and not is_cloze:
        return Side(values.get(nodes[0].name, ""))
    side = Side()
    written: list[str] = []
    _render(nodes, values, side, written, asks, is_cloze)
    side.html = "".join(written)
    return side


class Steps:
    """Counts what the sides of a package have cost."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS

    def spend(self, *sides: Side) -> None:
        self._left -= sum(side.steps + len(side.html) // 100 for side in sides)
        if self._left < 0:
            raise Endless


def _render(
    nodes: Sequence[Node], values: Mapping[str, str], side: Side, written: list[str], asks: bool, is_cloze: bool
) -> None:
    side.steps += len(nodes)
    for node in nodes:
        if isinstance(node, str):
            _write(node, side, written)
        elif isinstance(node, When):
            # Which gap is asked is not known here: parts for one card of a cloze note stand on all.
            shown = re.fullmatch(r"c\d+", node.name) is not None and is_cloze
            if shown or is_field_empty(values.get(node.name, "")) == node.negated:
                _render(node.parts, values, side, written, asks, is_cloze)
        elif asks and "hint" in node.filters:
            hint = _filtered(values.get(node.name, ""), node.filters)
            if not is_field_empty(hint):
                side.hints.append(hint)
        elif not (asks and "type" in node.filters):
            value = _filtered(values.get(node.name, ""), node.filters) if node.filters else values.get(node.name, "")
            if is_cloze and not _is_cloze(node):
                value = _CLOZE.sub("{&#123;", value) if "{{c" in value else value
            _write(value, side, written)


def _write(text: str, side: Side, written: list[str]) -> None:
    side.size += len(text)
    if side.size > _LONGEST_SIDE:
        raise TooLong
    written.append(text)


def _filtered(value: str, filters: Sequence[str]) -> str:
    for name in filters:
        if name == "text":
            value = _TAG.sub("", value)
        elif name in ("furigana", "kana", "kanji") and "[" in value:
            value = _RUBY.sub(_READINGS[name], value)
    return value


_READINGS = {"furigana": r"<ruby>\1<rt>\2</rt></ruby>", "kana": r"\2", "kanji": r"\1"}


def _names(nodes: Sequence[Node]) -> set[str]:
    names: set[str] = set()
    for node in nodes:
        if not isinstance(node, str):
            names.add(node.name)
        if isinstance(node, When):
            names |= _names(node.parts)
    return names


def _is_cloze(node: Node) -> bool:
    return isinstance(node, Show) and ("cloze" in node.filters or "cloze-only" in node.filters)


def _without_comments(template: str) -> str:
    """A comment that never ends is text."""
    template = template[:LONGEST_FIELD]
    parts, at = [], 0
    while (start := template.find("<!--", at)) >= 0 and (end := template.find("-->", start + 4)) >= 0:
        parts.append(template[at:start])
        at = end + 3
    return "".join([*parts, template[at:]])


def _parse(template: str, told: dict[str, None]) -> tuple[Node, ...]:
    template = _without_comments(template)
    open_: list[tuple[str, bool, list[Node]]] = [("", False, [])]
    at = count = 0
    while (start := template.find("{{", at)) >= 0 and count < _MOST_NODES:
        end = template.find("}}", start)
        if end < 0:
            break
        count += 1
        if template[at:start]:
            open_[-1][2].append(template[at:start])
        inside = template[start + 2 : end].strip()
        at = end + 2
        if inside[:1] in ("#", "^"):
            if len(open_) < _DEEPEST:
                open_.append((inside[1:].strip(), inside[0] == "^", []))
        elif inside[:1] == "/":
            if len(open_) > 1:
                name, negated, parts = open_.pop()
                open_[-1][2].append(When(name, negated, tuple(parts)))
        elif node := _show(inside, told):
            open_[-1][2].append(node)
    if template[at:] and count < _MOST_NODES:
        open_[-1][2].append(template[at:])
    while len(open_) > 1:
        name, negated, parts = open_.pop()
        open_[-1][2].append(When(name, negated, tuple(parts)))
    nodes = open_[0][2]
    # Blanks at the ends of a side show nothing; without them most sides are a single field.
    if nodes and isinstance(nodes[0], str) and not nodes[0].strip():
        del nodes[0]
    if nodes and isinstance(nodes[-1], str) and not nodes[-1].strip():
        nodes.pop()
    return tuple(nodes)


def _show(inside: str, told: dict[str, None]) -> Show | None:
    *filters, name = (part.strip() for part in inside.split(":"))
    words = [name_ for name_ in reversed(filters) if name_]
    if any(word.split(" ")[0] in ("tts", "tts-voices") for word in words) or name.startswith("tts-voices"):
        told["speech"] = None
        return None
    for word in words:
        if word not in _KEPT:
            told[f"the template filter {word[:40]!r}"] = None
    if "type" in words and ("cloze" in words or "nc" in words):
        words = [word for word in words if word not in ("cloze", "nc")]
    return Show(name, tuple(words)) if name else None
