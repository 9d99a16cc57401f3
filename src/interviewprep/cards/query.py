"""What one types to find cards: words, "phrases", filters such as `deck:quant`, and a dash before what must not be.

Case and accents do not count. A filter that does not exist is refused with a sentence: ignored, it would find too much.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from interviewprep.cards.model import Kind
from interviewprep.errors import WrongUse

STATES = ("new", "learning", "due", "known", "suspended", "marked", "leech", "missed")
CHOICES: dict[str, tuple[str, ...]] = {"is": STATES, "kind": tuple(sorted(Kind))}
"""The filters that know their values; the others take a part of a name."""
FILTERS = ("deck", "tag", "leaf", "is", "kind")
_EXAMPLES = {"deck": "deck:quant", "tag": "tag:senior", "leaf": "leaf:GPU"}

_TERM = re.compile(
    r"(?P<without>-(?!-))?"
    # `std::vector` and `https://…` are words.
    r"(?:(?P<name>[^\W\d_]+):(?!:|//))?"
    r'(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]\S*))?'
)
_TRAILING = ",;.?!"
_MARKS = r"[\s*_`~{}]+"
"""What may stand between the words of a phrase in Markdown."""
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+")
"""Of Latin, Greek and Cyrillic; the points of Hebrew and Arabic."""
_PLAIN = (("’", "'"), ("‘", "'"), ("–", "-"), ("‑", "-"), ("−", "-"))


class QueryUnclear(WrongUse):
    sentence = "{reason}"


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or several that must stand together. `text` is folded."""

    text: str
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)
    _whole: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        together = _MARKS.join(map(re.escape, self.text.split()))
        object.__setattr__(self, "_pattern", re.compile(together) if " " in self.text else None)
        object.__setattr__(self, "_whole", re.compile(rf"(?<!\w)(?:{together})(?!\w)"))

    def is_in(self, folded: str) -> bool:
        return self.text in folded if self._pattern is None else self._pattern.search(folded) is not None

    def is_whole_in(self, folded: str) -> bool:
        """Whether it is there with no letter or digit beside it."""
        return self._whole.search(folded) is not None


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    value: str
    """Folded."""
    wanted: bool = True
    """False behind a dash."""


@dataclass(frozen=True, slots=True)
class Query:
    words: tuple[Words, ...] = ()
    without: tuple[Words, ...] = ()
    filters: tuple[Filter, ...] = ()

    def asks(self, name: str, value: str) -> bool:
        return any(one.name == name and one.value == value for one in self.filters)


def parse(typed: str) -> Query:
    """Raises `QueryUnclear` on a filter or a value that does not exist."""
    words: list[Words] = []
    without: list[Words] = []
    filters: list[Filter] = []
    for term in _TERM.finditer(typed):
        name, phrase = term["name"], term["phrase"]
        value = " ".join(fold(phrase or term["word"] or "").split())
        if name is not None:
            filters.append(_filter(name, value, wanted=term["without"] is None))
            continue
        if phrase is None and len(value) > 1:
            value = value.rstrip(_TRAILING) or value
        if value:
            (words if term["without"] is None else without).append(Words(value))
    return Query(tuple(words), tuple(without), tuple(filters))


def fold(text: str) -> str:
    """Without case and accents, and with the plain ones of quotes and dashes."""
    if text.isascii():
        return text.lower()
    for sign, plain in _PLAIN:  # `translate` takes twenty times as long
        text = text.replace(sign, plain)
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _filter(typed: str, value: str, *, wanted: bool) -> Filter:
    name = fold(typed)
    if name not in FILTERS:
        known = ", ".join(f"{one}:" for one in FILTERS[:-1])
        raise QueryUnclear(
            reason=f"there is no filter {typed}:, there are {known} and {FILTERS[-1]}:;"
            f' to find it as words, write "{typed}:{value}"'
        )
    choices = CHOICES.get(name)
    if choices is not None and value not in choices:
        raise QueryUnclear(reason=f"{name}: takes {', '.join(choices[:-1])} or {choices[-1]}")
    if not value:
        raise QueryUnclear(reason=f"{name}: takes a part of its name, such as {_EXAMPLES[name]}")
    return Filter(name, value, wanted)
