"""What a voice says of rendered HTML: the reading text, formulas as words, and code left to the screen."""

from __future__ import annotations

import re
from html import escape, unescape

from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.words import ENGLISH, Words

_CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_MATHS = re.compile(r'<span class="math[^"]*">(.*?)</span>', re.DOTALL)
_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
_FRACTION = re.compile(r"\\[dt]?frac\s*" + _GROUP + r"\s*" + _GROUP)
_ROOT = re.compile(r"\\sqrt\s*" + _GROUP)
_PLAIN = re.compile(r"\\(?:text|mathrm|mathbf|mathit|operatorname|textbf|mathcal|mathbb)\s*" + _GROUP)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_WORDS = {
    "times": "times",
    "cdot": "times",
    "div": "divided by",
    "pm": "plus or minus",
    "approx": "is about",
    "sim": "is about",
    "le": "is at most",
    "leq": "is at most",
    "ge": "is at least",
    "geq": "is at least",
    "ll": "is much less than",
    "gg": "is much more than",
    "ne": "is not",
    "neq": "is not",
    "in": "in",
    "to": "to",
    "rightarrow": "to",
    "sum": "the sum of",
    "prod": "the product of",
    "infty": "infinity",
    "lfloor": "the floor of",
    "lceil": "the ceiling of",
    "ldots": "and so on",
    "dots": "and so on",
    "cdots": "and so on",
}
_SILENT = {"left", "right", "big", "Big", "displaystyle", "rfloor", "rceil", "quad", "qquad", "limits", "bigl", "bigr"}
_SIGNS = (
    (re.compile(r"\^\s*\{?\s*2\s*\}?(?![\d.])"), " squared "),
    (re.compile(r"\^"), " to the power of "),
    (re.compile(r"_"), " "),
    (re.compile(r"\\[,;:! ]|\\\\|[{}&~]"), " "),
    (re.compile(r"\\([%#$_])"), r"\1"),
    (re.compile(r"(?<=\s)-(?=\s)"), "minus"),
    (re.compile(r"(?<=\s)/(?=\s)"), "divided by"),
    (re.compile(r"="), " equals "),
)


def spoken(html: str, words: Words = ENGLISH) -> str:
    """As `plain_text`, for the ear."""
    html = _CODE.sub("<p>The code is on the screen.</p>", html)
    html = _MATHS.sub(lambda found: escape(_maths(unescape(found[1]))), html)
    return plain_text(html, words)


def _maths(tex: str) -> str:
    before = ""
    while tex != before:  # from the inside out
        before = tex
        tex = _PLAIN.sub(r" \1 ", tex)
        tex = _ROOT.sub(r" the square root of \1 ", tex)
        tex = _FRACTION.sub(r" \1 over \2 ", tex)
    tex = _COMMAND.sub(_word, tex)
    for sign, word in _SIGNS:
        tex = sign.sub(word, tex)
    return re.sub(r"\s+", " ", tex).strip()


def _word(found: re.Match[str]) -> str:
    name = found[1]
    return " " if name in _SILENT else f" {_WORDS.get(name, name)} "
