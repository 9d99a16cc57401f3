"""`find` in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interviewprep import cli

DOCS = (Path(__file__).parent.parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
DECK = "---\ntitle: Kernels\n---\n\n## What is a *warp*? {#warp .junior}\n\n32 threads.\n\n## And a block?\n\nWarps.\n"


@pytest.fixture
def run(tmp_path, capsys):
    deck = tmp_path / "data" / "decks" / "gpu" / "kernels.md"
    deck.parent.mkdir(parents=True)
    deck.write_text(DECK)

    def find(*words):
        capsys.readouterr()
        code = cli.main(["--data", str(tmp_path / "data"), "--no-shipped", "find", *words], lambda _: 99)
        return code, *capsys.readouterr()

    return find


def test_each_card_is_a_line_with_its_name_best_first(run):
    code, out, err = run("warp")
    assert code == 0
    assert out == "gpu/kernels#warp\tWhat is a warp?\trecall\tnew\ngpu/kernels:9\tAnd a block?\trecall\tnew\n"
    assert err == "2 of 2 cards.\n"


def test_json_says_the_same_as_the_docs_promise(run):
    code, out, _ = run("warp", "threads", "--json")
    found = json.loads(out)
    assert code == 0
    assert found == {
        "count": 1,
        "cards": [
            {
                "card": "gpu/kernels#warp",
                "deck": "gpu/kernels",
                "title": "Kernels",
                "question": "What is a warp?",
                "kind": "recall",
                "state": "new",
                "suspended": False,
                "marked": False,
            }
        ],
    }
    section = DOCS.partition("## `find")[2].partition("\n## ")[0]
    assert not [name for name in (*found, *found["cards"][0]) if f'"{name}"' not in section]


def test_a_limit_cuts_the_list_and_not_the_count(run):
    code, out, err = run("warp", "--limit", "1")
    assert (code, len(out.splitlines()), err) == (0, 1, "2 of 2 cards.\n")


def test_a_word_behind_a_dash_comes_after_two_dashes(run):
    assert run("--", "warp", "-threads")[1].startswith("gpu/kernels:9\t")


def test_nothing_found_is_said_and_told_by_the_exit_code(run):
    assert run("unicorn") == (1, "", "0 of 2 cards.\n")


def test_an_unknown_filter_is_wrong_use(run):
    code, out, err = run("flag:red")
    assert (code, out) == (2, "")
    assert err.startswith("error: there is no filter flag:, there are deck:, tag:")


def test_finding_writes_nothing(run, tmp_path):
    run("warp")
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["decks"]
