"""Words of English brought to one form: plural, -ing, -ed, -ation, British and American spelling.

A stem is a key to compare by, not a word: `quantisation`, `quantizing` and `quantised` all give `quantiz`. The rules
are few and rough on purpose; two words that share a stem wrongly cost less than two forms of a word that do not.
"""

from __future__ import annotations

from functools import lru_cache

from interviewprep.interview.word_lists import AS_IS, IRREGULAR

_VOWELS = frozenset("aeiouy")
_LONGEST = 40

# The longer ending is tried first. Of each: what ends the word, what takes its place, how long the rest must be.
_ENDINGS = (
    ("isations", "iz", 2), ("izations", "iz", 2), ("isation", "iz", 2), ("ization", "iz", 2),
    ("isers", "iz", 3), ("izers", "iz", 3), ("iser", "iz", 4), ("izer", "iz", 3),
    ("ising", "iz", 4), ("izing", "iz", 3), ("ised", "iz", 4), ("ized", "iz", 3), ("ises", "iz", 4), ("izes", "iz", 3),
    ("ise", "iz", 4), ("ize", "iz", 3),
    ("fulness", "", 3), ("iveness", "", 4), ("abilities", "abl", 2), ("ability", "abl", 2), ("ibilities", "ibl", 2),
    ("ibility", "ibl", 2),
    ("ations", "", 3), ("ation", "", 3), ("ating", "", 4), ("ated", "", 4), ("ates", "", 4), ("ate", "", 4),
    ("ators", "", 4), ("ator", "", 4), ("atively", "", 4), ("ative", "", 4),
    ("ities", "", 4), ("ity", "", 4), ("ments", "", 4), ("ment", "", 4), ("nesses", "", 3), ("ness", "", 3),
    ("tions", "t", 3), ("tion", "t", 3), ("sions", "s", 3), ("sion", "s", 3), ("ively", "", 4), ("ives", "", 4),
    ("ive", "", 4), ("ables", "", 4), ("able", "", 4), ("ically", "ic", 3), ("ical", "ic", 3),
    ("ies", "y", 2), ("ied", "y", 2), ("ily", "y", 2), ("ings", "", 3), ("ing", "", 3), ("edly", "", 3), ("ed", "", 2),
    ("sses", "ss", 2), ("xes", "x", 1), ("ches", "ch", 2), ("shes", "sh", 2), ("zes", "z", 2), ("ers", "", 4),
    ("er", "", 4), ("ly", "", 3), ("ss", "ss", 1), ("us", "us", 1), ("is", "is", 1), ("s", "", 2),
)  # fmt: skip
_SPELLING = (("ogue", "og"), ("tre", "ter"), ("our", "or"))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word in small letters; a word with digits in it is its own."""
    if len(word) > _LONGEST or not word.isalpha():
        return word
    word = IRREGULAR.get(word, word)
    if word in AS_IS or len(word) < 3 or (len(word) == 3 and word.endswith(("ss", "us", "is"))):
        return word
    if len(word) == 3:
        return word.removesuffix("s")
    return _trimmed(_respelt(_without_ending(word)))


def _respelt(cut: str) -> str:
    """British as American, as far as an ending tells."""
    if cut.endswith(("ence", "ense")):
        return cut[:-2] + "s"
    for british, american in _SPELLING:
        if cut.endswith(british) and len(cut) > 4:
            return cut.removesuffix(british) + american
    return cut


def _without_ending(word: str) -> str:
    for ending, instead, least in _ENDINGS:
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) >= least and (instead or _VOWELS.intersection(rest)):
                return rest + instead
    return word


def _trimmed(cut: str) -> str:
    """Doubled consonants, a silent e and a last y are the same in all forms."""
    if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "aeiouysz":
        cut = cut[:-1]
    if len(cut) > 3 and cut[-1] == "e":
        cut = cut[:-1]
    if len(cut) > 3 and cut[-1] == "y":
        cut = cut[:-1] + "i"
    return cut
