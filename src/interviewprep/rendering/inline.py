"""Links, pictures, bare addresses and emphasis, by the rules of CommonMark and GitHub, as Python-Markdown processors.

The stock processors search each bracket's partner anew, which a text of `![a](` turns into a stall, and their
emphasis differs between versions. These look at a text once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from interviewprep.rendering.pieces import BREAK, CLOSE, OPEN_SIGN

Found = tuple[Element | None, int | None, int | None]
NOTHING: Found = (None, None, None)

_ADDRESS = re.compile(
    r"\(\s*+(?:<([^<>\n]*+)>|((?:[^\s()]|\((?:[^\s()]|\([^\s()]*+\))*+\))*+))"
    r"(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,200})\]")
_DELIMITERS = re.compile(r"\*+|_+|~+")
_BARE = r"(?<![\w/@.:-])(?:https?://|www\.)(?=[^\s<])[^\s<" + STX + "]*"
_BARE_MAIL = r"(?<![\w.+@/-])[A-Za-z0-9][\w.+-]*+@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++(?![\w@])"


class Brackets(InlineProcessor):
    """`[text](address)`, `[text][label]`, `[label]`; with `picture` the same after `!`.

    `find` gives the address that belongs to a label; `make` an element for the text in the brackets and an address.
    """

    def __init__(self, picture: bool, find: Callable[[str], str | None], make: Callable[[str, str], Element]):
        super().__init__(r"!\[" if picture else r"(?<!!)\[")
        self._find = find
        self._make = make
        self._tail = ""
        self._partners: dict[int, int] = {}

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        opening = m.end() - 1
        closing = self._partner(data, opening)
        if closing is None:
            return NOTHING
        text = data[opening + 1 : closing]
        end, address = closing + 1, None
        if to := _ADDRESS.match(data, end):
            address, end = to[1] if to[1] is not None else to[2], to.end()
        else:
            name = text
            if ref := _REFERENCE.match(data, end):
                name, end = ref[1] or text, ref.end()
            address = self._find(name)
        if address is None or STX in address:
            return NOTHING
        return self._make(text, unescape(address)), m.start(), end

    def _partner(self, data: str, opening: int) -> int | None:
        """Where the bracket opened at a place is closed.

        That depends on the text behind it alone. So the answers are kept by their distance from the end, and hold
        on when Python-Markdown has replaced what was found before.
        """
        size = len(data)
        if data[opening:] != self._tail[max(0, len(self._tail) - size + opening) :]:
            self._tail = data
            self._partners = {}
            open_at: list[int] = []
            for bracket in re.finditer(r"[\[\]]", data):
                if bracket[0] == "[":
                    open_at.append(bracket.start())
                elif open_at:
                    self._partners[size - open_at.pop()] = size - bracket.start()
        closing = self._partners.get(size - opening)
        return None if closing is None else size - closing


class BareAddress(InlineProcessor):
    """`https://…`, `www.…` and letters' addresses standing in the text, as GitHub links them."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, mail: bool, make: Callable[[str, str], Element]) -> None:
        super().__init__(_BARE_MAIL if mail else _BARE)
        self._mail = mail
        self._make = make

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        shown = _without_trailing_signs(m[0])
        if not shown or shown.endswith("//"):
            return NOTHING
        scheme = "mailto:" if self._mail else "http://" if shown.startswith("www.") else ""
        return self._make(AtomicString(shown), scheme + shown), m.start(), m.start() + len(shown)


def _without_trailing_signs(address: str) -> str:
    """The signs after an address belong to the sentence, and so does a bracket that was not opened in it."""
    opened = address.count("(") - address.count(")")
    end = len(address)
    while end:
        last = address[end - 1]
        if last in "?!.,:;*_~'\"":
            end -= 1
        elif last == ")" and opened < 0:
            end, opened = end - 1, opened + 1
        else:
            break
    return address[:end]


