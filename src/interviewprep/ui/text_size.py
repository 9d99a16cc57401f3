"""How large a question stands on a page of the interview."""

from __future__ import annotations

import re

from interviewprep.rendering.plain_text import plain_text

_HEAD = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_LONG_HEAD = 240


def large(text: str, size: int) -> str:
    """The question with its first paragraph large, unless that is long."""
    first = _HEAD.match(text)
    if first is None or len(plain_text(first[1])) > _LONG_HEAD:
        return text
    return f'<p style="font-size:{size}px; font-weight:600">{first[1]}</p>{text[first.end() :]}'
