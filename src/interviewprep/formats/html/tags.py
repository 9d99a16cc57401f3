"""What each tag of foreign HTML is: a mark, a line, a container, or nothing to be read."""

from __future__ import annotations

import re
from html import unescape

MARKS = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "var": "i", "dfn": "i", "u": "u", "ins": "u",
    "s": "s", "strike": "s", "del": "s", "mark": "mark", "small": "small", "sub": "sub", "sup": "sup",
    "kbd": "kbd", "code": "code", "tt": "code", "samp": "code",
}  # fmt: skip
_STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "b"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "i"),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*underline"), "u"),
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through"), "s"),
    (re.compile(r"vertical-align\s*:\s*sub"), "sub"),
    (re.compile(r"vertical-align\s*:\s*super"), "sup"),
)
# fmt: off
LINES = frozenset((
    "address", "article", "aside", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "legend", "main", "nav", "section", "summary",
))
# fmt: on
SILENT = {
    "script": "",
    "style": "",
    "head": "",
    "title": "",
    "template": "",
    "noscript": "",
    "rp": "",
    "svg": "SVG drawing",
    "object": "embedded object",
    "iframe": "embedded page",
    "canvas": "drawing",
    "select": "input field",
    "textarea": "input field",
}  # fmt: skip
_ATTRIBUTE = re.compile(r"""([A-Za-z_:@][\w.:-]*+)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>`]++)""")


_LONG_NUMBER = re.compile(r"&#(?:x0*+[0-9a-f]{7,}|0*+[0-9]{8,});?", re.I)


def unescaped(html: str) -> str:
    """The text that entities stand for. A number of thousands of digits, which Python refuses, is no character."""
    return unescape(_LONG_NUMBER.sub("\ufffd", html) if "&#" in html else html)


def attributes_of(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), unescaped(value[1:-1] if value[0] in "\"'" else value))
    return found


def marks_of_style(style: str) -> tuple[str, ...]:
    """The marks that an inline style stands for."""
    style = style.lower()[:1000]
    return tuple(mark for pattern, mark in _STYLES if pattern.search(style))
