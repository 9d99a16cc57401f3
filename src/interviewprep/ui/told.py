"""What a refresh of the deck files did, as one message."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from interviewprep.errors import Severity
from interviewprep.journeys.decks import Changes
from interviewprep.ui.message_bar import Message
from interviewprep.words import many


def _tr(text: str) -> str:
    return QCoreApplication.translate("Told", text)


def told(changes: Changes, show_faults: Callable[[], object]) -> Message | None:
    """`habits: 2 cards new, 1 changed.`; of faults how many, and the way to them. None when nothing is to be said."""
    errors = sum(one.severity is Severity.ERROR for one in changes.problems)
    warnings = len(changes.problems) - errors
    if not changes and not errors:
        return None
    sentences = [f"{_where(changes)}: {_what(changes)}."] if changes else []
    if errors:
        sentences.append(_tr("{count} in the file.").format(count=many(errors, "fault")))
    elif warnings:
        sentences.append(_tr("{count} in the file.").format(count=many(warnings, "small fault")))
    if errors or warnings:
        return Message(" ".join(sentences), _tr("Show"), show_faults, lasting=bool(errors))
    return Message(" ".join(sentences))


def _where(changes: Changes) -> str:
    if len(changes.decks) == 1:
        return changes.decks[0].rpartition("/")[2]
    return many(len(changes.decks), "deck")


def _what(changes: Changes) -> str:
    parts: list[str] = []
    for count, what in (
        (changes.added, _tr("new")),
        (changes.changed, _tr("changed")),
        (changes.moved, _tr("moved here")),
        (changes.returned, _tr("back again")),
        (changes.retired, _tr("gone; their progress is kept")),
    ):
        if count:
            parts.append(f"{many(count, 'card')} {what}" if not parts else f"{count} {what}")
    return ", ".join(parts) or _tr("read again, no card changed")
