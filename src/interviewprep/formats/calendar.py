"""A calendar file (iCalendar, RFC 5545) of days without an hour, for any calendar to take over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from interviewprep.errors import legible

_MOST_OCTETS = 75
_BEGIN = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//interviewprep//plan//EN", "CALSCALE:GREGORIAN")
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class WholeDay:
    """One event. A calendar that has one of this `uid` already replaces it."""

    uid: str
    on: date
    summary: str
    description: str = ""


def calendar(events: Iterable[WholeDay], at_ms: int) -> bytes:
    """The file, made at `at_ms` (UTC). No day is shown as busy, since no hour is known."""
    stamp = datetime.fromtimestamp(at_ms // 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [*_BEGIN, *(line for event in events for line in _event(event, stamp)), "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(event: WholeDay, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    # The end is the first day that is not part of it.
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_escaped(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in "\n".join(map(legible, text.splitlines())))


def _folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, none of which cuts a character in two."""
    pieces, room = [""], _MOST_OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append("")
            room = _MOST_OCTETS - 1  # the blank that begins a further piece
        pieces[-1] += sign
        room -= size
    return "\r\n ".join(pieces)
