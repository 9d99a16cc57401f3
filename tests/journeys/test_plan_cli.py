"""`plan` in the terminal: setting the day, the time and the decks, and what is printed or put in a calendar."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from interviewprep import cli, settings
from interviewprep.journeys.set_aside import suspend
from interviewprep.journeys.workplace import for_writing
from interviewprep.paths import Places
from stopped_clock import StoppedClock

DOCS = (Path(__file__).parent.parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
NOW = "2026-03-01T09:00:00+00:00"  # a Sunday
MANY = "".join(f"## Question {n}? {{#q{n}}}\n\nAnswer {n}.\n\n" for n in range(60))
FEW = "".join(f"## Other question {n}? {{#o{n}}}\n\nOther answer {n}.\n\n" for n in range(5))
MISSING = "There is no date of an interview and no minutes a day"


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    for name, text in (("one/many", MANY), ("two/few", FEW)):
        path = folder / "decks" / f"{name}.md"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    return folder


@pytest.fixture
def plan(data, capsys):
    """Run the command in this process; gives exit code, stdout, stderr."""

    def run(*words, now=NOW):
        capsys.readouterr()
        code = cli.main(["--data", str(data), "--no-shipped", "--now", now, "plan", *words], lambda _: 99)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def chosen(data):
    """The settings as they are on disk."""
    return lambda: settings.load(data / "settings.json")[0]


def test_what_is_missing_is_said_in_one_sentence_with_the_command_that_sets_it(plan, chosen):
    cases = (
        ((), MISSING, "--date YYYY-MM-DD --minutes 20"),
        (("--minutes", "5"), "There is no date of an interview;", "--date YYYY-MM-DD"),
        (("--date", "2026-03-01"), "The interview is today", "--date YYYY-MM-DD"),
        (("--date", "2026-07-01"), "The interview of 2026-07-01 is 122 days ahead", "--date YYYY-MM-DD"),
        (("--date", "2026-03-11", "--minutes", "0"), "There are no minutes a day", "plan --minutes 20"),
    )
    for words, said, command in cases:
        code, out, err = plan(*words)
        assert out == ""
        assert err.startswith(said)
        assert command in err
        assert err.count("\n") == 1
        assert code == 1 or "0" in words
    assert chosen().interview_date == "2026-03-11"
    code, _, err = plan("--minutes", "5", now="2026-03-12T09:00:00+00:00")
    assert code == 1
    assert err.startswith("The interview of 2026-03-11 is past")


def test_the_date_and_the_minutes_are_kept_and_the_plan_is_printed(plan, chosen):
    code, out, _ = plan("--date", "2026-03-11", "--minutes", "5")
    assert code == 0
    assert (chosen().interview_date, chosen().minutes_a_day) == ("2026-03-11", 5)
    assert re.search(r"^interview +2026-03-11, in 10 days$", out, re.MULTILINE)
    assert re.search(r"^minutes a day +5$", out, re.MULTILINE)
    assert re.search(r"^decks that count +all in use \(2 decks\)$", out, re.MULTILINE)
    assert re.search(r"^items that count +65, of which about \d+ will be met$", out, re.MULTILINE)
    dates = re.findall(r"^(2026-03-\d\d) ([A-Z][a-z]{2}) +\d+ +\d+ +\d+$", out, re.MULTILINE)
    assert len(dates) == 10
    assert (dates[0], dates[-1]) == (("2026-03-01", "Sun"), ("2026-03-10", "Tue"))


def test_the_forecast_is_a_range_of_whole_per_cent(plan):
    _, out, _ = plan("--date", "2026-03-11", "--minutes", "5")
    assert re.search(r"^if you keep the plan +(\d+ to|about) \d+ % known on the day$", out, re.MULTILINE)
    assert re.search(r"^if you stop today +0 % known on the day$", out, re.MULTILINE)
    assert not re.search(r"\d\.\d", out)


def test_too_little_time_is_said_with_the_minutes_that_would_do(plan):
    _, out, err = plan("--date", "2026-03-06", "--minutes", "1", "--json")
    made = json.loads(out)["plan"]
    assert f"about {65 - made['met']} will not be met" in err
    # 65 items, 10 s for each of 2.9 answers, 5 days.
    assert made["least_minutes_to_meet_all"] == 7
    assert "at least 7 minutes a day" in err
    assert "--decks" in err
    _, out, err = plan("--minutes", "0,3,0,3,0,0,0")
    assert "at least 16 minutes on each day that has time" in err
    _, _, err = plan("--minutes", "30")
    assert err == ""


def test_seven_numbers_are_the_minutes_from_monday_and_one_number_clears_them(plan, chosen):
    _, out, _ = plan("--date", "2026-03-11", "--minutes", "5,6,7,8,9,10,0")
    assert chosen().weekday_minutes == (5, 6, 7, 8, 9, 10, 0)
    assert "Mon 5, Tue 6, Wed 7, Thu 8, Fri 9, Sat 10, Sun 0" in out
    assert re.search(r"^2026-03-08 Sun +0 +0 +0$", out, re.MULTILINE)
    plan("--minutes", "5")
    assert (chosen().weekday_minutes, chosen().minutes_a_day) == ((), 5)


def test_decks_are_kept_by_their_full_names_and_all_clears_them(plan, chosen):
    plan("--date", "2026-03-11", "--minutes", "5")
    _, out, _ = plan("--decks", "few", "one/")
    assert chosen().interview_decks == ("two/few", "one")
    _, out, _ = plan("--decks", "few.md")
    assert chosen().interview_decks == ("two/few",)
    assert re.search(r"^decks that count +two/few \(1 deck\)$", out, re.MULTILINE)
    assert re.search(r"^items that count +5,", out, re.MULTILINE)
    plan("--decks", "all")
    assert chosen().interview_decks == ()


def test_a_chosen_deck_that_is_gone_is_told(plan, data):
    plan("--date", "2026-03-11", "--minutes", "5", "--decks", "few")
    (data / "decks" / "two" / "few.md").unlink()
    _, out, err = plan()
    assert "no deck in use is called two/few any more" in err
    assert re.search(r"^decks that count +all in use \(1 deck\)$", out, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--date", "soon"), "2026-12-06"),
        (("--date", "2026-02-30"), "2026-12-06"),
        (("--date", "2026-02-28"), "is past"),
        (("--minutes", "many"), "whole number"),
        (("--minutes", "-1"), "--minutes"),
        (("--minutes", "1441"), "1440"),
        (("--minutes", "5,5"), "seven"),
        (("--minutes", "0,0,0,0,0,0,0"), "one day at least"),
        (("--decks", "nothing"), "interviewprep decks"),
        (("--decks",), "--decks"),
    ],
)
def test_a_value_that_is_none_is_refused_and_nothing_is_set(plan, data, words, says):
    code, out, err = plan("--date", "2026-03-11", "--minutes", "5")
    before = (data / "settings.json").read_bytes()
    code, out, err = plan("--minutes", "9", *words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert says in err
    assert (data / "settings.json").read_bytes() == before


def test_a_suspended_deck_cannot_be_chosen(plan, data, chosen):
    with for_writing(Places(data), StoppedClock(), "test", with_shipped=False) as workplace:
        workplace.refresh()
        suspend(workplace, {"two/few": True})
    code, _, err = plan("--decks", "few")
    assert code == 2
    assert "suspended" in err
    assert chosen().interview_decks == ()


def test_settings_that_cannot_be_read_are_not_written_over(plan, data):
    (data / "settings.json").write_text('{"theme": "dark",')
    code, _, err = plan("--minutes", "5")
    assert code == 2
    assert "mend the file first" in err
    assert (data / "settings.json").read_text() == '{"theme": "dark",'


def test_forgetting_the_date_is_done_and_ends_the_plan(plan, chosen):
    plan("--date", "2026-03-11", "--minutes", "5")
    code, out, err = plan("--date", "none")
    assert (code, out) == (0, "")
    assert err.startswith("There is no date")
    assert chosen().interview_date == ""
    assert plan()[0] == 1


def test_a_plan_of_yesterday_is_made_anew_and_a_reader_keeps_nothing(plan, data):
    plan("--date", "2026-03-11", "--minutes", "5")
    before = (data / "progress.db").read_bytes()
    code, out, _ = plan("--json", now="2026-03-02T09:00:00+00:00")
    assert code == 0
    made = json.loads(out)
    assert (made["plan"]["made_on"], made["days_left"], len(made["plan"]["days"])) == ("2026-03-02", 9, 9)
    assert (data / "progress.db").read_bytes() == before


def test_setting_needs_the_lock_and_showing_does_not(plan, data):
    plan("--date", "2026-03-11", "--minutes", "5")
    with for_writing(Places(data), StoppedClock(), "another", with_shipped=False):
        assert plan()[0] == 0
        code, _, err = plan("--minutes", "6")
    assert code == 3
    assert "another" in err


def test_the_json_has_the_shape_of_the_docs(plan):
    section = DOCS.split("## `plan`")[1]
    shown = json.loads(re.search(r"```json\n(.*?)```", section, re.DOTALL)[1])
    code, out, _ = plan("--date", "2026-03-11", "--minutes", "5", "--decks", "one", "--json")
    made = json.loads(out)
    assert code == 0
    for known, told in (
        (made, shown),
        (made["plan"], shown["plan"]),
        (made["plan"]["days"][0], shown["plan"]["days"][0]),
    ):
        assert list(known) == list(told)
        assert [type(one) for one in known.values()] == [type(one) for one in told.values()]
    assert made["minutes"] == [5] * 7
    assert made["decks"] == ["one"]
    code, out, _ = plan("--date", "none", "--json")
    none = json.loads(out)
    assert (none["plan"], none["interview"], none["days_left"]) == (None, None, None)
    assert none["missing"].startswith("There is no date")


def test_no_card_that_counts_is_told(plan, data):
    for path in (data / "decks").rglob("*.md"):
        path.unlink()
    code, out, err = plan("--date", "2026-03-11", "--minutes", "5")
    assert code == 1
    assert re.search(r"^items that count +0,", out, re.MULTILINE)
    assert "No card counts" in err


def test_the_calendar_holds_the_interview_and_each_day_with_something_to_study(plan, tmp_path):
    plan("--date", "2026-03-11", "--minutes", "5,5,0,5,5,5,5")
    target = tmp_path / "plan.ics"
    code, out, err = plan("--calendar", str(target))
    assert (code, out) == (0, f"{target}\n")
    assert "10 days written" in err
    text = target.read_bytes().decode().replace("\r\n ", "")
    days = json.loads(plan("--json")[1])["plan"]["days"]
    studied = [day["date"].replace("-", "") for day in days if day["new"] + day["reviews"]]
    assert "20260304" not in studied  # a Wednesday
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", text) == [*studied, "20260311"]
    assert {day["new"] > 0 for day in days} == {day["reviews"] > 0 for day in days} == {True, False}
    for day in days:
        both = f"{day['new']} new and {day['reviews']} review"
        one = f"{day['new']} new card" if day["new"] else f"{day['reviews']} review"
        said = f"Study: {day['minutes']} minutes\\, about {both if day['new'] and day['reviews'] else one}"
        assert (f"SUMMARY:{said}" in text) == (day["new"] + day["reviews"] > 0)
    assert "UID:study-2026-03-01@interviewprep" in text
    assert "UID:interview-2026-03-11@interviewprep\r\n" in text
    assert text.count("TRANSP:TRANSPARENT") == text.count("BEGIN:VEVENT") == len(studied) + 1
    assert "DTSTAMP:20260301T090000Z" in text


def test_a_calendar_that_is_there_is_replaced_only_when_asked_and_nothing_is_set_before(plan, chosen, tmp_path):
    target = tmp_path / "plan.ics"
    target.write_text("mine")
    plan("--date", "2026-03-11", "--minutes", "5")
    code, out, err = plan("--minutes", "6", "--calendar", str(target))
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {target}: ")
    assert target.read_text() == "mine"
    assert chosen().minutes_a_day == 5
    code, out, _ = plan("--minutes", "6", "--calendar", str(target), "--replace", "--json")
    assert (code, json.loads(out)["calendar"]) == (0, str(target))
    assert target.read_text().startswith("BEGIN:VCALENDAR")
    code, _, err = plan("--calendar", str(tmp_path / "none" / "plan.ics"))
    assert code == 2
    assert "no such folder" in err


def test_without_a_plan_no_calendar_is_written(plan, tmp_path):
    target = tmp_path / "plan.ics"
    code, out, err = plan("--calendar", str(target))
    assert (code, out) == (1, "")
    assert err.startswith(MISSING)
    assert not target.exists()
