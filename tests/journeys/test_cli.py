"""The terminal's contract, as docs/cli.md states it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from interviewprep import cli

DOCS = (Path(__file__).parent.parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
NOW = "2026-03-01T09:00:00+00:00"
DECK = """---
title: Formats
---

## What is E5M2? {#e5m2 .junior}

An FP8 format with two mantissa bits.

## {{E4M3}} tops out at {{448}}. {#e4m3 .junior}

## Which has more range? {#range .junior}

- [x] E5M2
- [ ] E4M3 — *one exponent bit less*
"""


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    (folder / "decks").mkdir(parents=True)
    (folder / "decks" / "formats.md").write_text(DECK)
    return folder


@pytest.fixture
def prep(data, capsys):
    """Run a command in this process; gives exit code, stdout, stderr."""

    def run(*words, window=lambda arguments: 99):
        capsys.readouterr()
        code = cli.main(["--data", str(data), "--no-shipped", "--now", NOW, *words], window)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_every_command_and_option_is_documented():
    parser = cli._parser()
    commands = next(action for action in parser._actions if action.dest == "command").choices
    named = set(re.findall(r"^## `(\w+)|^## .*?, `(\w+)", DOCS, re.MULTILINE))
    documented = {name for pair in named for name in pair if name} | {"restore"}
    assert set(commands) == documented
    for name, command in commands.items():
        for action in command._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or option in DOCS, (name, option)


def test_the_json_shapes_are_those_of_the_docs(prep):
    def keys(value):
        return sorted(value) if isinstance(value, dict) else keys(value[0])

    for command in ("due", "decks", "doctor"):
        section = DOCS.split(f"## `{command}")[1]
        shown = json.loads(re.search(r"```json\n(.*?)```", section, re.DOTALL)[1])
        _, out, _ = prep(command, "--json")
        assert keys(json.loads(out)) == keys(shown)
    assert keys(json.loads(prep("render", "--json")[1].splitlines()[0])) == [
        "answer",
        "card",
        "face",
        "kind",
        "plain_answer",
        "plain_question",
        "question",
    ]
    assert keys(json.loads(prep("check", "--json")[1])) == ["cards", "files", "fixed", "problems"]


def test_decks_counts_cards_and_items(prep):
    code, out, err = prep("decks", "--json")
    (deck,) = json.loads(out)
    assert (code, err) == (0, "")
    assert (deck["deck"], deck["cards"], deck["items"], deck["due"], deck["new"]) == ("formats", 3, 4, 0, 4)


def test_options_stand_before_or_after_the_command(data, capsys):
    assert cli.main(["decks", "--json", "--no-shipped", "--data", str(data)], lambda _: 99) == 0
    assert json.loads(capsys.readouterr().out)[0]["deck"] == "formats"


def test_study_auto_grades_exactly_n_items_and_acknowledges_each(prep):
    code, out, _ = prep("study", "--auto", "7", "--seed", "5")
    assert code == 0
    assert len(re.findall(r"^ACK [0-9a-f-]{36}$", out, re.MULTILINE)) == 7 == out.count("\n")
    assert json.loads(prep("doctor", "--json")[1])["reviews"] == 7


def test_study_auto_draws_the_same_answers_from_the_same_seed(prep, data):
    def ratings(seed):
        for path in data.glob("progress*"):
            path.unlink()
        prep("study", "--auto", "6", "--seed", str(seed))
        from interviewprep.store.database import Database

        with Database.copy(data / "progress.db").read() as db:
            return db.rows("SELECT face, rating, at_ms FROM entry ORDER BY seq")

    assert ratings(1) == ratings(1)
    assert ratings(1) != ratings(2)


def test_due_tells_when_there_is_nothing(prep):
    prep("study", "--auto", "60")
    code, out, _ = prep("due", "--json")
    assert (code, json.loads(out)["today"]["cards"]) == (1, 0)


def test_check_names_file_line_and_rule(prep, data):
    path = data / "decks" / "bad.md"
    path.write_text("## Question?\n\n### Anwser\n\nx\n")
    code, out, _ = prep("check", str(path))
    assert code == 0
    assert out.startswith(f"{path}:3: warning[part-name]: ")
    assert prep("check", "--strict", str(path))[0] == 1


def test_check_fix_writes_ids_and_nothing_else(prep, data):
    path = data / "decks" / "plain.md"
    path.write_bytes("\ufeff## Wie heißt das?\r\n\r\nSo.  \r\n".encode())
    code, _, _ = prep("check", "--fix", str(path))
    assert code == 0
    assert re.fullmatch("\ufeff## Wie heißt das\\? {#[a-z0-9]{8}}\r\n\r\nSo.  \r\n", path.read_bytes().decode())


def test_a_computed_number_that_is_wrong_is_an_error(prep, data):
    path = data / "decks" / "sums.md"
    path.write_text("## How much?\n\n321 KiB\n\n<!-- check: 2*80*8*128*2/1024 = 321 -->\n")
    code, out, _ = prep("check", str(path))
    assert (code, "error[computation]" in out) == (1, True)


def test_render_is_safe_html(prep, data):
    (data / "decks" / "evil.md").write_text(
        "## Q <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1))\n"
    )
    _, out, _ = prep("render", "evil")
    assert "<script" not in out
    assert "onerror=" not in out.replace("&lt;img src=x onerror=alert(1)&gt;", "")
    assert 'href="javascript' not in out


def test_cards_are_named_by_id_and_by_line(prep):
    assert '"card": "formats#e4m3"' in prep("render", "formats#e4m3", "--json")[1]
    assert '"card": "formats#range"' in prep("render", "formats:14", "--json")[1]
    code, _, err = prep("render", "formats#nothing")
    assert (code, err) == (2, "error: formats#nothing: no card has this name\n")


@pytest.mark.parametrize(
    "words",
    [
        ["study", "nowhere"],
        ["check", "/nowhere"],
        ["--bad"],
        ["study", "--auto", "x"],
        ["restore", "latest"],
        ["--now", "soon", "due"],
    ],
)
def test_a_refusal_is_one_line_and_exit_code_two(prep, words):
    code, out, err = prep(*words)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"error: .+\n", err)


def test_without_a_command_the_window_opens(prep):
    assert prep()[0] == 99


def test_a_sitting_through_a_pipe(data):
    keys = "\n3\n\nu\n\n4\n!\n-\nq\n"
    run = subprocess.run(
        [sys.executable, "-m", "interviewprep", "--data", str(data), "--no-shipped", "--now", NOW, "study"],
        input=keys,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0
    assert "An FP8 format with two mantissa bits." in run.stdout
    assert "Undone: review" in run.stderr
    assert "Traceback" not in run.stderr


def test_backup_and_restore_bring_the_progress_back(prep, data):
    prep("study", "--auto", "3")
    made = json.loads(prep("backup", "--json")[1])["backup"]
    prep("study", "--auto", "3")
    code, out, _ = prep("restore", made, "--json")
    assert code == 0
    assert Path(json.loads(out)["kept"]).exists()
    assert json.loads(prep("doctor", "--json")[1])["reviews"] == 3


def test_a_missing_database_with_backups_is_never_started_empty(prep, data):
    prep("study", "--auto", "3")
    prep("backup")
    for path in data.glob("progress.db*"):
        path.unlink()
    code, _, err = prep("study", "--auto", "1")
    assert (code, "restore latest" in err) == (2, True)
    assert prep("restore", "latest")[0] == 0
    assert json.loads(prep("doctor", "--json")[1])["reviews"] == 3


def test_a_damaged_database_is_named_and_kept(prep, data):
    prep("study", "--auto", "3")
    path = data / "progress.db"
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])
    before = path.read_bytes()
    code, _, err = prep("study", "--auto", "1")
    assert code == 2
    assert "damaged" in err
    assert path.read_bytes() == before


def test_export_names_the_file_and_says_what_it_holds(prep, data, tmp_path):
    code, out, err = prep("export", "formats", "--to", str(tmp_path / "f.apkg"), "--with-progress")
    assert (code, out) == (0, f"{tmp_path / 'f.apkg'}\n")
    assert "3 cards in 1 deck" in err.replace("\u2009", " ").replace("\xa0", " ")
    code, out, err = prep("export", "--to", str(tmp_path / "f.apkg"))
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {tmp_path / 'f.apkg'}: ")
    code, out, _ = prep("export", "--to", str(tmp_path / "f.apkg"), "--replace", "--json")
    assert json.loads(out)["cards"] == 3
    assert json.loads(out)["losses"][0]["names"] == ["formats#range"]


def test_export_prints_a_pdf(prep, tmp_path):
    code, _, _ = prep(
        "export", "formats#e5m2", "--to", str(tmp_path / "f.pdf"), "--sheet", "cards", "--paper", "Letter"
    )
    assert code == 0
    assert (tmp_path / "f.pdf").read_bytes().startswith(b"%PDF")


def test_export_refuses_a_name_that_says_no_format(prep, tmp_path):
    code, _, err = prep("export", "--to", str(tmp_path / "f.docx"))
    assert code == 2
    assert "--format" in err
