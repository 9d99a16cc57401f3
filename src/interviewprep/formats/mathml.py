"""Formulas as MathML, which browsers set by themselves: a page needs no script and no font for them."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_SPAN = re.compile(r'<span class="math( display)?">([^<]*)</span>')
_LONGEST_TEX = 1_000


def with_mathml(html: str) -> str:
    """HTML of `render` with its formulas as MathML; one that cannot be read stays TeX."""
    return _SPAN.sub(lambda span: _formula(unescape(span[2]), bool(span[1])), html) if "math" in html else html


@lru_cache(maxsize=2_000)
def _formula(tex: str, display: bool) -> str:
    if len(tex) <= _LONGEST_TEX and tex.strip():
        try:
            found: str = _tex().tex2mml(tex, inline=not display)
        except Exception:  # a library for well-formed TeX raises anything on the rest
            found = ""
        if found.startswith("<math"):
            return found
    return f"<code>{escape(tex)}</code>"


@lru_cache(maxsize=1)
def _tex() -> ModuleType:
    from ziamath import tex

    return tex
