"""Which words of a text are denied.

A word is denied when it stands behind "not", "without", "instead of" … up to the end of the clause, or in a clause
whose verb is denied ("PFC is not necessary").
"""

from __future__ import annotations

import re

from interviewprep.interview.tokens import Token, tokens
from interviewprep.interview.word_lists import AUXILIARIES, DENIERS, DENYING_PAIRS, NO_DENIAL

_DENYING_VERB = re.compile(
    r"(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must|need|may|might|ca|wo|sha)n't"
    r"|cannot|neednt|dont|doesnt|isnt|arent|wont|cant|didnt|wasnt|shouldnt|wouldnt"
)
_REACH = 12
"""Words behind a denial that it can deny."""


def judged_tokens(text: str) -> list[Token]:
    """The words and numbers of a text, with what is denied."""
    found = tokens(text)
    deny(found)
    return found


def deny(found: list[Token]) -> None:
    """Mark the words that are denied."""
    starts: dict[int, int] = {}
    for at, token in enumerate(found):
        starts.setdefault(token.clause, at)
    for at, token in enumerate(found):
        behind = found[at + 1].text if at + 1 < len(found) else ""
        before = found[at - 1].text if at else ""
        pair = (token.text, behind)
        if pair in NO_DENIAL:
            continue
        verb = bool(_DENYING_VERB.fullmatch(token.text)) or (token.text in ("not", "never") and before in AUXILIARIES)
        if not (verb or token.text in DENIERS or pair in DENYING_PAIRS):
            continue
        if verb:
            _deny_range(found, _subject_start(found, starts, at), at, token.clause)
        _deny_range(found, at + 1, min(len(found), at + 1 + _REACH), token.clause)


def _subject_start(found: list[Token], starts: dict[int, int], at: int) -> int:
    """Where the denied verb's subject begins: the clause, and the short members of a list before it."""
    start = starts[found[at].clause]
    while at - start < _REACH and start > 0 and any(token.text in ("and", "or") for token in found[start:at]):
        before = found[start - 1]
        first = starts[before.clause]
        if before.sentence != found[at].sentence or start - first > 3:
            break
        start = first
    return max(start, at - 2 * _REACH)


def _deny_range(found: list[Token], start: int, end: int, clause: int) -> None:
    for at in range(start, end):
        if at > 0 and found[at].clause > clause:
            break
        found[at].denied = True
