"""The interview in the terminal, as docs/cli.md states it."""

from __future__ import annotations

import json
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from interview_decks import DRILLS, SCREEN, TECH, WARM_UP, write_all
from interviewprep import cli
from interviewprep.cli.round import _Round
from interviewprep.cli.typing import Typing
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.interview.mock_interview import MockInterview

NOW = "2026-03-01T09:00:00+00:00"


@pytest.fixture
def data(tmp_path):
    decks = tmp_path / "data" / "decks"
    (decks / "interviews").mkdir(parents=True)
    for name, text in (("tech", TECH), ("warm-up", WARM_UP), ("estimates", DRILLS), ("interviews/small", SCREEN)):
        (decks / f"{name}.md").write_text(text)
    return tmp_path / "data"


@pytest.fixture
def prep(data, capsys):
    def run(*words):
        capsys.readouterr()
        code = cli.main(["--data", str(data), "--no-shipped", "--now", NOW, *words], lambda arguments: 99)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def piped(data):
    """Run a command as a child with these lines on its stdin."""

    def run(*words, lines=()):
        done = subprocess.run(
            [sys.executable, "-m", "interviewprep", "--data", str(data), "--no-shipped", "--now", NOW, *words],
            input="".join(f"{line}\n" for line in lines),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    return run


def held(piped, seed="7"):
    """A round in which each phase is ended at once; then what the marking asks is answered with 1 until it is done."""
    return piped("interview", "small", "--seed", seed, lines=[*["."] * 12, *["1"] * 60])


def test_interviews_are_listed(prep):
    code, out, _ = prep("interview")
    assert (code, out.split()[:4]) == (0, ["interviews/small", "30", "min", "Small"])
    _, out, _ = prep("interview", "--json")
    (one,) = json.loads(out)["interviews"]
    assert (one["blueprint"], one["title"], one["minutes"], one["problems"]) == (
        "interviews/small",
        "Small screen",
        30,
        [],
    )


def test_a_round_is_held_marked_and_reported(piped, prep):
    code, out, err = held(piped)
    assert code == 0, err
    assert "How would you speed up" in out
    assert "Three things to do next" in err
    code, out, _ = prep("report", "--json")
    found = json.loads(out)
    assert (found["outcome"], found["seed"], len(found["questions"])) == ("done", "7", 4)
    assert all(question["own_score"] == 1 for question in found["questions"])
    assert found["effect"]["missed"] + found["effect"]["reviewed"] >= 4


def test_the_same_seed_prints_the_same_transcript(piped):
    first, second, other = held(piped)[1], held(piped)[1], held(piped, "8")[1]
    assert first == second
    assert first != other
    assert len(first) > 200


def test_a_round_that_is_left_is_gone_on_with(piped, prep):
    code, _, err = piped("interview", "small", "--seed", "7", lines=["", ".", "I led it", "and finished late"])
    assert code == 1
    assert "--resume" in err
    code, _, err = piped("interview", "--resume", "--end", lines=["1"] * 20)
    assert code == 0, err
    found = json.loads(prep("report", "--json")[1])
    assert found["outcome"] == "interrupted"
    assert found["questions"][0]["answers"][0] == "I led it\nand finished late"
    assert [one["ended"] for one in found["questions"]] == ["answered", *["not reached"] * 3]
    code, _, err = piped("interview", "--resume")
    assert (code, err.count("\n")) == (2, 1)


def test_a_clock_that_goes_faster_ends_the_round_by_itself(data):
    """At 10 000 times its speed half an hour is over in a blink, though nothing is typed and the input stays open."""
    words = [sys.executable, "-m", "interviewprep", "--data", str(data), "--no-shipped", "--now", NOW]
    child = subprocess.Popen(
        [*words, "interview", "small", "--seed", "7", "--speed", "10000"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        child.stdin.write("\n")
        child.stdin.flush()
        said = ""
        while "The round is over." not in said:
            line = child.stderr.readline()
            assert line, said
            said += line
    finally:
        child.kill()
        child.communicate()


class Scripted(Typing):
    """A keyboard that does the next thing of a list each time it is looked at."""

    def __init__(self, *steps) -> None:
        super().__init__()
        self.steps = list(steps)

    def poll(self, seconds):
        if self.steps:
            self.steps.pop(0)(self)
        else:
            self.ended = True


def test_a_line_that_is_not_entered_stays_with_its_question_when_the_clock_moves_on(workplace, write_deck, clock):
    def typed(text):
        return lambda keyboard: setattr(keyboard, "partial", keyboard.partial + text)

    def entered(line):
        return lambda keyboard: keyboard.lines.append(line)

    def passes(seconds):
        return lambda keyboard: clock.pass_seconds(seconds)

    write_all(write_deck)
    interview = MockInterview.start(workplace, "small", Wishes(seed="7"))
    keyboard = Scripted(
        entered(""),
        typed("a note while "),
        passes(20),  # thinking ends, and the line goes on
        typed("thinking"),
        entered("a line"),
        typed(" and half a"),
        passes(2400),
    )
    _Round(workplace, interview, keyboard).run()
    with workplace.database.read() as db:
        rows = db.rows("SELECT question_id, follow_up, text FROM interview_answer")
    assert rows == [(1, 0, "a line\na note while thinking and half a")]


def test_a_report_has_its_formats(piped, prep, tmp_path):
    held(piped)
    _, out, _ = prep("report")
    assert out.startswith("# Small screen, 2026-03-01")
    _, out, _ = prep("report", "1", "--format", "html")
    assert out.startswith("<!doctype html>")
    HTMLParser().feed(out)
    target = tmp_path / "own.md"
    code, out, _ = prep("report", "--out", str(target))
    assert (code, out.strip()) == (0, str(target))
    assert target.read_text().startswith("# Small screen")


def test_a_report_is_printed_as_pdf_without_a_screen(piped, tmp_path, prep):
    held(piped)
    target = tmp_path / "report.pdf"
    code, out, err = prep("report", "--format", "pdf", "--out", str(target))
    assert (code, out.strip(), err) == (0, str(target), "")
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(data) > 20_000
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".new"] == []
    code, _, err = prep("report", "--format", "pdf", "--out", str(tmp_path / "no" / "such.pdf"))
    assert (code, err.count("\n")) == (2, 1)


def test_a_friend_marks_the_round_and_both_stand_in_the_report(piped, prep, tmp_path):
    held(piped)
    page = tmp_path / "mark.html"
    assert prep("report", "--for-rater", str(page))[0] == 0
    text = page.read_text()
    about = json.loads(text.partition('id="about">')[2].partition("</script>")[0])
    questions = [
        {"place": place, "score": score, "points": {"measure": True, "no-such": True}, "note": ""}
        for place, score in enumerate((4, 1, 3, 2))
    ]
    marks = tmp_path / "marks.json"
    marks.write_text(json.dumps({**about, "rater": "Ann", "questions": questions}))
    code, out, err = prep("report", "--marks", str(marks), "--json")
    assert code == 0
    assert "Ann marked 4 questions" in err
    found = json.loads(out)
    assert (found["raters"][0]["rater"], found["raters"][0]["questions"]) == ("Ann", 4)
    assert [question["score"] for question in found["questions"]] == [2.5, 1, 2, 1.5]
    assert found["questions"][0]["own_score"] == 1
    marks.write_text(marks.read_text().replace(about["interview"], "00" * 16))
    code, _, err = prep("report", "--marks", str(marks))
    assert (code, err.count("\n")) == (2, 1)
    marks.write_text("{}")
    assert prep("report", "--marks", str(marks))[0] == 2


def test_a_sheet_for_a_human_interviewer_keeps_nothing(prep, data):
    code, out, _ = prep("interview", "small", "--seed", "7", "--sheet", "md")
    assert code == 0
    for part in (
        "# Small screen",
        "- [ ] Measure first",
        "If they missed “Measure first”:",
        "> **Answer.**",
        "## Your questions",
    ):
        assert part in out
    assert prep("interview", "small", "--seed", "7", "--sheet", "md")[1] == out
    assert prep("interview", "small", "--seed", "7", "--sheet", "html")[1].startswith("<!doctype html>")
    assert json.loads(prep("interview", "--json")[1])["held"] == []


def test_wishes_adjust_the_round(prep):
    out = prep(
        "interview",
        "small",
        "--seed",
        "7",
        "--minutes",
        "15",
        "--extra-time",
        "2",
        "--level",
        "junior",
        "--sheet",
        "md",
    )[1]
    assert "30 minutes" in out
    assert "alpha" in out or "epsilon" in out
    assert not any(name in out for name in ("beta", "gamma", "delta"))
    code, _, err = prep("interview", "small", "--minutes", "0", "--sheet", "md")
    assert (code, err.count("\n")) == (2, 1)


def test_what_cannot_be_done_is_one_line(prep):
    for words in (
        ["interview", "none"],
        ["interview", "--resume"],
        ["report"],
        ["report", "7"],
        ["report", "--marks", "nowhere.json"],
        ["interview", "small", "--speed", "-1"],
        ["interview", "small", "--level", "expert"],
    ):
        code, out, err = prep(*words)
        assert (code, out, err.count("\n"), err.startswith("error: ")) == (2, "", 1, True), words


def test_check_names_the_faults_of_interview_files(prep, data):
    path = data / "decks" / "interviews" / "bad.md"
    path.write_text(SCREEN.replace("minutes: 30", "minutes: 3O"))
    code, out, _ = prep("check", str(path))
    assert code == 1
    assert f"{path}:4: error[value]: minutes: 3O is not a number of minutes" in out
