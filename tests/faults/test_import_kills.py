"""An import and its undo happen whole or not at all, whatever the instant at which the program is killed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no fork")
CHILD = Path(__file__).parent / "import_child.py"


def test_an_import_killed_at_every_step_is_whole_or_not_at_all(tmp_path):
    run = subprocess.run([sys.executable, str(CHILD), str(tmp_path)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert [line for line in lines if line.startswith("FAULT")] == []
    imported, undone = map(json.loads, lines)
    for deed in (imported, undone):
        assert deed["before"] > 10
        assert deed["after"] > 3, "kills between the commit and the end of the moves"
        assert deed["before"] + deed["after"] > deed["steps"] - 10
