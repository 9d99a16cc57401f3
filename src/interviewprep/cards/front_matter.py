"""The block between two `---` lines at the top of a file: YAML read as plain text values, within bounds."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

import yaml

from interviewprep.cards.model import FrontMatter
from interviewprep.cards.rules import Fault

MAX_BYTES = 64 * 1024
KEYS = ("title", "description", "language", "license", "authors", "tags")

_BLOCK = re.compile(r"---[ \t]*\n")
_BLOCK_END = re.compile(r"^---[ \t]*(?:\n|\Z)", re.M)
_NEVER_CLOSED = re.compile(r"---[ \t]*\n[A-Za-z_]+:")
_PLAIN_LINE = re.compile(r"^(title|description):(?:[ \t]([^\n]*)|)$", re.M)
_INTERVIEW = re.compile(r"^interview:", re.M)
_HEADING = re.compile(r"^##?[ \t]", re.M)
_UNSAFE = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\"\\]")
_SAFE_SCALAR = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._/+-]*[A-Za-z0-9._/+-])?")


class Block(NamedTuple):
    """A file's front matter, not yet understood."""

    text: str
    """What stands between the `---` lines."""
    rest: str
    """The file behind it."""
    rest_line: int
    """Line where `rest` begins."""


class TooClever(yaml.MarkedYAMLError):
    """Anchors and aliases can make a small text huge; no deck needs them."""


class _Loader(yaml.BaseLoader):
    """Every scalar stays text, so that `no`, `1.10` and `12:30` are what was written."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise TooClever(problem="anchors (&name) and aliases (*name) are not read", problem_mark=event.start_mark)  # type: ignore[arg-type]
        return super().compose_node(parent, index)


def with_plain_line_ends(text: str) -> str:
    """The text without byte order mark and with `\\n` alone: what every reader of decks reads."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def split(text: str) -> Block | None:
    """The front matter of a text with plain line ends; None where it has none."""
    opened = _BLOCK.match(text)
    closed = _BLOCK_END.search(text, opened.end()) if opened else None
    if not opened or not closed:
        return None
    return Block(text[opened.end() : closed.start()], text[closed.end() :], text.count("\n", 0, closed.end()) + 1)


def is_interview(block: Block) -> bool:
    return _INTERVIEW.search(block.text) is not None


class Parted(NamedTuple):
    """A deck file's two halves."""

    front: FrontMatter
    body: str
    body_line: int
    interview: bool
    faults: list[Fault]


def parted(text: str) -> Parted:
    """Front matter and body of a text with plain line ends. An interview's front matter is not judged here."""
    block = split(text)
    if block is None:
        faults = []
        if _NEVER_CLOSED.match(text):
            message = "the front matter that begins here never ends; a second line of --- belongs behind it"
            faults.append(Fault(1, "front-matter", message))
        return Parted(FrontMatter(), text, 1, False, faults)
    if is_interview(block):
        return Parted(FrontMatter(), block.rest, block.rest_line, True, [])
    front, faults = load(block)
    if front is None:
        return Parted(FrontMatter(), text, 1, False, faults)
    return Parted(front, block.rest, block.rest_line, False, faults)


def compose(text: str) -> yaml.Node | None:
    """The YAML of a block as nodes with their places, lines counted from 0.

    Raises yaml.YAMLError, TooClever for anchors and aliases, also where it nests too deeply or is over 64 KB.
    """
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise yaml.YAMLError(f"the front matter is over {MAX_BYTES // 1024} KB")
    try:
        return yaml.compose(text, Loader=_Loader)
    except RecursionError:
        raise yaml.YAMLError("the front matter is nested too deeply") from None
    except (ValueError, OverflowError) as error:
        raise yaml.YAMLError(str(error)) from None


