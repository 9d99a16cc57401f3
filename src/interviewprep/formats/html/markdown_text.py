"""Plain text of a foreign file as Markdown that shows just these characters.

More is escaped than `deck_writer.escaped` does, since that only keeps a text from breaking the deck: here no star,
underscore, bracket or tag may act either.
"""

from __future__ import annotations

import re

_NEVER_SPECIAL = re.compile(r"[^\\`*_$~<>&{}\[\]\n\r\t\f\v\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufddf|#]*+")
_SIGNIFICANT = _NEVER_SPECIAL.pattern[2:-3]
_IN_GAP = f"[^ :{_SIGNIFICANT}](?:[^:{_SIGNIFICANT}]*[^ :{_SIGNIFICANT}])?"
_PLAIN_GAPS = re.compile(rf"(?:[^{_SIGNIFICANT}]++|\{{\{{c[1-9]\d{{0,2}}::{_IN_GAP}(?:::{_IN_GAP})?\}}\}})*+")
_STARTS_SPECIAL = frozenset("-+=:0123456789 \xa0")
_SIGNS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\Z)"
    r"|[`$]"
    r"|\*(?! )|(?<! )\*"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|~(?=~)|(?<=~)~"
    r"|\{(?=\{)"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w)"
    r"|\](?=[(\[:]|\Z)"
)
# Most texts hold none of these, and one look at them is cheaper than the rules above.
_SIGN = re.compile(r"[\\`$*_~{<&\]]")
_GAP_SIGNS = re.compile(r"(\\.)|[{}]|(?<=:):")
_BRACKETS = re.compile(r"(\\.)|[\[\]]", re.S)
_START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|\Z))"
    r"|(?=#{1,6}(?:\s|\Z)|>|[-+*](?:\s|\Z)|(?:=+|-+)\s*\Z|[|:-][|: -]*\Z|\[[ xX!]|\[[^\[\]]{1,300}\]:)"
)
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_NO_SINGLE_BLANK = re.compile(r"[\t\n\r\f\v]|  ")
# What no file may hold, and what the converter uses for itself.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufddf\ud800-\udfff]")


def is_plain(text: str) -> bool:
    """Whether the text is one line that means just itself both as HTML and as Markdown; a quick look, rather no."""
    if not text:
        return True
    return (
        text[0] not in _STARTS_SPECIAL
        and text[-1] not in " \xa0"
        and "  " not in text
        and _NEVER_SPECIAL.fullmatch(text) is not None
    )


def is_plain_with_gaps(text: str) -> bool:
    """The same of a text in which gaps stand that need no change either."""
    return (
        bool(text)
        and text[0] not in _STARTS_SPECIAL
        and text[-1] not in " \xa0"
        and "  " not in text
        and _PLAIN_GAPS.fullmatch(text) is not None
    )


def without_controls(text: str) -> str:
    return _CONTROL.sub("", text) if _CONTROL.search(text) else text


def with_single_blanks(text: str) -> str:
    """The text as HTML shows it: rows of blanks and line ends are one blank."""
    return _BLANKS.sub(" ", text) if _NO_SINGLE_BLANK.search(text) else text


def escaped(text: str, *, in_gap: bool = False) -> str:
    """Text from within a line as Markdown; `in_gap` escapes what would end a gap or begin its hint, too."""
    if _SIGN.search(text):
        text = _SIGNS.sub(r"\\\g<0>", text)
    if in_gap and ("{" in text or "}" in text or "::" in text):
        text = _GAP_SIGNS.sub(lambda sign: sign[0] if sign[1] else "\\" + sign[0], text)
    return text


def escaped_in_link(text: str, *, in_gap: bool = False) -> str:
    """Text between the brackets of a link or picture as Markdown."""
    text = _BRACKETS.sub(lambda sign: sign[1] or "\\" + sign[0], escaped(text, in_gap=in_gap))
    # A bracket and a colon at the beginning of a line define an address, even where the bracket is escaped.
    return text.replace("]:", "]\\:")


def escaped_start(markdown: str) -> str:
    """The beginning of a line such that it opens no heading, list, quote, box, rule or table."""
    found = _START.match(markdown)
    if not found:
        return markdown
    number = found["number"] or ""
    return f"{number}\\{markdown[len(number) :]}"


def one_line(text: str) -> str:
    """Plain text, from wherever, as one line of Markdown."""
    return escaped_start(escaped(with_single_blanks(without_controls(text)).strip()))


def code_span(text: str) -> str:
    """Text as inline code, blanks as they are."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * (longest + 1)
    padded = f" {text} " if (longest and (text[0] == "`" or text[-1] == "`")) or text[0] == " " == text[-1] else text
    return f"{ticks}{padded}{ticks}"


def fenced(text: str, language: str = "") -> str:
    """Text as a block of code."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
