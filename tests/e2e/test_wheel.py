"""The wheel holds all that the program needs, away from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_deck_and_resource(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    for kind in ("decks", "resources"):
        for path in (ROOT / kind).rglob("*"):
            if path.is_file() and not path.name.startswith("."):
                assert f"interviewprep/shipped/{path.relative_to(ROOT).as_posix()}" in inside
    assert any(name.endswith("migrations/0001_progress.sql") for name in inside)


def test_the_installed_wheel_starts_outside_the_checkout_and_finds_its_decks(wheel, tmp_path):
    """Its dependencies are lent from this environment by path, so that the test needs no network."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(
        subprocess.check_output(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        ).strip()
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"))
    run = subprocess.run(
        [python, "-m", "interviewprep", "decks", "--json", "--data", str(tmp_path / "data")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    assert run.returncode == 0, run.stderr
    decks = json.loads(run.stdout)
    assert len(decks) > 20
    assert all(str(home) in deck["path"] for deck in decks)
