from __future__ import annotations

import sys
from pathlib import Path

import pytest

from interviewprep.ui.decks import editor
from interviewprep.ui.decks.editor import EditorMissing, chosen, open_deck, open_file

FILE = Path("/decks/my deck.md")


def having(*names: str):
    return lambda name: f"/bin/{name}" if name in names else name if name.startswith("/") else None


def command(setting: str, environ: dict[str, str] | None = None, *installed: str) -> list[str] | None:
    found = chosen(setting, environ or {}, having(*installed))
    return found and [found.program, *found.filled(FILE, 12)]


def test_the_command_of_the_settings_is_filled_in_word_by_word():
    assert command("'/opt/my editor' --at={line} {path}") == ["/opt/my editor", "--at=12", "/decks/my deck.md"]


def test_a_known_editor_needs_no_placeholders():
    assert command("code --new-window") == ["code", "--new-window", "-g", "/decks/my deck.md:12"]
    assert command("something") == ["something", "/decks/my deck.md"]


def test_an_editor_of_the_environment_is_used_if_it_has_a_window():
    everything = ("vim", "code", "gvim", "kate")
    assert command("", {"VISUAL": "kate --block"}, *everything) == ["kate", "-l", "12", "/decks/my deck.md"]
    assert command("", {"VISUAL": "vim", "EDITOR": "gvim -f"}, *everything) == ["gvim", "+12", "/decks/my deck.md"]
    assert command("", {"EDITOR": "emacs -nw"}, "emacs", "gedit") == ["/bin/gedit", "+12", "/decks/my deck.md"]


def test_else_an_installed_one_is_found():
    assert command("", {"EDITOR": "nano"}, "nano", "subl") == ["/bin/subl", "/decks/my deck.md:12"]
    assert command("", {}, "nano") is None


def test_the_whole_file_is_its_first_line():
    found = chosen("gvim", {}, having())
    assert found.filled(FILE, 0) == ["+1", "/decks/my deck.md"]


def test_an_editor_that_is_not_there_is_told(tmp_path):
    with pytest.raises(EditorMissing, match=r"'/nowhere/edit \{path\}' could not be started"):
        open_file(tmp_path / "deck.md", 3, "/nowhere/edit {path}")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script for an editor")
def test_a_deck_opens_at_its_line_in_the_users_editor(qtbot, workplace, write_deck, tmp_path):
    path = write_deck("gpu", "## What is a warp?\n\n32 threads.\n")
    script, seen = tmp_path / "edit", tmp_path / "seen"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{seen}.new"\nmv "{seen}.new" "{seen}"\n')
    script.chmod(0o755)
    workplace.choose(editor=f"{script} -g {{path}}:{{line}}")
    message = open_deck(workplace, "gpu", 3)
    assert message.text == "gpu.md is open in your editor."
    qtbot.waitUntil(seen.exists, timeout=10_000)
    assert seen.read_text() == f"-g\n{path}:3\n"


def test_every_known_editor_gets_the_file():
    for arguments in editor._GRAPHICAL.values():
        assert any("{path}" in one for one in arguments)
