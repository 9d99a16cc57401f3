"""Formulas as MathML, which browsers set by themselves: a page needs no script and no font for them."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType
    from xml.etree.ElementTree import Element

_SPAN = re.compile(r'<span class="math( display)?">([^<]*)</span>')
_LONGEST_TEX = 1_000
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_TAG = re.compile(
    r"math|m(?:row|i|n|o|text|space|s|frac|sqrt|root|style|error|padded|phantom|fenced|enclose|sub|sup|subsup|under|over"
    r"|underover|multiscripts|table|tr|td)|none|mprescripts"
)
_ATTRIBUTE = re.compile(
    r"display|displaystyle|scriptlevel|math(?:variant|size|color)|stretchy|symmetric|largeop|movablelimits|accent"
    r"|accentunder|fence|separator|form|[lr]space|(?:min|max)size|linethickness|width|height|depth|notation|open|close"
    r"|(?:column|row)(?:align|spacing|lines)|frame"
)
_VALUE = re.compile(r"[\w .,%#+()\[\]{}|-]*")


class _Strange(Exception):
    """MathML that is not only mathematics."""


def with_mathml(html: str) -> str:
    """HTML of `render` with its formulas as MathML; one that cannot be read stays TeX."""
    return _SPAN.sub(lambda span: _formula(unescape(span[2]), bool(span[1])), html) if "math" in html else html


@lru_cache(maxsize=2_000)
def _formula(tex: str, display: bool) -> str:
    if len(tex) <= _LONGEST_TEX and tex.strip():
        from xml.etree import ElementTree

        try:
            source = _tex().tex2mml(tex, inline=not display)
            # What stands in \text comes through as it is, so nothing of the library's text goes to the page itself.
            return _written(ElementTree.fromstring(source))
        except Exception:  # a library for well-formed TeX raises anything on the rest
            return f"<code>{escape(tex)}</code>"
    return f"<code>{escape(tex)}</code>"


def _written(element: Element) -> str:
    tag = element.tag.removeprefix(_NAMESPACE)
    if not _TAG.fullmatch(tag):
        raise _Strange(tag)
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name, value in element.items()
        if _ATTRIBUTE.fullmatch(name) and _VALUE.fullmatch(value)
    )
    inner = "".join(_written(child) + escape(child.tail or "") for child in element)
    return f"<{tag}{attributes}>{escape(element.text or '')}{inner}</{tag}>"


@lru_cache(maxsize=1)
def _tex() -> ModuleType:
    from ziamath import tex

    return tex
