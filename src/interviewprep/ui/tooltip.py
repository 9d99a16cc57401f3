"""Tooltips that say what stands in a deck: Qt takes whatever looks like HTML for HTML, pictures on the disk too."""

from __future__ import annotations

from html import escape


def tooltip(text: str) -> str:
    """The text as a tooltip that shows just these words; "" for none."""
    return f"<span>{escape(text)}</span>".replace("\n", "<br>") if text else ""
