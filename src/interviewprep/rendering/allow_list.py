"""What a deck's text may put on the screen: the tags, attributes, classes, addresses and files that pass.

A tag that does not pass is shown as text, so that `vector<float>` in prose loses nothing. nh3 goes over the
finished HTML once more and is what the promise rests on; everything before it only decides what reads best.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from interviewprep.cards.areas import parted
from interviewprep.rendering.highlight import TOKEN_CLASSES
from interviewprep.rendering.line_starts import HTML_BLOCKS, HTML_INLINE

if TYPE_CHECKING:
    from nh3 import Cleaner

TAGS = HTML_BLOCKS | HTML_INLINE
BOXES = ("note", "tip", "important", "warning", "caution")
_CLASSES = {
    "span": {"math", "display", "gap", "filled", "missing", "mark", *TOKEN_CLASSES},
    "blockquote": set(BOXES),
    "p": {"box-title", "notice", "reason"},
    "pre": {"plain"},
    "table": {"options"},
    "tr": {"right", "wrong"},
    "td": {"box", "option"},
    "ul": {"tasks"},
}
_SOUNDS = (".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".aac")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w.:-]*+)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'=<>`]++)""")

Media = Callable[[str], bool]
"""Whether a relative name is a file among the deck's own media."""


@cache
def _cleaner() -> Cleaner:
    # 3 ms to load, and not needed before the first card is shown.
    from nh3 import Cleaner

    return Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(),
        attributes={
            "*": {"dir", "lang"},
            "a": {"href"},
            "img": {"src", "alt"},
            "ol": {"start"},
            "p": {"align"},
            "div": {"align"},
            "td": {"align", "colspan", "rowspan"},
            "th": {"align", "colspan", "rowspan"},
        },
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "sound"},
        link_rel=None,
        allowed_classes=_CLASSES,
    )


def clean(html: str) -> str:
    """Well-formed HTML that holds nothing but what the allow-list names."""
    return _cleaner().clean(html)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if link_passes(value) else None
    if name == "src":
        return value if picture_name(parted(value)[0]) else None
    if name in ("colspan", "rowspan", "start"):
        # Qt makes a grid of the whole span, so a large number is a way to hang it.
        return value if re.fullmatch(r"[0-9]{1,2}" if name != "start" else r"[0-9]{1,9}", value) else None
    if name == "align":
        return value if value in ("left", "right", "center") else None
    if name == "dir":
        return value if value in ("ltr", "rtl", "auto") else None
    return value


def link_passes(address: str) -> bool:
    """Whether a link leads to the web, to a letter, or to a sound beside the deck."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "sound":
        return is_sound(rest) and bool(picture_name(rest))
    return scheme.lower() in ("http", "https", "mailto") and bool(rest) and not re.search(r"[\s<>\"\\]", address)


def picture_name(address: str) -> str:
    """The file's name below the deck's folder, decoded, or "" where the address leads anywhere else."""
    name = unquote(address)
    if not name or len(name) > 500 or name.startswith(("/", "~")) or re.search(r"[\x00-\x1f:\\?#%*<>|\"]", name):
        return ""
    return "" if any(step in ("", ".", "..") for step in name.split("/")) else name


def is_sound(address: str) -> bool:
    return address.lower().endswith(_SOUNDS)


def address_of(name: str) -> str:
    """The address in the HTML for a medium's name."""
    return quote(name)


def attributes_of(tag: str) -> dict[str, str]:
    """Attributes with a value in the source of an HTML tag."""
    found = {}
    for name, value in _ATTRIBUTE.findall(tag):
        found[name.lower()] = unescape(value[1:-1] if value[0] in "\"'" else value)
    return found
