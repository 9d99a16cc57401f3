"""How a behavioural answer is shared out over Situation, Task, Action and Result: a first guess for the candidate.

It goes by words and by the usual order of such answers, is shown as a guess, and is corrected by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

THIN = 0.15
"""A result with a smaller share of the answer is thin."""

_LATE = 0.75
_NUMBER = re.compile(r"\d")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_RESULT = re.compile(
    r"\b(results?|resulted|in the end|eventually|finally|outcome|as a consequence|led to|which meant|since then|now we"
    r"|shipped|launched|saved|halved|doubled|dropped|fell|rose|improved|reduced|cut|gained|faster|cheaper|learn(?:ed|t)"
    r"|went (?:up|down)|from \S+(?: \S+)? to|per cent|percent|by the end|next time|these days|nowadays|no longer"
    r"|accepted|adopted|unchanged|(?:three|four|five|\d+) (?:more|others) since|(?:has|have) (?:caught|stopped))\b"
    r"|\d\s?%",
    re.I,
)
_TASK = re.compile(
    r"\b(my (?:task|job|role|goal|part)|was (?:asked|responsible|told)|responsib\w+|had to|needed to|the goal|the aim"
    r"|supposed to|in charge|owned|deadline|target|requirement|objective|expected to|it was up to me)\b",
    re.I,
)
_ACTION = re.compile(
    r"\b(?:I|we)(?:'d|'ve| had| then| also| first| just)? (?!was\b|were\b|had\b|worked (?:at|on|in|for)\b|am\b|learn)"
    r"(?:[a-z]+ed|wrote|built|made|took|ran|chose|found|began|went|gave|told|brought|put|set|led|spoke|drew|met|did|split"
    r"|sat|got|kept|held|taught|showed|read|cut)\b",
    re.I,
)

_CUES = ((None, 0.1), (_TASK, 0.2), (_ACTION, 0.5), (_RESULT, 0.9))
"""Of each part the words that tell it, and where in an answer it usually stands."""


@dataclass(frozen=True, slots=True)
class Star:
    """Shares of the answer, which add up to 1; all are 0 where there is no answer."""

    situation: float = 0.0
    task: float = 0.0
    action: float = 0.0
    result: float = 0.0

    @property
    def thin_result(self) -> bool:
        return self.situation + self.task + self.action + self.result > 0 and self.result < THIN


def shares(text: str) -> Star:
    """A guess at the shares; each sentence counts by its words.

    The parts come in their order. Of all ways to cut the answer into four, the one is taken that has the most cues of
    each part where they belong; a sentence without any goes by where in the answer it stands.
    """
    sentences = [sentence for sentence in _SENTENCE.findall(text) if sentence.strip()]
    lengths = [len(sentence.split()) for sentence in sentences]
    total = sum(lengths)
    if not total:
        return Star()
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, (0, 0, 0, 0))] * len(_CUES)
    said = 0
    for sentence, length in zip(sentences, lengths, strict=True):
        place = (said + length / 2) / total
        said += length
        reached: list[tuple[float, tuple[int, ...]]] = []
        for part, (cue, usual) in enumerate(_CUES):
            fit, counts = max(best[: part + 1], key=lambda known: known[0])
            told = bool(cue and cue.search(sentence)) or (cue is _RESULT and _says_number_late(sentence, place))
            fits = told - 1.5 * abs(place - usual)
            counts = (*counts[:part], counts[part] + length, *counts[part + 1 :])
            reached.append((fit + length * fits, counts))
        best = reached
    return Star(*(count / total for count in max(best, key=lambda known: known[0])[1]))


def _says_number_late(sentence: str, place: float) -> bool:
    """A number near the end is what came of it, not what was found at first."""
    return place > _LATE and _NUMBER.search(sentence) is not None
