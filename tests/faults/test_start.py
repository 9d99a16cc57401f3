"""What keeps the window from opening gets one clear sentence, and never a traceback."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from interviewprep import app
from interviewprep.errors import NoDisplay

ROOT = Path(__file__).parent.parent.parent
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")


def start(tmp_path, **environ):
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "interviewprep", "--data", str(tmp_path / "data"), "--no-shipped"],
        capture_output=True,
        text=True,
        check=False,
        env={**clean, **environ},
    )


@linux_only
def test_without_a_display_the_terminal_is_offered(tmp_path):
    run = start(tmp_path)
    assert (run.returncode, run.stdout) == (4, "")
    assert (
        run.stderr
        == "error: there is no display to open a window on; study in the terminal with: interviewprep study\n"
    )
    assert not (tmp_path / "data").exists()


@linux_only
def test_a_missing_system_library_is_named_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(app, "_X11_LIBRARIES", ("libnothere.so.1",))
    with pytest.raises(app.LibraryMissing) as told:
        app._require_display()
    assert "libnothere.so.1" in str(told.value)
    assert "apt-get install" in str(told.value)


@linux_only
def test_a_display_that_is_named_is_trusted(monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(NoDisplay):
        app._require_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    app._require_display()


def test_a_data_folder_that_cannot_be_made_gets_one_sentence(tmp_path):
    (tmp_path / "data").write_text("a file stands here")
    run = start(tmp_path, QT_QPA_PLATFORM="offscreen")
    assert run.returncode == 2
    assert run.stderr.startswith(f"error: {tmp_path / 'data'}: cannot write to this folder")
    assert run.stderr.count("\n") == 1


def test_an_old_python_gets_a_sentence(tmp_path):
    """run.py parses on every Python 3, so that an old one can be told."""
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    probe = tmp_path / "probe.py"
    probe.write_text(
        "import sys\nsys.version_info = (3, 6, 9)\nexec(compile(open(sys.argv[1]).read(), 'run.py', 'exec'), {'__name__': '__main__', '__file__': sys.argv[1]})\n"
    )
    run = subprocess.run([sys.executable, probe, ROOT / "run.py"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "3.11" in run.stderr
    newer = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.Match)
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, newer)]
