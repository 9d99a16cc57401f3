"""Which words of a text are denied, and how firmly.

A denied verb ("does not", "never", "isn't") denies its subject and what follows in the clause. "No", "without",
"instead of" deny the words behind them only, up to the next verb; that is no claim that the rest is wrong. A condition
("if it does not") and a purpose ("so that it cannot") deny nothing firmly.
"""

from __future__ import annotations

import re

from interviewprep.interview.tokens import Denied, Token, tokens
from interviewprep.interview.word_lists import (
    AUXILIARIES,
    CONDITIONS,
    DENIERS,
    DENYING_PAIRS,
    DETERMINERS,
    FINITE,
    NEGATIVE_CUES,
    NO_DENIAL,
    OBJECT_DENIERS,
    PRONOUNS,
    RELATIVES,
    UNDENIED_BEHIND,
)

_DENYING_VERB = re.compile(
    r"(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must|need|may|might|ca|wo|sha)n't"
    r"|cannot|neednt|dont|doesnt|isnt|arent|wont|cant|didnt|wasnt|shouldnt|wouldnt"
)
_REACH = 12
"""Words behind a denied verb that it can deny."""
_SHORT_REACH = 4
"""The same in a relative clause: "the bytes it cannot avoid are the floor"."""
_NOUN_REACH = 9


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
        first = found[starts[token.clause]].text
        if not _is_denier(found, at) or first in CONDITIONS:
            continue
        if token.text == "without" and _is_condition(found, at, starts[token.clause]):
            continue
        if token.text in OBJECT_DENIERS and at > starts[token.clause]:
            if found[at - 1].text in ("or", "and"):
                continue
            _mark(found, _subject_start(found, starts, at), at, token.clause, Denied.FIRMLY)
        elif _is_verb(found, at):
            how = Denied.LOOSELY if first == "so" else Denied.FIRMLY
            subject = _subject_start(found, starts, at)
            relative = subject > starts[token.clause] and found[subject - 1].text in RELATIVES
            _mark(found, subject, at, token.clause, how)
            _mark(found, at + 1, at + 1 + (_SHORT_REACH if relative else _REACH), token.clause, how)
        else:
            words = 2 if token.text not in DENIERS and not _is_verb(found, at) else 1
            _mark(found, at + words, _noun_end(found, at), token.clause, Denied.LOOSELY)


def _is_verb(found: list[Token], at: int) -> bool:
    text, before = found[at].text, found[at - 1].text if at else ""
    # "Never" by itself is a verb's, too; "not" without an auxiliary denies what follows: "not the mean".
    return bool(_DENYING_VERB.fullmatch(text)) or text == "never" or (text == "not" and before in AUXILIARIES)


def _is_denier(found: list[Token], at: int) -> bool:
    text, behind = found[at].text, [token.text for token in found[at + 1 : at + 4]]
    pair = (text, behind[0] if behind else "")
    if pair in NO_DENIAL or not (text in DENIERS or pair in DENYING_PAIRS or _is_verb(found, at)):
        return False
    before = [token.text for token in found[max(0, at - 2) : at]]
    # Denied twice is said: "cannot avoid", "not without", "do not skip".
    twice = _is_verb(found, at) or text in ("no", "not")
    if twice and any(word in UNDENIED_BEHIND for word in behind[:2]):
        return False
    return not (text in UNDENIED_BEHIND and any(word in DENIERS or _DENYING_VERB.fullmatch(word) for word in before))


def _is_condition(found: list[Token], at: int, start: int) -> bool:
    """Of "without resetting the counter the second launch never ends", which says that one must reset it."""
    fronted = at == start or (at == start + 1 and found[start].text in ("and", "but"))
    behind = [token for token in found[at + 1 : at + 1 + 2 * _REACH] if token.sentence == found[at].sentence]
    return fronted and any(
        token.text in NEGATIVE_CUES or token.text in DENIERS or _DENYING_VERB.fullmatch(token.text) for token in behind
    )


def _subject_start(found: list[Token], starts: dict[int, int], at: int) -> int:
    """Where the denied verb's subject begins: the clause, and the short members of a list before it."""
    start = starts[found[at].clause]
    if found[start].text == "without" or (start + 1 < at and found[start + 1].text == "without"):
        start = min(at, _noun_end(found, start if found[start].text == "without" else start + 1))
    verb = at - 1 if at > start and found[at - 1].text in AUXILIARIES else at
    if verb > start and found[verb - 1].text in ("and", "or", "then"):
        return verb
    for behind in range(at - 1, start, -1):
        if found[behind].text in RELATIVES:
            return behind + 1
        if found[behind].text in PRONOUNS and behind >= at - 3:
            return behind
    while at - start < _REACH and start > 0 and any(token.text in ("and", "or") for token in found[start:at]):
        before = found[start - 1]
        first = starts[before.clause]
        if before.sentence != found[at].sentence or before.clause == found[at].clause or start - first > 3:
            break
        start = first
    return max(start, at - 2 * _REACH)


def _noun_end(found: list[Token], at: int) -> int:
    """Where what "no" or "without" denies ends: at a verb, or where the next noun begins."""
    without = found[at].text == "without"
    content = determiner = False
    for end in range(at + 1, min(len(found), at + 1 + _NOUN_REACH)):
        text = found[end].text
        if content and (text in FINITE or text in PRONOUNS):
            return end
        if without and text in DETERMINERS:
            if determiner and content and found[end - 1].text not in _PREPOSITIONS:
                return end
            determiner = True
        content = content or not found[end].is_stop
    return at + 1 + _NOUN_REACH


_PREPOSITIONS = frozenset(("of", "in", "on", "for", "to", "by", "from", "with", "at", "over", "into", "and", "or"))


def _mark(found: list[Token], start: int, end: int, clause: int, how: Denied) -> None:
    for at in range(start, min(end, len(found))):
        if at > 0 and found[at].clause > clause:
            break
        found[at].denied = max(found[at].denied, how)
