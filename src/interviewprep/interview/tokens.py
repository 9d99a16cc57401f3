"""A text as words and numbers with their places, and which of them are denied.

A word is denied when it stands behind "not", "without", "instead of" … up to the end of the clause, or in a clause whose verb is
denied ("PFC is not necessary"). Time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from interviewprep.interview.stems import stem

_MINUS = "−"
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9, "trillion": 1e12}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SAID = {
    word: value
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split(), 2
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_FACTORS = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0, "triple": 3.0, "tripled": 3.0,
            "triples": 3.0, "tenfold": 10.0, "twofold": 2.0, "halved": 0.5, "half": 0.5, "halves": 0.5}  # fmt: skip

_PIECE = re.compile(
    r"(?P<number>(?<![\w.])(?:10\s?\^\s?-?\d{1,3}|10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{1,4}|\d{1,3}(?:[,\u2009\u202f\xa0]\d{3}){1,6}(?:\.\d{1,9})?"
    r"|\d{1,15}(?:\.\d{1,9})?(?:e[+-]?\d{1,3})?)"
    r"(?:\s?(?P<unit>%|‰|[×x](?![^\W\d_])|per\s?cent\b|times\b)|[\s-]?(?P<scale>thousand|million|billion|trillion|bn)\b"
    r"|(?P<letter>[kKMB])(?![^\W_]))?(?![^\W\d_]*\d))"
    r"|(?P<word>[^\W_]+(?:['’][^\W\d_]{1,3}\b)?)"
    r"|(?P<end>[.!?]+(?=[\s\"'’)”]|\Z)|\n+)"
    r"|(?P<clause>[,;:()–—])"
)

_STOP = frozenset(
    """a about above after again against all almost also although always am among an and another any are aren as at away
    be became because become been before behind being below between both but by came can can't cannot could did do does
    doing done don down during each either else enough even ever every few first for from further gave get gets getting
    give given go goes going got had has have having he her here hers him his how however i if in instead into is isn it
    its itself just keep kind last later least less let like made make makes many may me might mine more most much must
    my myself near need needn neither never next no none nor not nothing now of off often on once one only onto or other
    others our ours out over own per perhaps quite rather really s same say see seems several shall she should since so
    some something soon still such t take taken than that the their theirs them then there therefore these they thing
    things this those though through thus till to together too toward under unless until up upon us use used uses using
    usually very via want was way we well went were what whatever when where whether which while who whole whom whose
    why will with within without won would yes yet you your yours yourself d ll m re ve don't doesn't didn't isn't aren't
    won't wouldn't i'd i'm i've i'll we'd we're we've it's that's there's let's they're you'd""".split()
)

_DENYING_VERB = re.compile(
    r"(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must|need|may|might|ca|wo|sha)n['’]t|cannot|neednt"
    r"|dont|doesnt|isnt|arent|wont|cant|didnt|wasnt|shouldnt|wouldnt"
)
_AUXILIARY = frozenset(
    "is are was were be been does do did has have had can could will would should must need may might".split()
)
_DENIERS = frozenset(
    "not never no without neither nor nothing none hardly nobody avoid avoids avoiding nowhere n't".split()
)
_TWO_WORDS = frozenset((("instead", "of"), ("rather", "than"), ("no", "longer"), ("far", "from"), ("unlike", "the")))
_NO_DENIAL = frozenset((("not", "only"), ("not", "just"), ("not", "merely"), ("no", "doubt"), ("nothing", "but")))
_JOINTS = frozenset("but however because since although though whereas while so therefore instead yet unless which who where when if".split())
_REACH = 12
"""Words behind a denial that it can deny."""
_LONG = 45
"""A sentence with more words is parted at a clause, so that notes without full stops have windows too."""


@dataclass(slots=True)
class Token:
    """`stem` compares; `value` and `unit` are a number's. `sentence` counts from 0."""

    text: str
    stem: str
    start: int
    end: int
    sentence: int
    clause: int
    value: float | None = None
    unit: str = ""
    denied: bool = False

    @property
    def is_stop(self) -> bool:
        return self.text in _STOP


