import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "thirty_days.sh"


@pytest.mark.skipif(shutil.which("bash") is None or shutil.which("timeout") is None, reason="needs bash and timeout")
def test_thirty_days_of_study_edits_kills_and_undos_keep_every_review(tmp_path):
    run = subprocess.run([SCRIPT, sys.executable, tmp_path], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr[-2000:]
    cards, items, reviews = map(int, re.match(r"(\d+) cards, (\d+) items, (\d+) reviews", run.stdout).groups())
    assert cards > 800
    assert items > cards
    assert reviews > 2500
    assert "All is well." in run.stdout