def load(block: Block) -> tuple[FrontMatter | None, list[Fault]]:
    """The front matter of a deck; None where the block is not one, so that a reader may take it for content."""
    if len(block.text.encode("utf-8", "replace")) > MAX_BYTES:
        message = f"front matter is read up to {MAX_BYTES // 1024} KB; move the text below the second ---"
        return _unread(block), [Fault(1, "front-matter-size", message)]
    faults: list[Fault] = []
    plain: dict[str, str] = {}
    for match in _PLAIN_LINE.finditer(block.text):
        line = block.text.count("\n", 0, match.start()) + 2
        value = (match[2] or "").strip(" \t")
        if match[1] in plain:
            faults.append(_repeated(line, match[1]))
        elif value in {"|", ">", "|-", ">-"}:
            faults.append(Fault(line, "front-matter", f"{match[1]} is plain text to the end of its line"))
        plain.setdefault(match[1], value)
    try:
        # Comments stand in for the plain lines, so that the lines of the rest stay right.
        root = compose(_PLAIN_LINE.sub("#", block.text))
    except yaml.YAMLError as error:
        faults.append(_yaml_fault(error))
        return _unread(block), faults
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return FrontMatter(title=plain.get("title", ""), description=plain.get("description", "")), faults
    if not isinstance(root, yaml.MappingNode):
        faults.append(Fault(2, "front-matter", "front matter is lines of `key: value`; this is something else"))
        return _unread(block), faults
    return _front(plain, root, faults), faults


def _unread(block: Block) -> FrontMatter | None:
    """A block that cannot be read is passed over, but never cards that stand between two rules."""
    return None if _HEADING.search(block.text) else FrontMatter()


def _front(plain: dict[str, str], root: yaml.MappingNode, faults: list[Fault]) -> FrontMatter:
    values: dict[str, tuple[str, ...]] = {key: (value,) for key, value in plain.items()}
    for key_node, node in root.value:
        key, line = str(key_node.value), key_node.start_mark.line + 2
        if not isinstance(key_node, yaml.ScalarNode) or key not in KEYS:
            faults.append(_unknown(line, key if isinstance(key_node, yaml.ScalarNode) else "this"))
        elif key in values:
            faults.append(_repeated(line, key))
        elif (found := _texts(node, several=key in {"authors", "tags"})) is None:
            wanted = "a text or a list of texts" if key in {"authors", "tags"} else "one text"
            faults.append(Fault(line, "front-matter", f"{key} is {wanted}"))
        else:
            values[key] = found
    one = {key: "".join(values.get(key, ())) for key in KEYS[:4]}
    return FrontMatter(**one, authors=values.get("authors", ()), tags=values.get("tags", ()))


def _texts(node: yaml.Node, *, several: bool) -> tuple[str, ...] | None:
    if isinstance(node, yaml.ScalarNode):
        return (node.value,) if node.value else ()
    if several and isinstance(node, yaml.SequenceNode) and all(isinstance(n, yaml.ScalarNode) for n in node.value):
        return tuple(n.value for n in node.value)
    return None


def _unknown(line: int, key: str) -> Fault:
    near = get_close_matches(key.lower(), KEYS, n=1)
    meant = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(KEYS)}"
    return Fault(line, "unknown-key", f"{key!r} is no key of front matter; {meant}")


def _repeated(line: int, key: str) -> Fault:
    return Fault(line, "repeated-key", f"{key!r} stands twice; the first is used")


def _yaml_fault(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    line = mark.line + 2 if mark is not None else 1
    if isinstance(error, TooClever):
        return Fault(line, "front-matter-alias", f"{said}; write the value out")
    return Fault(line, "front-matter", f"this is no YAML ({said}); the cards are read without it")


def write(front: FrontMatter) -> str:
    """The block with its `---` lines, "" where nothing is to be said."""
    lines = [f"{key}: {said}" for key in ("title", "description") if (said := _one_line(getattr(front, key)))]
    lines += [f"{key}: {scalar(said)}" for key in ("language", "license") if (said := getattr(front, key))]
    lines += [
        f"{key}: [{', '.join(scalar(text) for text in texts)}]"
        for key in ("authors", "tags")
        if (texts := getattr(front, key))
    ]
    return "\n".join(["---", *lines, "---", ""]) if lines else ""


def _one_line(text: str) -> str:
    return re.sub(r"[\r\n]+", " ", text).strip(" \t")


def scalar(text: str) -> str:
    if _SAFE_SCALAR.fullmatch(text):
        return text
    return '"' + _UNSAFE.sub(_escaped, text) + '"'


def _escaped(match: re.Match[str]) -> str:
    sign = match[0]
    if sign in '"\\':
        return "\\" + sign
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