def tokens(text: str) -> list[Token]:
    """Words and numbers in their order."""
    found: list[Token] = []
    sentence = clause = words = 0
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup
        if piece["end"] is not None or (piece["clause"] is not None and words >= _LONG):
            sentence, clause, words = sentence + 1, clause + 1, 0
        elif piece["clause"] is not None:
            clause += 1
        else:
            token = (
                _number(piece, sentence, clause)
                if kind != "word" and piece["number"]
                else _word(piece, sentence, clause)
            )
            if token.text in _JOINTS:
                clause += 1
                token.clause = clause
            found.append(token)
            words += 1
    _give_units(found)
    _deny(found)
    return found


@lru_cache(maxsize=4096)
def _lower(word: str) -> str:
    return word.lower().replace("’", "'")


def _word(piece: re.Match[str], sentence: int, clause: int) -> Token:
    text = _lower(piece[0])
    bare = text.removesuffix("'s")
    # A stop word is no stem, so that "not" is not "note".
    token = Token(text, f"_{text}" if text in _STOP else stem(bare), piece.start(), piece.end(), sentence, clause)
    if bare in _SAID:
        token.value = float(_SAID[bare])
    elif bare in _FACTORS:
        token.value, token.unit = _FACTORS[bare], "x"
    return token


def _number(piece: re.Match[str], sentence: int, clause: int) -> Token:
    written = piece["number"]
    unit = piece["unit"] or ""
    scale = piece["scale"] or piece["letter"] or ""
    digits = written[: len(written) - len(unit) - len(scale)].rstrip(" -\xa0\u2009\u202f")
    value = _value(digits) * _SCALES.get(scale.lower(), 1.0)
    unit = {"%": "%", "‰": "‰", "": ""}.get(unit, "%" if unit.lower().startswith("per") else "x")
    return Token(written.lower(), f"{value:g}{unit}", piece.start(), piece.end(), sentence, clause, value, unit)


def _value(digits: str) -> float:
    digits = re.sub(r"[,\u2009\u202f\xa0 ]", "", digits).replace(_MINUS, "-")
    if digits.startswith("10^"):
        return 10.0 ** int(digits[3:])
    power = digits[2:].translate(_SUPERSCRIPTS)
    if digits.startswith("10") and power and power != digits[2:]:
        return 10.0 ** int(power) if power.lstrip("-").isdigit() else 10.0
    return min(float(digits), 1e300)


def _give_units(found: list[Token]) -> None:
    """A number without a sign of its own is of what is named behind it: `eight times`, `40 ms`."""
    for token, behind in zip(found, found[1:], strict=False):
        if token.value is None or token.unit:
            continue
        if behind.sentence != token.sentence:
            continue
        if behind.text in ("times", "fold"):
            token.unit = "x"
        elif behind.text == "percent" or behind.text == "per":
            token.unit = "%" if behind.text == "percent" else ""
        elif behind.value is None and not behind.is_stop:
            token.unit = behind.stem
    for token, behind, third in zip(found, found[1:], found[2:], strict=False):
        if token.value is not None and behind.text == "per" and third.text == "cent":
            token.unit = "%"


def _deny(found: list[Token]) -> None:
    starts: dict[int, int] = {}
    for at, token in enumerate(found):
        starts.setdefault(token.clause, at)
    for at, token in enumerate(found):
        behind = found[at + 1].text if at + 1 < len(found) else ""
        before = found[at - 1].text if at else ""
        pair = (token.text, behind)
        if pair in _NO_DENIAL:
            continue
        verb = bool(_DENYING_VERB.fullmatch(token.text)) or (token.text in ("not", "never") and before in _AUXILIARY)
        if not (verb or token.text in _DENIERS or pair in _TWO_WORDS):
            continue
        if verb:
            _deny_range(found, _subject_start(found, starts, at), at, token.clause)
        _deny_range(found, at + 1, min(len(found), at + 1 + _REACH), token.clause)


def _subject_start(found: list[Token], starts: dict[int, int], at: int) -> int:
    """Where the denied verb's subject begins: the clause, and the short members of a list before it."""
    clause, start = found[at].clause, starts[found[at].clause]
    while at - start < _REACH and start > 0 and any(token.text in ("and", "or") for token in found[start:at]):
        before = found[start - 1]
        first = starts[before.clause]
        if before.sentence != found[at].sentence or start - first > 3:
            break
        clause, start = before.clause, first
    return max(start, at - 2 * _REACH)


def _deny_range(found: list[Token], start: int, end: int, clause: int) -> None:
    for at in range(start, end):
        if at > 0 and found[at].clause > clause:
            break
        found[at].denied = True
