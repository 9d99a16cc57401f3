"""A calendar file is one that any calendar takes: RFC 5545 to the octet."""

from __future__ import annotations

from datetime import date

from interviewprep.formats.calendar import WholeDay, calendar

MADE = 1_772_355_600_999  # 2026-03-01 09:00 UTC
DAY = WholeDay("one@here", date(2026, 12, 31), "Study: 20 minutes", "Long")


def lines(*events):
    """Content lines, unfolded as RFC 5545 3.1 says."""
    return calendar(events, MADE).decode().replace("\r\n ", "").split("\r\n")


def value(name, *events):
    return next(line.partition(":")[2] for line in lines(*events) if line.partition(":")[0] == name)


def test_a_file_without_events_is_a_calendar_still():
    assert lines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//interviewprep//plan//EN",
        "CALSCALE:GREGORIAN",
        "END:VCALENDAR",
        "",
    ]


def test_a_day_is_an_event_that_ends_with_the_day_and_leaves_one_free():
    assert lines(DAY)[4:-2] == [
        "BEGIN:VEVENT",
        "UID:one@here",
        "DTSTAMP:20260301T090000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Study: 20 minutes",
        "DESCRIPTION:Long",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def test_an_event_without_a_description_has_no_empty_one():
    assert not [line for line in lines(WholeDay("a", date(2026, 1, 1), "b")) if line.startswith("DESCRIPTION")]


def test_every_line_ends_with_both_signs():
    data = calendar([DAY], MADE)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")


def test_signs_that_mean_something_are_escaped():
    event = WholeDay("a", date(2026, 1, 1), 'a, b; c\\d: "e"\r\nEND:VEVENT\nf')
    assert value("SUMMARY", event) == 'a\\, b\\; c\\\\d: "e"\\nEND:VEVENT\\nf'


def test_control_signs_and_halves_of_characters_do_not_reach_the_file():
    event = WholeDay("a", date(2026, 1, 1), "a\x00b\x1b[31m\x7f\ud800")
    assert value("SUMMARY", event) == "a?b?[31m??"


def test_long_lines_are_folded_at_75_octets_and_no_character_is_cut():
    for shift in range(5):
        text = "x" * shift + "Größe 中文 🙂 " * 30
        event = WholeDay("a", date(2026, 1, 1), text)
        pieces = calendar([event], MADE).split(b"\r\n")
        assert max(map(len, pieces)) <= 75
        assert all(piece.decode() is not None for piece in pieces)
        assert value("SUMMARY", event) == text


def test_a_line_of_75_octets_is_left_whole():
    event = WholeDay("a", date(2026, 1, 1), "x" * (75 - len("SUMMARY:")))
    assert b"SUMMARY:" + b"x" * 67 + b"\r\n" in calendar([event], MADE)
    assert b"\r\n " not in calendar([event], MADE)