class Emphasis(Treeprocessor):
    """`*em*`, `_em_`, `**strong**`, `__strong__`, `~~struck~~` by CommonMark's delimiter runs.

    It works on the finished tree, where links and pictures are elements already, since Python-Markdown would look at
    a text anew after each match, and the delimiters' neighbours would be other ones then.
    A single tilde strikes nothing here, since `~5 ms` is common on cards.
    """

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            data = (element.text or "") + "".join(STX + (child.tail or "") for child in element)
            if not isinstance(element.text, AtomicString) and (pairs := _emphasis(data)):
                _rebuild(element, data, pairs)


def _rebuild(element: Element, data: str, pairs: Mapping[int, tuple[int, int]]) -> None:
    """Put emphasis into an element; `data` is its text, with STX where a child stands."""
    children = list(element)
    element[:] = []
    element.text = None
    stops = dict.fromkeys(pairs, True) | {closing: False for _, closing in pairs.values()}
    sizes = {place: size for start, (size, closing) in pairs.items() for place in (start, closing)}
    stack = [element]
    at, waiting = 0, iter(children)
    for stop in sorted([*stops, *(found.start() for found in re.finditer(STX, data))]):
        add_text(stack[-1], data[at:stop])
        at = stop + sizes.get(stop, 1)
        if stop not in stops:
            child = next(waiting)
            child.tail = None
            stack[-1].append(child)
        elif stops[stop]:
            stack.append(SubElement(stack[-1], "s" if data[stop] == "~" else "strong" if sizes[stop] == 2 else "em"))
        else:
            stack.pop()
    add_text(element, data[at:])


def add_text(parent: Element, text: str) -> None:
    """Put a text after all that `parent` holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _is_sign(char: str) -> bool:
    return char in (OPEN_SIGN, CLOSE, STX, ETX) or unicodedata.category(char)[0] in "PS"


def _is_blank(char: str) -> bool:
    return char.isspace() or char == BREAK


class _Run:
    """A row of equal delimiters with what is left of it."""

    __slots__ = ("char", "closes", "end", "length", "opens", "start")

    def __init__(self, data: str, start: int, end: int) -> None:
        before = data[start - 1] if start else " "
        after = data[end] if end < len(data) else " "
        left = not _is_blank(after) and (not _is_sign(after) or _is_blank(before) or _is_sign(before))
        right = not _is_blank(before) and (not _is_sign(before) or _is_blank(after) or _is_sign(after))
        self.char, self.start, self.end, self.length = data[start], start, end, end - start
        if self.char == "_":
            self.opens, self.closes = left and (not right or _is_sign(before)), right and (not left or _is_sign(after))
        else:
            self.opens, self.closes = left, right

    def pairs_with(self, closer: _Run) -> bool:
        both_ways = self.closes or closer.opens
        return not (both_ways and (self.length + closer.length) % 3 == 0 and (self.length % 3 or closer.length % 3))


def _emphasis(data: str) -> dict[int, tuple[int, int]]:
    """Place of each opening delimiter -> its size and the place of the closing one (CommonMark, appendix)."""
    pairs: dict[int, tuple[int, int]] = {}
    openers: list[_Run] = []
    # Openers below this count cannot match a closer of that kind: what keeps the search linear.
    bottom: dict[tuple[str, bool, int], int] = {}
    for found in _DELIMITERS.finditer(data):
        run = _Run(data, *found.span())
        if run.char == "~" and run.length != 2:
            continue
        kind = (run.char, run.opens, run.length % 3)
        while run.closes and run.end > run.start:
            floor = bottom.get(kind, 0)
            place = len(openers) - 1
            while place >= floor and not (openers[place].char == run.char and openers[place].pairs_with(run)):
                place -= 1
            if place < floor:
                bottom[kind] = len(openers)
                break
            opener = openers[place]
            del openers[place + 1 :]
            size = 2 if min(opener.end - opener.start, run.end - run.start) >= 2 else 1
            pairs[opener.end - size] = (size, run.start)
            opener.end -= size
            run.start += size
            if opener.end == opener.start:
                openers.pop()
            bottom = {known: min(floor, len(openers)) for known, floor in bottom.items()}
        if run.opens and run.end > run.start:
            openers.append(run)
    return pairs
