"""Boxes as Qt can draw them.

Qt's rich text knows padding, borders and backgrounds of table cells only: a `pre` or `blockquote` with a background
is a bare strip of colour behind its lines. So for the viewer each becomes the only cell of a table, here and nowhere
else; exported pages keep the elements that say what they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Template

_OPENING = re.compile(r'<(pre|blockquote)((?: [a-z]+="[^"]*")*)>')
_CLASS = re.compile(r' class="([^"]*)"')


def for_viewer(html: str) -> str:
    """HTML of `render` for a QTextBrowser; the style sheet knows the cells as `td.code`, `td.quote`, `td.note` …"""
    html = _OPENING.sub(_framed, html)
    # Qt would show the line end before the closing tag as one more line.
    html = html.replace("\n</code></pre>", "</code></pre>")
    return html.replace("</pre>", "</pre></td></tr></table>").replace("</blockquote>", "</td></tr></table>")


def _framed(found: re.Match[str]) -> str:
    tag, attributes = found[1], found[2]
    named = _CLASS.search(attributes)
    name = named[1] if named else "code" if tag == "pre" else "quote"
    inner = f"<pre{attributes}>" if tag == "pre" else ""
    return f'<table class="frame" width="100%" cellspacing="0" cellpadding="0"><tr><td class="{name}">{inner}'


def style_sheet(card_css: str, theme_css: str, colours: Mapping[str, str], body_px: int) -> str:
    """The style sheet of a theme, from `resources/card.css` and `resources/themes/*.css`.

    `colours` are the tokens of the theme by name. Qt takes sizes in pixels only, so they are computed here.
    """
    sizes = {"body": 1.0, "code": 0.92, "small": 0.8, "h1": 1.35, "h2": 1.22, "h3": 1.1, "gap": 0.6, "small_gap": 0.28}
    pixels = {name: str(max(1, round(body_px * share))) for name, share in sizes.items()}
    return Template(card_css).substitute(colours, **pixels) + theme_css
